"""Starting exams and other planned attempts: what they ask, for how long, and which one goes on."""

import datetime as dt

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoAssertNumQueries, Settings

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.engine.assembly import are_enemies
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Mode, Quiz
from kfor_quiz.quizzes.models.attempts import AttemptQuerySet
from kfor_quiz.quizzes.plans import Plan, Pool, plan_exam
from kfor_quiz.quizzes.selectors.candidates import form_candidates
from kfor_quiz.quizzes.services.attempts import NothingToAskError, start_attempt, start_planned
from kfor_quiz.quizzes.services.submitting import submit_attempt
from tests.factories import UserFactory
from tests.quizzes.answers import finish
from tests.quizzes.conftest import NOW
from tests.quizzes.exams import AFTERWARDS, MINUTE, TIME_IS_UP, begin_exam, draft


def test_an_exam_has_its_rules(exam: Attempt, pack: Pack) -> None:
    assert (exam.mode, exam.feedback_at_end, exam.pack, exam.quiz, exam.form) == (Mode.EXAM, True, pack, None, None)
    assert (exam.time_limit, exam.deadline, exam.pass_mark) == (1200, TIME_IS_UP, 0.7)
    assert exam.title == f"Exam: {pack.title}"
    exam.full_clean()


def test_an_exam_is_to_ask_25_questions_and_asks_fewer_where_there_are_not_so_many(pack: Pack, exam: Attempt) -> None:
    assert plan_exam(pack).length == 25
    assert 10 <= exam.length == exam.slots.count() <= 18  # the handbook has eighteen facts


def test_an_exam_asks_no_true_or_false_and_no_question_shows_another(learner: User, pack: Pack) -> None:
    candidates = {int(one.id): one for one in form_candidates(pool=plan_exam(pack).pool)}
    for _ in range(4):
        exam = begin_exam(UserFactory.create())
        form = [candidates[slot.question_version_id] for slot in exam.slots.order_by("position")]
        pairs = [(one, other) for place, one in enumerate(form) for other in form[place + 1 :]]
        assert not any(are_enemies(one, other, feedback_at_end=True) for one, other in pairs)
        assert Kind.TRUE_FALSE not in {one.kind for one in form}


def test_what_was_missed_does_not_come_first_in_an_exam(learner: User, quiz: Quiz, attempt: Attempt) -> None:
    finish(attempt, wrong_at=tuple(range(1, 11)))
    missed = {slot.question_version.question.fact_id for slot in attempt.slots.select_related("question_version__question")}
    first = [begin_exam(UserFactory.create()).slots.select_related("question_version__question").get(position=1) for _ in range(12)]
    exams = [begin_exam(learner).slots.select_related("question_version__question").get(position=1), *first]
    assert {slot.question_version.question.fact_id in missed for slot in exams} == {True, False}


@pytest.mark.parametrize(("factor", "minutes"), [("1.25", 25), ("1.5", 30), ("4", 80)])
def test_extra_time_is_in_the_deadline_from_the_start(learner: User, pack: Pack, factor: str, minutes: int) -> None:
    User.objects.filter(pk=learner.pk).update(extra_time=factor)
    exam = begin_exam(learner)
    assert (exam.time_limit, exam.deadline) == (1200, NOW + dt.timedelta(minutes=minutes))


def test_an_exam_keeps_the_pass_mark_that_it_was_started_with(exam: Attempt, settings: Settings) -> None:
    settings.PASS_MARK = 0.9
    exam.refresh_from_db()
    assert exam.pass_mark == 0.7
    assert begin_exam(UserFactory.create()).pass_mark == 0.9


def test_an_unfinished_exam_goes_on_until_it_is_submitted(learner: User, exam: Attempt) -> None:
    draft(exam, 1)
    assert begin_exam(learner, now=NOW + MINUTE) == exam
    submit_attempt(attempt=exam, now=NOW + MINUTE)
    assert begin_exam(learner, now=NOW + MINUTE) != exam


def test_who_starts_again_after_the_time_gets_a_new_exam_and_the_old_one_ended_in_time(learner: User, exam: Attempt) -> None:
    draft(exam, 1)
    assert begin_exam(learner, now=AFTERWARDS) != exam
    exam.refresh_from_db()
    assert (exam.answered, exam.score, exam.finished_at) == (1, 1, TIME_IS_UP)


def test_of_two_starts_at_once_one_makes_the_exam(learner: User, exam: Attempt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AttemptQuerySet, "first", lambda _self: None)
    assert begin_exam(learner) == exam
    assert Attempt.objects.count() == 1


def test_an_empty_bank_gives_no_exam(learner: User, pack: Pack) -> None:
    Question.objects.exclude(kind=Kind.TRUE_FALSE).update(status="draft")
    with pytest.raises(NothingToAskError):
        begin_exam(learner)


def test_starting_takes_as_many_queries_however_large_the_bank(
    learner: User, pack: Pack, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    another = UserFactory.create()
    with django_assert_num_queries(15):
        begin_exam(learner)
    Question.objects.filter(kind=Kind.SINGLE_CHOICE).update(status="draft")
    with django_assert_num_queries(15):
        begin_exam(another)


def test_an_exam_of_a_pack_with_a_long_title_fits(learner: User, pack: Pack) -> None:
    Pack.objects.update(title="x" * 200)
    exam = begin_exam(learner)
    exam.full_clean()
    assert exam.title == "Exam: " + "x" * 194


def test_a_plan_asks_what_it_names(learner: User, pack: Pack) -> None:
    pool = Pool(pack, topics=("stations",), fact_kinds=("event",), kinds=(Kind.TYPED_DATE, Kind.SINGLE_CHOICE), core_only=True)
    attempt = start_planned(learner=learner, plan=Plan("My own", pool, 3), now=NOW).attempt
    questions = Question.objects.filter(versions__slots__attempt=attempt)
    assert set(questions.values_list("topic__key", "fact__kind", "importance")) == {("stations", "event", "core")}
    assert set(questions.values_list("kind", flat=True)) <= {Kind.TYPED_DATE, Kind.SINGLE_CHOICE}


def test_a_plan_of_one_s_own_starts_anew_each_time(learner: User, pack: Pack) -> None:
    plan = Plan("My own", Pool(pack), 3, feedback_at_end=True, time_limit=5 * MINUTE)
    attempts = [start_planned(learner=learner, plan=plan, now=NOW).attempt for _ in range(2)]
    assert attempts[0] != attempts[1]
    assert {(one.title, one.mode, one.feedback_at_end, one.time_limit, one.pack) for one in attempts} == {
        ("My own", Mode.PRACTICE, True, 300, pack)
    }


def test_a_ready_made_quiz_goes_on_as_before(learner: User, quiz: Quiz, attempt: Attempt, pack: Pack) -> None:
    assert start_attempt(learner=learner, quiz=quiz, now=NOW) == attempt
    assert (attempt.pack, attempt.mode, attempt.deadline, attempt.pass_mark) == (pack, Mode.PRACTICE, None, None)


@pytest.mark.django_db(transaction=True)
def test_attempts_of_an_earlier_release_get_their_pack(learner: User, attempt: Attempt, pack: Pack) -> None:
    moved = start_planned(learner=learner, plan=Plan("Without its quiz", Pool(pack), 3), now=NOW).attempt
    Attempt.objects.update(pack=None)
    try:
        MigrationExecutor(connection).migrate([("quizzes", "0005_exams")])
        MigrationExecutor(connection).migrate([("quizzes", "0006_packs_of_attempts")])
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert {one.pk: one.pack for one in Attempt.objects.select_related("pack")} == {attempt.pk: pack, moved.pk: pack}
