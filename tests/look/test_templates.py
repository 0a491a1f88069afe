"""Rules that every template keeps, and the weight of what a page loads."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
NOT_WORDS = re.compile(r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}|\{% block body_class %\}.*?\{% endblock", re.DOTALL)
WORDS_IN_ATTRIBUTES = {"aria-label", "alt", "placeholder", "title"}


class Reader(HTMLParser):
    """Collects the words that stand between tags and in attributes, the handlers, and inline code."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inline: list[str] = []
        self.is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.is_code = tag in {"script", "style"} and "src" not in names
        self.inline += [tag] * self.is_code
        self.inline += [name for name in names if name == "style" or name.startswith(("on", "hx-on", "hx-vals", "hx-vars"))]
        self.words += [value or "" for name, value in attrs if name in WORDS_IN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self.is_code = False

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(name: str) -> str:
    return (ROOT / "templates" / name).read_text()


def read_html(name: str) -> Reader:
    reader = Reader()
    reader.feed(TAG.sub("", NOT_WORDS.sub("", read(name))))
    return reader


def weigh(*paths: Path) -> int:
    """Bytes on the wire, compressed."""
    return sum(len(gzip.compress(path.read_bytes(), compresslevel=9)) for path in paths)


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_template_decides_little(name: str) -> None:
    assert read(name).count("{% if ") <= 5


@pytest.mark.parametrize("name", NAMES)
def test_template_is_safe_under_the_content_security_policy(name: str) -> None:
    assert read_html(name).inline == []


@pytest.mark.parametrize("name", NAMES)
def test_words_are_translated(name: str) -> None:
    words = [text.strip() for text in read_html(name).words]
    assert [text for text in words if re.search(r"[^\W\d_]", text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_third_party_host_is_named(name: str) -> None:
    assert re.findall(r"(?:https?:)?//[\w.]+", TAG.sub("", read(name))) == []


def test_every_icon_that_is_used_is_drawn_and_every_drawn_one_is_used() -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', (ROOT / "static/img/icons.svg").read_text()))
    shown = "".join(path.read_text() for path in TEMPLATES)
    used = set(re.findall(r'{% (?:icon |include "_nav_link\.html" with .*?name=)"(\w+)"', shown))
    assert used == drawn


def test_what_a_page_loads_is_light() -> None:
    htmx = finders.find("django_htmx/htmx-2.min.js")
    assert isinstance(htmx, str)
    assert weigh(ROOT / "static/css/app.css") <= 10_000
    assert weigh(ROOT / "static/js/app.js", Path(htmx)) <= 25_000
    assert weigh(ROOT / "static/img/icons.svg", ROOT / "static/img/favicon.svg") <= 3_000
