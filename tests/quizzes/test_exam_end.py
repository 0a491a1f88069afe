"""The end of an exam on its pages: the overview, a warning of gaps, the result; and the end of its time, whatever page finds it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Response
from kfor_quiz.quizzes.selectors.results import result_row
from kfor_quiz.quizzes.services.drafting import flag_slot
from kfor_quiz.quizzes.services.submitting import submit_attempt
from tests.factories import UserFactory
from tests.quizzes.answers import ask, slot_of
from tests.quizzes.conftest import NOW
from tests.quizzes.exams import draft, draft_all, let_time_run_out


def address(name: str, attempt: Attempt, *more: int) -> str:
    return reverse(f"quizzes:{name}", args=[attempt.uuid, *more])


def is_finished(attempt: Attempt) -> bool:
    return Attempt.objects.get(pk=attempt.pk).finished_at is not None


def test_the_overview_shows_every_place_as_it_is(browser: Client, running: Attempt) -> None:
    for position in (1, 3):
        draft(running, position)
    flag_slot(slot=slot_of(running, 4), is_flagged=True, now=NOW)
    response = browser.get(address("overview", running))
    row = response.context["overview"]
    assert [place.position for place in row.places if place.is_answered] == [1, 3]
    assert (row.answered, row.open, row.flagged) == (2, running.length - 2, 1)
    for position in range(1, running.length + 1):
        assert f'href="{address("slot", running, position)}"' in response.text
    assert f"2 of {running.length} answered, and saved." in response.text
    assert re.search(r"You flagged 1\.", response.text)


def test_with_everything_answered_the_overview_submits_at_once(browser: Client, running: Attempt) -> None:
    draft_all(running)
    page = browser.get(address("overview", running)).text
    assert 'name="open" value="0"' in page
    response = browser.post(address("submit", running), {"open": "0"})
    assert response.headers["Location"] == address("result", running)
    assert is_finished(running)


def test_with_gaps_whoever_submits_is_told_how_many_first(browser: Client, running: Attempt) -> None:
    draft(running, 1)
    assert f'href="{address("submit", running)}"' in browser.get(address("overview", running)).text
    for page in (browser.get(address("submit", running)), browser.post(address("submit", running))):
        assert re.search(rf"{running.length - 1}\s+places are still open", page.text)
        assert not is_finished(running)
    browser.post(address("submit", running), {"open": str(running.length - 1)})
    assert is_finished(running)
    assert Response.objects.count() == 1


def test_who_was_told_of_fewer_gaps_than_there_are_is_told_anew(browser: Client, running: Attempt) -> None:
    draft(running, 1)
    for told in ("0", "1", "many", ""):
        page = browser.post(address("submit", running), {"open": told}).text
        assert "places are still open" in page
    assert not is_finished(running)


def test_submitting_twice_shows_the_same_result(browser: Client, running: Attempt) -> None:
    draft_all(running)
    for place in ("result", "attempt"):
        assert browser.post(address("submit", running), {"open": "0"}).headers["Location"] == address(place, running)
    assert Response.objects.count() == running.length


@pytest.mark.parametrize("name", ["overview", "submit"])
def test_after_the_end_there_is_only_the_result(browser: Client, running: Attempt, name: str) -> None:
    submit_attempt(attempt=running, now=NOW)
    response = browser.get(address(name, running), follow=True)
    assert response.redirect_chain[-1][0] == address("result", running)


def test_practice_is_not_submitted(browser: Client, attempt: Attempt) -> None:
    assert browser.post(address("submit", attempt), {"open": "10"}).headers["Location"] == address("attempt", attempt)
    assert not is_finished(attempt)


def test_a_visitor_signs_in_first(client: Client, running: Attempt) -> None:
    response = client.post(address("submit", running))
    assert response.headers["Location"] == f"{reverse('account_login')}?next={address('attempt', running)}"


ENDING_PAGES = (
    *("/attempts/{uuid}/", "/attempts/{uuid}/2/", "/attempts/{uuid}/overview/", "/attempts/{uuid}/submit/"),
    *("/attempts/{uuid}/result/", "/attempts/{uuid}/1/report/", "/attempts/", "/quizzes/", "/", "/quizzes/lighthouse/exam/"),
)


@pytest.mark.parametrize("page", ENDING_PAGES)
def test_an_exam_whose_time_is_up_is_ended_by(browser: Client, running: Attempt, page: str) -> None:
    draft(running, 1)
    draft(running, 2, is_right=False)
    let_time_run_out(running)
    assert browser.get(page.format(uuid=running.uuid), follow=True).status_code == 200
    running.refresh_from_db()
    assert (running.answered, running.score, running.finished_at) == (2, 1, running.deadline)
    assert set(Response.objects.values_list("slot__position", "mode")) == {(1, "exam"), (2, "exam")}


def test_whoever_comes_back_is_told_that_the_time_was_up(browser: Client, running: Attempt) -> None:
    let_time_run_out(running)
    page = browser.get(address("attempt", running), follow=True).text
    assert re.search(r"The time was up at \d\d:\d\d\. What you had answered until then counts\.", page)
    assert "The time was up" not in browser.get(address("result", running)).text


def test_nobody_else_ends_it(running: Attempt, sign_in: Callable[[User], Client]) -> None:
    let_time_run_out(running)
    stranger = sign_in(UserFactory.create())
    assert stranger.get(address("result", running)).status_code == 404
    for place in ("home", "quizzes:list", "quizzes:attempts"):
        stranger.get(reverse(place))
    assert not is_finished(running)


def test_a_running_exam_is_listed_with_what_is_answered(browser: Client, running: Attempt) -> None:
    for position in (1, 2, 3):
        draft(running, position)
    assert browser.get(reverse("home")).context["unfinished"].answered == 3
    assert [row.answered for row in browser.get(reverse("quizzes:attempts")).context["attempts"]] == [3]


@pytest.mark.parametrize(("wrong", "is_passed"), [(0, True), (3, True), (6, False)])
def test_the_result_says_whether_it_is_passed_in_calm_words(browser: Client, running: Attempt, wrong: int, is_passed: bool) -> None:
    draft_all(running, wrong_at=tuple(range(1, wrong + 1)))
    submit_attempt(attempt=running, now=NOW)
    page = browser.get(address("result", running)).text
    assert ("Passed" in page, "Not passed this time" in page) == (is_passed, not is_passed)
    assert "70 % pass" in page


@pytest.mark.parametrize(("score", "is_passed"), [(6.999999999999, True), (7, True), (6.9, False)])
def test_the_mark_is_met_by_whoever_reaches_it(running: Attempt, score: float, is_passed: bool) -> None:
    submit_attempt(attempt=running, now=NOW)
    running.length, running.score = 10, score
    assert result_row(running).is_passed == is_passed


def test_what_was_left_open_is_shown_with_its_right_answer(browser: Client, running: Attempt) -> None:
    draft(running, 1)
    submit_attempt(attempt=running, now=NOW)
    response = browser.get(address("result", running))
    answers = response.context["result"].answers
    assert [answer.verdict for answer in answers] == ["right", *["open"] * (running.length - 1)]
    assert response.context["result"].left_open == running.length - 1
    assert response.text.count("Left open") >= running.length - 1
    page = browser.get(address("slot", running, 2)).text
    assert "Left open" in page
    assert "Right answer" in page
    assert "<mark>" in page
    assert browser.get(address("report", running, 2)).status_code == 200


@pytest.mark.parametrize("kind", Kind)
def test_a_question_of_any_kind_that_was_left_open_has_its_page(browser: Client, learner: User, pack: object, kind: Kind) -> None:
    attempt = ask(learner, Question.objects.published().filter(kind=kind).earliest("key"))
    Attempt.objects.filter(pk=attempt.pk).update(feedback_at_end=True)
    submit_attempt(attempt=Attempt.objects.get(pk=attempt.pk), now=NOW)
    for page in (browser.get(address("result", attempt)), browser.get(address("slot", attempt, 1))):
        assert page.status_code == 200
        assert "Left open" in page.text
        assert not re.search(r"Your answer\b(?!s)|You put it", page.text)


def test_after_the_end_no_rationale_is_held_back(browser: Client, running: Attempt) -> None:
    choices = running.slots.filter(question_version__question__kind__in=[Kind.SINGLE_CHOICE, Kind.MULTIPLE_RESPONSE])
    for position in choices.values_list("position", flat=True):
        draft(running, position, is_right=False)
    submit_attempt(attempt=running, now=NOW)
    looked_for: list[str] = []
    for position in choices.values_list("position", flat=True):
        slot = slot_of(running, position)
        feedback = browser.get(address("slot", running, position)).context["feedback"]
        chosen = [option for option in slot.question_version.options.all() if option.key in (slot.given or ())]
        rationales = [option.rationale for option in chosen if option.rationale and not option.is_key]
        told = " ".join(option.rationale for option in feedback.given.options)
        assert all(rationale in told for rationale in rationales)
        looked_for += rationales
    assert looked_for


def test_looking_back_goes_from_place_to_place_and_then_to_the_result(browser: Client, running: Attempt) -> None:
    submit_attempt(attempt=running, now=NOW)
    last = running.length
    addresses = [browser.get(address("slot", running, position)).context["next_url"] for position in (1, 2, last)]
    assert addresses == [address("slot", running, 2), address("slot", running, 3), address("attempt", running)]


def test_a_running_exam_is_listed_with_its_end_and_a_finished_one_without(browser: Client, running: Attempt) -> None:
    for place in ("home", "quizzes:attempts"):
        assert re.search(r"ends at\s+\d", browser.get(reverse(place)).text)
    submit_attempt(attempt=running, now=NOW)
    assert not re.search(r"ends at\s", browser.get(reverse("quizzes:attempts")).text)


def test_after_an_exam_one_is_led_to_study_and_to_another(browser: Client, running: Attempt) -> None:
    submit_attempt(attempt=running, now=NOW)
    page = browser.get(address("result", running)).text
    assert "Study next:" in page
    assert 'href="/quizzes/lighthouse/exam/"' in page


def test_the_result_of_practice_says_nothing_of_passing(browser: Client, running: Attempt) -> None:
    Attempt.objects.filter(pk=running.pk).update(pass_mark=None)
    submit_attempt(attempt=running, now=NOW)
    page = browser.get(address("result", running)).text
    assert "assed" not in page


@pytest.mark.usefixtures("all_read")
def test_the_result_takes_as_many_queries_however_much_was_answered(
    browser: Client, running: Attempt, learner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    submit_attempt(attempt=running, now=NOW)
    with django_assert_num_queries(7):
        browser.get(address("result", running))
