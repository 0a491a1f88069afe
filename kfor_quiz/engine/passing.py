"""How often somebody passes who knows a share of the facts: computed exactly, guessing counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations, permutations, repeat
from math import comb, lcm

from kfor_quiz.engine.assembly import KIND_SHARES
from kfor_quiz.engine.questions import CHOICE_KINDS, Kind

Points = Mapping[Fraction, float]  # how likely each number of points is

NOTHING: Points = {Fraction(0): 1.0}
EVERYTHING: Points = {Fraction(1): 1.0}
ROUNDING = 1e-9


def guessed_points(kind: Kind, *, options: int, keys: int) -> Points:
    """What a question earns somebody who does not know its answer.

    A choice is guessed: one option of all, or, where several are right, as many as are right, scored as always. Options are put in
    any order, and matched in any way that uses each once. What is recalled is not guessed.
    """
    if kind in {Kind.ORDERING, Kind.MATCHING}:
        return _arranged_points(kind, options, keys)
    if kind not in CHOICE_KINDS:
        return NOTHING
    if kind is not Kind.MULTIPLE_RESPONSE:
        return {Fraction(1): keys / options, Fraction(0): 1 - keys / options}
    points: dict[Fraction, float] = defaultdict(float)
    for hits in range(max(0, 2 * keys - options), keys + 1):
        earned = max(Fraction(0), Fraction(2 * hits - keys, keys))
        points[earned] += comb(keys, hits) * comb(options - keys, keys - hits) / comb(options, keys)
    return points


@cache
def _arranged_points(kind: Kind, options: int, keys: int) -> Points:
    """What each of all arrangements earns, one as likely as another. Of a matching, the first `keys` places are lefts."""
    points: Counter[Fraction] = Counter()
    for arranged in permutations(range(options)):
        if kind is Kind.ORDERING:
            wrong = sum(one > other for one, other in combinations(arranged, 2))
            earned = 1 - Fraction(2 * wrong, comb(options, 2))
        else:
            earned = Fraction(sum(arranged[left] == left for left in range(keys)) - 1, keys - 1)
        points[max(Fraction(0), earned)] += 1
    return {earned: count / points.total() for earned, count in points.items()}


def mixed_points(chances: Sequence[Points]) -> Points:
    """What a question earns that is one of several, each as likely as the other."""
    points: dict[Fraction, float] = defaultdict(float)
    for chance in chances:
        for earned, likely in chance.items():
            points[earned] += likely / len(chances)
    return points


def kinds_of_form(kinds: Iterable[Kind], length: int) -> Counter[Kind]:
    """How many questions of each kind a form drawn from these kinds should have: its share, the largest remainders rounded up."""
    present = sorted(set(kinds))
    total = sum(KIND_SHARES[kind] for kind in present)
    exact = {kind: length * KIND_SHARES[kind] / total for kind in present}
    counts = Counter({kind: int(share) for kind, share in exact.items()})
    by_remainder = sorted(present, key=lambda kind: (counts[kind] - exact[kind], kind))
    counts.update(by_remainder[: length - counts.total()])
    return counts


def guesses_of_form(by_kind: Mapping[Kind, Sequence[Points]], length: int) -> list[Points]:
    """What each place of a form earns who guesses, where each kind has the questions that `by_kind` lists."""
    counts = kinds_of_form(by_kind, length)
    return [points for kind in sorted(counts) for points in repeat(mixed_points(by_kind[kind]), counts[kind])]


def pass_chance(guesses: Sequence[Points], *, known: float, pass_mark: float) -> float:
    """How likely it is to earn `pass_mark` (a share) of a form's points for somebody who knows an answer with the chance `known`.

    `guesses` holds for each question what it earns who does not know it. Exact: the convolution of all questions.
    """
    parts = lcm(*(earned.denominator for guess in guesses for earned in guess))  # a point has so many; whole numbers add quickly
    total = {0: 1.0}
    for guess in guesses:
        total = _add(total, _known_or_guessed(guess, known, parts))
    needed = pass_mark * len(guesses) * parts - ROUNDING
    return sum(likely for earned, likely in total.items() if earned >= needed)


@lru_cache(maxsize=64)
def pass_chances(
    counted: tuple[tuple[Kind, int, int, int], ...], *, length: int, known: tuple[float, ...], pass_mark: float
) -> tuple[float, ...]:
    """`pass_chance` for each share in `known`, of a form of `length` questions drawn from a bank; none from an empty one.

    `counted` is the bank: for each kind, number of options and of keys, how many questions it has of them.
    """
    by_kind: dict[Kind, list[Points]] = defaultdict(list)
    for kind, options, keys, questions in counted:
        by_kind[kind] += [guessed_points(kind, options=options, keys=keys)] * questions
    guesses = guesses_of_form(by_kind, length) if by_kind else []
    return tuple(pass_chance(guesses, known=share, pass_mark=pass_mark) for share in known if guesses)


def _known_or_guessed(guess: Points, known: float, parts: int) -> dict[int, float]:
    points = {int(earned * parts): likely * (1 - known) for earned, likely in guess.items()}
    return points | {parts: points.get(parts, 0.0) + known}


def _add(one: Mapping[int, float], other: Mapping[int, float]) -> dict[int, float]:
    points: dict[int, float] = defaultdict(float)
    for earned, likely in one.items():
        for more, chance in other.items():
            points[earned + more] += likely * chance
    return points
