"""Names as an answer is compared with them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kfor_quiz.engine.language import Language
from kfor_quiz.engine.spelling import forgivably_close

Words = tuple[str, ...]
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its words, and the abbreviations among them, which must be typed as they are."""

    words: Words
    capitals: frozenset[str]

    def forgives(self, typed: Words) -> bool:
        """True when each word is the name's, or is one slip away from a long word of it. Both have as many words."""
        for one, word in zip(typed, self.words, strict=True):
            if one != word and (word in self.capitals or not forgivably_close(one, word)):
                return False
        return True


@dataclass(frozen=True)
class Names:
    """Names to compare with, each also run together: “multi ethnic” is “multiethnic”."""

    exact: frozenset[str]
    by_size: Mapping[Size, tuple[Name, ...]]

    def hold(self, typed: Iterable[Words]) -> bool:
        """True when one reading of an answer is one of the names, letter by letter."""
        return any("".join(words) in self.exact for words in typed)

    def forgive(self, typed: Iterable[Words]) -> bool:
        """True when one reading of an answer is one of the names with slips that are forgiven."""
        return any(name.forgives(words) for words in typed for size in sizes_near(words) for name in self.by_size.get(size, ()))


def names_of(texts: Iterable[str], language: Language) -> Names:
    """The texts in each of their wordings."""
    wordings = list(dict.fromkeys(wording for text in texts for wording in language.rewordings(text)))
    exact = frozenset(form for wording in wordings for form in forms(wording, language))
    by_size: dict[Size, list[Name]] = defaultdict(list)
    for name in dict.fromkeys(name for wording in wordings for name in spellings(wording, language)):
        by_size[size_of(name.words)].append(name)
    return Names(exact, {size: tuple(found) for size, found in by_size.items()})


def size_of(words: Words) -> Size:
    """How many words a name has, and how many letters: only names of a like size need to be compared."""
    return len(words), sum(map(len, words))


def sizes_near(words: Words) -> list[Size]:
    """The sizes of the names from which these words may be one slip each away."""
    count, letters = size_of(words)
    return [(count, near) for near in range(letters - count, letters + count + 1)]


def forms(wording: str, language: Language) -> Iterator[str]:
    """A name levelled and run together, with and without the small words in front."""
    full = language.normalise(wording)
    return ("".join(words) for words in (full, language.without_lead(full)) if words)


def spellings(wording: str, language: Language) -> Iterator[Name]:
    """A name levelled, and as it is written."""
    capitals = _capitals(wording)
    return (Name(words, capitals) for words in (language.normalise(wording), language.as_written(wording)))


def _capitals(name: str) -> frozenset[str]:
    """The abbreviations in a name, in lower case: words that begin with two capitals."""
    return frozenset(word.casefold() for word in re.findall(r"[^\W_]+", name) if len(word) > 1 and word[:2].isupper())
