"""Every problem of a pack is told in plain words, where it lies, and once. Each row spoils one thing in the invented pack."""

import shutil
from pathlib import Path

import pytest

from kfor_quiz.engine.packs import read_pack

LIGHTHOUSE = Path(__file__).parents[1] / "content" / "packs" / "lighthouse"
STATIONS, WATCH = "facts/stations.toml", "facts/watch.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented pack, to be spoiled."""
    return Path(shutil.copytree(LIGHTHOUSE, tmp_path / "pack"))


def problems_of(folder: Path) -> list[str]:
    return [str(problem) for problem in read_pack(folder)[1]]


@pytest.mark.parametrize(
    ("file", "old", "new", "problems"),
    [
        # Misspelt names
        (
            "pack.toml",
            "summary = ",
            "sumary = ",
            [
                ":24: topic “stations”: summary: is missing; give it",
                ":24: topic “stations”: “sumary” is not known here; did you mean “summary”?",
            ],
        ),
        ("pack.toml", 'edition = "', 'edtion = "', [": edition: is missing; give it", ":4: “edtion” is not known here; did"]),
        ("pack.toml", "[[topic]]", "[[topics]]", [":24: “topics” is not known here; did you mean “topic”?"]),
        ("pack.toml", "[[source]]", "[source]", [":16: source: write each as a table of its own: [[source]]"]),
        (WATCH, "[[claim]]", "[[clam]]", [":86: “clam” is not known here; did you mean “claim”?"]),
        (WATCH, 'topic = "watch"', "topic = 3", [":1: topic: name the topic of this file in its first lines"]),
        (
            WATCH,
            'key = "fog-bell"',
            'key = "fog-bell"\nkind = "term"',
            [":86: claim “fog-bell”: “kind” is not known here; content/"],
        ),
        (
            WATCH,
            '"by steam", why',
            '"by steam", wy',
            [
                ":86: claim “fog-bell”: wrong 1, why: is missing; give it",
                ":86: claim “fog-bell”: wrong 1: “wy” is not known here; did you mean “why”?",
            ],
        ),
        # Types
        (STATIONS, "number = 214", 'number = "214"', [":88: measure “gull-rock-steps”: number: must be a whole number, without"]),
        (STATIONS, "number = 214", "number = inf", [":88: measure “gull-rock-steps”: number: must be a whole number, without"]),
        (STATIONS, "number = 214", "number = true", [":88: measure “gull-rock-steps”: number: must be a whole number, without"]),
        (STATIONS, 'who = ["old-head"]', "who = [3]", [":77: event “old-head-lit”: who 1: must be a text in quotes"]),
        (STATIONS, 'who = ["old-head"]', 'who = "old-head"', [":77: event “old-head-lit”: who: must be a list in square brackets"]),
        (STATIONS, 'hedge = "about"', 'hedge = "abut"', ["“amber-point-steps”: hedge: must be one of these: exact, about, more"]),
        (WATCH, "closed = false", 'closed = "no"', [":42: membership “stores”: closed: must be true or false, without quotes"]),
        (
            "pack.toml",
            "seen = 2026-01-05",
            'seen = "2026"',
            [":16: source “handbook”: seen: must be a day, without quotes, such as"],
        ),
        (
            "pack.toml",
            "seen = 2026-01-05",
            "seen = 20260105",
            [":16: source “handbook”: seen: must be a day, without quotes, such"],
        ),
        ("pack.toml", 'key = "all"', 'key = "All"', [":41: quiz “All”: key: must be lower-case words or figures joined by hyph"]),
        # Bounds
        ("pack.toml", "length = 6", "length = 0", [":34: quiz “stations”: length: must be at least 1"]),
        ("pack.toml", "length = 6", f"length = {10**20}", [":34: quiz “stations”: length: must be at most 1000"]),
        ("pack.toml", "length = 6", f"length = {'9' * 5000}", [": is not read: a number in it is too large"]),
        ("pack.toml", "length = 6", f"x = {'[' * 3000}", [": is not read: its brackets are nested too deep"]),
        (
            "pack.toml",
            'publisher = "',
            f'publisher = "{"x" * 200}',
            [":16: source “handbook”: publisher: has 216 characters; at mo"],
        ),
        (
            "pack.toml",
            'title = "The watch"',
            f'title = "{"x" * 201}"',
            [":29: topic “watch”: title: has 201 characters; at most 200"],
        ),
        ("entities.toml", '"CRS"', f'"{"C" * 41}"', [":62: entity “rescue-service”: abbreviation: has 41 characters; at most 40"]),
        (STATIONS, "number = 214", "number = -214", [":88: measure “gull-rock-steps”: number: must be at least 0"]),
        (STATIONS, "number = 214", f"number = {10**12}", [":88: measure “gull-rock-steps”: number: must be at most 9999999999"]),
        # What the words must be
        (
            STATIONS,
            "number = 214",
            "number = 215",
            [f":88: measure “gull-rock-steps”: its {what} must hold the answer" for what in ("marked sentence", "statement")],
        ),
        (
            STATIONS,
            'hedge = "about"',
            'valid_from = "1930-02"\nvalid_to = "1930-01"',
            [":99: measure “amber-point-steps”: valid_to (1930-01) is before valid_from (1930-02)"],
        ),
        (
            WATCH,
            "In 1931 the lamps burnt",
            "The lamps burnt",
            [
                f":100: claim “lamp-fuel”: `as_of` is set, so the question must name the time; made with “claim-{how}”"
                for how in ("gap", "truth")
            ],
        ),
        (
            "pack.toml",
            "https://example.org/keepers",
            "javascript:alert(1)",
            [":16: source “handbook”: “javascript:alert(1)” is no web"],
        ),
        (
            "pack.toml",
            "https://example.org/keepers",
            "https://",
            [":16: source “handbook”: “https://” is no web address; it begins"],
        ),
        ("statements.toml", '"fog-bell", ', "", ["facts/watch.toml:86: claim “fog-bell”: no statement names it, so nothing says"]),
        # Proofs
        (WATCH, 'proof = "P5", paragraph = "3/2"', 'proof = "P5", paragraph = "8/8"', ["handbook has no paragraph “8/8”"]),
        (WATCH, "National Lamp Office", "Big Lamp Office", ["“Big Lamp Office” does not fit the letters NLO as well as “Northern"]),
        (
            WATCH,
            "National Lamp Office",
            "Northern lights office",
            ["“Northern lights office” is right, and cannot stand among the"],
        ),
        (WATCH, '"by steam"', '"manually"', ["claim “fog-bell”: “manually” is right, and cannot stand among the wrong answers"]),
        (
            WATCH,
            '"whale oil"',
            '"a oil"',
            [":100: claim “lamp-fuel”: with “a oil” in its place the proposition reads “a oil”: put the article into the brackets"],
        ),
        # Lists that are asked for as a whole
        (
            WATCH,
            "closed = true",
            "closed = false",
            ["membership “night-duties”: `ask_all` asks for a complete list, and this one is"],
        ),
        (
            WATCH,
            "trimming the wick",
            "trimming, cleaning the wick",
            ["membership “night-duties”: “trimming, cleaning the wick” cannot be typed in a list (`ask_all`): a comma"],
        ),
        # Templates
        ("templates.toml", '"{When} {ask}?"', '"{When} {ask?"', [":1: template “event-date”: its braces do not match"]),
        (
            "templates.toml",
            '"{When} {ask}?"',
            '"{When!z} {ask}?"',
            [":1: template “event-date”: {When!z} cannot stand in a stem with"],
        ),
        (
            "templates.toml",
            '"{When} {ask}?"',
            '"{When:d} {ask}?"',
            [":1: template “event-date”: {When:d} cannot stand in a stem with"],
        ),
        (
            "templates.toml",
            'asks = "event"',
            'asks = "part"',
            [":8: template “event-what”: fact = “event” and asks = “part” do not"],
        ),
        (
            "templates.toml",
            '["multiple_response"]',
            "[]",
            [":57: template “membership-members”: `questions` must list at least one"],
        ),
        (
            "predicates.toml",
            "stands-on-subject",
            "stands-on-object",
            [":14: template “stands-on-object”: the key stands in predicates"],
        ),
        (
            "predicates.toml",
            "{Subject} stood",
            "{SUBJECT} stood",
            [":1: predicate “stands-on”: `states` must hold {subject} and {obj"],
        ),
        # One file a topic
        (
            "briefing/watch.toml",
            'topic = "watch"',
            'topic = "stations"',
            [
                ":1: topic: is the briefing of the topic “stations”: name the file stations.toml, with a number in front if you",
                ":1: topic: the topic “stations” has its briefing in briefing/stations.toml already",
            ],
        ),
    ],
)
def test_a_slip_is_told_where_it_is_and_nothing_else_is(folder: Path, file: str, old: str, new: str, problems: list[str]) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems_of(folder)
    assert len(found) == len(problems), found
    assert all(wanted in one for wanted, one in zip(problems, found, strict=True)), found


@pytest.mark.parametrize("name", ["templates.toml", "statements.toml", "facts", "briefing"])
def test_what_no_pack_can_do_without_is_missed_once(folder: Path, name: str) -> None:
    if (folder / name).is_dir():
        shutil.rmtree(folder / name)
    else:
        (folder / name).unlink()
    [problem] = problems_of(folder)
    assert problem.startswith(f"{name}: there is no such f")


def test_entities_and_predicates_may_be_left_out(folder: Path) -> None:
    for name in ("entities.toml", "predicates.toml"):
        (folder / name).unlink()
    assert not [problem for problem in problems_of(folder) if problem.startswith(("entities", "predicates"))]


def test_what_is_wrong_with_the_head_hides_nothing(folder: Path) -> None:
    for file, old, new in (
        ("pack.toml", 'notice = "', f'notice = "{"x" * 300}'),
        (WATCH, 'proof = "P4", paragraph = "3/2"', 'proof = "P4", paragraph = "9/9"'),
    ):
        (folder / file).write_text((folder / file).read_text().replace(old, new))
    assert len(problems_of(folder)) == 3
    assert problems_of(folder)[-1].startswith("pack.toml:5: notice: has 3")


def test_a_briefing_file_may_have_a_number_in_front(folder: Path) -> None:
    (folder / "briefing/watch.toml").rename(folder / "briefing/2-watch.toml")
    assert problems_of(folder) == []
