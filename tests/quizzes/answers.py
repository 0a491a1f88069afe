"""Answering as a learner would: what a form sends for a right, a wrong or a half right answer."""

import datetime as dt
import random

from django.http import QueryDict
from django.urls import reverse

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.questions import Answer, Kind
from kfor_quiz.quizzes.forms import read_answer
from kfor_quiz.quizzes.models import Attempt, Response, Slot
from kfor_quiz.quizzes.selectors.pages import find_slots
from kfor_quiz.quizzes.selectors.previews import right_answer_to, wrong_answer_to
from kfor_quiz.quizzes.services.answering import record_response
from kfor_quiz.quizzes.services.attempts import add_slots
from tests.quizzes.conftest import NOW

WRONG_TEXTS = {Kind.TYPED_TEXT: "none of your business", Kind.TYPED_NUMBER: "7", Kind.TYPED_DATE: "1 January 1700"}
FORM = dict[str, str | list[str]]


def ask(learner: User, *questions: Question, now: dt.datetime = NOW) -> Attempt:
    """An attempt of just these questions."""
    versions = [question.current_version_id for question in questions if question.current_version_id]
    attempt = Attempt.objects.create(
        learner=learner, pack=questions[0].pack, title="Chosen", seed="chosen", length=len(versions), started_at=now
    )
    add_slots(attempt, versions, random.Random("chosen"))  # noqa: S311 - a fixed order of options
    return attempt


def slot_of(attempt: Attempt, position: int = 1) -> Slot:
    """A place of an attempt as the pages fetch it."""
    return find_slots(learner=attempt.learner, attempt=attempt.uuid, positions=(position,))[position]


def right(slot: Slot) -> FORM:
    """What the form of the question sends for the right answer."""
    return form_of(slot, right_answer_to(slot.question_version))


def wrong(slot: Slot) -> FORM:
    """What it sends for an answer that earns nothing: one wrong option, all of several, the reverse, or a strange text."""
    kind = Kind(slot.question_version.question.kind)
    if kind in WRONG_TEXTS:
        return {"text": WRONG_TEXTS[kind]}
    if kind is Kind.MULTIPLE_RESPONSE:
        return form_of(slot, list(slot.option_order))
    return form_of(slot, wrong_answer_to(slot.question_version))


def form_of(slot: Slot, answer: Answer) -> FORM:
    """What the form of the question sends for an answer."""
    kind = Kind(slot.question_version.question.kind)
    place = {key: str(position) for position, key in enumerate(slot.option_order, start=1)}
    if isinstance(answer, dict):
        lefts = enumerate(slot.question_version.left_items(), start=1)
        return {f"left-{position}": place[answer[left.key]] for position, left in lefts if left.key in answer}
    if isinstance(answer, str):
        return {"text": answer}
    if kind is Kind.RECALL_LIST:
        return {"text": "\n".join(answer)}
    if kind is Kind.ORDERING:
        return {f"place-{place[key]}": str(number) for number, key in enumerate(answer, start=1)}
    return {"option": [place[key] for key in answer]}


def record(attempt: Attempt, position: int, *, is_right: bool = True, now: dt.datetime = NOW) -> Response:
    """Answer one place through the service."""
    slot = slot_of(attempt, position)
    given = right(slot) if is_right else wrong(slot)
    return record_response(slot=slot, answer=as_answer(slot, given), now=now)


def as_answer(slot: Slot, given: FORM) -> Answer:
    """What the service is given for what the form sends."""
    data = QueryDict(mutable=True)
    for name, value in given.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return read_answer(slot, data)


def finish(attempt: Attempt, *, wrong_at: tuple[int, ...] = ()) -> Attempt:
    """Answer all places, right but for those named."""
    for position in range(1, attempt.length + 1):
        record(attempt, position, is_right=position not in wrong_at)
    attempt.refresh_from_db()
    return attempt


def answer_url(attempt: Attempt, position: int = 1) -> str:
    return reverse("quizzes:answer", args=[attempt.uuid, position])


HTMX = {"HX-Request": "true"}
