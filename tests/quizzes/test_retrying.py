"""Retrying what was missed: which questions, twice, by whom, and when nothing is left."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import LearnerGoneError
from kfor_quiz.bank.models import Pack, Question, QuestionFact
from kfor_quiz.quizzes.models import Attempt, Mode, Slot
from kfor_quiz.quizzes.models.attempts import AttemptQuerySet
from kfor_quiz.quizzes.selectors.missed import count_left_out, missed_in
from kfor_quiz.quizzes.services.attempts import NothingToAskError, retry_missed
from kfor_quiz.quizzes.services.moving import move_attempts
from tests.factories import UserFactory
from tests.quizzes.answers import ask, finish, record
from tests.quizzes.conftest import NOW

BUTTON = re.compile(r"Retry the (?:one|\d+) you missed")


def retry_url(attempt: Attempt) -> str:
    return reverse("quizzes:retry", args=[attempt.uuid])


def result_url(attempt: Attempt) -> str:
    return reverse("quizzes:result", args=[attempt.uuid])


def page_url(attempt: Attempt) -> str:
    return reverse("quizzes:attempt", args=[attempt.uuid])


def questions_of(attempt: Attempt) -> list[Question]:
    slots = attempt.slots.order_by("position").select_related("question_version__question__fact")
    return [slot.question_version.question for slot in slots]


def facts_of(attempt: Attempt) -> list[str]:
    return [question.fact.key for question in questions_of(attempt) if question.fact]


@pytest.fixture
def missed(attempt: Attempt) -> Attempt:
    """A finished attempt in which the third and the eighth question were missed."""
    return finish(attempt, wrong_at=(3, 8))


def test_a_retry_asks_the_facts_missed_in_their_order(missed: Attempt) -> None:
    again = retry_missed(attempt=missed, now=NOW)
    facts = facts_of(missed)
    assert (count_left_out(again), again.length, facts_of(again)) == (0, 2, [facts[2], facts[7]])
    assert (again.quiz, again.retry_of, again.mode, again.started_at) == (None, missed, Mode.PRACTICE, NOW)
    again.full_clean()


def test_a_retry_prefers_other_questions_of_the_same_facts(learner: User, pack: Pack) -> None:
    keys = ("gull-rock-lit.event-date.typed_date", "nlo-means.term-expansion.typed_text")
    attempt = finish(ask(learner, *(Question.objects.get(key=key) for key in keys)), wrong_at=(1, 2))
    again = retry_missed(attempt=attempt, now=NOW)
    assert facts_of(again) == ["gull-rock-lit", "nlo-means"]
    assert not {question.key for question in questions_of(again)} & set(keys)


def test_what_was_partly_right_is_missed_too(learner: User, pack: Pack) -> None:
    question = Question.objects.get(key="gull-rock-lit.event-date.typed_date")
    attempt = ask(learner, question)
    slot = attempt.slots.get()
    accepted = slot.question_version.accepted_answer()
    assert accepted
    assert accepted.date
    browser = Client()
    browser.force_login(learner)
    browser.post(reverse("quizzes:answer", args=[attempt.uuid, 1]), {"text": accepted.date[:4]})
    attempt.refresh_from_db()
    assert 0 < attempt.score < 1
    assert facts_of(retry_missed(attempt=attempt, now=NOW)) == ["gull-rock-lit"]


def test_where_a_fact_is_asked_in_one_way_only_the_same_question_comes_again(missed: Attempt) -> None:
    mine = questions_of(missed)
    Question.objects.exclude(pk__in=[question.pk for question in mine]).update(status="retired", retired_by="person")
    again = retry_missed(attempt=missed, now=NOW)
    assert questions_of(again) == [mine[2], mine[7]]


def test_only_current_versions_are_asked(missed: Attempt) -> None:
    again = retry_missed(attempt=missed, now=NOW)
    for slot in again.slots.select_related("question_version__question"):
        assert slot.question_version_id == slot.question_version.question.current_version_id


def test_what_was_left_open_when_the_time_of_an_exam_was_up_is_missed(attempt: Attempt) -> None:
    for position in range(1, 9):
        record(attempt, position)
    Attempt.objects.update(mode=Mode.EXAM, feedback_at_end=True, finished_at=NOW)
    attempt.refresh_from_db()
    assert set(facts_of(retry_missed(attempt=attempt, now=NOW))) == set(facts_of(attempt)[8:])


def test_questions_of_other_packs_with_the_same_fact_keys_are_not_asked(missed: Attempt, pack: Pack) -> None:
    other = Pack.objects.create(key="other", title="Other", language="en", edition="1", notice="")
    Question.objects.exclude(pk__in=[question.pk for question in questions_of(missed)]).update(pack=other)
    assert {question.pack for question in questions_of(retry_missed(attempt=missed, now=NOW))} == {pack}


def test_retrying_twice_goes_on_with_the_unfinished_one(missed: Attempt) -> None:
    first = retry_missed(attempt=missed, now=NOW)
    record(first, 1)
    assert retry_missed(attempt=missed, now=NOW) == first
    record(first, 2)
    assert retry_missed(attempt=missed, now=NOW) != first


def test_of_two_retries_at_once_one_makes_the_attempt(missed: Attempt, monkeypatch: pytest.MonkeyPatch) -> None:
    first = retry_missed(attempt=missed, now=NOW)
    monkeypatch.setattr(AttemptQuerySet, "first", lambda _self: None)
    assert retry_missed(attempt=missed, now=NOW) == first
    assert Attempt.objects.filter(retry_of=missed).count() == 1


def test_a_retry_can_be_retried_and_keeps_its_title(missed: Attempt) -> None:
    again = finish(retry_missed(attempt=missed, now=NOW), wrong_at=(2,))
    third = retry_missed(attempt=again, now=NOW)
    assert (again.title, third.title) == ("Retry: The whole handbook", "Retry: The whole handbook")
    assert (third.retry_of, facts_of(third)) == (again, facts_of(again)[1:])


def test_a_long_title_still_fits(missed: Attempt) -> None:
    Attempt.objects.update(title="x" * 200)
    missed.refresh_from_db()
    retry_missed(attempt=missed, now=NOW).full_clean()


def test_nothing_missed_leaves_nothing_to_retry(attempt: Attempt) -> None:
    finish(attempt)
    assert missed_in(attempt).facts == ()
    with pytest.raises(NothingToAskError):
        retry_missed(attempt=attempt, now=NOW)
    assert Attempt.objects.count() == 1


def test_a_guest_who_is_gone_starts_no_retry(guest: User, pack: Pack) -> None:
    attempt = finish(ask(guest, Question.objects.published()[0]), wrong_at=(1,))
    move_attempts(guest=guest, account=UserFactory.create(), now=NOW)
    attempt.learner = guest
    with pytest.raises(LearnerGoneError):
        retry_missed(attempt=attempt, now=NOW)


def test_a_retry_takes_as_many_queries_however_much_was_missed(
    learner: User, attempt: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    finish(attempt, wrong_at=(1,))
    all_wrong = finish(ask(learner, *questions_of(attempt)), wrong_at=tuple(range(1, 11)))
    for one in (attempt, all_wrong):
        with django_assert_num_queries(13):
            retry_missed(attempt=one, now=NOW)


def test_pressing_retry_leads_to_the_first_question(browser: Client, missed: Attempt) -> None:
    response = browser.post(retry_url(missed), follow=True)
    again = Attempt.objects.get(retry_of=missed)
    assert response.redirect_chain == [(page_url(again), 302)]
    assert "Retry: The whole handbook" in response.text
    assert browser.post(retry_url(missed)).headers["Location"] == page_url(again)


def test_where_some_cannot_be_asked_it_says_so(browser: Client, missed: Attempt) -> None:
    asking = QuestionFact.objects.asked().filter(fact_version__fact__key=facts_of(missed)[2])
    Question.objects.filter(current_version__in=asking.values("question_version")).update(status="retired", retired_by="person")
    response = browser.post(retry_url(missed), follow=True)
    assert Attempt.objects.get(retry_of=missed).length == 1
    assert "Some of what you missed is left out" in response.text


def test_where_nothing_is_left_it_says_so_and_stays_at_the_result(browser: Client, missed: Attempt) -> None:
    Question.objects.update(status="retired", retired_by="person")
    response = browser.post(retry_url(missed), follow=True)
    assert response.redirect_chain == [(result_url(missed), 302)]
    assert "Nothing is left to retry" in response.text
    assert Attempt.objects.count() == 1


def test_an_unfinished_attempt_is_finished_first(browser: Client, attempt: Attempt) -> None:
    record(attempt, 1, is_right=False)
    assert browser.post(retry_url(attempt)).headers["Location"] == page_url(attempt)
    assert Attempt.objects.count() == 1


def test_only_posting_retries(browser: Client, missed: Attempt) -> None:
    assert browser.get(retry_url(missed)).status_code == 405
    assert Attempt.objects.count() == 1


def test_a_visitor_signs_in_and_comes_back_to_the_result(client: Client, missed: Attempt) -> None:
    response = client.post(retry_url(missed))
    assert response.headers["Location"] == f"{reverse('account_login')}?next={result_url(missed)}"


def test_nobody_retries_for_somebody_else(missed: Attempt, sign_in: Callable[[User], Client]) -> None:
    assert sign_in(UserFactory.create()).post(retry_url(missed)).status_code == 404
    assert Attempt.objects.count() == 1


def test_somebody_whose_attempts_moved_meanwhile_is_told(guest: User, pack: Pack, sign_in: Callable[[User], Client]) -> None:
    attempt = finish(ask(guest, Question.objects.published()[0]), wrong_at=(1,))
    browser = sign_in(guest)
    User.objects.filter(pk=guest.pk).update(erased_at=timezone.now())
    response = browser.post(retry_url(attempt), follow=True)
    assert "your attempts moved there" in response.text
    assert Attempt.objects.count() == 1


def test_the_result_offers_the_retry_first_where_something_was_missed(browser: Client, missed: Attempt) -> None:
    page = browser.get(result_url(missed)).text
    assert BUTTON.findall(page) == ["Retry the 2 you missed"]
    assert page.index(retry_url(missed)) < page.index("Take it again")
    assert re.findall(r'<button class="button([^"]*)"', page.partition("<main")[2]) == ["", " is-quiet"]


def test_the_result_offers_no_retry_where_nothing_was_missed(browser: Client, attempt: Attempt) -> None:
    page = browser.get(result_url(finish(attempt))).text
    assert not BUTTON.search(page)
    assert re.findall(r'<button class="button([^"]*)"', page.partition("<main")[2]) == [""]


def test_the_list_of_attempts_offers_it_where_something_was_missed(browser: Client, learner: User, missed: Attempt) -> None:
    perfect = finish(ask(learner, *Question.objects.published().filter(kind="single_choice").order_by("key")[:1]))
    page = browser.get(reverse("quizzes:attempts")).text
    assert (page.count(retry_url(missed)), page.count(retry_url(perfect))) == (1, 0)


def test_a_guests_unfinished_retry_moves_to_the_account(guest: User, learner: User, pack: Pack) -> None:
    attempt = finish(ask(guest, *Question.objects.published().order_by("key")[:1]), wrong_at=(1,))
    retry = retry_missed(attempt=attempt, now=NOW)
    move_attempts(guest=guest, account=learner, now=NOW)
    retry.refresh_from_db()
    assert (retry.learner, retry.retry_of) == (learner, attempt)
    assert set(Slot.objects.of(learner).values_list("attempt", flat=True)) == {attempt.pk, retry.pk}


def test_questions_that_exams_keep_to_themselves_are_not_asked(missed: Attempt) -> None:
    facts = facts_of(missed)
    Question.objects.filter(fact__key=facts[2]).update(is_reserved=True)
    assert facts_of(retry_missed(attempt=missed, now=NOW)) == [facts[7]]
