"""Questions written by hand follow their facts."""

import pytest

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Option, Pack, Question
from kfor_quiz.bank.models.questions import RetiredBy, Status
from kfor_quiz.bank.services.generation import generate_questions
from kfor_quiz.bank.services.reports import GenerationReport
from kfor_quiz.bank.services.written import SavedQuestion
from tests.bank.packs import NOW, lighthouse, load, with_fact, without_fact

pytestmark = pytest.mark.django_db


def test_generation_leaves_written_questions_alone(saved: SavedQuestion, loaded: Pack) -> None:
    assert generate_questions(pack_row=loaded, now=NOW) == GenerationReport()
    saved.question.refresh_from_db()
    assert saved.question.status == Status.PUBLISHED


def test_a_written_question_is_retired_while_its_fact_is_gone(saved: SavedQuestion) -> None:
    _, _, report = load(without_fact(lighthouse(), "fog-bell"))
    assert saved.question.key in report.retired
    saved.question.refresh_from_db()
    assert (saved.question.status, saved.question.retired_by) == (Status.RETIRED, RetiredBy.LOADER)
    _, _, report = load(lighthouse())
    assert saved.question.key in report.republished
    saved.question.refresh_from_db()
    assert saved.question.status == Status.PUBLISHED


def test_other_words_for_its_fact_renew_a_written_question(saved: SavedQuestion) -> None:
    _, _, report = load(with_fact(lighthouse(), "fog-bell", statement="When fog comes the bell is rung by hand."))
    assert saved.question.key in report.renewed
    assert report.to_review == []
    saved.question.refresh_from_db()
    assert saved.question.status == Status.PUBLISHED
    assert saved.question.current_version is not None
    assert (saved.question.current_version.number, saved.question.current_version.options.count()) == (2, 3)


def test_another_substance_of_its_fact_sends_a_written_question_to_review(saved: SavedQuestion) -> None:
    _, _, report = load(with_fact(lighthouse(), "fog-bell", value={"proposition": "In fog the bell is rung [by rope]."}))
    assert report.to_review == [saved.question.key]
    saved.question.refresh_from_db()
    assert saved.question.status == Status.IN_REVIEW


def test_a_question_in_review_is_in_review_again_when_its_fact_returns(saved: SavedQuestion) -> None:
    Question.objects.filter(pk=saved.question.pk).update(status=Status.IN_REVIEW)
    load(without_fact(lighthouse(), "fog-bell"))
    saved.question.refresh_from_db()
    assert saved.question.status == Status.RETIRED
    _, _, report = load(lighthouse())
    saved.question.refresh_from_db()
    assert (saved.question.status, saved.question.retired_by, saved.question.status_before) == (Status.IN_REVIEW, "", "")
    assert saved.question.key in report.to_review
    assert saved.question.key not in report.republished


def test_a_written_draft_is_a_draft_again_when_its_fact_returns(saved: SavedQuestion) -> None:
    Question.objects.filter(pk=saved.question.pk).update(status=Status.DRAFT)
    load(without_fact(lighthouse(), "fog-bell"))
    load(lighthouse())
    saved.question.refresh_from_db()
    assert saved.question.status == Status.DRAFT


def test_a_new_version_that_the_linter_finds_flawed_is_a_draft_and_reported(saved: SavedQuestion) -> None:
    _, _, report = load(with_fact(lighthouse(), "fog-bell", as_of="2026-01"))
    assert saved.question.key in report.renewed
    assert report.flawed[saved.question.key] == ["1 ambiguous stem: no time is named, and the answer can go stale"]
    saved.question.refresh_from_db()
    assert saved.question.status == Status.DRAFT


def test_a_new_version_keeps_its_reviews(saved: SavedQuestion, author: User) -> None:
    load(with_fact(lighthouse(), "fog-bell", statement="When fog comes the bell is rung by hand."))
    saved.question.refresh_from_db()
    wrong = Option.objects.get(version=saved.question.current_version, text="By steam")
    assert (wrong.version.number, wrong.reviewer, wrong.paragraph) == (2, author, "3/2")
