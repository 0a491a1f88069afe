"""Where everybody arrives: a visitor, a guest, a learner."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from kfor_quiz.accounts.models import Role, User
from kfor_quiz.bank.models import Fact, Pack
from kfor_quiz.quizzes.models import Attempt, QuestionReport, Quiz
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.selectors.results import attempt_row
from kfor_quiz.quizzes.services.attempts import start_attempt, start_planned
from kfor_quiz.quizzes.services.reporting import report_question
from tests.factories import MembershipFactory, UserFactory
from tests.quizzes.answers import finish, record, slot_of
from tests.quizzes.conftest import NOW
from tests.quizzes.test_results import make_quizzes

HOME = "/"
TRY = 'action="/try/"'


def test_a_visitor_can_try_sign_in_and_sign_up(client: Client, quiz: Quiz) -> None:
    response = client.get(HOME)
    page = response.content.decode()
    assert [row.key for row in response.context["quizzes"]] == ["stations", "all"]
    assert TRY in page
    assert reverse("account_login") in page
    assert reverse("account_signup") in page


def test_the_first_quiz_is_offered_with_as_many_questions_as_it_has(client: Client, browser: Client, quiz: Quiz) -> None:
    for length, words in ((10, "10 questions"), (7, "7 questions"), (1, "1 question")):
        Quiz.objects.filter(pk=quiz.pk).update(length=length)
        assert re.search(rf"Try {words}\s*<", client.get(HOME).text)
        assert re.search(rf"<h1>\s*Start with {words}\s*</h1>", browser.get(HOME).text)


def test_a_visitor_is_welcomed_in_the_words_of_the_pack_that_they_would_try(client: Client, quiz: Quiz) -> None:
    page = client.get(HOME).text
    assert re.search(r"<h1>Keep the light</h1>", page)
    words = ("Train the facts of the stations and of the watch.", "dug?", ">1702<", "silted up", ">1688<", "by forty men")
    assert all(text in page for text in words)
    assert quiz.pack.title not in page


def test_where_a_pack_has_no_welcome_the_page_speaks_for_the_site(client: Client, quiz: Quiz) -> None:
    Pack.objects.update(welcome=None)
    page = client.get(HOME).text
    assert "Train the facts until they stay" in page
    assert "This is how an answer is explained" not in page


def test_with_several_packs_each_quiz_names_its_own(client: Client, browser: Client, quiz: Quiz) -> None:
    other = Pack.objects.create(key="tea", title="Tea for all", language="en", edition="1", notice="Invented.")
    Quiz.objects.create(pack=other, key="leaves", title="Leaves", summary="Of leaves.", length=3)
    for one in (client, browser):
        page = one.get(HOME).text
        assert (page.count(">Tea for all<"), page.count(">The keepers&#x27; handbook of the Sound<")) == (1, 2)


def test_a_visitor_is_offered_only_what_the_site_allows(client: Client, quiz: Quiz, settings: Settings) -> None:
    settings.GUESTS = settings.OPEN_SIGNUP = False
    page = client.get(HOME).content.decode()
    assert TRY not in page
    assert reverse("account_signup") not in page


def test_before_any_content_is_loaded_it_says_so(client: Client, browser: Client, db: None) -> None:
    for one in (client, browser):
        page = one.get(HOME).text
        assert "There is no quiz yet." in page
        assert TRY not in page


def test_somebody_new_is_led_to_a_first_quiz(browser: Client, quiz: Quiz) -> None:
    context = browser.get(HOME).context
    assert (context["unfinished"], context["recent"], context["is_guest"]) == (None, [], False)
    assert (context["has_studied"], context["first_template"]) == (False, "progress/_begin.html")


def test_a_learner_goes_on_where_the_last_attempt_stopped(browser: Client, learner: User, attempt: Attempt) -> None:
    record(attempt, 1)
    attempt.refresh_from_db()
    later = start_attempt(learner=learner, quiz=Quiz.objects.get(key="stations"), now=NOW + dt.timedelta(hours=1))
    response = browser.get(HOME)
    assert response.context["unfinished"] == attempt_row(later)
    assert response.context["recent"] == [attempt_row(later), attempt_row(attempt)]
    assert reverse("quizzes:attempt", args=[later.uuid]) in response.content.decode()


def test_two_unfinished_attempts_with_one_title_are_told_apart_by_when_they_began(
    browser: Client, learner: User, attempt: Attempt
) -> None:
    Attempt.objects.create(
        learner=learner, title=attempt.title, seed="", length=10, started_at=NOW + dt.timedelta(days=1, minutes=5)
    )
    for address, newer in ((HOME, 2), (reverse("quizzes:attempts"), 1)):
        page = browser.get(address).text
        assert (page.count("started 23 November 2026, 12:00"), page.count("started 24 November 2026, 12:05")) == (1, newer)


def test_what_is_known_stands_by_topic_once_something_was_studied(browser: Client, attempt: Attempt) -> None:
    assert "What you would know today" not in browser.get(HOME).text
    finish(attempt)
    response = browser.get(HOME)
    assert sum(topic.studied for topic in response.context["topics"]) == 10
    assert sum(topic.facts for topic in response.context["topics"]) == 18
    assert "What you would know today" in response.text


def test_a_fact_that_its_pack_no_longer_has_is_not_counted(browser: Client, attempt: Attempt) -> None:
    finish(attempt)
    asked = attempt.slots.values_list("question_version__question__fact", flat=True)
    Fact.objects.filter(pk__in=list(asked[:3])).update(is_retired=True)
    topics = browser.get(HOME).context["topics"]
    assert (sum(topic.studied for topic in topics), sum(topic.facts for topic in topics)) == (7, 15)


def test_whoever_has_studied_goes_on_with_cards_and_an_exam_that_runs_comes_first(
    browser: Client, learner: User, attempt: Attempt
) -> None:
    finish(attempt)
    assert re.search(r'<a class="button" href="/cards/" data-primary>', browser.get(HOME).text)
    exam = start_planned(learner=learner, plan=plan_exam(Pack.objects.get()), now=timezone.now()).attempt
    page = browser.get(HOME).text
    assert re.search(rf'<a class="button" href="/attempts/{exam.uuid}/" data-primary>', page)
    assert page.count("data-primary") == 1


def test_the_five_newest_attempts_are_recent(browser: Client, learner: User, quiz: Quiz) -> None:
    Attempt.objects.bulk_create(
        Attempt(
            learner=learner,
            title=f"Attempt {number}",
            seed="",
            length=1,
            answered=1,
            started_at=NOW + dt.timedelta(minutes=number),
            finished_at=NOW,
        )
        for number in range(7)
    )
    assert [row.title for row in browser.get(HOME).context["recent"]] == [f"Attempt {number}" for number in (6, 5, 4, 3, 2)]


def test_a_guest_is_offered_to_keep_the_progress(guest: User, quiz: Quiz, sign_in: Callable[[User], Client]) -> None:
    response = sign_in(guest).get(HOME)
    assert response.context["is_guest"]
    assert reverse("accounts:keep") in response.content.decode()


def test_nobody_sees_the_attempts_of_somebody_else(attempt: Attempt, sign_in: Callable[[User], Client]) -> None:
    context = sign_in(UserFactory.create()).get(HOME).context
    assert (context["unfinished"], context["recent"]) == (None, [])


@pytest.mark.parametrize("send", ["post", "put", "delete"])
def test_it_is_only_read(browser: Client, db: None, send: str) -> None:
    assert getattr(browser, send)(HOME).status_code == 405


def test_it_takes_as_many_queries_however_many_quizzes_there_are(
    client: Client, browser: Client, attempt: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        for visit, count in ((client, 2), (browser, 21)):
            with django_assert_num_queries(count):
                assert visit.get(HOME).status_code == 200
        make_quizzes(attempt, 12)


def test_it_takes_as_many_queries_however_much_was_done(
    browser: Client, learner: User, quiz: Quiz, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        with django_assert_num_queries(21):
            browser.get(HOME)
        finish(start_attempt(learner=learner, quiz=quiz, now=NOW))


def test_a_visitor_is_at_home_and_a_learner_has_today(client: Client, browser: Client, quiz: Quiz) -> None:
    for one, name, title in ((client, "Home", "Welcome"), (browser, "Today", "Today")):
        page = one.get(HOME).text
        assert re.findall(r'aria-current="page">.*?<span>(\w+)</span>', page, re.DOTALL) == [name]
        assert f"<title>{title} · KFOR Quiz</title>" in page


def test_who_is_new_is_promised_nothing_of_what_was_missed(
    browser: Client, attempt: Attempt, sign_in: Callable[[User], Client]
) -> None:
    finish(attempt)
    for one, has_answered in ((browser, True), (sign_in(UserFactory.create()), False)):
        page = one.get(HOME).text
        assert ("What you missed before comes first" in page) == has_answered
        assert (">All attempts<" in page) == has_answered


def test_authors_are_told_of_open_reports_and_led_to_them(
    administrator: User, learner: User, attempt: Attempt, sign_in: Callable[[User], Client]
) -> None:
    instructor = MembershipFactory.create(role=Role.INSTRUCTOR, from_date=dt.date(2020, 1, 1)).user
    manager = MembershipFactory.create(role=Role.MANAGER, from_date=dt.date(2020, 1, 1)).user
    for author in (administrator, instructor):
        assert "No report of a question is open." in sign_in(author).get(HOME).text
    report = report_question(learner=learner, version=slot_of(attempt).question_version, text="Odd.", now=NOW)
    link = f"{reverse('admin:quizzes_questionreport_changelist')}?is_settled__exact=0"
    for author in (administrator, instructor):
        page = sign_in(author).get(HOME).text
        assert re.search(rf'{re.escape(link)}">\s*1 report of a question waits', page)
        assert sign_in(author).get(link).context["cl"].result_count == 1
    for other in (manager, learner):
        assert link not in sign_in(other).get(HOME).text
    QuestionReport.objects.filter(pk=report.pk).update(is_settled=True)
    assert link not in sign_in(instructor).get(HOME).text
