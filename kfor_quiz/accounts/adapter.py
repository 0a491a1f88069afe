"""Where allauth asks this app."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether visitors may make themselves an account."""
        return bool(settings.OPEN_SIGNUP)
