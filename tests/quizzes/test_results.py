"""Results, the list of quizzes, and past attempts."""

import datetime as dt
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.quizzes.models import Attempt, Quiz
from kfor_quiz.quizzes.rows import TopicScoreRow
from kfor_quiz.quizzes.selectors.results import attempt_row, quiz_rows, result_row
from kfor_quiz.quizzes.services.attempts import start_attempt
from tests.factories import UserFactory
from tests.quizzes.answers import ask, finish, record
from tests.quizzes.conftest import NOW


def result_url(attempt: Attempt) -> str:
    return reverse("quizzes:result", args=[attempt.uuid])


@pytest.fixture
def mixed(learner: User, pack: object) -> Attempt:
    """Two questions of the stations, one of them answered wrongly, and one of the watch."""
    keys = ("gull-rock-lit.event-date.typed_date", "north-skerry-lit.event-date.typed_date", "nlo-means.term-expansion.typed_text")
    return finish(ask(learner, *(Question.objects.get(key=key) for key in keys)), wrong_at=(2,))


def test_a_result_counts_by_topic_the_weakest_first(mixed: Attempt) -> None:
    result = result_row(mixed)
    assert (result.points, result.length, result.percent, result.finished_at) == (2, 3, 67, NOW)
    assert [(topic.topic, topic.points, topic.asked, topic.percent) for topic in result.topics] == [
        ("The four stations", 1, 2, 50),
        ("The watch", 1, 1, 100),
    ]
    assert result.study_next == result.topics[0]
    assert result.topics[0].briefing_url == reverse("bank:briefing", args=["lighthouse", "stations"])
    assert [answer.verdict for answer in result.answers] == ["right", "wrong", "right"]


def test_with_all_right_there_is_nothing_to_study_next(attempt: Attempt) -> None:
    assert result_row(finish(attempt)).study_next is None


def test_rows_divide_nothing_by_nothing(learner: User) -> None:
    fresh = Attempt.objects.create(learner=learner, title="Fresh", seed="", length=1, started_at=NOW)
    assert (attempt_row(fresh).percent, result_row(fresh).percent, TopicScoreRow("", "", 0, 0).percent) == (0, 0, 0)


def test_the_result_page_shows_every_answer_and_the_way_on(browser: Client, attempt: Attempt) -> None:
    finish(attempt, wrong_at=(1,))
    response = browser.get(result_url(attempt))
    page = response.content.decode()
    assert response.context["result"].points == 9
    assert all(answer.report_url in page for answer in response.context["result"].answers)
    assert reverse("quizzes:start", args=["lighthouse", "all"]) in page


@pytest.mark.parametrize("change", [{"quiz": None}, {"is_retired": True}])
def test_a_quiz_that_is_gone_is_not_offered_again(browser: Client, attempt: Attempt, change: dict[str, object]) -> None:
    finish(attempt)
    if "quiz" in change:
        Attempt.objects.update(**change)
    else:
        Quiz.objects.update(**change)
    response = browser.get(result_url(attempt))
    assert response.status_code == 200
    assert "/start/" not in response.content.decode()


def test_an_unfinished_attempt_has_no_result_yet(browser: Client, attempt: Attempt) -> None:
    record(attempt, 1)
    assert browser.get(result_url(attempt)).headers["Location"] == reverse("quizzes:attempt", args=[attempt.uuid])


def test_the_result_of_somebody_else_is_not_found(attempt: Attempt, sign_in: Callable[[User], Client]) -> None:
    finish(attempt)
    assert sign_in(UserFactory.create()).get(result_url(attempt)).status_code == 404


@pytest.mark.parametrize("name", ["result", "attempts"])
def test_a_visitor_signs_in_first_and_nobody_posts(browser: Client, client: Client, attempt: Attempt, name: str) -> None:
    address = result_url(attempt) if name == "result" else reverse("quizzes:attempts")
    assert client.get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"
    assert browser.post(address).status_code == 405


@pytest.mark.usefixtures("all_read")
def test_a_result_takes_as_many_queries_however_long_the_attempt(
    browser: Client, attempt: Attempt, mixed: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for finished in (finish(attempt), mixed):
        with django_assert_num_queries(7):
            browser.get(result_url(finished))


def test_the_list_of_quizzes_takes_as_many_queries_however_long(
    client: Client, browser: Client, attempt: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for length in (2, 14):
        for visit, count in ((client, 2), (browser, 8)):
            with django_assert_num_queries(count):
                response = visit.get(reverse("quizzes:list"))
            assert len(response.context["quizzes"]) == length
        make_quizzes(attempt, 12)


def make_quizzes(attempt: Attempt, count: int) -> None:
    """More quizzes of the pack; the learner has taken each and is in the middle of each."""
    assert attempt.quiz
    first = Quiz.objects.count()
    quizzes = Quiz.objects.bulk_create(
        Quiz(pack=attempt.quiz.pack, key=f"quiz-{n}", title=f"Quiz {n}", length=4, order=n) for n in range(first, first + count)
    )
    for finished_at in (NOW, None):
        Attempt.objects.bulk_create(
            Attempt(
                learner=attempt.learner,
                quiz=one,
                title=one.title,
                seed="",
                length=4,
                answered=4 if finished_at else 0,
                started_at=NOW,
                finished_at=finished_at,
            )
            for one in quizzes
        )


def test_quizzes_are_shown_to_visitors(client: Client, quiz: Quiz) -> None:
    response = client.get(reverse("quizzes:list"))
    rows = response.context["quizzes"]
    assert [(row.pack, row.key, row.best_percent, row.resume_uuid) for row in rows] == [
        ("lighthouse", "stations", None, None),
        ("lighthouse", "all", None, None),
    ]


def test_quizzes_tell_the_best_result_and_what_can_be_resumed(learner: User, quiz: Quiz, attempt: Attempt) -> None:
    finish(attempt, wrong_at=(1, 2))
    finish(start_attempt(learner=learner, quiz=quiz, now=NOW), wrong_at=(1, 2, 3, 4))
    again = start_attempt(learner=learner, quiz=quiz, now=NOW)
    finish(start_attempt(learner=UserFactory.create(), quiz=quiz, now=NOW))
    rows = {row.key: row for row in quiz_rows(learner)}
    assert (rows["all"].best_percent, rows["all"].resume_uuid) == (80, again.uuid)
    assert (rows["stations"].best_percent, rows["stations"].resume_uuid) == (None, None)


def test_quizzes_of_several_packs_stand_under_the_title_of_theirs(client: Client, quiz: Quiz) -> None:
    assert "<h3>" not in client.get(reverse("quizzes:list")).text
    other = Pack.objects.create(key="another", title="Another handbook", language="en", edition="2")
    Quiz.objects.create(pack=other, key="buoys", title="Buoys", length=4)
    page = unescape(client.get(reverse("quizzes:list")).text)
    titles = re.findall(r"<h([23])[^>]*>([^<]+)</h", page)
    own = [each.title for each in of(quiz)]
    assert [title for level, title in titles if level == "2"] == ["Another handbook", quiz.pack.title]
    assert [title for level, title in titles if level == "3"] == ["Buoys", "Exam", *own, "Exam"]


def of(quiz: Quiz) -> QuerySet[Quiz]:
    """The quizzes of its pack, in the order in which they are offered."""
    return Quiz.objects.filter(pack=quiz.pack)


def test_a_retired_quiz_is_not_on_offer(client: Client, quiz: Quiz) -> None:
    Quiz.objects.filter(key="stations").update(is_retired=True)
    assert [row.key for row in client.get(reverse("quizzes:list")).context["quizzes"]] == ["all"]


def test_without_quizzes_the_list_says_so(client: Client, db: None) -> None:
    assert "There is no quiz yet." in client.get(reverse("quizzes:list")).content.decode()
    assert client.post(reverse("quizzes:list")).status_code == 405


def make_attempts(learner: User, count: int) -> None:
    Attempt.objects.bulk_create(
        Attempt(
            learner=learner,
            title=f"Attempt {number}",
            seed="",
            length=4,
            answered=4,
            score=3,
            started_at=NOW + dt.timedelta(minutes=number),
            finished_at=NOW + dt.timedelta(hours=1),
        )
        for number in range(count)
    )


def test_past_attempts_stand_twenty_to_a_page_the_newest_first(browser: Client, learner: User) -> None:
    make_attempts(learner, 21)
    make_attempts(UserFactory.create(), 1)
    first = browser.get(reverse("quizzes:attempts"))
    assert [row.title for row in first.context["attempts"]] == [f"Attempt {number}" for number in range(20, 0, -1)]
    assert (first.context["attempts"][0].percent, first.context["page_obj"].paginator.num_pages) == (75, 2)
    second = browser.get(reverse("quizzes:attempts"), {"page": "2"})
    assert [row.title for row in second.context["attempts"]] == ["Attempt 0"]


@pytest.mark.parametrize("page", ["0", "99", "-1", "x", "9" * 5000, ""])
def test_a_page_that_is_not_there_shows_one_that_is(browser: Client, learner: User, page: str) -> None:
    make_attempts(learner, 1)
    response = browser.get(reverse("quizzes:attempts"), {"page": page})
    assert [row.title for row in response.context["attempts"]] == ["Attempt 0"]


def test_an_unfinished_attempt_can_be_resumed_from_the_list(browser: Client, attempt: Attempt) -> None:
    record(attempt, 1)
    attempt.refresh_from_db()
    response = browser.get(reverse("quizzes:attempts"))
    assert response.context["attempts"] == [attempt_row(attempt)]
    assert "1 of 10 answered" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_the_list_of_attempts_takes_as_many_queries_however_long(
    browser: Client, learner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count, shown, queries in ((1, 1, 8), (1, 2, 9), (18, 20, 9), (20, 20, 9)):  # one attempt makes no chart
        make_attempts(learner, count)
        with django_assert_num_queries(queries):
            response = browser.get(reverse("quizzes:attempts"))
        assert len(response.context["attempts"]) == shown


def test_pages_of_an_attempt_show_the_notice_of_their_own_pack(browser: Client, attempt: Attempt, pack: Pack) -> None:
    Pack.objects.create(key="other", title="Other", language="en", edition="1", notice="Of other lights.")
    pages = [reverse("quizzes:attempt", args=[attempt.uuid])]
    finish(attempt)
    pages += [reverse("quizzes:slot", args=[attempt.uuid, 1]), result_url(attempt)]
    for page in pages:
        text = browser.get(page, follow=True).content.decode()
        assert (text.count(pack.notice), text.count("Of other lights.")) == (1, 0), page
    assert browser.get(reverse("quizzes:attempts")).content.decode().count("Of other lights.") == 1


def test_a_printed_result_names_the_account_and_no_guest(
    attempt: Attempt, guest: User, quiz: Quiz, browser: Client, sign_in: Callable[[User], Client]
) -> None:
    theirs = start_attempt(learner=guest, quiz=quiz, now=NOW)
    for one, visit, name in ((attempt, browser, attempt.learner.username), (theirs, sign_in(guest), "Guest")):
        page = visit.get(result_url(finish(one))).text
        assert f'<p class="print-only">{name}</p>' in page
        assert guest.username not in page


def test_a_guest_and_nobody_else_is_offered_beside_the_score_to_keep_the_progress(
    attempt: Attempt, guest: User, quiz: Quiz, browser: Client, sign_in: Callable[[User], Client]
) -> None:
    theirs = start_attempt(learner=guest, quiz=quiz, now=NOW)
    link = f'href="{reverse("accounts:keep")}"'
    page = sign_in(guest).get(result_url(finish(theirs))).text.partition("<main")[2]
    assert page.index("points") < page.index(link) < page.index("By topic")
    assert link not in browser.get(result_url(finish(attempt))).text


def test_the_list_of_answers_says_the_verdict_as_the_feedback_does(browser: Client, mixed: Attempt) -> None:
    page = browser.get(result_url(mixed)).text
    assert re.findall(r'<span class="muted small">(Right|Partly right|Not quite|Wrong)</span>', page) == [
        "Right",
        "Not quite",
        "Right",
    ]
