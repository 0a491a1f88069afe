"""How much of what came back was recalled, beside how much was expected."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.bars import places_of, width_of
from kfor_quiz.engine.questions import RECALL_KINDS
from kfor_quiz.engine.scheduling import Rating, Source
from kfor_quiz.engine.study_days import DAY
from kfor_quiz.memory.models import Review
from kfor_quiz.memory.wording import source_word
from kfor_quiz.progress.rows import RetentionBar, RetentionChart, RetentionRow

WEEKS = 13


@dataclass
class _Tally:
    reviews: int = 0
    recalled: int = 0
    expected: float = 0.0

    def add(self, reviews: int, recalled: int, expected: float) -> None:
        self.reviews += reviews
        self.recalled += recalled
        self.expected += expected

    @property
    def shares(self) -> tuple[int, int, int]:
        """The reviews, and how many were recalled and expected, in percent."""
        return self.reviews, round(100 * self.recalled / self.reviews), round(100 * self.expected / self.reviews)


def retention_chart(learner: User, today: dt.date) -> RetentionChart | None:
    """How much of what came back on a later day was recalled in the last thirteen weeks, this one included; None where nothing came
    back. Only where nothing could be guessed. One query.
    """
    since = today - today.weekday() * DAY - 7 * (WEEKS - 1) * DAY
    reviews = Review.objects.of(learner).counting().filter(study_day__gte=since, study_day__lte=today)
    counted = (
        reviews.filter(predicted__isnull=False, kind__in=RECALL_KINDS)
        .order_by("source")
        .values_list("source", "study_day")
        .annotate(reviews=Count("pk"), recalled=Count("pk", filter=Q(rating__gt=Rating.AGAIN)), expected=Sum("predicted"))
    )
    by_source, by_week = defaultdict[str, _Tally](_Tally), defaultdict[int, _Tally](_Tally)
    for source, day, *tally in counted:
        by_source[source].add(*tally)
        by_week[(day - since).days // 7].add(*tally)
    if not by_source:
        return None
    rows = tuple(RetentionRow(source_word(Source(source)), *tally.shares) for source, tally in by_source.items())
    return RetentionChart(since, rows, tuple(_bars(by_week, since)), width_of(WEEKS))


def _bars(by_week: Mapping[int, _Tally], since: dt.date) -> Iterator[RetentionBar]:
    for week, x in enumerate(places_of(WEEKS)):
        if week in by_week:
            yield RetentionBar(since + 7 * week * DAY, *by_week[week].shares, x)
