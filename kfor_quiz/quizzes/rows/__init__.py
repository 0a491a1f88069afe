"""What the quiz pages show: plain rows that selectors fill and templates read. No row holds a key before the answer is given."""

from kfor_quiz.quizzes.rows.answers import (
    AnsweredOptionRow,
    Chosen,
    FeedbackRow,
    Given,
    Matched,
    MatchedRow,
    Ordered,
    OrderedRow,
    Recalled,
    RecalledRow,
    Typed,
)
from kfor_quiz.quizzes.rows.exams import ChanceRow, ClockRow, ExamRow, OverviewRow, PlaceRow
from kfor_quiz.quizzes.rows.questions import CertaintyRow, GradedRow, LeftRow, OptionRow, QuestionRow, SegmentRow, ShownVerdict
from kfor_quiz.quizzes.rows.results import AttemptRow, CalibrationRow, QuizRow, ResultRow, TopicScoreRow

__all__ = [
    "AnsweredOptionRow",
    "AttemptRow",
    "CalibrationRow",
    "CertaintyRow",
    "ChanceRow",
    "Chosen",
    "ClockRow",
    "ExamRow",
    "FeedbackRow",
    "Given",
    "GradedRow",
    "LeftRow",
    "Matched",
    "MatchedRow",
    "OptionRow",
    "Ordered",
    "OrderedRow",
    "OverviewRow",
    "PlaceRow",
    "QuestionRow",
    "QuizRow",
    "Recalled",
    "RecalledRow",
    "ResultRow",
    "SegmentRow",
    "ShownVerdict",
    "TopicScoreRow",
    "Typed",
]
