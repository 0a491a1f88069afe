"""What there is to study, as simulated people are asked it."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import F

from kfor_quiz.bank.models import Fact, Pack, Question, QuestionFact, QuestionVersion
from kfor_quiz.bank.models.facts import Importance
from kfor_quiz.bank.models.questions import FactRole
from kfor_quiz.bank.selectors.contents import attach_contents
from kfor_quiz.bank.selectors.knowledge import gradable_of, told_facts
from kfor_quiz.demo.rows import Bank, Item, StudyFact
from kfor_quiz.engine.assembly import Candidate
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.passing import guessed_points
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.simulation import draw_hardness
from kfor_quiz.memory.selectors.day import FRONT_KINDS
from kfor_quiz.memory.selectors.fronts import forms_of
from kfor_quiz.quizzes.models import Quiz
from kfor_quiz.quizzes.selectors.candidates import read_candidates
from kfor_quiz.quizzes.wording import right_answer_typed


def read_bank(*, seed: str) -> Bank:
    """All questions and facts on offer. `seed` draws how hard each fact is to keep. A constant number of queries."""
    facts = list(Fact.objects.current().select_related("pack").order_by("importance", "topic__order", "key"))
    numbers = {(fact.pack.key, fact.key): fact.pk for fact in facts}
    hardness = {fact.pk: draw_hardness(_chance(seed, fact)) for fact in facts}
    items = {item.version.pk: item for item in _items(numbers)}
    return Bank(
        packs=list(Pack.objects.order_by("key")),
        quizzes=list(Quiz.objects.on_offer().order_by("pack__key", "order")),
        items=items,
        facts={one.number: one for one in _facts(facts, items, hardness)},
        hardness=hardness,
        numbers=numbers,
        rights=_rights(items.values()),
    )


def _chance(seed: str, fact: Fact) -> random.Random:
    return random.Random(f"{seed} {fact.pack.key} {fact.key}")  # noqa: S311 - chance, not secrecy


def _items(numbers: Mapping[tuple[str, str], int]) -> Iterator[Item]:
    questions = Question.objects.for_practice().order_by("pack__key", "key")
    candidates = {int(one.id): one for one in read_candidates(questions, {})}
    versions = []
    for question in questions.select_related("current_version", "pack", "topic", "fact"):
        if question.current_version:
            question.current_version.question = question
            versions.append(question.current_version)
    attach_contents(versions)
    for version in versions:
        yield _item(version, candidates[version.pk], numbers)


def _item(version: QuestionVersion, candidate: Candidate, numbers: Mapping[tuple[str, str], int]) -> Item:
    question, kind, options = version.question, Kind(version.question.kind), list(version.options.all())
    return Item(
        version=version,
        kind=kind,
        gradable=gradable_of(version),
        candidate=candidate,
        fact=told_facts(question, version)[0].fact.key,
        told=told_facts(question, version)[0].pk,
        asks=tuple(numbers.get((question.pack.key, key), 0) for key in question.discloses["asks"]),
        sort_values={option.key: option.sort_value for option in options},
        guess=guessed_points(kind, options=len(options), keys=sum(option.is_key for option in options)),
        language=LANGUAGES[question.pack.language],
        accepted=version.accepted_answer(),
        right="" if kind is Kind.RECALL_LIST else right_answer_typed(version),
    )


def _rights(items: Iterable[Item]) -> dict[tuple[str, Kind, str], list[str]]:
    rights: defaultdict[tuple[str, Kind, str], dict[str, None]] = defaultdict(dict)
    for item in items:
        if item.is_name and item.right:
            rights[item.pool][item.right] = None
    return {pool: list(texts) for pool, texts in rights.items()}


def _facts(facts: Iterable[Fact], items: Mapping[int, Item], hardness: Mapping[int, float]) -> Iterator[StudyFact]:
    """The facts that cards ask. One query."""
    asked: defaultdict[int, list[Question]] = defaultdict(list)
    for item in items.values():
        filed = item.version.question.fact_id
        if item.kind in FRONT_KINDS and filed is not None:
            asked[filed].append(item.version.question)
    confused = _confused()
    for fact in facts:
        if asked[fact.pk]:
            forms, leech_forms = (
                tuple(items[version.pk] for version in forms_of(asked[fact.pk], is_leech=is_leech)) for is_leech in (False, True)
            )
            yield StudyFact(
                fact.pk,
                fact.topic_id,
                fact.importance == Importance.CORE,
                hardness[fact.pk],
                forms,
                leech_forms,
                frozenset(confused[fact.pk]),
            )


def _confused() -> defaultdict[int, set[int]]:
    """For each fact those that its questions give as wrong options, or that give it. One query."""
    newest = QuestionFact.objects.filter(
        role=FactRole.DISTRACTOR, question_version__question__current_version=F("question_version")
    )
    beside: defaultdict[int, set[int]] = defaultdict(set)
    for asked, other in newest.values_list("question_version__question__fact", "fact_version__fact"):
        if asked != other:
            beside[asked].add(other)
            beside[other].add(asked)
    return beside
