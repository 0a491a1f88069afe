"""What a learner recalls, by topic and over the briefing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean

from django.urls import reverse

from kfor_quiz.bank.models import Fact
from kfor_quiz.bank.selectors.briefing import BriefingPage, ParagraphRow, sentence_url
from kfor_quiz.engine.briefing import Segment
from kfor_quiz.engine.predicting import expect_recalled
from kfor_quiz.memory.selectors.recall import Recall
from kfor_quiz.progress.rows import FadingRow, RecalledParagraph, RecalledSegment, RecallRow
from kfor_quiz.progress.wording import recall_words

# From so much recall on, a fact is a shade darker.
SHADES = (0.01, 0.5, 0.7, 0.9)
FADED_BELOW, MOST_FADING = 0.9, 5


@dataclass
class Group:
    """The facts of a topic, as they are met."""

    title: str
    url: str
    facts: list[int] = field(default_factory=list)


def topic_rows(recall: Recall) -> tuple[RecallRow, ...]:
    """What is recalled of each topic, in the order of their pages. One query."""
    facts = Fact.objects.filter(is_retired=False, current_version__isnull=False, topic__is_retired=False)
    facts = facts.order_by("pack__title", "topic__order", "key")
    rows = facts.values_list("topic", "topic__title", "topic__key", "pack__key", "pk")
    groups: dict[int, Group] = {}
    for topic, title, key, pack_key, fact in rows:
        if topic not in groups:
            groups[topic] = Group(title, reverse("recalled_briefing", args=[pack_key, key]))
        groups[topic].facts.append(fact)
    return tuple(recall_row(recall, group.facts, title=group.title, url=group.url) for group in groups.values())


def recall_row(recall: Recall, facts: Iterable[int], *, title: str, url: str) -> RecallRow:
    """What is recalled of these facts, today."""
    asked = list(facts)
    studied = [recall.chances[fact] for fact in asked if fact in recall.chances]
    return RecallRow(title, url, len(asked), len(studied), expect_recalled(studied, doubt=recall.doubt))


def fading_rows(recall: Recall) -> tuple[FadingRow, ...]:
    """The studied facts that are recalled least, the least first, as far as they have faded. One query, none where nothing has."""
    faded = sorted((chance, fact) for fact, chance in recall.chances.items() if chance < FADED_BELOW)[:MOST_FADING]
    facts = Fact.objects.current().select_related("pack", "current_version__passage__topic").in_bulk([fact for _, fact in faded])
    told = ((fact, fact.current_version, chance) for chance, number in faded if (fact := facts.get(number)))
    return tuple(
        FadingRow(version.statement, recall_words(chance), sentence_url(fact.pack.key, version.passage.topic.key, fact.key))
        for fact, version, chance in told
        if version
    )


def recalled_paragraphs(page: BriefingPage, recall: Recall, *, pack: str) -> tuple[RecalledParagraph, ...]:
    """The paragraphs of a page of the briefing with what is recalled of each. One query."""
    facts = dict(Fact.objects.current().filter(pack__key=pack).values_list("key", "pk"))
    return tuple(_paragraph(row, facts, recall) for row in page.paragraphs)


def _paragraph(row: ParagraphRow, facts: Mapping[str, int], recall: Recall) -> RecalledParagraph:
    held = dict.fromkeys(facts[key] for segment in row.segments for key in segment.facts if key in facts)
    segments = tuple(_segment(segment, facts, recall) for segment in row.segments)
    return RecalledParagraph(segments, recall_row(recall, held, title="", url="") if held else None)


def _segment(segment: Segment, facts: Mapping[str, int], recall: Recall) -> RecalledSegment:
    chances = [recall.chances[facts[key]] for key in segment.facts if facts.get(key) in recall.chances]
    if not chances:
        return RecalledSegment(segment, "", 0)
    mean = fmean(chances)
    return RecalledSegment(segment, recall_words(mean), sum(mean >= least for least in SHADES))
