"""Words of a question that are said again around a right answer: “a single chain of command”, “KFOR gave them escorts”."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from kfor_quiz.engine.language import Language
from kfor_quiz.engine.lexicon import Lexicon
from kfor_quiz.engine.names import Words

Span = tuple[int, int]


@dataclass(frozen=True)
class _Edge:
    """One end of an answer: the question's words that may stand there, and its names by their first word as they are met there.

    `joining` leaves a name next to what follows it: “of”, where an answer is read from behind.
    """

    kin: frozenset[str]
    loose: frozenset[str]
    names: dict[str, list[Words]]
    joining: str
    language: Language

    def reach(self, words: Words) -> tuple[set[int], set[int]]:
        """Up to how many of the words, from the first on, are the question's; apart, those whose end touches a name."""
        plain, named = {0}, set[int]()
        for place, word in enumerate(words):
            is_plain, is_named = place in plain, place in named
            if is_plain or is_named:
                kin = self.language.kin(word)
                if is_named and word == self.joining:
                    named.add(place + 1)
                elif kin in self.kin or (is_plain and kin in self.loose):
                    plain.add(place + 1)
                found = self.names.get(word, ())
                named.update(place + len(name) for name in found if words[place : place + len(name)] == name)
            elif place > max(plain | named):
                break
        return plain, named


@dataclass(frozen=True)
class Echo:
    """What may be said again of one stem: common words, by their kin, and names in full, each also by its other names."""

    names: frozenset[Words]
    before: _Edge
    behind: _Edge
    language: Language

    def framed(self, words: Words) -> list[tuple[Span, bool]]:
        """Every part of the words, but not all of them, with nothing but the question's words on both sides.

        A name from the question right in front of it could be a second answer: there is none. With each part stands whether such a
        name is right behind it, or behind it with “of”: “reconfiguring UNMIK”, “South of Prizren”.
        """
        before, _ = self.before.reach(words)
        plain, named = self.behind.reach(words[::-1])
        behind = [*((end, False) for end in plain), *((end, True) for end in named - plain)]
        return [((start, len(words) - end), touched) for start in before for end, touched in behind if 0 < start + end < len(words)]

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
    found = frozenset(words for name in known if (words := language.normalise(name)))
    asked = frozenset(map(language.kin, language.normalise(common)))
    kin = asked | language.implied(asked)
    before = _Edge(kin, language.loose - kin, _by_first(found), "", language)
    behind = _Edge(kin, language.loose - kin, _by_first(name[::-1] for name in found), language.words.choosing, language)
    return Echo(found, before, behind, language)


def _by_first(names: Iterable[Words]) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = defaultdict(list)
    for name in names:
        found[name[0]].append(name)
    return dict(found)


_NAME = re.compile(r"(?:[^\W_a-z][\w’'/.-]*)(?:\s+[^\W_a-z][\w’'/.-]*)*")


def _opens(name: str, stem: str) -> bool:
    """True for a single word that has its capital because the stem begins with it."""
    return stem.startswith(name) and " " not in name and name[1:].islower()
