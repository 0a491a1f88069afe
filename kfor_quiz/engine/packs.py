"""Reading a pack from its folder: all problems at once, each with its file and place."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.facts import Fact, FactKind
from kfor_quiz.engine.knowledge import Pack, PackHead, Passage, Predicate, ReadyQuiz, Source, Statement, Template, Topic, Welcome
from kfor_quiz.engine.pack_files import PackFile, Problem, Table, read_file
from kfor_quiz.engine.pack_rules import BrokenRule, broken_rules
from kfor_quiz.engine.pack_words import describe, fields_of_fact, unknown_name

_FACT_KINDS = tuple(kind.value for kind in FactKind)
_VALUE_FREE = frozenset(Fact.model_fields) - {"value"}
_HEAD = frozenset(PackHead.model_fields)
# Which tables a file holds, or the files of a folder do: what is missing where it cannot be read.
_TABLES_OF: dict[str, tuple[str, ...]] = {
    "pack.toml": ("source", "topic", "quiz"),
    "entities.toml": ("entity",),
    "predicates.toml": ("predicate", "template"),
    "templates.toml": ("template",),
    "statements.toml": ("statement",),
    "facts": ("fact",),
    "briefing": ("paragraph",),
}
_REQUIRED = ("templates.toml", "statements.toml")
_FOLDERS = ("facts", "briefing")
_UNNAMED = "unnamed"

Row = TypeVar("Row", bound=BaseModel)


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
        if not os.path.lexists(self.folder / "pack.toml"):
            self.problems.append(Problem("pack.toml", 0, "", f"there is no such file in {self.folder}"))
            return None
        self._miss_files()
        head = self._load("pack.toml")
        parts: dict[str, Any] = {
            "welcome": self._welcome(head),
            "sources": self._rows(head, "source", Source),
            "topics": self._rows(head, "topic", Topic),
            "quizzes": self._rows(head, "quiz", ReadyQuiz),
        }
        says = self._head(head)
        parts |= {
            "entities": self._file_rows("entities.toml", "entity", Entity),
            "statements": self._file_rows("statements.toml", "statement", Statement),
            "facts": tuple(self._facts()),
            "passages": tuple(self._passages()),
        }
        parts["predicates"], parts["templates"] = self._predicates_and_templates()
        pack = Pack.model_construct(**says, **parts)
        rules = [rule for rule in broken_rules(pack) if not self._is_explained(rule.missing)]
        self.problems.extend(self._place_of(rule).problem(rule.message) for rule in rules)
        self._refuse_unknown_files()
        return None if self.problems else pack

    def _welcome(self, head: PackFile) -> Welcome | None:
        """What [welcome] says, taken out of the file; None where there is none, or where it is wrong."""
        if "welcome" not in head.content:
            return None
        return self._build(Welcome, head.content.pop("welcome"), Place(head.name, head.line_of("welcome"), "welcome"))

    def _is_explained(self, missing: tuple[str, str] | None) -> bool:
        """True when what a rule misses stands in the files and could not be read: that is the problem to mend."""
        if missing is None:
            return False
        table, key = missing
        return any(table == one and (key == other or "" in (key, other)) for one, other in self.unread)

    def _miss_files(self) -> None:
        """What no pack can do without; the folders need one file each."""
        for name in _REQUIRED:
            if not os.path.lexists(self.folder / name):
                self._give_up(Problem(name, 0, "", "there is no such file; content/README.md lists the files of a pack"))
        for folder in _FOLDERS:
            if not self._names(folder):
                self._give_up(Problem(folder, 0, "", "there is no such folder with a .toml file in it"))

    def _give_up(self, problem: Problem) -> None:
        """Note a problem for which nothing of a file is known, so that what rests on the file is not told as well."""
        self.problems.append(problem)
        self._leave_unread(problem.file)

    def _leave_unread(self, file: str) -> None:
        self.unread |= {(table, "") for table in _TABLES_OF.get(file.partition("/")[0], ())}

    def _refuse_unknown_files(self) -> None:
        for path in sorted(self.folder.rglob("*.toml")):
            name = path.relative_to(self.folder)
            if name.as_posix() not in _TABLES_OF and name.parent.as_posix() not in _FOLDERS:
                self.problems.append(Problem(name.as_posix(), 0, "", "is no file of a pack; content/README.md lists them"))

    def _load(self, name: str) -> PackFile:
        file, problems = read_file(self.folder, name)
        self.problems.extend(problems)
        if problems and not file.is_read:
            self._leave_unread(name)
        return file

    def _file_rows(self, name: str, table: str, model: type[BaseModel]) -> tuple[Any, ...]:
        file = self._load(name)
        rows = self._rows(file, table, model)
        self._refuse_rest(file)
        return rows

    def _rows(self, file: PackFile, table: str, model: type[BaseModel]) -> tuple[Any, ...]:
        built = [self._build(model, row, place) for row, place in self._tables(file, table)]
        return tuple(row for row in built if row is not None)

    def _tables(self, file: PackFile, table: str) -> Iterator[tuple[Table, Place]]:
        """The rows of one kind, taken out of the file, each with its place."""
        yield from self._places(file, table, file.content.pop(table, []), file.header_lines(table))

    def _places(self, file: PackFile, table: str, rows: Any, lines: list[int]) -> Iterator[tuple[Table, Place]]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._give_up(Problem(file.name, file.line_of(table), table, f"write each as a table of its own: [[{table}]]"))
            return
        for number, row in enumerate(rows):
            names = (name for name in (row.get("key"), row.get("says")) if isinstance(name, str) and name)
            key = next(names, f"number {number + 1}")
            place = Place(file.name, lines[number] if number < len(lines) else file.line_of(table), f"{table} “{key}”")
            self._note_place(table, key, place)
            yield row, place

    def _note_place(self, table: str, key: str, place: Place) -> None:
        kind = "fact" if table in _FACT_KINDS else table
        if (kind, key) in self.places:
            self.problems.append(place.problem(f"the key stands in {self.places[kind, key].file} already"))
        self.places[kind, key] = place

    def _predicates_and_templates(self) -> tuple[tuple[Predicate, ...], tuple[Template, ...]]:
        templates: list[Template] = list(self._file_rows("templates.toml", "template", Template))
        file = self._load("predicates.toml")
        lines = file.header_lines("predicate.template")
        predicates = []
        for row, place in self._tables(file, "predicate"):
            below = row.pop("template", [])
            fixed = {"fact": FactKind.RELATION, "predicate": row.get("key"), "questions": ["single_choice", "typed_text"]}
            for template, stands in self._places(file, "template", below, lines):
                built = self._build(Template, fixed | template, stands)
                templates.extend([built] if built else [])
            lines = lines[len(below) if isinstance(below, list) else 0 :]
            predicate = self._build(Predicate, row, place)
            predicates.extend([predicate] if predicate else [])
        self._refuse_rest(file)
        return tuple(predicates), tuple(templates)

    def _facts(self) -> Iterator[Fact]:
        for name in self._names("facts"):
            file = self._load(name)
            shared = {field: self._head_field(file, field) for field in ("topic", "source")}
            for kind in FactKind:
                for row, place in self._tables(file, kind.value):
                    self._refuse_unknown(row, fields_of_fact(kind), place)
                    common = {field: row.pop(field) for field in list(row) if field in _VALUE_FREE}
                    fact = self._build(Fact, shared | common | {"value": row | {"kind": kind}}, place)
                    yield from [fact] if fact else []
            self._refuse_rest(file)

    def _passages(self) -> Iterator[Passage]:
        files: dict[str, str] = {}
        for name in self._names("briefing"):
            file = self._load(name)
            topic = self._head_field(file, "topic")
            self._check_name(file, topic, files)
            for row, place in self._tables(file, "paragraph"):
                passage = self._build(Passage, {"topic": topic} | row, place)
                yield from [passage] if passage else []
            self._refuse_rest(file)

    def _head_field(self, file: PackFile, field: str) -> str:
        """What the head of a file names for all its rows; what is wrong with it is one problem there, not one a row."""
        key = file.content.pop(field, None)
        if isinstance(key, str) and (field, key) in self.places:
            return key
        if file.is_read and not self._is_explained((field, key if isinstance(key, str) else _UNNAMED)):
            message = (
                f"there is no {field} “{key}”" if isinstance(key, str) else f"name the {field} of this file in its first lines"
            )
            self.problems.append(Problem(file.name, file.line_of(field), field, message))
        self.unread.add((field, _UNNAMED))
        return _UNNAMED

    def _check_name(self, file: PackFile, topic: str, files: dict[str, str]) -> None:
        """A briefing file is named after its topic, and a topic has one; a number in front puts the files in order."""
        if topic == _UNNAMED:
            return
        if re.sub(r"^\d+-", "", Path(file.name).stem) != topic:
            message = f"is the briefing of the topic “{topic}”: name the file {topic}.toml, with a number in front if you like"
            self.problems.append(Problem(file.name, file.line_of("topic"), "topic", message))
        if files.setdefault(topic, file.name) != file.name:
            message = f"the topic “{topic}” has its briefing in {files[topic]} already"
            self.problems.append(Problem(file.name, file.line_of("topic"), "topic", message))

    def _names(self, folder: str) -> list[str]:
        return sorted(f"{folder}/{path.name}" for path in (self.folder / folder).glob("*.toml"))

    def _refuse_rest(self, file: PackFile) -> None:
        """What is left of a file when all that may stand there is taken out."""
        folder = file.name.partition("/")[0]
        heads = {"pack.toml": (*_HEAD, "welcome"), "facts": ("topic", "source", *_FACT_KINDS), "briefing": ("topic",)}
        known = {*_TABLES_OF[folder], *heads.get(folder, ())} - ({"fact"} if folder == "facts" else set())
        for name, value in file.content.items():
            self.problems.append(Problem(file.name, file.line_of(name), "", unknown_name(name, known)))
            if isinstance(value, (list, dict)):
                self._leave_unread(file.name)

    def _refuse_unknown(self, row: Table, known: frozenset[str], place: Place) -> None:
        """Take out of a row what is no field of it."""
        for name in row.keys() - known:
            self.problems.append(place.problem(unknown_name(name, known)))
            del row[name]

    def _build(self, model: type[Row], data: Table, place: Place) -> Row | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self.problems.extend(place.problem(describe(detail, model.model_fields)) for detail in error.errors())
            self.unread |= {row for row, stands in self.places.items() if stands == place}
            return None

    def _head(self, file: PackFile) -> Table:
        """What the head of pack.toml says; an empty text where it is wrong, so that all else is looked at too."""
        fields = {name: file.content.pop(name) for name in _HEAD & file.content.keys()}
        self._refuse_rest(file)
        try:
            head = PackHead.model_validate(fields)
        except ValidationError as error:
            wrong = {str(detail["loc"][0]): describe(detail, _HEAD) for detail in error.errors()}
        else:
            return dict(head)
        if file.is_read:
            self.problems.extend(Problem(file.name, file.line_of(name), "", message) for name, message in wrong.items())
        return dict.fromkeys(_HEAD, "") | fields | dict.fromkeys(wrong, "")

    def _place_of(self, rule: BrokenRule) -> Place:
        return self.places.get(rule.row, Place("pack.toml", 0, " ".join(rule.row)))


def read_pack(folder: Path) -> tuple[Pack | None, list[Problem]]:
    """Read the pack in `folder`. A pack comes back only when nothing is wrong; the problems are sorted by file and line."""
    reader = PackReader(folder)
    pack = reader.read()
    return pack, sorted(set(reader.problems))
