"""Which time zones a person may choose."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a time zone of the IANA database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone such as Europe/Berlin."), params={"name": name})
