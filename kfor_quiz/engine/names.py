"""Names as an answer is compared with them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kfor_quiz.engine.language import Language
from kfor_quiz.engine.spelling import Vocabulary, forgivably_close

Words = tuple[str, ...]


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


class Spellings:
    """Names to be found by words that may have slips in them."""

    def __init__(self, names: Collection[Words]) -> None:
        self._counts = frozenset(map(len, names))
        self._starts = {words[:end] for words in names for end in range(1, len(words) + 1)}
        self._vocabulary = Vocabulary(start[-1] for start in self._starts)

    def near(self, typed: Words) -> list[Words]:
        """Names of as many words, each of which was typed or is forgivably close to what was typed; or starts of longer names."""
        if len(typed) not in self._counts:
            return []
        found: list[Words] = [()]
        for word in typed:
            meant = self._vocabulary.meant(word)
            found = [longer for start in found for one in meant if (longer := (*start, one)) in self._starts]
            if not found:
                break
        return found


@dataclass(frozen=True)
class Names:
    """Names to compare with, each also run together: “multi ethnic” is “multiethnic”."""

    exact: frozenset[str]
    by_words: Mapping[Words, tuple[Name, ...]]
    spellings: Spellings

    def hold(self, typed: Iterable[Words]) -> bool:
        """True when one reading of an answer is one of the names, letter by letter."""
        return not self.exact.isdisjoint(map("".join, typed))

    def forgive(self, typed: Iterable[Words]) -> bool:
        """True when one reading of an answer is one of the names with slips that are forgiven."""
        return any(
            name.forgives(words) for words in typed for near in self.spellings.near(words) for name in self.by_words.get(near, ())
        )


def names_of(texts: Iterable[str], language: Language) -> Names:
    """The texts in each of their wordings."""
    wordings = list(dict.fromkeys(wording for text in texts for wording in language.rewordings(text)))
    exact = frozenset(form for wording in wordings for form in forms(wording, language))
    by_words: dict[Words, list[Name]] = defaultdict(list)
    for name in dict.fromkeys(name for wording in wordings for name in spellings(wording, language)):
        by_words[name.words].append(name)
    return Names(exact, {words: tuple(found) for words, found in by_words.items()}, Spellings(by_words))


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
