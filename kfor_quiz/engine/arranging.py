"""What it is worth to put things in order, to match them, and to recall a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from kfor_quiz.engine.language import Language
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
    refused = AcceptedAnswer(texts=(*accepted.refused, *(name for key in facts for name in lexicon.rivals(key))))
    named = []
    for line in lines:
        exact = next((number for number, answer in enumerate(answers) if matches(line, answer, lexicon, facts)), STRANGE)
        is_open = exact == STRANGE and not matches(line, refused, lexicon, facts)
        named.append(_member_within(line, accepted, lexicon.language) if is_open else exact)
    hits = len({*named} - {STRANGE})
    return Recalled(tuple(named), max(0.0, (hits - named.count(STRANGE)) / len(answers)))


def _member_within(line: str, accepted: AcceptedAnswer, language: Language) -> int:
    """The member of whose name a longer line holds all words that carry meaning, two or more: “help to rebuild infrastructure”.

    The fullest name where there are several. Not a line that denies, and not for proper names: “Task Force North-East” is none.
    """
    words = frozenset(language.roots(line))
    if not language.words.negative.isdisjoint(line.casefold().split()):
        return STRANGE
    found = [
        (len(roots), number)
        for number, names in enumerate(accepted.members)
        if names[0][:1].islower()
        for roots in (_content(name, language) for name in names)
        if len(roots) > 1 and roots <= words
    ]
    return max(found, default=(0, STRANGE))[1]


@lru_cache(maxsize=1024)
def _content(name: str, language: Language) -> frozenset[str]:
    return frozenset(language.roots(name)) - language.words.function


def _one_of(accepted: AcceptedAnswer, number: int) -> AcceptedAnswer:
    """What names one member. A slip of spelling does not lead from one member to another."""
    own = accepted.members[number]
    others = tuple(name for names in accepted.members for name in names if name not in own)
    return AcceptedAnswer(texts=own, refused=(*accepted.refused, *others))
