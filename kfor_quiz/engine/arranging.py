"""What it is worth to put things in order, to match them, and to recall a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kfor_quiz.engine.lexicon import Lexicon
from kfor_quiz.engine.matching import matches
from kfor_quiz.engine.questions import AcceptedAnswer

STRANGE = -1


def score_order(given: Sequence[str], right: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Kendall's tau (Kendall, 1938) of two orders of the same keys, no less than 0; and the same for each key against the rest."""
    wrong = misplaced(given, right)
    pairs = len(right) * (len(right) - 1) / 2
    own = {key: sum(key in pair for pair in wrong) for key in right}
    return _share_of(len(wrong), pairs), {key: _share_of(count, len(right) - 1) for key, count in own.items()}


def misplaced(given: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs that stand the wrong way round, each in its right order."""
    place = {key: number for number, key in enumerate(given)}
    return [(one, other) for one, other in combinations(right, 2) if place[one] > place[other]]


def _share_of(wrong: float, pairs: float) -> float:
    """Right pairs less wrong ones, as a share of all."""
    return max(0.0, (pairs - 2 * wrong) / pairs)


def score_pairs(given: Mapping[str, str], right: Mapping[str, str]) -> tuple[float, dict[str, float]]:
    """max(0, (right - 1) / (n - 1)), since the last pair follows from the others; and each left on its own, 1 or 0."""
    own = {left: float(given.get(left) == option) for left, option in right.items()}
    return max(0.0, (sum(own.values()) - 1) / (len(own) - 1)), own


@dataclass(frozen=True)
class Recalled:
    """For each line typed, the number of the member that it names, or STRANGE; and what the whole is worth."""

    members: tuple[int, ...]
    score: float


def score_recall(lines: Sequence[str], accepted: AcceptedAnswer, lexicon: Lexicon, facts: tuple[str, ...]) -> Recalled:
    """max(0, (hits - false alarms) / members). A member named twice counts once and is no false alarm."""
    answers = [_one_of(accepted, number) for number in range(len(accepted.members))]
    named = tuple(_member_named(line, answers, lexicon, facts) for line in lines)
    hits = len({*named} - {STRANGE})
    return Recalled(named, max(0.0, (hits - named.count(STRANGE)) / len(answers)))


def _member_named(line: str, answers: list[AcceptedAnswer], lexicon: Lexicon, facts: tuple[str, ...]) -> int:
    return next((number for number, answer in enumerate(answers) if matches(line, answer, lexicon, facts)), STRANGE)


def _one_of(accepted: AcceptedAnswer, number: int) -> AcceptedAnswer:
    """What names one member. A slip of spelling does not lead from one member to another."""
    own = accepted.members[number]
    others = tuple(name for names in accepted.members for name in names if name not in own)
    return AcceptedAnswer(texts=own, refused=(*accepted.refused, *others))
