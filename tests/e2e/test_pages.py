"""Every page, light and dark, on a narrow phone and a desktop: nothing for axe, no sideways scrolling, a silent console."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt
from tests.e2e.quiz import Quizzing
from tests.factories import GuestFactory

SignedIn = Callable[..., tuple[Page, User]]
NewContext = Callable[..., BrowserContext]
PUBLIC = (
    "/",
    "/quizzes/",
    "/briefing/",
    "/briefing/kfor/chronology/",
    "/timeline/",
    "/timeline/kfor/?topic=chronology&from=2003&to=x",
    "/timeline/?q=zzz",
    "/glossary/",
    "/search/",
    "/search/?q=troops",
    "/search/?q=zzz",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/no-such-page/",
)
OWN = (
    "/",
    "/quizzes/",
    "/attempts/",
    "/cards/",
    "/cards/plan/",
    "/cards/reviews/",
    "/progress/",
    "/progress/?on=2001-01-01",
    "/progress/briefing/kfor/tasks/",
    "/accounts/profile/",
    "/accounts/logout/",
    "/accounts/password/change/",
)
LOOKS = [pytest.param(width, scheme, id=f"{width} {scheme}") for width in (320, 1280) for scheme in ("light", "dark")]


def complaints(page: Page, *rules: str) -> list[str]:
    """What is wrong with the page once it is whole; by all rules of axe, or by some."""
    page.wait_for_load_state()
    # What axe loads beforehand serves a rule about turned screens that is off, and breaks the content security policy.
    options: dict[str, object] = {"preload": False} | ({"runOnly": list(rules)} if rules else {})
    violations = Axe().run(page, options=options).response["violations"]
    found = [f"{page.url}: {one['id']} at {one['nodes'][0]['target']}" for one in violations]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{page.url}: scrolls sideways")
    return found


def visit(page: Page, addresses: tuple[str, ...]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        found += complaints(page)
    return found


def watch_console(page: Page) -> list[str]:
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if "404" not in message.text else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_public_pages(new_context: NewContext, width: int, scheme: str) -> None:
    page = new_context(viewport={"width": width, "height": 700}, color_scheme=scheme).new_page()
    heard = watch_console(page)
    assert visit(page, PUBLIC) == []
    assert heard == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_learners_pages(signed_in: SignedIn, quizzing: Quizzing, width: int, scheme: str) -> None:
    page, learner = signed_in(viewport={"width": width, "height": 700}, color_scheme=scheme)
    heard = watch_console(page)
    attempt = quizzing.attempt_with(learner, *(quizzing.question_of(kind) for kind in Kind))
    found: list[str] = []
    page.goto(f"/attempts/{attempt.uuid}/")
    for kind in Kind:
        found += complaints(page)
        quizzing.answer_open_question(page, "partly" if kind in {Kind.ORDERING, Kind.MATCHING, Kind.RECALL_LIST} else "wrong")
        quizzing.check(page)
        page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        found += complaints(page)
        quizzing.go_on(page)
    found += complaints(page)
    found += visit(page, (*OWN, f"/attempts/{attempt.uuid}/1/report/"))
    assert found == []
    assert heard == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_guests_page_for_keeping(signed_in: SignedIn, width: int, scheme: str) -> None:
    page, _ = signed_in(GuestFactory.create(), viewport={"width": width, "height": 700}, color_scheme=scheme)
    assert visit(page, ("/keep/", "/")) == []
    assert Attempt.objects.count() == 0


def test_a_form_with_errors(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in(viewport={"width": 320, "height": 700})
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.TYPED_NUMBER))
    page.goto(f"/attempts/{attempt.uuid}/")
    page.locator("[name=text]").fill("lots")
    page.get_by_role("button", name="Check answer").click()
    page.locator(".errorlist").wait_for()
    assert complaints(page) == []
