"""Reading a pack from its folder: all problems at once, each with its file and place."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.facts import Fact, FactKind
from kfor_quiz.engine.knowledge import Pack, Passage, Predicate, ReadyQuiz, Source, Statement, Template, Topic, Welcome
from kfor_quiz.engine.pack_rules import BrokenRule, broken_rules

_HEADER = re.compile(r"^\s*\[\[\s*([A-Za-z0-9_.\-]+)\s*\]\]", re.MULTILINE)
_FILES = frozenset({"pack.toml", "entities.toml", "predicates.toml", "templates.toml", "statements.toml"})
_FOLDERS = frozenset({"facts", "briefing"})
_TABLES_OF = {
    "entities.toml": ("entity",),
    "predicates.toml": ("predicate",),
    "statements.toml": ("statement",),
    "facts": ("fact",),
    "briefing": ("paragraph",),
}
_FACT_KINDS = frozenset(kind.value for kind in FactKind)
_VALUE_FREE = frozenset(Fact.model_fields) - {"value"}

Table = dict[str, Any]
Row = TypeVar("Row", bound=BaseModel)


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
class Place:
    """Where a row stands: its file, the line of its table, and its name there."""

    file: str
    line: int
    name: str

    def problem(self, message: str) -> Problem:
        return Problem(self.file, self.line, self.name, message)


class PackReader:
    """Reads one folder; collects problems instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], Place] = {}
        # Table and key of rows that are there and cannot be read.
        self.unread: set[tuple[str, str]] = set()

    def read(self) -> Pack | None:
        """The pack, or None when anything is wrong with it; `problems` says what."""
        if not (self.folder / "pack.toml").is_file():
            self.problems.append(Problem("pack.toml", 0, "", f"there is no such file in {self.folder}"))
            return None
        head = self._load("pack.toml")
        parts: dict[str, Any] = {
            "welcome": self._welcome(head),
            "sources": self._rows("pack.toml", head, "source", Source),
            "topics": self._rows("pack.toml", head, "topic", Topic),
            "quizzes": self._rows("pack.toml", head, "quiz", ReadyQuiz),
            "entities": self._file_rows("entities.toml", "entity", Entity),
            "statements": self._file_rows("statements.toml", "statement", Statement),
            "facts": tuple(self._facts()),
            "passages": tuple(self._passages()),
        }
        parts["predicates"], parts["templates"] = self._predicates_and_templates()
        pack = self._build(Pack, head | parts, Place("pack.toml", 0, ""))
        if pack is not None:
            rules = [rule for rule in broken_rules(pack) if not self._is_explained(rule)]
            self.problems.extend(self._place_of(rule.row).problem(rule.message) for rule in rules)
        self._refuse_unknown_files()
        return None if self.problems else pack

    def _welcome(self, head: Table) -> Welcome | None:
        line = self._first_line("pack.toml", r"\[\s*welcome\s*\]")
        return self._build(Welcome, head["welcome"], Place("pack.toml", line, "welcome")) if "welcome" in head else None

    def _is_explained(self, rule: BrokenRule) -> bool:
        """True when what the rule misses stands in the files and could not be read: that is the problem to mend."""
        if rule.missing is None:
            return False
        table, key = rule.missing
        return any(table == one and (key == other or "" in (key, other)) for one, other in self.unread)

    def _refuse_unknown_files(self) -> None:
        for path in sorted(self.folder.rglob("*.toml")):
            name = path.relative_to(self.folder).as_posix()
            if name not in _FILES and path.parent.name not in _FOLDERS:
                self.problems.append(Problem(name, 0, "", "is no file of a pack; content/README.md lists them"))

    def _load(self, name: str) -> Table:
        path = self.folder / name
        if not path.is_file():
            return {}
        try:
            text = path.read_text(encoding="utf-8")
            if "\\u0000" in text:
                self.problems.append(Problem(name, 0, "", "holds \\u0000, which no database stores"))
            return tomllib.loads(text)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(Problem(name, 0, "", f"is not TOML: {error}"))
            self.unread |= {(table, "") for table in _TABLES_OF.get(name.partition("/")[0], ())}
            return {}

    def _file_rows(self, name: str, table: str, model: type[BaseModel]) -> tuple[Any, ...]:
        content = self._load(name)
        rows = self._rows(name, content, table, model)
        self._refuse_rest(name, content)
        return rows

    def _rows(self, name: str, content: Table, table: str, model: type[BaseModel]) -> tuple[Any, ...]:
        built = [self._build(model, row, place) for row, place in self._tables(name, content, table)]
        return tuple(row for row in built if row is not None)

    def _tables(self, name: str, content: Table, table: str) -> Iterator[tuple[Table, Place]]:
        """The rows of one kind, taken out of `content`, each with its place."""
        rows = content.pop(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.problems.append(Problem(name, 0, table, f"write each as a table of its own: [[{table}]]"))
            return
        if not rows:
            return
        lines = self._header_lines(name, table)
        for number, row in enumerate(rows):
            key = str(row.get("key") or row.get("says") or f"number {number + 1}")
            place = Place(name, lines[number] if number < len(lines) else 0, f"{table} “{key}”")
            self._note_place(table, key, place)
            yield row, place

    def _note_place(self, table: str, key: str, place: Place) -> None:
        kind = "fact" if table in _FACT_KINDS else table.removeprefix("predicate.")
        if (kind, key) in self.places:
            self.problems.append(place.problem(f"the key stands in {self.places[kind, key].file} already"))
        self.places[kind, key] = place

    def _header_lines(self, name: str, table: str) -> list[int]:
        text = (self.folder / name).read_text(encoding="utf-8")
        return [text.count("\n", 0, match.start(1)) + 1 for match in _HEADER.finditer(text) if match[1] == table]

    def _predicates_and_templates(self) -> tuple[tuple[Predicate, ...], tuple[Template, ...]]:
        name = "predicates.toml"
        content = self._load(name)
        predicates: list[Predicate] = []
        templates: list[Template] = list(self._file_rows("templates.toml", "template", Template))
        for row, place in self._tables(name, content, "predicate"):
            for template, template_place in self._tables(name, row, "template"):
                fixed = {"fact": FactKind.RELATION, "predicate": row.get("key"), "questions": ["single_choice", "typed_text"]}
                built = self._build(Template, fixed | template, Place(name, place.line, f"{place.name}, {template_place.name}"))
                templates.extend([built] if built else [])
            predicate = self._build(Predicate, row, place)
            predicates.extend([predicate] if predicate else [])
        self._refuse_rest(name, content)
        return tuple(predicates), tuple(templates)

    def _facts(self) -> Iterator[Fact]:
        for name in self._names("facts"):
            content = self._load(name)
            shared: Table = {field: content.pop(field) for field in ("topic", "source") if field in content}
            self._check_head(name, shared)
            for kind in FactKind:
                for row, place in self._tables(name, content, kind.value):
                    common = {field: row.pop(field) for field in list(row) if field in _VALUE_FREE}
                    fact = self._build(Fact, shared | common | {"value": {"kind": kind.value} | row}, place)
                    yield from [fact] if fact else []
            self._refuse_rest(name, content)

    def _check_head(self, name: str, shared: Table) -> None:
        """What the head of a file names for all its rows is one problem where it is not there, not one a row."""
        for field, key in shared.items():
            if isinstance(key, str) and (field, key) not in self.places:
                self.problems.append(
                    Problem(name, self._first_line(name, rf"{field}[ \t]*="), field, f"there is no {field} “{key}”")
                )
                self.unread.add((field, key))

    def _first_line(self, name: str, pattern: str) -> int:
        """The number of the first line that begins with the pattern, blanks aside; 0 where there is none."""
        text = (self.folder / name).read_text(encoding="utf-8")
        found = re.search(rf"^[ \t]*{pattern}", text, re.MULTILINE)
        return text.count("\n", 0, found.start()) + 1 if found else 0

    def _passages(self) -> Iterator[Passage]:
        for name in self._names("briefing"):
            content = self._load(name)
            topic = content.pop("topic", None)
            self._check_head(name, {} if topic is None else {"topic": topic})
            for row, place in self._tables(name, content, "paragraph"):
                passage = self._build(Passage, {"topic": topic} | row, place)
                yield from [passage] if passage else []
            self._refuse_rest(name, content)

    def _names(self, folder: str) -> list[str]:
        return sorted(f"{folder}/{path.name}" for path in (self.folder / folder).glob("*.toml"))

    def _refuse_rest(self, name: str, content: Table) -> None:
        for field in content:
            self.problems.append(Problem(name, 0, field, "is not known here; content/README.md lists what may stand in this file"))

    def _build(self, model: type[Row], data: Table, place: Place) -> Row | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self.problems.extend(place.problem(_sentence(detail)) for detail in error.errors())
            self.unread |= {row for row, stands in self.places.items() if stands == place}
            return None

    def _place_of(self, row: tuple[str, str]) -> Place:
        return self.places.get(row, Place("pack.toml", 0, " ".join(row)))


def _sentence(detail: Any) -> str:
    """One pydantic error as `field: what is wrong`."""
    field = ".".join(str(part) for part in detail["loc"] if part != "value" and part not in _FACT_KINDS)
    message = detail["msg"].removeprefix("Value error, ")
    return f"{field}: {message}" if field else message


def read_pack(folder: Path) -> tuple[Pack | None, list[Problem]]:
    """Read the pack in `folder`. A pack comes back only when nothing is wrong; the problems are sorted by file and line."""
    reader = PackReader(folder)
    pack = reader.read()
    return pack, sorted(set(reader.problems))
