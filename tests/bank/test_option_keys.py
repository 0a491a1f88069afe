"""An option written by hand keeps its key while its text is corrected, and an edit of words alone can be told from another."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Option, Pack, QuestionVersion
from kfor_quiz.bank.services.authored import WrittenOption, WrittenQuestion
from kfor_quiz.bank.services.versions import is_cosmetic
from kfor_quiz.bank.services.written import SavedQuestion, save_written_question
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from tests.bank.conftest import BELL
from tests.bank.packs import NOW, lighthouse, load, with_fact

pytestmark = pytest.mark.django_db
Edit = Callable[..., tuple[QuestionVersion, QuestionVersion]]


@pytest.fixture
def edit(saved: SavedQuestion, written: WrittenQuestion, author: User) -> Edit:
    """Save the question with other fields; the version before and the one after."""

    def save(**changes: Any) -> tuple[QuestionVersion, QuestionVersion]:
        before = saved.question.current_version
        edited = dataclasses.replace(written, **changes)
        after = save_written_question(written=edited, author=author, now=NOW, question=saved.question).question.current_version
        assert before is not None
        assert after is not None
        return before, after

    return save


def keys_of(version: QuestionVersion | None) -> dict[str, str]:
    return dict(Option.objects.filter(version=version).values_list("text", "key"))


def shown(saved: SavedQuestion) -> tuple[WrittenOption, ...]:
    """The options as an author has them before an edit."""
    keys = keys_of(saved.question.current_version)
    return tuple(dataclasses.replace(option, key=keys[option.text]) for option in BELL)


def test_a_corrected_text_keeps_its_key_and_an_added_option_gets_a_new_one(saved: SavedQuestion, edit: Edit) -> None:
    right, steam, wind = shown(saved)
    added = WrittenOption("By tide", is_key=False, rationale="The bell hung high.", contradicted_by="3/2")
    before, after = edit(
        options=(dataclasses.replace(right, text="By his hand"), dataclasses.replace(steam, text="By gas"), wind, added)
    )
    old, new = keys_of(before), keys_of(after)
    assert (new["By his hand"], new["By gas"], new["By wind"]) == (old["By hand"], old["By steam"], old["By wind"])
    assert new["By tide"] not in old.values()


def test_texts_that_moved_up_a_row_take_their_keys_along(saved: SavedQuestion, edit: Edit) -> None:
    right, steam, wind = shown(saved)
    before, after = edit(options=(right, dataclasses.replace(steam, text="By wind"), dataclasses.replace(wind, text="By tide")))
    old, new = keys_of(before), keys_of(after)
    assert new == {"By hand": old["By hand"], "By wind": old["By wind"], "By tide": new["By tide"]}
    assert new["By tide"] not in old.values()


def test_a_text_that_returns_as_an_option_of_its_own_takes_no_key_away(saved: SavedQuestion, edit: Edit) -> None:
    right, steam, wind = shown(saved)
    _, after = edit(options=(right, dataclasses.replace(steam, text="By gas"), wind))
    saved.question.current_version = after
    gas = dataclasses.replace(steam, text="By gas")
    _, again = edit(options=(right, gas, wind, dataclasses.replace(steam, key="")))
    assert keys_of(again)["By gas"] == steam.key
    assert len(set(keys_of(again).values())) == 4


@pytest.mark.parametrize("key", ["", "00000000"])
def test_an_option_with_a_key_that_the_question_has_not_is_a_new_one(saved: SavedQuestion, edit: Edit, key: str) -> None:
    right, steam, wind = shown(saved)
    before, after = edit(options=(right, steam, dataclasses.replace(wind, text="By tide", key=key)))
    assert keys_of(after)["By tide"] not in {key, *keys_of(before).values()}


def test_whoever_corrects_the_text_of_a_wrong_option_vouches_for_it(
    saved: SavedQuestion, written: WrittenQuestion, author: User
) -> None:
    relief = User.objects.create(username="relief")
    right, steam, wind = shown(saved)
    edited = dataclasses.replace(written, options=(right, dataclasses.replace(steam, text="By gas"), wind))
    version = save_written_question(written=edited, author=relief, now=NOW, question=saved.question).question.current_version
    reviewers = Option.objects.filter(version=version, is_key=False).values_list("text", "reviewer__username")
    assert dict(reviewers) == {"By gas": "relief", "By wind": author.username}


@pytest.mark.parametrize(
    "changes",
    [{"stem": "How did a keeper sound the bell when fog came in?"}, {"text": "By his hand"}, {"rationale": "By the rope."}],
)
def test_other_words_for_the_same_are_cosmetic(saved: SavedQuestion, edit: Edit, changes: dict[str, str]) -> None:
    right, steam, wind = shown(saved)
    of_option = {name: value for name, value in changes.items() if name != "stem"}
    options = (dataclasses.replace(right, **of_option), steam, wind)  # type: ignore[arg-type]
    before, after = edit(options=options, **{name: value for name, value in changes.items() if name == "stem"})
    assert after.number == 2
    assert is_cosmetic(before, after)


@pytest.mark.parametrize("which", ["another key", "one option more", "one option less"])
def test_another_choice_is_no_cosmetic_edit(saved: SavedQuestion, edit: Edit, which: str) -> None:
    right, steam, wind = shown(saved)
    swapped = (
        dataclasses.replace(right, is_key=False, contradicted_by="3/2"),
        dataclasses.replace(steam, is_key=True),
        wind,
    )
    tide = WrittenOption("By tide", is_key=False, rationale="The bell hung high.", contradicted_by="3/2")
    options = {"another key": swapped, "one option more": (right, steam, wind, tide), "one option less": (right, steam)}[which]
    assert not is_cosmetic(*edit(options=options))


def test_another_figure_in_the_place_of_one_is_no_cosmetic_edit(loaded: Pack, written: WrittenQuestion, author: User) -> None:
    right, wrong = dataclasses.replace(BELL[0], text="12"), dataclasses.replace(BELL[1], text="30")
    counting = dataclasses.replace(written, options=(right, wrong))
    question = save_written_question(written=counting, author=author, now=NOW).question
    edited = dataclasses.replace(wrong, text="40", key=keys_of(question.current_version)["30"])
    counting = dataclasses.replace(written, options=(right, edited))
    save_written_question(written=counting, author=author, now=NOW, question=question)
    before, after = question.versions.order_by("number")
    assert keys_of(after)["40"] == keys_of(before)["30"]
    assert not is_cosmetic(before, after)


@pytest.mark.parametrize(
    ("before", "after", "cosmetic"),
    [
        (AcceptedAnswer(texts=("by hand", "manually")), AcceptedAnswer(texts=("Manually", "By hand")), True),
        (AcceptedAnswer(texts=("by hand",)), AcceptedAnswer(texts=("by hand",), refused=("by steam",)), True),
        (AcceptedAnswer(texts=("by hand",)), AcceptedAnswer(texts=("by hand", "manually")), False),
        (AcceptedAnswer(number=12), AcceptedAnswer(number=13), False),
        (AcceptedAnswer(number=12), AcceptedAnswer(number=12, hedged=True), False),
        (AcceptedAnswer(date="1999"), AcceptedAnswer(date="1999-06"), False),
    ],
)
def test_what_a_typed_answer_must_be_is_substance(
    written: WrittenQuestion, author: User, before: AcceptedAnswer, after: AcceptedAnswer, cosmetic: bool
) -> None:
    kind = Kind.TYPED_TEXT if before.texts else Kind.TYPED_NUMBER if before.number else Kind.TYPED_DATE
    typed = dataclasses.replace(written, kind=kind, options=(), accepted=before)
    question = save_written_question(written=typed, author=author, now=NOW).question
    save_written_question(written=dataclasses.replace(typed, accepted=after), author=author, now=NOW, question=question)
    assert is_cosmetic(*question.versions.order_by("number")) is cosmetic


def test_a_fact_with_another_substance_is_another_question(saved: SavedQuestion) -> None:
    first = saved.question.current_version
    load(with_fact(lighthouse(), "fog-bell", statement="When fog comes the bell is rung by hand."))
    load(with_fact(lighthouse(), "fog-bell", value={"proposition": "In fog the bell is rung [by rope]."}))
    second, third = saved.question.versions.filter(number__gt=1).order_by("number")
    assert first is not None
    assert is_cosmetic(first, second)
    assert not is_cosmetic(second, third)
