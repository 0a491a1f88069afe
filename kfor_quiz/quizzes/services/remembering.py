"""What answers say of memory: each response is a review of the facts that it was asked about."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from django.db import transaction
from django.db.models import OuterRef, Subquery

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import hold_learner
from kfor_quiz.bank.models import QuestionVersion
from kfor_quiz.bank.selectors.contents import attach_contents
from kfor_quiz.bank.selectors.knowledge import told_facts
from kfor_quiz.engine.questions import Kind
from kfor_quiz.memory.services.cards import LONGEST
from kfor_quiz.memory.services.recording import Answered, AskedFact, record_answers
from kfor_quiz.quizzes.models import Grade, Response

BATCH = 500


def answered(response: Response, version: QuestionVersion, outcomes: Mapping[str, float]) -> Answered:
    """A response as memory takes it. Reads what `attach_contents` gave the version that was asked."""
    return Answered(
        response=response.pk,
        kind=Kind(version.question.kind),
        question_version=version.pk,
        at=response.answered_at,
        study_day=response.study_day,
        seconds=min(response.answered_at - response.shown_at, LONGEST).total_seconds(),
        facts=tuple(
            AskedFact(told.fact_id, told.pk, outcomes[told.fact.key])
            for told in told_facts(version.question, version)
            if told.fact.key in outcomes
        ),
    )


def remember_earlier_answers() -> int:
    """Make reviews of the responses that have none: those of before there were cards. Return how many there were.

    Nothing is recorded twice; where it was stopped, it goes on. One query where there is nothing to do.
    """
    forgotten = Response.objects.filter(reviews__isnull=True).exclude(grades__outcomes={}).order_by("learner", "answered_at", "pk")
    keys = list(forgotten.values_list("learner", "pk"))
    for learner, own in groupby(keys, key=lambda row: row[0]):
        _remember(User.objects.get(pk=learner), [pk for _, pk in own])
    return len(keys)


def _remember(learner: User, responses: list[int]) -> None:
    for start in range(0, len(responses), BATCH):
        with transaction.atomic():
            record_answers(learner=hold_learner(learner), answers=list(_read(responses[start : start + BATCH])))


def _read(keys: list[int]) -> Iterator[Answered]:
    """These responses with the outcomes of their newest grade, in their order."""
    newest = Grade.objects.filter(response=OuterRef("pk")).order_by("-number").values("outcomes")[:1]
    rows = (
        Response.objects.filter(pk__in=keys)
        .annotate(outcomes=Subquery(newest))
        .select_related("slot__question_version__question")
        .order_by("answered_at", "pk")
    )
    attach_contents(row.slot.question_version for row in rows)
    for row in rows:
        yield answered(row, row.slot.question_version, row.outcomes)
