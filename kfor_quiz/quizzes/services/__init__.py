"""What changes attempts and quizzes: each a function that view, command and test share."""

from kfor_quiz.quizzes.services.answering import record_response
from kfor_quiz.quizzes.services.attempts import start_attempt
from kfor_quiz.quizzes.services.moving import move_attempts
from kfor_quiz.quizzes.services.quizzes import sync_quizzes
from kfor_quiz.quizzes.services.reporting import report_question

__all__ = ["move_attempts", "record_response", "report_question", "start_attempt", "sync_quizzes"]
