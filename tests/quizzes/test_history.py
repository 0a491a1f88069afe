"""The chart of the last attempts, the trend in words, and the topics."""

import datetime as dt
import re
from collections.abc import Sequence

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.engine.trends import Share
from kfor_quiz.quizzes.models import Attempt, Grade
from kfor_quiz.quizzes.selectors.history import HistoryRow, history_row
from tests.factories import UserFactory
from tests.quizzes.answers import ask, finish, record
from tests.quizzes.conftest import NOW

ATTEMPTS = reverse("quizzes:attempts")


def make_results(learner: User, points: Sequence[float], *, length: int = 10) -> None:
    """Finished attempts of so many points, one a day, the oldest first."""
    first = Attempt.objects.count()
    Attempt.objects.bulk_create(
        Attempt(
            learner=learner,
            title=f"Day {day}",
            seed="",
            length=length,
            answered=length,
            score=score,
            started_at=NOW + dt.timedelta(days=day),
            finished_at=NOW + dt.timedelta(days=day, minutes=5),
        )
        for day, score in enumerate(points, start=first)
    )


def history_of(learner: User) -> HistoryRow:
    history = history_row(learner)
    assert history
    return history


def test_before_the_second_result_there_is_nothing_to_draw(browser: Client, learner: User) -> None:
    for _ in range(2):
        assert history_row(learner) is None
        assert '<svg class="bars"' not in browser.get(ATTEMPTS).text
        if not Attempt.objects.exists():
            make_results(learner, [5])


def test_bars_stand_from_the_oldest_to_the_newest_and_are_as_high_as_the_share(learner: User) -> None:
    make_results(learner, [2, 5, 10])
    history = history_of(learner)
    assert [(bar.title, bar.x, bar.y, bar.percent) for bar in history.bars] == [
        ("Day 0", 50, 80, 20),
        ("Day 1", 60, 50, 50),
        ("Day 2", 70, 0, 100),
    ]
    assert history.width == 80


def test_the_last_twenty_are_drawn_of_more_and_none_of_somebody_else(learner: User) -> None:
    make_results(UserFactory.create(), [1, 1])
    make_results(learner, [5] * 25)
    history = history_of(learner)
    assert [bar.title for bar in history.bars] == [f"Day {day}" for day in range(7, 27)]
    assert history.width == 200


def test_an_attempt_without_a_point_is_seen_too(learner: User) -> None:
    make_results(learner, [0, 5])
    assert [(bar.y, bar.height, bar.percent) for bar in history_of(learner).bars] == [(99, 1, 0), (50, 50, 50)]


@pytest.mark.parametrize(("count", "dates"), [(7, 1), (8, 2)])
def test_a_date_stands_under_the_first_bar_and_under_the_last(browser: Client, learner: User, count: int, dates: int) -> None:
    make_results(learner, [5] * count)
    caption = browser.get(ATTEMPTS).text.partition("<figcaption")[2].partition("</figcaption>")[0]
    assert len(re.findall(r"<span>[^<]+</span>", caption)) == dates


def test_what_is_not_finished_is_not_drawn(learner: User) -> None:
    make_results(learner, [5, 6])
    Attempt.objects.create(learner=learner, title="Open", seed="", length=4, started_at=NOW + dt.timedelta(days=9))
    assert [bar.title for bar in history_of(learner).bars] == ["Day 0", "Day 1"]


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ([5, 6, 5, 7, 6, 9, 9, 10, 9, 9], "Getting better: 92 % in your last 5 attempts, against 58 % in the 5 before."),
        ([9, 9, 10, 9, 9, 5, 6, 5, 7, 6], "Lower than before: 58 % in your last 5 attempts, against 92 % in the 5 before."),
        ([6, 6, 6, 7, 6, 7, 6, 7, 8, 7], "No clear change: 70 % in your last 5 attempts, against 62 % in the 5 before."),
        ([1, 1, 1, 1, 9, 9, 9, 9, 9], ""),
    ],
)
def test_the_trend_is_told_in_words_and_not_before_there_are_ten(
    browser: Client, learner: User, points: list[float], sentence: str
) -> None:
    make_results(learner, points)
    assert history_of(learner).sentence == sentence
    page = browser.get(ATTEMPTS).text
    assert re.findall(r"<p>([^<]* in your last [^<]*)</p>", page) == ([sentence] if sentence else [])


def test_the_bars_that_the_sentence_speaks_of_are_told_apart(learner: User) -> None:
    make_results(learner, [5] * 9)
    assert all(bar.is_latest for bar in history_of(learner).bars)
    make_results(learner, [5])
    assert [bar.is_latest for bar in history_of(learner).bars] == [False] * 5 + [True] * 5


def test_the_page_has_the_chart_and_the_same_figures_as_a_table(browser: Client, learner: User) -> None:
    make_results(learner, [2, 7.5])
    page = browser.get(ATTEMPTS).text
    assert re.findall(r'<rect class="is-latest" x="(\d+)" y="(\d+)" width="7" height="(\d+)">', page) == [
        ("60", "80", "20"),
        ("70", "25", "75"),
    ]
    table = page.partition("<table")[2].partition("</table>")[0]
    assert re.findall(r'<td class="figure">([^<]+)</td>', table) == ["2 of 10", "20 %", "7.5 of 10", "75 %"]
    assert all(reverse("quizzes:result", args=[one.uuid]) in table for one in Attempt.objects.all())


def test_older_pages_are_the_list_alone(browser: Client, learner: User) -> None:
    make_results(learner, [5] * 21)
    assert browser.get(ATTEMPTS).context["history"]
    assert browser.get(ATTEMPTS, {"page": "2"}).context["history"] is None


@pytest.fixture
def answered(learner: User, pack: Pack) -> list[Attempt]:
    """Sixteen times the same question of the stations: wrong six times, then right. And once one of the watch, wrong."""
    question = Question.objects.get(key="gull-rock-lit.event-date.typed_date")
    other = Question.objects.get(key="nlo-means.term-expansion.typed_text")
    attempts = []
    for number in range(16):
        attempt = ask(learner, question, now=NOW + dt.timedelta(days=number))
        record(attempt, 1, is_right=number >= 6, now=NOW + dt.timedelta(days=number))
        attempts.append(attempt)
    return [*attempts, finish(ask(learner, other), wrong_at=(1,))]


def test_topics_tell_the_last_ten_answers_from_those_before(learner: User, answered: list[Attempt]) -> None:
    rows = history_of(learner).topics
    assert [(row.topic, row.now, row.before, row.change) for row in rows] == [
        ("The four stations", Share(10, 10), Share(0, 6), "better"),
        ("The watch", Share(0, 1), None, ""),
    ]
    assert rows[0].briefing_url == reverse("bank:briefing", args=["lighthouse", "stations"])


def test_the_newest_grade_of_an_answer_counts(learner: User, answered: list[Attempt]) -> None:
    first = Grade.objects.get(response__slot__attempt=answered[0])
    Grade.objects.create(
        learner=learner,
        response=first.response,
        number=2,
        question_version=first.question_version,
        score=1,
        outcomes={},
        reason="mended",
        created_at=NOW,
    )
    assert history_of(learner).topics[0].before == Share(1, 6)


def test_topics_of_somebody_else_are_not_shown(learner: User, answered: list[Attempt]) -> None:
    stranger = UserFactory.create()
    make_results(stranger, [1, 2])
    assert history_of(stranger).topics == ()


def test_the_page_shows_topics_in_a_table(browser: Client, answered: list[Attempt]) -> None:
    page = browser.get(ATTEMPTS).text.partition('id="topics"')[2]
    cells = re.findall(r'<td class="figure">\s*([^<]+?)\s*</td>', page)
    assert cells == ["10 of 10", "0 of 6", "0 of 1", "–"]
    assert re.findall(r'<span class="muted small">(\w*)</span>', page.partition("</table>")[0]) == ["better"]


def test_a_history_takes_two_queries_however_long(
    learner: User, answered: list[Attempt], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        with django_assert_num_queries(2):
            history_row(learner)
        make_results(learner, [5] * 30)
