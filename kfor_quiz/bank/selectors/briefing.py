"""The study text as pages: topics, paragraphs with their marks, neighbours, glossary."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from kfor_quiz.bank.models import Entity, Pack, Passage, Topic
from kfor_quiz.engine.briefing import Segment, read_marks


@dataclass(frozen=True)
class TopicRow:
    """One topic in the list of topics. `notice` is what its pack says of itself."""

    key: str
    title: str
    summary: str
    url: str
    paragraphs: int
    facts: int
    notice: str


@dataclass(frozen=True)
class ParagraphRow:
    """One paragraph, in runs of plain and marked text."""

    key: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class BriefingPage:
    """The page of one topic, between its neighbours."""

    key: str
    title: str
    summary: str
    notice: str
    paragraphs: tuple[ParagraphRow, ...]
    topics: tuple[TopicRow, ...]
    previous: TopicRow | None
    next: TopicRow | None


@dataclass(frozen=True)
class GlossaryRow:
    """One entry of the glossary; `other_names` are what a typed answer may say instead."""

    key: str
    name: str
    abbreviation: str
    other_names: tuple[str, ...]
    gloss: str


def briefing_url(pack_key: str, topic_key: str, anchor: str = "") -> str:
    """The address of a topic's page, or of a place on it: `p-<paragraph>` or `f-<fact>`."""
    address = reverse("bank:briefing", args=(pack_key, topic_key))
    return f"{address}#{anchor}" if anchor else address


def sentence_url(pack_key: str, topic_key: str, fact_key: str) -> str:
    """The address of the very sentence that holds a fact; `topic_key` is the page on which it stands."""
    return briefing_url(pack_key, topic_key, f"f-{fact_key}")


def list_topics(pack_key: str | None = None) -> tuple[TopicRow, ...]:
    """The topics of one pack, or of all, in the order of their pages. One query."""
    rows = Topic.objects.filter(is_retired=False).select_related("pack").order_by("pack__title", "order")
    if pack_key is not None:
        rows = rows.filter(pack__key=pack_key)
    counted = rows.annotate(
        paragraph_count=Count("passages", filter=Q(passages__is_retired=False), distinct=True),
        fact_count=Count("facts", filter=Q(facts__is_retired=False), distinct=True),
    )
    return tuple(
        TopicRow(
            key=row.key,
            title=row.title,
            summary=row.summary,
            url=briefing_url(row.pack.key, row.key),
            paragraphs=row.paragraph_count,
            facts=row.fact_count,
            notice=row.pack.notice,
        )
        for row in counted
    )


def briefing_page(pack_key: str, topic_key: str) -> BriefingPage | None:
    """The page of a topic, or None where there is no such topic. Two queries."""
    topics = list_topics(pack_key)
    place = next((place for place, topic in enumerate(topics) if topic.key == topic_key), None)
    if place is None:
        return None
    passages = Passage.objects.filter(topic__pack__key=pack_key, topic__key=topic_key, is_retired=False).order_by("order")
    return BriefingPage(
        key=topic_key,
        title=topics[place].title,
        summary=topics[place].summary,
        notice=topics[place].notice,
        paragraphs=tuple(ParagraphRow(row.key, tuple(read_marks(row.text))) for row in passages),
        topics=topics,
        previous=topics[place - 1] if place else None,
        next=topics[place + 1] if place + 1 < len(topics) else None,
    )


def list_glossary() -> tuple[GlossaryRow, ...]:
    """All entries of the glossary by name. One query."""
    rows = Entity.objects.filter(is_retired=False, in_glossary=True)
    return tuple(sorted((_glossary_row(row) for row in rows), key=lambda entry: (entry.name.casefold(), entry.key)))


def _glossary_row(row: Entity) -> GlossaryRow:
    return GlossaryRow(row.key, row.name, row.abbreviation, tuple(row.variants), row.gloss)


def list_notices() -> tuple[str, ...]:
    """What the packs say of themselves, each saying once. One query."""
    return tuple(dict.fromkeys(Pack.objects.order_by("pk").values_list("notice", flat=True)))
