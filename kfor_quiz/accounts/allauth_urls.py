"""The pages of allauth that this site has, at allauth's addresses and names. Left out is what needs confirmed e-mail."""

from functools import wraps

from allauth.account import urls as allauth
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
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


def refuse_in_status(view: views.View) -> views.View:
    """A page that shows what is wrong with a form has status 422, as everywhere on this site. allauth answers 200."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
        response = view(request, **kwargs)
        if isinstance(response, TemplateResponse):  # what scripts asked for is JSON by now, with a status of its own
            form = (response.context_data or {}).get("form")
            if form is not None and form.is_bound and form.errors:
                response.status_code = 422
        return response

    return wrapper


def adapt(pattern: URLPattern) -> list[URLPattern]:
    """The pattern as this site uses it, or nothing."""
    if pattern.name in FOR_ACCOUNTS:
        view = views.send_guests_to_keep(pattern.callback)
    elif pattern.name == "account_reset_password":
        view = views.reset_password
    elif pattern.name in FOR_ALL:
        view = pattern.callback
    else:
        return []
    return [URLPattern(pattern.pattern, refuse_in_status(view), name=pattern.name)]


urlpatterns = [adapted for pattern in allauth.urlpatterns for adapted in adapt(pattern)]
