"""How a typed date is understood, said while it is typed."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3/5/1881", "Read as 3 May 1881"),
        ("May 3, 1881", "Read as 3 May 1881"),
        ("may 1881", "Read as May 1881"),
        ("1881", "Read as 1881"),
        ("3 Ma", "Not read as a date yet"),
        ("<b>", "Not read as a date yet"),
        ("\x00", "Not read as a date yet"),
        ("9" * 10_000, "Not read as a date yet"),
        ("31.02.1881", "Not read as a date yet"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_it_says_how_the_text_is_read(client: Client, text: str, words: str) -> None:
    response = client.get(reverse("quizzes:read_date"), {"text": text})
    assert (response.status_code, response.content.decode()) == (200, words)


def test_without_a_text_it_says_nothing(client: Client) -> None:
    assert client.get(reverse("quizzes:read_date")).content == b""
    assert client.post(reverse("quizzes:read_date")).status_code == 405
