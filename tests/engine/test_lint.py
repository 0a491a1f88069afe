"""Each of the nineteen flaws is found, and a sound question has none."""

import dataclasses

import pytest

from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lint import lint
from kfor_quiz.engine.questions import Kind, Option, Proof, QuestionDraft

WORDS = LANGUAGES["en"].words
STEM = "In which town was the lighthouse of the northern cape built?"


def options(*texts: str, key: int = 0) -> tuple[Option, ...]:
    return tuple(
        Option(
            key=str(place),
            text=text,
            is_key=place == key,
            rationale="Why.",
            proof=None if place == key else Proof.FUNCTIONAL,
            sort_value=f"{place}",
        )
        for place, text in enumerate(texts)
    )


def question(
    stem: str = STEM, *, texts: tuple[str, ...] = ("Brindal", "Corvane", "Dellmar"), key: int = 0, **fields: object
) -> QuestionDraft:
    draft = QuestionDraft(
        key="q",
        kind=Kind.SINGLE_CHOICE,
        topic="t",
        importance="core",
        fact_keys=("f",),
        template_key="t",
        variant="",
        asks="object",
        stem=stem,
        options=options(*texts, key=key),
    )
    return dataclasses.replace(draft, **fields)  # type: ignore[arg-type]


def rules(draft: QuestionDraft) -> set[int]:
    return {flaw.rule for flaw in lint(draft, WORDS)}


def test_a_sound_question_has_no_flaw() -> None:
    assert lint(question(), WORDS) == []


@pytest.mark.parametrize(
    ("rule", "draft"),
    [
        (1, question("In which town was the lighthouse of the cape built")),
        (1, question("Where, and by which body, was the lighthouse built, and why?")),
        (1, question("In which town was it built in the end?")),
        (1, question("Which town?")),
        (1, question("In which town does the keeper of the lighthouse live?", can_go_stale=True)),
        (2, question(texts=("12 June 1999", "June 1999", "20 June 1999"), is_sorted=True)),
        (2, question(texts=("12", "Brindal", "20"))),
        (3, question(texts=("Brindal", "Corvane", "None of the above"))),
        (4, question(texts=("Brindal upon the long river", "Corvane", "Dellmar"))),
        (5, question("In which " + "very " * 24 + "old town was the lighthouse built?")),
        (6, question(texts=("True", "False", "Unknown"))),
        (8, question(texts=("Brindal (north)", "Corvane", "Dellmar"))),
        (8, question(texts=("Pier 7", "Corvane", "Dellmar"))),
        (8, question(texts=("CLS office", "Corvane", "Dellmar"))),
        (9, question(texts=("Brindal", "Corvane", "All of the above"))),
        (10, question("In which town was the ____ of the northern cape built?")),
        (11, question("In which town was every lighthouse of the cape built?")),
        (12, question(texts=("Cape Brindal", "Old Corvane", "Old Dellmar"))),
        (12, question(texts=("Cape Brindal", "Old Corvane", "Old Dellmar"), kind=Kind.ODD_ONE_OUT)),
        (13, question("Which of the following was built at the northern cape?")),
        (14, question(texts=("Corvane and Dellmar", "Corvane", "Dellmar"))),
        (15, question(texts=("the Brindal", "Corvane", "Dellmar"))),
        (15, question(texts=("Building a town", "Corvane", "Dellmar"))),
        (15, question("In which town was a old lighthouse of the cape built?")),
        (15, question("In which town was an lighthouse of the cape built?")),
        (16, question("How many lamps did the lighthouse have at first?", texts=("20", "10", "30"))),
        (17, question("In which town were several lighthouses of the cape built?")),
        (17, question("How many lamps did the lighthouse have at first?", texts=("over 20", "over 30", "over 40"))),
        (18, question(key=9)),
        (18, question(texts=("Brindal", "Corvane", "Corvane"))),
        (18, question(options=(*options("Brindal", "Corvane"), Option("z", "Dellmar", is_key=False, rationale="Why.")))),
        (19, question("In which town was the lighthouse not built at first?")),
    ],
)
def test_each_flaw_is_found(rule: int, draft: QuestionDraft) -> None:
    assert rule in rules(draft)


def test_names_are_let_be() -> None:
    draft = question(texts=("All Isle", "Corvane", "Dellmar"), exempt_names=frozenset({"All Isle"}))
    assert rules(draft) == set()


@pytest.mark.parametrize(
    "words",
    """a European|a one-off|an hour|an independent|a unit|a union|a united|a university|a useful|a user|a usual|a unique|a unanimous
    |an unimportant|an uninterested|an unidentified|a unidirectional|an unlit|a utility|an utter|an historic|a historic|an x-ray
    |a UN mission|an MNTF post|an 8|a 8|an heir|an honourable|a house|an urgent|an upper|a once|an onerous|an usher""".replace(
        "\n    ", ""
    ).split("|"),
)
def test_an_article_that_fits_is_no_flaw(words: str) -> None:
    assert 15 not in rules(question(f"In which town was {words} lighthouse of the cape built?"))


@pytest.mark.parametrize(
    "words",
    ["a hour", "an european", "an unit", "an one-off", "a unimportant", "an useful", "a honest", "a urgent", "an unanimous"],
)
def test_an_article_that_does_not_fit_is_a_flaw(words: str) -> None:
    assert 15 in rules(question(f"In which town was {words} lighthouse of the cape built?"))


@pytest.mark.parametrize("word", ["Alliance", "Locally", "nothing"])
def test_absolute_terms_are_whole_words(word: str) -> None:
    assert 11 not in rules(question(f"In which town did the {word} build the lighthouse?"))


def test_how_many_asks_and_is_not_vague() -> None:
    assert rules(question("How many lamps did the lighthouse have at first?", texts=("10", "20", "30"), is_sorted=True)) == set()


def test_a_resolution_with_a_number_is_no_month() -> None:
    assert (
        rules(question("On which paper was the lighthouse of the cape built?", texts=("Order 1244", "Order 1199", "Order 1160")))
        == set()
    )


def test_a_plan_is_an_anchor_in_time() -> None:
    assert rules(question("In which town was the lighthouse of the cape planned?", can_go_stale=True)) == set()


def test_a_statement_to_judge_has_its_own_form() -> None:
    judged = question("The lighthouse was built.", texts=("True", "False"), kind=Kind.TRUE_FALSE, is_sorted=True)
    assert rules(judged) == set()
    assert rules(dataclasses.replace(judged, stem="Was the lighthouse built?")) == {1}
