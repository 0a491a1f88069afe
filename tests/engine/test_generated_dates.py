"""Questions about dates: which dates stand beside the right one, and which events are asked by theirs."""

import datetime as dt

import pytest

from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.questions import Option, Proof, QuestionDraft, Rung
from tests.engine.harbour import FACTS, event, harbour

BANK = {draft.key: draft for draft in generate(harbour())}


def texts(draft: QuestionDraft) -> list[str]:
    return [option.text for option in draft.options]


def wrong(draft: QuestionDraft) -> list[Option]:
    return [option for option in draft.options if not option.is_key]


def test_the_distractors_of_a_date_are_dates_of_other_events_with_what_they_are() -> None:
    draft = BANK["stone-tower.event-date.single_choice"]
    days = [dt.datetime.strptime(text, "%d %B %Y").astimezone() for text in texts(draft)]
    assert days == sorted(days)
    told = {option.rationale for option in wrong(draft) if option.rung is not Rung.NEAR_MISS}
    assert told <= {fact.statement for fact in FACTS}
    assert {option.proof for option in wrong(draft)} == {Proof.FUNCTIONAL}


def test_months_only_stand_beside_months() -> None:
    for key in ("wooden-pier", "granite-pier", "concrete-pier"):
        assert all(len(text.split()) == 2 for text in texts(BANK[f"{key}.event-date.single_choice"]))


def test_a_date_that_the_source_hedges_with_by_has_only_earlier_distractors() -> None:
    pack = harbour(event("marble-tower", "1903-05-05", done_by=True))
    draft = {one.key: one for one in generate(pack)}["marble-tower.event-date.single_choice"]
    assert draft.stem.startswith("By which date")
    assert texts(draft)[-1] == "5 May 1903"


def test_what_was_only_planned_is_neither_asked_nor_offered_as_what_happened() -> None:
    bank = {draft.key: draft for draft in generate(harbour(event("glass-tower", "1908-02-01", planned=True)))}
    assert "glass-tower.event-date.single_choice" in bank
    assert "glass-tower.event-what.single_choice" not in bank
    what = [draft for key, draft in bank.items() if ".event-what." in key]
    assert what
    assert not any("glass tower" in option.text for draft in what for option in draft.options)


def test_a_day_stands_beside_months_as_the_month_it_lies_in() -> None:
    bank = {draft.key: draft for draft in generate(harbour(event("brass-bell", "1904-06-11")))}
    pier = bank["wooden-pier.event-date.single_choice"]
    june = next(option for option in pier.options if option.text == "June 1904")
    assert june.rationale == "The brass bell was opened at 1904-06-11."
    assert june.fact_key == "brass-bell"


@pytest.mark.parametrize("day", ["1904-05-11", "1904-04-30", "1904-02-01", "1903-12-24"])
def test_no_made_up_month_is_one_in_which_something_happened(day: str) -> None:
    pack = harbour(event("brass-bell", day))
    made_up = [option for draft in generate(pack) for option in draft.options if option.rung is Rung.NEAR_MISS]
    assert made_up
    assert LANGUAGES["en"].date_text(read_date(day[:7])) not in {option.text for option in made_up}


def test_a_false_date_is_close_to_the_right_one() -> None:
    bells = [event(f"bell-{number}", f"1950-01-{number:02}") for number in range(1, 9)]
    judged = [draft for draft in generate(harbour(*bells)) if draft.key.startswith("bell-") and ".event-truth." in draft.key]
    borrowed = {option.fact_key for draft in judged for option in draft.options if option.fact_key}
    assert borrowed
    assert all(key.startswith("bell-") for key in borrowed)


def test_an_event_whose_date_another_event_shares_is_not_asked_by_its_date() -> None:
    bank = {draft.key for draft in generate(harbour(event("twin-tower", "1901-05-03")))}
    assert "stone-tower.event-what.single_choice" not in bank
    assert "iron-tower.event-what.single_choice" in bank
