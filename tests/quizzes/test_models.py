"""What the tables refuse, whoever writes."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Manager, Model, ProtectedError

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import FactVersion, Option, Pack, QuestionFact, QuestionVersion
from kfor_quiz.bank.models.unchanging import UnchangingModel, UnchangingRowError
from kfor_quiz.memory.models import Review, Undo
from kfor_quiz.memory.services.undoing import undo_review
from kfor_quiz.quizzes.models import Attempt, ExamForm, Grade, Mode, Response, Slot
from tests.factories import UserFactory
from tests.quizzes.answers import finish, record
from tests.quizzes.conftest import NOW


@pytest.fixture
def answered(attempt: Attempt) -> Attempt:
    """The first question is answered rightly, and what that says of memory taken back."""
    response = record(attempt, 1)
    undo_review(learner=attempt.learner, review=response.reviews.earliest("pk").pk, now=NOW)
    attempt.refresh_from_db()
    return attempt


@pytest.mark.parametrize("model", [Response, Grade, QuestionFact])
def test_what_was_answered_graded_or_rested_on_is_not_saved_again(answered: Attempt, model: type[Model]) -> None:
    row = model._default_manager.all()[0]
    with pytest.raises(UnchangingRowError, match="does not change"):
        row.save()


UNCHANGING = [FactVersion, QuestionVersion, Option, QuestionFact, Response, Grade, Review, Undo]


@pytest.mark.parametrize("model", UNCHANGING)
@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(pk=0),
        lambda rows: rows.all().update(pk=0),
        lambda rows: rows.bulk_update(list(rows.all()), ["id"]),
        lambda rows: rows.all().delete(),
        lambda rows: rows.all()[0].delete(),
    ],
    ids=["update", "update of some", "bulk_update", "delete of many", "delete"],
)
def test_rows_that_are_stored_once_neither_change_nor_go(
    answered: Attempt, model: type[Model], change: Callable[[Manager[Model]], object]
) -> None:
    before = list(model._base_manager.order_by("pk").values())
    with pytest.raises(UnchangingRowError, match=r"do not change|not deleted"):
        change(model._default_manager)
    assert list(model._base_manager.order_by("pk").values()) == before


def test_all_rows_that_are_stored_once_are_tried_here() -> None:
    assert {model for model in apps.get_models() if issubclass(model, UnchangingModel)} == set(UNCHANGING)


def test_answers_change_hands_and_nothing_else_about_them(answered: Attempt, guest: User) -> None:
    assert (Response.objects.all().move_to(guest), Grade.objects.all().move_to(guest)) == (1, 1)
    assert (Response.objects.get().learner, Grade.objects.get().learner) == (guest, guest)


@pytest.mark.parametrize("find", [lambda one: one, lambda one: one.slots.get(position=1)])
def test_nothing_takes_answers_along_when_it_is_deleted(answered: Attempt, find: Callable[[Attempt], Model]) -> None:
    with pytest.raises(ProtectedError):
        find(answered).delete()
    assert (Attempt.objects.count(), Slot.objects.count(), Response.objects.count(), Grade.objects.count()) == (1, 10, 1, 1)


@pytest.mark.parametrize(
    "columns",
    [
        {"length": 0, "answered": 0, "score": 0},
        {"score": 10.5},
        {"score": -0.5},
        {"answered": 11},
        {"answered": 10},
        {"finished_at": NOW},
    ],
    ids=lambda columns: str(sorted(columns)),
)
def test_an_attempt_that_cannot_be_is_refused(answered: Attempt, columns: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=answered.pk).update(**columns)


def test_an_attempt_that_is_all_answered_is_finished(learner: User, attempt: Attempt) -> None:
    finish(attempt)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(finished_at=None)


LIMIT = {"time_limit": 60, "deadline": NOW + dt.timedelta(minutes=1)}


@pytest.mark.parametrize("columns", [{"feedback_at_end": True}, LIMIT], ids=["feedback at the end", "a deadline"])
def test_what_may_end_with_open_questions(answered: Attempt, columns: dict[str, object]) -> None:
    assert Attempt.objects.filter(pk=answered.pk).update(**columns, finished_at=NOW) == 1


@pytest.mark.parametrize(
    "columns",
    [
        {"mode": Mode.EXAM, "finished_at": NOW},
        {"deadline": NOW + dt.timedelta(minutes=1)},
        {"time_limit": 60},
        {"time_limit": 60, "deadline": NOW},
        {"time_limit": 0, "deadline": NOW + dt.timedelta(minutes=1)},
        {"pass_mark": 0},
        {"pass_mark": 1.1},
    ],
    ids=str,
)
def test_rules_of_an_exam_that_cannot_be_are_refused(answered: Attempt, columns: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=answered.pk).update(**columns)


def test_a_learner_takes_one_exam_of_a_pack_at_a_time(exam: Attempt) -> None:
    columns = {"title": "Another", "seed": "", "length": 1, "started_at": NOW, "pack": exam.pack, "mode": Mode.EXAM}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(learner=exam.learner, **columns)
    assert Attempt.objects.create(learner=UserFactory.create(), **columns).pk
    assert Attempt.objects.create(learner=exam.learner, **{**columns, "mode": Mode.PRACTICE}).pk


@pytest.mark.parametrize("columns", [{"draft": ["a"]}, {"drafted_at": NOW}], ids=["without its moment", "without an answer"])
def test_half_a_draft_is_refused(exam: Attempt, columns: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        exam.slots.update(**columns)


@pytest.mark.parametrize(
    "columns",
    [{"approved_at": NOW}, {"withdrawn_at": NOW}, {"expected_facility": 1.5}, {"length": 0}],
    ids=lambda columns: str(sorted(columns)),
)
def test_a_form_that_cannot_be_is_refused(learner: User, pack: Pack, columns: dict[str, object]) -> None:
    form = ExamForm.objects.create(
        pack=pack, series=1, letter="A", length=5, expected_facility=0.5, proposed_by=learner, proposed_at=NOW
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        ExamForm.objects.filter(pk=form.pk).update(**columns)


@pytest.mark.parametrize("model", [Slot, Response, Grade])
def test_what_keeps_answers_apart_begins_with_the_learner(model: type[Model], db: None) -> None:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
    unique = [one["columns"] for one in constraints if one["unique"] and not one["primary_key"]]
    assert [columns[0] for columns in unique] == ["learner_id"]
    assert ["learner_id"] not in [one["columns"] for one in constraints if one["index"]]
