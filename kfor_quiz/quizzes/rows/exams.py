"""The page before an exam, and an attempt with feedback at the end while it runs."""

import datetime as dt
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class ChanceRow:
    """How often somebody would pass who knows that share of the facts; `words` says it as times of a hundred."""

    known_percent: int
    chance: float
    words: str


@dataclass(frozen=True)
class ExamRow:
    """The page before an exam. `minutes` are everybody's; `extra_time` says what the learner has more, and may be empty."""

    pack: str
    pack_title: str
    length: int
    minutes: int
    extra_time: str
    pass_percent: int
    chances: tuple[ChanceRow, ...]
    resume_uuid: uuid.UUID | None


@dataclass(frozen=True)
class ClockRow:
    """The time that is left until `ends_at`, in seconds and in minutes begun; `grace` is in seconds.

    `extra_time` says what of it others do not have, and may be empty.
    """

    seconds: int
    minutes: int
    grace: int
    ends_at: dt.datetime
    extra_time: str


@dataclass(frozen=True)
class PlaceRow:
    """One place of the overview."""

    position: int
    is_answered: bool
    is_flagged: bool


@dataclass(frozen=True)
class OverviewRow:
    """All places of an attempt with feedback at the end, while it runs. Without a time limit there is no clock."""

    attempt_uuid: uuid.UUID
    title: str
    places: tuple[PlaceRow, ...]
    clock: ClockRow | None

    @property
    def length(self) -> int:
        return len(self.places)

    @property
    def answered(self) -> int:
        return sum(place.is_answered for place in self.places)

    @property
    def open(self) -> int:
        return self.length - self.answered

    @property
    def flagged(self) -> int:
        return sum(place.is_flagged for place in self.places)
