"""What an attempt did not get right, and what asks it today."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from kfor_quiz.engine.assembly import Candidate
from kfor_quiz.quizzes.models import Attempt, Grade, Slot
from kfor_quiz.quizzes.models.attempts import SlotQuerySet
from kfor_quiz.quizzes.plans import Pool
from kfor_quiz.quizzes.selectors.candidates import pool_questions, read_candidates

ASKS = "question_version__question__discloses__asks"


@dataclass(frozen=True)
class Missed:
    """What was missed in an attempt: keys of facts in the order they were asked, and the candidates that ask them today.

    `seen` are the ids of those candidates that are questions of the attempt itself.
    """

    facts: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    seen: frozenset[str] = frozenset()


def missed_in(attempt: Attempt) -> Missed:
    """What the answers to a finished attempt did not get right in full, or left open. Two queries."""
    if attempt.pack is None:
        return Missed()
    newest = Grade.objects.filter(response__slot=OuterRef("pk")).order_by("-number").values("outcomes")[:1]
    columns = ("outcomes", ASKS, "question_version__question__current_version")
    places = list(_slots(attempt).annotate(outcomes=Subquery(newest)).values_list(*columns))
    facts = dict.fromkeys(fact for outcomes, asked, _ in places for fact in _missed_facts(outcomes, asked))
    questions = pool_questions(Pool(attempt.pack)).filter(fact__key__in=facts)
    return Missed(tuple(facts), tuple(read_candidates(questions, {})), frozenset(str(version) for *_, version in places))


def _missed_facts(outcomes: dict[str, float] | None, asked: list[str]) -> list[str]:
    """What was missed in one place; all that it asks where it was left open."""
    return asked if outcomes is None else [fact for fact, outcome in outcomes.items() if outcome < 1]


def _slots(attempt: Attempt) -> SlotQuerySet:
    return Slot.objects.filter(learner=attempt.learner_id, attempt=attempt).order_by("position")


def count_left_out(retry: Attempt) -> int:
    """How many of the facts missed in the attempt that this one retries it does not ask. Three queries."""
    if retry.retry_of is None:
        return 0
    asked = {fact for facts in _slots(retry).values_list(ASKS, flat=True) for fact in facts}
    return len(set(missed_in(retry.retry_of).facts) - asked)
