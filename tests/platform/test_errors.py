"""What goes wrong is said in one clear sentence, with the right status."""

import json
import logging
import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from kfor_quiz.accounts.models import User
from kfor_quiz.operations.logs import JsonLines

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.platform.faulty_urls")]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/bad/", 400, "not as expected"),
        ("/forbidden/", 403, "This is for instructors."),
        ("/nowhere/", 404, "The address may be mistyped"),
        ("/missing/", 404, "The address may be mistyped"),
        ("/told/", 404, '<p class="lead" data-trouble>This lamp was never lit.</p>'),
        ("/too-many/", 429, "try again"),
        ("/broken/", 500, "<h1>A fault on our side</h1>"),
        ("/no-table/", 500, "<h1>A fault on our side</h1>"),
        ("/locked/", 503, "The database is busy."),
        ("/disk-full/", 503, "disk is full"),
        ("/read-only/", 503, "cannot write to its database"),
        ("/no-space/", 503, "disk is full"),
        ("/gone/", 503, "The database does not answer."),
        ("/postgres-full/", 503, "disk is full"),
    ],
)
def test_each_fault_has_its_status_and_its_sentence(visitor: Client, address: str, status: int, words: str) -> None:
    response = visitor.get(address)
    assert response.status_code == status
    assert words in response.text
    assert f">{status}</p>" in response.text
    assert "Training · unclassified" in response.text
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "Traceback" not in response.text


@pytest.mark.parametrize("address", ["/locked/", "/disk-full/", "/gone/"])
def test_the_page_of_trouble_is_headed_by_it_and_gives_scripts_its_sentence(visitor: Client, address: str) -> None:
    page = visitor.get(address).text
    assert "<h1>The server cannot do this right now</h1>" in page
    assert "<title>The server cannot do this right now" in page
    assert "on our side" not in page
    assert re.search(r'<p class="lead" data-trouble>The [^<]+\.</p>', page)
    assert "Most browsers still show what you typed" in page


def test_the_page_of_a_fault_asks_no_database(visitor: Client, django_assert_num_queries: Callable[[int], object]) -> None:
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert visitor.get("/locked/").status_code == 503


def test_a_method_that_a_page_does_not_take_is_refused_in_words(visitor: Client) -> None:
    response = visitor.post("/healthz")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert "<h1>" in response.text


def test_a_form_without_its_token_says_what_to_do(learner: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(learner)
    response = browser.post("/accounts/profile/", {"time_zone": "UTC"})
    assert response.status_code == 403
    assert "<h1>Reload the page and send it again</h1>" in response.text
    assert "Go back with your browser." in response.text
    assert "allow cookies" in response.text


def test_an_unknown_host_is_a_bad_request(visitor: Client) -> None:
    assert visitor.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400


def test_logs_have_the_id_of_the_request_and_no_addresses(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        response = visitor.get("/broken/?name=anna@example.org", headers={"x-forwarded-for": "192.0.2.7"})
    lines = "\n".join(JsonLines().format(record) for record in caplog.records)
    logged = [json.loads(line) for line in lines.splitlines()]
    assert response.headers["X-Request-ID"]
    assert any(line.get("status") == 500 and line["route"] == "/broken/" for line in logged)
    assert "ZeroDivisionError" in lines
    assert "example.org" not in lines
    assert "192.0.2.7" not in lines


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/spoiled/MQ-secret/", "Internal Server Error: /spoiled/<str:key>/"),
        ("/spoiled/MQ-secret/more/", "Not Found: [unknown]"),
    ],
)
def test_logs_have_the_pattern_of_an_address_and_not_the_key_in_it(
    visitor: Client, caplog: pytest.LogCaptureFixture, address: str, message: str
) -> None:
    with caplog.at_level(logging.INFO):
        visitor.get(address)
    lines = [JsonLines().format(record) for record in caplog.records]
    assert message in {json.loads(line)["message"] for line in lines}
    assert "secret" not in "".join(lines)


def test_every_request_has_an_id_of_its_own(visitor: Client) -> None:
    assert visitor.get("/healthz").headers["X-Request-ID"] != visitor.get("/healthz").headers["X-Request-ID"]


def test_a_limit_promises_no_minute(visitor: Client) -> None:
    said = re.findall(r'data-rate="([^"]+)"', visitor.get("/too-many/").text)
    assert said == ["That was too often in a short time. Nothing is lost: wait, and send it again later."]


def test_a_passed_limit_of_allauth_gives_the_same_page(visitor: Client) -> None:
    cache.clear()
    for _ in range(21):
        response = visitor.post("/accounts/signup/", {"username": ""})
    assert response.status_code == 429
    assert "<h1>" in response.text
