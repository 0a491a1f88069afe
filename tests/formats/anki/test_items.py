"""What the cards of a package ask, in plain text."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.facts import GAP
from kfor_quiz.formats.anki import Deck, Item, Lack, Note, as_html, list_items, read_deck, write_deck
from kfor_quiz.formats.anki.gaps import cut_gaps
from kfor_quiz.formats.anki.plain import count_media, plain_text
from kfor_quiz.formats.anki.sides import fill_side
from tests.formats.anki.built import BASIC, BELL, CLOZE, REVERSED, ROWS, TYPED, Row, latest, older, oldest
from tests.formats.anki.test_round_trip import NOW, deck, note

FORMS = [oldest, older, latest]


def items(*rows: Row) -> list[Item | Lack]:
    return list(list_items(read_deck(oldest(rows))))


def item(*rows: Row) -> Item:
    [found] = items(*rows)
    assert isinstance(found, Item)
    return found


@pytest.mark.parametrize("build", FORMS)
def test_every_kind_of_package_says_the_same(build: Callable[[Sequence[Row]], bytes]) -> None:
    found = read_deck(build(ROWS))
    assert found.title == "Lights::North"
    assert [(one.note.guid, one.note.tags, one.cards) for one in found.notes] == [
        ("bell", ("harbour", "watch"), (0,)),
        ("keeper", ("harbour", "watch"), (0, 1)),
    ]
    assert found.notes[0].note.fields == {"Front": "What is rung in fog?", "Back": "The bell"}
    assert list(list_items(found)) == [
        Item("bell:0", "What is rung in fog?", ("The bell",), has_gap=False),
        Item("keeper:0", f"The {GAP} (who) lit the lamp.", ("keeper",), has_gap=True),
        Item("keeper:1", f"The keeper lit the {GAP}.", ("lamp",), has_gap=True),
    ]


@pytest.mark.parametrize("schema", [15, 16, 17, 18])
def test_each_schema_with_tables_is_read(schema: int) -> None:
    assert len(read_deck(latest(schema=schema)).notes) == 2


def test_a_note_that_is_asked_both_ways_gives_two_items() -> None:
    found = items(Row("nlo", REVERSED, ("NLO", "Northern Lights Office"), (0, 1)))
    assert found == [
        Item("nlo:0", "NLO", ("Northern Lights Office",), has_gap=False),
        Item("nlo:1", "Northern Lights Office", ("NLO",), has_gap=False),
    ]


def test_what_is_to_be_typed_is_the_answer_and_what_else_stands_on_the_back_is_not() -> None:
    assert item(Row("bell", TYPED, ("What rings?", "The bell", "By hand."))).answers == ("The bell",)


def test_pictures_and_sound_are_left_out_and_counted() -> None:
    front = 'What is <img src="a.png">this?<br>[sound:a.mp3]'
    assert item(Row("bell", BASIC, (front, "A bell<img src=b.png>"))) == Item(
        "bell:0", "What is this?", ("A bell",), has_gap=False, media=3
    )


@pytest.mark.parametrize(
    ("row", "lack"),
    [
        (Row("bell", BASIC, ('<img src="a.png">', "A bell")), Lack.FRONT),
        (Row("bell", BASIC, ("What rings?", "[sound:bell.mp3]")), Lack.ANSWER),
        (Row("bell", BASIC, ("What rings?",)), Lack.ANSWER),
        (Row("bell", CLOZE, ("The bell rings.", "")), Lack.GAP),
        (Row("bell", CLOZE, ("The {{c1::bell}} rings.", ""), (4,)), Lack.GAP),
        (Row("bell", CLOZE, ("{{c1::image-occlusion:rect:left=.1}}<img src=a>", "")), Lack.GAP),
        (Row("bell", BASIC, ("What rings?" * 2_000, "A bell")), Lack.TOO_LONG),
        (Row("", BASIC, ("What rings?", "A bell")), Lack.NAME),
        (Row("x" * 101, BASIC, ("What rings?", "A bell")), Lack.NAME),
        (Row("a\x01b", BASIC, ("What rings?", "A bell")), Lack.NAME),
    ],
)
def test_a_card_of_which_nothing_can_be_made_says_why(row: Row, lack: Lack) -> None:
    assert items(row) == [lack]


def test_a_card_without_a_template_is_made_of_the_first_two_fields() -> None:
    assert item(Row("bell", BASIC, ("What rings?", "A bell"), (7,))).answers == ("A bell",)


def test_our_own_notes_ask_what_they_were_made_of() -> None:
    given = note("bell", fields={"Question": "What rings?", "Answer": "A bell", "Marking": "Secret", "Topic": "Watch"})
    assert list(list_items(read_deck(write_deck(deck(given))))) == [
        Item(f"{given.guid}:0", "What rings?", ("A bell",), has_gap=False)
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("a &lt; b &amp;&nbsp;c", "a < b & c"),
        ("<div>one</div><div>two</div>three", "one\ntwo\nthree"),
        ("one<br>two<br/>\n<br />three", "one\ntwo\nthree"),
        ("<ul><li>wood</li><li>coal</li></ul>", "wood\ncoal"),
        ("<b>by</b> <i>hand</i>", "by hand"),
        ("un<b>broken</b>", "unbroken"),
        ("<style>p { color: red }</style>seen<script>let x = '<p>'</script>", "seen"),
        ("a<!-- not seen -->b", "ab"),
        ("3 < 4 and <unknown>5</unknown>", "3 < 4 and 5"),
        ("bell\x00 and \ud800lamp\x85", "bell and lamp"),
        ("  much \t white\r\nspace  ", "much white space"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("[anki:tts lang=en_US]said[/anki:tts]read", "read"),
    ],
)
def test_html_becomes_plain_text(content: str, text: str) -> None:
    assert plain_text(content) == text


@given(st.text(max_size=200))
def test_any_text_at_all_is_taken_for_html(content: str) -> None:
    text = plain_text(content)
    assert "\x00" not in text
    assert text == "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
    assert count_media(content) >= 0


@pytest.mark.parametrize(
    ("text", "number", "gapped", "answers"),
    [
        ("{{c1::a}} and {{c2::b}}", 1, f"{GAP} and b", ("a",)),
        ("{{c1::a}} and {{c1::b}}", 1, f"{GAP} and {GAP}", ("a", "b")),
        ("{{c1::a}} or {{c1::a}}", 1, f"{GAP} or {GAP}", ("a",)),
        ("{{c1::a::a hint}}", 1, f"{GAP} (a hint)", ("a",)),
        ("{{c1::the {{c2::old}} lamp}} shone", 1, f"{GAP} shone", ("the old lamp",)),
        ("{{c1::the {{c2::old}} lamp}} shone", 2, f"the {GAP} lamp shone", ("old",)),
        ("{{c1,2::a}} b", 2, f"{GAP} b", ("a",)),
        ("{{c1::a", 1, "{{c1::a", ()),
        ("{{c11::a}}", 1, "a", ()),
        ("a }} b", 1, "a }} b", ()),
        ("{{c1::}}", 1, GAP, ()),
    ],
)
def test_gaps_are_cut(text: str, number: int, gapped: str, answers: tuple[str, ...]) -> None:
    found = cut_gaps(text, number)
    assert (found.text, found.answers) == (gapped, answers)


@pytest.mark.parametrize(
    ("template", "content", "read", "typed"),
    [
        ("<b>{{Front}}</b>", "<b>bell</b>", ["Front"], []),
        ("{{text:furigana:Front}}!", "bell!", ["Front"], []),
        ("{{type:Front}}{{type:nc:Empty}}", "", [], ["Front", "Empty"]),
        ("{{tts en_US voices=x:Front}}{{hint:Front}}", "", [], []),
        ("{{FrontSide}}{{Tags}}{{Deck}}x", "x", [], []),
        ("{{#Front}}a{{/Front}}{{^Front}}b{{/Front}}", "a", [], []),
        ("{{#Empty}}a{{#Front}}{{Front}}{{/Front}}{{/Empty}}b", "b", [], []),
        ("{{/Front}}{{ Front }}<!-- {{Front}} -->", "bell", ["Front"], []),
        ("{{#Front}}open", "open", [], []),
    ],
)
def test_a_side_is_filled(template: str, content: str, read: list[str], typed: list[str]) -> None:
    side = fill_side(template, {"Front": "bell", "Empty": " "})
    assert (side.content, side.read, side.typed) == (content, read, typed)


def test_what_a_field_says_is_never_taken_for_a_template() -> None:
    assert fill_side("{{A}}", {"A": "{{B}}", "B": "b"}).content == "{{B}}"


def test_a_question_with_signs_of_html_comes_back_as_it_was_asked() -> None:
    asked = Note("a" * 20, {"Question": as_html("Is 3 < 4 & <b>?"), "Answer": "yes"}, (), NOW)
    [found] = list_items(read_deck(write_deck(Deck("k", "t", (asked,)))))
    assert isinstance(found, Item)
    assert found.front == "Is 3 < 4 & <b>?"


def test_a_tag_is_no_part_of_what_is_asked() -> None:
    assert item(BELL).front == "What is rung in fog?"
