"""How far apart two words are, and which of many words one may have been meant."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

SHORTEST_FORGIVEN_WORD = 5


def forgivably_close(typed: str, word: str) -> bool:
    """True when one slip turns a longer word into what was typed. Nothing is forgiven in short words and in digits."""
    return len(word) >= SHORTEST_FORGIVEN_WORD and word.isalpha() and one_edit_apart(typed, word)


def one_edit_apart(one: str, other: str) -> bool:
    """True when one letter added, left out, changed or swapped with its neighbour turns one word into the other, or none."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :] or swapped(one, other)
    one, other = one[start:], other[start:]
    return one[1:] == other if len(one) > len(other) else one == other[1:]


def swapped(one: str, other: str) -> bool:
    """True when two neighbouring letters have changed places."""
    differing = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return one[first] == other[second] and one[second] == other[first]


class Vocabulary:
    """Words that one word is looked up among as quickly in many as in few: two words that are one slip apart share a gap."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self.meant = lru_cache(maxsize=1024)(self._meant)
        self._by_gap: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= SHORTEST_FORGIVEN_WORD and word.isalpha():
                for gap in _gaps(word):
                    self._by_gap[gap].append(word)

    def _meant(self, typed: str) -> set[str]:
        """The words that are what was typed, or forgivably close to it."""
        close = {word for gap in _gaps(typed) for word in self._by_gap.get(gap, ()) if one_edit_apart(typed, word)}
        return close | {typed} if typed in self._words else close


@lru_cache(maxsize=8192)
def _gaps(word: str) -> frozenset[str]:
    """The word, and the word with each of its letters left out."""
    return frozenset((word, *(word[:place] + word[place + 1 :] for place in range(len(word)))))
