"""What a learner knows, what fades, and what score to expect."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.engine.pauses import Pause
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.memory.plans import KEY, StudyPlan, write_plan
from kfor_quiz.memory.selectors.recall import read_correction, read_recall
from kfor_quiz.memory.services.undoing import undo_review
from kfor_quiz.progress.selectors.days import forecast_row, study_row
from kfor_quiz.progress.selectors.retention import WEEKS, retention_chart
from kfor_quiz.progress.selectors.score import score_rows
from kfor_quiz.quizzes.models import Attempt
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.services.attempts import start_planned
from kfor_quiz.quizzes.services.submitting import submit_attempt
from tests.bank.packs import lighthouse, load, rebuild
from tests.factories import UserFactory
from tests.memory.cards import DAY, fact, rate
from tests.quizzes.answers import ask, finish, record
from tests.quizzes.conftest import NOW
from tests.quizzes.exams import draft

PROGRESS = "/progress/"
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages look at the clock, and a study day has an end."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_where_nothing_was_studied_the_page_says_what_to_do(browser: Client, pack: Pack) -> None:
    page = browser.get(PROGRESS).text
    assert "Nothing is measured yet." in page
    assert 'href="/cards/" data-primary' in page


def test_recall_stands_by_topic_with_its_count_and_how_sure_it_is(browser: Client, learner: User, pack: Pack) -> None:
    for number in range(4):
        rate(learner, fact(number), Rating.GOOD, at=NOW - 10 * DAY)
    response = browser.get(PROGRESS)
    studied = [topic for topic in response.context["topics"] if topic.studied]
    assert sum(topic.studied for topic in studied) == 4
    assert all(topic.low <= topic.percent <= topic.high for topic in studied)
    assert re.search(rf"about {studied[0].percent} % \({studied[0].low} to {studied[0].high}\)", response.text)


def test_what_has_faded_most_is_named(browser: Client, learner: User, pack: Pack) -> None:
    rate(learner, fact(0), Rating.EASY)
    page = browser.get(PROGRESS)
    assert page.context["fading"] == ()
    assert "nothing has faded yet" in page.text
    for number in range(1, 8):
        rate(learner, fact(number), at=NOW - 10 * number * DAY)
    page = browser.get(PROGRESS)
    versions = [fact(number).current_version for number in range(7, 2, -1)]
    assert [row.statement for row in page.context["fading"]] == [version.statement for version in versions if version]
    assert f"/#f-{fact(7).key}" in page.text


def test_what_was_studied_fades_from_day_to_day(learner: User, pack: Pack) -> None:
    rate(learner, fact(0), Rating.GOOD)
    chances = [read_recall(learner, TODAY + days * DAY).chance(fact(0).pk) for days in (1, 10, 100)]
    assert chances == sorted(chances, reverse=True)
    assert read_recall(learner, TODAY).chance(fact(1).pk) == 0


def test_what_was_just_forgotten_is_not_taken_for_known(learner: User, pack: Pack) -> None:
    rate(learner, fact(0), Rating.AGAIN)
    rate(learner, fact(1), Rating.EASY)
    recall = read_recall(learner, TODAY)
    assert recall.chance(fact(0).pk) < 0.9 < recall.chance(fact(1).pk)
    assert recall.chance(fact(0).pk) == read_recall(learner, TODAY + DAY).chance(fact(0).pk)


def test_predictions_are_corrected_by_what_came_of_them(learner: User, pack: Pack) -> None:
    for days in range(12, 0, -1):
        rate(learner, fact(0), Rating.AGAIN, at=NOW - days * DAY)
    assert read_correction(learner).shift < 0
    other = UserFactory.create()
    assert read_correction(other).shift == 0


def test_what_others_read_rests_on_what_was_scored_and_on_no_rating_of_ones_own(learner: User, pack: Pack) -> None:
    for days in range(12, 0, -1):
        rate(learner, fact(0), Rating.GOOD, at=NOW - days * DAY, outcome=0.0)
        rate(learner, fact(1), Rating.AGAIN, at=NOW - days * DAY)
    assert read_correction(learner, is_scored=True).shift < 0
    assert read_correction(learner).shift > read_correction(learner, is_scored=True).shift


def test_recall_is_shown_over_the_briefing(browser: Client, learner: User, pack: Pack) -> None:
    one = fact(0)
    rate(learner, one)
    address = f"/progress/briefing/lighthouse/{one.topic.key}/"
    page = browser.get(address).text
    assert re.search(r'<mark class="shade-\d">[^<]+</mark> <span class="small muted nowrap">\(\d\d %\)</span>', page)
    assert "1 of" in page
    assert browser.get(f"/briefing/lighthouse/{one.topic.key}/").text.count(address) == 1
    assert browser.get("/progress/briefing/lighthouse/none/").status_code == 404


def test_an_exam_is_expected_today_and_on_a_chosen_day(browser: Client, learner: User, pack: Pack) -> None:
    for number in range(4):
        rate(learner, fact(number), Rating.GOOD, at=NOW - 3 * DAY)
    (score,) = browser.get(PROGRESS, {"on": "2027-01-01"}).context["scores"]
    assert score.today.low <= score.today.mean <= score.today.high <= score.today.most
    assert score.later
    assert score.later.mean < score.today.mean
    assert score.day == dt.date(2027, 1, 1)


@pytest.mark.parametrize("on", ["2026-11-23", "2030-01-01", "soon"])
def test_a_day_that_cannot_be_looked_ahead_to_is_refused_in_words(browser: Client, learner: User, pack: Pack, on: str) -> None:
    rate(learner, fact(0))
    response = browser.get(PROGRESS, {"on": on})
    assert response.status_code == 200
    assert re.search(r"Choose a day after today, within a year\.|Enter a date, such as", response.text)
    assert response.context["scores"][0].later is None


def test_what_was_expected_stands_beside_what_an_exam_brought(browser: Client, learner: User, pack: Pack) -> None:
    earlier = NOW - 9 * DAY
    for one in Question.objects.for_practice().filter(kind__in=[Kind.SINGLE_CHOICE, Kind.TYPED_TEXT]):
        record(ask(learner, one, now=earlier), 1, now=earlier)
    exam = start_planned(learner=learner, plan=plan_exam(pack), now=NOW).attempt
    assert exam.predicted
    assert 0 < exam.predicted < exam.length
    draft(exam, 1)
    submit_attempt(attempt=exam, now=NOW)
    response = browser.get(PROGRESS)
    (score,) = response.context["scores"]
    assert [(row.uuid, row.expected, row.points) for row in score.exams] == [(exam.uuid, exam.expected, 1)]
    assert score.off_by == pytest.approx(exam.predicted - 1)
    exam_bar, today = score.bars
    assert (exam_bar.points, today.points) == (round(100 / exam.length), None)
    assert exam_bar.low <= exam_bar.mean <= exam_bar.high
    assert f"Your exam lay {score.off_by:.1f} points off the middle of what was expected." in response.text


def test_practice_has_no_prediction(attempt: Attempt) -> None:
    assert attempt.predicted is None


def test_the_forecast_counts_each_card_once_and_what_is_overdue_today(learner: User, pack: Pack) -> None:
    for number, days in enumerate((-3, 0, 0, 5, 40)):
        rate(learner, fact(number))
        Card.objects.filter(fact=fact(number)).update(due_on=TODAY + days * DAY)
    forecast = forecast_row(learner, TODAY)
    assert [(bar.day, bar.cards) for bar in forecast.bars if bar.cards] == [(TODAY, 3), (TODAY + 5 * DAY, 1)]
    assert (len(forecast.bars), forecast.total, forecast.most) == (30, 4, 3)
    assert (forecast.bars[0].height, forecast.bars[5].height) == (100, 33)


def test_many_exams_of_one_pack_do_not_hide_that_of_another(learner: User, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kfor_quiz.progress.selectors.score.EXAMS", 2)
    exam = start_planned(learner=learner, plan=plan_exam(pack), now=NOW - 90 * DAY).attempt
    submit_attempt(attempt=exam, now=NOW - 90 * DAY)
    rate(learner, fact(0), at=NOW - 90 * DAY)
    other, _, _ = load(rebuild(lighthouse(), key="other-lighthouse"))
    later = (start_planned(learner=learner, plan=plan_exam(other), now=NOW - days * DAY).attempt for days in range(12, 0, -1))
    for attempt in later:
        submit_attempt(attempt=attempt, now=attempt.started_at)
    rows = {row.pack: row for row in score_rows(learner, read_recall(learner, TODAY), later=None)}
    assert [one.uuid for one in rows[pack.key].exams] == [exam.uuid]
    assert [one.finished_at for one in rows[other.key].exams] == [NOW - days * DAY for days in (1, 2)]


def test_the_calendar_counts_reviews_from_both_sides(learner: User, attempt: Attempt) -> None:
    rate(learner, fact(0), at=NOW - DAY)
    finish(attempt)
    study = study_row(learner, TODAY)
    assert [row.words for row in study.shades] == ["none", "1 to 9", "10 to 24", "25 to 49", "50 reviews or more"]
    assert [f"{label.day:%a}" for label in study.weekdays] == ["Mon", "Wed", "Fri", "Sun"]
    assert "22 November 2026: 1 review, under a minute" in [cell.words for cell in study.cells]
    assert (study.days, study.kept_up) == (2, 2)
    assert [(row.day, row.reviews) for row in study.studied] == [(TODAY, Review.objects.count() - 1), (TODAY - DAY, 1)]


def test_what_was_taken_back_is_no_study(browser: Client, learner: User, pack: Pack) -> None:
    rate(learner, fact(0), at=NOW - 9 * DAY)
    undo_review(learner=learner, review=rate(learner, fact(1)).pk, now=NOW)
    study = study_row(learner, TODAY)
    assert ([row.day for row in study.studied], study.days) == ([TODAY - 9 * DAY], 0)
    assert "Not in the last seven days" in browser.get(PROGRESS).text


def test_an_answer_about_several_facts_took_its_time_once_and_no_night(learner: User, pack: Pack) -> None:
    ordering = Question.objects.for_practice().filter(kind=Kind.ORDERING).order_by("key")[0]
    attempt = ask(learner, ordering)
    attempt.slots.update(shown_at=NOW - dt.timedelta(minutes=2))
    record(attempt, 1)
    late = ask(learner, Question.objects.for_practice().filter(kind=Kind.SINGLE_CHOICE).order_by("key")[0])
    late.slots.update(shown_at=NOW - DAY)
    record(late, 1)
    assert Review.objects.count() > 2
    assert study_row(learner, TODAY).time == "7 min"


def test_the_forecast_spreads_what_does_not_fit_into_a_day_and_steps_over_a_pause(learner: User, pack: Pack) -> None:
    for number in range(8):
        rate(learner, fact(number), Rating.EASY, at=NOW - 90 * DAY)
    pause = Pause(TODAY + DAY, TODAY + 2 * DAY)
    learner.remember(**{KEY: write_plan(StudyPlan(minutes=1, pauses=(pause,)))})  # six cards at the pace of everybody
    forecast = forecast_row(learner, TODAY)
    assert [bar.cards for bar in forecast.bars[:5]] == [6, 0, 0, 2, 0]
    assert (forecast.total, forecast.left) == (8, 0)


def test_the_forecast_holds_only_what_a_card_can_ask(learner: User, pack: Pack) -> None:
    rate(learner, fact(0), Rating.EASY)
    assert forecast_row(learner, TODAY).total == 1
    Question.objects.filter(fact=fact(0)).update(is_reserved=True)
    assert forecast_row(learner, TODAY).total == 0


def test_true_retention_counts_what_came_back_on_a_later_day_and_was_not_undone(learner: User, pack: Pack) -> None:
    rate(learner, fact(0), at=NOW - 9 * DAY)
    rate(learner, fact(0), at=NOW - 5 * DAY)
    rate(learner, fact(0), Rating.AGAIN, at=NOW - DAY)
    wrong = rate(learner, fact(1), at=NOW - 9 * DAY)
    later = rate(learner, fact(1), Rating.AGAIN, at=NOW - 2 * DAY)
    assert wrong.predicted is None
    undo_review(learner=learner, review=later.pk, now=NOW)
    for days in (5, 1):  # may be guessed, and counts for nothing here
        chosen = Question.objects.for_practice().filter(kind=Kind.TRUE_FALSE).order_by("key")[0]
        record(ask(learner, chosen, now=NOW - days * DAY), 1, now=NOW - days * DAY)
    chart = retention_chart(learner, TODAY)
    assert chart
    (row,) = chart.rows
    assert (row.source, row.reviews, row.recalled) == ("Card", 2, 50)
    assert 50 < row.expected < 100


def test_true_retention_is_drawn_week_by_week(browser: Client, learner: User, pack: Pack) -> None:
    assert retention_chart(learner, TODAY) is None
    for weeks, rating in (
        (WEEKS + 2, Rating.GOOD),
        (WEEKS + 1, Rating.AGAIN),
        (3, Rating.GOOD),
        (1, Rating.AGAIN),
        (0, Rating.GOOD),
    ):
        rate(learner, fact(0), rating, at=NOW - 7 * weeks * DAY)
    chart = retention_chart(learner, TODAY)
    assert chart
    assert chart.since == dt.date(2026, 8, 31)
    assert [(bar.first, bar.reviews, bar.recalled) for bar in chart.bars] == [
        (dt.date(2026, 11, 2), 1, 100),
        (dt.date(2026, 11, 16), 1, 0),
        (TODAY, 1, 100),
    ]
    assert all(0 <= bar.x < chart.width for bar in chart.bars)
    page = browser.get(PROGRESS).text
    assert page.count('class="expected"') == len(chart.bars)
    assert "2 November 2026" in page


def test_nothing_of_others_is_counted(browser: Client, pack: Pack) -> None:
    rate(UserFactory.create(), fact(0))
    assert "Nothing is measured yet." in browser.get(PROGRESS).text


def test_it_takes_as_many_queries_however_much_was_done(
    browser: Client, learner: User, pack: Pack, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 7):
        rate(learner, fact(number - 1), at=NOW - 20 * number * DAY)
        if number in {1, 6}:
            with django_assert_num_queries(16):
                assert browser.get(PROGRESS).status_code == 200
