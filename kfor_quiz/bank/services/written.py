"""Questions written by hand: saved in versions, linted, their wrong options proved by the word of who wrote them."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.bank.selectors.knowledge import entity_names, pack_knowledge
from kfor_quiz.bank.services.authored import UnfitQuestionError, WrittenOption, WrittenQuestion, find_problems
from kfor_quiz.bank.services.judging import published_if_flawless
from kfor_quiz.bank.services.option_keys import option_keys
from kfor_quiz.bank.services.ordering import sort_values
from kfor_quiz.bank.services.versions import Review, Reviews, VersionBatch, draft_checksum, links_of, reviews_of
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.facts import FactKind
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lint import Flaw
from kfor_quiz.engine.questions import Option, Proof, QuestionDraft


@dataclass(frozen=True)
class SavedQuestion:
    """The question as stored, and what the linter found: with any flaw it stays a draft."""

    question: Question
    flaws: list[Flaw]


@transaction.atomic
def save_written_question(
    *, written: WrittenQuestion, author: User, now: dt.datetime, question: Question | None = None
) -> SavedQuestion:
    """Store a new hand-written question, or an edit of one as its new version; the same words again change nothing.

    `author` writes or edits, and is the reviewer of each wrong option that is new or says something else. Options that all are
    figures or all are dates are put in order. Raise UnfitQuestionError for a question that cannot be asked, when `question`
    was generated (those follow their facts), or when it has another version by now than the one that was edited.
    """
    question = Question.objects.locked().get(pk=question.pk) if question else None
    problems = list(find_problems(written, question))
    if problems:
        raise UnfitQuestionError([problem.sentence for problem in problems])
    pack = written.fact.pack
    question = question or Question(pack=pack, key=f"written.{written.fact.key}.{uuid.uuid4().hex[:12]}", author=author)
    keys = option_keys(written.options, question)
    draft = _draft(written, question, keys)
    status, flaws = published_if_flawless(draft, pack.language)
    _fill(question, written, draft)
    question.settle(status)
    question.save()
    _renew(question, draft, written, _reviews(written, keys, question, author), now)
    return SavedQuestion(question, flaws)


def _draft(written: WrittenQuestion, question: Question, keys: list[str]) -> QuestionDraft:
    fact = written.fact
    options = _in_order(written, [_option(option, key) for option, key in zip(written.options, keys, strict=True)])
    return QuestionDraft(
        key=question.key,
        kind=written.kind,
        topic=fact.topic.key,
        importance=fact.importance,
        fact_keys=(fact.key,),
        template_key="",
        variant="",
        asks="",
        stem=written.stem.strip(),
        options=tuple(options),
        accepted=written.accepted,
        is_sorted=bool(options and options[0].sort_value),
        can_go_stale=bool(fact.current_version and fact.current_version.as_of),
        exempt_names=entity_names(fact.pack),
    )


def _option(option: WrittenOption, key: str) -> Option:
    return Option(
        key=key,
        text=option.text.strip(),
        is_key=option.is_key,
        rationale=option.rationale.strip(),
        proof=None if option.is_key else Proof.REVIEWED,
        evidence="" if option.is_key else option.rationale.strip(),
    )


def _in_order(written: WrittenQuestion, options: list[Option]) -> list[Option]:
    """Figures and dates by value; all else as it was written."""
    language, dates_first = LANGUAGES[written.fact.pack.language], written.fact.kind == FactKind.EVENT
    values = sort_values([option.text for option in options], language, dates_first=dates_first)
    if not values:
        return options
    valued = [dataclasses.replace(option, sort_value=value) for option, value in zip(options, values, strict=True)]
    return sorted(valued, key=lambda option: option.sort_value)


def _reviews(written: WrittenQuestion, keys: list[str], question: Question, author: User) -> Reviews:
    """Who vouches for each wrong option: whoever did before, where it says the same as before; else the author."""
    version = question.current_version
    before = reviews_of(version) if version else {}
    said = {option.key: (option.text, option.rationale, option.paragraph) for option in version.options.all()} if version else {}

    def pairs() -> Iterator[tuple[str, Review]]:
        for option, key in zip(written.options, keys, strict=True):
            if not option.is_key:
                says = (option.text.strip(), option.rationale.strip(), option.contradicted_by.strip())
                earlier = before.get(key) if said.get(key) == says else None
                yield key, earlier or Review(author.pk, option.contradicted_by.strip())

    return dict(pairs())


def _fill(question: Question, written: WrittenQuestion, draft: QuestionDraft) -> None:
    question.kind, question.fact = written.kind.value, written.fact
    question.topic, question.importance = written.fact.topic, written.fact.importance
    question.discloses = Discloser(pack_knowledge(written.fact.pack)).of(draft).as_json()


def _renew(question: Question, draft: QuestionDraft, written: WrittenQuestion, reviews: Reviews, now: dt.datetime) -> None:
    facts = {written.fact.key: written.fact}
    links = links_of(draft, facts)
    checksum = draft_checksum(draft, links, reviews)
    if question.current_version is None or question.current_version.checksum != checksum:
        batch = VersionBatch(facts, now)
        batch.add(question, draft, links, checksum, reviews)
        batch.store()
