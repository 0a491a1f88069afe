"""A question as a learner sees it, for its author."""

import uuid

from kfor_quiz.bank.models import QuestionVersion
from kfor_quiz.engine.questions import TYPED_KINDS, Kind
from kfor_quiz.quizzes.rows import FeedbackRow, GradedRow, OptionRow, QuestionRow
from kfor_quiz.quizzes.selectors.pages import Surroundings, build_feedback
from kfor_quiz.quizzes.wording import input_hint, right_answer_typed

NO_ATTEMPT = uuid.UUID(int=0)


def preview_rows(version: QuestionVersion) -> tuple[QuestionRow, FeedbackRow]:
    """The question before it is answered, and after a right answer."""
    kind = Kind(version.question.kind)
    options = list(version.options.select_related("fact").order_by("order"))
    asked = QuestionRow(
        attempt_uuid=NO_ATTEMPT,
        title="",
        topic=version.question.topic.title,
        position=1,
        length=1,
        segments=(),
        kind=kind.value,
        stem=version.stem,
        options=tuple(OptionRow(position, option.text) for position, option in enumerate(options, start=1)),
        input_hint=input_hint(kind) if kind in TYPED_KINDS else "",
    )
    answer = right_answer_typed(version) if kind in TYPED_KINDS else [option.key for option in options if option.is_key]
    return asked, build_feedback(version, options, answer, graded=GradedRow(1), surroundings=Surroundings())
