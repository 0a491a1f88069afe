"""However a pack is mangled, reading it gives problems in plain words, and nothing else."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.packs import read_pack

LIGHTHOUSE = Path(__file__).parents[1] / "content" / "packs" / "lighthouse"
FILES = {path.relative_to(LIGHTHOUSE).as_posix(): path.read_bytes() for path in sorted(LIGHTHOUSE.rglob("*.toml"))}
JARGON = ("Input should", "String should", "Extra inputs", "Field required", "should have", "Value error", "{{", "a event")
VALUES = st.sampled_from(
    [
        "0",
        "-1",
        "1e999",
        "nan",
        "true",
        '""',
        '"x"',
        '"{x"',
        '"{}"',
        '"[a](b)"',
        "[]",
        "[[]]",
        "[1]",
        "{}",
        "[{}]",
        "[{key = 1}]",
        "1999-01-01",
        "12:00:00",
        "1979-05-27T07:32:00Z",
        "9" * 30,
        "9" * 5000,
        "[" * 900 + "]" * 900,
        "[" * 3000,
        '"\\u0000"',
        '"' + "é" * 999 + '"',
    ]
)
Mangle = Callable[[bytes, st.DataObject], bytes]


def put_value(content: bytes, data: st.DataObject) -> bytes:
    """Another value behind one of the equals signs."""
    lines = content.split(b"\n")
    place = data.draw(st.sampled_from([place for place, line in enumerate(lines) if b" = " in line]))
    lines[place] = lines[place].split(b" = ")[0] + b" = " + data.draw(VALUES).encode()
    return b"\n".join(lines)


def drop_lines(content: bytes, data: st.DataObject) -> bytes:
    lines = content.split(b"\n")
    start = data.draw(st.integers(0, len(lines) - 1))
    return b"\n".join(lines[:start] + lines[start + data.draw(st.integers(1, 6)) :])


def put_bytes(content: bytes, data: st.DataObject) -> bytes:
    place = data.draw(st.integers(0, len(content)))
    return content[:place] + data.draw(st.binary(max_size=6) | st.text('[]{}"=.\n #', max_size=6).map(str.encode)) + content[place:]


def rename(content: bytes, data: st.DataObject) -> bytes:
    """One word, wherever it stands, becomes another of the file."""
    words = sorted({word for word in content.replace(b'"', b" ").replace(b"[", b" ").replace(b"]", b" ").split() if word.isalpha()})
    return content.replace(data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words)))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(file=st.sampled_from(sorted(FILES)), mangle=st.sampled_from([put_value, drop_lines, put_bytes, rename]), data=st.data())
def test_a_mangled_pack_gives_problems_in_plain_words(
    tmp_path_factory: pytest.TempPathFactory, file: str, mangle: Mangle, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "mangled"
    if not folder.exists():
        shutil.copytree(LIGHTHOUSE, folder)
    (folder / file).write_bytes(mangle(FILES[file], data))
    try:
        pack, problems = read_pack(folder)
    finally:
        (folder / file).write_bytes(FILES[file])
    assert (pack is None) == bool(problems)
    ours = [re.sub("“[^”]*”", "", str(problem)) for problem in problems]  # without what is quoted from the file
    assert not any(word in text for text in ours for word in JARGON)


_PART = "[0-9]{4}(-[0-9]{2}){0,2}"


@given(st.text() | st.from_regex(r"[0-9yYuX/?~.\-]{1,14}", fullmatch=True) | st.from_regex(f"{_PART}(/{_PART})?", fullmatch=True))
def test_any_text_is_a_date_or_is_refused_with_a_sentence(text: str) -> None:
    try:
        date = read_date(text)
    except ValueError as error:
        sentence = str(error)
    else:
        sentence = f"“{text}” is one" if date.first <= date.last else ""
    assert sentence.startswith(f"“{text}” ")
