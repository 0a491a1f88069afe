"""The typed grader against answers that were written by hand, without looking at it."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.lexicon import Lexicon, lexicon_of
from kfor_quiz.engine.lint import lint
from kfor_quiz.engine.packs import read_pack
from kfor_quiz.engine.questions import TYPED_KINDS, Kind, QuestionDraft
from kfor_quiz.engine.scoring import Gradable, UnreadableAnswerError, grade

HERE = Path(__file__).parent
KFOR = HERE.parents[1] / "content" / "kfor"
QUESTIONS: list[dict[str, Any]] = tomllib.loads((HERE / "typed_answers.toml").read_text())["question"]
MOST_REFUSED = 0.01

Bank = tuple[Lexicon, dict[str, QuestionDraft]]


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The lexicon of the KFOR pack, and its typed questions by key: those that are published."""
    pack, problems = read_pack(KFOR)
    assert pack is not None, problems
    lexicon = lexicon_of(pack)
    drafts = {draft.key: draft for draft in generate(pack) if draft.kind in TYPED_KINDS}
    return lexicon, {key: draft for key, draft in drafts.items() if not lint(draft, lexicon.language.words)}


def score(question: dict[str, Any], text: str, bank: Bank) -> float:
    """What the answer earns; nothing where it cannot be read."""
    lexicon, drafts = bank
    draft = drafts[question["key"]]
    try:
        return grade(Gradable(draft.kind, draft.fact_keys, accepted=draft.accepted, stem=draft.stem), text, lexicon).score
    except UnreadableAnswerError:
        return 0.0


def scores(bank: Bank, which: str) -> dict[str, float]:
    """What each answer of one list earns, by its question and its text."""
    return {f"{question['key']}: {text}": score(question, text, bank) for question in QUESTIONS for text in question.get(which, [])}


def test_a_hundred_published_questions_of_all_typed_kinds_have_ten_of_each(bank: Bank) -> None:
    keys = [question["key"] for question in QUESTIONS]
    assert len({*keys}) == len(keys) == 100
    assert {*keys} <= bank[1].keys()
    assert Counter(bank[1][key].kind for key in keys) == {Kind.TYPED_TEXT: 75, Kind.TYPED_NUMBER: 13, Kind.TYPED_DATE: 12}
    assert {(len(question["fair"]), len(question["near"])) for question in QUESTIONS} == {(10, 10)}


def test_no_answer_stands_twice_or_is_fair_and_a_near_miss() -> None:
    for question in QUESTIONS:
        answers = [*question["fair"], *question["near"], *question.get("half", [])]
        assert len({*answers}) == len(answers), question["key"]


def test_hardly_a_fair_answer_is_refused(bank: Bank) -> None:
    fair = scores(bank, "fair")
    refused = [name for name, earned in fair.items() if earned < 1]
    assert len(refused) <= MOST_REFUSED * len(fair), refused


def test_no_near_miss_earns_anything(bank: Bank) -> None:
    assert [name for name, earned in scores(bank, "near").items() if earned > 0] == []


def test_what_is_half_right_earns_a_part(bank: Bank) -> None:
    assert [name for name, earned in scores(bank, "half").items() if not 0 < earned < 1] == []
