"""Every kind of question answered right, wrong and partly."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.questions import Kind
from tests.e2e.quiz import VERDICTS, Outcome, Quizzing

SignedIn = Callable[..., tuple[Page, User]]
ALL = [(kind, outcome) for kind in Kind for outcome in ("right", "wrong")]
PARTLY = [
    (kind, "partly")
    for kind in (Kind.MULTIPLE_RESPONSE, Kind.TYPED_DATE, Kind.TYPED_NUMBER, Kind.ORDERING, Kind.MATCHING, Kind.RECALL_LIST)
]
# Of the numbers, one that the source hedges; of the dates, one that is known to the day.
KEY_PARTS = {Kind.TYPED_NUMBER: "strength-", Kind.TYPED_DATE: "first-elements", Kind.MATCHING: "based-in"}


@pytest.mark.parametrize(("kind", "outcome"), ALL + PARTLY)
def test_each_kind_is_asked_and_judged(
    signed_in: SignedIn, quizzing: Quizzing, kind: Kind, outcome: Outcome, javascript: bool
) -> None:
    page, learner = signed_in(java_script_enabled=javascript)
    part = KEY_PARTS.get(kind, "") if outcome == "partly" else ""
    question = quizzing.question_of(kind, key_part=part)
    attempt = quizzing.attempt_with(learner, question)
    page.goto(f"/attempts/{attempt.uuid}/")
    quizzing.answer_open_question(page, outcome)
    quizzing.check(page)
    expect(page.locator("[data-verdict]")).to_contain_text(VERDICTS[outcome])
    expect(page.locator("blockquote mark").first).not_to_be_empty()


def test_the_paragraph_is_a_link_to_the_very_sentence(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    question = quizzing.question_of(Kind.SINGLE_CHOICE)
    assert question.fact is not None
    attempt = quizzing.attempt_with(learner, question)
    page.goto(f"/attempts/{attempt.uuid}/")
    quizzing.answer_open_question(page)
    quizzing.check(page)
    page.get_by_role("link", name="Read the paragraph").click()
    expect(page).to_have_url(re.compile(rf"#f-{re.escape(question.fact.key)}$"))
    expect(page.locator(f"#f-{question.fact.key}")).to_be_visible()


def test_a_date_is_read_back_before_it_is_graded(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.TYPED_DATE))
    page.goto(f"/attempts/{attempt.uuid}/")
    page.locator("[name=text]").press_sequentially("10/6/99")
    expect(page.locator(".read-as")).to_have_text("Read as 10 June 1999")


def test_what_is_no_date_is_told_beside_the_field_and_kept(signed_in: SignedIn, quizzing: Quizzing, javascript: bool) -> None:
    page, learner = signed_in(java_script_enabled=javascript)
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.TYPED_DATE))
    page.goto(f"/attempts/{attempt.uuid}/")
    page.locator("[name=text]").fill("in the summer")
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator(".errorlist")).to_contain_text("not read as a date")
    expect(page.locator("[name=text]")).to_have_value("in the summer")
