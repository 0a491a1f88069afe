"""Answering as a learner would: what a form sends for a right, a wrong or a half right answer."""

import datetime as dt
import random

from django.urls import reverse

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Response, Slot
from kfor_quiz.quizzes.selectors.pages import find_slots
from kfor_quiz.quizzes.services.answering import record_response
from kfor_quiz.quizzes.services.attempts import add_slots
from kfor_quiz.quizzes.wording import right_answer_typed
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
    if not slot.option_order:
        return {"text": right_answer_typed(slot.question_version)}
    return _options(slot, [option.key for option in slot.question_version.options.all() if option.is_key])


def wrong(slot: Slot) -> FORM:
    """What it sends for an answer that earns nothing: one wrong option, all of several, or a strange text."""
    kind = Kind(slot.question_version.question.kind)
    if kind in WRONG_TEXTS:
        return {"text": WRONG_TEXTS[kind]}
    options = slot.question_version.options.all()
    if kind is Kind.MULTIPLE_RESPONSE:
        return _options(slot, [option.key for option in options])
    return _options(slot, [next(option.key for option in options if not option.is_key)])


def _options(slot: Slot, keys: list[str]) -> FORM:
    return {"option": [str(slot.option_order.index(key) + 1) for key in keys]}


def record(attempt: Attempt, position: int, *, is_right: bool = True, now: dt.datetime = NOW) -> Response:
    """Answer one place through the service."""
    slot = slot_of(attempt, position)
    given = right(slot) if is_right else wrong(slot)
    return record_response(slot=slot, answer=as_answer(slot, given), now=now)


def as_answer(slot: Slot, given: FORM) -> str | list[str]:
    """What the service is given for what the form sends."""
    if "text" in given:
        return str(given["text"])
    return [slot.option_order[int(position) - 1] for position in given["option"]]


def finish(attempt: Attempt, *, wrong_at: tuple[int, ...] = ()) -> Attempt:
    """Answer all places, right but for those named."""
    for position in range(1, attempt.length + 1):
        record(attempt, position, is_right=position not in wrong_at)
    attempt.refresh_from_db()
    return attempt


def answer_url(attempt: Attempt, position: int = 1) -> str:
    return reverse("quizzes:answer", args=[attempt.uuid, position])


HTMX = {"HX-Request": "true"}
