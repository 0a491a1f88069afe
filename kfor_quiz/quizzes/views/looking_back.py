"""Results, past attempts, the list of quizzes, and reports of questions."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kfor_quiz.accounts.models import User
from kfor_quiz.http import SignedInRequest, show_notice
from kfor_quiz.quizzes.forms import ReportForm
from kfor_quiz.quizzes.models import Attempt
from kfor_quiz.quizzes.selectors.history import history_row
from kfor_quiz.quizzes.selectors.results import attempt_row, quiz_rows, result_row
from kfor_quiz.quizzes.services.reporting import report_question
from kfor_quiz.quizzes.services.submitting import submit_expired
from kfor_quiz.quizzes.views.owned import not_stored, own_attempt, own_slot, sign_in_then
from kfor_quiz.quizzes.wording import minutes_of

ATTEMPTS_A_PAGE = 20


@require_safe
def quizzes(request: HttpRequest) -> HttpResponse:
    """All quizzes on offer."""
    learner = request.user if isinstance(request.user, User) else None
    if learner:
        submit_expired(learner=learner, now=timezone.now())
    exam = {"exam_length": settings.EXAM_QUESTIONS, "exam_minutes": minutes_of(settings.EXAM_TIME)}
    return render(request, "quizzes/list.html", {"quizzes": quiz_rows(learner), **exam})


@require_safe
@login_required
@not_stored
def result(request: SignedInRequest, attempt: uuid.UUID) -> HttpResponse:
    """What came of an attempt; an unfinished one goes on first."""
    mine = own_attempt(request, attempt)
    if not mine.finished_at:
        return redirect("quizzes:attempt", mine.uuid)
    row = result_row(mine)
    show_notice(request, row.notice)
    return render(request, "quizzes/result.html", {"result": row})


@require_safe
@login_required
@not_stored
def attempts(request: SignedInRequest) -> HttpResponse:
    """The learner's past attempts, the newest first, and above the first of them how the results go on."""
    submit_expired(learner=request.user, now=timezone.now())
    page = Paginator(Attempt.objects.of(request.user).with_drafts(), ATTEMPTS_A_PAGE).get_page(request.GET.get("page"))
    history = None if page.has_previous() else history_row(request.user)
    context = {"attempts": [attempt_row(one) for one in page], "page_obj": page, "history": history}
    return render(request, "quizzes/attempts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_then("quizzes:report")
def report(request: SignedInRequest, attempt: uuid.UUID, position: int) -> HttpResponse:
    """Say what is wrong with a question that one has answered, or left open to the end."""
    slot = own_slot(request, attempt, position)
    if slot.given is None and slot.attempt.finished_at is None:
        return redirect("quizzes:attempt", attempt)
    form = ReportForm(request.POST or None, initial={"text": request.GET.get("text", "")})
    if request.method == "POST" and form.is_valid():
        report_question(learner=request.user, version=slot.question_version, text=form.cleaned_data["text"], now=timezone.now())
        messages.success(request, _("Thank you. An instructor will look at the question."))
        return redirect("quizzes:slot", attempt, position)
    context = {"form": form, "stem": slot.question_version.stem}
    return render(request, "quizzes/report.html", context, status=422 if request.method == "POST" else 200)
