"""Which days a learner studied on, and what the next days bring."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.db.models import Case, Count, Max, When

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.bars import places_of, width_of
from kfor_quiz.engine.daily import cards_in, spread_over
from kfor_quiz.engine.study_days import DAY, SHADES, StudyDay, calendar, count_kept_up
from kfor_quiz.memory.models import Review
from kfor_quiz.memory.models.reviews import ReviewQuerySet
from kfor_quiz.memory.plans import read_plan
from kfor_quiz.memory.selectors.day import askable_cards, read_pace
from kfor_quiz.memory.wording import time_words
from kfor_quiz.progress.rows import DayCell, DayLabel, ForecastBar, ForecastRow, ShadeRow, StudiedRow, StudyRow
from kfor_quiz.progress.wording import day_words, shade_words

WEEKS = 26
FORECAST_DAYS = 30
# A day, with the gap behind it; the room for the names of months above, and of weekdays at the end.
SQUARE, MONTHS, WEEKDAYS = 14, 16, 28


def study_row(learner: User, today: dt.date, *, weeks: int = WEEKS) -> StudyRow:
    """The learner's calendar. One query."""
    since = Review.objects.of(learner).counting().filter(study_day__gt=today - 7 * weeks * DAY, study_day__lte=today)
    studied = _studied(since)
    drawn = calendar(studied, today=today, weeks=weeks)
    last = [day for week in drawn[-2:] for day in week][-7:]
    excused = {
        pause.first + number * DAY for pause in read_plan(learner).pauses for number in range((pause.last - pause.first).days + 1)
    }
    return StudyRow(
        cells=tuple(_cell(day, column, row) for column, week in enumerate(drawn) for row, day in enumerate(week)),
        months=tuple(_months(drawn)),
        weekdays=tuple(_weekdays(drawn)),
        shades=tuple(ShadeRow(shade, shade_words(shade)) for shade in range(len(SHADES) + 1)),
        width=SQUARE * len(drawn) + WEEKDAYS,
        studied=tuple(_studied_row(day) for week in reversed(drawn) for day in reversed(week) if day.reviews),
        days=sum(day.reviews > 0 for day in last),
        time=time_words(sum(day.seconds for day in last)),
        kept_up=count_kept_up(studied.keys(), today=today, excused=excused),
    )


def _studied(reviews: ReviewQuerySet) -> dict[dt.date, tuple[int, float]]:
    """The reviews and the seconds of each day. An answer that asked several facts took its time once. One query."""
    # A card is a review without a response: each is a group of its own.
    rows = (
        reviews.order_by()
        .values("study_day", "response", own=Case(When(response__isnull=True, then="pk")))
        .annotate(reviews=Count("pk"), seconds=Max("seconds"))
    )
    studied: dict[dt.date, tuple[int, float]] = {}
    for row in rows:
        count, seconds = studied.get(row["study_day"], (0, 0.0))
        studied[row["study_day"]] = (count + row["reviews"], seconds + row["seconds"])
    return studied


def _cell(day: StudyDay, column: int, row: int) -> DayCell:
    words = day_words(day.day, day.reviews, day.seconds)
    return DayCell(day.day, SQUARE * column, MONTHS + SQUARE * row, day.shade, words)


def _months(weeks: list[list[StudyDay]]) -> Iterator[DayLabel]:
    """A label above the first whole week of each month that has room for one."""
    for column, week in enumerate(weeks[:-1]):
        if week[0].day.day <= 7:
            yield DayLabel(SQUARE * column, 0, week[0].day)


def _weekdays(weeks: list[list[StudyDay]]) -> Iterator[DayLabel]:
    """A label at the end of every other row, from Monday on."""
    for row, day in enumerate(weeks[0]):
        if row % 2 == 0:
            yield DayLabel(SQUARE * len(weeks), MONTHS + SQUARE * row, day.day)


def _studied_row(day: StudyDay) -> StudiedRow:
    return StudiedRow(day.day, day.reviews, time_words(day.seconds))


def forecast_row(learner: User, today: dt.date) -> ForecastRow:
    """The cards that come back on each of the next thirty days, as many as fit into the learner's minutes: what is overdue or does
    not fit waits for the next day without a pause. Two queries.
    """
    last = today + (FORECAST_DAYS - 1) * DAY
    rows = askable_cards(learner).due(last).order_by().values_list("due_on").annotate(cards=Count("pk"))
    due = Counter[dt.date]()
    for day, cards in rows:
        due[max(day or today, today)] += cards
    plan, pace = read_plan(learner), read_pace(learner, today)
    days = [today + number * DAY for number in range(FORECAST_DAYS)]
    brought = spread_over((due[day], 0 if plan.pause_on(day) else cards_in(plan.seconds_on(day), pace)) for day in days)
    most = max(brought)
    bars = (
        ForecastBar(day, cards, x, _height(cards, most))
        for day, cards, x in zip(days, brought, places_of(FORECAST_DAYS), strict=True)
    )
    return ForecastRow(tuple(bars), width_of(FORECAST_DAYS), most, due.total(), due.total() - sum(brought))


def _height(cards: int, most: int) -> int:
    """A bar that is not empty is seen."""
    return max(2, round(100 * cards / most)) if cards else 0
