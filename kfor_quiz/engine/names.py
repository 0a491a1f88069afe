"""Whether what was typed is the name of something: forgiving in spelling and format, strict in substance."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, takewhile

from kfor_quiz.engine.language import Language
from kfor_quiz.engine.questions import AcceptedAnswer
from kfor_quiz.engine.spelling import forgivably_close


def matches(text: str, accepted: AcceptedAnswer, language: Language) -> bool:
    """True for an accepted name: in any case, accent and spelling, with or without small words, with one slip in longer words.

    A slip is not forgiven in digits and abbreviations, nor when it leads to the name of something else. Several names side by
    side, “Peja / Pec”, are right when each of them is; beside a right one, a name in `beside` does no harm, with or without a
    sign between them: “UN Secretary-General Ban Ki-moon”.
    """
    right, beside = _judges_of(accepted, language)
    if right.accepts(text, language) or _side_by_side(text, right, beside, language):
        return True
    parts = language.parts(text)
    is_right = [right.accepts(part, language) or _side_by_side(part, right, beside, language) for part in parts]
    return any(is_right) and all(one or beside.accepts(part, language) for one, part in zip(is_right, parts, strict=True))


def _side_by_side(text: str, right: "_Judge", beside: "_Judge", language: Language) -> bool:
    """True for two names without a sign between them, spelled as they are, one of them right and neither of them wrong."""
    words = language.normalise(text)
    halves = [(words[:place], words[place:]) for place in range(1, len(words))]
    return any(
        (right.knows(one) and (right.knows(other) or beside.knows(other))) or (beside.knows(one) and right.knows(other))
        for one, other in halves
    )


@dataclass(frozen=True)
class _Name:
    """A name as its words, and the abbreviations among them, which must be typed as they are."""

    words: tuple[str, ...]
    capitals: frozenset[str]

    def forgives(self, typed: tuple[str, ...]) -> bool:
        """True when each word is the name's, or is one slip away from a long word of it. Both have as many words."""
        pairs = zip(typed, self.words, strict=True)
        return all(one == word or (word not in self.capitals and forgivably_close(one, word)) for one, word in pairs)


@dataclass(frozen=True)
class _Names:
    """Names to compare with, each also run together: “multi ethnic” is “multiethnic”."""

    exact: frozenset[str]
    by_length: Mapping[int, tuple[_Name, ...]]

    def hold(self, typed: Iterable[tuple[str, ...]]) -> bool:
        """True when one reading of an answer is one of the names, letter by letter."""
        return any("".join(words) in self.exact for words in typed)

    def forgive(self, typed: Iterable[tuple[str, ...]]) -> bool:
        """True when one reading of an answer is one of the names with slips that are forgiven."""
        return any(name.forgives(words) for words in typed for name in self.by_length.get(len(words), ()))


@dataclass(frozen=True)
class _Judge:
    """Names that are right, those of them that may follow a title, and names of other things."""

    right: _Names
    proper: _Names
    refused: _Names

    def accepts(self, text: str, language: Language) -> bool:
        typed = language.readings(text)
        titled = [(words, name) for words in typed if (name := language.without_title(words))]
        untitled = tuple(name for words, name in titled if not self.refused.hold((words[: -len(name)],)))
        if self._accepts(typed, self.right):
            return True
        return not self.refused.hold(typed) and self._accepts(untitled, self.proper)

    def knows(self, words: tuple[str, ...]) -> bool:
        """True when the words are a right name, letter by letter."""
        return self.right.hold((words,))

    def _accepts(self, typed: tuple[tuple[str, ...], ...], names: _Names) -> bool:
        if names.hold(typed):
            return True
        return not self.refused.hold(typed) and not self.refused.forgive(typed) and names.forgive(typed)


def reached_by_slip(names: Iterable[str], accepted: AcceptedAnswer, language: Language) -> list[str]:
    """Those of the names that are not accepted and would pass for a spelling mistake."""
    right = _names(accepted.texts, language)
    return [name for name in names for typed in [language.readings(name)] if not right.hold(typed) and right.forgive(typed)]


@lru_cache(maxsize=256)
def _judges_of(accepted: AcceptedAnswer, language: Language) -> tuple[_Judge, _Judge]:
    """For what is right, and for what may stand beside it. A refused name that is also right is not refused."""
    right, beside = (_names(texts, language) for texts in ((*accepted.texts, *_joined(accepted.texts, language)), accepted.beside))
    refused = _names(tuple(name for name in accepted.refused if not right.hold(language.readings(name))), language)
    proper, proper_beside = (_names(tuple(filter(_is_proper, texts)), language) for texts in (accepted.texts, accepted.beside))
    return _Judge(right, proper, refused), _Judge(beside, proper_beside, refused)


def _names(names: tuple[str, ...], language: Language) -> _Names:
    names = tuple(dict.fromkeys(wording for name in names for wording in language.rewordings(name)))
    words = [language.normalise(name) for name in names]
    exact = frozenset("".join(one) for full in words for one in (full, language.without_lead(full)) if one)
    spelled = [(name, words) for name in names for words in (language.normalise(name), language.as_written(name))]
    by_length: dict[int, list[_Name]] = defaultdict(list)
    for name in dict.fromkeys(_Name(words, _capitals(name)) for name, words in spelled):
        by_length[len(name.words)].append(name)
    return _Names(exact, {length: tuple(found) for length, found in by_length.items()})


def _joined(names: tuple[str, ...], language: Language) -> Iterator[str]:
    """Two names of one thing in one: “voluntary trust funds” and “NATO trust funds” are “NATO voluntary trust funds”.

    Names that deny are left alone: twice denied is not denied.
    """
    plain = [words for name in names if language.words.negative.isdisjoint(name.casefold().split()) for words in [name.split()]]
    for one, other in permutations(plain, 2):
        pairs = zip(reversed(one), reversed(other), strict=False)
        shared = len(list(takewhile(lambda pair: pair[0].casefold() == pair[1].casefold(), pairs)))
        if 0 < shared < min(len(one), len(other)):
            yield " ".join((*one[:-shared], *other))


def _is_proper(name: str) -> bool:
    """True for a name as people have them: capitals at both ends, and more than capitals."""
    words = name.split()
    return words[0][:1].isupper() and words[-1][:1].isupper() and not name.isupper()


def _capitals(name: str) -> frozenset[str]:
    """The abbreviations in a name, in lower case: words that begin with two capitals."""
    return frozenset(word.casefold() for word in re.findall(r"[^\W_]+", name) if len(word) > 1 and word[:2].isupper())
