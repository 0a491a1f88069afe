"""What typed answers are worth."""

import dataclasses

import pytest

from kfor_quiz.engine.facts import Hedge, MeasureValue
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lexicon import Lexicon
from kfor_quiz.engine.matching import matches
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from kfor_quiz.engine.scoring import Gradable, UnreadableAnswerError, grade

ENGLISH = Lexicon(LANGUAGES["en"])
CORPS = AcceptedAnswer(texts=("Kosovo Protection Corps", "KPC"), refused=("Kosovo Security Force", "KSF", "Kosovo Police Corps"))


def typed(kind: Kind, accepted: AcceptedAnswer, text: str, lexicon: Lexicon = ENGLISH) -> float:
    return grade(Gradable(kind, ("fact",), accepted=accepted), text, lexicon).score


@pytest.mark.parametrize(
    "text",
    [
        "Kosovo Protection Corps",
        "the kosovo protection corps",
        "KPC",
        "kpc",
        "K.P.C.",
        "Kosovo Protecton Corps",
        "Kosovo  Protection-Corps",
        "in the KPC",
    ],
)
def test_spelling_case_and_small_words_are_forgiven(text: str) -> None:
    assert matches(text, CORPS, ENGLISH)


@pytest.mark.parametrize(
    "text",
    ["KSF", "KPS", "Kosovo Police Corps", "Kosovo Security Force", "Protection", "Kosovo Protection", "KPC KSF", "no idea", "-"],
)
def test_substance_is_strict(text: str) -> None:
    assert not matches(text, CORPS, ENGLISH)


@pytest.mark.parametrize(
    ("accepted", "text", "expected"),
    [
        ("Resolution 1244", "resolution 1244", True),
        ("Resolution 1244", "resolution 1224", False),
        ("Pejë", "peje", True),
        ("Centre", "center", True),
        ("Chapter VII", "chapter 7", True),
        ("Chapter VII", "Chapter VI", False),
        ("Lipljan", "Lipjlan", True),
        ("organisation", "Organization", True),
        ("West", "East", False),
        ("multi-ethnic", "multiethnic", True),
        ("five", "5", True),
        ("UNMIK", "UNMIC", False),
    ],
)
def test_variants_are_accepted_and_near_misses_refused(accepted: str, text: str, expected: bool) -> None:
    assert matches(text, AcceptedAnswer(texts=(accepted,)), ENGLISH) is expected


def test_a_slip_that_reaches_something_else_is_no_slip() -> None:
    accepted = AcceptedAnswer(texts=("Marina",), refused=("Martina",))
    assert matches("Marinna", AcceptedAnswer(texts=("Marina",)), ENGLISH)
    assert not matches("Martina", accepted, ENGLISH)


FUNDS = AcceptedAnswer(texts=("voluntary trust funds", "NATO trust funds"), refused=("commercial loans",))
NO_AGREEMENT = AcceptedAnswer(texts=("without agreement", "no agreement"), refused=("with a settlement",))
RETIRED = AcceptedAnswer(texts=("being retired with dignity", "retired"), refused=("being sent abroad",))
STRUCTURES = AcceptedAnswer(texts=("security structures",), beside=("professional", "democratic"), refused=("judicial structures",))
LANGUAGES_USED = AcceptedAnswer(texts=("Albanian, Serbian and Turkish",))
BAN = AcceptedAnswer(texts=("Ban Ki-moon", "Ban"), beside=("UN Secretary General",), refused=("NATO Secretary General", "Minister"))


@pytest.mark.parametrize(
    ("accepted", "text", "expected"),
    [
        (FUNDS, "voluntary trust funds of NATO", True),
        (FUNDS, "NATO’s voluntary trust funds", True),
        (FUNDS, "NATO’s commercial loans", False),
        (NO_AGREEMENT, "no agreement was reached", True),
        (NO_AGREEMENT, "There was no agreement.", True),
        (NO_AGREEMENT, "agreement was reached", False),
        (NO_AGREEMENT, "without no agreement", False),
        (AcceptedAnswer(texts=("agreement",)), "agreement was reached", True),
        (AcceptedAnswer(texts=("agreement",)), "agreement was not reached", False),
        (AcceptedAnswer(texts=("agreement",)), "no agreement was reached", False),
        (RETIRED, "they would be retired with dignity", True),
        (RETIRED, "they’d be retired", True),
        (RETIRED, "they would not be retired with dignity", False),
        (RETIRED, "they were never retired", False),
        (RETIRED, "they cannot be retired", False),
        (STRUCTURES, "security structures that are professional, democratic", True),
        (STRUCTURES, "professional and democratic security structures", True),
        (STRUCTURES, "security structures that are not professional", False),
        (STRUCTURES, "judicial structures that are professional", False),
        (STRUCTURES, "professional and democratic", False),
        (LANGUAGES_USED, "Turkish, Albanian and Serbian", True),
        (LANGUAGES_USED, "Turkish and Albanian", False),
        (BAN, "UN Secretary General Ban Ki-moon", True),
        (BAN, "Secretary Ban Ki-moon", True),
        (BAN, "NATO Secretary General Ban Ki-moon", False),
        (BAN, "Minister Ban Ki-moon", False),
        (BAN, "UN Secretary General", False),
        (AcceptedAnswer(texts=("Martti Ahtisaari",)), "Ahtisaari, Martti", True),
        (AcceptedAnswer(texts=("Martti Ahtisaari", "Ahtisaari")), "Ahtisaari Martti", True),
        (AcceptedAnswer(texts=("Martti Ahtisaari", "Ahtisaari")), "M. Ahtisaari", True),
        (AcceptedAnswer(texts=("Martti Ahtisaari", "Ahtisaari")), "T. Ahtisaari", False),
        (AcceptedAnswer(texts=("Novo Selo",)), "Selo Novo", False),
        (AcceptedAnswer(texts=("heads of state and government",)), "heads of government and of state", True),
        (AcceptedAnswer(texts=("European Union Rule of Law Mission",)), "Rule of Law Mission of the European Union", True),
        (AcceptedAnswer(texts=("Commander of the Command Naples",)), "the commander of the Command in Naples", True),
        (AcceptedAnswer(texts=("deter renewed hostility",)), "deterring renewed hostility", True),
        (AcceptedAnswer(texts=("ensure order",)), "ensuring order", True),
        (AcceptedAnswer(texts=("training",)), "train", False),
        (AcceptedAnswer(texts=("MNB",)), "MNBs", True),
        (AcceptedAnswer(texts=("MNB",)), "MNBS", False),
        (AcceptedAnswer(texts=("led by civilians",)), "one led by civilians", True),
        (AcceptedAnswer(texts=("Kosovo’s status",)), "the question of Kosovo's status", True),
    ],
)
def test_another_wording_is_fair_and_what_denies_is_not_dropped(accepted: AcceptedAnswer, text: str, *, expected: bool) -> None:
    assert matches(text, accepted, ENGLISH) is expected


COMMANDER = AcceptedAnswer(texts=("Commander of the Kosovo Force", "Commander KFOR", "COMKFOR"), refused=("COM JFCN",))
AHTISAARI = AcceptedAnswer(texts=("Martti Ahtisaari", "Ahtisaari"), refused=("Ban Ki-moon", "Ban"))
FERIZAJ = AcceptedAnswer(texts=("Urosevac", "Ferizaj"), refused=("Pec", "Peja"))


@pytest.mark.parametrize(
    ("accepted", "text", "expected"),
    [
        (COMMANDER, "Commander KFOR (COMKFOR)", True),
        (COMMANDER, "COMKFOR (Commander KFOR)", True),
        (COMMANDER, "COMKFOR (COM JFCN)", False),
        (CORPS, "KPC (Kosovo Security Force)", False),
        (CORPS, "Kosovo Protection Corps (KPC)", True),
        (CORPS, "KPC or KSF", False),
        (FERIZAJ, "Ferizaj / Urosevac", True),
        (FERIZAJ, "Ferizaj or Urosevac", True),
        (FERIZAJ, "Ferizaj, Urosevac", True),
        (FERIZAJ, "Ferizaj and Urosevac", True),
        (FERIZAJ, "Ferizaj and Peja", False),
        (FERIZAJ, "Ferizaj - Urosevac", True),
        (FERIZAJ, "Ferizaj / Peja", False),
        (FERIZAJ, "Ferizaj / ?", True),
        (AHTISAARI, "Mr Ahtisaari", True),
        (AHTISAARI, "Mr. Martti Ahtisaari", True),
        (AHTISAARI, "it was President Ahtisaari", True),
        (AHTISAARI, "Lt. Gen. Ahtisaari", True),
        (AHTISAARI, "Mr Ban", False),
        (AHTISAARI, "General", False),
        (AcceptedAnswer(texts=("unified",)), "a unified one", True),
        (AcceptedAnswer(texts=("single", "one")), "one", True),
        (AcceptedAnswer(texts=("unified",)), "a divided one", False),
    ],
)
def test_several_names_are_right_when_each_is_and_titles_change_nothing(
    accepted: AcceptedAnswer, text: str, *, expected: bool
) -> None:
    assert matches(text, accepted, ENGLISH) is expected


def test_a_name_in_another_form_than_asked_is_right_only_beside_the_form_asked() -> None:
    expansion = AcceptedAnswer(texts=("Kosovo Protection Corps",), beside=("KPC",), refused=("KSF",))
    assert matches("Kosovo Protection Corps (KPC)", expansion, ENGLISH)
    assert matches("KPC: Kosovo Protection Corps", expansion, ENGLISH)
    assert not matches("KPC", expansion, ENGLISH)
    assert not matches("Kosovo Protection Corps (KSF)", expansion, ENGLISH)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Task Force Centre", "Task Force Cenre", True),
        ("Task Force Centre", "Task Force Cetner", True),
        ("existing levels", "exising levels", True),
        ("Organisation", "Organsiation", True),
        ("Chapter Seven", "Chapter Sevven", True),
        ("MNTFs", "MNTFI", False),
        ("KFORs", "KFARs", False),
    ],
)
def test_a_slip_is_forgiven_in_both_englishes_and_never_in_an_abbreviation(name: str, text: str, *, expected: bool) -> None:
    assert matches(text, AcceptedAnswer(texts=(name,)), ENGLISH) is expected


def test_a_name_that_is_both_right_and_refused_is_right_with_a_slip_too() -> None:
    accepted = AcceptedAnswer(texts=("the Secretary-General",), refused=("Secretary General", "Secretary of State"))
    assert matches("Secretery-General", accepted, ENGLISH)


def test_a_title_stands_before_a_proper_name_alone() -> None:
    accepted = AcceptedAnswer(texts=("a minister",), refused=("a general",))
    assert matches("a minister", accepted, ENGLISH)
    assert not matches("a general minister", accepted, ENGLISH)


def counting(**figures: MeasureValue) -> Lexicon:
    """A lexicon of these figures by the key of their fact."""
    return dataclasses.replace(ENGLISH, figures=figures)


def figure(number: int, unit: str) -> MeasureValue:
    return MeasureValue(number=number, unit=unit, ask="{how_many} were there", names="the count")


TASK_FORCES = AcceptedAnswer(number=5, unit="task forces")
UNITS = counting(
    fact=figure(5, "task forces"), **{unit: figure(7, unit.replace("_", " ")) for unit in ("brigades", "active_members", "tanks")}
)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("5", 1.0),
        ("5 task forces", 1.0),
        ("five Task Force", 1.0),
        ("5 forces", 1.0),
        ("5 taks forces", 1.0),
        ("5 of them", 1.0),
        ("5 (five)", 1.0),
        ("5 members", 1.0),
        ("5 brigades", 0.0),
        ("5 brigdes", 0.0),
        ("five brigade", 0.0),
        ("5 active members", 0.0),
        ("4 brigades", 0.0),
    ],
)
def test_a_figure_of_another_unit_is_wrong_and_other_words_do_no_harm(text: str, score: float) -> None:
    assert typed(Kind.TYPED_NUMBER, TASK_FORCES, text, UNITS) == score


def test_a_figure_of_another_unit_is_read_with_its_unit() -> None:
    question = Gradable(Kind.TYPED_NUMBER, ("fact",), accepted=TASK_FORCES)
    assert grade(question, "over 5 brigades!", UNITS).read_as == "5 brigades"
    assert grade(question, "5 task forces", UNITS).read_as == "5"


@pytest.mark.parametrize(("text", "score"), [("5 brigades", 1.0), ("5 active members", 0.0), ("5 days", 0.0), ("5 men", 1.0)])
def test_equal_units_are_right_though_another_figure_has_them(text: str, score: float) -> None:
    measure = figure(5, "task forces").model_copy(update={"equal_units": ("brigades", "men and women")})
    lexicon = counting(fact=measure, **{unit: figure(7, unit.replace("_", " ")) for unit in ("brigades", "active_members")})
    assert typed(Kind.TYPED_NUMBER, TASK_FORCES, text, lexicon) == score


@pytest.mark.parametrize(
    ("hedge", "text", "score"),
    [
        (Hedge.AT_MOST, "up to 800", 1.0),
        (Hedge.AT_MOST, "about 800", 1.0),
        (Hedge.AT_MOST, "over 800", 0.0),
        (Hedge.MORE_THAN, "over 800", 1.0),
        (Hedge.MORE_THAN, "fewer than 800", 0.0),
        (Hedge.ABOUT, "over 800", 1.0),
    ],
)
def test_a_bound_the_other_way_is_wrong(hedge: Hedge, text: str, score: float) -> None:
    lexicon = counting(fact=figure(800, "lamps").model_copy(update={"hedge": hedge}))
    assert typed(Kind.TYPED_NUMBER, AcceptedAnswer(number=800), text, lexicon) == score


def test_a_bound_the_other_way_is_read_as_it_was_typed() -> None:
    lexicon = counting(fact=figure(800, "lamps").model_copy(update={"hedge": Hedge.AT_MOST}))
    assert (
        grade(Gradable(Kind.TYPED_NUMBER, ("fact",), accepted=AcceptedAnswer(number=800)), "over 800", lexicon).read_as
        == "over 800"
    )


def test_any_unit_is_fair_where_the_question_names_none() -> None:
    assert typed(Kind.TYPED_NUMBER, AcceptedAnswer(number=5), "5 brigades", UNITS) == 1


@pytest.mark.parametrize(
    ("text", "score"), [("50 000", 1.0), ("48 000", 0.5), ("52 500", 0.5), ("49 000", 0.0), ("47 000", 0.0), ("5000", 0.0)]
)
def test_a_hedged_figure_gives_half_nearby_unless_it_is_another_true_one(text: str, score: float) -> None:
    lexicon = counting(fact=figure(50_000, "troops"), later=figure(49_000, "troops"), other=figure(48_000, "lamps"))
    assert typed(Kind.TYPED_NUMBER, AcceptedAnswer(number=50_000, hedged=True), text, lexicon) == score


def test_an_exact_figure_gives_nothing_nearby() -> None:
    assert typed(Kind.TYPED_NUMBER, AcceptedAnswer(number=78), "77") == 0


@pytest.mark.parametrize(
    ("right", "text", "score"),
    [
        ("1999-06-12", "12 June 1999", 1.0),
        ("1999-06-12", "June 1999", 0.5),
        ("1999-06-12", "1999", 0.25),
        ("1999-06-12", "11 June 1999", 0.0),
        ("1999-06-12", "July 1999", 0.0),
        ("1999-03", "March 1999", 1.0),
        ("1999-03", "24 March 1999", 1.0),
        ("1999-03", "1999", 0.25),
        ("1999-03", "1 April 1999", 0.0),
        ("2008-12-02/2008-12-03", "3 December 2008", 1.0),
        ("2008-12-02/2008-12-03", "2-3 December 2008", 1.0),
        ("2008-12-02/2008-12-03", "4 December 2008", 0.0),
        ("2008-12-02/2008-12-03", "December 2008", 0.5),
        ("2002-01/2002-04", "2002", 1.0),
        ("2002-01/2002-04", "February 2002", 1.0),
        ("2002-01/2002-04", "December 2002", 0.0),
        ("2002-01/2002-04", "early 2002", 1.0),
        ("2002-01/2002-04", "late 2002", 0.0),
        ("2004", "late 2004", 1.0),
        ("2003-06", "end of 2003", 0.0),
        ("2003-12", "end of 2003", 0.25),
        ("1999-06-12", "mid-1999", 0.25),
        ("2002", "2001", 0.0),
    ],
)
def test_dates_earn_by_precision(right: str, text: str, score: float) -> None:
    assert typed(Kind.TYPED_DATE, AcceptedAnswer(date=right), text) == score


def test_the_distance_of_a_wrong_day_is_told() -> None:
    grading = grade(Gradable(Kind.TYPED_DATE, ("fact",), accepted=AcceptedAnswer(date="1999-06-20")), "12.6.99", ENGLISH)
    assert (grading.read_as, grading.off_by_days) == ("12 June 1999", -8)


@pytest.mark.parametrize(
    ("kind", "accepted", "text", "reason"),
    [
        (Kind.TYPED_DATE, AcceptedAnswer(date="1999"), "12 June", "not_a_date"),
        (Kind.TYPED_NUMBER, AcceptedAnswer(number=5), "lots", "not_a_number"),
        (Kind.TYPED_TEXT, CORPS, "  ", "empty"),
        (Kind.TYPED_TEXT, CORPS, "x" * 201, "too_long"),
    ],
)
def test_what_is_no_answer_is_refused_and_not_marked_wrong(kind: Kind, accepted: AcceptedAnswer, text: str, reason: str) -> None:
    with pytest.raises(UnreadableAnswerError) as caught:
        typed(kind, accepted, text)
    assert caught.value.reason == reason
