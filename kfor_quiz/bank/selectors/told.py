"""The facts that questions ask, as they stand in the briefing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kfor_quiz.bank.models import FactVersion, Passage, QuestionVersion
from kfor_quiz.bank.selectors.briefing import sentence_url
from kfor_quiz.bank.selectors.knowledge import told_facts
from kfor_quiz.bank.wording import citation_of
from kfor_quiz.engine.briefing import plain_text


class Page(NamedTuple):
    """The page of a topic."""

    key: str
    title: str


Pages = Mapping[int, Page]


@dataclass(frozen=True)
class ToldRow:
    """A fact that was asked: in one sentence, and as it stands in the briefing.

    `before` and `after` are what its paragraph says around the sentence, where the whole of it is to be read.
    """

    statement: str
    sentence: str
    citation: str
    passage_url: str
    before: str = ""
    after: str = ""


def pages_of(versions: Iterable[QuestionVersion]) -> Pages:
    """The pages of the briefing that tell the facts which versions ask, by the passage of each. One query."""
    passages = {fact.passage_id for version in versions for fact in told_facts(version.question, version)}
    rows = Passage.objects.filter(pk__in=passages).values_list("pk", "topic__key", "topic__title")
    return {passage: Page(key, title) for passage, key, title in rows}


def told_row(fact: FactVersion, page: Page, pack_key: str, *, is_in_paragraph: bool = False) -> ToldRow:
    """A fact as it was told then; `page` is the one that its paragraph stands on now.

    With `is_in_paragraph` the paragraph is there around the sentence, if the sentence still stands in it.
    """
    before, sentence, after = plain_text(fact.passage.text).partition(fact.sentence) if is_in_paragraph else ("", "", "")
    return ToldRow(
        statement=fact.statement,
        sentence=fact.sentence,
        citation=citation_of(fact, page.title),
        passage_url=sentence_url(pack_key, page.key, fact.fact.key),
        before=before if sentence else "",
        after=after,
    )
