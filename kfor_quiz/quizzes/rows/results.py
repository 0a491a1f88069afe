"""What came of attempts, and the lists of attempts and quizzes."""

import datetime as dt
import uuid
from dataclasses import dataclass

from kfor_quiz.engine.knowledge import Welcome
from kfor_quiz.quizzes.rows.answers import FeedbackRow

ROUNDING = 1e-9


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
