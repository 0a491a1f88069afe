"""The second look at forms finds what the first could miss."""

import dataclasses

import pytest

from kfor_quiz.engine import enemies
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.enemies import enemies_in_forms
from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.questions import QuestionDraft
from tests.engine.harbour import harbour

PACK = harbour()
BANK = {draft.key: draft for draft in generate(PACK)}
DATE = BANK["stone-tower.event-date.typed_date"]
COUNT = BANK["first-count.measure-number.typed_number"]


def blind(_discloser: Discloser, _text: str) -> frozenset[str]:
    return frozenset()


def pairs(monkeypatch: pytest.MonkeyPatch, *drafts: QuestionDraft, pack: Pack = PACK) -> set[tuple[str, str]]:
    """The enemies met in one form of each kind of feedback, where assembling sees none but those of one fact."""
    monkeypatch.setattr(enemies, "FORMS", 20)
    monkeypatch.setattr(Discloser, "facts_in", blind)
    return set(enemies_in_forms(pack, drafts))


def test_questions_on_different_things_are_no_enemies(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pairs(monkeypatch, DATE, COUNT) == set()


def test_a_stem_that_holds_the_answer_and_subject_of_another_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    telling = dataclasses.replace(COUNT, stem="How many lamps were lit when the stone tower was opened on the coast on 3 May 1901?")
    assert {frozenset(pair) for pair in pairs(monkeypatch, DATE, telling)} == {frozenset({DATE.key, COUNT.key})}


def test_the_answer_of_another_without_its_subject_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    other = dataclasses.replace(COUNT, stem="How many lamps did the keepers count on the evening of 3 May 1901?")
    assert pairs(monkeypatch, DATE, other) == set()


def test_a_figure_of_the_stem_must_be_met_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert COUNT.accepted is not None
    asked = dataclasses.replace(COUNT, stem="How many lamps of the coast were lit by the keepers in 1914?")
    for year, is_enemy in (("", False), (" in 1914", True)):
        stem = f"On which date were {COUNT.accepted.number} lamps of the coast lit by the keepers{year}?"
        assert bool(pairs(monkeypatch, asked, dataclasses.replace(DATE, stem=stem))) == is_enemy


def test_a_date_is_shown_by_its_month_with_a_word_of_its_event(monkeypatch: pytest.MonkeyPatch) -> None:
    named = dataclasses.replace(COUNT, stem="How many lamps did the new stone tower of May 1901 have in the first year?")
    assert pairs(monkeypatch, DATE, named)


@pytest.mark.parametrize(("texts", "is_enemy"), [(("3 May 1901", "9 May 1901"), False), (("3 May 1901", "3 June 1901"), True)])
def test_a_month_says_nothing_of_dates_that_are_all_in_it(
    monkeypatch: pytest.MonkeyPatch, texts: tuple[str, ...], *, is_enemy: bool
) -> None:
    choice = BANK["stone-tower.event-date.single_choice"]
    options = tuple(dataclasses.replace(option, text=text) for option, text in zip(choice.options, texts, strict=False))
    named = dataclasses.replace(COUNT, stem="How many lamps did the new stone tower of May 1901 have in the first year?")
    assert bool(pairs(monkeypatch, dataclasses.replace(choice, options=options), named)) == is_enemy
