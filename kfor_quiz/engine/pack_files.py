"""The files of a pack as they stand on the disk: their content, their lines, and what is wrong with a file as a whole."""

import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Table = dict[str, Any]

_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*([A-Za-z0-9_.\-]+)[ \t]*\]\]?", re.MULTILINE)
_LINE_OF_ERROR = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with a pack. `line` is 0 where the file as a whole is meant."""

    file: str
    line: int
    place: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.place}: {self.message}" if self.place else f"{where}: {self.message}"


@dataclass(frozen=True)
class PackFile:
    """One file that was read. One that is not there, or that cannot be read, is empty; then `is_read` is False."""

    name: str
    text: str = ""
    content: Table = field(default_factory=dict)
    is_read: bool = False

    def header_lines(self, table: str) -> list[int]:
        """The lines of the table's headers, in their order."""
        return [self._line_at(found.start(1)) for found in _HEADER.finditer(self.text) if found[1] == table]

    def line_of(self, name: str) -> int:
        """The line where a field or a table is first written; 0 where it is not found."""
        found = re.search(rf"^[ \t]*(?:\[\[?[ \t]*{re.escape(name)}[ \t]*\]|{re.escape(name)}[ \t]*=)", self.text, re.MULTILINE)
        return self._line_at(found.start()) if found else 0

    def _line_at(self, place: int) -> int:
        return self.text.count("\n", 0, place) + 1


def read_file(folder: Path, name: str) -> tuple[PackFile, list[Problem]]:
    """One file of a pack, and what is wrong with it as a whole. A file that is not there is no problem here."""
    if not os.path.lexists(folder / name):
        return PackFile(name), []
    try:
        text = _read_text(folder / name)
    except ValueError as error:
        return PackFile(name), [Problem(name, 0, "", str(error))]
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError, OverflowError) as error:
        return PackFile(name, text), [_unreadable(name, error)]
    if _holds_nul(content):
        return PackFile(name, text, content, is_read=True), [Problem(name, 0, "", "holds \\u0000, which no database stores")]
    return PackFile(name, text, content, is_read=True), []


def _read_text(path: Path) -> str:
    """The text without a byte-order mark; raise ValueError with a sentence where there is none."""
    try:
        if not path.is_file():
            raise ValueError("is no file, or leads to none")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise ValueError(f"is not in UTF-8: see line {line}; save it anew in that encoding") from error
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror}") from error


def _unreadable(name: str, error: Exception) -> Problem:
    if isinstance(error, RecursionError):
        return Problem(name, 0, "", "is not read: its brackets are nested too deep")
    if not isinstance(error, tomllib.TOMLDecodeError):
        return Problem(name, 0, "", "is not read: a number in it is too large")
    found = _LINE_OF_ERROR.search(str(error))
    return Problem(name, int(found[1]) if found else 0, "", f"is not TOML: {_LINE_OF_ERROR.sub('', str(error))}")


def _holds_nul(content: Table) -> bool:
    waiting: list[Any] = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and "\0" in one:
            return True
        if isinstance(one, dict):
            waiting.extend((*one.keys(), *one.values()))
        if isinstance(one, list):
            waiting.extend(one)
    return False
