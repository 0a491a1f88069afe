"""The page on which a deck of Anki is brought in as draft questions."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kfor_quiz.accounts.models import User
from kfor_quiz.authoring.admin.exams import author_of
from kfor_quiz.authoring.forms.imports import AnkiImportForm
from kfor_quiz.bank.models import Question
from kfor_quiz.bank.services.import_words import describe_import
from kfor_quiz.bank.services.imported import DeckImport, import_deck
from kfor_quiz.formats.anki import FoundDeck


def import_address(questions: admin.ModelAdmin[Any]) -> URLPattern:
    """The address of the page, for the admin of questions."""
    view = questions.admin_site.admin_view(partial(import_anki, questions=questions))
    return path("import-anki/", view, name="bank_question_import_anki")


@require_http_methods(["GET", "HEAD", "POST"])
def import_anki(request: HttpRequest, questions: admin.ModelAdmin[Any]) -> HttpResponse:
    """The form; when it is sent, what came of it, above the list of the drafts. For those who may add questions."""
    if not questions.has_add_permission(request):
        raise PermissionDenied
    form = AnkiImportForm(request.POST, request.FILES) if request.method == "POST" else AnkiImportForm()
    if form.is_valid():
        author, deck = author_of(request), form.cleaned_data["deck"]
        report = import_deck(deck=deck, topic=form.cleaned_data["topic"], author=author, now=timezone.now())
        _note(author, report)
        _tell(request, deck, report)
        return redirect(f"{reverse('admin:bank_question_changelist')}?origin=imported&status__exact=draft")
    context = {
        **questions.admin_site.each_context(request),
        "title": gettext("Import from Anki"),
        "opts": questions.opts,
        "form": form,
    }
    return TemplateResponse(request, "authoring/import_anki.html", context)


def _note(author: User, report: DeckImport) -> None:
    """Write into the history of each question what was done to it."""
    for rows, flag in ((report.created, ADDITION), (report.updated, CHANGE)):
        if rows:
            changed = Question.objects.filter(pk__in=[row.pk for row in rows])
            LogEntry.objects.log_actions(author.pk, changed, flag, gettext("Imported from Anki."))


def _tell(request: HttpRequest, deck: FoundDeck, report: DeckImport) -> None:
    title = gettext("Anki deck “%(title)s”:") % {"title": deck.title}
    level = messages.SUCCESS if report.created or report.updated or report.unchanged else messages.WARNING
    messages.add_message(request, level, " ".join([title, *describe_import(report)]))
