"""How simulated people study: as the app would have them, and by a memory that is their own."""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import astuple, replace
from statistics import fmean
from typing import Any

import pytest
from django.conf import settings

from kfor_quiz.bank.models import Pack
from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.demo.life import cards
from kfor_quiz.demo.life import quizzes as practice
from kfor_quiz.demo.life.answers import answer_to
from kfor_quiz.demo.life.exams import predict
from kfor_quiz.demo.life.planning import plan_day
from kfor_quiz.demo.life.roster import Character
from kfor_quiz.demo.life.sitting import is_in, start
from kfor_quiz.demo.life.student import Student
from kfor_quiz.demo.life.units import list_places, list_staff, list_units
from kfor_quiz.demo.life.year import live
from kfor_quiz.demo.rows import Bank
from kfor_quiz.demo.selectors.bank import read_bank
from kfor_quiz.demo.services.making import store_life
from kfor_quiz.engine.packs import read_pack
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.engine.scoring import grade
from kfor_quiz.engine.simulation import Person
from kfor_quiz.memory.models import Review, Undo
from kfor_quiz.memory.plans import KEY, StudyPlan, write_plan
from kfor_quiz.memory.selectors.day import read_day
from kfor_quiz.memory.services.rebuilding import rebuild_cards
from kfor_quiz.memory.services.recording import slow_times
from kfor_quiz.quizzes.models import Attempt, Mode
from kfor_quiz.quizzes.plans import Pool, plan_exam
from kfor_quiz.quizzes.selectors.candidates import pool_questions
from kfor_quiz.quizzes.selectors.predicting import predict_questions
from kfor_quiz.quizzes.services.rebuilding import rebuild_attempts
from kfor_quiz.quizzes.services.remembering import remember_earlier_answers
from tests.demo.conftest import NOW
from tests.factories import UserFactory

DAY = dt.timedelta(days=1)
USUAL = Person(ability=1.0, decay=0.5, slip=0.02, diligence=0.6, pace=5.0)
ABLE, WEAK = replace(USUAL, ability=4.0), replace(USUAL, ability=0.05)
FIRST = NOW.date() - 40 * DAY


@pytest.fixture
def bank(pack: Pack) -> Bank:
    return read_bank(seed="seed")


def study(
    bank: Bank,
    person: Person = USUAL,
    *,
    name: str = "sim-one",
    plan: StudyPlan = StudyPlan(),  # noqa: B008 - it is frozen
    quizzes: float = 0.5,
    exams: float = 0.1,
) -> Student:
    """The life of somebody for forty days, with many quizzes."""
    user = UserFactory.create(username=name, preferences={KEY: write_plan(plan)})
    one = Character(name, person, FIRST, FIRST, NOW.date(), hour=18.0, plan=plan, quizzes=quizzes, exams=exams)
    return live(user, one, bank, seed="seed", now=NOW)


@pytest.fixture
def busy(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """The life of somebody to whom all happens often: exams, retries, the wrong button."""
    monkeypatch.setattr(practice, "RETRIES", 0.7)
    monkeypatch.setattr(cards, "MISSES_THE_BUTTON", 0.3)
    store_life(study(bank, quizzes=1.0, exams=1.0))


def test_of_a_busy_life_nothing_is_left_to_put_right(busy: None) -> None:
    assert Attempt.objects.finished().filter(mode=Mode.EXAM, predicted__gt=0).exists()
    assert Attempt.objects.finished().filter(retry_of__isnull=False).exists()
    assert Undo.objects.exists()
    assert (rebuild_cards(), rebuild_attempts(), remember_earlier_answers()) == (0, 0, 0)


def test_what_was_taken_back_was_rated_again(busy: None) -> None:
    assert Undo.objects.exists()
    for undo in Undo.objects.select_related("review"):
        again = Review.objects.filter(card=undo.review.card_id, at__gt=undo.at).earliest("at")
        assert again.at - undo.at < dt.timedelta(minutes=1)


def test_a_retry_of_a_retry_is_called_as_the_first(bank: Bank) -> None:
    student = study(bank, quizzes=1.0)
    missed = next(one for one in student.log.attempts if practice.can_be_retried(one))
    first = practice.retry(student, missed, NOW)[0].attempt
    assert first.title == f"Retry: {missed.title}"
    missed.title, missed.retry_of = first.title, first  # as if it had been one itself
    assert practice.retry(student, missed, NOW)[0].attempt.title == first.title


@pytest.mark.parametrize("plan", [StudyPlan(), StudyPlan(minutes=3, exam_on=NOW.date() + 20 * DAY), StudyPlan(30, 0.95)])
def test_the_app_would_have_chosen_the_same_cards_weeks_later(bank: Bank, plan: StudyPlan) -> None:
    student = study(bank, plan=plan)
    store_life(student)
    later = NOW + 40 * DAY  # when something is due of whatever was studied
    chosen = read_day(learner=student.user, now=later).today
    assert chosen.count > 0
    assert plan_day(student, later) == chosen


@pytest.mark.parametrize(
    "narrow", [{}, {"topics": ("stations",)}, {"fact_kinds": ("event",)}, {"kinds": (Kind.SINGLE_CHOICE,)}, {"core_only": True}]
)
def test_the_app_would_draw_from_the_same_questions(bank: Bank, narrow: dict[str, Any]) -> None:
    pool = Pool(bank.packs[0], **narrow)
    drawn = {item.version.pk for item in bank.items_of(pool.pack) if is_in(item, pool)}
    assert drawn == set(pool_questions(pool).values_list("current_version", flat=True))
    assert drawn
    assert (drawn == {item.version.pk for item in bank.items_of(pool.pack)}) == (not narrow)


def test_the_app_would_expect_the_same_points_of_an_exam(bank: Bank) -> None:
    student = study(bank)
    store_life(student)
    slots, day = start(student, plan_exam(bank.packs[0]), NOW), NOW.date()
    versions = [slot.question_version_id for slot in slots]
    expected = predict_questions(learner=student.user, pack=bank.packs[0], versions=versions, day=day)
    assert astuple(predict(student, slots, day)) == pytest.approx(astuple(expected))


def test_the_app_would_call_the_same_answers_slow(bank: Bank) -> None:
    student = study(bank)
    store_life(student)
    kinds = {Kind.SINGLE_CHOICE, Kind.TYPED_TEXT}
    stored = slow_times(student.user, kinds)  # without the kinds that were never answered right
    assert student.slow_times(kinds) == {kind: stored.get(kind) for kind in kinds}


def test_who_keeps_more_recalls_and_scores_more(bank: Bank) -> None:
    able, weak = ([study(bank, person, name=f"{number} of {person.ability}") for number in range(8)] for person in (ABLE, WEAK))
    assert _right_share(able) > _right_share(weak)
    assert _recalled_share(able) > _recalled_share(weak)


def _right_share(students: Iterable[Student]) -> float:
    return fmean(grade.score for student in students for grade in student.log.grades)


def _recalled_share(students: Iterable[Student]) -> float:
    return fmean(row.rating > Rating.AGAIN for student in students for row in student.log.reviews if row.response is None)


@pytest.mark.parametrize("seed", range(2))
def test_whoever_recalls_all_is_right_and_nobody_says_what_cannot_be_graded(bank: Bank, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - chance, not secrecy
    for item in bank.items.values():
        lexicon, facts = lexicon_for(item.version.question.pack), item.gradable.facts
        assert grade(item.gradable, answer_to(item, facts, bank, rng), lexicon).score == 1, item.version
        for known in ((), facts[:1]):
            grade(item.gradable, answer_to(item, known, bank, rng), lexicon)


def test_whoever_knows_nothing_scores_little(bank: Bank) -> None:
    rng = random.Random("nothing")  # noqa: S311 - chance, not secrecy
    lexicon = lexicon_for(bank.packs[0])
    scores = [grade(one.gradable, answer_to(one, (), bank, rng), lexicon).score for one in bank.items.values() for _ in range(5)]
    assert 0.1 < fmean(scores) < 0.5


def test_no_unit_is_one_of_the_subject() -> None:
    subject, _problems = read_pack(settings.BASE_DIR / "content" / "kfor")
    assert subject
    real = {name.casefold() for one in subject.entities for name in (one.name, one.abbreviation, *one.variants) if name}
    named = [name for name, _above in list_units()]
    assert not real.intersection(name.casefold() for name in named)
    assert {*list_places(), *(one.unit for one in list_staff())} <= {*named}
