"""Questions about abbreviations and what they stand for."""

import dataclasses
from collections.abc import Iterator

from kfor_quiz.engine.facts import Fact, FalseVariant, TermValue
from kfor_quiz.engine.generation.drafting import Drafting
from kfor_quiz.engine.knowledge import Template
from kfor_quiz.engine.questions import AcceptedAnswer, Kind, Option, Proof, QuestionDraft, Rung


def ask_term(drafting: Drafting, fact: Fact, term: TermValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """What an abbreviation stands for, or the abbreviation of a name; typed, or chosen among decoys that fit the letters.

    An abbreviation is not asked for where the name spells it out.
    """
    entity = drafting.pack.entity_index[term.entity]
    asks_expansion = template.asks == "expansion"
    if entity.is_initialism and not asks_expansion:
        return
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, drafting.writer.words(fact)))
    decoys = term.decoys if asks_expansion else term.decoy_abbreviations
    if kind is Kind.TYPED_TEXT:
        asked, beside = entity.full_names(), entity.short_names()
        if not asks_expansion:
            asked, beside = beside, asked
        yield dataclasses.replace(draft, accepted=AcceptedAnswer(texts=asked, beside=beside, refused=_wrong(term)))
        return
    key = drafting.option(draft, entity.key, entity.name if asks_expansion else entity.abbreviation, rationale=fact.statement)
    made = drafting.single_choice(draft, key, [_decoy(drafting, draft, decoy) for decoy in decoys])
    if made:
        yield made


def _decoy(drafting: Drafting, draft: QuestionDraft, decoy: FalseVariant) -> Option:
    evidence = drafting.language.one_name(decoy.paragraph, decoy.why)
    return drafting.option(
        draft, decoy.text, decoy.text, rationale=decoy.why, proof=Proof.FUNCTIONAL, evidence=evidence, rung=Rung.SIBLING
    )


def _wrong(term: TermValue) -> tuple[str, ...]:
    """The decoys of both directions."""
    return tuple(sorted({decoy.text for decoy in (*term.decoys, *term.decoy_abbreviations)}))
