"""What all kinds of fact share when questions are made from them."""

import dataclasses
from collections.abc import Iterable
from functools import cached_property

from kfor_quiz.engine import sort_values
from kfor_quiz.engine.digests import digest, digest_number
from kfor_quiz.engine.distractors import choose_distractors
from kfor_quiz.engine.facts import ClaimValue, Fact, FalseVariant
from kfor_quiz.engine.generation.pools import Pools
from kfor_quiz.engine.knowledge import Pack, Template
from kfor_quiz.engine.questions import Kind, Option, Proof, QuestionDraft, Rung
from kfor_quiz.engine.templates import StemWriter

PER_MILLE = 1000


class Drafting:
    """One pack, its language, and the making of drafts."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.pools = Pools(pack)
        self.writer = StemWriter(pack)
        self.language = self.writer.language

    def draft(self, fact: Fact, template: Template, kind: Kind, *, stem: str, variant: str = "") -> QuestionDraft:
        """A draft without options and answers."""
        return QuestionDraft(
            key=".".join(part for part in (fact.key, template.key, kind.value, variant) if part),
            kind=kind,
            topic=fact.topic,
            importance=fact.importance,
            fact_keys=(fact.key,),
            template_key=template.key,
            variant=variant,
            asks=template.asks,
            stem=stem,
            can_go_stale=fact.as_of is not None,
            exempt_names=self.names,
        )

    def asking(self, draft: QuestionDraft, facts: Iterable[Fact]) -> QuestionDraft:
        """The draft with all the facts that it asks: it is core where all of them are, and can go stale where one can."""
        facts = list(facts)
        others = sorted(fact.key for fact in facts if fact.key != draft.fact_key)
        return _replace(
            draft,
            fact_keys=(draft.fact_key, *others),
            importance="core" if all(fact.importance == "core" for fact in facts) else "supporting",
            can_go_stale=any(fact.as_of is not None for fact in facts),
        )

    def single_choice(
        self, draft: QuestionDraft, key: Option, candidates: Iterable[Option], *, is_sorted: bool = False
    ) -> QuestionDraft | None:
        """The draft with its key and two proved distractors, or None where there are not enough good ones."""
        chosen = choose_distractors(_replace(draft, is_sorted=is_sorted), key, list(candidates), self.language.words)
        if chosen is None:
            return None
        return _replace(draft, is_sorted=is_sorted, options=arrange(draft.key, [key, *chosen], is_sorted=is_sorted))

    def true_false(
        self, draft: QuestionDraft, fact: Fact, *, is_true: bool, why: str = "", borrowed_from: str | None = None
    ) -> QuestionDraft:
        """The draft as a statement to judge; `why` tells what is wrong with a false one, and which fact its false part is from."""
        true, false = self.language.true_false
        right, wrong = (true, false) if is_true else (false, true)
        key = self.option(
            draft,
            right,
            right,
            rationale=fact.statement if is_true else why,
            sort_value=sort_values.of_verdict(is_false=right == false),
            fact_key=borrowed_from,
        )
        other = self.option(
            draft,
            wrong,
            wrong,
            rationale=fact.statement,
            sort_value=sort_values.of_verdict(is_false=wrong == false),
            proof=Proof.DENIED,
            evidence=fact.statement,
        )
        return _replace(draft, options=arrange(draft.key, [key, other], is_sorted=True), is_sorted=True)

    def option(self, draft: QuestionDraft, identity: str, text: str, *, rationale: str, **fields: object) -> Option:
        """An option whose key in the question follows from what it stands for, and says nothing about it."""
        is_key = "proof" not in fields
        return Option(key=option_key(draft.key, identity), text=text, is_key=is_key, rationale=rationale, **fields)  # type: ignore[arg-type]

    def reviewed(self, draft: QuestionDraft, variant: FalseVariant) -> Option:
        """A wrong option that a person wrote and proved."""
        return self.option(
            draft,
            variant.text,
            self.language.capitalise(variant.text),
            rationale=variant.why,
            proof=Proof(variant.proof),
            evidence=self.language.reviewed(variant.reviewer, variant.paragraph, variant.why),
            rung=Rung.SIBLING,
        )

    def coin(self, draft: QuestionDraft) -> bool:
        """Heads or tails, fixed for each question."""
        return digest_number("coin", draft.key, below=2) == 0

    def falls_among_false(self, draft: QuestionDraft) -> bool:
        """For a claim that something denies. Half of all claims are to be false, and only these can be.

        Another claim in the pack moves the bound a little, so that few statements change with it.
        """
        claims, deniable = self._claims
        return digest_number("coin", draft.key, below=PER_MILLE) * 2 * deniable < claims * PER_MILLE

    @cached_property
    def _claims(self) -> tuple[int, int]:
        """How many claims there are, and of how many something is denied."""
        claims = [fact.value for fact in self.pack.facts if isinstance(fact.value, ClaimValue)]
        return len(claims), sum(bool(claim.denied) for claim in claims)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name of every entity; the linter lets names be what they are."""
        return frozenset(name for entity in self.pack.entities for name in entity.names())


def option_key(question_key: str, identity: str) -> str:
    """Eight hex digits, stable for what the option stands for."""
    return digest("option", question_key, identity)[:8]


def arrange(question_key: str, options: list[Option], *, is_sorted: bool) -> tuple[Option, ...]:
    """Numbers and dates by value, all else in an order that follows from the question's key."""
    if is_sorted:
        return tuple(sorted(options, key=lambda option: option.sort_value))
    return tuple(sorted(options, key=lambda option: digest("series", question_key, option.key)))


def _replace(draft: QuestionDraft, **changes: object) -> QuestionDraft:
    return dataclasses.replace(draft, **changes)  # type: ignore[arg-type]
