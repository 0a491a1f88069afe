"""Filling the stems of templates, and which words each may use."""

import re
import string

from kfor_quiz.engine.facts import (
    GAP,
    ClaimValue,
    EventValue,
    Fact,
    FactKind,
    MeasureValue,
    MembershipValue,
    RelationValue,
    TermValue,
)
from kfor_quiz.engine.knowledge import Pack, Template
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.questions import Kind

STEM_WORDS: dict[tuple[FactKind, str], frozenset[str]] = {
    (FactKind.EVENT, "date"): frozenset({"When", "when", "ask"}),
    (FactKind.EVENT, "event"): frozenset({"date", "Date"}),
    (FactKind.EVENT, "truth"): frozenset({"clause", "Clause", "date", "Date"}),
    (FactKind.EVENT, "order"): frozenset(),
    (FactKind.EVENT, "first"): frozenset(),
    (FactKind.EVENT, "place"): frozenset({"ask"}),
    (FactKind.MEASURE, "number"): frozenset({"ask", "Ask"}),
    (FactKind.MEASURE, "order"): frozenset(),
    (FactKind.MEASURE, "gap"): frozenset({"gapped"}),
    (FactKind.MEMBERSHIP, "members"): frozenset({"ask"}),
    (FactKind.MEMBERSHIP, "member"): frozenset({"ask_one"}),
    (FactKind.MEMBERSHIP, "which_set"): frozenset({"belongs", "other"}),
    (FactKind.MEMBERSHIP, "all"): frozenset({"ask_all"}),
    (FactKind.MEMBERSHIP, "odd"): frozenset({"other"}),
    (FactKind.TERM, "expansion"): frozenset({"abbreviation"}),
    (FactKind.TERM, "abbreviation"): frozenset({"expansion", "Expansion"}),
    (FactKind.CLAIM, "part"): frozenset({"ask"}),
    (FactKind.CLAIM, "gap"): frozenset({"gapped"}),
    (FactKind.CLAIM, "truth"): frozenset({"proposition"}),
    (FactKind.RELATION, "truth"): frozenset({"proposition"}),
    (FactKind.RELATION, "pairs"): frozenset(),
    (FactKind.RELATION, "parts"): frozenset({"subject", "Subject"}),
    (FactKind.RELATION, "object"): frozenset({"subject", "Subject"}),
    (FactKind.RELATION, "subject"): frozenset({"object", "Object"}),
}


_CHOICE_OR_TEXT = frozenset({Kind.SINGLE_CHOICE, Kind.TYPED_TEXT})
FITTING_KINDS: dict[tuple[FactKind, str], frozenset[Kind]] = {
    (FactKind.EVENT, "date"): frozenset({Kind.SINGLE_CHOICE, Kind.TYPED_DATE}),
    (FactKind.EVENT, "event"): frozenset({Kind.SINGLE_CHOICE}),
    (FactKind.MEASURE, "number"): frozenset({Kind.SINGLE_CHOICE, Kind.TYPED_NUMBER}),
    (FactKind.MEMBERSHIP, "members"): frozenset({Kind.MULTIPLE_RESPONSE}),
    (FactKind.MEMBERSHIP, "member"): frozenset({Kind.TYPED_TEXT}),
    (FactKind.MEMBERSHIP, "which_set"): frozenset({Kind.SINGLE_CHOICE}),
    (FactKind.TERM, "expansion"): _CHOICE_OR_TEXT,
    (FactKind.TERM, "abbreviation"): _CHOICE_OR_TEXT,
    (FactKind.CLAIM, "part"): _CHOICE_OR_TEXT,
    (FactKind.RELATION, "object"): _CHOICE_OR_TEXT,
    (FactKind.RELATION, "subject"): _CHOICE_OR_TEXT,
    (FactKind.EVENT, "order"): frozenset({Kind.ORDERING}),
    (FactKind.EVENT, "first"): frozenset({Kind.WHICH_FIRST}),
    (FactKind.EVENT, "place"): frozenset({Kind.TIMELINE}),
    (FactKind.MEASURE, "order"): frozenset({Kind.ORDERING}),
    (FactKind.MEASURE, "gap"): frozenset({Kind.CLOZE}),
    (FactKind.MEMBERSHIP, "all"): frozenset({Kind.RECALL_LIST}),
    (FactKind.MEMBERSHIP, "odd"): frozenset({Kind.ODD_ONE_OUT}),
    (FactKind.CLAIM, "gap"): frozenset({Kind.CLOZE}),
    (FactKind.RELATION, "pairs"): frozenset({Kind.MATCHING}),
    (FactKind.RELATION, "parts"): frozenset({Kind.MATCHING}),
    (FactKind.EVENT, "truth"): frozenset({Kind.TRUE_FALSE}),
    (FactKind.CLAIM, "truth"): frozenset({Kind.TRUE_FALSE}),
    (FactKind.RELATION, "truth"): frozenset({Kind.TRUE_FALSE}),
}


def unknown_words(template: Template) -> list[str]:
    """Words in {braces} that this template cannot fill, and the whole of a pair of kind and part that does not exist."""
    known = STEM_WORDS.get((template.fact, template.asks))
    if known is None:
        return [f"{template.fact}/{template.asks}"]
    return sorted(words_in(template.stem) - known)


def words_in(text: str) -> set[str]:
    """The words in {braces} of a text; braces that do not match are named as they stand."""
    try:
        parts = string.Formatter().parse(text)
        return {
            name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            for _, name, spec, conversion in parts
            if name is not None
        }
    except ValueError:
        return {text}


class StemWriter:
    """Writes stems and statements of one pack in its language."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.language: Language = LANGUAGES[pack.language]

    def fill(self, template: Template, words: dict[str, str]) -> str:
        """The stem with its words; each word is also there with a capital, under its own name with a capital."""
        capital = {name.capitalize(): self.language.capitalise(text) for name, text in words.items()}
        return self.language.capitalise(template.stem.format_map(capital | words))

    def words(self, fact: Fact) -> dict[str, str]:
        """What stems can say of a fact, by the names that templates use."""
        match fact.value:
            case EventValue() as event:
                return {"when": self.when(event), "ask": event.ask, "clause": event.clause, "date": self.on_date(event)}
            case MeasureValue() as measure:
                asked = measure.ask.format(how_many=self.language.how_many(measure.hedge))
                return {"ask": asked, "gapped": self.gapped(fact.statement, measure.number)}
            case MembershipValue() as membership:
                return {
                    "ask": membership.ask,
                    "ask_one": membership.ask_one,
                    "ask_all": membership.ask_all,
                    "belongs": membership.belongs,
                }
            case TermValue(entity=key):
                entity = self.pack.entity_index[key]
                return {"abbreviation": entity.abbreviation, "expansion": self.language.in_sentence(entity)}
            case ClaimValue() as claim:
                return {"ask": claim.ask, "gapped": claim.gapped}
            case RelationValue() as relation:
                return {"subject": self.entity(relation.subject), "object": self.entity(relation.object)}

    def gapped(self, statement: str, number: int) -> str:
        """The statement with a gap in the place of its figure; empty where the figure does not stand there once, in digits."""
        joined = re.sub(r"(?<=\d)\s(?=\d{3}\b)", "", statement)
        parts = re.split(rf"(?<![\d.,]){number}(?!\d)", joined)
        return GAP.join(parts) if len(parts) == 2 else ""

    def entity(self, key: str) -> str:
        return self.language.in_sentence(self.pack.entity_index[key])

    def when(self, event: EventValue) -> str:
        return self.language.when_question(event.when, done_by=event.done_by)

    def on_date(self, event: EventValue) -> str:
        return self.language.on_date(event.when, done_by=event.done_by, wording=event.date_text)

    def states(self, relation: RelationValue, *, subject: str, object_key: str) -> str:
        """The relation as a statement between two entities."""
        predicate = self.pack.predicate_by_key[relation.predicate]
        names = {"subject": self.entity(subject), "object": self.entity(object_key)}
        capital = {name.capitalize(): self.language.capitalise(text) for name, text in names.items()}
        return self.language.capitalise(predicate.states.format_map(names | capital))
