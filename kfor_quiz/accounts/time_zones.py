"""Which time zones a person may choose."""

import functools
import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


@functools.cache
def list_time_zones() -> tuple[str, ...]:
    """UTC, then every Area/City of the IANA database by name."""
    return ("UTC", *sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/")))


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is UTC or an Area/City of the IANA database."""
    if name not in list_time_zones():
        raise ValidationError(_("“%(name)s” is not a time zone such as Europe/Berlin."), params={"name": name})
