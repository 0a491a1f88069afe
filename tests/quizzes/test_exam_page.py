"""The page before an exam: what it says, and its start."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Option, Pack, Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Mode
from kfor_quiz.quizzes.selectors.exams import exam_row
from tests.factories import UserFactory
from tests.quizzes.exams import begin_exam, draft, let_time_run_out

EXAM = "/quizzes/lighthouse/exam/"


def test_it_says_what_awaits_the_learner(browser: Client, pack: Pack) -> None:
    page = browser.get(EXAM).text
    for words in ("25", "20", "70 %", "Right answers and explanations come at the end.", "Guessing is counted"):
        assert words in page
    assert "extra time" not in page
    assert pack.notice in page


def test_it_says_how_often_somebody_passes_who_knows_a_share_of_the_facts(learner: User, pack: Pack) -> None:
    chances = exam_row(pack=pack, learner=learner).chances
    assert [chance.known_percent for chance in chances] == [60, 70, 80, 90]
    passes = [chance.chance for chance in chances]
    assert 0 < passes[0] < 0.6 < passes[1] < passes[2] < passes[3] < 1
    assert (chances[0].words, chances[3].words) == (str(round(100 * passes[0])), "more than 99")


def test_who_knows_nearly_all_passes_less_often_where_more_is_needed(learner: User, pack: Pack, settings: Settings) -> None:
    settings.PASS_MARK = 1
    row = exam_row(pack=pack, learner=learner)
    assert row.pass_percent == 100
    assert max(chance.chance for chance in row.chances) < 0.5
    assert row.chances[0].words == "fewer than 1"


@pytest.mark.parametrize(
    ("factor", "words"), [("1.25", "You have 25 % extra time: 25 minutes."), ("1.5", "You have 50 % extra time: 30 minutes.")]
)
def test_extra_time_is_said_before_it_starts(browser: Client, learner: User, pack: Pack, factor: str, words: str) -> None:
    User.objects.filter(pk=learner.pk).update(extra_time=factor)
    assert words in browser.get(EXAM).text


def test_start_leads_to_the_questions_and_a_second_start_to_the_same(browser: Client, learner: User, pack: Pack) -> None:
    response = browser.post(EXAM)
    attempt = Attempt.objects.get()
    assert response.headers["Location"] == reverse("quizzes:attempt", args=[attempt.uuid])
    assert (attempt.learner, attempt.mode) == (learner, Mode.EXAM)
    browser.post(EXAM)
    assert Attempt.objects.count() == 1


def test_with_an_exam_running_the_page_leads_back_to_it(browser: Client, running: Attempt) -> None:
    main = browser.get(EXAM).text.partition("<main")[2]
    assert f'href="{reverse("quizzes:attempt", args=[running.uuid])}"' in main
    assert "<form" not in main


def test_an_exam_whose_time_is_up_is_ended_by_the_page_and_another_can_be_started(browser: Client, exam: Attempt) -> None:
    draft(exam, 1)
    let_time_run_out(exam)
    assert "Go on with your exam" not in browser.get(EXAM).text
    exam.refresh_from_db()
    assert (exam.answered, exam.finished_at) == (1, exam.deadline)


def test_a_visitor_signs_in_first_and_comes_back(client: Client, pack: Pack) -> None:
    for send in (client.get, client.post):
        assert send(EXAM).headers["Location"] == f"{reverse('account_login')}?next={EXAM}"
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("send", ["put", "delete"])
def test_it_is_read_or_started(browser: Client, pack: Pack, send: str) -> None:
    assert getattr(browser, send)(EXAM).status_code == 405


def test_of_a_pack_that_is_not_there_there_is_no_exam(browser: Client, pack: Pack) -> None:
    assert browser.get("/quizzes/nothing/exam/").status_code == 404
    assert browser.post("/quizzes/nothing/exam/").status_code == 404


def test_without_questions_it_says_so(browser: Client, pack: Pack) -> None:
    Question.objects.exclude(kind=Kind.TRUE_FALSE).update(status="draft")
    assert "passes, of 100 times" not in browser.get(EXAM).text
    assert "has no questions yet" in browser.post(EXAM, follow=True).text


def test_an_exam_that_comes_out_shorter_says_so(browser: Client, pack: Pack) -> None:
    assert re.search(r"has 1\d questions today", browser.post(EXAM, follow=True).text)


def test_an_exam_that_goes_on_says_nothing_of_its_length(browser: Client, pack: Pack) -> None:
    browser.post(EXAM, follow=True)
    draft(Attempt.objects.get(), 1)
    assert "questions today" not in browser.post(EXAM, follow=True).text


def test_the_list_of_quizzes_offers_an_exam_of_each_pack(client: Client, browser: Client, pack: Pack) -> None:
    for one in (client, browser):
        page = one.get(reverse("quizzes:list")).text
        assert page.count(f'href="{EXAM}"') == 1
        assert re.search(r"20\s+minutes", page)


def test_others_have_exams_of_their_own(running: Attempt, sign_in: Callable[[User], Client]) -> None:
    stranger = UserFactory.create()
    assert "Go on with your exam" not in sign_in(stranger).get(EXAM).text
    assert begin_exam(stranger) != running


def test_it_takes_as_many_queries_however_large_the_bank(
    learner: User, pack: Pack, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for kinds in ((), (Kind.SINGLE_CHOICE,)):
        Question.objects.filter(kind__in=kinds).update(status="draft")
        with django_assert_num_queries(2):
            assert exam_row(pack=pack, learner=learner).resume_uuid is None


def test_what_it_reads_of_the_bank_is_as_much_however_many_questions_are_alike(
    learner: User, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[tuple[Kind, int, int, int], ...]] = []

    def note(counted: tuple[tuple[Kind, int, int, int], ...], **_rules: object) -> tuple[float, ...]:
        read.append(counted)
        return ()

    monkeypatch.setattr("kfor_quiz.quizzes.selectors.exams.pass_chances", note)
    exam_row(pack=pack, learner=learner)
    asked = Question.objects.published().exclude(kind=Kind.TRUE_FALSE).values_list("kind", "current_version")
    keys_of = {version: Option.objects.filter(version=version).values_list("is_key", flat=True) for _kind, version in asked}
    alike = Counter((Kind(kind), len(keys_of[version]), sum(keys_of[version])) for kind, version in asked)
    assert read == [tuple((*group, alike[group]) for group in sorted(alike))]
    assert len(alike) < len(asked) / 2
