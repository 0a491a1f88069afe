"""The words of progress."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kfor_quiz.engine.study_days import SHADES
from kfor_quiz.memory.wording import time_words


def recall_words(chance: float) -> str:
    """How likely something that was studied is recalled."""
    return _("%(percent)d %%") % {"percent": round(100 * chance)}


def shade_words(shade: int) -> str:
    """How many reviews a day of the calendar had that is drawn in a shade."""
    if not shade:
        return _("none")
    least = SHADES[shade - 1]
    if shade == len(SHADES):
        return ngettext("%(least)d review or more", "%(least)d reviews or more", least) % {"least": least}
    return _("%(least)d to %(most)d") % {"least": least, "most": SHADES[shade] - 1}


def day_words(day: dt.date, reviews: int, seconds: float) -> str:
    """What was done on a day."""
    words = ngettext("%(day)s: %(reviews)d review, %(time)s", "%(day)s: %(reviews)d reviews, %(time)s", reviews)
    nothing = _("%(day)s: nothing")
    named = {"day": date_format(day, "DATE_FORMAT"), "reviews": reviews, "time": time_words(seconds)}
    return (words if reviews else nothing) % named
