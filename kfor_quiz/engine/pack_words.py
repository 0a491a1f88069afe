"""What is wrong with one field of a pack, in plain words that say what to do."""

import difflib
from collections.abc import Callable, Collection
from typing import Any

from pydantic import BaseModel

from kfor_quiz.engine.facts import (
    ClaimValue,
    EventValue,
    Fact,
    FactKind,
    FalseVariant,
    MeasureValue,
    Member,
    MembershipValue,
    RelationValue,
    TermValue,
)

_VALUES: tuple[type[BaseModel], ...] = (EventValue, MeasureValue, RelationValue, MembershipValue, TermValue, ClaimValue)
_INNER = frozenset({*Member.model_fields, *FalseVariant.model_fields})

_SENTENCES: dict[str, Callable[[Any], str]] = {
    "missing": lambda _: "is missing; give it",
    "string_type": lambda _: "must be a text in quotes",
    "string_too_short": lambda _: "must not be empty",
    "string_too_long": lambda detail: f"has {len(detail['input'])} characters; at most {detail['ctx']['max_length']} fit",
    "string_pattern_mismatch": lambda _: "must be lower-case words or figures joined by hyphens, such as first-troops",
    "int_type": lambda _: "must be a whole number, without quotes",
    "int_parsing_size": lambda _: "is too large a number",
    "bool_type": lambda _: "must be true or false, without quotes",
    "literal_error": lambda detail: f"must be one of these: {_choices(detail)}",
    "enum": lambda detail: f"must be one of these: {_choices(detail)}",
    "tuple_type": lambda _: "must be a list in square brackets",
    "too_short": lambda detail: f"must list at least {detail['ctx']['min_length']}",
    "greater_than_equal": lambda detail: f"must be at least {detail['ctx']['ge']}",
    "less_than_equal": lambda detail: f"must be at most {detail['ctx']['le']}",
    "date_type": lambda _: "must be a day, without quotes, such as 2024-05-01",
    "model_type": lambda _: 'must be a table in braces, such as { text = "…" }',
}


def _choices(detail: Any) -> str:
    return str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")


def fields_of_fact(kind: FactKind) -> frozenset[str]:
    """The fields that a fact of this kind may have."""
    value = next(value for value in _VALUES if value.model_fields["kind"].default is kind)
    return frozenset({*Fact.model_fields, *value.model_fields}) - {"kind", "value"}


def unknown_name(name: str, known: Collection[str]) -> str:
    """What to say of a name that may not stand where it stands."""
    near = difflib.get_close_matches(name, sorted(known), n=1)
    hint = f"did you mean “{near[0]}”?" if near else "content/README.md lists what may stand here"
    return f"“{name}” is not known here; {hint}"


def describe(detail: Any, known: Collection[str]) -> str:
    """One error of pydantic as `field: what is wrong`; `known` are the fields of the row."""
    path = _path(detail["loc"])
    if detail["type"] == "extra_forbidden":
        *outer, name = path
        message = unknown_name(str(name), _INNER if outer else known)
        return f"{_field(outer)}: {message}" if outer else message
    sentence = _SENTENCES.get(detail["type"])
    message = sentence(detail) if sentence else detail["msg"].removeprefix("Value error, ")
    return f"{_field(path)}: {message}" if path else message


def _path(loc: tuple[int | str, ...]) -> list[int | str]:
    """Where a field stands in the file: a fact's value has no place of its own there."""
    return list(loc[2:] if loc[:1] == ("value",) else loc)


def _field(path: list[int | str]) -> str:
    """“wrong 2, why”: places in a list are counted from one."""
    return "".join(f" {part + 1}" if isinstance(part, int) else f", {part}" for part in path).removeprefix(", ")
