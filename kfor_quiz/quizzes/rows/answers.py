"""What was answered, beside what is right, and what there is to say of it."""

from dataclasses import dataclass
from typing import ClassVar

from kfor_quiz.bank.selectors.told import ToldRow
from kfor_quiz.quizzes.rows.questions import SegmentRow, ShownVerdict


@dataclass(frozen=True)
class AnsweredOptionRow:
    """An option after the answer. `rationale` is empty where it would give away a question still to come."""

    text: str
    is_key: bool
    is_chosen: bool
    rationale: str
    below: str = ""


@dataclass(frozen=True)
class Chosen:
    """Options, with those that were chosen."""

    options: tuple[AnsweredOptionRow, ...]
    template: ClassVar[str] = "quizzes/answers/chosen.html"


@dataclass(frozen=True)
class Typed:
    """What was typed, how it was understood (dates, numbers), and the right answer."""

    text: str
    read_as: str
    right: str
    template: ClassVar[str] = "quizzes/answers/typed.html"


@dataclass(frozen=True)
class OrderedRow:
    """One of an ordering, at its right place; `given` is the place (from 1) that it was put at, 0 if left open."""

    text: str
    given: int
    is_right: bool
    rationale: str


@dataclass(frozen=True)
class Ordered:
    """An ordering as it belongs. `misplaced` are the pairs that stood the wrong way round, each in its right order."""

    rows: tuple[OrderedRow, ...]
    misplaced: tuple[tuple[str, str], ...]
    template: ClassVar[str] = "quizzes/answers/ordered.html"


@dataclass(frozen=True)
class MatchedRow:
    """One left of a matching; `given` is empty where nothing was chosen."""

    text: str
    given: str
    right: str
    is_right: bool


@dataclass(frozen=True)
class Matched:
    """A matching; `spare` are the options that belong to nothing, with the rationale of each."""

    rows: tuple[MatchedRow, ...]
    spare: tuple[AnsweredOptionRow, ...]
    template: ClassVar[str] = "quizzes/answers/matched.html"


@dataclass(frozen=True)
class RecalledRow:
    """One line of a list; `member` is what it was taken for, empty where that is none."""

    text: str
    member: str
    is_repeated: bool


@dataclass(frozen=True)
class Recalled:
    """A list as it was recalled, and what of it is missing."""

    rows: tuple[RecalledRow, ...]
    missing: tuple[str, ...]
    template: ClassVar[str] = "quizzes/answers/recalled.html"


Given = Chosen | Typed | Ordered | Matched | Recalled


@dataclass(frozen=True)
class FeedbackRow:
    """What an answer was worth and why. `verdict` is for styling, `word` says it, `heading` says it with what is missing.

    `given` is what was answered beside what is right; `told` are the facts asked. `certainty` says how sure the learner was, in
    words; empty where they did not say.
    """

    position: int
    length: int
    segments: tuple[SegmentRow, ...]
    topic: str
    kind: str
    stem: str
    score: float
    verdict: ShownVerdict
    word: str
    heading: str
    given: Given
    told: tuple[ToldRow, ...]
    report_url: str
    is_last: bool
    certainty: str = ""
