"""The calendar of study days."""

import datetime as dt

from kfor_quiz.engine.study_days import DAY, calendar, count_kept_up

TODAY = dt.date(2026, 11, 26)  # a Thursday


def days(*back: int) -> set[dt.date]:
    return {TODAY - number * DAY for number in back}


def test_weeks_begin_on_monday_and_the_last_ends_today() -> None:
    weeks = calendar({TODAY: (12, 90.0)}, today=TODAY, weeks=3)
    assert [len(week) for week in weeks] == [7, 7, 4]
    assert {week[0].day.weekday() for week in weeks} == {0}
    assert (weeks[-1][-1].day, weeks[-1][-1].reviews, weeks[-1][-1].seconds) == (TODAY, 12, 90.0)
    assert weeks[0][0].reviews == 0


def test_a_day_is_darker_the_more_was_reviewed() -> None:
    shades = [calendar({TODAY: (reviews, 1.0)}, today=TODAY, weeks=1)[0][-1].shade for reviews in (0, 1, 9, 10, 25, 50, 500)]
    assert shades == [0, 1, 1, 2, 3, 4, 4]


def test_one_missed_day_breaks_nothing_and_two_do() -> None:
    assert count_kept_up(days(0, 1, 3, 4), today=TODAY) == 4
    assert count_kept_up(days(0, 1, 4, 5), today=TODAY) == 2


def test_today_is_not_missed_yet() -> None:
    assert count_kept_up(days(2, 3), today=TODAY) == 2
    assert count_kept_up(days(3, 4), today=TODAY) == 0


def test_days_of_a_pause_are_not_missed() -> None:
    assert count_kept_up(days(0, 8, 9), today=TODAY, excused=days(*range(1, 8))) == 3


def test_nobody_who_never_studied_kept_anything_up() -> None:
    assert count_kept_up(set(), today=TODAY) == 0
