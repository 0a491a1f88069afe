"""An attempt at work: its questions are drawn and its answers graded by the app's own rules."""

import datetime as dt
import random
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kfor_quiz.bank.models.facts import Importance
from kfor_quiz.demo.life.answers import answer_to
from kfor_quiz.demo.life.student import Student
from kfor_quiz.demo.rows import Item
from kfor_quiz.engine.assembly import Candidate, FormRules, Priority, assemble
from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.questions import Answer
from kfor_quiz.engine.retrying import draw_retry
from kfor_quiz.engine.scoring import Grading
from kfor_quiz.memory.models import Review
from kfor_quiz.memory.services.cards import advance
from kfor_quiz.memory.services.recording import Answered, reviews_of
from kfor_quiz.quizzes.models import Attempt, Mode, Response, Slot
from kfor_quiz.quizzes.plans import Plan, Pool
from kfor_quiz.quizzes.selectors.candidates import RECENT_GRADES
from kfor_quiz.quizzes.services.attempts import planned_attempt, shuffle_options


def start(student: Student, plan: Plan, now: dt.datetime) -> list[Slot]:
    """Draw an attempt as its plan says, and return its places; none where nothing can be asked."""
    identity = uuid.UUID(int=student.rng.getrandbits(128), version=4)
    rng = random.Random(str(identity))  # noqa: S311 - a form is drawn as the app draws it
    drawn = [student.bank.items[int(one.id)] for one in _draw(student, plan, rng)]
    if not drawn:
        return []
    attempt = planned_attempt(learner=student.user, plan=plan, identity=identity, length=len(drawn), now=now)
    slots = [_slot(attempt, place, item, rng) for place, item in enumerate(drawn, start=1)]
    student.log.attempts.append(attempt)
    student.log.slots += slots
    return slots


def _slot(attempt: Attempt, place: int, item: Item, rng: random.Random) -> Slot:
    values, version = item.sort_values, item.version
    keys = list(values) if version.is_sorted else shuffle_options(values, item.kind, rng)
    return Slot(learner=attempt.learner, attempt=attempt, position=place, question_version=version, option_order=keys)


def _draw(student: Student, plan: Plan, rng: random.Random) -> list[Candidate]:
    items = [item for item in student.bank.items_of(plan.pool.pack) if is_in(item, plan.pool)]
    if plan.retry_of is not None:
        missed, seen = _missed(student, plan.retry_of)
        return draw_retry(missed, [item.candidate for item in items if item.fact in missed], rng, seen=seen)
    if plan.mode is Mode.EXAM:
        candidates = [item.candidate for item in items]
    else:
        wanted = _priorities(student, plan.pool.pack.pk)
        candidates = [
            _with_priority(item.candidate, [wanted.get(key, Priority.NEW) for key in item.candidate.facts]) for item in items
        ]
    return assemble(candidates, FormRules(plan.length, plan.feedback_at_end), rng)


def _with_priority(candidate: Candidate, priorities: Iterable[Priority]) -> Candidate:
    priority = min(priorities)
    return candidate if priority == candidate.priority else replace(candidate, priority=priority)


def is_in(item: Item, pool: Pool) -> bool:
    """Whether a question of the pack is one of the pool: as `pool_questions` says."""
    question = item.version.question
    return (
        (not pool.topics or question.topic.key in pool.topics)
        and (not pool.fact_kinds or (question.fact is not None and question.fact.kind in pool.fact_kinds))
        and (not pool.core_only or question.importance == Importance.CORE)
        and (not pool.kinds or item.kind in pool.kinds)
    )


def _priorities(student: Student, pack: int) -> dict[str, Priority]:
    """For each fact lately asked whether the last answer to it was wrong."""
    priorities: dict[str, Priority] = {}
    grades = [grade for grade in student.log.grades if grade.question_version.question.pack_id == pack]
    for grade in reversed(grades[-RECENT_GRADES:]):
        for fact, outcome in grade.outcomes.items():
            priorities.setdefault(fact, Priority.KNOWN if outcome == 1 else Priority.MISSED)
    return priorities


def _missed(student: Student, attempt: Attempt) -> tuple[list[str], frozenset[str]]:
    """The facts missed in an attempt of which all was answered, in the order they were asked, and what it asked."""
    own = [grade for grade in student.log.grades if grade.response.slot.attempt is attempt]
    missed = dict.fromkeys(fact for grade in own for fact, outcome in grade.outcomes.items() if outcome < 1)
    return list(missed), frozenset(str(grade.question_version.pk) for grade in own)


def answer_slot(student: Student, slot: Slot, now: dt.datetime) -> tuple[Answer, Certainty | None, dt.datetime]:
    """What the person answers to a question that they see now, how sure they say they are, and when they are done."""
    item = student.bank.items[slot.question_version_id]
    answered_at = student.answer_after(item.asks, item.kind, now)
    known = [key for key, fact in zip(item.gradable.facts, _asked(student, item), strict=True) if student.recall(fact, now)]
    answer = answer_to(item, known, student.bank, student.rng)
    is_sure = len(known) == len(item.gradable.facts)
    return answer, _certainty(student, is_sure=is_sure), answered_at


def _asked(student: Student, item: Item) -> list[int]:
    pack = item.version.question.pack.key
    return [student.bank.numbers[pack, key] for key in item.gradable.facts]


def _certainty(student: Student, *, is_sure: bool) -> Certainty | None:
    """How sure the person says they are: not always rightly, and only where they want to be asked."""
    if not student.user.states_certainty:
        return None
    weights = (1, 5, 14) if is_sure else (10, 7, 3)
    return student.rng.choices(list(Certainty), weights)[0]


def note_reviews(student: Student, answers: Sequence[tuple[Response, Answered]]) -> list[Review]:
    """Make reviews of answers, in their order, and move the cards on: as `record_answers` does."""
    slow = student.slow_times({answer.kind for _, answer in answers})
    rows = []
    for response, answer in answers:
        cards = {asked.fact: student.card(asked.fact) for asked in answer.facts}
        for row in reviews_of(answer, cards, student.plan, slow.get(answer.kind)):
            row.response = response
            advance(row.card, row, student.plan)
            rows.append(row)
    student.log.reviews += rows
    return rows


def count(attempt: Attempt, grading: Grading) -> None:
    """Add an answer to the attempt."""
    attempt.answered += 1
    attempt.score += grading.score
