"""Answers to try the typed grader on, and the trial itself."""

import pytest

from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.mistypes import fewer_words, other_figures, other_letters, slips, two_slips
from kfor_quiz.engine.questions import TYPED_KINDS, QuestionDraft
from kfor_quiz.engine.scoring import Grading
from kfor_quiz.engine.trial import Trial, try_grader
from kfor_quiz.engine.variants import VariantMaker
from tests.engine.harbour import FACTS, harbour

PACK = harbour(*FACTS)
DRAFTS = [draft for draft in generate(PACK) if draft.kind in TYPED_KINDS]
ENGLISH = LANGUAGES["en"]


def draft_of(fact: str) -> QuestionDraft:
    return next(draft for draft in DRAFTS if draft.fact_key == fact)


def test_fair_variants_differ_in_form_alone() -> None:
    fair = VariantMaker(PACK).fair(draft_of("north-at-brin"))
    assert {"Brindal", "BRINDAL", "Brindal.", "It was the Brindal", "Bridal", "Brindale / Brindal"} <= {*fair}
    assert {"800", "eight hundred", "about 800", "800 lamps"} <= {*VariantMaker(PACK).fair(draft_of("reserve"))}
    assert {"3 May 1901", "May 3, 1901", "03.05.1901", "Friday, 3 May 1901"} <= {*VariantMaker(PACK).fair(draft_of("stone-tower"))}


def test_fair_variants_take_other_orders_and_sentences() -> None:
    assert {"Harbour’s Keeper", "Harbour Keeper", "they were Keeper of the Harbour"} <= {
        *ENGLISH.rephrased("Keeper of the Harbour")
    }
    assert "the Keeper of Brindal" in ENGLISH.rephrased("Brindal’s Keeper")
    assert "green and red" in ENGLISH.rephrased("red and green")
    assert "no light was reached" in ENGLISH.rephrased("no light")
    assert "Keeper, Anna" in ENGLISH.rephrased("Anna Keeper")
    assert "they were Corvane" in VariantMaker(PACK).fair(draft_of("south-at-corv"))


def test_near_misses_are_other_names_figures_and_dates() -> None:
    maker = VariantMaker(PACK)
    assert {"Corvane", "Dellmar", "Brindal (Corvane)", "Dellmar / Brindal", "Covrane"} <= {
        *maker.near_misses(draft_of("north-at-brin"))
    }
    assert {"80", "8000", "1600", "14000"} <= {*maker.near_misses(draft_of("reserve"))}
    assert {"2 May 1901", "4 May 1901", "May 1902", "17 May 1901"} <= {*maker.near_misses(draft_of("stone-tower"))}


def test_a_figure_that_half_counts_is_no_near_miss() -> None:
    near = VariantMaker(PACK).near_misses(draft_of("first-count"))
    assert "50001" not in near
    assert "39000" in near


def test_both_are_the_same_every_time() -> None:
    one, other = VariantMaker(PACK), VariantMaker(PACK)
    assert all((one.fair(draft), one.near_misses(draft)) == (other.fair(draft), other.near_misses(draft)) for draft in DRAFTS)


def test_mistypes_of_a_name() -> None:
    assert list(slips("the Corps")) == ["the Cops", "the Coorps", "the Crops", "the Cosps"]
    assert list(slips("KFOR West EULEX")) == []
    assert "Resolution 1224" in {*other_figures("Resolution 1244"), *other_figures("Resolution 1242")}
    assert "KFPR" in {*other_letters("KFOR")}
    assert list(fewer_words("Kosovo Protection Corps")) == ["Protection Corps", "Kosovo Corps", "Kosovo Protection"]
    assert list(two_slips("Protection")) == ["Psotgction"]


@pytest.mark.parametrize(
    ("edtf", "text", "is_fair"),
    [
        ("1901-05-03", "3 MAY 01", False),
        ("1999-05-03", "3 MAY 99", True),
        ("2008-12-02/2008-12-03", "December 2-3, 2008", True),
        ("1999-06", "Jnue 1999", True),
        ("2002-01/2002-04", "the year 2002", True),
    ],
)
def test_dates_are_varied_as_people_write_them(edtf: str, text: str, *, is_fair: bool) -> None:
    assert (text in ENGLISH.date_variants(read_date(edtf))) is is_fair


def test_the_trial_holds_where_the_grader_is_strict_in_substance() -> None:
    trial = try_grader(PACK, DRAFTS)
    assert trial.accepted == ()
    assert trial.holds, trial.refused
    assert trial.near_misses > 100 < trial.fair_variants


@pytest.mark.parametrize(("score", "accepts", "refuses"), [(1.0, True, False), (0.5, True, True), (0.0, False, True)])
def test_the_trial_tells_a_lax_grader_from_a_harsh_one(
    monkeypatch: pytest.MonkeyPatch, score: float, *, accepts: bool, refuses: bool
) -> None:
    monkeypatch.setattr("kfor_quiz.engine.trial.grade", lambda *_: Grading(score, {}))
    trial = try_grader(PACK, DRAFTS)
    assert (len(trial.accepted) == trial.near_misses, len(trial.refused) == trial.fair_variants) == (accepts, refuses)
    assert not trial.holds


def test_one_fair_variant_in_a_hundred_may_be_refused() -> None:
    refused = tuple(("question", str(number)) for number in range(2))
    assert Trial(1, (), 200, refused).holds
    assert not Trial(1, (), 199, refused).holds
    assert not Trial(1, refused[:1], 200, ()).holds
