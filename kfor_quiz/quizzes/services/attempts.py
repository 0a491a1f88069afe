"""Starting an attempt: its questions are drawn, its slots are stored."""

import datetime as dt
import random
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import hold_learner
from kfor_quiz.bank.models import Option, QuestionVersion
from kfor_quiz.engine.assembly import Candidate, FormRules, assemble
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.retrying import draw_retry
from kfor_quiz.quizzes.models import Attempt, ExamForm, Mode, Quiz, Slot
from kfor_quiz.quizzes.models.attempts import AttemptQuerySet
from kfor_quiz.quizzes.plans import Plan, plan_form, plan_quiz, plan_retry, time_for
from kfor_quiz.quizzes.selectors.candidates import form_candidates
from kfor_quiz.quizzes.selectors.missed import missed_in
from kfor_quiz.quizzes.selectors.predicting import predict_questions
from kfor_quiz.quizzes.services.forms import OutdatedFormError
from kfor_quiz.quizzes.services.submitting import submit_expired

LONGEST_TITLE = Attempt._meta.get_field("title").max_length  # noqa: SLF001


class NothingToAskError(Exception):
    """The bank has no published question that the attempt could ask."""


class OtherExamError(Exception):
    """The learner is in the middle of another exam of the pack."""


@dataclass(frozen=True)
class Started:
    """What a start leads to: `is_new` is False for an attempt that goes on."""

    attempt: Attempt
    is_new: bool


def start_attempt(*, learner: User, quiz: Quiz, now: dt.datetime) -> Attempt:
    """Start a ready-made quiz, or go on with the learner's unfinished attempt of it. Raises what `start_planned` does."""
    return start_planned(learner=learner, plan=plan_quiz(quiz), now=now).attempt


def start_planned(*, learner: User, plan: Plan, now: dt.datetime) -> Started:
    """Start what is planned, or go on with the unfinished attempt that stands for it (see `Plan`).

    Raise NothingToAskError where the pool is empty, LearnerGoneError for a guest who is no longer there.
    """
    submit_expired(learner=learner, now=now)
    unfinished = _unfinished(learner, plan)
    try:
        running = unfinished.first()
        return Started(running, is_new=False) if running else Started(_start(learner, plan, now), is_new=True)
    except IntegrityError:
        # Somebody pressed twice: the other request has started it meanwhile.
        return Started(unfinished.get(), is_new=False)


def retry_missed(*, attempt: Attempt, now: dt.datetime) -> Attempt:
    """Start a practice attempt of what was missed in a finished one, or go on with the unfinished one of it.

    Raise NothingToAskError where nothing was missed or nothing of it is asked any more, and what `start_planned` raises.
    """
    if attempt.pack is None:
        raise NothingToAskError
    return start_planned(learner=attempt.learner, plan=plan_retry(attempt, attempt.pack), now=now).attempt


def start_form(*, learner: User, form: ExamForm, now: dt.datetime) -> Attempt:
    """Start an exam that asks an approved form, or go on with it.

    Raise OutdatedFormError for a form that is not to be used, OtherExamError while the learner takes another exam of the pack,
    and what `start_planned` raises.
    """
    attempt = start_planned(learner=learner, plan=plan_form(form), now=now).attempt
    if attempt.form_id != form.pk:
        raise OtherExamError
    return attempt


def _unfinished(learner: User, plan: Plan) -> AttemptQuerySet:
    attempts = Attempt.objects.of(learner).unfinished()
    if plan.quiz is not None:
        return attempts.filter(quiz=plan.quiz)
    if plan.retry_of is not None:
        return attempts.filter(retry_of=plan.retry_of)
    if plan.built_from:
        return attempts.filter(built_from=plan.built_from)
    return attempts.filter(pack=plan.pool.pack, mode=Mode.EXAM) if plan.mode is Mode.EXAM else attempts.none()


@transaction.atomic
def _start(learner: User, plan: Plan, now: dt.datetime) -> Attempt:
    learner = hold_learner(learner)
    identity = uuid.uuid4()
    rng = random.Random(str(identity))  # noqa: S311 - a form is drawn, nothing is kept secret
    version_ids = _form_versions(plan.form) if plan.form else [int(one.id) for one in _draw(learner, plan, rng)]
    if not version_ids:
        raise NothingToAskError
    attempt = planned_attempt(learner=learner, plan=plan, identity=identity, length=len(version_ids), now=now)
    if plan.mode is Mode.EXAM:  # to be held against what it brings
        day = learner.study_day(now)
        attempt.expect(predict_questions(learner=learner, pack=plan.pool.pack, versions=version_ids, day=day))
    attempt.save()
    add_slots(attempt, version_ids, rng)
    return attempt


def planned_attempt(*, learner: User, plan: Plan, identity: uuid.UUID, length: int, now: dt.datetime) -> Attempt:
    """What a plan with so many questions becomes when it starts, not stored yet; the points to expect of an exam are left out."""
    return Attempt(
        uuid=identity,
        learner=learner,
        pack=plan.pool.pack,
        quiz=plan.quiz,
        form=plan.form,
        retry_of=plan.retry_of,
        built_from=plan.built_from,
        title=plan.title[:LONGEST_TITLE],
        mode=plan.mode,
        feedback_at_end=plan.feedback_at_end,
        pass_mark=plan.pass_mark,
        seed=str(identity),
        length=length,
        started_at=now,
        **_limits(learner, plan, now),
    )


def _limits(learner: User, plan: Plan, now: dt.datetime) -> dict[str, Any]:
    """How long the attempt may take, with the extra time that the learner has now."""
    if plan.time_limit is None:
        return {}
    return {"time_limit": round(plan.time_limit.total_seconds()), "deadline": now + time_for(learner, plan.time_limit)}


def _draw(learner: User, plan: Plan, rng: random.Random) -> list[Candidate]:
    """The questions of a form that is not fixed, in the order it asks them."""
    if plan.retry_of is not None:
        missed = missed_in(plan.retry_of)
        return draw_retry(missed.facts, missed.candidates, rng, seen=missed.seen)
    candidates = form_candidates(pool=plan.pool, learner=None if plan.mode is Mode.EXAM else learner)
    return assemble(candidates, FormRules(plan.length, plan.feedback_at_end), rng)


def _form_versions(form: ExamForm) -> list[int]:
    """The versions that a fixed form asks, in order."""
    if not form.is_in_use or form.changed_questions().exists():
        raise OutdatedFormError
    return list(form.questions.order_by("position").values_list("question_version_id", flat=True))


def add_slots(attempt: Attempt, version_ids: list[int], rng: random.Random) -> list[Slot]:
    """Give the attempt a slot for each version, in this order. Options are shuffled, but for numbers and dates."""
    kinds = {pk: (kind, is_sorted) for pk, kind, is_sorted in _kinds_of(version_ids)}
    values: dict[int, dict[str, str]] = {pk: {} for pk in version_ids}
    options = Option.objects.filter(version__in=version_ids).order_by("order")
    for version_id, key, sort_value in options.values_list("version_id", "key", "sort_value"):
        values[version_id][key] = sort_value
    keys = {pk: list(values[pk]) if kinds[pk][1] else shuffle_options(values[pk], kinds[pk][0], rng) for pk in version_ids}
    return Slot.objects.bulk_create(
        Slot(learner_id=attempt.learner_id, attempt=attempt, position=position, question_version_id=pk, option_order=keys[pk])
        for position, pk in enumerate(version_ids, start=1)
    )


def _kinds_of(version_ids: list[int]) -> Iterable[tuple[int, str, bool]]:
    """The kind of each version, and whether its options stay in order."""
    return QuestionVersion.objects.filter(pk__in=version_ids).values_list("pk", "question__kind", "is_sorted")


def shuffle_options(values: Mapping[str, str], kind: str, rng: random.Random) -> list[str]:
    """The keys in an order drawn at random; what is to be put in order does not begin in the right one."""
    keys = list(values)
    rng.shuffle(keys)
    is_solved = kind == Kind.ORDERING and keys == sorted(keys, key=lambda key: values[key])
    return keys[::-1] if is_solved else keys
