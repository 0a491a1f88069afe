"""A large pack costs as much for each fact as a small one."""

import itertools
import json
import re
import sys

from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.knowledge import Pack
from tests.engine.harbour import harbour


def copies(count: int) -> Pack:
    """The pack so many times over: other keys, other names, the same words."""
    data = harbour().model_dump(mode="json") | {"sources": harbour().sources}
    keys = "|".join(sorted({one["key"] for one in (*data["entities"], *data["facts"])}, key=len, reverse=True))
    names = "|".join(sorted({one["name"] for one in data["entities"]}, key=len, reverse=True))

    def copy(rows: list[dict[str, object]], number: int) -> list[dict[str, object]]:
        text = re.sub(rf'"({keys})"', rf'"\1-{number}"', json.dumps(rows))
        letters = chr(ord("A") + number // 26) + chr(ord("a") + number % 26)
        return list(json.loads(re.sub(rf"\b({names})\b", rf"\1 {letters}", text)))

    numbers = range(count)
    tables = {table: [row for number in numbers for row in copy(data[table], number)] for table in ("entities", "facts")}
    return Pack.model_validate(data | tables)


def calls_of_generation(pack: Pack) -> int:
    """How many functions are called to make the questions of a pack."""
    count = itertools.count()
    before = sys.getprofile()
    sys.setprofile(lambda _frame, event, _arg: next(count) if event in {"call", "c_call"} else None)
    try:
        generate(pack)
    finally:
        sys.setprofile(before)
    return next(count)


def test_four_times_the_facts_are_about_four_times_the_work_and_not_sixteen_times() -> None:
    """A little more than four: in a small pack a question looks at fewer candidates than it would like to."""
    small, large = copies(12), copies(48)
    assert len(large.facts) == 4 * len(small.facts)
    assert calls_of_generation(large) < 7 * calls_of_generation(small)


def test_four_times_the_facts_are_about_four_times_as_much_to_store() -> None:
    sizes = [sum(len(repr(draft.accepted)) for draft in generate(copies(count)) if draft.accepted) for count in (4, 16)]
    assert sizes[1] < 4.5 * sizes[0]
