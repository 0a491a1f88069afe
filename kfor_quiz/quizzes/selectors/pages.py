"""The rows of question and feedback pages. They read slots that were fetched `with_content`."""

import uuid
from dataclasses import dataclass
from typing import Literal

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import FactVersion, Option, QuestionVersion
from kfor_quiz.bank.selectors.briefing import sentence_url
from kfor_quiz.bank.selectors.knowledge import told_facts
from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.misses import describe_chosen, describe_typed
from kfor_quiz.quizzes.models import Attempt, Grade, Slot
from kfor_quiz.quizzes.rows import (
    AnsweredOptionRow,
    CertaintyRow,
    FeedbackRow,
    GradedRow,
    OptionRow,
    QuestionRow,
    SegmentRow,
    ToldRow,
    Verdict,
)
from kfor_quiz.quizzes.wording import certainty_word, citation_of, input_hint, right_answer, verdict_heading, verdict_word

HIGHEST_POSITION = 32_767  # what the column holds; an address may name any number


@dataclass(frozen=True)
class Place:
    """One place of an attempt: the facts asked there, and what its newest grade says, None while it is open."""

    position: int
    facts: frozenset[str]
    graded: GradedRow | None

    @property
    def score(self) -> float | None:
        return self.graded.score if self.graded else None


@dataclass(frozen=True)
class Surroundings:
    """Where an answer stands in its attempt, and how sure the learner was. `to_come` are the facts still to be asked there."""

    position: int = 1
    length: int = 1
    segments: tuple[SegmentRow, ...] = ()
    to_come: frozenset[str] = frozenset()
    report_url: str = ""
    certainty: int | None = None


def find_slots(*, learner: User, attempt: uuid.UUID, positions: tuple[int, ...]) -> dict[int, Slot]:
    """Those of the places that the learner's own attempt has, by position. Three queries."""
    storable = [position for position in positions if position <= HIGHEST_POSITION]
    slots = Slot.objects.of(learner).with_content().filter(attempt__uuid=attempt, position__in=storable)
    return {slot.position: slot for slot in slots}


def find_attempt(*, learner: User, attempt: uuid.UUID) -> Attempt:
    """The learner's own attempt. Raise Attempt.DoesNotExist for any other."""
    return Attempt.objects.of(learner).select_related("quiz__pack", "pack").get(uuid=attempt)


def list_places(attempt: Attempt) -> list[Place]:
    """The places of an attempt in order. One query."""
    newest = Grade.objects.filter(response__slot=OuterRef("pk")).order_by("-number")
    columns = {name: Subquery(newest.values(name)[:1]) for name in ("score", "read_as", "off_by_days")}
    slots = Slot.objects.filter(learner=attempt.learner_id, attempt=attempt).order_by("position")
    rows = slots.annotate(**columns).values_list("position", "question_version__question__discloses__asks", *columns)
    return [
        Place(position, frozenset(facts), None if score is None else GradedRow(score, read_as, off_by_days))
        for position, facts, score, read_as, off_by_days in rows
    ]


def question_row(
    slot: Slot,
    places: list[Place],
    *,
    typed: str = "",
    chosen: frozenset[int] = frozenset(),
    certainty: Certainty | None = None,
) -> QuestionRow:
    """The page of an open slot, with what was typed or chosen before."""
    version = slot.question_version
    kind = Kind(version.question.kind)
    return QuestionRow(
        attempt_uuid=slot.attempt.uuid,
        title=slot.attempt.title,
        topic=version.question.topic.title,
        position=slot.position,
        length=slot.attempt.length,
        segments=_segments(places, now=slot.position),
        kind=kind.value,
        stem=version.stem,
        options=tuple(
            OptionRow(position, option.text, position in chosen) for position, option in enumerate(shown_options(slot), start=1)
        ),
        typed=typed,
        input_hint="" if slot.option_order else input_hint(kind),
        certainties=_certainty_rows(certainty) if slot.attempt.learner.states_certainty else (),
    )


def _certainty_rows(chosen: Certainty | None) -> tuple[CertaintyRow, ...]:
    """The ways of saying how sure one is, the surest first."""
    return tuple(CertaintyRow(one.value, certainty_word(one), one is chosen) for one in sorted(Certainty, reverse=True))


def shown_options(slot: Slot) -> list[Option]:
    """The options in the order in which this learner sees them."""
    by_key = {option.key: option for option in slot.question_version.options.all()}
    return [by_key[key] for key in slot.option_order]


def _segments(places: list[Place], *, now: int | None = None) -> tuple[SegmentRow, ...]:
    return tuple(SegmentRow(place.position, "now" if place.position == now else _state(place.score)) for place in places)


def _state(score: float | None) -> Verdict | Literal["open"]:
    return "open" if score is None else verdict_of(score)


def verdict_of(score: float) -> Verdict:
    if score == 1:
        return "right"
    return "partly" if score > 0 else "wrong"


def feedback_row(slot: Slot, places: list[Place]) -> FeedbackRow:
    """The page of an answered slot. A rationale that tells a fact still to be asked in this attempt is held back."""
    if slot.given is None:
        raise ValueError("there is no feedback to a slot without an answer")
    graded = places[slot.position - 1].graded or GradedRow(0.0)
    to_come = frozenset(fact for place in places if place.score is None for fact in place.facts)
    surroundings = Surroundings(
        position=slot.position,
        length=slot.attempt.length,
        segments=_segments(places),
        to_come=to_come,
        report_url=reverse("quizzes:report", args=[slot.attempt.uuid, slot.position]),
        certainty=slot.certainty,
    )
    return build_feedback(slot.question_version, shown_options(slot), slot.given, graded=graded, surroundings=surroundings)


def build_feedback(
    version: QuestionVersion, options: list[Option], answer: str | list[str], *, graded: GradedRow, surroundings: Surroundings
) -> FeedbackRow:
    """What there is to say of one answer to one version. It was graded when it was given, and is not graded again."""
    language = LANGUAGES[version.question.pack.language]
    told = told_facts(version.question, version)
    statements = {fact.statement for fact in told}
    accepted = version.accepted_answer()
    return FeedbackRow(
        position=surroundings.position,
        length=surroundings.length,
        segments=surroundings.segments,
        topic=version.question.topic.title,
        kind=version.question.kind,
        stem=version.stem,
        score=graded.score,
        verdict=verdict_of(graded.score),
        word=verdict_word(graded.score),
        heading=verdict_heading(graded.score, miss=_miss(version, options, answer, graded, language)),
        options=tuple(
            _answered(option, answer, statements, is_held_back=bool(_facts_told(option, version) & surroundings.to_come))
            for option in options
        ),
        typed="" if options else str(answer),
        read_as=graded.read_as,
        right_answer=right_answer(accepted, asks=version.asks, language=language) if accepted else "",
        told=tuple(_told(fact, version.question.pack.key) for fact in told),
        report_url=surroundings.report_url,
        is_last=surroundings.position == surroundings.length,
        certainty=certainty_word(surroundings.certainty),
    )


def _told(fact: FactVersion, pack_key: str) -> ToldRow:
    return ToldRow(
        statement=fact.statement,
        sentence=fact.sentence,
        citation=citation_of(fact),
        passage_url=sentence_url(pack_key, fact.passage.topic.key, fact.fact.key),
    )


def _facts_told(option: Option, version: QuestionVersion) -> set[str]:
    """Keys of the facts that the rationale tells: the one it is taken from, and those that its words give away."""
    told = version.question.discloses.get("rationales", {}).get(option.key, [])
    return {*told, option.fact.key} if option.fact else set(told)


def _answered(option: Option, answer: str | list[str], statements: set[str], *, is_held_back: bool) -> AnsweredOptionRow:
    """An option with its rationale, unless that gives away a question to come or only repeats a statement below it."""
    rationale = "" if is_held_back or option.rationale in statements else option.rationale
    return AnsweredOptionRow(option.text, option.is_key, option.key in answer, rationale)


def _miss(version: QuestionVersion, options: list[Option], answer: str | list[str], graded: GradedRow, language: Language) -> str:
    """How far off the answer was."""
    kind, accepted = Kind(version.question.kind), version.accepted_answer()
    if accepted:
        return describe_typed(kind, accepted, graded, language)
    return describe_chosen(kind, options, answer, language)
