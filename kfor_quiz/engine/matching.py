"""Whether what was typed is the name of something: forgiving in spelling and format, strict in substance."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations, takewhile

from kfor_quiz.engine.language import Language
from kfor_quiz.engine.lexicon import Lexicon
from kfor_quiz.engine.names import Names, Words, names_of
from kfor_quiz.engine.questions import AcceptedAnswer


def matches(text: str, accepted: AcceptedAnswer, lexicon: Lexicon, facts: tuple[str, ...] = (), stem: str = "") -> bool:
    """True for an accepted name: in any case, accent and spelling, with or without small words, with one slip in longer words.

    A slip is not forgiven in digits and abbreviations, nor when it leads to the name of something else. Several names side by
    side, “Peja / Pec”, are right when each of them is; beside a right one, a name in `beside` does no harm, with or without a
    sign between them: “UN Secretary-General Ban Ki-moon”. Words of the `stem` may be said again around a right name: “a single
    chain of command” where the kind of chain is asked. `facts` are the keys of the facts asked.
    """
    language = lexicon.language
    right, beside = _judges_of(accepted, lexicon, facts)
    if "".join(language.normalise(text)) in right.names:
        return True
    if right.accepts(text, language) or _side_by_side(text, right, beside, language):
        return True
    parts = language.parts(text)
    if len(parts) == 1:
        return right.knows_within(text, stem, language)
    is_right = [right.accepts(part, language) or _side_by_side(part, right, beside, language) for part in parts]
    return any(is_right) and all(one or beside.accepts(part, language) for one, part in zip(is_right, parts, strict=True))


def _side_by_side(text: str, right: "_Judge", beside: "_Judge", language: Language) -> bool:
    """True for two names without a sign between them, spelled as they are, one of them right and neither of them wrong."""
    words = language.normalise(text)
    for place in range(1, len(words)):
        one, other = "".join(words[:place]), "".join(words[place:])
        if one in right.names and (other in right.names or other in beside.names):
            return True
        if one in beside.names and other in right.names:
            return True
    return False


@dataclass(frozen=True)
class _Refused:
    """Names of other things: those given, and those of all entities but `own`."""

    given: Names
    lexicon: Lexicon
    own: frozenset[str]
    right: frozenset[str]

    def hold(self, typed: tuple[Words, ...]) -> bool:
        """True when one reading of an answer is one of the names, letter by letter."""
        return self.given.hold(typed) or self.lexicon.holds_other(typed, self.own)

    def forgive(self, typed: tuple[Words, ...]) -> bool:
        """True when one reading of an answer is one of the names with slips that are forgiven."""
        return self.given.forgive(typed) or self.lexicon.forgives_other(typed, self.own, self.right)


@dataclass(frozen=True)
class _Judge:
    """Names that are right, those of them that may follow a title, and names of other things."""

    right: Names
    proper: Names
    refused: _Refused

    @property
    def names(self) -> frozenset[str]:
        """What is right, letter by letter and run together."""
        return self.right.exact

    def accepts(self, text: str, language: Language) -> bool:
        typed = language.readings(text)
        if self._accepts(typed, self.right):
            return True
        titled = [(words, name) for words in typed if (name := language.without_title(words))]
        if not titled or self.refused.hold(typed):
            return False
        untitled = tuple(name for words, name in titled if not self.refused.hold((words[: -len(name)],)))
        return self._accepts(untitled, self.proper)

    def knows_within(self, text: str, stem: str, language: Language) -> bool:
        """True for a right name, letter by letter, between words of the stem that name nothing else and deny nothing.

        Words of proper names are not said again: “South of Prizren” is elsewhere, though the stem speaks of Task Force South.
        """
        common = " ".join(word for word in stem.split() if not word[:1].isupper())
        words, again = language.normalise(text), {*language.normalise(common), *language.words.function}
        if not stem or self.refused.hold((words,)) or not language.words.negative.isdisjoint(words):
            return False
        before = sum(1 for _ in takewhile(again.__contains__, words))
        behind = sum(1 for _ in takewhile(again.__contains__, reversed(words)))
        places = ((start, len(words) - end) for start in range(before + 1) for end in range(behind + 1))
        found = [(start, end) for start, end in places if start < end and "".join(words[start:end]) in self.names]
        return any(not self.refused.hold((*_spans(words[:start]), *_spans(words[end:]))) for start, end in found)

    def _accepts(self, typed: tuple[Words, ...], names: Names) -> bool:
        if names.hold(typed):
            return True
        return names.forgive(typed) and not self.refused.hold(typed) and not self.refused.forgive(typed)


def _spans(words: Words) -> tuple[Words, ...]:
    """Every run of the words."""
    places = range(len(words) + 1)
    return tuple(words[start:end] for start, end in combinations(places, 2))


@lru_cache(maxsize=256)
def _judges_of(accepted: AcceptedAnswer, lexicon: Lexicon, facts: tuple[str, ...]) -> tuple[_Judge, _Judge]:
    """For what is right, and for what may stand beside it. A refused name that is also right is not refused."""
    language = lexicon.language
    right = names_of((*accepted.texts, *_joined(accepted.texts, language)), language)
    beside = names_of(accepted.beside, language)
    wrong = (*accepted.refused, *(name for key in facts for name in lexicon.rivals(key)))
    given = names_of((name for name in wrong if not right.hold(language.readings(name))), language)
    refused = _Refused(given, lexicon, lexicon.own(right.exact | beside.exact), right.exact)
    proper, proper_beside = (names_of(filter(_is_proper, texts), language) for texts in (accepted.texts, accepted.beside))
    return _Judge(right, proper, refused), _Judge(beside, proper_beside, refused)


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
