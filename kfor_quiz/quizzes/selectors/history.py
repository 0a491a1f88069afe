"""How a learner's results go on: the last attempts, and the last answers of each topic."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.selectors.briefing import briefing_url
from kfor_quiz.engine.bars import is_full, places_of, width_of
from kfor_quiz.engine.trends import Share, Trend, find_trend
from kfor_quiz.quizzes.models import Attempt, Grade, Response
from kfor_quiz.quizzes.wording import change_word, trend_sentence

ATTEMPTS_DRAWN = 20
FEWEST_DRAWN = 2
ATTEMPTS_COMPARED = 5
ANSWERS_READ = 400
ANSWERS_COMPARED = 10
FEWEST_ANSWERS = 5

LOWEST = 1  # of a bar, so that an attempt without a point is seen too


@dataclass(frozen=True)
class BarRow:
    """One attempt in the chart: its bar stands at `x`, and its foot at the chart's height of 100."""

    uuid: uuid.UUID
    title: str
    finished_at: dt.datetime
    points: float
    length: int
    percent: int
    x: int
    is_latest: bool

    @property
    def height(self) -> int:
        return max(self.percent, LOWEST)

    @property
    def y(self) -> int:
        return 100 - self.height


@dataclass(frozen=True)
class TopicTrendRow:
    """The last answers of one topic and those before them; `before` is None and `change` empty where those are too few."""

    topic: str
    briefing_url: str
    now: Share
    before: Share | None
    change: str


@dataclass(frozen=True)
class HistoryRow:
    """The last attempts, the oldest first, in a chart `width` wide; what the trend is, in words, empty where it is too early.

    `topics` are in the order of their titles.
    """

    bars: tuple[BarRow, ...]
    width: int
    sentence: str
    topics: tuple[TopicTrendRow, ...]

    @property
    def is_full(self) -> bool:
        """Whether the first bar stands where the chart begins."""
        return is_full(len(self.bars))


def history_row(learner: User) -> HistoryRow | None:
    """How the learner's results go on; None before there is anything to compare. Two queries."""
    attempts = list(Attempt.objects.of(learner).finished()[:ATTEMPTS_DRAWN])
    if len(attempts) < FEWEST_DRAWN:
        return None
    shares = [Share(attempt.score, attempt.length) for attempt in attempts]
    trend = find_trend(shares, latest=ATTEMPTS_COMPARED, least=ATTEMPTS_COMPARED)
    return HistoryRow(
        bars=_bars(attempts, shares, trend),
        width=width_of(len(attempts)),
        sentence=trend_sentence(trend, attempts=ATTEMPTS_COMPARED),
        topics=_topics(learner),
    )


def _bars(attempts: Sequence[Attempt], shares: Sequence[Share], trend: Trend) -> tuple[BarRow, ...]:
    """The attempts from the oldest to the newest; those that the trend speaks of are told apart."""
    told = ATTEMPTS_COMPARED if trend.before else len(attempts)
    newest_first = reversed(places_of(len(attempts)))
    rows = [
        BarRow(
            uuid=attempt.uuid,
            title=attempt.title,
            finished_at=attempt.finished_at or attempt.started_at,
            points=attempt.score,
            length=attempt.length,
            percent=share.percent,
            x=x,
            is_latest=age < told,
        )
        for age, (attempt, share, x) in enumerate(zip(attempts, shares, newest_first, strict=True))
    ]
    return tuple(reversed(rows))


def _topics(learner: User) -> tuple[TopicTrendRow, ...]:
    """An answer counts where it is right in full."""
    topic = "slot__question_version__question__topic"
    newest = Grade.objects.filter(response=OuterRef("pk")).order_by("-number").values("score")[:1]
    responses = Response.objects.filter(learner=learner).order_by("-answered_at", "-pk").annotate(score=Subquery(newest))
    columns = (f"{topic}__title", f"{topic}__pack__key", f"{topic}__key", "score")
    answers: dict[tuple[str, str], list[Share]] = defaultdict(list)
    for title, pack, key, score in responses.values_list(*columns)[:ANSWERS_READ]:
        answers[title, briefing_url(pack, key)].append(Share(float(score == 1), 1))
    return tuple(_topic_row(title, url, shares) for (title, url), shares in sorted(answers.items()))


def _topic_row(title: str, url: str, shares: Sequence[Share]) -> TopicTrendRow:
    trend = find_trend(shares, latest=ANSWERS_COMPARED, least=FEWEST_ANSWERS)
    return TopicTrendRow(title, url, trend.now, trend.before, change_word(trend.change))
