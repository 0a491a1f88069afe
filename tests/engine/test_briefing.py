"""The study text and its marks."""

from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.briefing import Segment, marked_sentences, plain_text, read_marks


def test_marks_are_read_with_their_facts() -> None:
    text = "First. [Second.](one two)\n Third. [Fourth.](three)"
    assert read_marks(text) == [
        Segment("First. "),
        Segment("Second.", ("one", "two")),
        Segment(" Third. "),
        Segment("Fourth.", ("three",)),
    ]
    assert marked_sentences(text) == {"one": "Second.", "two": "Second.", "three": "Fourth."}


def test_a_stray_bracket_stays_as_it_is() -> None:
    assert plain_text("A [stray] bracket (and another).") == "A [stray] bracket (and another)."


def test_figures_keep_their_no_break_space() -> None:
    assert plain_text("About 39\u00a0000\n  troops.") == "About 39\u00a0000 troops."


@given(st.text(st.characters(blacklist_characters="[]()", blacklist_categories=["Cs"]), max_size=60))
def test_text_without_marks_is_left_alone_but_for_line_breaks(text: str) -> None:
    assert plain_text(text).split() == text.split()
