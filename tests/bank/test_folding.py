"""Folded text, and finding it again in the text as it is written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kfor_quiz.bank.selectors.folding import find_folded, fold, level


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Peć", "pec"),
        ("Uroševac / Ferizaj", "urosevac / ferizaj"),
        ("  two\n\tlines ", "two lines"),
        ("STRASSE straße", "strasse strasse"),
        ("nul\x00byte", "nulbyte"),
        ("", ""),
    ],
)
def test_case_accents_and_white_space_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "needle", "parts"),
    [
        ("The town of Pejë in the west", "peje", ("The town of ", "Pejë", " in the west")),
        ("Straße am Ende", "strasse", ("", "Straße", " am Ende")),
        ("nothing here", "harbour", ("nothing here", "", "")),
        ("nothing here", "", ("nothing here", "", "")),
        ("the De-Mining of roads", "demining", ("the ", "De-Mining", " of roads")),
        ("a well‑known e\u00admail", "wellknown email", ("a ", "well‑known e\u00admail", "")),
        ("to demilitarize it", "demilitarise", ("to ", "demilitarize", " it")),
        ("to organi-ze it", "organis", ("to ", "organi-z", "e it")),
        ("analyzed", "analysed", ("", "analyzed", "")),
        ("a quizzical Zone", "zone", ("a quizzical ", "Zone", "")),
    ],
)
def test_a_needle_is_found_in_the_text_as_written(text: str, needle: str, parts: tuple[str, str, str]) -> None:
    assert find_folded(text, needle) == parts


@given(st.text(), st.text())
def test_the_parts_are_the_whole_text(text: str, needle: str) -> None:
    assert "".join(find_folded(text, level(fold(needle)))) == " ".join(text.split())


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_text_is_found_in_itself(text: str) -> None:
    levelled = level(fold(text))
    assert bool(find_folded(text, levelled)[1]) == bool(levelled)


@given(st.text("aizysZ-\u2010\u00ad b"), st.integers(0, 5))
@example("iZ s", 0)
def test_so_is_every_word_of_it_by_its_beginning(text: str, length: int) -> None:
    for word in level(fold(text)).split():
        found = level(find_folded(text, word[: length + 1])[1].casefold())
        # Cut off from its i or y, the z of -ize that an s finds is levelled no more.
        assert found.startswith((word[0], "z") if word[0] == "s" else word[0])


@given(st.text("aizysZ-\u2010\u00ad b"))
def test_levelling_twice_changes_nothing(text: str) -> None:
    assert level(level(fold(text))) == level(fold(text))
