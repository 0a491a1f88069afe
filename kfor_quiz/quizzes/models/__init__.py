"""What is asked, one sitting of it, and what came of it."""

from kfor_quiz.quizzes.models.answers import Grade, Mode, Response
from kfor_quiz.quizzes.models.attempts import Attempt, Slot
from kfor_quiz.quizzes.models.forms import ExamForm, ExamFormQuestion
from kfor_quiz.quizzes.models.quizzes import Quiz
from kfor_quiz.quizzes.models.reports import QuestionReport

__all__ = ["Attempt", "ExamForm", "ExamFormQuestion", "Grade", "Mode", "QuestionReport", "Quiz", "Response", "Slot"]
