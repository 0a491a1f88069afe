"""Reading a pack: everything that is wrong with it, at once, and where."""

from pathlib import Path

import pytest

from kfor_quiz.engine.packs import read_pack

PACK = """
key = "tea"
title = "Tea"
language = "en"
edition = "2020"
notice = "Invented."

[[source]]
key = "book"
title = "The book"
publisher = "Nobody"
address = "https://example.org"
seen = 2020-01-01
paragraphs = ["1"]

[[topic]]
key = "leaves"
title = "Leaves"
summary = "Of leaves."
"""
TEMPLATES = """
[[template]]
key = "part"
fact = "claim"
asks = "part"
stem = "{ask}"
questions = ["typed_text"]
"""
FACTS = """
topic = "leaves"
source = "book"

[[claim]]
key = "green-tea"
importance = "core"
objective = "Know tea."
statement = "Green tea is unoxidised."
paragraph = "1"
proposition = "Green tea is [unoxidised] tea."
ask = "What kind of tea is green tea, by its making?"
"""
BRIEFING = """
topic = "leaves"

[[paragraph]]
key = "green"
text = "[Green tea is unoxidised.](green-tea) It is steamed."
"""
STATEMENTS = """
[[statement]]
paragraph = "1"
says = "Green tea is unoxidised."
facts = ["green-tea"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound pack of one fact."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "briefing").mkdir()
    for name, text in {
        "pack.toml": PACK,
        "entities.toml": "",
        "templates.toml": TEMPLATES,
        "facts/leaves.toml": FACTS,
        "briefing/leaves.toml": BRIEFING,
        "statements.toml": STATEMENTS,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def rewrite(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_pack_is_read_whole(folder: Path) -> None:
    pack, problems = read_pack(folder)
    assert problems == []
    assert pack is not None
    assert [fact.key for fact in pack.facts] == ["green-tea"]


def test_a_folder_without_a_pack_says_so(tmp_path: Path) -> None:
    pack, problems = read_pack(tmp_path)
    assert pack is None
    assert "there is no such file" in str(problems[0])


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        ("facts/leaves.toml", 'importance = "core"', 'importance = "big"', 5, "importance: must be one of these: core, supporting"),
        ("facts/leaves.toml", "[unoxidised]", "unoxidised", 5, "`proposition` must hold the askable part in [brackets], once"),
        ("facts/leaves.toml", 'paragraph = "1"', 'paragraph = "9"', 5, "book has no paragraph “9”"),
        ("facts/leaves.toml", 'topic = "leaves"', 'topic = "roots"', 2, "there is no topic “roots”"),
        ("facts/leaves.toml", "objective =", "objektive =", 5, "objective: is missing; give it"),
        ("facts/leaves.toml", "[[claim]]", "[[clam]]", 5, "did you mean “claim”?"),
        ("briefing/leaves.toml", "(green-tea)", "(black-tea)", 4, "there is no fact “black-tea”"),
        ("templates.toml", '"{ask}"', '"{ask"', 2, "its braces do not match"),
        (
            "templates.toml",
            '"typed_text"',
            '"typed_date"',
            2,
            "typed_date cannot be the kind of a question with fact = “claim” and asks = “part”",
        ),
        ("templates.toml", '"{ask}"', '"{asks}"', 2, "{asks} cannot stand in a stem with fact = “claim” and asks = “part”"),
        ("statements.toml", '"1"', '"7"', 2, "there is no paragraph “7”"),
        ("statements.toml", 'facts = ["green-tea"]', "facts = []", 2, "give either `facts` or `left_out`"),
        ("pack.toml", 'language = "en"', 'language = "xx"', 0, "no language module for “xx”"),
        ("pack.toml", 'title = "Tea"', "title = ", 3, "is not TOML: Invalid value"),
        ("pack.toml", 'title = "Tea"', 'title = "Te\\u0000a"', 0, "which no database stores"),
    ],
)
def test_a_problem_names_its_file_its_line_and_what_is_wrong(
    folder: Path, file: str, old: str, new: str, line: int, message: str
) -> None:
    rewrite(folder, file, old, new)
    pack, problems = read_pack(folder)
    assert pack is None
    found = [problem for problem in problems if message in problem.message]
    assert [(problem.file, problem.line) for problem in found] == [(file, line)]


WELCOME = """
[welcome]
headline = "Drink up"
lead = "Train the facts of tea."
stem = "What is tea made of?"
wrong = "Beans"
rationale = "Coffee is."
right = "Leaves"
sentence = "Tea is made of leaves."
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('headline = "Drink up"\n', "", "headline: is missing; give it"),
        ("of leaves", "of water", "`sentence` must hold the text of `right`"),
        ("headline", "header", "“header” is not known here; did you mean “headline”?"),
    ],
)
def test_what_is_wrong_with_a_welcome_is_told_with_all_else(folder: Path, old: str, new: str, message: str) -> None:
    rewrite(folder, "pack.toml", 'notice = "Invented."\n', 'notice = "Invented."\n' + WELCOME)
    pack, problems = read_pack(folder)
    assert pack is not None
    assert pack.welcome is not None
    assert pack.welcome.right == "Leaves"
    rewrite(folder, "pack.toml", old, new)
    rewrite(folder, "statements.toml", 'paragraph = "1"', 'paragraph = "7"')
    _, problems = read_pack(folder)
    assert ("pack.toml", 8, message) in {(problem.file, problem.line, problem.message) for problem in problems}
    assert any(problem.file == "statements.toml" for problem in problems)


def test_a_welcome_that_is_no_table_is_a_problem(folder: Path) -> None:
    rewrite(folder, "pack.toml", 'notice = "Invented."\n', 'notice = "Invented."\nwelcome = "Hello"\n')
    _, problems = read_pack(folder)
    assert [problem.place for problem in problems] == ["welcome"]


def test_all_problems_come_at_once(folder: Path) -> None:
    rewrite(folder, "facts/leaves.toml", "core", "big")
    rewrite(folder, "templates.toml", '"typed_text"', '"essay"')
    rewrite(folder, "pack.toml", "seen = 2020-01-01", "")
    _, problems = read_pack(folder)
    assert {problem.file for problem in problems} == {"facts/leaves.toml", "templates.toml", "pack.toml"}


def test_a_row_that_cannot_be_read_does_not_hide_what_is_wrong_elsewhere(folder: Path) -> None:
    rewrite(folder, "facts/leaves.toml", 'importance = "core"', 'importance = "big"')
    rewrite(folder, "templates.toml", '"{ask}"', '"{asks}"')
    rewrite(folder, "statements.toml", 'paragraph = "1"', 'paragraph = "7"')
    _, problems = read_pack(folder)
    assert {problem.file for problem in problems} == {"facts/leaves.toml", "templates.toml", "statements.toml", "pack.toml"}
    assert not [problem for problem in problems if "there is no fact" in problem.message]


def test_a_stray_file_is_a_problem(folder: Path) -> None:
    (folder / "extra.toml").write_text("", encoding="utf-8")
    _, problems = read_pack(folder)
    assert [(problem.file, problem.message) for problem in problems] == [
        ("extra.toml", "is no file of a pack; content/README.md lists them")
    ]


def test_a_key_stands_once(folder: Path) -> None:
    (folder / "facts/more.toml").write_text(FACTS, encoding="utf-8")
    _, problems = read_pack(folder)
    assert any("the key stands in facts/leaves.toml already" in problem.message for problem in problems)


def test_a_paragraph_of_the_source_without_a_statement_is_a_problem(folder: Path) -> None:
    rewrite(folder, "pack.toml", '["1"]', '["1", "2"]')
    _, problems = read_pack(folder)
    assert [problem.message for problem in problems] == ["no statement covers paragraph 2"]


def test_a_fact_marked_twice_is_a_problem(folder: Path) -> None:
    rewrite(folder, "briefing/leaves.toml", "It is steamed.", "[So it is unoxidised.](green-tea)")
    _, problems = read_pack(folder)
    assert [problem.message for problem in problems] == ["is marked in 2 sentences of the briefing; it must be in one"]


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("facts/leaves.toml", "Green tea is unoxidised.", "Green tea is steamed early.", "statement"),
        ("briefing/leaves.toml", "[Green tea is unoxidised.]", "[Green tea is fresh.]", "marked sentence"),
    ],
)
def test_feedback_must_tell_the_fact(folder: Path, file: str, old: str, new: str, what: str) -> None:
    rewrite(folder, file, old, new)
    _, problems = read_pack(folder)
    assert [problem.message for problem in problems] == [f"its {what} must hold the answer, in words that are accepted"]
