"""What the quiz pages show: plain rows that selectors fill and templates read. No row holds a key before the answer is given."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import ClassVar, Literal

from kfor_quiz.engine.knowledge import Welcome
from kfor_quiz.engine.questions import Kind

Verdict = Literal["right", "partly", "wrong", "open"]
ROUNDING = 1e-9

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
    state: Verdict | Literal["now", "saved"]


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
class ToldRow:
    """A fact that was asked: in one sentence, and as it stands in the briefing."""

    statement: str
    sentence: str
    citation: str
    passage_url: str


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
    verdict: Verdict
    word: str
    heading: str
    given: Given
    told: tuple[ToldRow, ...]
    report_url: str
    is_last: bool
    certainty: str = ""


@dataclass(frozen=True)
class TopicScoreRow:
    topic: str
    briefing_url: str
    points: float
    asked: int

    @property
    def percent(self) -> int:
        return round(100 * self.points / self.asked) if self.asked else 0


@dataclass(frozen=True)
class CalibrationRow:
    """How often answers were right that were given with one certainty. `percent` is None where there were none."""

    certainty: str
    answers: int
    right: int
    percent: int | None


@dataclass(frozen=True)
class ResultRow:
    """The result page: the weakest topic first in `topics`. `quiz_key` is empty where the quiz cannot be taken again, `built_from`
    where it was not one's own.

    `answers` are in the order they were asked, but for those that were sure and not right, which come first. `calibration` and
    `calibration_words` are empty where nobody said how sure they were. `pass_mark` is a share of the length, None where nobody
    passes or fails. `notice` is what the pack of the questions says of itself.
    """

    attempt_uuid: uuid.UUID
    title: str
    points: float
    length: int
    started_at: dt.datetime
    finished_at: dt.datetime | None
    topics: tuple[TopicScoreRow, ...]
    answers: tuple[FeedbackRow, ...]
    pack: str
    quiz_key: str
    study_next: TopicScoreRow | None
    notice: str
    built_from: str = ""
    calibration: tuple[CalibrationRow, ...] = ()
    calibration_words: str = ""
    pass_mark: float | None = None
    is_exam: bool = False

    @property
    def percent(self) -> int:
        return round(100 * self.points / self.length)

    @property
    def missed(self) -> int:
        """How many questions were not answered right in full, or not at all."""
        return self.length - sum(answer.score == 1 for answer in self.answers)

    @property
    def needed(self) -> float:
        """The points that pass; 0 where nobody passes or fails."""
        return (self.pass_mark or 0) * self.length

    @property
    def pass_percent(self) -> int:
        return round(100 * (self.pass_mark or 0))

    @property
    def is_passed(self) -> bool:
        return self.points >= self.needed - ROUNDING

    @property
    def left_open(self) -> int:
        return sum(answer.verdict == "open" for answer in self.answers)


@dataclass(frozen=True)
class AttemptRow:
    """One line of the list of past attempts."""

    uuid: uuid.UUID
    title: str
    started_at: dt.datetime
    finished_at: dt.datetime | None
    answered: int
    length: int
    points: float
    deadline: dt.datetime | None = None

    @property
    def percent(self) -> int:
        return round(100 * self.points / self.answered) if self.answered else 0


@dataclass(frozen=True)
class QuizRow:
    """One ready-made quiz, with the learner's best finished result and an attempt to resume.

    `pack_title` is empty where all quizzes on offer are of one pack. `is_trial`: visitors try this one, and `welcome` is what its
    pack tells them first.
    """

    pack: str
    key: str
    title: str
    summary: str
    length: int
    pack_title: str = ""
    is_trial: bool = False
    welcome: Welcome | None = None
    best_percent: int | None = None
    resume_uuid: uuid.UUID | None = None


@dataclass(frozen=True)
class ChanceRow:
    """How often somebody would pass who knows that share of the facts; `words` says it as times of a hundred."""

    known_percent: int
    chance: float
    words: str


@dataclass(frozen=True)
class ExamRow:
    """The page before an exam. `minutes` are everybody's; `extra_time` says what the learner has more, and may be empty."""

    pack: str
    pack_title: str
    length: int
    minutes: int
    extra_time: str
    pass_percent: int
    chances: tuple[ChanceRow, ...]
    resume_uuid: uuid.UUID | None


@dataclass(frozen=True)
class ClockRow:
    """The time that is left until `ends_at`, in seconds and in minutes begun; `grace` is in seconds.

    `extra_time` says what of it others do not have, and may be empty.
    """

    seconds: int
    minutes: int
    grace: int
    ends_at: dt.datetime
    extra_time: str


@dataclass(frozen=True)
class PlaceRow:
    """One place of the overview."""

    position: int
    is_answered: bool
    is_flagged: bool


@dataclass(frozen=True)
class OverviewRow:
    """All places of an attempt with feedback at the end, while it runs. Without a time limit there is no clock."""

    attempt_uuid: uuid.UUID
    title: str
    places: tuple[PlaceRow, ...]
    clock: ClockRow | None

    @property
    def length(self) -> int:
        return len(self.places)

    @property
    def answered(self) -> int:
        return sum(place.is_answered for place in self.places)

    @property
    def open(self) -> int:
        return self.length - self.answered

    @property
    def flagged(self) -> int:
        return sum(place.is_flagged for place in self.places)
