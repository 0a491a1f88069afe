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
        page.wait_for_load_state()  # what is chosen before the page's script has come is kept by nobody
        kind = Kind(version.question.kind)
        if kind is Kind.ORDERING:
            self._order(page, version, outcome)
        elif kind is Kind.MATCHING:
            self._match(page, version, outcome)
        elif kind is Kind.RECALL_LIST:
            page.locator("textarea[name=text]").fill("\n".join(self.lines_for(version, outcome)))
        elif version.options.exists():
            for text in self.texts_for(version, outcome):
                # Only the option's own words: the key beside them may be the figure of another option.
                words = page.locator("span", has_text=re.compile(rf"^{re.escape(text)}$"))
                page.locator(".option", has=words).locator("input").check()
        else:
            page.locator("[name=text]").fill(self.typed_for(version, outcome))
        return version.stem

    def _order(self, page: Page, version: QuestionVersion, outcome: Outcome) -> None:
        """Choose each row's place, from the first; partly right is the right order with its first two exchanged."""
        texts = [option.text for option in version.options.order_by("sort_value")]
        if outcome == "wrong":
            texts.reverse()
        if outcome == "partly":
            texts[:2] = texts[1::-1]
        for place, text in enumerate(texts, start=1):
            page.get_by_label(f"Place of “{text}”").select_option(str(place))

    def _match(self, page: Page, version: QuestionVersion, outcome: Outcome) -> None:
        """Choose each left's option; wrong is the option of the next, partly right has two exchanged."""
        texts = dict(version.options.values_list("key", "text"))
        lefts, rights = version.left_items(), [texts[left.option_key] for left in version.left_items()]
        if outcome == "wrong":
            rights = [*rights[1:], rights[0]]
        if outcome == "partly":
            rights[:2] = rights[1::-1]
        for left, right in zip(lefts, rights, strict=True):
            page.get_by_label(left.text, exact=True).select_option(right)

    def lines_for(self, version: QuestionVersion, outcome: Outcome) -> list[str]:
        """What to write of a list that is recalled."""
        accepted = version.accepted_answer()
        names = [names[0] for names in accepted.members] if accepted else []
        return {"right": names[::-1], "partly": names[1:], "wrong": ["something else"]}[outcome]

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
        page.wait_for_load_state()

    def go_on(self, page: Page) -> None:
        """Press *Next question* or *See the result*, and wait for the whole of it."""
        page.locator("main a[data-primary]").click()
        expect(page.locator("[data-verdict]")).to_have_count(0)
        page.wait_for_load_state()

    def take_all(self, page: Page, count: int, outcome: Outcome = "right") -> list[str]:
        """Answer `count` questions in a row; ends on the next question or the result."""
        stems = []
        for _ in range(count):
            stems.append(self.answer_open_question(page, outcome))
            self.check(page)
            self.go_on(page)
        return stems
