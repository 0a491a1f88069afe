"""A question as a learner sees it, for its author."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kfor_quiz.bank.models import Option, QuestionVersion
from kfor_quiz.bank.selectors.knowledge import gradable_of
from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.bank.selectors.told import pages_of
from kfor_quiz.bank.wording import input_hint
from kfor_quiz.engine.dates import make_date, read_date
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.questions import AcceptedAnswer, Answer, Kind
from kfor_quiz.engine.scoring import UnreadableAnswerError, grade
from kfor_quiz.quizzes.rows import FeedbackRow, GradedRow, QuestionRow
from kfor_quiz.quizzes.selectors.feedback import Surroundings, build_feedback
from kfor_quiz.quizzes.selectors.pages import left_rows, option_rows
from kfor_quiz.quizzes.wording import right_answer_typed

NO_ATTEMPT = uuid.UUID(int=0)


@dataclass(frozen=True)
class Preview:
    """A question as it is asked, and what is said of a right answer and of a wrong one; None where nothing can be wrong."""

    asked: QuestionRow
    right: FeedbackRow
    wrong: FeedbackRow | None


def preview(version: QuestionVersion) -> Preview:
    """What learners see of a version, graded as their answers are."""
    options = list(version.options.select_related("fact").order_by("order"))
    wrong = wrong_answer_to(version)
    return Preview(
        asked=_asked(version, options),
        right=_answered(version, options, right_answer_to(version)),
        wrong=_answered(version, options, wrong) if wrong else None,
    )


def _asked(version: QuestionVersion, options: list[Option]) -> QuestionRow:
    kind = Kind(version.question.kind)
    return QuestionRow(
        attempt_uuid=NO_ATTEMPT,
        title="",
        topic=version.question.topic.title,
        position=1,
        length=1,
        segments=(),
        kind=kind.value,
        stem=version.stem,
        options=option_rows(version, options),
        lefts=left_rows(version, [option.key for option in options]),
        input_hint=input_hint(kind, version.accepted_answer(), asks=version.asks),
    )


def _answered(version: QuestionVersion, options: list[Option], answer: Answer) -> FeedbackRow:
    graded, pages = _grade(version, answer), pages_of([version])
    return build_feedback(version, options, answer, graded=graded, pages=pages, surroundings=Surroundings())


def _grade(version: QuestionVersion, answer: Answer) -> GradedRow:
    """What the answer earns; nothing where no learner could give it."""
    try:
        grading = grade(gradable_of(version), answer, lexicon_for(version.question.pack))
    except UnreadableAnswerError:
        return GradedRow(0)
    return GradedRow(grading.score, grading.read_as, grading.off_by_days, grading.members)


def right_answer_to(version: QuestionVersion) -> Answer:
    """An answer that earns all. Reads question, options and their facts."""
    accepted, gradable = version.accepted_answer(), gradable_of(version)
    if accepted and accepted.members:
        return [names[0] for names in accepted.members]
    if accepted:
        return right_answer_typed(version)
    return dict(gradable.pairs) or list(gradable.order) or sorted(gradable.right)


def wrong_answer_to(version: QuestionVersion) -> Answer:
    """An answer that earns nothing: the first wrong option, what belongs together torn apart, or a text that names nothing."""
    accepted, gradable = version.accepted_answer(), gradable_of(version)
    if accepted and accepted.members:
        return [_("something else")]
    if accepted:
        return _wrong_text(accepted, _language(version))
    if gradable.pairs:
        options = list(gradable.pairs.values())
        return dict(zip(gradable.pairs, [*options[1:], options[0]], strict=True))
    return list(reversed(gradable.order)) or [option.key for option in version.options.all() if not option.is_key][:1]


def _wrong_text(accepted: AcceptedAnswer, language: Language) -> str:
    if accepted.number is not None:
        return language.number_text(2 * accepted.number + 1)
    if accepted.date is not None:
        return language.asked_text(make_date(read_date(accepted.date).first.year - 1))
    return _("something else")


def _language(version: QuestionVersion) -> Language:
    return LANGUAGES[version.question.pack.language]
