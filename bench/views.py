"""Bare Django views: what a request costs that does nothing of the app's own.

They pass the same middleware, for a signed-in user with a session in the database; the address says how many statements to make.
"""

import uuid
from collections.abc import Iterator
from unittest.mock import patch

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bench.models import Note
from kfor_quiz.http import SignedInRequest
from kfor_quiz.quizzes.services import answering
from kfor_quiz.quizzes.views import taking

ROWS_OF_A_PAGE = 20


@require_POST
@login_required
def one_row(request: SignedInRequest) -> HttpResponse:
    """Read one row, write one, and answer with a fragment of 0.9 KB. Four statements, with the session and the user."""
    note = Note.objects.get(pk=1)
    Note.objects.create(learner=request.user, text=request.POST["text"], noted_at=timezone.now())
    return render(request, "bench/fragment.html", {"notes": [note]})


@require_POST
@login_required
def many(request: SignedInRequest, reads: int, inserts: int, updates: int) -> HttpResponse:
    """As many reads and writes, the writes in one transaction, and the fragment."""
    notes = list(_read(reads))
    with transaction.atomic():
        for _ in range(inserts):
            note = Note.objects.create(learner=request.user, text=request.POST["text"], noted_at=timezone.now())
        for _ in range(updates):
            Note.objects.filter(pk=note.pk).update(number=F("number") + 1)
    return render(request, "bench/fragment.html", {"notes": notes[:1]})


@require_safe
@login_required
def page(request: SignedInRequest, reads: int) -> HttpResponse:
    """A page of twenty rows, with as many reads."""
    notes = list(Note.objects.order_by("pk")[:ROWS_OF_A_PAGE])
    return render(request, "bench/page.html", {"notes": [*notes, *_read(reads - 1)][:ROWS_OF_A_PAGE]})


@require_POST
def forgetful_answer(request: SignedInRequest, attempt: uuid.UUID, position: int) -> HttpResponse:
    """An answer of a quiz that no memory hears of: what it costs less is what feeding the memory costs."""
    with patch.object(answering, "record_answers"):  # one request at a time in each process
        return taking.answer(request, attempt=attempt, position=position)


def _read(count: int) -> Iterator[Note]:
    """So many rows, each by a statement of its own."""
    return (Note.objects.select_related("learner").get(pk=pk) for pk in range(1, count + 1))
