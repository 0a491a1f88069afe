"""When a fact comes back: by study days, in steps only for flashcards, never sooner after a success."""

import datetime as dt
import random
from collections.abc import Iterable
from itertools import pairwise

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.intervals import LONGEST_DAYS
from kfor_quiz.engine.scheduling import (
    LEARNING_STEPS,
    Memory,
    Phase,
    Rating,
    Review,
    Scheduling,
    Source,
    preview,
    retrievability,
    review,
)

DAY = dt.date(2026, 3, 2)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
PLAIN = Scheduling(seed="")
SUCCESSES = (Rating.HARD, Rating.GOOD, Rating.EASY)


def seen(rating: Rating, day: int = 0, source: Source = Source.FLASHCARD) -> Review:
    """A review so many days later, at noon."""
    later = dt.timedelta(days=day)
    return Review(NOON + later, DAY + later, source, rating)


@st.composite
def histories(draw: st.DrawFn) -> list[Review]:
    """Up to twenty reviews, some on one day, from either side."""
    gaps = draw(st.lists(st.integers(0, 60), min_size=1, max_size=20))
    days = [sum(gaps[: place + 1]) for place in range(len(gaps))]
    return [seen(draw(st.sampled_from(Rating)), day, draw(st.sampled_from(Source))) for day in days]


schedulings = st.builds(Scheduling, seed=st.text(max_size=8), retention=st.floats(0.80, 0.97))


def test_a_new_flashcard_goes_through_its_steps() -> None:
    first = review(None, seen(Rating.GOOD), PLAIN)
    assert (first.phase, first.due_at, first.due_on) == (Phase.LEARNING, NOON + LEARNING_STEPS[1], DAY)
    second = review(first, seen(Rating.GOOD), PLAIN)
    assert (second.phase, second.due_at, second.interval) == (Phase.REVIEW, None, 2)
    assert second.due_on == DAY + dt.timedelta(days=2)


def replay(reviews: Iterable[Review], scheduling: Scheduling) -> Memory | None:
    """The memory after all these reviews, in their order; None after none."""
    memory = None
    for one in reviews:
        memory = review(memory, one, scheduling)
    return memory


def test_an_answer_in_a_quiz_knows_no_steps() -> None:
    memory = review(None, seen(Rating.GOOD, source=Source.QUIZ), PLAIN)
    assert (memory.phase, memory.due_at, memory.interval) == (Phase.REVIEW, None, 2)
    again = review(memory, seen(Rating.AGAIN, 2, Source.QUIZ), PLAIN)
    assert (again.phase, again.interval, again.lapses) == (Phase.REVIEW, 1, 1)


def test_a_forgotten_flashcard_comes_back_in_ten_minutes() -> None:
    memory = replay([seen(Rating.EASY), seen(Rating.AGAIN, 8)], PLAIN)
    assert memory
    assert (memory.phase, memory.lapses, memory.repetitions) == (Phase.RELEARNING, 1, 2)
    assert memory.due_at == NOON + dt.timedelta(days=8, minutes=10)


def test_a_slip_while_it_is_learnt_is_no_lapse() -> None:
    memory = replay([seen(Rating.GOOD), seen(Rating.AGAIN), seen(Rating.GOOD), seen(Rating.GOOD)], PLAIN)
    assert memory
    assert (memory.lapses, memory.phase) == (0, Phase.REVIEW)


def test_the_hour_of_a_review_does_not_matter_and_its_day_does() -> None:
    late = Review(NOON + dt.timedelta(hours=11), DAY, Source.QUIZ, Rating.GOOD)
    early = Review(NOON, DAY, Source.QUIZ, Rating.GOOD)
    next_day = [Review(NOON + dt.timedelta(hours=23), DAY + dt.timedelta(days=1), Source.QUIZ, Rating.GOOD)]
    assert replay([late, *next_day], PLAIN) == replay([early, *next_day], PLAIN)


@given(histories(), schedulings)
def test_the_stability_is_that_of_the_package_on_study_days(reviews: list[Review], scheduling: Scheduling) -> None:
    """Chance and our rules change when a fact comes back; of what is believed of its memory only places are dropped."""
    card = fsrs.Card(card_id=0)
    for one in reviews:
        scheduler = fsrs.Scheduler(desired_retention=scheduling.retention, enable_fuzzing=False)
        if one.source is Source.QUIZ:
            scheduler.learning_steps = scheduler.relearning_steps = ()
        moment = dt.datetime.combine(one.day, dt.time(), tzinfo=dt.timezone.utc)  # noqa: UP017
        card, _ = scheduler.review_card(card, fsrs.Rating(one.rating), moment)
        assert card.stability
        assert card.difficulty
        card.stability, card.difficulty = round(card.stability, 4), round(card.difficulty, 3)
    memory = replay(reviews, scheduling)
    assert memory
    assert (memory.stability, memory.difficulty, memory.step) == (card.stability, card.difficulty, card.step)


@given(histories(), schedulings)
def test_a_better_rating_waits_longer(reviews: list[Review], scheduling: Scheduling) -> None:
    last = reviews[-1]
    after = preview(replay(reviews[:-1], scheduling), at=last.at, day=last.day, source=last.source, scheduling=scheduling)
    intervals = [after[rating].interval for rating in SUCCESSES if after[rating].due_at is None]
    assert all(longer > shorter or longer == LONGEST_DAYS for shorter, longer in pairwise(intervals))


def test_easy_waits_longer_than_good_would_without_its_step() -> None:
    """FSRS wants a day after both; Anki gives Easy two, though Good comes back in ten minutes."""
    memory = replay([seen(Rating.HARD), seen(Rating.EASY)], Scheduling(seed="", retention=0.95))
    assert memory
    assert memory.interval == 2


def test_a_success_keeps_the_interval_unless_it_was_longer_than_fsrs_wants() -> None:
    """Easy had to be a day longer than Good. At the next review FSRS wants one day, and Hard has to be longer than nothing."""
    keen = Scheduling(seed="", retention=0.97)
    lifted = replay([seen(Rating.AGAIN), seen(Rating.EASY)], keen)
    assert lifted
    assert (lifted.interval, review(lifted, seen(Rating.HARD, 2), keen).interval) == (2, 1)


@given(histories(), schedulings)
def test_a_fact_is_due_in_days_or_in_minutes(reviews: list[Review], scheduling: Scheduling) -> None:
    memory = replay(reviews, scheduling)
    assert memory
    assert (memory.due_at is None) == (memory.step is None) == (memory.phase is Phase.REVIEW) == (memory.interval > 0)
    assert memory.repetitions == len(reviews)
    assert memory.due_on >= reviews[-1].day


@given(histories(), schedulings)
def test_the_same_reviews_give_the_same_memory(reviews: list[Review], scheduling: Scheduling) -> None:
    state = random.getstate()
    assert replay(reviews, scheduling) == replay(reviews, scheduling)
    assert random.getstate() == state


def test_a_guess_between_two_counts_for_nothing_before_the_fact_is_due() -> None:
    memory = review(None, seen(Rating.EASY), PLAIN)
    assert memory.interval == 8
    early, in_time, wrong = (
        review(memory, Review(NOON, DAY + dt.timedelta(days=day), Source.QUIZ, rating, is_weak=True), PLAIN)
        for day, rating in ((3, Rating.GOOD), (8, Rating.GOOD), (3, Rating.AGAIN))
    )
    assert early == memory
    assert in_time.interval > memory.interval
    assert (wrong.interval, wrong.lapses) == (1, 1)


def test_what_was_learnt_together_does_not_come_back_together_for_ever() -> None:
    reviews = [seen(Rating.EASY), seen(Rating.GOOD, 8), seen(Rating.GOOD, 40)]
    alike = [replay(reviews, Scheduling(seed=f"card {number}")) for number in range(40)]
    intervals = {memory.interval for memory in alike if memory}
    plain = replay(reviews, PLAIN)
    assert plain
    assert len(intervals) > 5
    assert all(abs(interval - plain.interval) <= 1 + 0.15 * plain.interval for interval in intervals)


@pytest.mark.parametrize("retention", [0.79, 0.98, 0.0, 1.0])
def test_no_other_retention_is_taken(retention: float) -> None:
    with pytest.raises(ValueError, match=r"is not within 0\.8 and 0\.97"):
        Scheduling(seed="", retention=retention)


def test_recall_fades_and_is_nine_in_ten_when_stability_days_have_passed() -> None:
    memory = Memory(Phase.REVIEW, stability=20, difficulty=5, studied_on=DAY, interval=20)
    recall = [retrievability(memory, DAY + dt.timedelta(days=days)) for days in (-3, 0, 1, 20, 400)]
    assert recall == [1, 1, pytest.approx(0.994, abs=0.002), pytest.approx(0.9), pytest.approx(0.62, abs=0.05)]
    assert recall == sorted(recall, reverse=True)


def test_more_recall_is_bought_with_more_reviews() -> None:
    reviews = [seen(Rating.EASY), seen(Rating.GOOD, 8)]
    memories = [replay(reviews, Scheduling(seed="", retention=retention)) for retention in (0.80, 0.90, 0.97)]
    intervals = [memory.interval for memory in memories if memory]
    assert intervals == sorted(intervals, reverse=True)
    assert intervals[0] > 2 * intervals[1]
