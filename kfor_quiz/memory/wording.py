"""The words of cards: ratings, intervals, and what is special about a card."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kfor_quiz.engine.scheduling import Rating, Source

MONTH, YEAR = 30.44, 365.25
FEW_DAYS, FEW_MONTHS = 60, 24


def rating_word(rating: Rating, *, is_of_four: bool) -> str:
    """What a button says; `is_of_four` where there are four of them, else two."""
    words = {
        Rating.AGAIN: _("Forgot"),
        Rating.HARD: _("Hard"),
        Rating.GOOD: _("Good") if is_of_four else _("Remembered"),
        Rating.EASY: _("Easy"),
    }
    return words[rating]


def time_words(seconds: float) -> str:
    """How long somebody studied."""
    minutes = round(seconds / 60)
    return _("%(minutes)d min") % {"minutes": minutes} if minutes else _("under a minute")


def interval_words(interval: dt.timedelta) -> str:
    """In what time a card comes back, as briefly as a button needs it."""
    if interval < dt.timedelta(days=1):
        return _("%(minutes)d min") % {"minutes": max(1, round(interval.total_seconds() / 60))}
    if interval.days <= FEW_DAYS:
        return ngettext("%(days)d day", "%(days)d days", interval.days) % {"days": interval.days}
    months = round(interval.days / MONTH)
    if months <= FEW_MONTHS:
        return ngettext("%(months)d month", "%(months)d months", months) % {"months": months}
    years = round(interval.days / YEAR)
    return ngettext("%(years)d year", "%(years)d years", years) % {"years": years}


def source_word(source: Source) -> str:
    """Where a review comes from."""
    return _("Card") if source is Source.FLASHCARD else _("Quiz")


def card_notes(*, is_new: bool, is_changed: bool, lapses: int, is_leech: bool) -> tuple[str, ...]:
    """What is special about a card, in sentences."""
    forgotten = ngettext(
        "You forgot this %(lapses)d time. Take your time with the paragraph below the answer.",
        "You forgot this %(lapses)d times. Take your time with the paragraph below the answer.",
        lapses,
    ) % {"lapses": lapses}
    notes = (
        (is_new, _("New to you: guess, or look at the answer.")),
        (is_changed, _("This fact changed since you last saw it.")),
        (is_leech, forgotten),
    )
    return tuple(words for holds, words in notes if holds)
