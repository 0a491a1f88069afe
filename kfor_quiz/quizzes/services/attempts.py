"""Starting an attempt: its questions are drawn, its slots are stored."""

import datetime as dt
import random
import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Option, QuestionVersion
from kfor_quiz.engine.assembly import FormRules, assemble
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Quiz, Slot
from kfor_quiz.quizzes.selectors.candidates import form_candidates


class NothingToAskError(Exception):
    """The bank has no published question that the quiz could ask."""


class LearnerGoneError(Exception):
    """The guest was taken away meanwhile: their attempts moved to an account, or nobody had seen them for long."""


def start_attempt(*, learner: User, quiz: Quiz, now: dt.datetime) -> Attempt:
    """Start a quiz, or go on with the learner's unfinished attempt of it.

    Raise NothingToAskError for an empty bank, LearnerGoneError for a guest who is no longer there.
    """
    unfinished = Attempt.objects.of(learner).unfinished().filter(quiz=quiz)
    try:
        return unfinished.first() or _start(learner, quiz, now)
    except IntegrityError:
        # Somebody pressed twice: the other request has started it meanwhile.
        return unfinished.get()


@transaction.atomic
def _start(learner: User, quiz: Quiz, now: dt.datetime) -> Attempt:
    _hold(learner)
    identity = uuid.uuid4()
    rng = random.Random(str(identity))  # noqa: S311 - a form is drawn, nothing is kept secret
    form = assemble(form_candidates(learner=learner, quiz=quiz), FormRules(quiz.length), rng)
    if not form:
        raise NothingToAskError
    attempt = Attempt.objects.create(
        uuid=identity, learner=learner, quiz=quiz, title=quiz.title, seed=str(identity), length=len(form), started_at=now
    )
    add_slots(attempt, [int(candidate.id) for candidate in form], rng)
    return attempt


def _hold(learner: User) -> None:
    """Keep the learner until the attempt is stored: a guest's attempts move before it, or with it.

    No stronger than NO KEY: the attempt still has to point at its learner.
    """
    if User.objects.kept().select_for_update(no_key=True).filter(pk=learner.pk).first() is None:
        raise LearnerGoneError


def add_slots(attempt: Attempt, version_ids: list[int], rng: random.Random) -> list[Slot]:
    """Give the attempt a slot for each version, in this order. Options are shuffled, but for numbers and dates."""
    kinds = {pk: (kind, is_sorted) for pk, kind, is_sorted in _kinds_of(version_ids)}
    values: dict[int, dict[str, str]] = {pk: {} for pk in version_ids}
    options = Option.objects.filter(version__in=version_ids).order_by("order")
    for version_id, key, sort_value in options.values_list("version_id", "key", "sort_value"):
        values[version_id][key] = sort_value
    keys = {pk: list(values[pk]) if kinds[pk][1] else _shuffled(values[pk], kinds[pk][0], rng) for pk in version_ids}
    return Slot.objects.bulk_create(
        Slot(learner_id=attempt.learner_id, attempt=attempt, position=position, question_version_id=pk, option_order=keys[pk])
        for position, pk in enumerate(version_ids, start=1)
    )


def _kinds_of(version_ids: list[int]) -> Iterable[tuple[int, str, bool]]:
    """The kind of each version, and whether its options stay in order."""
    return QuestionVersion.objects.filter(pk__in=version_ids).values_list("pk", "question__kind", "is_sorted")


def _shuffled(values: dict[str, str], kind: str, rng: random.Random) -> list[str]:
    """The keys in an order drawn at random; what is to be put in order does not begin in the right one."""
    keys = list(values)
    rng.shuffle(keys)
    is_solved = kind == Kind.ORDERING and keys == sorted(keys, key=lambda key: values[key])
    return keys[::-1] if is_solved else keys
