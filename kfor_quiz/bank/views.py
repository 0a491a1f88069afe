"""The study material, open to all: briefing, glossary, search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kfor_quiz.bank.selectors import briefing as selectors
from kfor_quiz.bank.selectors.search import search as search_bank
from kfor_quiz.http import NotThereError, show_notice


@require_safe
def briefing_index(request: HttpRequest) -> HttpResponse:
    """All topics."""
    return render(request, "bank/briefing_index.html", {"topics": selectors.list_topics()})


@require_safe
def briefing(request: HttpRequest, pack: str, topic: str) -> HttpResponse:
    """The study text of one topic."""
    page = selectors.briefing_page(pack, topic)
    if page is None:
        raise NotThereError(_("There is no such topic."))
    show_notice(request, page.notice)
    context = {"page": page, "previous": page.previous, "next": page.next, "topics": page.topics}
    return render(request, "bank/briefing.html", context)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All names and abbreviations."""
    return render(request, "bank/glossary.html", {"entries": selectors.list_glossary()})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found for `q`."""
    found = search_bank(request.GET.get("q", ""))
    return render(request, "bank/search.html", {"query": found.query, "groups": found.groups, "count": found.count})
