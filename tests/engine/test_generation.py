"""Questions from facts: what is asked, which wrong options are allowed, and that the same pack gives the same bank."""

import dataclasses
import re

import pytest

from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.facts import Fact
from kfor_quiz.engine.figures import bank_figures
from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lint import lint
from kfor_quiz.engine.questions import CHOICE_KINDS, TYPED_KINDS, Kind, Option, Proof, QuestionDraft, Rung
from tests.engine.harbour import FACTS, duties, harbour, measure, relation
from tests.engine.harbour import fact as make_fact

BANK = {draft.key: draft for draft in generate(harbour())}


def texts(draft: QuestionDraft) -> list[str]:
    return [option.text for option in draft.options]


def wrong(draft: QuestionDraft) -> list[Option]:
    return [option for option in draft.options if not option.is_key]


def test_every_fact_is_asked_in_two_kinds_one_of_them_typed() -> None:
    for fact in FACTS:
        kinds = {draft.kind for draft in BANK.values() if draft.fact_key == fact.key}
        assert len(kinds) >= 2, fact.key
        assert kinds & TYPED_KINDS, fact.key


def test_every_question_passes_the_linter() -> None:
    assert {key: flaws for key, draft in BANK.items() if (flaws := lint(draft, LANGUAGES["en"].words))} == {}


def test_every_choice_has_its_keys_and_every_distractor_its_proof_and_rationale() -> None:
    for draft in BANK.values():
        if draft.kind in CHOICE_KINDS:
            assert any(option.is_key for option in draft.options)
            assert all(option.proof and option.evidence for option in wrong(draft))
            assert all(option.rationale for option in draft.options)


def test_the_same_pack_gives_the_same_bank_whatever_the_order_of_its_rows() -> None:
    pack = harbour()
    assert generate(pack.model_copy(update={"facts": pack.facts[::-1], "entities": pack.entities[::-1]})) == generate(pack)


def test_a_question_does_not_depend_on_facts_of_another_kind() -> None:
    fewer = {draft.key: draft for draft in generate(harbour(without=frozenset({"oil"})))}
    assert fewer == {key: draft for key, draft in BANK.items() if key in fewer}


def test_an_abbreviation_that_its_name_spells_out_is_not_asked_for() -> None:
    keys = {draft.key for draft in generate(harbour())}
    assert "term-cls.expansion.typed_text" in keys
    assert not any(key.startswith("term-cls.abbreviation") for key in keys)


def test_no_option_lies_in_the_direction_that_a_bound_allows() -> None:
    over = BANK["north-light.measure-number.single_choice"]
    assert over.stem.startswith("More than how many")
    assert all(int(option.sort_value) < 14_000 for option in wrong(over))
    at_most = BANK["reserve.measure-number.single_choice"]
    assert all(int(option.sort_value) > 800 for option in wrong(at_most))


def test_figures_of_a_series_distract_for_each_other_under_their_own_time() -> None:
    draft = BANK["second-count.measure-number.single_choice"]
    assert texts(draft) == ["26\u00a0000", "39\u00a0000", "50\u00a0000"]
    assert {option.proof for option in wrong(draft)} == {Proof.OTHER_TIME}


def test_an_addition_outside_the_series_never_stands_beside_its_levels() -> None:
    bank = generate(harbour(measure("extra", 25_000, unit="bulbs")))
    series = [draft for draft in bank if draft.fact_key.endswith("-count")]
    assert all("25\u00a0000" not in texts(draft) for draft in series)


def test_parts_and_wholes_of_the_key_never_distract() -> None:
    draft = BANK["north-run-by-board.run-by-object.single_choice"]
    assert sorted(texts(draft)) == ["Coast Lights Service", "Harbour Pilot Board", "Northern Tide Office"]


def test_a_direction_with_several_right_answers_is_not_asked() -> None:
    bank = generate(harbour(relation("south-run-by-board", "run-by", "south-light", "pilot-board")))
    assert not [draft for draft in bank if draft.template_key == "run-by-subject"]


def test_what_another_fact_states_never_distracts() -> None:
    bank = generate(harbour(relation("north-at-corv", "stands-at", "north-light", "corv")))
    asked = [draft for draft in bank if draft.template_key == "stands-at-object" and draft.fact_key.startswith("north-at-")]
    assert all({"Brindal", "Corvane"} - {option.text for option in draft.options} for draft in asked)


def test_a_concept_that_two_siblings_share_is_drawn_once() -> None:
    bank = generate(harbour(duties("wardens-duties", "a duty of the wardens", ("guiding", "hailing", "oiling"))))
    assert all(len({option.key for option in draft.options}) == len(draft.options) for draft in bank)


def test_a_concept_of_both_lists_never_tells_them_apart() -> None:
    keys = [key for key in BANK if "rather-than" in key]
    assert keys
    assert not [key for key in keys if key.endswith("cleaning")]
    assert all("cleaning the lamps of the coast" not in map(str.lower, texts(BANK[key])) for key in keys)


def test_keys_stay_apart_when_a_list_has_two_siblings() -> None:
    bank = generate(harbour(duties("wardens-duties", "a duty of the wardens", ("sweeping", "painting", "oiling"))))
    assert len({draft.key for draft in bank}) == len(bank)


def test_several_response_never_has_more_keys_than_distractors() -> None:
    several = [draft for draft in BANK.values() if draft.kind is Kind.MULTIPLE_RESPONSE]
    assert several
    assert all(sum(option.is_key for option in draft.options) <= len(wrong(draft)) for draft in several)


def test_an_open_list_proves_nothing_about_what_is_not_in_it() -> None:
    pack = harbour(duties("loose", "a duty of the wardens", ("sweeping", "painting"), closed=False))
    made = [draft for draft in generate(pack) if draft.fact_key == "loose"]
    assert {draft.kind for draft in made} == {Kind.TYPED_TEXT}


def test_decoys_of_a_term_are_refused_when_typed() -> None:
    accepted = BANK["term-cls.expansion.typed_text"].accepted
    assert accepted is not None
    assert accepted.texts == ("Coast Lights Service",)
    assert "Coast Lights School" in accepted.refused


def test_both_true_and_false_statements_are_made_and_a_false_one_says_what_is_true() -> None:
    judged = [draft for draft in BANK.values() if draft.kind is Kind.TRUE_FALSE]
    keys = {next(option.text for option in draft.options if option.is_key) for draft in judged}
    assert keys == {"True", "False"}
    statements = {fact.key: fact.statement for fact in FACTS}
    assert all(option.rationale.startswith(statements[draft.fact_key]) for draft in judged for option in draft.options)


def claims(proof: str, count: int) -> list[Fact]:
    """So many claims, each with one wrong answer proved so."""
    wrong_answer = {"text": "pine wood", "why": "Wood was for beacons.", "proof": proof, "paragraph": "1/1"}
    return [
        make_fact(
            f"lamp-{proof.lower()}-{number}",
            {
                "kind": "claim",
                "proposition": f"Lamp {number} burned [whale oil].",
                "ask": f"What did lamp {number} of the coast burn?",
                "wrong": [wrong_answer],
            },
        )
        for number in range(count)
    ]


def false_claims(pack: Pack) -> set[str]:
    """The keys of the claims that the pack has made false."""
    judged = [draft for draft in generate(pack) if draft.kind is Kind.TRUE_FALSE and draft.template_key == "claim-truth"]
    return {draft.fact_key for draft in judged if draft.options[1].is_key}


def test_a_claim_is_made_false_only_with_what_the_source_denies() -> None:
    made_false = false_claims(harbour(*claims("P4", 10), *claims("P5", 10), without=frozenset({"oil"})))
    assert made_false == {f"lamp-p4-{number}" for number in range(10)}


def test_half_of_the_claims_are_false_where_all_could_be() -> None:
    made_false = false_claims(harbour(*claims("P4", 100)))
    assert 35 <= len(made_false) <= 65


def test_another_claim_leaves_most_statements_as_they_were() -> None:
    before = false_claims(harbour(*claims("P4", 100), *claims("P5", 20)))
    after = false_claims(harbour(*claims("P4", 100), *claims("P5", 21)))
    assert len(before ^ after) <= 3


def test_a_false_statement_rests_on_the_fact_its_false_part_is_from() -> None:
    false_ones = [draft for draft in BANK.values() if draft.kind is Kind.TRUE_FALSE and draft.options[1].is_key]
    borrowing = [draft for draft in false_ones if draft.fact_key.endswith(("tower", "pier", "-at-brin", "-at-corv", "-at-dell"))]
    assert borrowing
    assert all(draft.distractor_facts for draft in borrowing)


@pytest.mark.parametrize("fact", ["oil", "term-cls", "north-at-brin"])
def test_no_choice_without_two_proved_distractors(fact: str) -> None:
    pack = harbour()
    thin = pack.model_copy(
        update={
            "entities": tuple(entity for entity in pack.entities if entity.key in {"north-light", "brin", "coast-service"}),
            "facts": tuple(_without_wrong(one) for one in pack.facts if one.key == fact),
        }
    )
    assert not [draft for draft in generate(thin) if draft.kind is Kind.SINGLE_CHOICE]


def _without_wrong(fact: Fact) -> Fact:
    fields = {"wrong": (), "decoys": ()}
    update = {name: value for name, value in fields.items() if name in type(fact.value).model_fields}
    return fact.model_copy(update={"value": fact.value.model_copy(update=update)})


def test_a_question_gives_away_its_own_fact_and_those_it_shows_with_their_subject() -> None:
    discloser = Discloser(harbour())
    told = discloser.of(BANK["south-at-corv.stands-at-object.typed_text"])
    assert told.before == {"south-at-corv"}
    assert "north-at-brin" in discloser.facts_in("The North Light stood at Brindale.")
    assert "north-at-brin" not in discloser.facts_in("The North Light stood at Brindalesborough.")


def test_a_number_in_words_gives_a_figure_away() -> None:
    pack = harbour(measure("crew", 5))
    assert "crew" in Discloser(pack).facts_in("Five were the lamps of the crew.")


def test_the_figures_of_a_small_bank_are_measured_and_fall_short_only_in_size() -> None:
    figures = {figure.name: figure for figure in bank_figures(harbour(), list(BANK.values()), is_identical=True)}
    short = {name for name, figure in figures.items() if figure.holds is False and figure.is_due}
    assert short <= {
        "published questions, true/false not counted",
        "distractors that are made-up figures",
        "place of the key among shuffled options",
        "rank of the key among figures and dates",
    }
    assert figures["enemy pairs inside 1 000 assembled forms"].value == "0"
    assert figures["facts asked in two kinds or more, one typed"].holds


def test_what_is_true_of_the_answer_does_no_harm_beside_it() -> None:
    """The listed qualities of a claim, and the other end of a relation with one answer each way."""
    value = {
        "kind": "claim",
        "proposition": "The coast was to have bright, steady and cheap [harbour lamps].",
        "ask": "What was the coast to have in each of its towns?",
    }
    drafts = generate(harbour(make_fact("lamps-wanted", value)))
    typed = {draft.fact_key: draft.accepted for draft in drafts if draft.kind is Kind.TYPED_TEXT and draft.accepted}
    assert typed["lamps-wanted"].beside == ("bright", "steady", "cheap")
    asked = [draft for draft in drafts if draft.fact_key == "north-at-brin" and draft.kind is Kind.TYPED_TEXT]
    assert {draft.accepted.beside for draft in asked if draft.accepted} == {("North Light",), ("Brindal", "Brindale")}


def test_a_made_up_option_says_so_and_tells_the_right_one_alone() -> None:
    """However far it is from the right one: it claims no nearness, and gives no other fact away."""
    discloser = Discloser(harbour())
    for draft in BANK.values():
        told = discloser.of(draft).rationales
        for option in draft.options:
            if option.rung is Rung.NEAR_MISS:
                key = next(one.text for one in draft.options if one.is_key)
                assert option.rationale == f"Made up for this question; the source gives {key}."
                assert not told[option.key]


def test_an_accepted_answer_holds_no_name_of_another_entity() -> None:
    index = harbour().entity_index
    for draft in (draft for draft in BANK.values() if draft.accepted):
        spoken_of = set(re.findall(r"[a-z-]+", str(next(fact.value for fact in FACTS if fact.key == draft.fact_key))))
        others = {name for key, entity in index.items() if key not in spoken_of for name in entity.names()}
        assert draft.accepted
        assert others.isdisjoint((*draft.accepted.texts, *draft.accepted.beside, *draft.accepted.refused)), draft.key


@pytest.mark.parametrize(("count", "is_due"), [(199, False), (200, True)])
def test_guessing_is_due_once_there_are_enough_questions_to_tell(count: int, *, is_due: bool) -> None:
    choices = [draft for draft in BANK.values() if draft.kind is Kind.SINGLE_CHOICE]
    drafts = [choices[number % len(choices)] for number in range(count)]
    guessing = [figure for figure in bank_figures(harbour(), drafts, is_identical=True) if figure.name.startswith("guessing by")]
    assert [figure.is_due for figure in guessing] == [is_due] * 5


@pytest.mark.parametrize(("right", "wrong", "guess"), [("Oil", "Tallow", "shortest"), ("Tallow", "Oil", "longest")])
def test_a_guess_by_length_is_measured_either_way(right: str, wrong: str, guess: str) -> None:
    choice = next(draft for draft in BANK.values() if draft.kind is Kind.SINGLE_CHOICE and not draft.is_sorted)
    options = tuple(dataclasses.replace(option, text=right if option.is_key else wrong) for option in choice.options)
    drafts = [dataclasses.replace(choice, options=options)]
    figures = {figure.name: figure for figure in bank_figures(harbour(), drafts, is_identical=True)}
    assert figures[f"guessing by the {guess} option"].value == "100.0 % of 1"
    assert figures[f"guessing by the {guess} option"].holds is False
