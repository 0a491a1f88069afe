"""What a pack names and counts, and what that means for typed answers."""

import dataclasses

import pytest

from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lexicon import Lexicon, lexicon_of
from kfor_quiz.engine.matching import matches
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from kfor_quiz.engine.scoring import Gradable, grade
from tests.engine.harbour import ENTITIES, duties, harbour, measure

PLAIN = Lexicon(LANGUAGES["en"])


def naming(*entities: tuple[str, ...], **ties: tuple[str, ...]) -> Lexicon:
    """A lexicon of entities that have the first of their names as key."""
    return dataclasses.replace(PLAIN, names={names[0]: names for names in entities}, ties=ties)


def test_a_slip_that_reaches_another_entity_is_no_slip() -> None:
    accepted = AcceptedAnswer(texts=("Albanian",))
    assert matches("Albania", accepted, PLAIN)
    assert not matches("Albania", accepted, naming(("Albania",), ("Turkey",)))
    assert matches("Albanain", accepted, naming(("Albania",), ("Turkey",)))


def test_a_slip_between_two_names_is_neither() -> None:
    accepted = AcceptedAnswer(texts=("Marina",))
    assert matches("Marinna", accepted, naming(("Martina",)))
    assert matches("Martna", accepted, PLAIN)
    assert not matches("Martna", accepted, naming(("Martina",)))


def test_another_name_of_what_is_asked_is_a_slip_like_any() -> None:
    assert matches("Prizreni", AcceptedAnswer(texts=("Prizren",)), naming(("Prizren", "Prizreni")))


def test_an_entity_that_shares_one_name_with_what_is_right_is_another_all_the_same() -> None:
    lexicon = naming(("Marina", "the Lady"), ("Martina", "the Lady"))
    accepted = AcceptedAnswer(texts=("Marina", "the Lady"))
    assert matches("lady", accepted, lexicon)
    assert not matches("Martina", accepted, lexicon)


def test_a_title_in_front_is_fair_where_it_is_no_name_of_another_or_is_that_of_the_holder() -> None:
    accepted = AcceptedAnswer(texts=("Ada Brindal",))
    office = ("Special Envoy",)
    assert matches("Special Envoy Ada Brindal", accepted, naming(("Ada Brindal",)))
    assert not matches("Special Envoy Ada Brindal", accepted, naming(("Ada Brindal",), office))
    tied = dataclasses.replace(naming(("Ada Brindal",), office), ties={"Ada Brindal": office})
    assert matches("Special Envoy Ada Brindal", accepted, tied)


def test_what_stands_in_another_list_of_the_family_is_refused_with_its_slips() -> None:
    pack = harbour(
        duties("wardens-duties", "a duty of the wardens", ("tending", "oiling")),
        duties("porters-duties", "a duty of the porters", ("tenting", "oiling")),
    )
    lexicon, accepted = lexicon_of(pack), AcceptedAnswer(texts=("tending the lamps of the coast",))
    assert matches("tenting the lamps of the coast", accepted, lexicon)
    assert not matches("tenting the lamps of the coast", accepted, lexicon, ("wardens-duties",))
    assert not any("oiling" in name for name in lexicon.rivals("wardens-duties"))
    assert lexicon.rivals("north-at-brin") == ()


def score(pack: Pack, fact: str, text: str) -> float:
    value = pack.fact_by_key[fact].value
    accepted = AcceptedAnswer(number=getattr(value, "number", 0), unit=getattr(value, "unit", ""))
    return grade(Gradable(Kind.TYPED_NUMBER, (fact,), accepted=accepted), text, lexicon_of(pack)).score


def test_the_unit_of_another_figure_is_wrong_unless_the_question_says_it_too() -> None:
    pack = harbour(
        measure("store", 9),
        measure("spare", 7, unit="bulbs", ask="{how_many} bulbs and lamps lay in the spare box", names="spares"),
    )
    assert [score(pack, "store", text) for text in ("9 lamps", "9 bulbs", "9")] == [1, 0, 1]
    assert [score(pack, "spare", text) for text in ("7 lamps", "7 bulbs")] == [1, 1]


@pytest.mark.parametrize("unit", ["days", "lamps", "minutes", "months", "weeks", "years"])
def test_a_length_of_time_has_another_unit_than_other_times(unit: str) -> None:
    watch = measure("watch", 6, unit="hours", ask="{how_many} hours did a watch last", names="the length of a watch")
    assert score(harbour(watch), "watch", f"6 {unit}") == 0
    assert score(harbour(watch), "watch", "6 hours") == 1


def test_figures_of_one_series_are_other_figures_only_at_another_time() -> None:
    pack = harbour(
        measure("first", 10, series="lamps-lit", when="1901"),
        measure("second", 11, series="lamps-lit", when="1902"),
        measure("alike", 12, series="lamps-lit", when="1901-05"),
    )
    assert lexicon_of(pack).other_numbers("first") == {11}
    assert lexicon_of(pack).other_numbers("second") == {10, 12}
    assert lexicon_of(pack).other_numbers("north-at-brin") == frozenset()


def test_the_order_of_a_pack_makes_no_other_lexicon_and_a_new_name_does() -> None:
    pack = harbour()
    turned = pack.model_copy(update={"facts": pack.facts[::-1], "entities": pack.entities[::-1]})
    assert lexicon_of(turned).checksum == lexicon_of(pack).checksum
    renamed = Pack.model_validate({**pack.model_dump(), "entities": [*ENTITIES[:-1], ENTITIES[-1] | {"variants": ["Delmar"]}]})
    assert lexicon_of(renamed).checksum != lexicon_of(pack).checksum
