"""A question before it is answered. No row holds a key."""

import uuid
from dataclasses import dataclass
from typing import Literal

from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.scoring import Verdict

ShownVerdict = Verdict | Literal["open"]

# Kinds that are answered in the same way as others; the rest have a template of their own.
INPUTS = {
    Kind.SINGLE_CHOICE: "one",
    Kind.TRUE_FALSE: "one",
    Kind.WHICH_FIRST: "one",
    Kind.ODD_ONE_OUT: "one",
    Kind.MULTIPLE_RESPONSE: "several",
    Kind.TYPED_NUMBER: "typed_text",
    Kind.CLOZE: "typed_text",
}


@dataclass(frozen=True)
class GradedRow:
    """What an answer earned, and how it was understood when it was scored (`Grade`)."""

    score: float
    read_as: str = ""
    off_by_days: int | None = None
    members: tuple[int, ...] = ()


@dataclass(frozen=True)
class SegmentRow:
    """One place of the progress bar. One is saved whose answer does not count yet."""

    position: int
    state: ShownVerdict | Literal["now", "saved"]


@dataclass(frozen=True)
class OptionRow:
    """An option before it is answered. `position` (from 1) is what the form posts; `below` stands under it on a timeline."""

    position: int
    text: str
    is_chosen: bool = False
    below: str = ""


@dataclass(frozen=True)
class LeftRow:
    """What an option is to be matched to, and the position of the one that was chosen for it, 0 for none."""

    position: int
    text: str
    chosen: int = 0


@dataclass(frozen=True)
class CertaintyRow:
    """One way of saying how sure one is. `value` is what the form posts."""

    value: int
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class QuestionRow:
    """The question page. `kind` is one of the values of `engine.questions.Kind`; `certainties` is empty where nobody is asked.

    The options of an ordering stand as the learner has put them so far. `typed` is what was typed, of a list each on its line;
    `is_figure` says that digits are to be typed.
    """

    attempt_uuid: uuid.UUID
    title: str
    topic: str
    position: int
    length: int
    segments: tuple[SegmentRow, ...]
    kind: str
    stem: str
    options: tuple[OptionRow, ...] = ()
    lefts: tuple[LeftRow, ...] = ()
    typed: str = ""
    is_figure: bool = False
    input_hint: str = ""
    certainties: tuple[CertaintyRow, ...] = ()

    @property
    def inputs(self) -> str:
        """The template in which it is answered."""
        return f"quizzes/inputs/{INPUTS.get(Kind(self.kind), self.kind)}.html"
