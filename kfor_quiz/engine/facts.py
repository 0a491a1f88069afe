"""The six kinds of fact and what each of them carries."""

import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from kfor_quiz.engine.dates import FactDate, read_date
from kfor_quiz.engine.schema import LONGEST_NUMBER, Figure, Flag, Key, Number, Record, Text

GAP = "_____"
ASKED_PART = re.compile(r"\[([^\[\]]+)\]")


def _edtf(text: str) -> str:
    read_date(text)
    return text


Edtf = Annotated[str, StringConstraints(max_length=LONGEST_NUMBER), AfterValidator(_edtf)]


class FactKind(StrEnum):
    EVENT = "event"
    MEASURE = "measure"
    RELATION = "relation"
    MEMBERSHIP = "membership"
    TERM = "term"
    CLAIM = "claim"


class Hedge(StrEnum):
    """How the source qualifies a figure or a date; the hedge stands in the stem, the options stay bare."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"


class EventValue(Record):
    """Something that happened. `ask` is the clause turned round for a question, `clause` the same as a statement.

    What was only `planned` when the source was written has a date, but nobody can say that it happened then.
    """

    kind: Literal[FactKind.EVENT] = FactKind.EVENT
    date: Edtf
    date_text: str = ""
    done_by: Flag = False
    planned: Flag = False
    ask: Text
    clause: Text
    who: tuple[Key, ...] = ()

    @property
    def when(self) -> FactDate:
        return read_date(self.date)


class MeasureValue(Record):
    """A figure. `ask` holds `{how_many}`; `names` is what the figure is, as in “26 000 was <names>”.

    `equal_units` are other words for what is counted, as “soldiers” for “active members”, even where they are another's unit.
    Figures with the same `series` measure one thing at different times (`when`, worded as `when_text`), so each is false at
    another's time.
    """

    kind: Literal[FactKind.MEASURE] = FactKind.MEASURE
    number: Figure
    unit: Text
    equal_units: tuple[Text, ...] = ()
    hedge: Hedge = Hedge.EXACT
    ask: Text
    names: Text
    series: Key | None = None
    when: Edtf | None = None
    when_text: str = ""

    @model_validator(mode="after")
    def _series_is_dated(self) -> Self:
        if self.series and not self.when:
            raise ValueError("a figure of a series needs `when`")
        if re.findall(r"[{}][^{}]*[{}]?", self.ask) != ["{how_many}"]:
            raise ValueError("`ask` must hold {how_many}, once, and no other braces")
        return self


class RelationValue(Record):
    """Two entities joined by a predicate."""

    kind: Literal[FactKind.RELATION] = FactKind.RELATION
    predicate: Key
    subject: Key
    object: Key
    accept_object: tuple[Text, ...] = ()
    accept_subject: tuple[Text, ...] = ()


class Member(Record):
    """One member of a set. The same concept in two sets is the same thing, however each words it."""

    concept: Key
    text: Text
    accept: tuple[Text, ...] = ()


class FalseVariant(Record):
    """A wrong answer that a reviewer has checked: what the source says instead, and where."""

    text: Text
    why: Text
    proof: Literal["P4", "P5"]
    paragraph: Number
    reviewer: Text = "pack author"


class MembershipValue(Record):
    """A set and its members. `belongs` reads after “was”: “an aim of KFOR's first mandate”.

    A closed list is complete: what is not in it is not a member (P2). An open one proves nothing about others.
    Closed lists of one `family` can be told apart from each other. `same_bearer` names other lists of the same person or body:
    what stands in them is never a wrong answer here, nor is it asked as another's rather than this one's. `ask_all` asks for all
    members of a closed list; where it is empty the list is not asked for as a whole.
    """

    kind: Literal[FactKind.MEMBERSHIP] = FactKind.MEMBERSHIP
    closed: Flag
    family: Key | None = None
    same_bearer: tuple[Key, ...] = ()
    ask: Text
    ask_one: Text
    ask_all: str = ""
    belongs: Text
    members: tuple[Member, ...] = Field(min_length=2)
    not_members: tuple[FalseVariant, ...] = ()
    outsiders: tuple[Key, ...] = ()


class TermValue(Record):
    """An abbreviation and what it stands for. `decoys` are expansions that fit the letters and are wrong."""

    kind: Literal[FactKind.TERM] = FactKind.TERM
    entity: Key
    decoys: tuple[FalseVariant, ...] = ()
    decoy_abbreviations: tuple[FalseVariant, ...] = ()


class ClaimValue(Record):
    """A proposition whose askable part stands in [brackets]; `wrong` fit the same place and are false."""

    kind: Literal[FactKind.CLAIM] = FactKind.CLAIM
    proposition: Text
    ask: Text
    accept: tuple[Text, ...] = ()
    wrong: tuple[FalseVariant, ...] = ()

    @model_validator(mode="after")
    def _one_asked_part(self) -> Self:
        if len(ASKED_PART.findall(self.proposition)) != 1:
            raise ValueError("`proposition` must hold the askable part in [brackets], once")
        return self

    @property
    def answer(self) -> str:
        return str(ASKED_PART.findall(self.proposition)[0])

    @property
    def lead(self) -> str:
        """The proposition up to its askable part."""
        return self.proposition[: self.proposition.index("[")]

    @property
    def denied(self) -> tuple[FalseVariant, ...]:
        """The wrong ones that the source denies outright: with them the proposition is false, not only unsaid."""
        return tuple(wrong for wrong in self.wrong if wrong.proof == "P4")

    @property
    def gapped(self) -> str:
        """The proposition with a gap in the place of its askable part."""
        return self.with_part(GAP)

    def with_part(self, text: str) -> str:
        """The proposition with `text` in the place of its askable part."""
        return ASKED_PART.sub(lambda _: text, self.proposition)


FactValue = Annotated[
    EventValue | MeasureValue | RelationValue | MembershipValue | TermValue | ClaimValue, Field(discriminator="kind")
]


class Fact(Record):
    """One thing to know, with its source."""

    key: Key
    topic: Key
    importance: Literal["core", "supporting"]
    objective: Text
    statement: Text
    source: Key
    paragraph: Number
    valid_from: Edtf | None = None
    valid_to: Edtf | None = None
    as_of: Edtf | None = None
    value: FactValue

    @property
    def kind(self) -> FactKind:
        return self.value.kind
