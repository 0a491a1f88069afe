"""A guest who already has an account signs in, and takes along what was answered."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kfor_quiz.accounts.forms import KeepForm, build_old_account_form
from kfor_quiz.http import SignedInRequest
from kfor_quiz.quizzes.services.moving import move_attempts
from kfor_quiz.quizzes.views.owned import sign_in_then


@require_POST
@sign_in_then("accounts:keep")
@never_cache
@sensitive_post_parameters()
def keep_old(request: SignedInRequest) -> HttpResponse:
    """Sign in to the account named, with allauth's checks and limits, and move the guest's attempts to it."""
    guest = request.user
    if not guest.is_guest:
        return redirect("accounts:profile")
    form = build_old_account_form(request)
    if not form.is_valid():
        return render(request, "accounts/keep.html", {"form": KeepForm(), "login_form": form}, status=422)
    with transaction.atomic():  # both or neither: signed in without the attempts, they would be lost
        response: HttpResponse = form.login(request, redirect_url=None)
        is_moving = not request.user.is_guest
        count = move_attempts(guest=guest, account=request.user, now=timezone.now()) if is_moving else 0
    if is_moving:
        messages.success(request, ngettext("%d attempt is yours now.", "%d attempts are yours now.", count) % count)
    return response
