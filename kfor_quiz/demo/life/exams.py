"""A self-made exam: with a clock, a prediction, and feedback at the end."""

import datetime as dt

from kfor_quiz.bank.models import Pack
from kfor_quiz.demo.life.sitting import answer_slot, count, note_reviews, start
from kfor_quiz.demo.life.student import Student, later
from kfor_quiz.engine.predicting import Asked, Expected, expect_score
from kfor_quiz.engine.questions import Answer, Kind
from kfor_quiz.quizzes.models import Attempt, Grade, Response, Slot
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.services.answering import grade_answer, grade_columns, response_columns
from kfor_quiz.quizzes.services.remembering import answered

# How often a place is marked to come back to, and left open by somebody who does not know.
FLAGS, LEAVES_OPEN = 0.06, 0.15
LOOKING_BACK = (10.0, 90.0)  # seconds before it is handed in


def sit_exam(student: Student, pack: Pack, now: dt.datetime) -> dt.datetime:
    """Take an exam of a pack that starts now. Return when it was over: handed in, or its time was up."""
    slots = start(student, plan_exam(pack), now)
    if not slots:
        return now
    attempt = slots[0].attempt
    attempt.expect(predict(student, slots, student.user.study_day(now)))
    for slot in slots:
        now = _draft(student, slot, now)
    _hand_in(student, attempt, slots, attempt.within_time(later(now, student.rng.uniform(*LOOKING_BACK))))
    return attempt.finished_at or now


def predict(student: Student, slots: list[Slot], day: dt.date) -> Expected:
    """The points to expect of these questions, by what the app takes the person to recall: as `predict_questions`."""
    recall = student.expected_recall(day)
    items = [student.bank.items[slot.question_version_id] for slot in slots]
    known = [[recall.chance(fact) for fact in item.asks] for item in items]
    asked = ([Asked(item.guess, sum(own) / len(own))] for item, own in zip(items, known, strict=True))
    return expect_score(asked, doubt=recall.doubt)


def _draft(student: Student, slot: Slot, now: dt.datetime) -> dt.datetime:
    """Look at a place and answer it if there is time. Return when the next one is looked at."""
    if slot.attempt.within_time(now) < now:
        return now
    slot.shown_at = now
    answer, certainty, done = answer_slot(student, slot, now)
    slot.is_flagged = student.rng.random() < FLAGS
    is_left = slot.is_flagged and student.rng.random() < LEAVES_OPEN
    if not is_left and not _is_untouched(student, slot, answer) and slot.attempt.within_time(done) == done:
        slot.draft, slot.drafted_at, slot.draft_certainty = answer, done, certainty
    return done


def _is_untouched(student: Student, slot: Slot, answer: Answer) -> bool:
    """Whether it is an ordering as it was shown, which counts as no answer."""
    return student.bank.items[slot.question_version_id].kind is Kind.ORDERING and answer == slot.option_order


def _hand_in(student: Student, attempt: Attempt, slots: list[Slot], ended: dt.datetime) -> None:
    """Make answers of the drafts: as `submit_attempt` does."""
    remembered = []
    for slot in slots:
        if slot.draft is None or slot.shown_at is None or slot.drafted_at is None:
            continue
        grading = grade_answer(slot, slot.draft)
        response = Response(**response_columns(slot, slot.draft, slot.shown_at, slot.drafted_at), certainty=slot.draft_certainty)
        student.log.responses.append(response)
        student.log.grades.append(Grade(**grade_columns(response, grading, ended)))
        remembered.append((response, answered(response, slot.question_version, grading.outcomes)))
        count(attempt, grading)
    note_reviews(student, sorted(remembered, key=lambda row: row[1].at))
    attempt.finished_at = ended
