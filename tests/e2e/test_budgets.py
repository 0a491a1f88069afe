"""What a question costs on a poor link."""

import gzip
from collections.abc import Callable

from playwright.sync_api import Page, Response

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.questions import Kind
from tests.e2e.quiz import Quizzing

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


def test_a_cold_visit_to_a_question_stays_within_its_budget(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.MULTIPLE_RESPONSE))
    seen = listen(page)
    page.goto(f"/attempts/{attempt.uuid}/", wait_until="networkidle")
    sizes = {response.url.rpartition("/")[2] or "page": packed(response) for response in seen}
    assert len(seen) <= 6, sizes
    assert sum(sizes.values()) <= 45 * KB, sizes
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= 10 * KB, sizes
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 25 * KB, sizes


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
