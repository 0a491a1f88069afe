"""A person's own pages: keeping a guest's progress, and the profile."""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as allauth_views
from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kfor_quiz.accounts.forms import EmailForm, KeepForm, ProfileForm, build_old_account_form
from kfor_quiz.accounts.services import change_email, keep_progress
from kfor_quiz.http import SignedInRequest

View = Callable[..., HttpResponseBase]


def send_guests_to_keep(view: View) -> View:
    """A page for people with a password: a guest is led to the page where they choose one."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.is_guest:
            return redirect("accounts:keep")
        return view(request, **kwargs)

    return wrapper


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
def keep(request: SignedInRequest) -> HttpResponse:
    """A guest chooses a user name and a password, and the same row becomes an account."""
    if not request.user.is_guest:
        return redirect("accounts:profile")
    form = KeepForm(request.POST or None)
    if request.method == "POST":
        ratelimit.consume(request, action="signup", raise_exception=True)
        if form.is_valid() and keep_from(request, form):
            messages.success(request, _("Your progress is kept. Next time, sign in as %(name)s.") % {"name": request.user.username})
            return redirect(settings.LOGIN_REDIRECT_URL)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/keep.html", {"form": form, "login_form": build_old_account_form(request)}, status=status)


def keep_from(request: SignedInRequest, form: KeepForm) -> bool:
    """Whether the guest became an account; if not, the form says why."""
    try:
        request.user = keep_progress(user=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    update_session_auth_hash(request, request.user)
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    """Time zone, language, keyboard shortcuts, and whether questions ask how sure one is."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@send_guests_to_keep
@reauthentication_required  # type: ignore[untyped-decorator]
def email(request: SignedInRequest) -> HttpResponse:
    """An e-mail address for an account. The password is asked for before: the address can set a new one."""
    form = EmailForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST":
        ratelimit.consume(request, action="manage_email", user=request.user, raise_exception=True)
        if form.is_valid() and email_from(request, form):
            messages.success(request, _("Saved."))
            return redirect("accounts:profile")
    return render(request, "accounts/email.html", {"form": form}, status=422 if form.is_bound else 200)


def email_from(request: SignedInRequest, form: EmailForm) -> bool:
    """Whether the address is now the account's; if not, the form says why."""
    try:
        change_email(user=request.user, email=form.cleaned_data["email"])
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def reset_password(request: HttpRequest) -> HttpResponseBase:
    """allauth's page where the site sends e-mail; else a page that says whom to ask."""
    if settings.SENDS_EMAIL:
        response: HttpResponseBase = allauth_views.password_reset(request)
        return response
    return render(request, "account/no_email.html")
