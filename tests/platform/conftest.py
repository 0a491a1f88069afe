"""A small site with a pack, a learner with a finished and a running attempt and a running exam, and everybody who might come by."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from kfor_quiz.accounts.models import Role, User
from tests.factories import AdministratorFactory, GuestFactory, MembershipFactory, UserFactory

LIGHTHOUSE = Path(__file__).parents[1] / "content" / "packs" / "lighthouse"
ATTEMPT = re.compile(r"/attempts/([0-9a-f-]{36})/")


@dataclass(frozen=True)
class Site:
    """`people` by role; "owner" is the one whose attempts `finished` and `running` are, and the running `exam`."""

    finished: str
    running: str
    exam: str
    people: dict[str, User] = field(default_factory=dict)

    def open_browser(self, role: str) -> Client:
        """A browser of somebody in that role; "visitor" is nobody. A fault gives its page, as in production."""
        browser = Client(raise_request_exception=False)
        if role != "visitor":
            browser.force_login(self.people[role])
        return browser


@pytest.fixture
def site(db: None, capsys: pytest.CaptureFixture[str]) -> Site:
    call_command("load_content", str(LIGHTHOUSE))
    people = {
        "guest": GuestFactory.create(),
        "owner": UserFactory.create(),
        "learner": UserFactory.create(),
        "instructor": MembershipFactory.create(role=Role.INSTRUCTOR).user,
        "administrator": AdministratorFactory.create(),
    }
    browser = Client()
    browser.force_login(people["owner"])
    finished = start(browser, reverse("quizzes:start", args=["lighthouse", "stations"]))
    while (position := open_position(browser, finished)) is not None:
        answer(browser, finished, position)
    running = start(browser, reverse("quizzes:start", args=["lighthouse", "all"]))
    answer(browser, running, 1)
    exam = start(browser, reverse("quizzes:exam", args=["lighthouse"]))
    capsys.readouterr()
    return Site(finished, running, exam, people)


def start(browser: Client, address: str) -> str:
    """Start a quiz or an exam of the small pack; the attempt's UUID."""
    response = browser.post(address)
    found = ATTEMPT.search(response.headers["Location"])
    assert found
    return found[1]


def open_position(browser: Client, attempt: str) -> int | None:
    """The place to answer now; None when all are answered."""
    response = browser.get(reverse("quizzes:attempt", args=[attempt]))
    return response.context["question"].position if response.status_code == 200 else None


def answer(browser: Client, attempt: str, position: int) -> None:
    """Give some answer, right or wrong."""
    address = reverse("quizzes:answer", args=[attempt, position])
    orders = [{f"place-{place}": str(place) for place in range(1, count + 1)} for count in range(2, 8)]
    for posted in ({"option": "1"}, {"text": "7"}, {"text": "1 May 1900"}, {"text": "a lamp"}, {"left-1": "1"}, *orders):
        if browser.post(address, posted).status_code == 302:
            return
    raise AssertionError(address)
