"""What a question costs on a poor link."""

import gzip
from collections.abc import Callable

from django.test import Client
from playwright.sync_api import Page, Response

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.questions import Kind
from tests.e2e.quiz import Quizzing
from tests.quizzes.answers import HTMX, answer_url, right, slot_of

SignedIn = Callable[..., tuple[Page, User]]
KB = 1024


def packed(response: Response) -> int:
    """The body's size on the wire, compressed as the server does it for real."""
    return len(gzip.compress(response.body(), 6))


def listen(page: Page) -> list[Response]:
    """All responses that the page gets from now on."""
    seen: list[Response] = []

    def note(response: Response) -> None:
        seen.append(response)

    page.on("response", note)
    return seen


def test_a_cold_visit_to_a_question_of_any_kind_stays_within_its_budget(signed_in: SignedIn, quizzing: Quizzing) -> None:
    for kind in Kind:
        page, learner = signed_in()
        attempt = quizzing.attempt_with(learner, quizzing.question_of(kind))
        seen = listen(page)
        page.goto(f"/attempts/{attempt.uuid}/", wait_until="networkidle")
        sizes = {response.url.rpartition("/")[2] or "page": packed(response) for response in seen}
        assert len(seen) <= 6, (kind, sizes)
        assert sum(sizes.values()) <= 45 * KB, (kind, sizes)
        assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= 10 * KB, sizes
        assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 25 * KB, sizes
        page.close()


def test_the_answer_to_a_question_of_any_kind_is_small_on_the_wire(server: str, learner: User, quizzing: Quizzing) -> None:
    browser = Client()
    browser.force_login(learner)
    for kind in Kind:
        question = quizzing.question_of(kind)
        attempt = quizzing.attempt_with(learner, question, question)
        fragment = browser.post(answer_url(attempt), right(slot_of(attempt)), headers=HTMX)
        assert "Next question" in fragment.text
        assert len(gzip.compress(fragment.content, 6)) <= 3 * KB, kind


def test_an_answer_is_one_small_round_trip(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    first, second = quizzing.question_of(Kind.SINGLE_CHOICE), quizzing.question_of(Kind.MULTIPLE_RESPONSE)
    attempt = quizzing.attempt_with(learner, first, second)
    page.goto(f"/attempts/{attempt.uuid}/", wait_until="networkidle")
    seen = listen(page)
    quizzing.answer_open_question(page)
    quizzing.check(page)
    quizzing.go_on(page)
    assert [response.request.method for response in seen if "/answer/" in response.url] == ["POST"]
    pages = [response for response in seen if "/static/" not in response.url]
    assert len(pages) == 1, [response.url for response in pages]
    assert packed(pages[0]) <= 3 * KB
