"""Facts as flashcards: what each is asked by, and what is to be said of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from kfor_quiz.bank.models import Fact, FactVersion, Option, Pack, Question, QuestionVersion
from kfor_quiz.bank.models.facts import Importance
from kfor_quiz.bank.wording import right_answer
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.questions import Kind

# What can be asked with nothing to choose from, the best first; a choice only where its stem is that of a typed question too.
_KINDS = (Kind.RECALL_LIST, Kind.TYPED_DATE, Kind.TYPED_NUMBER, Kind.TYPED_TEXT, Kind.CLOZE, Kind.SINGLE_CHOICE)
_ASKED_ALONE = frozenset({"date", "number", "part", "object", "subject", "expansion", "abbreviation"})
# Of two that a fact is asked by, the one that asks for more.
_LESS_TOLD = ("abbreviation", "subject")
MOST_TYPED = 40


@dataclass(frozen=True)
class FlashcardRow:
    """A fact as a flashcard. `changed_at` is when what it says, or how it is asked, was last put into other words.

    `is_typed` says whether the answer is a few words, of which one spelling is the usual one.
    """

    fact_key: str
    question: str
    answer: str
    is_typed: bool
    fact: FactVersion
    topic_key: str
    topic: str
    importance: Importance
    changed_at: dt.datetime


@dataclass(frozen=True)
class Flashcards:
    """The facts of a pack as flashcards, by topic, core facts first; and the keys of the facts that nothing asks alone."""

    rows: tuple[FlashcardRow, ...]
    left_out: tuple[str, ...]


def list_flashcards(pack: Pack) -> Flashcards:
    """All facts that the pack has now. A fact whose questions are all out of use, or kept for exams, is left out. Three queries."""
    asked = _questions_by_fact(pack)
    facts = sorted(Fact.objects.current().filter(pack=pack), key=_place)
    rows = [_row(fact, fact.current_version, asked[fact.pk], pack) for fact in facts if fact.current_version and fact.pk in asked]
    return Flashcards(tuple(rows), tuple(fact.key for fact in facts if fact.pk not in asked))


def _place(fact: Fact) -> tuple[int, str, str]:
    return fact.topic.order, fact.importance, fact.key  # “core” comes before “supporting”


def _questions_by_fact(pack: Pack) -> dict[int, Question]:
    """The question that asks each fact best, by the fact's id."""
    questions = (
        Question.objects.for_practice()
        .filter(pack=pack, kind__in=_KINDS)
        .select_related("current_version", "template")
        .prefetch_related(Prefetch("current_version__options", Option.objects.filter(is_key=True)))
    )
    found: dict[int, list[Question]] = defaultdict(list)
    for question in questions:
        is_asked_alone = question.kind != Kind.SINGLE_CHOICE or (question.template and question.template.asks in _ASKED_ALONE)
        if question.fact_id and is_asked_alone:
            found[question.fact_id].append(question)
    return {fact: min(several, key=_rank) for fact, several in found.items()}


def _rank(question: Question) -> tuple[int, int, str]:
    asks = question.template.asks if question.template else ""
    return _KINDS.index(Kind(question.kind)), int(asks in _LESS_TOLD), question.key


def _row(fact: Fact, told: FactVersion, question: Question, pack: Pack) -> FlashcardRow:
    version = question.current_version
    if version is None:
        raise ValueError(f"{question.key} has no version")
    answer = _answer(question, version, told, pack)
    return FlashcardRow(
        fact_key=fact.key,
        question=version.stem,
        answer=answer,
        is_typed=question.kind in {Kind.TYPED_TEXT, Kind.CLOZE} and version.asks != "member" and len(answer) <= MOST_TYPED,
        fact=told,
        topic_key=fact.topic.key,
        topic=fact.topic.title,
        importance=Importance(fact.importance),
        changed_at=max(told.created_at, version.created_at),
    )


def _answer(question: Question, version: QuestionVersion, told: FactVersion, pack: Pack) -> str:
    """What is right, in as many words as it takes; of a list every member, also where one of them would do."""
    accepted = version.accepted_answer()
    if accepted is None:
        return _joined(option.text for option in version.options.all())
    if accepted.members or version.asks == "member":
        return _joined(member["text"] for member in told.value["members"])
    return right_answer(accepted, asks=version.asks, language=LANGUAGES[pack.language])


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(texts)
