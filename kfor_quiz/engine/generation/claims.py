"""Questions about propositions with an askable part."""

import dataclasses
from collections.abc import Iterator

from kfor_quiz.engine.digests import digest_number
from kfor_quiz.engine.facts import ClaimValue, Fact
from kfor_quiz.engine.generation.drafting import Drafting
from kfor_quiz.engine.knowledge import Template
from kfor_quiz.engine.questions import TYPED_KINDS, AcceptedAnswer, Kind, QuestionDraft


def ask_claim(drafting: Drafting, fact: Fact, claim: ClaimValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """The askable part, typed, filled in or chosen among reviewed wrong ones; or the proposition to judge."""
    if template.asks == "truth":
        yield _truth(drafting, fact, claim, template, kind)
        return
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, drafting.writer.words(fact)))
    if kind in TYPED_KINDS:
        yield dataclasses.replace(draft, accepted=_accepted(drafting, claim))
        return
    key = drafting.option(draft, claim.answer, drafting.language.capitalise(claim.answer), rationale=fact.statement)
    made = drafting.single_choice(draft, key, [drafting.reviewed(draft, variant) for variant in claim.wrong])
    if made:
        yield made


def _accepted(drafting: Drafting, claim: ClaimValue) -> AcceptedAnswer:
    """The askable part. What the proposition lists in front of it is true of it, and does no harm beside it."""
    texts = (claim.answer, *claim.accept)
    beside = tuple(word for word in drafting.language.listed_before(claim.lead) if word not in texts)
    return AcceptedAnswer(texts=texts, refused=tuple(wrong.text for wrong in claim.wrong), beside=beside)


def _truth(drafting: Drafting, fact: Fact, claim: ClaimValue, template: Template, kind: Kind) -> QuestionDraft:
    draft = drafting.draft(fact, template, kind, stem="")
    is_true = not (claim.denied and drafting.falls_among_false(draft))
    wrong = None if is_true else claim.denied[digest_number("wrong", draft.key, below=len(claim.denied))]
    proposition = claim.with_part(wrong.text if wrong else claim.answer)
    stem = drafting.writer.fill(template, {"proposition": proposition})
    why = f"{fact.statement} {wrong.why}" if wrong else ""
    return drafting.true_false(drafting.draft(fact, template, kind, stem=stem), fact, is_true=is_true, why=why)
