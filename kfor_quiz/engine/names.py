"""Names as an answer is compared with them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kfor_quiz.engine.language import Language
from kfor_quiz.engine.spelling import forgivably_close

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its words, and the abbreviations among them, which must be typed as they are."""

    words: Words
    capitals: frozenset[str]

    def forgives(self, typed: Words) -> bool:
        """True when each word is the name's, or is one slip away from a long word of it. Both have as many words."""
        pairs = zip(typed, self.words, strict=True)
        return all(one == word or (word not in self.capitals and forgivably_close(one, word)) for one, word in pairs)


@dataclass(frozen=True)
class Names:
    """Names to compare with, each also run together: “multi ethnic” is “multiethnic”."""

    exact: frozenset[str]
    by_length: Mapping[int, tuple[Name, ...]]

    def hold(self, typed: Iterable[Words]) -> bool:
        """True when one reading of an answer is one of the names, letter by letter."""
        return any("".join(words) in self.exact for words in typed)

    def forgive(self, typed: Iterable[Words]) -> bool:
        """True when one reading of an answer is one of the names with slips that are forgiven."""
        return any(name.forgives(words) for words in typed for name in self.by_length.get(len(words), ()))


def names_of(texts: Iterable[str], language: Language) -> Names:
    """The texts in each of their wordings."""
    wordings = list(dict.fromkeys(wording for text in texts for wording in language.rewordings(text)))
    exact = frozenset(form for wording in wordings for form in forms(wording, language))
    by_length: dict[int, list[Name]] = defaultdict(list)
    for name in dict.fromkeys(name for wording in wordings for name in spellings(wording, language)):
        by_length[len(name.words)].append(name)
    return Names(exact, {length: tuple(found) for length, found in by_length.items()})


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
