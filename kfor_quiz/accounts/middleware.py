"""Each signed-in person's own time zone and language."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


class PersonalSettings:
    """Times in the person's zone, words in the person's language; a visitor gets the site's zone and the browser's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.languages = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        if user.language in self.languages:
            translation.activate(user.language)
        with timezone.override(zoneinfo.ZoneInfo(user.time_zone)):
            return self.get_response(request)
