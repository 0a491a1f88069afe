"""What somebody answers: what is right where they recall it, else a guess, or what they take for it. Grading is the app's own."""

import random
from collections.abc import Collection, Mapping, Sequence

from kfor_quiz.demo.rows import Bank, Item
from kfor_quiz.engine.dates import make_date, read_date
from kfor_quiz.engine.mistypes import slips
from kfor_quiz.engine.questions import ONE_RIGHT_KINDS, Answer, Kind

# How often somebody mistypes what they know, and how often they know at least the year of a date.
SLIPS, KNOWS_THE_YEAR = 0.06, 0.3
OFF_BY = (0.5, 0.9, 1.1, 1.5, 2, 10)  # of a figure


def answer_to(item: Item, known: Collection[str], bank: Bank, rng: random.Random) -> Answer:
    """The answer of somebody who recalls the facts with these keys, of those that the question asks. It can always be graded."""
    gradable = item.gradable
    if item.kind is Kind.ORDERING:
        return _order(gradable.order, [key for key in gradable.order if gradable.asked_by[key] in known], rng)
    if item.kind is Kind.MATCHING:
        return _match(item, known, rng)
    knows_all = {*gradable.facts} <= {*known}
    if item.kind is Kind.RECALL_LIST:
        return _list(item, bank, rng, knows_all=knows_all)
    if item.accepted:
        right = _type_right(item.right, rng) if item.is_name else item.right  # in a figure a slip makes another one
        return right if knows_all else _type_wrong(item, bank, rng)
    if knows_all:
        return sorted(gradable.right)
    options = list(item.sort_values)
    return [rng.choice(options)] if item.kind in ONE_RIGHT_KINDS else _tick(options, len(gradable.right), rng)


def _tick(options: Sequence[str], count: int, rng: random.Random) -> list[str]:
    """About as many options as are right."""
    return sorted(rng.sample(options, max(1, min(len(options), count + rng.choice((-1, 0, 0, 1))))))


def _order(right: Sequence[str], known: Sequence[str], rng: random.Random) -> list[str]:
    """What is known in its order, and the rest put in anywhere."""
    order = list(known)
    for key in right:
        if key not in known:
            order.insert(rng.randint(0, len(order)), key)
    return order


def _match(item: Item, known: Collection[str], rng: random.Random) -> dict[str, str]:
    """What is known beside what it belongs to; the rest beside what is left, in any order."""
    pairs = item.gradable.pairs
    sure = {left: option for left, option in pairs.items() if item.gradable.asked_by[left] in known}
    rest = [option for option in item.sort_values if option not in sure.values()]
    rng.shuffle(rest)
    return sure | dict(zip([left for left in pairs if left not in sure], rest, strict=False))


def _list(item: Item, bank: Bank, rng: random.Random, *, knows_all: bool) -> list[str]:
    """All members, or some of them and now and then something else."""
    names = [names[0] for names in item.accepted.members] if item.accepted else []
    if knows_all:
        return [_type_right(name, rng) for name in names]
    some = rng.sample(names, rng.randint(0, len(names) - 1))
    return [*some, *_others(item, bank, rng)] if not some or rng.random() < 0.4 else some


def _others(item: Item, bank: Bank, rng: random.Random) -> list[str]:
    """The right answer to another question of the pack, which asks for a name."""
    named = [text for text in _names(bank.rights, item.version.question.pack.key) if text != item.right]
    return [rng.choice(named)] if named else ["–"]


def _names(rights: Mapping[tuple[str, Kind, str], Sequence[str]], pack: str) -> list[str]:
    return [text for (key, kind, _asks), texts in rights.items() if key == pack and kind is Kind.TYPED_TEXT for text in texts]


def _type_right(text: str, rng: random.Random) -> str:
    mistyped = list(slips(text)) if rng.random() < SLIPS else []
    return rng.choice(mistyped) if mistyped else text


def _type_wrong(item: Item, bank: Bank, rng: random.Random) -> str:
    """Something near: the right answer to another question of this sort, the year alone, a figure that is off."""
    accepted = item.accepted
    if accepted and accepted.date is not None:
        year = read_date(accepted.date).first.year
        knows = rng.random() < KNOWS_THE_YEAR
        return item.language.asked_text(make_date(year if knows else year + rng.choice((-2, -1, 1, 2))))
    if accepted and accepted.number is not None:
        return item.language.number_text(round(accepted.number * rng.choice(OFF_BY)) + 1)
    others = [text for text in bank.rights[item.pool] if text != item.right]
    return rng.choice(others or _others(item, bank, rng))
