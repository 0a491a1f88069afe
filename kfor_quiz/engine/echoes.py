"""Words of a question that are said again around a right answer: “a single chain of command”, “KFOR gave them escorts”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from kfor_quiz.engine.language import Language
from kfor_quiz.engine.lexicon import Lexicon
from kfor_quiz.engine.names import Words

Span = tuple[int, int]


@dataclass(frozen=True)
class Echo:
    """What may be said again of one stem: common words, by their kin, and names in full, each also by its other names.

    `loose` are kin of words that may stand around any answer, but not behind a name, where they could begin a second answer.
    """

    kin: frozenset[str]
    loose: frozenset[str]
    names: frozenset[Words]
    language: Language

    def framed(self, words: Words) -> list[tuple[Span, bool]]:
        """Every part of the words, but not all of them, with nothing but the question's words on both sides.

        A name from the question right in front of it could be a second answer: there is none. With each part stands whether such a
        name is right behind it, or behind it with “of”: “reconfiguring UNMIK”, “South of Prizren”.
        """
        before, _ = self._reach(words, self.names, joining="")
        backwards = frozenset(name[::-1] for name in self.names)
        plain, named = self._reach(words[::-1], backwards, joining=self.language.words.choosing)
        behind = [*((end, False) for end in plain), *((end, True) for end in named - plain)]
        return [((start, len(words) - end), touched) for start in before for end, touched in behind if 0 < start + end < len(words)]

    def _reach(self, words: Words, names: frozenset[Words], *, joining: str) -> tuple[set[int], set[int]]:
        """Up to how many words from the first on are the question's; apart, up to how many that end in a name, or in `joining`."""
        plain, named = {0}, set[int]()
        for place, word in enumerate(words):
            kin = self.language.kin(word)
            if place in named and word == joining:
                named.add(place + 1)
            elif (place in plain and kin in self.kin | self.loose) or (place in named and kin in self.kin - self.loose):
                plain.add(place + 1)
            if place in plain | named:
                named |= {place + len(name) for name in names if words[place : place + len(name)] == name}
        return plain, named

    def spans_of_its_own(self, words: Words, framed: Span) -> Iterator[Words]:
        """Every run of the words that is neither what is framed nor a name from the question, nor part of one; without `loose`."""
        named = [(at, at + len(name)) for name in self.names for at in range(len(words)) if words[at : at + len(name)] == name]
        known = {words[slice(*framed)], *self.names}
        for start, end in combinations(range(len(words) + 1), 2):
            if not any(first <= start and end <= last for first, last in (framed, *named)):
                bare = tuple(word for word in words[start:end] if self.language.kin(word) not in self.language.loose)
                yield from {words[start:end], bare} - known


@lru_cache(maxsize=256)
def echo_of(stem: str, lexicon: Lexicon) -> Echo:
    """What an answer may say again of this stem. Parts of its proper names are not: “South of Prizren” is elsewhere."""
    language = lexicon.language
    names = [name for name in _NAME.findall(stem) if not _opens(name, stem)]
    common = stem
    for name in sorted(names, key=len, reverse=True):
        common = common.replace(name, " ")
    known = {name for one in names for name in (one, *lexicon.other_names(one))}
    asked = frozenset(map(language.kin, language.normalise(common)))
    kin = asked | language.implied(asked)
    return Echo(kin, language.loose - kin, frozenset(words for name in known if (words := language.normalise(name))), language)


_NAME = re.compile(r"(?:[^\W_a-z][\w’'/.-]*)(?:\s+[^\W_a-z][\w’'/.-]*)*")


def _opens(name: str, stem: str) -> bool:
    """True for a single word that has its capital because the stem begins with it."""
    return stem.startswith(name) and " " not in name and name[1:].islower()
