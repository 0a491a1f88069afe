"""How a learner wants to study: kept with the preferences, so that no answer needs a query for it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.pauses import Pause

KEY = "study"
FEWEST_MINUTES, MOST_MINUTES = 1, 120
MOST_PAUSES = 100
LONGEST_AHEAD = dt.timedelta(days=366)


@dataclass(frozen=True)
class StudyPlan:
    """`minutes` a day; `retention` is the recall wanted when a fact comes back; `exam_on` turns the choice of cards towards a day.

    On the study day `extended_on` there are `extra` seconds more. With `has_four_ratings` a learner rates each card in four steps
    instead of two. `pauses` are those of the past too: due dates step over them whenever they are computed.
    """

    minutes: int = 10
    retention: float = 0.9
    has_four_ratings: bool = False
    exam_on: dt.date | None = None
    extended_on: dt.date | None = None
    extra: float = 0.0
    pauses: tuple[Pause, ...] = ()

    def pause_on(self, day: dt.date) -> Pause | None:
        """The pause that a day lies in."""
        return next((pause for pause in self.pauses if pause.holds(day)), None)

    def seconds_on(self, day: dt.date) -> float:
        """How long the learner wants to study on a day."""
        return 60 * self.minutes + (self.extra if day == self.extended_on else 0.0)

    def exam_after(self, day: dt.date) -> dt.date | None:
        """The day of the exam, unless it has passed."""
        return self.exam_on if self.exam_on and self.exam_on > day else None


def read_plan(learner: User) -> StudyPlan:
    """The learner's plan; the ordinary one for whoever has not said otherwise."""
    kept: dict[str, Any] = learner.preferences.get(KEY, {})
    return StudyPlan(
        minutes=kept.get("minutes", StudyPlan.minutes),
        retention=kept.get("retention", StudyPlan.retention),
        has_four_ratings=kept.get("four", StudyPlan.has_four_ratings),
        exam_on=_read_day(kept.get("exam_on")),
        extended_on=_read_day(kept.get("extended_on")),
        extra=kept.get("extra", StudyPlan.extra),
        pauses=tuple(Pause(*map(dt.date.fromisoformat, pause)) for pause in kept.get("pauses", ())),
    )


def _read_day(kept: str | None) -> dt.date | None:
    return dt.date.fromisoformat(kept) if kept else None


def write_plan(plan: StudyPlan) -> dict[str, Any]:
    """The plan as the preferences keep it; `read_plan` reads it."""
    return {
        "minutes": plan.minutes,
        "retention": plan.retention,
        "four": plan.has_four_ratings,
        "exam_on": plan.exam_on.isoformat() if plan.exam_on else None,
        "extended_on": plan.extended_on.isoformat() if plan.extended_on else None,
        "extra": plan.extra,
        "pauses": [[pause.first.isoformat(), pause.last.isoformat()] for pause in plan.pauses],
    }


def add_pause(pauses: Iterable[Pause], added: Pause) -> tuple[Pause, ...]:
    """The pauses with one more. Those that it touches become one with it, so that no day is counted twice."""
    day = dt.timedelta(days=1)
    touching = [one for one in pauses if one.first <= added.last + day and added.first <= one.last + day]
    whole = Pause(min(one.first for one in (*touching, added)), max(one.last for one in (*touching, added)))
    return tuple(sorted([*(one for one in pauses if one not in touching), whole]))


def take_back_pause(pauses: Iterable[Pause], first: dt.date, *, day: dt.date) -> tuple[Pause, ...]:
    """The pauses without the one that begins on `first`. Where `day` lies in it, its days before that stay."""
    others = [one for one in pauses if one.first != first]
    begun = [Pause(one.first, day - dt.timedelta(days=1)) for one in pauses if one.first == first < day <= one.last]
    return tuple(sorted([*others, *begun]))
