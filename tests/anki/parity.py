"""The same histories of reviews in the real Anki and in ours: how far the stabilities and the intervals lie apart."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import fsrs

from kfor_quiz.engine.figures import Figure
from kfor_quiz.engine.scheduling import Memory, Rating, Review, Scheduling, Source, review

DAY = 86_400
FIRST_DAY = dt.datetime(2024, 2, 26, 4, tzinfo=dt.UTC)
RETENTIONS = (0.9, 0.9, 0.9, 0.8, 0.85, 0.95, 0.97)
# How often Again, Hard, Good and Easy are given, by one who knows little, one who knows much, and one who presses anything.
HABITS = ((4, 3, 6, 1), (1, 2, 9, 2), (1, 1, 1, 1))
MOST_REVIEWS = 30
MOST_OFF, MOST_APART = 0.002, 0.005
TEN_YEARS = 10 * 365 * DAY


@dataclass(frozen=True)
class History:
    """One card's reviews, each with its moment in seconds since the first day of study began, and the retention wanted."""

    retention: float
    reviews: tuple[tuple[int, Rating], ...]

    def ours(self) -> Iterator[Memory]:
        """What we believe after each review."""
        memory = None
        for moment, rating in self.reviews:
            memory = review(memory, _review(moment, rating), Scheduling(seed="", retention=self.retention))
            yield memory

    def as_asked(self) -> dict[str, Any]:
        """The form in which `answer_cards` takes it."""
        return {"retention": self.retention, "reviews": [[*divmod(moment, DAY), rating] for moment, rating in self.reviews]}


@dataclass(frozen=True)
class Difference:
    """One review, and what is made of it on the two sides. Intervals are in days; one of minutes is negative, in seconds."""

    history: History
    place: int
    our_stability: float
    their_stability: float
    our_interval: int
    their_interval: int

    @property
    def stability_off(self) -> float:
        """How far our stability is from Anki's, as a share of Anki's."""
        return abs(self.our_stability / self.their_stability - 1)

    @property
    def place_name(self) -> str:
        """The reviews up to this one, each as its day and rating, by which a difference can be found again."""
        seen = " ".join(f"{moment // DAY}{rating.name[0]}" for moment, rating in self.history.reviews[: self.place + 1])
        return f"retention {self.history.retention}, {seen}"


def draw_histories() -> list[History]:
    """A thousand histories of one review to thirty, by people who come when asked, come late, or come at any time."""
    rng = random.Random("parity")  # noqa: S311 - chance, not secrecy
    return [_draw_history(rng) for _ in range(1000)]


def compare(histories: list[History], run_anki: Callable[[str, object], Any]) -> list[Difference]:
    """Every review of these histories on the two sides."""
    asked = {"parameters": fsrs.scheduler.DEFAULT_PARAMETERS, "histories": [history.as_asked() for history in histories]}
    return [
        Difference(history, place, ours.stability, theirs["stability"], _interval(ours, history, place), _their_interval(theirs))
        for history, answers in zip(histories, run_anki("answer_cards", asked), strict=True)
        for place, (ours, theirs) in enumerate(zip(history.ours(), answers, strict=True))
    ]


def parity_figures(differences: list[Difference]) -> list[Figure]:
    """How far we are from the real Anki, beside the goals."""
    apart = [one for one in differences if one.our_interval != one.their_interval]
    furthest, count, share = max(one.stability_off for one in differences), len(differences), len(apart) / len(differences)
    off = [one for one in differences if one.stability_off > MOST_OFF]
    return [
        Figure(
            "stability beside the real Anki",
            f"within {100 * MOST_OFF} %",
            f"within {100 * furthest:.2f} % ({count:,} reviews)",
            holds=not off,
            keys=tuple(f"{one.place_name}: {one.our_stability}, not {one.their_stability:.4f}" for one in off),
        ),
        Figure(
            "intervals other than in the real Anki",
            f"under {100 * MOST_APART} % of reviews",
            f"{100 * share:.2f} % ({len(apart)} of {count:,})",
            holds=share < MOST_APART,
            keys=tuple(f"{one.place_name}: {one.our_interval}, not {one.their_interval}" for one in apart),
        ),
    ]


def _draw_history(rng: random.Random) -> History:
    retention, habit, punctuality = rng.choice(RETENTIONS), rng.choice(HABITS), rng.choice((0.95, 0.7, 0.0))
    moment, memory, reviews = rng.randrange(DAY), None, []
    for _ in range(rng.randint(1, MOST_REVIEWS)):
        # In the very second in which a day begins Anki counts a review to that day first, and at the next to the day before.
        moment += moment % DAY == 0
        rating = rng.choices(list(Rating), habit)[0]
        reviews.append((moment, rating))
        memory = review(memory, _review(moment, rating), Scheduling(seed="", retention=retention))
        moment = _next_moment(moment, memory, punctuality, rng)
        if moment > TEN_YEARS:
            break
    return History(retention, tuple(reviews))


def _next_moment(moment: int, memory: Memory, punctuality: float, rng: random.Random) -> int:
    """When due, some minutes or days late, or whenever: today again, or in up to two months."""
    is_punctual = rng.random() < punctuality
    if memory.due_at or (not is_punctual and rng.random() < 0.2):
        is_later = not is_punctual and rng.random() < 0.3
        return moment + rng.randint(60, 3 * DAY if is_later else 1_800)
    days = memory.interval + rng.choice((0, 0, 0, 1, 3)) if is_punctual else rng.randint(1, 60)
    return (moment // DAY + days) * DAY + rng.randrange(DAY)


def _review(moment: int, rating: Rating) -> Review:
    at = FIRST_DAY + dt.timedelta(seconds=moment)
    return Review(at, FIRST_DAY.date() + dt.timedelta(days=moment // DAY), Source.FLASHCARD, rating)


def _interval(memory: Memory, history: History, place: int) -> int:
    if memory.due_at is None:
        return memory.interval
    at = FIRST_DAY + dt.timedelta(seconds=history.reviews[place][0])
    return -round((memory.due_at - at).total_seconds())


def _their_interval(answer: dict[str, Any]) -> int:
    return int(-answer["seconds"] if answer["days"] is None else answer["days"])
