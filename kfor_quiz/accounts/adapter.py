"""Where allauth asks this app."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.time_zones import read_time_zone


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and this password do not belong together."),
        "username_password_mismatch": _("This user name and this password do not belong together."),
        "email_taken": _("Somebody already uses this e-mail address."),
        "unknown_email": _("Nobody here has this e-mail address."),
        "username_blacklisted": _("This user name cannot be used. Please choose another."),
        "username_taken": _("Somebody already has this user name."),
        "too_many_login_attempts": _("Too many failed attempts to sign in. Please wait and try again later."),
    }

    def new_user(self, request: HttpRequest) -> User:
        """Somebody who signs up, in the time zone of their browser."""
        user: User = super().new_user(request)
        user.time_zone = read_time_zone(request.COOKIES)
        return user

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether visitors may make themselves an account."""
        return bool(settings.OPEN_SIGNUP)
