"""Names found by words with slips in them."""

import string

from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.names import Spellings, names_of
from kfor_quiz.engine.spelling import Vocabulary, forgivably_close

words = st.text(string.ascii_lowercase, min_size=1, max_size=8)


@given(st.lists(words), words)
def test_a_vocabulary_finds_what_comparing_with_each_word_finds(known: list[str], typed: str) -> None:
    assert Vocabulary(known).meant(typed) == {word for word in known if word == typed or forgivably_close(typed, word)}


@given(st.sampled_from(["corps", "lighthouse", "keeper"]), st.integers(0, 9), st.sampled_from("aeiou"))
def test_a_vocabulary_finds_a_word_with_a_letter_more_or_another_one(word: str, place: int, letter: str) -> None:
    known = Vocabulary(["corps", "lighthouse", "keeper"])
    assert word in known.meant(word[:place] + letter + word[place:])
    assert word in known.meant(word[:place] + letter + word[place + 1 :])


def test_names_are_found_with_a_slip_in_each_longer_word() -> None:
    spellings = Spellings([("north", "light"), ("north", "lights", "of", "brin"), ("south", "light")])
    assert spellings.near(("nroth", "ligth")) == [("north", "light")]
    assert spellings.near(("north",)) == []
    assert spellings.near(("east", "light")) == []


def test_an_abbreviation_in_a_name_is_typed_as_it_is() -> None:
    names = names_of(["LIGHTS office"], LANGUAGES["en"])
    assert names.forgive([("lights", "ofice")])
    assert not names.forgive([("lihgts", "office")])
