"""Storing what a question says: one immutable version for each wording and each set of fact versions it rests on."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kfor_quiz.bank.models import Fact, Option, Question, QuestionFact, QuestionVersion
from kfor_quiz.bank.models.questions import FactRole, write_accepted
from kfor_quiz.bank.services.checksums import checksum_of
from kfor_quiz.bank.services.rows import BATCH
from kfor_quiz.engine.questions import AcceptedAnswer, QuestionDraft
from kfor_quiz.engine.questions import Option as OptionDraft

Links = list[tuple[Fact, FactRole]]


@dataclass(frozen=True)
class Review:
    """Who vouches that an option written by hand is wrong, and the paragraph of the source that contradicts it."""

    reviewer_id: int | None
    paragraph: str


Reviews = Mapping[str, Review]


def reviews_of(version: QuestionVersion) -> Reviews:
    """The reviews of a stored version by option key; reads its options."""
    return {
        option.key: Review(option.reviewer_id, option.paragraph)
        for option in version.options.all()
        if option.reviewer_id or option.paragraph
    }


def links_of(draft: QuestionDraft, facts: Mapping[str, Fact]) -> Links:
    """The facts that a question rests on, each with its role; the context is what only stands beside the options."""
    beside = sorted({left.fact_key for left in draft.lefts} - {*draft.fact_keys})
    roles = ((FactRole.ASKED, draft.fact_keys), (FactRole.DISTRACTOR, draft.distractor_facts), (FactRole.CONTEXT, beside))
    return [(facts[key], role) for role, keys in roles for key in keys]


def draft_checksum(draft: QuestionDraft, links: Links, reviews: Reviews | None = None) -> str:
    """Changes when the question or a review says something else, or when a fact that it rests on has a new version.

    Who reviewed does not matter.
    """
    content: dict[str, Any] = {
        "stem": draft.stem,
        "asks": draft.asks,
        "is_sorted": draft.is_sorted,
        "accepted": write_accepted(draft.accepted),
        "options": [_option_columns(option) for option in draft.options],
        "rests_on": sorted([role.value, fact.key, _version_number(fact)] for fact, role in links),
    }
    if draft.lefts:  # only then: the checksums of all others stay what they were before there were any
        content["lefts"] = _lefts(draft)
    paragraphs = {key: review.paragraph for key, review in (reviews or {}).items()}
    return checksum_of(content | ({"paragraphs": paragraphs} if paragraphs else {}))


def is_cosmetic(before: QuestionVersion, after: QuestionVersion) -> bool:
    """Whether one version of a question differs from another in its wording alone, so that statistics and approval may stay.

    All that tells it is stored in rows that never change; a checksum of it would say nothing more. Reads options, and links with
    their fact versions: fetch them along.
    """
    return before.question_id == after.question_id and _substance_of(before) == _substance_of(after)


def _substance_of(version: QuestionVersion) -> dict[str, Any]:
    """Which options are right and which wrong, what a typed answer must be, and what is to be known of the facts asked.

    A figure or date among the options is what it says, and no other under the same key. What a typed answer is told apart from
    (`refused` and the like) only guards the grader: it is wording.
    """
    accepted = version.accepted_answer()
    return {
        "options": {option.key: (option.is_key, option.sort_value) for option in version.options.all()},
        "lefts": {left.key: left.option_key for left in version.left_items()},
        "accepted": accepted and _substance_of_accepted(accepted),
        "facts": {
            (link.fact_version.fact_id, link.fact_version.substance_checksum)
            for link in version.fact_links.all()
            if link.role == FactRole.ASKED
        },
    }


def _substance_of_accepted(accepted: AcceptedAnswer) -> tuple[Any, ...]:
    members = {frozenset(name.casefold() for name in names) for names in accepted.members}
    return {text.casefold() for text in accepted.texts}, accepted.number, accepted.hedged, accepted.date, members


def _lefts(draft: QuestionDraft) -> list[dict[str, str]]:
    return [dataclasses.asdict(left) for left in draft.lefts]


def _version_number(fact: Fact) -> int:
    return fact.current_version.number if fact.current_version else 0


def _option_columns(option: OptionDraft) -> dict[str, Any]:
    return {
        "key": option.key,
        "text": option.text,
        "is_key": option.is_key,
        "rationale": option.rationale,
        "proof": option.proof.value if option.proof else "",
        "evidence": option.evidence,
        "rung": int(option.rung) if option.rung else None,
        "sort_value": option.sort_value,
        "fact": option.fact_key,
    }


@dataclass
class VersionBatch:
    """New versions with their options and links, stored together."""

    facts: Mapping[str, Fact]
    now: dt.datetime
    questions: list[Question] = field(default_factory=list)
    versions: list[QuestionVersion] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    links: list[QuestionFact] = field(default_factory=list)

    def add(self, question: Question, draft: QuestionDraft, links: Links, checksum: str, reviews: Reviews | None = None) -> None:
        """Give the question a new version that says what the draft says; options written by hand with their `reviews`."""
        version = QuestionVersion(
            question=question,
            number=question.current_version.number + 1 if question.current_version else 1,
            stem=draft.stem,
            accepted=write_accepted(draft.accepted),
            lefts=_lefts(draft),
            asks=draft.asks,
            is_sorted=draft.is_sorted,
            checksum=checksum,
            created_at=self.now,
        )
        self.questions.append(question)
        self.versions.append(version)
        self.options.extend(self._options(version, draft, reviews or {}))
        self.links.extend(
            QuestionFact(question_version=version, fact_version=fact.current_version, role=role) for fact, role in links
        )

    def _options(self, version: QuestionVersion, draft: QuestionDraft, reviews: Reviews) -> Iterable[Option]:
        for order, option in enumerate(draft.options):
            columns = _option_columns(option)
            key = columns.pop("fact")
            reviewed = dataclasses.asdict(reviews[option.key]) if option.key in reviews else {}
            yield Option(version=version, order=order, fact=self.facts[key] if key else None, **columns, **reviewed)

    def store(self) -> None:
        """Write everything. The questions must be stored already."""
        QuestionVersion.objects.bulk_create(self.versions, batch_size=BATCH)
        Option.objects.bulk_create(self.options, batch_size=BATCH)
        QuestionFact.objects.bulk_create(self.links, batch_size=BATCH)
        for question, version in zip(self.questions, self.versions, strict=True):
            question.current_version = version
        Question.objects.bulk_update(self.questions, ["current_version"], batch_size=BATCH)
