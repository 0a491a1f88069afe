"""A daily session of cards: chosen, asked and rated as the app does."""

import datetime as dt
from dataclasses import replace

from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.demo.life.answers import answer_to
from kfor_quiz.demo.life.planning import confused_with, move_on, plan_day
from kfor_quiz.demo.life.student import Student, later
from kfor_quiz.demo.rows import Item, StudyFact
from kfor_quiz.engine.daily import Rated, next_card
from kfor_quiz.engine.rating import propose_rating
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.engine.scoring import grade
from kfor_quiz.memory.models import Card, Review, Undo
from kfor_quiz.memory.models.cards import MEMORY_COLUMNS
from kfor_quiz.memory.services.cards import LONGEST, advance
from kfor_quiz.memory.services.rating import Shown, review_of

# How often somebody presses the wrong button and takes that back, leaves in the middle, or finds a card hard or easy.
MISSES_THE_BUTTON, LEAVES, FINDS_HARD, FINDS_EASY = 0.006, 0.004, 0.12, 0.08
COLUMNS = [field.attname for field in Card._meta.concrete_fields if field.name in MEMORY_COLUMNS]  # noqa: SLF001
BEFORE_THE_NEXT = (0.3, 1.5)  # seconds


def study_cards(student: Student, now: dt.datetime) -> dt.datetime:
    """Rate the cards of today until none is left, or the person has had enough. Return when that was."""
    today, rated = plan_day(student, now), list[Rated]()
    while student.rng.random() >= LEAVES:
        last = rated[-1] if rated else None
        chosen = next_card(today, now=now, turn=len(rated), last=last, beside=confused_with(student, rated[:-3:-1]))
        if chosen is None:
            return now
        fact = student.bank.facts[chosen.fact]
        now = later(_rate(student, fact, now), student.rng.uniform(*BEFORE_THE_NEXT))
        today = move_on(today, fact, student.card(fact.number))
        rated.append(Rated(fact.number, fact.topic))
    return now


def _rate(student: Student, fact: StudyFact, now: dt.datetime) -> dt.datetime:
    """Show the card of a fact and rate it. Return when it was rated."""
    card = student.card(fact.number)
    forms = fact.leech_forms if card.is_leech else fact.forms
    item = forms[card.repetitions % len(forms)]
    rated_at = min(student.answer_after([fact.number], item.kind, now), now + LONGEST)
    is_recalled = student.recall(fact.number, now)
    outcome = _outcome(student, item, is_recalled=is_recalled)
    rating = _rating(student, card, item, outcome, is_recalled=is_recalled)
    shown = Shown(fact.number, item.told, item.version.pk, item.kind, now)
    if rating is not Rating.AGAIN and student.rng.random() < MISSES_THE_BUTTON:
        return _rate_twice(student, card, shown, rating, outcome, rated_at)
    _note(student, card, shown, rating, outcome, rated_at)
    return rated_at


def _outcome(student: Student, item: Item, *, is_recalled: bool) -> float | None:
    """What grading says of what was typed or chosen; None where the person only thought of the answer."""
    if student.rng.random() >= student.character.types:
        return None
    answer = answer_to(item, item.gradable.facts if is_recalled else (), student.bank, student.rng)
    return grade(item.gradable, answer, lexicon_for(item.version.question.pack)).score


def _rating(student: Student, card: Card, item: Item, outcome: float | None, *, is_recalled: bool) -> Rating:
    """What the app proposes where something was typed, else the person's own word."""
    has_four = student.plan.has_four_ratings
    if outcome is not None:
        return propose_rating(outcome, item.kind, is_new=card.memory is None, has_four=has_four)
    if not is_recalled:
        return Rating.AGAIN
    feeling = student.rng.random() if has_four else 1.0
    return Rating.HARD if feeling < FINDS_HARD else Rating.EASY if feeling < FINDS_HARD + FINDS_EASY else Rating.GOOD


def _rate_twice(student: Student, card: Card, shown: Shown, rating: Rating, outcome: float | None, now: dt.datetime) -> dt.datetime:
    """Press the wrong button, take that back and rate the card again, which nobody types a second time."""
    before = {column: getattr(card, column) for column in COLUMNS}
    wrong = _note(student, card, shown, Rating.AGAIN, outcome, now)
    taken_back = later(now, student.rng.uniform(1, 4))
    student.log.undos.append(Undo(review=wrong, at=taken_back))
    for column, value in before.items():
        setattr(card, column, value)
    rated_at = later(taken_back, student.rng.uniform(1, 4))
    _note(student, card, replace(shown, at=taken_back), rating, None, rated_at)
    return rated_at


def _note(student: Student, card: Card, shown: Shown, rating: Rating, outcome: float | None, now: dt.datetime) -> Review:
    day = student.user.study_day(now)
    row = review_of(card, shown, rating, outcome=outcome, plan=student.plan, day=day, now=now)
    advance(card, row, student.plan)
    student.log.reviews.append(row)
    return row
