"""How a learner studies: minutes, ratings, an exam, leave."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import LearnerGoneError
from kfor_quiz.bank.models import Pack
from kfor_quiz.engine.pauses import Pause
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.memory.plans import KEY, StudyPlan, add_pause, read_plan, take_back_pause, write_plan
from kfor_quiz.memory.services.planning import begin_pause, save_plan
from kfor_quiz.memory.services.rebuilding import rebuild_cards
from tests.memory.cards import DAY, card_of, fact, rate
from tests.quizzes.conftest import NOW

PLAN, PAUSE = "/cards/plan/", "/cards/pause/"
TODAY = NOW.date()
CHOSEN = {"minutes": "15", "retention": "85", "four_ratings": "on", "exam_on": "2026-12-24"}


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages look at the clock, and a study day has an end."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def plan_of(learner: User) -> StudyPlan:
    return read_plan(User.objects.get(pk=learner.pk))


def test_whoever_said_nothing_studies_ten_minutes_for_nine_in_ten(learner: User) -> None:
    assert plan_of(learner) == StudyPlan(minutes=10, retention=0.9, has_four_ratings=False, exam_on=None, pauses=())


def test_what_is_chosen_is_kept_beside_other_preferences(browser: Client, learner: User) -> None:
    learner.remember(shortcuts=False)
    assert browser.post(PLAN, CHOSEN)["Location"] == PLAN
    assert plan_of(learner) == StudyPlan(15, 0.85, has_four_ratings=True, exam_on=dt.date(2026, 12, 24))
    assert not User.objects.get(pk=learner.pk).uses_shortcuts
    page = browser.get(PLAN).text
    assert 'value="15"' in page
    assert 'value="2026-12-24"' in page


@pytest.mark.parametrize(
    ("name", "sent", "words"),
    [
        ("minutes", "0", "whole minutes from 1 to 120"),
        ("minutes", "500", "whole minutes from 1 to 120"),
        ("minutes", "many", "whole minutes from 1 to 120"),
        ("retention", "79", "whole percents from 80 to 97"),
        ("retention", "98", "whole percents from 80 to 97"),
        ("exam_on", "2026-11-23", "Choose a day after today"),
        ("exam_on", "9999-12-31", "within a year"),
        ("exam_on", "soon", "Enter a date, such as"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_the_rest_is_kept(
    browser: Client, learner: User, name: str, sent: str, words: str
) -> None:
    response = browser.post(PLAN, {**CHOSEN, name: sent})
    assert response.status_code == 422
    assert words in response.text
    assert f'value="{sent}"' in response.text
    assert plan_of(learner) == StudyPlan()


@pytest.mark.usefixtures("pack")
def test_the_facts_of_each_pack_can_be_taken_to_anki(browser: Client) -> None:
    assert 'href="/briefing/lighthouse/anki/" download' in browser.get(PLAN).text


@pytest.mark.usefixtures("pack")
def test_a_pause_shifts_what_would_become_due_in_it_and_rebuilding_agrees(browser: Client, learner: User) -> None:
    rate(learner, fact(0), Rating.EASY)
    before = card_of(learner, fact(0)).due_on
    assert before
    response = browser.post(PAUSE, {"pause-first": "2026-11-24", "pause-last": "2026-12-07"}, follow=True)
    assert "The pause is set. 1 card comes back later." in response.text
    assert "24 November 2026 to 7 December 2026" in response.text
    assert card_of(learner, fact(0)).due_on == before + 14 * DAY
    assert rebuild_cards() == 0


@pytest.mark.usefixtures("pack")
def test_a_pause_that_was_there_or_touches_another_is_said_to(browser: Client, learner: User) -> None:
    rate(learner, fact(0), Rating.EASY)
    browser.post(PAUSE, {"pause-first": "2026-11-24", "pause-last": "2026-11-30"})
    before = card_of(learner, fact(0)).due_on
    for first, last in (("2026-11-24", "2026-11-30"), ("2026-11-25", "2026-11-26")):
        response = browser.post(PAUSE, {"pause-first": first, "pause-last": last}, follow=True)
        assert "These days were paused already." in response.text
    assert card_of(learner, fact(0)).due_on == before
    response = browser.post(PAUSE, {"pause-first": "2026-11-28", "pause-last": "2026-12-02"}, follow=True)
    assert "it is one: 24 November 2026 to 2 December 2026. 1 card comes back later." in response.text


@pytest.mark.usefixtures("pack")
def test_a_pause_that_is_ended_gives_the_rest_of_its_days_back(browser: Client, learner: User) -> None:
    rate(learner, fact(0), Rating.EASY, at=NOW - DAY)
    before = card_of(learner, fact(0)).due_on
    browser.post(PAUSE, {"pause-first": "2026-11-23", "pause-last": "2026-12-07"})
    response = browser.post(PAUSE, {"end": "2026-11-23"}, follow=True)
    assert "The pause is taken back. 1 card comes back sooner." in response.text
    assert card_of(learner, fact(0)).due_on == before
    assert plan_of(learner).pauses == ()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-11-20", "2025-11-30", "A pause begins within a year, before or after today."),
        ("2026-11-30", "2026-11-29", "The last day comes before the first."),
        ("2026-11-30", "2028-11-29", "A pause lasts a year at most."),
        ("9999-12-30", "9999-12-31", "A pause begins within a year, before or after today."),
        ("", "2026-11-29", "Enter a date, such as"),
    ],
)
def test_a_pause_that_cannot_be_is_refused_in_words(browser: Client, learner: User, first: str, last: str, words: str) -> None:
    response = browser.post(PAUSE, {"pause-first": first, "pause-last": last})
    assert response.status_code == 422
    assert words in response.text
    assert plan_of(learner).pauses == ()


def test_twice_the_same_pause_is_one(learner: User) -> None:
    pause = Pause(TODAY, TODAY + 6 * DAY)
    assert add_pause(add_pause((), pause), pause) == (pause,)
    assert add_pause((pause,), Pause(TODAY + 7 * DAY, TODAY + 9 * DAY)) == (Pause(TODAY, TODAY + 9 * DAY),)
    later = Pause(TODAY + 20 * DAY, TODAY + 21 * DAY)
    assert add_pause((later,), pause) == (pause, later)


def test_of_the_pause_that_is_on_what_has_passed_stays_and_others_go_as_a_whole() -> None:
    past, now, later = pauses = tuple(
        Pause(TODAY + first * DAY, TODAY + last * DAY) for first, last in ((-30, -20), (-3, 3), (9, 10))
    )
    assert take_back_pause(pauses, past.first, day=TODAY) == (now, later)
    assert take_back_pause(pauses, now.first, day=TODAY) == (past, Pause(TODAY - 3 * DAY, TODAY - DAY), later)
    assert take_back_pause(pauses, later.first, day=TODAY) == (past, now)
    assert take_back_pause(pauses, TODAY, day=TODAY) == pauses


@pytest.mark.usefixtures("pack")
def test_a_pause_is_entered_afterwards_and_taken_back_one_by_one(browser: Client, learner: User) -> None:
    rate(learner, fact(0), Rating.EASY, at=NOW - 10 * DAY)
    before = card_of(learner, fact(0)).due_on
    assert before
    browser.post(PAUSE, {"pause-first": "2026-11-15", "pause-last": "2026-11-18"})
    page = browser.post(PAUSE, {"pause-first": "2026-12-24", "pause-last": "2026-12-26"}, follow=True).text
    assert (page.count("Passed"), page.count("To come")) == (1, 1)
    assert card_of(learner, fact(0)).due_on == before + 4 * DAY
    assert rebuild_cards() == 0
    assert "1 card comes back sooner." in browser.post(PAUSE, {"end": "2026-11-15"}, follow=True).text
    assert card_of(learner, fact(0)).due_on == before
    assert plan_of(learner).pauses == (Pause(dt.date(2026, 12, 24), dt.date(2026, 12, 26)),)
    assert "no longer there" in browser.post(PAUSE, {"end": "2026-11-15"}, follow=True).text


def test_a_plan_that_is_saved_from_an_old_page_leaves_the_pause_that_came_meanwhile(learner: User) -> None:
    old = User.objects.get(pk=learner.pk)
    begin_pause(learner=learner, pause=Pause(TODAY, TODAY + DAY))
    save_plan(learner=old, plan=StudyPlan(minutes=20))
    assert plan_of(learner) == StudyPlan(minutes=20, pauses=(Pause(TODAY, TODAY + DAY),))
    old.remember(shortcuts=False)
    assert plan_of(learner).minutes == 20


def test_a_pause_that_was_only_planned_is_cancelled(browser: Client, learner: User) -> None:
    page = browser.post(PAUSE, {"pause-first": "2026-12-02", "pause-last": "2026-12-05"}, follow=True).text
    assert "The pause is set." in page
    response = browser.post(PAUSE, {"end": "2026-12-02"}, follow=True)
    assert "The pause is taken back." in response.text
    assert "0 cards" not in page + response.text
    assert plan_of(learner).pauses == ()


def test_a_plan_is_read_as_it_was_written(learner: User) -> None:
    plan = StudyPlan(5, 0.8, has_four_ratings=True, exam_on=TODAY, pauses=(Pause(TODAY, TODAY),))
    learner.remember(**{KEY: write_plan(plan)})
    assert plan_of(learner) == plan


@pytest.mark.usefixtures("pack")
def test_a_pause_leaves_the_cards_of_others_alone(learner: User, guest: User) -> None:
    rate(guest, fact(0), Rating.EASY)
    before = card_of(guest, fact(0)).due_on
    begin_pause(learner=learner, pause=Pause(TODAY, TODAY + 30 * DAY))
    assert card_of(guest, fact(0)).due_on == before


@pytest.mark.parametrize(
    ("service", "address", "sent"),
    [
        ("kfor_quiz.memory.views.planning.save_plan", PLAN, CHOSEN),
        ("kfor_quiz.memory.views.planning.begin_pause", PAUSE, {"pause-first": "2026-11-24", "pause-last": "2026-11-30"}),
        ("kfor_quiz.memory.views.planning.undo_review", "/cards/reviews/", {"review": "1"}),
        ("kfor_quiz.memory.views.session.extend_day", "/cards/more/", {}),
    ],
)
def test_a_guest_who_moved_to_an_account_meanwhile_is_told_so(
    browser: Client, pack: Pack, monkeypatch: pytest.MonkeyPatch, service: str, address: str, sent: dict[str, str]
) -> None:
    def refuse(**_arguments: object) -> None:
        raise LearnerGoneError

    monkeypatch.setattr(service, refuse)
    response = browser.post(address, sent, follow=True)
    assert response.redirect_chain == [("/cards/", 302)]
    assert "your cards moved there" in response.text
