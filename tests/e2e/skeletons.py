"""What a screen reader meets on each page, in its order: roles, names and heading levels. What is data is any words.

Each is a template of `expect(…).to_match_aria_snapshot`: what it names must be there in this order, what it leaves out may be.
"""

from kfor_quiz.engine.questions import ONE_RIGHT_KINDS, Kind

WORDS = r"/\w/"
STEM = r"/\w.+\w/"
OF_SEVERAL_FACTS = {Kind.ORDERING, Kind.MATCHING, Kind.WHICH_FIRST, Kind.ODD_ONE_OUT}


def under(node: str, *children: str) -> str:
    """A node with what is in it. A child is a node of its own, or what this returned."""
    blocks = (child if child.startswith("- ") else f"- {child}" for child in children)
    lines = (f"  {line}" for block in blocks for line in block.splitlines())
    return "\n".join([f"- {node}:", *lines])


def section(title: str, *children: str) -> str:
    """A region that its heading names. A title between slashes is a regular expression."""
    name = title if title.startswith("/") else f'"{title}"'
    return under(f"region {name}", f"heading {name} [level=2]", *children)


def table(*columns: str, rows: tuple[str, ...] = (WORDS,)) -> str:
    """A table with the heads of its columns and of some of its rows."""
    head = under("row", *(f'columnheader "{column}"' for column in columns))
    return under("table", under("rowgroup", head), under("rowgroup", *(under("row", f"rowheader {row}") for row in rows)))


FRAME = "\n".join(
    [
        under(
            "banner",
            'link "Skip to the content"',
            f"paragraph: {WORDS}",
            'link "KFOR Quiz"',
            under(
                'navigation "Main"',
                under(
                    "list",
                    *(
                        under("listitem", f'link "{place}"')
                        for place in ("Today", "Cards", "Quizzes", "Briefing", "Progress", "Search")
                    ),
                ),
            ),
            "group: Account",
        ),
        "- alert",
        "- status",
        "- main",
        under("contentinfo", "paragraph: /Training aid/", f"paragraph: {WORDS}"),
    ]
)
CERTAINTY = under(r"group /How sure are you\?/", 'radio "Sure"', 'radio "Fairly sure"', 'radio "Guessing"')
CLOCK = under("group", "text: Time left", under("paragraph", r"timer: /^\d+:\d\d$/", "text: /ends at/"))
PLACES = under("list", under("listitem", 'link "Question 1 answered flagged"'), under("listitem", 'link "Question 2 open"'))


def asked(kind: Kind, count: int) -> list[str]:
    """How a question of a kind is asked. `count`: how many options it has, of a matching how many are to be matched."""
    if kind in ONE_RIGHT_KINDS:
        return [_group(*_radios(count, landmarks=kind is Kind.TIMELINE))]
    if kind is Kind.MULTIPLE_RESPONSE:
        return [_group("paragraph: /Choose all that are right/", *[f"checkbox {WORDS}"] * count)]
    if kind is Kind.ORDERING:
        return [_group("paragraph: /Give each its place/", under("list", *map(_row, range(1, count + 1))))]
    if kind is Kind.MATCHING:
        match = under("paragraph", under(f"combobox {WORDS}", 'option "Choose …" [selected]', f"option {WORDS}"))
        return [_group("paragraph: /Choose what belongs to each/", *[match] * count)]
    hints = {Kind.TYPED_NUMBER: "In digits", Kind.TYPED_DATE: "As exactly as you know it", Kind.RECALL_LIST: "Write one to a line"}
    hint = hints.get(kind, "(A name or a few words|In digits)")
    read_as = ["paragraph"] if kind is Kind.TYPED_DATE else []
    return [f"heading {STEM} [level=1]", f"textbox {STEM}", f"paragraph: /{hint}/", *read_as]


def _group(*children: str) -> str:
    return under(f"group {STEM}", f"heading {STEM} [level=1]", *children)


def _radios(count: int, *, landmarks: bool) -> list[str]:
    """The options; on a timeline there is a landmark between each two."""
    between = [r"paragraph: /\d+.+\w/"] if landmarks else []
    return [*[f"radio {WORDS}", *between] * (count - 1), f"radio {WORDS}"]


def _row(place: int) -> str:
    """A row of an ordering, with what moves it."""
    chosen = under("combobox /Place of “.+”/", f'option "{place}" [selected]')
    return under("listitem", chosen, f"text: {WORDS}", "button /Move “.+” up/", "button /Move “.+” down/")


def answered(kind: Kind) -> list[str]:
    """How the answer to a question is shown again once it was wrong, or of what is arranged or listed, partly right."""
    if kind is Kind.ORDERING:
        return [_tagged("You put it at place 2", "You put it at place 1", "Right place")]
    if kind is Kind.RECALL_LIST:
        return [_tagged("Right", "Missing")]
    if kind is Kind.MATCHING:
        right = f"strong: {WORDS}"
        miss, hit = under("definition", right, r"text: /you chose \w/"), under("definition", right)
        return [f"term: {WORDS}", miss, f"term: {WORDS}", hit, _tagged("Left over")]
    if kind in ONE_RIGHT_KINDS or kind is Kind.MULTIPLE_RESPONSE:
        return [_tagged("/^(Your answer|Right answer|Your answer, right)$/")]
    return ["term: You wrote", f"definition: {WORDS}", "term: Right answer", f"definition: {WORDS}"]


def _tagged(*tags: str) -> str:
    """A list of things, each with what is said of it."""
    return under("list", *(under("listitem", f"text: {WORDS}", f"strong: {tag}") for tag in tags))


def feedback(kind: Kind, *, is_last: bool) -> list[str]:
    """The page after an answer. Where it rests on several facts, their sentences stand folded away."""
    source = under("paragraph", "text: /paragraph/", 'link "Read the paragraph"')
    quote = under("blockquote", under("paragraph", f"mark: {WORDS}"), source)
    told = r"group: /The \d+ sentences of the briefing/" if kind in OF_SEVERAL_FACTS else quote
    return [
        r"paragraph: /Question \d+ of \d+/",
        f"heading {STEM} [level=1]",
        *answered(kind),
        section("/^(Not quite|Partly right)/", told),
        f'link "{"See the result" if is_last else "Next question"}"',
        'link "Report this question"',
    ]
