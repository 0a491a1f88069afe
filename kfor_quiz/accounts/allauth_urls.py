"""The pages of allauth that this site has, at allauth's addresses and names. Left out is what needs confirmed e-mail."""

from allauth.account import urls as allauth
from django.urls import URLPattern

from kfor_quiz.accounts import views

FOR_ACCOUNTS = {
    "account_login",
    "account_signup",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
}
FOR_ALL = {
    "account_logout",
    "account_inactive",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


def adapt(pattern: URLPattern) -> list[URLPattern]:
    """The pattern as this site uses it, or nothing."""
    if pattern.name in FOR_ACCOUNTS:
        return [URLPattern(pattern.pattern, views.send_guests_to_keep(pattern.callback), name=pattern.name)]
    if pattern.name == "account_reset_password":
        return [URLPattern(pattern.pattern, views.reset_password, name=pattern.name)]
    return [pattern] if pattern.name in FOR_ALL else []


urlpatterns = [adapted for pattern in allauth.urlpatterns for adapted in adapt(pattern)]
