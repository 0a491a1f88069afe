"""Practice: a quiz of the pack, or what was missed in one, with feedback after each answer."""

import datetime as dt
from dataclasses import dataclass, field, replace

from kfor_quiz.demo.life.sitting import answer_slot, count, note_reviews, start
from kfor_quiz.demo.life.student import Student, later
from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.questions import Answer
from kfor_quiz.quizzes.models import Attempt, Grade, QuestionReport, Response, Slot
from kfor_quiz.quizzes.plans import plan_quiz, plan_retry
from kfor_quiz.quizzes.services.answering import grade_answer, grade_columns, response_columns
from kfor_quiz.quizzes.services.remembering import answered

# How often somebody leaves a quiz unfinished, goes on with it at the next, tries again what they missed, and reports a question.
LEAVES, RESUMES, RETRIES, REPORTS = 0.05, 0.5, 0.25, 0.004
READING = (2.0, 14.0)  # seconds of feedback
SETTLED_AFTER, SETTLED_SHARE = dt.timedelta(days=20), 0.7
COMPLAINTS = (
    "The right answer is not clear to me from the briefing.",
    "Is this still so? The source is some years old.",
    "The question is hard to read. Could it be shorter?",
    "The sentence shown does not say this in so many words.",
    "Too much detail for a training like this, I think.",
)
OF_TYPED = ("I wrote the same in other words and it was not taken.", "Spelling should not matter this much.")
OF_OPTIONS = ("Two of these look right to me.", "One of the wrong ones gives it away.")


@dataclass
class Practice:
    """The quizzes of one person that wait for them, by quiz: an unfinished one goes on."""

    student: Student
    unfinished: dict[int, list[Slot]] = field(default_factory=dict)

    def take(self, now: dt.datetime) -> dt.datetime:
        """Take a quiz that starts now, or goes on. Return when the person stopped."""
        slots = self._choose(now)
        if not slots:
            return now
        attempt = slots[0].attempt
        left = slots[attempt.answered :]
        stops = self.student.rng.randrange(1, len(left)) if len(left) > 1 and self.student.rng.random() < LEAVES else len(left)
        for place, slot in enumerate(left[:stops], start=1):
            now = _answer_at_once(self.student, slot, left[place] if place < len(left) else None, now)
        if attempt.quiz:
            self.unfinished[attempt.quiz.pk] = slots if attempt.finished_at is None else []
        return now

    def _choose(self, now: dt.datetime) -> list[Slot]:
        rng, attempts = self.student.rng, self.student.log.attempts
        if attempts and can_be_retried(attempts[-1]) and rng.random() < RETRIES:
            return retry(self.student, attempts[-1], now)
        waiting = [slots for slots in self.unfinished.values() if slots]
        if waiting and rng.random() < RESUMES:
            return rng.choice(waiting)
        quiz = rng.choice(self.student.bank.quizzes)
        return self.unfinished.get(quiz.pk) or start(self.student, plan_quiz(quiz), now)


def retry(student: Student, attempt: Attempt, now: dt.datetime) -> list[Slot]:
    """Start what asks again what was missed, and return its places."""
    if attempt.pack is None:
        return []
    plan = plan_retry(attempt, attempt.pack)  # which knows a retry by its number, and this one has none yet
    return start(student, replace(plan, title=attempt.title) if attempt.retry_of else plan, now)


def can_be_retried(attempt: Attempt) -> bool:
    """Whether all of it was answered, and not all of that right."""
    return attempt.answered == attempt.length and attempt.score < attempt.length


def _answer_at_once(student: Student, slot: Slot, upcoming: Slot | None, now: dt.datetime) -> dt.datetime:
    """Answer a question that was sent with the feedback before it, once that is read. Return when."""
    seen = later(now, student.rng.uniform(*READING)) if slot.shown_at == now else now
    slot.shown_at = slot.shown_at or now
    answer, certainty, answered_at = answer_slot(student, slot, seen)
    _count_answer(student, slot, answer, certainty, seen, answered_at)
    if upcoming is not None:
        upcoming.shown_at = answered_at
    if student.rng.random() < REPORTS:
        _report(student, slot, answered_at)
    return answered_at


def _count_answer(
    student: Student, slot: Slot, answer: Answer, certainty: Certainty | None, shown_at: dt.datetime, now: dt.datetime
) -> None:
    attempt, grading = slot.attempt, grade_answer(slot, answer)
    response = Response(**response_columns(slot, answer, shown_at, now), certainty=certainty)
    student.log.responses.append(response)
    student.log.grades.append(Grade(**grade_columns(response, grading, now)))
    note_reviews(student, [(response, answered(response, slot.question_version, grading.outcomes))])
    count(attempt, grading)
    attempt.finished_at = now if attempt.answered == attempt.length else None


def _report(student: Student, slot: Slot, now: dt.datetime) -> None:
    """Say what is wrong with a question, in the person's own words; once for each."""
    if all(one.question_version_id != slot.question_version_id for one in student.log.reports):
        is_typed = student.bank.items[slot.question_version_id].accepted is not None
        text = student.rng.choice((*COMPLAINTS, *(OF_TYPED if is_typed else OF_OPTIONS)))
        student.log.reports.append(
            QuestionReport(learner=student.user, question_version=slot.question_version, text=text, created_at=later(now, 20))
        )
