"""The rows of question pages. They read slots that `read_slots` fetched."""

import datetime as dt
import uuid
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from django.db.models import F

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Option, QuestionVersion
from kfor_quiz.bank.selectors.contents import attach_contents
from kfor_quiz.bank.wording import input_hint
from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.questions import Answer, Kind
from kfor_quiz.engine.scoring import verdict_of
from kfor_quiz.quizzes.models import Attempt, Slot
from kfor_quiz.quizzes.models.attempts import SlotQuerySet
from kfor_quiz.quizzes.rows import CertaintyRow, GradedRow, LeftRow, OptionRow, QuestionRow, SegmentRow, ShownVerdict
from kfor_quiz.quizzes.wording import certainty_word

HIGHEST_POSITION = 32_767  # what the column holds; an address may name any number


@dataclass(frozen=True)
class Place:
    """One place of an attempt: the facts asked there, and what its newest grade says, None while it is open.

    `is_drafted`: an answer is saved there that does not count yet. `is_flagged`: the learner wants to come back to it.
    """

    position: int
    facts: frozenset[str]
    graded: GradedRow | None
    is_drafted: bool = False
    is_flagged: bool = False

    @property
    def score(self) -> float | None:
        return self.graded.score if self.graded else None


def read_slots(slots: SlotQuerySet) -> list[Slot]:
    """These slots with all that their pages show. One query, and two for questions that this process has not read yet."""
    read = list(slots.with_questions())
    attach_contents(slot.question_version for slot in read)
    return read


def find_slots(*, learner: User, attempt: uuid.UUID, positions: tuple[int, ...]) -> dict[int, Slot]:
    """Those of the places that the learner's own attempt has, by position."""
    storable = [position for position in positions if position <= HIGHEST_POSITION]
    return {slot.position: slot for slot in _read_own(learner, attempt, position__in=storable)}


def find_due_slot(*, learner: User, attempt: uuid.UUID) -> Slot | None:
    """The place that is to be answered next in the learner's own attempt; None where none is, or the attempt is not theirs."""
    return next(iter(_read_own(learner, attempt, position=F("attempt__answered") + 1)), None)


def _read_own(learner: User, attempt: uuid.UUID, **places: Any) -> list[Slot]:
    slots = read_slots(Slot.objects.of(learner).filter(attempt__uuid=attempt, **places))
    for slot in slots:
        slot.attempt.learner = learner
    return slots


def find_attempt(*, learner: User, attempt: uuid.UUID) -> Attempt:
    """The learner's own attempt. Raise Attempt.DoesNotExist for any other."""
    return Attempt.objects.of(learner).select_related("quiz", "pack").defer("pack__welcome", "pack__quizzes").get(uuid=attempt)


def list_places(attempt: Attempt) -> list[Place]:
    """The places of an attempt in order. One query."""
    slots = Slot.objects.filter(learner=attempt.learner_id, attempt=attempt).order_by("position", "responses__grades__number")
    own = ("position", "question_version__question__discloses", "drafted_at", "is_flagged")
    grades = (f"responses__grades__{name}" for name in ("score", "read_as", "off_by_days", "members"))
    # An answer that was graded again has a row for each grade, and the last one counts.
    return list({row[0]: _place(*row) for row in slots.values_list(*own, *grades)}.values())


def _place(position: int, discloses: dict[str, Any], drafted_at: dt.datetime | None, is_flagged: bool, *grade: Any) -> Place:
    score, read_as, off_by_days, members = grade
    return Place(
        position,
        frozenset(discloses["asks"]),
        None if score is None else GradedRow(score, read_as, off_by_days, tuple(members)),
        is_drafted=drafted_at is not None,
        is_flagged=is_flagged,
    )


def question_row(slot: Slot, places: list[Place], *, given: Answer | None = None, certainty: int | None = None) -> QuestionRow:
    """The page of an open slot, with the answer that was `given` so far and how sure the learner said they are."""
    version = slot.question_version
    kind, accepted = Kind(version.question.kind), version.accepted_answer()
    return QuestionRow(
        attempt_uuid=slot.attempt.uuid,
        title=slot.attempt.title,
        topic=version.question.topic.title,
        position=slot.position,
        length=slot.attempt.length,
        segments=segments_of(places, now=slot.position),
        kind=kind.value,
        stem=version.stem,
        options=option_rows(version, shown_options(slot), given),
        lefts=left_rows(version, slot.option_order, given),
        typed=given if isinstance(given, str) else "\n".join(given or ()),
        is_figure=bool(accepted and accepted.number is not None),
        input_hint=input_hint(kind, accepted, asks=version.asks),
        certainties=_certainty_rows(certainty) if slot.attempt.learner.states_certainty else (),
    )


def option_rows(version: QuestionVersion, options: list[Option], given: Answer | None = None) -> tuple[OptionRow, ...]:
    """The options as they stand. Those of an ordering stand as they were put so far; on a timeline, what parts them is below."""
    chosen = [] if given is None or isinstance(given, dict) else list(given)
    below = [left.text for left in version.left_items() if not left.option_key]
    rows = [
        OptionRow(position, option.text, option.key in chosen, text)
        for position, (option, text) in enumerate(zip_longest(options, below, fillvalue=""), start=1)
        if isinstance(option, Option)
    ]
    if version.question.kind == Kind.ORDERING and chosen:
        rows.sort(key=lambda row: chosen.index(options[row.position - 1].key))
    return tuple(rows)


def left_rows(version: QuestionVersion, option_order: list[str], given: Answer | None = None) -> tuple[LeftRow, ...]:
    """What is to be matched, with the position of the option that was chosen for each."""
    chosen = given if isinstance(given, dict) else {}
    place = {key: position for position, key in enumerate(option_order, start=1)}
    lefts = [left for left in version.left_items() if left.option_key]
    return tuple(
        LeftRow(position, left.text, place.get(chosen.get(left.key, ""), 0)) for position, left in enumerate(lefts, start=1)
    )


def _certainty_rows(chosen: int | None) -> tuple[CertaintyRow, ...]:
    """The ways of saying how sure one is, the surest first."""
    return tuple(CertaintyRow(one.value, certainty_word(one), one == chosen) for one in sorted(Certainty, reverse=True))


def shown_options(slot: Slot) -> list[Option]:
    """The options in the order in which this learner sees them."""
    by_key = {option.key: option for option in slot.question_version.options.all()}
    return [by_key[key] for key in slot.option_order]


def segments_of(places: list[Place], *, now: int | None = None) -> tuple[SegmentRow, ...]:
    """The progress bar of an attempt."""
    return tuple(SegmentRow(place.position, "now" if place.position == now else _state(place)) for place in places)


def _state(place: Place) -> ShownVerdict | Literal["saved"]:
    if place.score is not None:
        return verdict_of(place.score)
    return "saved" if place.is_drafted else "open"
