"""Each signed-in person's own time zone and language, and that a guest was here."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from kfor_quiz.accounts.services import note_guest


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


class GuestsSeen:
    """Once a day, a guest who comes by is kept for another 30 days, and so is their session: a guest cannot sign in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.is_guest and note_guest(guest=user, now=timezone.now()):
            request.session.modified = True  # saved and sent again, with a new end
        return self.get_response(request)
