"""The words of progress."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def recall_words(chance: float) -> str:
    """How likely something is recalled; empty for what was never studied."""
    return _("%(percent)d %%") % {"percent": round(100 * chance)} if chance > 0 else ""


def day_words(day: dt.date, reviews: int, minutes: int) -> str:
    """What was done on a day."""
    words = ngettext("%(day)s: %(reviews)d review, %(minutes)d min", "%(day)s: %(reviews)d reviews, %(minutes)d min", reviews)
    nothing = _("%(day)s: nothing")
    return (words if reviews else nothing) % {"day": date_format(day, "DATE_FORMAT"), "reviews": reviews, "minutes": minutes}
