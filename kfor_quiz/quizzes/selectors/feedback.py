"""The rows of feedback: what an answer was worth, and why. They read slots that `read_slots` fetched."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kfor_quiz.bank.models import Option, QuestionVersion
from kfor_quiz.bank.selectors.knowledge import told_facts
from kfor_quiz.bank.selectors.told import Pages, pages_of, told_row
from kfor_quiz.bank.wording import verdict_word
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.questions import Answer
from kfor_quiz.engine.scoring import verdict_of
from kfor_quiz.quizzes.misses import describe_miss
from kfor_quiz.quizzes.models import Slot
from kfor_quiz.quizzes.rows import FeedbackRow, GradedRow, SegmentRow
from kfor_quiz.quizzes.selectors.given import Telling, given_row
from kfor_quiz.quizzes.selectors.pages import Place, segments_of, shown_options
from kfor_quiz.quizzes.wording import certainty_word, verdict_heading


@dataclass(frozen=True)
class Surroundings:
    """Where an answer stands in its attempt, and how sure the learner was. `to_come` are the facts still to be asked there."""

    position: int = 1
    length: int = 1
    segments: tuple[SegmentRow, ...] = ()
    to_come: frozenset[str] = frozenset()
    report_url: str = ""
    certainty: int | None = None


def feedback_row(slot: Slot, places: list[Place]) -> FeedbackRow:
    """The page of an answered slot, or, when the attempt is over, of one that was left open. One query.

    A rationale that tells a fact still to be asked in this attempt is held back.
    """
    return feedback_rows([slot], places)[0]


def feedback_rows(slots: Sequence[Slot], places: list[Place]) -> tuple[FeedbackRow, ...]:
    """Those of several slots of one attempt. One query."""
    pages = pages_of([slot.question_version for slot in slots])
    return tuple(_feedback_row(slot, places, pages) for slot in slots)


def _feedback_row(slot: Slot, places: list[Place], pages: Pages) -> FeedbackRow:
    is_over = slot.attempt.finished_at is not None
    if slot.given is None and not is_over:
        raise ValueError("there is no feedback to a slot that is still to be answered")
    graded = places[slot.position - 1].graded or GradedRow(0.0)
    surroundings = Surroundings(
        position=slot.position,
        length=slot.attempt.length,
        segments=segments_of(places),
        to_come=frozenset(fact for place in places if place.score is None and not is_over for fact in place.facts),
        report_url=reverse("quizzes:report", args=[slot.attempt.uuid, slot.position]),
        certainty=slot.certainty,
    )
    version, options = slot.question_version, shown_options(slot)
    return build_feedback(version, options, slot.given, graded=graded, pages=pages, surroundings=surroundings)


def build_feedback(
    version: QuestionVersion,
    options: list[Option],
    answer: Answer | None,
    *,
    graded: GradedRow,
    pages: Pages,
    surroundings: Surroundings,
) -> FeedbackRow:
    """What there is to say of one answer to one version, None where it was left open.

    It was graded when it was given, and is not graded again. `pages` are `pages_of` the version.
    """
    question = version.question
    told = told_facts(question, version)
    # Of several facts, each is told beside its option; a single one below all.
    statements = frozenset(fact.statement for fact in told) if len(told) == 1 else frozenset[str]()
    telling = Telling(question.discloses, surroundings.to_come, statements)
    miss = "" if answer is None else describe_miss(version, options, answer, graded, LANGUAGES[question.pack.language])
    return FeedbackRow(
        position=surroundings.position,
        length=surroundings.length,
        segments=surroundings.segments,
        topic=question.topic.title,
        kind=question.kind,
        stem=version.stem,
        score=graded.score,
        verdict="open" if answer is None else verdict_of(graded.score),
        word=_("Left open") if answer is None else verdict_word(graded.score),
        heading=_("Left open") if answer is None else verdict_heading(graded.score, miss=miss),
        given=given_row(version, options, answer, graded, telling),
        told=tuple(told_row(fact, pages[fact.passage_id], question.pack.key) for fact in told),
        report_url=surroundings.report_url,
        is_last=surroundings.position == surroundings.length,
        certainty=certainty_word(surroundings.certainty),
    )
