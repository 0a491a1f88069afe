"""The study material, open to all: briefing, timeline, glossary, search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from kfor_quiz.bank.forms import TimelineForm
from kfor_quiz.bank.selectors import briefing as selectors
from kfor_quiz.bank.selectors.search import search as search_bank
from kfor_quiz.bank.selectors.timeline import EventFilter, choose_events, list_timelines, read_timeline
from kfor_quiz.http import NotThereError, show_notice, wants_partial


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
    context = {"page": page, "previous": page.previous, "next": page.next, "topics": page.topics, "pack_key": pack}
    return render(request, "bank/briefing.html", context)


@require_safe
@vary_on_headers("HX-Request")
def timeline_index(request: HttpRequest) -> HttpResponse:
    """The timelines of all packs; where there is one, that one."""
    packs = list_timelines()
    if len(packs) == 1:
        return _show_timeline(request, packs[0].key)
    return render(request, "bank/timeline_index.html", {"packs": packs})


@require_safe
@vary_on_headers("HX-Request")
def timeline(request: HttpRequest, pack: str) -> HttpResponse:
    """What happened when, in one pack."""
    return _show_timeline(request, pack)


def _show_timeline(request: HttpRequest, pack: str) -> HttpResponse:
    """The events that the address asks for; for htmx, without what stands around them."""
    timeline = read_timeline(pack)
    if timeline is None:
        raise NotThereError(_("There is no such timeline."))
    show_notice(request, timeline.notice)
    form = TimelineForm(request.GET, timeline=timeline)
    wanted = form.read()
    context = {
        "timeline": timeline,
        "form": form,
        "chosen": choose_events(timeline, wanted),
        "is_narrowed": wanted != EventFilter() or bool(form.errors),
        "is_partial": wants_partial(request),
    }
    return render(request, "bank/timeline.html#events" if wants_partial(request) else "bank/timeline.html", context)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All names and abbreviations."""
    return render(request, "bank/glossary.html", {"entries": selectors.list_glossary()})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found for `q`."""
    found = search_bank(request.GET.get("q", ""))
    return render(request, "bank/search.html", {"query": found.query, "groups": found.groups, "count": found.count})
