"""Taking a quiz as a person does, on whatever page the question stands."""

import random
import re
import uuid
from typing import Literal

from django.utils import timezone
from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question, QuestionVersion
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Slot
from kfor_quiz.quizzes.services.attempts import add_slots
from kfor_quiz.quizzes.wording import right_answer_typed

Outcome = Literal["right", "partly", "wrong"]
VERDICTS = {"right": "Right", "partly": "Partly right", "wrong": "Not quite"}


class Quizzing:
    """What the tests know of the bank, and how they answer."""

    def attempt_with(self, learner: User, *questions: Question) -> Attempt:
        """An attempt of just these questions."""
        identity = uuid.uuid4()
        versions = [question.current_version_id for question in questions if question.current_version_id]
        attempt = Attempt.objects.create(
            uuid=identity,
            learner=learner,
            pack=questions[0].pack,
            title="Chosen questions",
            seed=str(identity),
            length=len(versions),
            started_at=timezone.now(),
        )
        add_slots(attempt, versions, random.Random("fixed"))  # noqa: S311
        return attempt

    def question_of(self, kind: Kind, *, key_part: str = "") -> Question:
        """The first published question of a kind."""
        return Question.objects.published().filter(kind=kind, key__contains=key_part).earliest("key")

    def answer_open_question(self, page: Page, outcome: Outcome = "right") -> str:
        """Answer the question that the page shows, without checking it yet. Returns its stem."""
        version = self.version_on(page)
        if version.options.exists():
            for text in self.texts_for(version, outcome):
                # Only the option's own words: the key beside them may be the figure of another option.
                words = page.locator("span", has_text=re.compile(rf"^{re.escape(text)}$"))
                page.locator(".option", has=words).locator("input").check()
        else:
            page.locator("[name=text]").fill(self.typed_for(version, outcome))
        return version.stem

    def version_on(self, page: Page) -> QuestionVersion:
        """The version that the page asks, found by the address that its form posts to."""
        action = page.locator("form[data-question]").first.get_attribute("action") or ""
        attempt, position = action.strip("/").split("/")[1:3]
        return Slot.objects.get(attempt__uuid=attempt, position=position).question_version

    def texts_for(self, version: QuestionVersion, outcome: Outcome) -> list[str]:
        """The options to choose for an outcome."""
        options = list(version.options.order_by("order"))
        right, wrong = [o.text for o in options if o.is_key], [o.text for o in options if not o.is_key]
        return {"right": right, "partly": right[:-1], "wrong": wrong[:1]}[outcome]

    def typed_for(self, version: QuestionVersion, outcome: Outcome) -> str:
        """The text to type for an outcome."""
        accepted = version.accepted_answer()
        if accepted is None:
            raise AssertionError(f"{version.stem} is not typed")
        if outcome == "right":
            return right_answer_typed(version)
        if accepted.date is not None:
            return accepted.date[:4] if outcome == "partly" else "1 January 1950"
        if accepted.number is not None:
            return str(accepted.number * 98 // 100) if outcome == "partly" else "3"
        return "something else"

    def check(self, page: Page) -> None:
        """Press *Check answer* and wait for the feedback."""
        page.get_by_role("button", name="Check answer").click()
        expect(page.locator("[data-verdict]")).to_be_visible()

    def go_on(self, page: Page) -> None:
        """Press *Next question* or *See the result*."""
        page.locator("main a[data-primary]").click()
        expect(page.locator("[data-verdict]")).to_have_count(0)

    def take_all(self, page: Page, count: int, outcome: Outcome = "right") -> list[str]:
        """Answer `count` questions in a row; ends on the next question or the result."""
        stems = []
        for _ in range(count):
            stems.append(self.answer_open_question(page, outcome))
            self.check(page)
            self.go_on(page)
        return stems
