"""What a query looks for: each of its words by its beginning, and whoever it names by every name they go by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kfor_quiz.bank.selectors.folding import fold, level

MOST_WORDS = 8
MOST_CHARACTERS = 200


@dataclass(frozen=True)
class Wanted:
    """The words of a query, levelled, and how a text is known to hold them.

    `patterns` has one regular expression for each word, read alike by Python and by both databases; all must match what
    `searchable` makes of the text. `needles` are what may be marked there, the best first.
    """

    words: tuple[str, ...]
    patterns: tuple[str, ...]
    needles: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """True for a searchable text that holds every word, or another name of who the word names."""
        return all(re.search(pattern, text) for pattern in self.patterns)


def clean_query(text: str) -> str:
    """A query as it is understood and shown again: printable, on one line, not too long."""
    readable = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(readable.split())[:MOST_CHARACTERS]


def query_words(query: str) -> list[str]:
    """The words of a query, levelled, each once; not too many."""
    return list(dict.fromkeys(level(fold(query)).split()))[:MOST_WORDS]


def read_wanted(words: Sequence[str], known: Iterable[Sequence[str]]) -> Wanted:
    """What to look for. `words` are levelled; `known` has the names of one thing in each row."""
    others = _other_names(words, known)
    patterns = []
    for place, word in enumerate(words):
        # What is written as one word may be asked as two: de mining.
        joined = {word, "".join(words[max(0, place - 1) : place + 1]), "".join(words[place : place + 2])}
        patterns.append("|".join([*map(beginning, sorted(joined)), *(f"{beginning(name)}(\\W|$)" for name in others[word])]))
    needles = dict.fromkeys((" ".join(words), *words, *(name for names in others.values() for name in names)))
    return Wanted(tuple(words), tuple(patterns), tuple(needles))


def beginning(levelled: str) -> str:
    """The pattern of a text that stands where a word begins; a text that begins with a sign may stand anywhere."""
    return ("(^|\\W)" if levelled[0].isalnum() else "") + re.escape(levelled)


def _other_names(words: Sequence[str], known: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """For each word that belongs to a name of something, as a whole, the other names of it."""
    others: dict[str, list[str]] = {word: [] for word in words}
    for row in known:
        names = list(dict.fromkeys(filter(None, (level(fold(name)) for name in row))))
        for name in names:
            for word in _whole(name.split(), words):
                others[word] += [other for other in names if other != name]
    return others


def _whole(name: list[str], words: Sequence[str]) -> Iterator[str]:
    """The words of the name, where all of them stand in the query one after the other."""
    if any(list(words[place : place + len(name)]) == name for place in range(len(words))):
        yield from name
