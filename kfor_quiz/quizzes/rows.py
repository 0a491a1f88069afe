"""What the quiz pages show: plain rows that selectors fill and templates read. No row holds a key before the answer is given."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Literal

from kfor_quiz.engine.knowledge import Welcome

Verdict = Literal["right", "partly", "wrong"]


@dataclass(frozen=True)
class GradedRow:
    """What an answer earned, and how it was understood when it was scored (`Grade`)."""

    score: float
    read_as: str = ""
    off_by_days: int | None = None


@dataclass(frozen=True)
class SegmentRow:
    """One place of the progress bar."""

    position: int
    state: Verdict | Literal["now", "open"]


@dataclass(frozen=True)
class OptionRow:
    """An option before it is answered. `position` (from 1) is what the form posts."""

    position: int
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class CertaintyRow:
    """One way of saying how sure one is. `value` is what the form posts."""

    value: int
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class QuestionRow:
    """The question page. `kind` is one of the values of `engine.questions.Kind`; `certainties` is empty where nobody is asked."""

    attempt_uuid: uuid.UUID
    title: str
    topic: str
    position: int
    length: int
    segments: tuple[SegmentRow, ...]
    kind: str
    stem: str
    options: tuple[OptionRow, ...] = ()
    typed: str = ""
    input_hint: str = ""
    certainties: tuple[CertaintyRow, ...] = ()


@dataclass(frozen=True)
class AnsweredOptionRow:
    """An option after the answer. `rationale` is empty where it would give away a question still to come."""

    text: str
    is_key: bool
    is_chosen: bool
    rationale: str


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

    `typed` is what was typed, `read_as` how it was understood (dates, numbers), `right_answer` the key for typed kinds. `told` are
    the facts asked. `certainty` says how sure the learner was, in words; empty where they did not say.
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
    options: tuple[AnsweredOptionRow, ...]
    typed: str
    read_as: str
    right_answer: str
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
    `calibration_words` are empty where nobody said how sure they were. `notice` is what the pack of the questions says of itself.
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

    @property
    def percent(self) -> int:
        return round(100 * self.points / self.length)

    @property
    def missed(self) -> int:
        """How many questions were not answered right in full, or not at all."""
        return self.length - sum(answer.score == 1 for answer in self.answers)


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
