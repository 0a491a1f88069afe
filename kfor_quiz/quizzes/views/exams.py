"""An exam: before it starts."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kfor_quiz.bank.models import Pack
from kfor_quiz.http import SignedInRequest, show_notice
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.selectors.exams import exam_row
from kfor_quiz.quizzes.services.submitting import submit_expired
from kfor_quiz.quizzes.views.starting import begin


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exam(request: SignedInRequest, pack: str) -> HttpResponse:
    """What an exam of the pack is like, and its start."""
    asked = get_object_or_404(Pack, key=pack)
    if request.method == "POST":
        return begin(request, request.user, plan_exam(asked))
    submit_expired(learner=request.user, now=timezone.now())
    show_notice(request, asked.notice)
    return render(request, "quizzes/exam.html", {"exam": exam_row(pack=asked, learner=request.user)})
