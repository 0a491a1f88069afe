"""Fixed forms of exams: proposed, approved, kept out of practice, taken, withdrawn."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.quizzes.models import Attempt, ExamForm, Mode, Quiz
from kfor_quiz.quizzes.plans import plan_exam, plan_quiz, pool_of_forms
from kfor_quiz.quizzes.selectors.candidates import form_candidates
from kfor_quiz.quizzes.services.attempts import OtherExamError, start_attempt, start_form, start_planned
from kfor_quiz.quizzes.services.forms import (
    NoFormsError,
    OutdatedFormError,
    approve_form,
    form_items,
    propose_forms,
    withdraw_form,
)
from kfor_quiz.quizzes.services.submitting import submit_attempt
from tests.factories import UserFactory
from tests.quizzes.conftest import NOW
from tests.races import run_at_once

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def author(db: None) -> User:
    return UserFactory.create(username="author")


@pytest.fixture
def forms(author: User, pack: Pack) -> list[ExamForm]:
    """Forms A, B and C, proposed."""
    return propose_forms(pack=pack, by=author, now=NOW)


@pytest.fixture
def form(author: User, forms: list[ExamForm]) -> ExamForm:
    """Form A, approved."""
    approve_form(form=forms[0], by=author, now=NOW)
    return ExamForm.objects.get(pk=forms[0].pk)


def asked(form: ExamForm) -> list[int]:
    return list(form.questions.order_by("position").values_list("question_version_id", flat=True))


def test_three_forms_are_proposed_and_nothing_uses_them_yet(forms: list[ExamForm], author: User, quiz: Quiz) -> None:
    assert [(form.series, form.letter, form.proposed_by, form.is_in_use) for form in forms] == [
        (1, letter, author, False) for letter in "ABC"
    ]
    assert all(form.length == form.questions.count() >= 3 for form in forms)
    versions = [version for form in forms for version in asked(form)]
    assert len(set(versions)) == len(versions)
    assert set(versions) <= {int(one.id) for one in form_candidates(pool=plan_quiz(quiz).pool)}


def test_forms_ask_core_facts_and_no_true_or_false(forms: list[ExamForm]) -> None:
    questions = Question.objects.filter(versions__exam_places__form__in=forms)
    assert set(questions.values_list("importance", flat=True)) == {"core"}
    assert "true_false" not in questions.values_list("kind", flat=True)


def test_forms_are_alike(forms: list[ExamForm]) -> None:
    rows = [
        sorted(form.questions.values_list("question_version__question__topic", "question_version__question__kind"))
        for form in forms
    ]
    assert rows[0] == rows[1] == rows[2]
    facilities = [form.expected_facility for form in forms]
    assert max(facilities) - min(facilities) < 0.05


def test_each_series_is_drawn_anew(forms: list[ExamForm], pack: Pack, author: User) -> None:
    again = propose_forms(pack=pack, by=author, now=NOW)
    assert {form.series for form in again} == {2}
    assert [asked(form) for form in again] != [asked(form) for form in forms]


def test_without_enough_core_facts_there_are_no_forms(pack: Pack, author: User) -> None:
    Question.objects.update(importance="supporting")
    with pytest.raises(NoFormsError):
        propose_forms(pack=pack, by=author, now=NOW)
    assert not ExamForm.objects.exists()


def test_drawing_takes_two_queries_for_what_there_is_to_draw_from(
    pack: Pack, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        assert len(form_items(pack)) > 20


def test_practice_and_freely_drawn_exams_ask_no_question_of_an_approved_form(
    form: ExamForm, forms: list[ExamForm], learner: User, quiz: Quiz, pack: Pack
) -> None:
    plans = [plan_quiz(quiz), plan_exam(pack)]
    kept_back = {str(version) for version in asked(form)}
    for plan in plans:
        free = {one.id for one in form_candidates(pool=plan.pool, learner=learner)}
        assert not kept_back & free
        assert {str(version) for version in asked(forms[1])} <= free
    assert withdraw_form(form=form, now=LATER)
    assert kept_back <= {one.id for one in form_candidates(pool=plans[1].pool)}


def test_the_newer_version_of_a_question_of_a_form_stays_out_of_practice_too(form: ExamForm, pack: Pack) -> None:
    version = form.questions.earliest("position").question_version
    question = version.question
    newer = question.versions.create(number=version.number + 1, stem="Reworded?", checksum="x")
    Question.objects.filter(pk=question.pk).update(current_version=newer)
    assert str(newer.pk) not in {one.id for one in form_candidates(pool=pool_of_forms(pack))}


def test_a_form_is_approved_once_and_withdrawn_once(form: ExamForm, author: User, learner: User) -> None:
    assert (form.approved_by, form.approved_at, form.is_in_use) == (author, NOW, True)
    assert not approve_form(form=form, by=learner, now=LATER)
    assert withdraw_form(form=form, now=LATER)
    assert not withdraw_form(form=form, now=LATER)
    form.refresh_from_db()
    assert (form.approved_by, form.withdrawn_at, form.is_in_use) == (author, LATER, False)


def test_a_form_with_a_changed_question_is_not_approved(forms: list[ExamForm], author: User) -> None:
    Question.objects.get(versions=asked(forms[0])[0]).retire(by=author)
    with pytest.raises(OutdatedFormError):
        approve_form(form=forms[0], by=author, now=NOW)
    assert not ExamForm.objects.in_use().exists()


def rival_of(form: ExamForm) -> ExamForm:
    """A form that shares a question with this one, proposed."""
    rival = ExamForm.objects.create(
        pack=form.pack, series=9, letter="A", length=1, expected_facility=0.5, proposed_by=form.proposed_by, proposed_at=NOW
    )
    rival.questions.create(position=1, question_version_id=asked(form)[0])
    return rival


def test_a_form_that_shares_a_question_with_one_in_use_is_not_approved(form: ExamForm, author: User) -> None:
    with pytest.raises(OutdatedFormError):
        approve_form(form=rival_of(form), by=author, now=LATER)


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_with_a_question_in_common_that_are_approved_at_once_one_is(forms: list[ExamForm], author: User) -> None:
    rival = rival_of(forms[0])

    def refused() -> None:
        with pytest.raises(OutdatedFormError):
            approve_form(form=rival, by=author, now=LATER)

    run_at_once(lambda: approve_form(form=forms[0], by=author, now=NOW), refused)
    assert list(ExamForm.objects.in_use()) == [forms[0]]


def test_a_new_series_asks_nothing_that_a_form_in_use_asks(form: ExamForm, pack: Pack, author: User) -> None:
    again = propose_forms(pack=pack, by=author, now=LATER)
    assert not {version for one in again for version in asked(one)} & set(asked(form))


def test_an_approved_form_is_taken_as_it_stands(form: ExamForm, learner: User, pack: Pack) -> None:
    attempt = start_form(learner=learner, form=form, now=NOW)
    assert list(attempt.slots.order_by("position").values_list("question_version_id", flat=True)) == asked(form)
    assert (attempt.form, attempt.pack, attempt.mode, attempt.feedback_at_end) == (form, pack, Mode.EXAM, True)
    assert (attempt.length, attempt.pass_mark, attempt.title) == (form.length, 0.7, f"Exam, form A: {pack.title}")
    assert attempt.time_limit == round(20 * 60 * form.length / 25)
    attempt.full_clean()


def test_starting_a_form_again_goes_on_with_it(form: ExamForm, learner: User) -> None:
    attempt = start_form(learner=learner, form=form, now=NOW)
    assert start_form(learner=learner, form=form, now=NOW) == attempt
    submit_attempt(attempt=attempt, now=NOW)
    assert start_form(learner=learner, form=form, now=NOW) != attempt


def test_nobody_takes_two_exams_of_a_pack_at_once(form: ExamForm, exam: Attempt, learner: User, pack: Pack) -> None:
    with pytest.raises(OtherExamError):
        start_form(learner=learner, form=form, now=NOW)
    submit_attempt(attempt=exam, now=NOW)
    attempt = start_form(learner=learner, form=form, now=NOW)
    assert start_planned(learner=learner, plan=plan_exam(pack), now=NOW).attempt == attempt


def test_practice_goes_on_beside_an_exam(form: ExamForm, learner: User, quiz: Quiz) -> None:
    start_form(learner=learner, form=form, now=NOW)
    assert start_attempt(learner=learner, quiz=quiz, now=NOW).mode == Mode.PRACTICE


@pytest.mark.parametrize("how", ["proposed", "withdrawn", "changed"])
def test_a_form_that_is_not_in_order_is_not_taken(
    form: ExamForm, forms: list[ExamForm], learner: User, author: User, how: str
) -> None:
    if how == "withdrawn":
        withdraw_form(form=form, now=LATER)
    if how == "changed":
        Question.objects.get(versions=asked(form)[0]).retire(by=author)
    chosen = forms[1] if how == "proposed" else form
    with pytest.raises(OutdatedFormError):
        start_form(learner=learner, form=ExamForm.objects.get(pk=chosen.pk), now=LATER)
    assert not Attempt.objects.exists()
