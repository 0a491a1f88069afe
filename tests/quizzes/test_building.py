"""Building a quiz of one's own: what matches, what is started, and what is remembered."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question, Topic
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Mode
from kfor_quiz.quizzes.models.attempts import AttemptQuerySet
from kfor_quiz.quizzes.plans import Pool
from kfor_quiz.quizzes.selectors.building import match_row
from kfor_quiz.quizzes.services.attempts import start_planned
from kfor_quiz.quizzes.services.moving import move_attempts
from tests.factories import UserFactory
from tests.quizzes.answers import HTMX, finish, record
from tests.quizzes.conftest import NOW
from tests.quizzes.test_build_form import form_of

BUILD = reverse("quizzes:build")


def kinds_of(attempt: Attempt) -> set[str]:
    return set(attempt.slots.values_list("question_version__question__kind", flat=True))


def topics_of(attempt: Attempt) -> set[str]:
    return set(attempt.slots.values_list("question_version__question__topic__key", flat=True))


def test_what_matches_is_counted_with_the_facts(pack: Pack) -> None:
    every = match_row(Pool(pack))
    assert (every.questions, every.facts) == (Question.objects.published().count(), 18)
    dates = match_row(Pool(pack, kinds=(Kind.TYPED_DATE,)))
    assert (dates.questions, dates.facts, dates.advice) == (4, 4, "")


@pytest.mark.parametrize(
    ("topics", "kinds", "advice"),
    [
        (("watch",), (Kind.TYPED_DATE,), "No question is of these kinds in these topics. Choose more topics or more kinds."),
        (("watch",), (), "No question matches. Choose more topics and more kinds, or leave both open."),
    ],
)
def test_where_nothing_matches_it_says_which_choice_to_widen(
    pack: Pack, topics: tuple[str, ...], kinds: tuple[Kind, ...], advice: str
) -> None:
    if not kinds:
        Question.objects.all().update(status="draft")
    assert match_row(Pool(pack, topics=topics, kinds=kinds)).advice == advice


def test_where_one_choice_alone_is_too_narrow_that_one_is_named(pack: Pack) -> None:
    Question.objects.exclude(topic__key="stations").update(status="draft")
    assert match_row(Pool(pack, topics=("watch",), kinds=(Kind.TYPED_DATE,))).advice.endswith("Choose more topics.")
    Question.objects.update(status="draft")
    Question.objects.filter(topic__key="watch", kind="typed_text").update(status="published")
    assert match_row(Pool(pack, topics=("watch",), kinds=(Kind.TYPED_DATE,))).advice.endswith("Choose more kinds.")


def test_the_page_tells_how_many_match_and_what_would_be_started(browser: Client, pack: Pack) -> None:
    page = browser.get(BUILD, {"kind": "typed_date", "timed": "on"}).text
    assert re.search(r'<span class="big">4</span> questions match', page)
    assert "You get up to 4 questions in 8 minutes, with feedback after each answer." in page
    assert "You get up to 10 questions, with feedback at the end." in browser.get(BUILD, {"feedback": "at_end"}).text


def test_minutes_that_were_left_open_follow_the_length(browser: Client, pack: Pack) -> None:
    browser.post(BUILD, {"length": "5", "timed": "on"})
    assert re.search(r'name="minutes"(?![^>]*value=)', browser.get(BUILD).text)
    assert "in 24 minutes" in browser.get(BUILD, {"length": "30", "timed": "on"}).text


def test_the_time_told_has_the_persons_extra_time_in(browser: Client, learner: User, pack: Pack) -> None:
    User.objects.filter(pk=learner.pk).update(extra_time="1.5")
    assert "in 12 minutes" in browser.get(BUILD, {"timed": "on"}).text


def test_the_address_keeps_the_choices(browser: Client, pack: Pack) -> None:
    query = "topic=watch&kind=typed_text&length=20&feedback=at_end&timed=on&minutes=9"
    page = browser.get(f"{BUILD}?{query}").text
    checked = re.findall(r'name="(\w+)" value="(\w+)"[^>]*checked', page)
    assert checked == [("topic", "watch"), ("kind", "typed_text"), ("length", "20"), ("feedback", "at_end")]
    assert re.search(r'name="timed"[^>]*checked', page)
    assert re.search(r'name="minutes" value="9"', page)


def test_with_htmx_the_outcome_comes_alone_and_the_address_follows(browser: Client, pack: Pack) -> None:
    response = browser.get(BUILD, {"kind": "typed_date"}, headers=HTMX)
    assert "<html" not in response.text
    assert "4</span> questions match" in response.text
    assert response.headers["HX-Replace-Url"] == f"{BUILD}?pack=lighthouse&kind=typed_date&length=10&feedback=at_once"
    assert "HX-Request" in response.headers["Vary"]


def test_without_htmx_counting_leads_to_the_address_of_the_choices(browser: Client, pack: Pack) -> None:
    response = browser.post(
        BUILD, {"pack": "lighthouse", "kind": "typed_date", "length": "5", "feedback": "at_once", "count": "yes"}
    )
    target = urlsplit(response.headers["Location"])
    assert (response.status_code, target.path) == (302, BUILD)
    assert parse_qs(target.query) == {"pack": ["lighthouse"], "kind": ["typed_date"], "length": ["5"], "feedback": ["at_once"]}
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("minutes=0", "Write whole minutes, from 1 to 180."),
        ("minutes=181", "Write whole minutes, from 1 to 180."),
        ("minutes=soon", "Write whole minutes, from 1 to 180."),
        ("minutes=" + "9" * 5000, "Write whole minutes, from 1 to 180."),
        ("length=7", "Choose one of these lengths."),
        ("feedback=never", "Choose when to see the feedback."),
        ("topic=sea-monsters", "Something chosen here is not there any more. Choose again."),
        ("kind=essay", "Something chosen here is not there any more. Choose again."),
    ],
)
def test_what_cannot_be_is_told_and_starts_nothing(browser: Client, pack: Pack, query: str, words: str) -> None:
    for response, status in (
        (browser.get(f"{BUILD}?{query}"), 200),
        (browser.get(f"{BUILD}?{query}", headers=HTMX), 200),
        (browser.post(BUILD, QueryDict(query).dict()), 422),
    ):
        assert response.status_code == status
        assert words in response.text
        assert "HX-Replace-Url" not in response.headers
    assert not Attempt.objects.exists()


def test_starting_asks_just_what_was_chosen(browser: Client, learner: User, pack: Pack) -> None:
    response = browser.post(BUILD, {"topic": "stations", "kind": ["typed_date", "single_choice"], "length": "5"}, follow=True)
    attempt = Attempt.objects.get(learner=learner)
    assert response.redirect_chain == [(reverse("quizzes:attempt", args=[attempt.uuid]), 302)]
    assert (attempt.length, attempt.mode, attempt.pack, attempt.quiz, attempt.deadline) == (5, Mode.PRACTICE, pack, None, None)
    assert topics_of(attempt) == {"stations"}
    assert kinds_of(attempt) <= {"typed_date", "single_choice"}
    attempt.full_clean()


def test_a_timed_one_has_its_deadline_and_one_with_feedback_at_the_end_says_so(browser: Client, learner: User, pack: Pack) -> None:
    browser.post(BUILD, {"length": "5", "timed": "on", "minutes": "3", "feedback": "at_end"})
    attempt = Attempt.objects.get(learner=learner)
    assert attempt.deadline
    assert ((attempt.deadline - attempt.started_at).total_seconds(), attempt.time_limit) == (180, 180)
    assert (attempt.feedback_at_end, attempt.mode) == (True, Mode.PRACTICE)


def test_a_shorter_one_says_why(browser: Client, pack: Pack) -> None:
    page = browser.post(BUILD, {"kind": "typed_date", "length": "30"}, follow=True).text
    assert re.search(r"This quiz has \d questions today: more would give each other away.", page)


def test_where_nothing_matches_nothing_is_started(browser: Client, pack: Pack) -> None:
    response = browser.post(BUILD, {"topic": "watch", "kind": "typed_date"})
    assert response.status_code == 422
    assert "Choose more topics or more kinds." in response.text
    assert not Attempt.objects.exists()


def test_the_last_choices_are_remembered(browser: Client, learner: User, pack: Pack) -> None:
    browser.post(BUILD, {"topic": "watch", "length": "5", "timed": "on"})
    learner.refresh_from_db()
    assert learner.preferences == {"build": "pack=lighthouse&topic=watch&length=5&feedback=at_once&timed=on"}
    page = browser.get(BUILD).text
    assert re.findall(r'name="(\w+)" value="(\w+)"[^>]*checked', page)[:2] == [("topic", "watch"), ("length", "5")]
    assert re.findall(r'name="(\w+)" value="(\w+)"[^>]*checked', browser.get(BUILD, {"length": "20"}).text)[:1] == [
        ("length", "20")
    ]


def test_choices_of_a_pack_that_is_gone_are_forgotten(browser: Client, learner: User, pack: Pack) -> None:
    learner.remember(build="pack=gone&topic=x&length=5&feedback=at_once")
    response = browser.get(BUILD)
    assert (response.status_code, response.context["form"].pack) == (200, pack)
    assert browser.get(BUILD, {"pack": "gone"}).status_code == 404


def test_remembering_keeps_the_other_preferences(learner: User) -> None:
    learner.remember(shortcuts=False)
    learner.remember(build="x")
    learner.refresh_from_db()
    assert learner.preferences == {"shortcuts": False, "build": "x"}


def test_starting_the_same_twice_goes_on_with_the_unfinished_one(browser: Client, learner: User, pack: Pack) -> None:
    for _ in range(2):
        browser.post(BUILD, {"length": "5"})
    attempt = Attempt.objects.get()
    browser.post(BUILD, {"length": "10"})
    assert Attempt.objects.count() == 2
    finish(attempt)
    browser.post(BUILD, {"length": "5"})
    assert Attempt.objects.count() == 3


def test_a_quiz_on_a_topic_with_a_long_title_fits(learner: User, pack: Pack) -> None:
    Topic.objects.filter(key="watch").update(title="x" * 200)
    attempt = start_planned(learner=learner, plan=form_of(pack, "topic=watch").plan(), now=NOW).attempt
    attempt.full_clean()
    assert attempt.title == "Your own quiz: " + "x" * 185


def test_of_two_starts_at_once_one_makes_the_attempt(learner: User, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = form_of(pack, "length=5").plan()
    attempt = start_planned(learner=learner, plan=plan, now=NOW).attempt
    monkeypatch.setattr(AttemptQuerySet, "first", lambda _self: None)
    assert start_planned(learner=learner, plan=plan, now=NOW).attempt == attempt


def test_a_guests_own_quiz_moves_beside_the_same_of_the_account(guest: User, learner: User, pack: Pack) -> None:
    plan = form_of(pack, "length=5").plan()
    theirs, mine = (start_planned(learner=person, plan=plan, now=NOW).attempt for person in (guest, learner))
    record(theirs, 1)
    move_attempts(guest=guest, account=learner, now=NOW)
    theirs.refresh_from_db()
    mine.refresh_from_db()
    assert (theirs.learner, theirs.built_from, mine.built_from) == (learner, "", plan.built_from)


def test_with_several_packs_one_is_chosen_first(browser: Client, pack: Pack) -> None:
    assert 'class="tabs"' not in browser.get(BUILD).text
    Pack.objects.create(key="tea", title="Zoology of tea", language="en", edition="1", notice="Invented.")
    page = browser.get(BUILD, {"pack": "tea"})
    assert f'<a href="{BUILD}?pack=tea" aria-current="true">' in page.text
    assert f'<a href="{BUILD}?pack=lighthouse">' in page.text
    assert list(page.context["form"].topics) == []


def test_before_any_content_is_loaded_it_says_so(browser: Client, db: None) -> None:
    assert "There is no quiz yet." in browser.get(BUILD).text
    assert "There is no quiz yet." in browser.post(BUILD).text


def test_a_visitor_signs_in_first(client: Client, pack: Pack) -> None:
    assert client.get(BUILD).headers["Location"] == f"{reverse('account_login')}?next={BUILD}"
    assert not Attempt.objects.exists()


def test_what_was_chosen_survives_signing_in(client: Client, learner: User, pack: Pack) -> None:
    chosen = {"pack": pack.key, "kind": ["typed_date", "ordering"], "length": "5", "feedback": "at_end", "more": "x" * 3000}
    address = client.post(BUILD, chosen).headers["Location"]
    back = parse_qs(urlsplit(address).query)["next"][0]
    assert back == f"{BUILD}?pack=lighthouse&kind=typed_date&kind=ordering&length=5&feedback=at_end"
    too_long = client.post(BUILD, {"topic": "x" * 3000}).headers["Location"]
    assert too_long == f"{reverse('account_login')}?next={BUILD}"
    client.force_login(learner)
    assert client.get(back).context["form"].query() == urlsplit(back).query


def test_whoever_goes_on_with_a_quiz_of_the_same_choices_is_told(browser: Client, pack: Pack) -> None:
    said = [
        browser.post(BUILD, {"length": "5"}, follow=True).text.count("You go on with the quiz that you began") for _ in range(2)
    ]
    assert said == [0, 1]


def test_no_other_method_is_taken(browser: Client, pack: Pack) -> None:
    assert browser.put(BUILD).status_code == 405
    assert not Attempt.objects.exists()


def test_guests_build_too(guest: User, pack: Pack, sign_in: Callable[[User], Client]) -> None:
    sign_in(guest).post(BUILD, {"length": "5"})
    assert Attempt.objects.get().learner == guest


def test_somebody_whose_attempts_moved_meanwhile_is_told(guest: User, pack: Pack, sign_in: Callable[[User], Client]) -> None:
    browser = sign_in(guest)
    User.objects.filter(pk=guest.pk).update(erased_at=timezone.now())
    assert "your attempts moved there" in browser.post(BUILD, {"length": "5"}, follow=True).text
    assert not Attempt.objects.exists()


def test_what_one_builds_is_nobody_elses(browser: Client, pack: Pack, sign_in: Callable[[User], Client]) -> None:
    browser.post(BUILD, {"length": "5"})
    stranger = UserFactory.create()
    sign_in(stranger).post(BUILD, {"length": "5"})
    assert Attempt.objects.filter(learner=stranger).count() == 1
    assert Attempt.objects.count() == 2


def test_the_page_takes_as_many_queries_whatever_is_chosen(
    browser: Client, pack: Pack, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for query in ("", "topic=watch&kind=typed_text", "length=30&timed=on"):
        with django_assert_num_queries(7):
            browser.get(f"{BUILD}?{query}")


def test_the_result_leads_back_to_the_same_choices(browser: Client, learner: User, pack: Pack) -> None:
    attempt = start_planned(learner=learner, plan=form_of(pack, "length=5&topic=watch").plan(), now=NOW).attempt
    page = browser.get(reverse("quizzes:result", args=[finish(attempt).uuid])).text
    address = f"{BUILD}?pack=lighthouse&amp;topic=watch&amp;length=5&amp;feedback=at_once"
    assert f'href="{address}"' in page


def test_the_list_of_quizzes_and_the_home_lead_there(browser: Client, pack: Pack) -> None:
    for address in (reverse("quizzes:list"), reverse("home")):
        assert f'href="{BUILD}"' in browser.get(address).text
