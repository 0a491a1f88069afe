"""The languages that the app speaks: English, in which it is written, and each for which there is a compiled translation."""

from pathlib import Path

from django.conf.locale import LANG_INFO

WRITTEN_IN = "en"


def list_languages(folder: Path) -> list[tuple[str, str]]:
    """Code and own name of each language with a `<code>/LC_MESSAGES/django.mo` in the folder, English first."""
    found = {path.parents[1].name.replace("_", "-").lower() for path in folder.glob("*/LC_MESSAGES/django.mo")}
    return [(code, str(LANG_INFO.get(code, {}).get("name_local", code))) for code in (WRITTEN_IN, *sorted(found - {WRITTEN_IN}))]
