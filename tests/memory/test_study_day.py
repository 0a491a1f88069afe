"""What belongs to a study day: minutes, new facts, an exam, a pause; with as many queries however many cards there are."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, FactVersion, Pack, Question, QuestionFact, QuestionVersion
from kfor_quiz.bank.models.questions import FactRole
from kfor_quiz.engine.pauses import Pause
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.memory.models import Card
from kfor_quiz.memory.plans import KEY, StudyPlan, write_plan
from kfor_quiz.memory.selectors.day import read_day
from kfor_quiz.memory.services.rating import rate_card
from tests.memory.cards import DAY, SECOND, card_of, fact, rate, shown, typed_question
from tests.quizzes.conftest import NOW

CARDS = "/cards/"


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages look at the clock, and a study day has an end."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.mark.usefixtures("pack")
def test_a_day_that_is_done_says_what_was_done_and_can_be_undone(browser: Client, learner: User) -> None:
    learner.remember(**{KEY: write_plan(StudyPlan(minutes=1))})
    now = NOW
    for number in range(3):
        begun = now - dt.timedelta(minutes=5 - number)
        rate_card(learner=learner, shown=shown(fact(number), begun), rating=Rating.EASY, outcome=None, now=begun + 25 * SECOND)
    page = browser.get(CARDS).text
    assert "Done for today" in page
    assert "You rated 3 cards in 1 min." in page
    assert "data-undo" in page
    browser.post("/cards/more/")
    another_device = Client()
    another_device.force_login(learner)
    assert "data-question" in another_device.get(CARDS).text
    assert "Continue" in another_device.get("/").text
    assert read_day(learner=User.objects.get(pk=learner.pk), now=NOW + DAY).plan.seconds_on(NOW.date() + DAY) == 60


@pytest.mark.usefixtures("pack")
def test_a_day_brings_so_many_new_facts_and_no_more(browser: Client, learner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kfor_quiz.memory.selectors.day.MOST_NEW", 2)
    for number in range(2):
        assert "data-question" in browser.get(CARDS).text
        rate(learner, fact(number), Rating.EASY, at=NOW - (2 - number) * 10 * SECOND)
    page = browser.get(CARDS).text
    assert "Done for today" in page
    assert "New facts go on tomorrow" in page


@pytest.mark.usefixtures("pack")
def test_five_more_minutes_are_five_even_for_somebody_who_overran_and_are_offered_only_where_they_bring_cards(
    browser: Client, learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.remember(**{KEY: write_plan(StudyPlan(minutes=1))})
    for number in range(3):
        begun = NOW - dt.timedelta(minutes=30 - 6 * number)
        rate_card(learner=learner, shown=shown(fact(number), begun), rating=Rating.EASY, outcome=None, now=begun + 290 * SECOND)
    assert "Five more minutes" in browser.get(CARDS).text
    browser.post("/cards/more/")
    assert "data-question" in browser.get(CARDS).text
    browser.session.flush()
    browser.force_login(learner)
    monkeypatch.setattr("kfor_quiz.memory.selectors.day.MOST_NEW", 3)
    assert "Five more minutes" not in browser.get(CARDS).text


@pytest.mark.usefixtures("pack")
def test_before_an_exam_no_card_comes_back_on_the_day_it_was_remembered(learner: User) -> None:
    learner.remember(**{KEY: write_plan(StudyPlan(exam_on=NOW.date() + 20 * DAY))})
    for number, rating in enumerate((Rating.AGAIN, Rating.GOOD, Rating.GOOD)):
        rate(learner, fact(0), rating, at=NOW - dt.timedelta(minutes=30 - 10 * number))
    today = read_day(learner=learner, now=NOW).today
    assert fact(0).pk not in [one.fact for one in (*today.due, *today.steps)]
    tomorrow = read_day(learner=learner, now=NOW + DAY).today
    assert fact(0).pk in [one.fact for one in tomorrow.due]


@pytest.mark.usefixtures("pack")
def test_a_card_that_was_left_open_does_not_use_up_the_day(browser: Client, learner: User) -> None:
    learner.remember(**{KEY: write_plan(StudyPlan(minutes=3))})
    begun = NOW - dt.timedelta(hours=1)
    rate_card(learner=learner, shown=shown(fact(0), begun), rating=Rating.EASY, outcome=None, now=begun + dt.timedelta(minutes=50))
    assert "data-question" in browser.get(CARDS).text


@pytest.mark.usefixtures("pack")
def test_in_a_pause_nothing_is_asked(browser: Client, learner: User) -> None:
    today = NOW.date()
    learner.remember(**{KEY: write_plan(StudyPlan(pauses=(Pause(today, today + 7 * DAY),)))})
    page = browser.get(CARDS).text
    assert "You are on leave" in page
    assert "data-question" not in page


@pytest.mark.usefixtures("pack", "all_read")
def test_the_first_card_takes_as_many_queries_however_many_cards_there_are(
    browser: Client, learner: User, pack: Pack, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = NOW
    rate(learner, fact(0), Rating.EASY, at=now - dt.timedelta(minutes=1))
    for owned in (1, 6):
        for number in range(1, owned):
            rate(learner, fact(number), at=now - 30 * DAY)
        assert Card.objects.count() == owned
        with django_assert_num_queries(14):
            assert "data-question" in browser.get(CARDS).text


@pytest.mark.usefixtures("pack", "all_read")
def test_with_ten_thousand_cards_the_first_one_takes_no_more_queries(
    browser: Client, learner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rate(learner, fact(0), Rating.EASY, at=NOW - dt.timedelta(minutes=1))
    own_many_cards(learner, fact(1), 10_000)
    assert Card.objects.of(learner).due(NOW.date()).count() > 10_000
    with django_assert_num_queries(14):
        page = browser.get(CARDS).text
    assert "data-question" in page


def own_many_cards(learner: User, like: Fact, count: int) -> None:
    """So many facts that are like one, each with its question and a card that is overdue. All have numbers of their own."""
    question, version, first = typed_question(like), like.current_version, 1_000_000
    numbers = range(first, first + count)
    with transaction.atomic():  # facts and versions, questions and versions point at each other
        Fact.objects.bulk_create(copy_of(like, pk=one, key=f"many-{one}", current_version_id=one) for one in numbers)
        FactVersion.objects.bulk_create(copy_of(version, pk=one, fact_id=one) for one in numbers)
        Question.objects.bulk_create(
            copy_of(question, pk=one, uuid=uuid.uuid4(), key=f"many-{one}", fact_id=one, current_version_id=one) for one in numbers
        )
        QuestionVersion.objects.bulk_create(copy_of(question.current_version, pk=one, question_id=one) for one in numbers)
        QuestionFact.objects.bulk_create(
            QuestionFact(question_version_id=one, fact_version_id=one, role=FactRole.ASKED) for one in numbers
        )
    rate(learner, like, at=NOW - 30 * DAY)
    card = card_of(learner, like)
    Card.objects.bulk_create(
        copy_of(card, fact_id=one, fact_version_id=one, due_on=NOW.date() - DAY, due_at=None) for one in numbers
    )


def copy_of(row: Any, **columns: object) -> Any:
    """A row that is not stored yet, like a stored one but for these columns."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**kept, **columns})


@pytest.mark.usefixtures("pack")
def test_the_home_says_first_what_the_day_is(browser: Client, learner: User) -> None:
    def heading() -> str:
        found = re.search(r"<h1>\s*(.*?)\s*</h1>", browser.get("/").text, re.DOTALL)
        return found[1] if found else ""

    rate(learner, fact(0), Rating.EASY, at=NOW - DAY)
    assert heading() == "Ready for the next round"
    learner.remember(**{KEY: write_plan(StudyPlan(pauses=(Pause(NOW.date(), NOW.date()),)))})
    assert heading() == "You are on leave"
    learner.remember(**{KEY: write_plan(StudyPlan())})
    asked = Question.objects.filter(fact=fact(0))
    Question.objects.exclude(pk__in=asked).update(is_reserved=True)
    assert heading() == "Nothing is due today"
    assert re.search(r'action="/try/".*?data-primary>\s*Start', browser.get("/").text, re.DOTALL), "a quiz is what is left to do"
    Card.objects.update(due_on=NOW.date())
    rate(learner, fact(0), Rating.EASY, at=NOW)
    assert heading() == "Done for today"
