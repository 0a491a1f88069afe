"""A translation that marks each text, and the words of a page that have no mark and are no data."""

import json
import re
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.db.models import Model
from django.utils import translation

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.time_zones import list_time_zones
from kfor_quiz.bank import models as bank
from kfor_quiz.engine.briefing import read_marks
from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.quizzes.models import Attempt, Quiz, Response

OPEN, CLOSE = "⟦", "⟧"
MARKED = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
LETTERS = re.compile(r"[^\W\d_]{2,}")
SAID_IN = {"alt", "aria-description", "aria-label", "label", "placeholder", "title"}
DJANGOS_OWN = "Search"  # the text of an icon in Django's admin, which Django does not translate
ADMIN_ROWS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def mark_translations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Translate into the same words, each text between marks."""

    def mark(text: str) -> str:
        return f"{OPEN}{text}{CLOSE}" if text else ""

    catalogue = translation._trans  # type: ignore[attr-defined]
    monkeypatch.setattr(catalogue, "gettext", mark)
    monkeypatch.setattr(catalogue, "pgettext", lambda _context, text: mark(text))
    monkeypatch.setattr(catalogue, "ngettext", lambda one, many, number: mark(one if number == 1 else many))
    monkeypatch.setattr(catalogue, "npgettext", lambda _context, one, many, number: mark(one if number == 1 else many))


class Data:
    """Texts that are not the interface's: those of the pack, in its own language, and what people are called or wrote."""

    def __init__(self, *texts: str) -> None:
        self.texts = {text.strip() for text in texts if LETTERS.search(text)}

    def and_also(self, *texts: str) -> "Data":
        return Data(*self.texts, *texts)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.texts, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")

    def without(self, said: str) -> str:
        """What is left of a text without any of these."""
        return "" if said.strip() in self.texts else " ".join(self.pattern.sub(" ", said).split())


def is_message(name: str, value: str) -> bool:
    """What our scripts show; what Django's read is JSON."""
    return name.startswith("data-") and " " in value and not value.startswith("{")


class Reader(HTMLParser):
    """Collects what a page says: text, what is read out or shown of attributes, and the messages that scripts show."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.is_code = tag in {"script", "style"}
        self.said += [value for name, value in values.items() if name in SAID_IN or is_message(name, value)]
        if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
            self.said.append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self.is_code = False

    def handle_data(self, data: str) -> None:
        if not self.is_code:
            self.said.append(data)


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value of a JSON column."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


CONTENT: list[tuple[type[Model], tuple[str, ...]]] = [
    (bank.Pack, ("title", "edition", "notice", "welcome", "key")),
    (bank.Source, ("title", "publisher", "key")),
    (bank.Topic, ("title", "summary", "key")),
    (bank.Entity, ("name", "abbreviation", "variants", "gloss", "key")),
    (bank.FactVersion, ("statement", "sentence")),
    (bank.QuestionVersion, ("stem", "accepted")),
    (bank.Option, ("text", "rationale", "evidence")),
    (Quiz, ("title", "summary", "key")),
    (Attempt, ("title",)),
    (Response, ("answer",)),
    (User, ("username", "email")),
]


def pack_data() -> Data:
    """What a page for learners may say that is not translated."""
    language = LANGUAGES["en"]
    found: set[str] = {"Training · unclassified", "English", *list_time_zones()}
    for model, columns in CONTENT:
        for row in model._default_manager.values_list(*columns):
            found.update(text for value in row for text in texts_in(value))
    for text in bank.Passage.objects.values_list("text", flat=True):
        found.update(segment.text.strip() for segment in read_marks(text))
    for value in bank.FactVersion.objects.filter(fact__kind="event").values_list("value", flat=True):
        found.add(language.date_text(read_date(value["date"])))
    return Data(*found)


def admin_data() -> Data:
    """What the admin shows of the tables as it is stored: their texts, but for those that are chosen from a list."""
    found = {DJANGOS_OWN}
    for model in ADMIN_ROWS:
        names = [field.attname for field in model._meta.concrete_fields if not field.choices]
        for row in model._default_manager.all():
            values = [getattr(row, name) for name in names]
            found.update(text for value in values for text in texts_in(value))
            found.update(json.dumps(value, ensure_ascii=False) for value in values if isinstance(value, dict | list))
            found.add(str(row))
    return pack_data().and_also(*found)


def unmarked(text: str, known: Data) -> list[str]:
    """What a page says without marks, and is no data."""
    reader = Reader()
    reader.feed(text)
    said = "\0".join(reader.said)
    while (rest := MARKED.sub("", said)) != said:
        said = rest
    pieces = (known.without(piece) for piece in said.split("\0") if LETTERS.search(piece))
    return [piece for piece in pieces if LETTERS.search(piece)]


def check_translated(text: str, known: Data) -> None:
    left = unmarked(text, known)
    assert OPEN in text, "nothing is marked"
    assert not left, left
