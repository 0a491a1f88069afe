"""The roll-ups of attempts, made anew from the responses and their newest grades."""

import datetime as dt
import math
from collections import defaultdict

from django.db import transaction
from django.db.models import OuterRef, Subquery

from kfor_quiz.bank.services.rebuilding import in_batches
from kfor_quiz.quizzes.models import Attempt, Grade, Response

ROUNDING = 1e-9

Answers = list[tuple[dt.datetime, float]]


def rebuild_attempts() -> int:
    """Bring `answered`, `score` and `finished_at` of every attempt in line with its answers; return for how many one was other."""
    return sum(_rebuild([attempt.pk for attempt in batch]) for batch in in_batches(Attempt.objects.only("pk")))


@transaction.atomic
def _rebuild(keys: list[int]) -> int:
    """Locked before their answers are read, so that none is missed that comes in meanwhile."""
    attempts = list(Attempt.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    answers = _answers(keys)
    stale = [attempt for attempt in attempts if _correct(attempt, answers[attempt.pk])]
    if stale:
        Attempt.objects.bulk_update(stale, ["answered", "score", "finished_at"])
    return len(stale)


def _answers(keys: list[int]) -> defaultdict[int, Answers]:
    """When each answer to the attempts was given and what it is worth, in that order."""
    newest = Grade.objects.filter(response=OuterRef("pk")).order_by("-number").values("score")[:1]
    rows = Response.objects.filter(slot__attempt__in=keys).annotate(points=Subquery(newest)).order_by("answered_at", "pk")
    found: defaultdict[int, Answers] = defaultdict(list)
    for attempt, answered_at, points in rows.values_list("slot__attempt", "answered_at", "points"):
        found[attempt].append((answered_at, points or 0.0))
    return found


def _correct(attempt: Attempt, answers: Answers) -> bool:
    """Set what follows from the answers; return whether anything was other. When an attempt ended with gaps follows from none."""
    before = (attempt.answered, attempt.finished_at)
    last = answers[-1][0] if len(answers) == attempt.length else None
    attempt.answered = len(answers)
    attempt.finished_at = attempt.finished_at or last if attempt.may_end_with_gaps else last
    score = sum(points for _, points in answers)
    is_score_right = math.isclose(score, attempt.score, abs_tol=ROUNDING)
    attempt.score = attempt.score if is_score_right else score
    return not is_score_right or before != (attempt.answered, attempt.finished_at)
