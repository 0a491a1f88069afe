"""Which time zones a person may choose."""

import functools
import zoneinfo
from collections.abc import Mapping
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

COOKIE = "time_zone"


@functools.cache
def list_time_zones() -> tuple[str, ...]:
    """UTC, then every Area/City of the IANA database by name."""
    return ("UTC", *sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/")))


def read_time_zone(cookies: Mapping[str, str]) -> str:
    """The zone that the browser says it is in, by the cookie that `static/js/app.js` sets; the site's where it says none."""
    name = unquote(cookies.get(COOKIE, ""))
    return name if name in list_time_zones() else str(settings.TIME_ZONE)


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is UTC or an Area/City of the IANA database."""
    if name not in list_time_zones():
        raise ValidationError(_("“%(name)s” is not a time zone such as Europe/Berlin."), params={"name": name})
