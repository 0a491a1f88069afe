"""Search over glossary, facts and briefing: every word must be found by its beginning, exact names come first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Replace
from django.db.models.lookups import Regex
from django.urls import reverse
from django.utils.translation import gettext as _

from kfor_quiz.bank.models import Entity, Fact, Passage
from kfor_quiz.bank.selectors.briefing import briefing_url, sentence_url
from kfor_quiz.bank.selectors.folding import LEVELS, PARTED, find_folded, fold, level, searchable
from kfor_quiz.bank.selectors.wanted import Wanted, beginning, clean_query, query_words, read_wanted
from kfor_quiz.engine.briefing import plain_text

MOST_HITS = 20
SNIPPET = 80


@dataclass(frozen=True)
class Hit:
    """One place found: the text around the first word of the query."""

    title: str
    snippet_before: str
    match: str
    snippet_after: str
    url: str


@dataclass(frozen=True)
class HitGroup:
    """The hits in one part of the study material, the best first."""

    heading: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class SearchResult:
    """What was looked for, as it was understood, and what was found."""

    query: str
    groups: tuple[HitGroup, ...]

    @property
    def count(self) -> int:
        return sum(len(group.hits) for group in self.groups)


def search(text: str) -> SearchResult:
    """Look for the words of a text; at most 20 hits of each kind. Three queries, or none for an empty text."""
    query = clean_query(text)
    words = query_words(query)
    if not words:
        return SearchResult(query, ())
    entities = list(Entity.objects.filter(is_retired=False))
    wanted = read_wanted(words, (row.names for row in entities))
    groups = (
        HitGroup(_("Glossary"), tuple(_glossary(wanted, entities))),
        HitGroup(_("Facts"), tuple(_facts(wanted))),
        HitGroup(_("Briefing"), tuple(_passages(wanted))),
    )
    return SearchResult(query, tuple(group for group in groups if group.hits))


def _holds_all(wanted: Wanted, column: str) -> Q:
    """Rows whose text holds every word; both sides are folded and levelled, so that each database compares alike."""
    text = Concat(_replace(column, LEVELS), Value("\n"), _replace(column, PARTED), output_field=TextField())
    condition = Q(is_retired=False)
    for pattern in wanted.patterns:
        condition &= Q(Regex(text, pattern))
    return condition


def _replace(column: str, pairs: tuple[tuple[str, str], ...]) -> Combinable:
    """The folded text of a column, as the database makes one half of what `searchable` is."""
    text: Combinable = F(column)
    for written, levelled in pairs:
        text = Replace(text, Value(written), Value(levelled), output_field=TextField())
    return text


def _glossary(wanted: Wanted, entities: list[Entity]) -> Iterable[Hit]:
    found = [row for row in entities if row.in_glossary and wanted.is_in(searchable(row.search_text))]
    for row in sorted(found, key=lambda row: (_name_rank(row, " ".join(wanted.words)), fold(row.name), row.key))[:MOST_HITS]:
        title = f"{row.name} ({row.abbreviation})" if row.abbreviation else row.name
        yield _hit(title, row.gloss, wanted, f"{reverse('bank:glossary')}#g-{row.key}")


def _name_rank(row: Entity, words: str) -> int:
    """0 for an exact name, 1 for a name that begins so, 2 for one that holds it, 3 for the rest."""
    names = [level(fold(name)) for name in row.names]
    if words in names:
        return 0
    if any(name.startswith(words) for name in names):
        return 1
    return 2 if any(re.search(beginning(words), name) for name in names) else 3


def _facts(wanted: Wanted) -> Iterable[Hit]:
    found = Fact.objects.current().filter(_holds_all(wanted, "search_text"))
    rows = found.select_related("pack", "current_version__passage__topic").order_by("pack", "topic__order", "pk")
    for row in rows[:MOST_HITS]:
        if row.current_version:
            url = sentence_url(row.pack.key, row.current_version.passage.topic.key, row.key)
            yield _hit(row.topic.title, row.current_version.statement, wanted, url)


def _passages(wanted: Wanted) -> Iterable[Hit]:
    found = Passage.objects.filter(_holds_all(wanted, "search_text")).select_related("pack", "topic")
    for row in found.order_by("pack", "topic__order", "order")[:MOST_HITS]:
        url = briefing_url(row.pack.key, row.topic.key, f"p-{row.key}")
        yield _hit(row.topic.title, plain_text(row.text), wanted, url)


def _hit(title: str, text: str, wanted: Wanted, url: str) -> Hit:
    """The hit with the text around the first word that stands in it, cut at both ends between words."""
    places = (find_folded(text, needle) for needle in wanted.needles)
    before, match, after = next((place for place in places if place[1]), (text, "", ""))
    if not match:
        return Hit(title, _cut_end(before), "", "", url)
    return Hit(title, _cut_start(before), match, _cut_end(after), url)


def _cut_start(text: str) -> str:
    if len(text) <= SNIPPET:
        return text
    return f"… {text[-SNIPPET:].partition(' ')[2]}"


def _cut_end(text: str) -> str:
    if len(text) <= SNIPPET:
        return text
    return f"{text[:SNIPPET].rpartition(' ')[0]} …"
