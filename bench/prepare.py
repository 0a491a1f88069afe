"""Whoever sends the requests, and all that they will answer, made before the clock runs."""

import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.models import Note
from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack
from kfor_quiz.quizzes.models import Attempt, Slot
from kfor_quiz.quizzes.plans import Plan, Pool
from kfor_quiz.quizzes.selectors.pages import read_slots
from kfor_quiz.quizzes.selectors.previews import right_answer_to, wrong_answer_to
from kfor_quiz.quizzes.services.attempts import start_planned
from tests.quizzes.answers import form_of

LENGTH = 10
TOKEN = "bench" * 6 + "xy"  # as long as Django makes them; that cookie and header agree is all that is asked
NOTES = 100


@dataclass(frozen=True)
class Ask:
    """One request; `form` is what it posts, None for one that only reads."""

    path: str
    form: Mapping[str, str | list[str]] | None = None

    def forgetful(self) -> "Ask":
        """The same answer, where no memory hears of it."""
        return replace(self, path=f"/bench/forgetful{self.path}")


class Learner:
    """One person who is signed in, with a finished attempt behind them and an unfinished one before them."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.user = User.objects.create(username=f"bench-{uuid.uuid4().hex[:12]}")
        self.client = Client()
        self.client.force_login(self.user)
        self.finished, self.open = self.start(), self.start()
        for slot in read_slots(Slot.objects.filter(attempt=self.finished).order_by("position")):
            self.ask(answer_to(slot))

    def start(self) -> Attempt:
        return start_planned(learner=self.user, plan=Plan("Measured", Pool(self.pack), LENGTH), now=timezone.now()).attempt

    def answers(self, count: int) -> list[Ask]:
        """So many answers, each to another open question that has a next one; every second is wrong."""
        asks: list[Ask] = []
        while len(asks) < count:
            slots = Slot.objects.filter(attempt=self.start(), position__lt=LENGTH).order_by("position")
            asks += [answer_to(slot) for slot in read_slots(slots)]
        return asks[:count]

    def ask(self, ask: Ask) -> int:
        """The status with which the app answers, without a server between."""
        if ask.form is None:
            return self.client.get(ask.path).status_code
        return self.client.post(ask.path, dict(ask.form), headers={"HX-Request": "true"}).status_code

    def write(self, ask: Ask) -> bytes:
        """The request as it goes over the wire; answers are asked for as htmx does."""
        body = b"" if ask.form is None else urlencode(ask.form, doseq=True).encode()
        session = self.client.cookies[settings.SESSION_COOKIE_NAME].value
        lines = [
            f"{'GET' if ask.form is None else 'POST'} {ask.path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: {settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            "Accept-Encoding: gzip",
        ]
        if ask.form is not None:
            lines += [f"X-CSRFToken: {TOKEN}", "HX-Request: true", "Content-Type: application/x-www-form-urlencoded"]
            lines += [f"Content-Length: {len(body)}"]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def answer_to(slot: Slot) -> Ask:
    """An answer to one place: right at odd ones, wrong at even ones."""
    answer = (right_answer_to if slot.position % 2 else wrong_answer_to)(slot.question_version)
    return Ask(reverse("quizzes:answer", args=[slot.attempt.uuid, slot.position]), form_of(slot, answer))


def prepare_app() -> Pack:
    """The tables, those of the bare views among them, the static files, the content. Return the pack that is asked."""
    call_command("prepare", stdout=io.StringIO())
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    keeper = User.objects.create(username="bench")
    text = "The force was to deter renewed hostilities and to establish a secure environment."
    Note.objects.bulk_create(Note(learner=keeper, text=text, noted_at=timezone.now()) for _ in range(NOTES))
    return Pack.objects.earliest("key")
