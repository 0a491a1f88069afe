"""A translation is a file: with it, and without any code, the app speaks another language."""

import os
import re
import shutil
import struct
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from kfor_quiz.languages import list_languages
from tests.platform.conftest import Site

ROOT = Path(__file__).parents[2]
HEADER = {"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"}
GERMAN = {
    "Sign in": "Anmelden",
    "Profile": "Profil",
    "%(number)s paragraph\0%(number)s paragraphs": "%(number)s Absatz\0%(number)s Absätze",
}


def write_translation(folder: Path, code: str, messages: dict[str, str]) -> None:
    """A compiled catalogue, as `msgfmt` writes it (GNU gettext manual, “The Format of GNU MO Files”)."""
    pairs = [(key.encode(), text.encode()) for key, text in sorted((HEADER | messages).items())]
    start = 28 + 16 * len(pairs)
    tables, strings = [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), start + len(strings))
            strings += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    path = folder / code / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(head + tables[0] + tables[1] + strings)


@pytest.fixture
def speaking(tmp_path: Path, settings: Settings) -> None:
    """The app as it is after a start with German and Hebrew in `locale/`."""
    write_translation(tmp_path, "de", GERMAN)
    write_translation(tmp_path, "he", {"Sign in": "כניסה"})
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = list_languages(tmp_path)


def test_the_languages_are_those_with_a_compiled_translation(tmp_path: Path) -> None:
    assert list_languages(tmp_path / "nowhere") == [("en", "English")]
    for code in ("pt_BR", "de", "en", "tlh"):
        write_translation(tmp_path, code, {})
    (tmp_path / "fr" / "LC_MESSAGES").mkdir(parents=True)
    assert list_languages(tmp_path) == [("en", "English"), ("de", "Deutsch"), ("pt-br", "Português Brasileiro"), ("tlh", "tlh")]


def test_a_visitor_reads_the_language_of_the_browser(site: Site, speaking: None) -> None:
    page = Client().get("/briefing/", headers={"Accept-Language": "de-CH, fr;q=0.5"}).text
    assert '<html lang="de" dir="ltr">' in page
    assert "Anmelden" in page
    assert "Sign in" not in page
    assert re.search(r"3\s+Absätze", page)
    assert "Glossary" in page  # not translated yet


def test_a_language_from_right_to_left_turns_the_page(site: Site, speaking: None) -> None:
    assert '<html lang="he" dir="rtl">' in Client().get("/", headers={"Accept-Language": "he"}).text


def test_a_language_without_a_translation_is_answered_in_english(site: Site, speaking: None) -> None:
    assert '<html lang="en" dir="ltr">' in Client().get("/", headers={"Accept-Language": "fr"}).text


def test_a_learner_chooses_the_language_and_dates_follow_it(site: Site, speaking: None) -> None:
    browser = site.open_browser("owner")
    assert '<option value="de">Deutsch</option>' in browser.get("/accounts/profile/").text
    browser.post("/accounts/profile/", {"language": "de", "time_zone": "UTC"})
    page = browser.get("/attempts/").text
    assert ">Profil</a>" in page
    assert re.search(r"\d+\. \w+ 20\d\d \d\d:\d\d", page)


def test_the_extraction_finds_every_text() -> None:
    """`makemessages` knows gettext, its sisters and `_`, and no other name that they may be given."""
    sources = [path.read_text() for path in (ROOT / "kfor_quiz").rglob("*.py")]
    names = {name for source in sources for name in re.findall(r"import \w*gettext\w*(?: as (\w+))?", source)}
    assert names <= {"", "_"}


@pytest.mark.skipif(
    shutil.which("xgettext") is None and os.environ.get("CI") != "true", reason="GNU gettext is not found; CI requires it."
)
def test_a_translation_begins_with_every_text_of_the_app(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the options that `make messages` gives; in Python, in templates, with plurals."""
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.chdir(ROOT)
    given = re.search(r"makemessages .*?(--extension .*)", (ROOT / "Makefile").read_text())
    assert given is not None
    call_command("makemessages", "--locale", "de", *given[1].split())
    texts = (tmp_path / "de" / "LC_MESSAGES" / "django.po").read_text()
    for text in ("Show all events", "Settled.", "ambiguous stem", "about %(figure)s", "There is no such topic."):
        assert f'msgid "{text}"' in texts
    assert 'msgid "%(number)s paragraph"\nmsgid_plural "%(number)s paragraphs"' in texts
    assert "#, fuzzy\nmsgid" not in texts.partition("\n\n")[2]
