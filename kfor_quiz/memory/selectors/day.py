"""What belongs to a learner's study day. A constant number of queries, whatever is owned."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, When

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, Question
from kfor_quiz.bank.models.facts import Importance
from kfor_quiz.engine.daily import (
    MOST_NEW,
    Rated,
    Today,
    Waiting,
    cards_in,
    days_to_clear,
    plan_today,
    seconds_for_card,
    time_spent,
)
from kfor_quiz.engine.exam_day import gain_of_review, is_worth_a_review
from kfor_quiz.engine.pauses import Pause
from kfor_quiz.engine.questions import RECALL_KINDS, Kind
from kfor_quiz.engine.scheduling import Phase, Scheduling, Source, retrievability
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.memory.models.cards import CardQuerySet
from kfor_quiz.memory.plans import StudyPlan, read_plan
from kfor_quiz.memory.rows import DayRow
from kfor_quiz.memory.wording import time_words

# A fact that no question asks to recall is asked by a choice.
FRONT_KINDS = (*sorted(RECALL_KINDS), Kind.SINGLE_CHOICE, Kind.TRUE_FALSE)
LOOKED_AT, NEW_LOOKED_AT = 300, 60  # of what waits; more does not fit into a day
PACE_OF = 50  # cards
LONGEST_COUNTED = 60.0  # seconds of one card: whoever has it open for longer does something else
MORE_SECONDS = 5 * 60  # that are added to a day when somebody wants to go on


@dataclass(frozen=True)
class Day:
    """A study day as it stands: what belongs to it, how many cards wait beside, and what was done.

    `pace` is in seconds a card: that of the days before, so that it stays the same all day. `turn` counts the cards rated today,
    in `seconds`, which used up `spent` of those of the day; `last` are the last two of them, the newest first. `more_fits`: with
    some minutes more, more cards would belong to it. `is_new_left`: there are new facts that do not.
    """

    day: dt.date
    plan: StudyPlan
    today: Today
    waiting: int
    pace: float
    turn: int
    seconds: float
    spent: float
    last: tuple[Rated, ...]
    more_fits: bool
    is_new_left: bool

    @property
    def pause(self) -> Pause | None:
        return self.plan.pause_on(self.day)


def read_day(*, learner: User, now: dt.datetime) -> Day:
    """The learner's study day at a moment. Seven queries."""
    day, plan = learner.study_day(now), read_plan(learner)
    rated = Review.objects.of(learner).counting().filter(source=Source.FLASHCARD).order_by("-at", "-pk")
    done = list(rated.filter(study_day=day).values_list("card__fact", "card__fact__topic", "seconds"))
    seconds, turn = sum(min(taken, LONGEST_COUNTED) for _, _, taken in done), len(done)
    pace = read_pace(learner, day)
    spent = time_spent(seconds, cards=turn, pace=pace)
    room = cards_in(plan.seconds_on(day) - spent, pace)
    cards = askable_cards(learner)
    new = list(_new(learner, plan, day, now))
    waiting = [*_due(cards, plan, day, now), *new]
    most_new = MOST_NEW - _count_begun(learner, day)
    seed = f"{learner.pk} {day}"
    today = plan_today(waiting, room=room, seed=seed, most_new=most_new)
    last = tuple(Rated(fact, topic) for fact, topic, _ in done[:2])
    left = cards.due(day).exclude(fact__in=[one.fact for one in (*today.steps, *today.due)]).count()
    more_fits = plan_today(waiting, room=room + cards_in(MORE_SECONDS, pace), seed=seed, most_new=most_new).count > today.count
    return Day(day, plan, today, left, pace, turn, seconds, spent, last, more_fits, is_new_left=len(new) > len(today.new))


def read_pace(learner: User, day: dt.date) -> float:
    """The seconds that a card takes the learner, by those of the days before. One query."""
    rated = Review.objects.of(learner).counting().filter(source=Source.FLASHCARD, study_day__lt=day).order_by("-at", "-pk")
    return seconds_for_card(list(rated.values_list("seconds", flat=True)[:PACE_OF]))


def _count_begun(learner: User, day: dt.date) -> int:
    """How many facts the learner met first on this day, on a card or in a quiz. One query."""
    reviews = Review.objects.of(learner).counting()
    return (
        reviews.filter(study_day=day)
        .exclude(card__in=reviews.filter(study_day__lt=day).values("card"))
        .values("card")
        .distinct()
        .count()
    )


def askable_cards(learner: User) -> CardQuerySet:
    """The learner's cards of facts that a question asks."""
    return Card.objects.of(learner).filter(_is_asked("fact"))


def _is_asked(fact: str) -> Exists:
    return Exists(Question.objects.for_practice().filter(fact=OuterRef(fact), kind__in=FRONT_KINDS))


def _due(cards: CardQuerySet, plan: StudyPlan, day: dt.date, now: dt.datetime) -> Iterator[Waiting]:
    """What comes back: due, changed, or, before an exam, worth a review. Two queries."""
    changed = {card.pk: card for card in cards.changed().select_related("fact").order_by("pk")[:LOOKED_AT]}
    exam_on = plan.exam_after(day)
    is_due_first = (F("due_at").asc(nulls_last=True), Case(When(due_on__lte=day, then=0), default=1))
    others, order = (cards.studied(), ("stability", "pk")) if exam_on else (cards.due(day), ("fact__importance", "-due_on", "pk"))
    first = (*is_due_first, *order)
    for card in (changed | {card.pk: card for card in others.select_related("fact").order_by(*first)[:LOOKED_AT]}).values():
        memory = card.memory
        if memory is None or card.due_on is None:
            continue
        scheduling = card.scheduling(plan.retention)
        gain = gain_of_review(memory, at=now, day=day, exam_on=exam_on, scheduling=scheduling) if exam_on else 0.0
        is_changed, is_due = card.pk in changed, card.due_on <= day
        if is_changed or is_due or is_worth_a_review(gain, memory, day):
            yield Waiting(
                fact=card.fact_id,
                topic=card.fact.topic_id,
                is_core=card.fact.importance == Importance.CORE,
                is_changed=is_changed,
                is_learning=memory.phase is Phase.LEARNING,
                due_at=card.due_at if is_due and not is_changed else None,
                recall=retrievability(memory, day),
                gain=max(gain, 0.0),
            )


def _new(learner: User, plan: StudyPlan, day: dt.date, now: dt.datetime) -> Iterator[Waiting]:
    """Facts that the learner never studied, core first, in the order of their pages. One query."""
    studied = Card.objects.filter(learner=learner, fact=OuterRef("pk")).studied()
    facts = Fact.objects.current().filter(_is_asked("pk"), ~Exists(studied))
    exam_on = plan.exam_after(day)
    scheduling = Scheduling("", plan.retention)
    gain = gain_of_review(None, at=now, day=day, exam_on=exam_on, scheduling=scheduling) if exam_on else 0.0
    rows = facts.order_by("importance", "topic__order", "key").values_list("pk", "topic", "importance")
    for fact, topic, importance in rows[:NEW_LOOKED_AT]:
        yield Waiting(fact, topic, is_core=importance == Importance.CORE, is_new=True, gain=gain)


def day_row(day: Day) -> DayRow:
    """A study day in figures."""
    due, new = len(day.today.due) + len(day.today.steps), len(day.today.new)
    cards = due + sum(one.cost for one in day.today.new)
    return DayRow(
        due=due,
        new=new,
        minutes=max(min(cards, 1), round(cards * day.pace / 60)),
        waiting=day.waiting,
        days=1 + days_to_clear(day.waiting, cards_in(60 * day.plan.minutes, day.pace)),
        rated=day.turn,
        more_fits=day.more_fits,
        time=time_words(day.seconds),
        is_new_left=day.is_new_left,
        exam_on=day.plan.exam_after(day.day),
        pause=day.pause,
    )
