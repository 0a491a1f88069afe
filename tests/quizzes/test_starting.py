"""Starting a quiz: by an account, by a guest, twice, and again after something was missed."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.engine.assembly import Priority, are_enemies
from kfor_quiz.quizzes.models import Attempt, Quiz, Slot
from kfor_quiz.quizzes.models.attempts import AttemptQuerySet
from kfor_quiz.quizzes.plans import plan_quiz
from kfor_quiz.quizzes.selectors.candidates import fact_priorities, form_candidates
from kfor_quiz.quizzes.services.attempts import start_attempt
from kfor_quiz.quizzes.services.quizzes import sync_quizzes
from tests.bank.packs import lighthouse, load, rebuild
from tests.factories import UserFactory
from tests.quizzes.answers import finish, record
from tests.quizzes.conftest import NOW

START = "/quizzes/lighthouse/all/start/"


def facts_of(attempt: Attempt) -> list[set[str]]:
    """The facts that each place asks."""
    asked = attempt.slots.order_by("position").values_list("question_version__question__discloses__asks", flat=True)
    return [set(facts) for facts in asked]


def test_an_attempt_has_a_place_for_each_question(attempt: Attempt, quiz: Quiz) -> None:
    assert (attempt.title, attempt.length, attempt.answered, attempt.finished_at) == (quiz.title, 10, 0, None)
    assert list(attempt.slots.values_list("position", flat=True)) == list(range(1, 11))
    facts = facts_of(attempt)
    assert len(set().union(*facts)) == sum(map(len, facts)), "no fact is asked twice"
    attempt.full_clean()


def test_each_place_keeps_the_order_in_which_its_options_are_shown(attempt: Attempt) -> None:
    for slot in attempt.slots.select_related("question_version"):
        options = slot.question_version.options.order_by("order").values_list("key", flat=True)
        assert sorted(slot.option_order) == sorted(options)
        if slot.question_version.is_sorted:
            assert slot.option_order == list(options)


def test_options_without_an_order_of_their_own_are_shuffled_for_each_attempt(quiz: Quiz) -> None:
    orders: dict[int, set[tuple[str, ...]]] = {}
    for _ in range(8):
        start_attempt(learner=UserFactory.create(), quiz=quiz, now=NOW)
    for slot in Slot.objects.filter(question_version__is_sorted=False).exclude(option_order=[]):
        orders.setdefault(slot.question_version_id, set()).add(tuple(slot.option_order))
    assert max(map(len, orders.values())) > 1


def test_no_question_of_an_attempt_gives_another_away(learner: User, quiz: Quiz) -> None:
    candidates = {int(one.id): one for one in form_candidates(pool=plan_quiz(quiz).pool, learner=learner)}
    for number in range(5):
        attempt = start_attempt(learner=UserFactory.create(username=f"taker{number}"), quiz=quiz, now=NOW)
        form = [candidates[slot.question_version_id] for slot in attempt.slots.order_by("position")]
        pairs = [(one, other) for place, one in enumerate(form) for other in form[place + 1 :]]
        assert not any(are_enemies(one, other, feedback_at_end=False) for one, other in pairs)


def test_starting_again_goes_on_with_the_unfinished_attempt(learner: User, quiz: Quiz, attempt: Attempt) -> None:
    record(attempt, 1)
    assert start_attempt(learner=learner, quiz=quiz, now=NOW) == attempt
    finish(attempt)
    assert start_attempt(learner=learner, quiz=quiz, now=NOW) != attempt


def test_of_two_starts_at_once_one_makes_the_attempt(
    learner: User, quiz: Quiz, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AttemptQuerySet, "first", lambda _self: None)
    assert start_attempt(learner=learner, quiz=quiz, now=NOW) == attempt
    assert (Attempt.objects.count(), Slot.objects.count()) == (1, 10)


def test_a_retry_asks_what_was_missed_before_all_else(learner: User, quiz: Quiz, attempt: Attempt) -> None:
    before = facts_of(attempt)
    missed = before[1] | before[6]
    finish(attempt, wrong_at=(2, 7))
    again = start_attempt(learner=learner, quiz=quiz, now=NOW)
    left = set(missed)
    for facts in facts_of(again):
        assert facts & missed or not left, "what was missed comes first"
        left -= facts
    assert not left
    known = set().union(*before) - missed
    candidates = form_candidates(pool=plan_quiz(quiz).pool, learner=learner)
    assert {one.priority for one in candidates if one.facts <= known} == {Priority.KNOWN}


def test_a_quiz_asks_only_what_its_blueprint_names(learner: User, pack: Pack) -> None:
    stations = start_attempt(learner=learner, quiz=Quiz.objects.get(key="stations"), now=NOW)
    topics = stations.slots.values_list("question_version__question__topic__key", flat=True)
    assert set(topics) == {"stations"}
    dates = Quiz.objects.create(pack=pack, key="dates", title="Dates", length=3, blueprint={"fact_kinds": ["event"]})
    asked = {fact for one in form_candidates(pool=plan_quiz(dates).pool, learner=learner) for fact in one.facts}
    assert asked == {"gull-rock-lit", "amber-point-lit", "north-skerry-lit", "old-head-lit"}


def test_starting_takes_as_many_queries_however_large_the_bank(
    learner: User, quiz: Quiz, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(11):
        start_attempt(learner=learner, quiz=quiz, now=NOW)
    Slot.objects.all().delete()
    Attempt.objects.all().delete()
    Question.objects.filter(kind="single_choice").update(status="draft")
    with django_assert_num_queries(11):
        start_attempt(learner=learner, quiz=quiz, now=NOW)


def test_pressing_start_leads_to_the_first_question(browser: Client, learner: User, quiz: Quiz) -> None:
    response = browser.post(START, follow=True)
    attempt = Attempt.objects.get(learner=learner)
    assert response.redirect_chain == [(reverse("quizzes:attempt", args=[attempt.uuid]), 302)]
    assert attempt.title in response.content.decode()
    browser.post(START)
    assert Attempt.objects.count() == 1


def test_only_posting_starts_a_quiz(browser: Client, quiz: Quiz) -> None:
    assert browser.get(START).status_code == 405
    assert browser.get(reverse("quizzes:try")).status_code == 405
    assert not Attempt.objects.exists()


def test_a_visitor_signs_in_and_comes_back_to_the_quizzes(client: Client, quiz: Quiz) -> None:
    response = client.post(START)
    assert response.headers["Location"] == f"{reverse('account_login')}?next={reverse('quizzes:list')}"
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("address", ["/quizzes/lighthouse/none/start/", "/quizzes/none/all/start/"])
def test_a_quiz_that_is_not_there_cannot_be_started(browser: Client, quiz: Quiz, address: str) -> None:
    assert browser.post(address).status_code == 404


def test_a_retired_quiz_cannot_be_started(browser: Client, quiz: Quiz) -> None:
    Quiz.objects.update(is_retired=True)
    assert browser.post(START).status_code == 404


def test_a_quiz_without_questions_says_so(browser: Client, quiz: Quiz) -> None:
    Question.objects.update(status="draft")
    response = browser.post(START, follow=True)
    assert "“The whole handbook” has no questions yet." in response.content.decode()
    assert not Attempt.objects.exists()


def test_a_shorter_attempt_says_so(browser: Client, quiz: Quiz) -> None:
    Question.objects.exclude(fact__kind="term").update(status="draft")
    response = browser.post(START, follow=True)
    assert "This quiz has 2 questions today" in response.content.decode()
    assert Attempt.objects.get().length == 2


def test_a_visitor_tries_the_widest_quiz_as_a_guest(client: Client, quiz: Quiz) -> None:
    response = client.post(reverse("quizzes:try"), follow=True)
    attempt = Attempt.objects.get()
    assert attempt.learner.is_guest
    assert get_user(client) == attempt.learner
    assert (attempt.quiz, attempt.length) == (quiz, 10)
    assert response.context["question"].position == 1


def test_a_visitor_starts_any_quiz_of_the_list_as_a_guest(client: Client, quiz: Quiz) -> None:
    other = Quiz.objects.on_offer().exclude(pk=quiz.pk)[0]
    address = reverse("quizzes:try_one", args=[other.pack.key, other.key])
    assert f'action="{address}"' in client.get(reverse("quizzes:list")).text
    client.post(address)
    attempt = Attempt.objects.get()
    assert (attempt.quiz, attempt.learner.is_guest) == (other, True)


def test_the_list_leads_those_with_an_account_and_those_who_need_one_to_the_quiz_itself(
    client: Client, browser: Client, quiz: Quiz, settings: Settings
) -> None:
    assert f'action="{START}"' in browser.get(reverse("quizzes:list")).text
    settings.GUESTS = False
    assert f'action="{START}"' in client.get(reverse("quizzes:list")).text


def test_a_quiz_that_is_not_there_cannot_be_tried(client: Client, quiz: Quiz) -> None:
    assert client.post(reverse("quizzes:try_one", args=[quiz.pack.key, "gone"])).status_code == 404
    assert client.get(reverse("quizzes:try_one", args=[quiz.pack.key, quiz.key])).status_code == 405
    assert not User.objects.exists()


@pytest.mark.parametrize("table", ["accounts_user", "django_session", "quizzes_attempt", "quizzes_slot"])
@pytest.mark.parametrize(
    ("fault", "sentence"),
    [("database is locked", "The database is busy. Nothing was saved"), ("database or disk is full", "disk is full. Nothing was")],
)
def test_trouble_while_a_trial_begins_leaves_nobody_half_signed_in(quiz: Quiz, table: str, fault: str, sentence: str) -> None:
    def refuse(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith((f'INSERT INTO "{table}"', f'UPDATE "{table}"')):
            raise OperationalError(fault)
        return execute(sql, *rest)

    browser = Client(raise_request_exception=False)
    with connection.execute_wrapper(refuse):
        response = browser.post(reverse("quizzes:try"))
    assert response.status_code == 503
    assert sentence in response.text
    assert "sessionid" not in browser.cookies
    assert [model.objects.count() for model in (User, Session, Attempt, Slot)] == [0, 0, 0, 0]
    assert browser.post(reverse("quizzes:try")).status_code == 302


def test_trying_twice_goes_on_with_the_same_guest(client: Client, quiz: Quiz) -> None:
    for _ in range(2):
        client.post(reverse("quizzes:try"))
    assert User.objects.count() == Attempt.objects.count() == 1


def test_somebody_signed_in_tries_as_themselves(browser: Client, learner: User, quiz: Quiz) -> None:
    browser.post(reverse("quizzes:try"))
    assert Attempt.objects.get().learner == learner


def test_where_guests_are_switched_off_a_visitor_is_told(client: Client, quiz: Quiz, settings: Settings) -> None:
    settings.GUESTS = False
    response = client.post(reverse("quizzes:try"))
    assert response.status_code == 403
    assert "This site is for people with an account." in response.content.decode()
    assert not User.objects.exists()


def test_guests_are_not_made_without_end(quiz: Quiz, settings: Settings) -> None:
    assert settings.ACCOUNT_RATE_LIMITS["start_guest"] == "60/h/ip"
    settings.ACCOUNT_RATE_LIMITS = {"start_guest": "2/h/ip"}
    codes = [Client().post(reverse("quizzes:try")).status_code for _ in range(3)]
    assert codes == [302, 302, 429]
    assert User.objects.count() == 2
    assert Client(REMOTE_ADDR="192.0.2.7").post(reverse("quizzes:try")).status_code == 302


def test_without_a_quiz_there_is_nothing_to_try(client: Client, db: None) -> None:
    assert client.post(reverse("quizzes:try")).status_code == 404
    assert not User.objects.exists()


def test_a_quiz_of_somebody_else_stays_theirs(
    learner: User, attempt: Attempt, quiz: Quiz, sign_in: Callable[[User], Client]
) -> None:
    stranger = UserFactory.create()
    sign_in(stranger).post(START)
    assert Attempt.objects.filter(learner=stranger).count() == Attempt.objects.filter(learner=learner).count() == 1


def test_what_was_answered_in_another_pack_says_nothing_of_facts_with_the_same_keys(learner: User, quiz: Quiz) -> None:
    other_pack, _, _ = load(rebuild(lighthouse(), key="other-lighthouse"))
    sync_quizzes(pack=other_pack)
    finish(start_attempt(learner=learner, quiz=other_pack.quiz_set.get(key="all"), now=NOW), wrong_at=(1, 2, 3))
    assert set(fact_priorities(learner, other_pack).values()) == {Priority.MISSED, Priority.KNOWN}
    assert {one.priority for one in form_candidates(pool=plan_quiz(quiz).pool, learner=learner)} == {Priority.NEW}
