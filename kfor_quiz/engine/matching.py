"""Whether what was typed is the name of something: forgiving in spelling and format, strict in substance."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, takewhile

from kfor_quiz.engine.echoes import Echo, echo_of
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
    if _matches_alone(text, accepted, lexicon, facts):
        return True
    right, _ = _judges_of(accepted, lexicon, facts)
    return bool(stem) and len(lexicon.language.parts(text)) == 1 and right.knows_within(text, echo_of(stem, lexicon))


@lru_cache(maxsize=8192)
def _matches_alone(text: str, accepted: AcceptedAnswer, lexicon: Lexicon, facts: tuple[str, ...]) -> bool:
    """True for an accepted name, or several, whatever the stem says."""
    language = lexicon.language
    right, beside = _judges_of(accepted, lexicon, facts)
    if "".join(language.normalise(text)) in right.names:
        return True
    if right.accepts(text, language) or _side_by_side(text, right, beside, language):
        return True
    parts = language.parts(text)
    if len(parts) == 1:
        return False
    is_right = [right.accepts(part, language) or _side_by_side(part, right, beside, language) for part in parts]
    return any(is_right) and all(one or beside.accepts(part, language) for one, part in zip(is_right, parts, strict=True))


def _side_by_side(text: str, right: "_Judge", beside: "_Judge", language: Language) -> bool:
    """True for two names without a sign between them, spelled as they are, one of them right and neither of them wrong."""
    words = language.normalise(text)
    for place in range(1, len(words)):
        one = "".join(words[:place])
        is_right, is_beside = one in right.names, one in beside.names
        if is_right or is_beside:
            other = "".join(language.without_lead(words[place:]))
            if other in right.names or (is_right and other in beside.names):
                return True
    return False


@dataclass(frozen=True)
class _Refused:
    """Names of other things: those given, and those of all entities but `own`."""

    given: Names
    lexicon: Lexicon
    own: frozenset[str]
    right: frozenset[str]

    def hold(self, typed: Iterable[Words]) -> bool:
        """True when one reading of an answer is one of the names, letter by letter."""
        forms = {"".join(words) for words in typed}
        return not self.given.exact.isdisjoint(forms) or self.lexicon.holds_other(forms, self.own)

    def forgive(self, typed: tuple[Words, ...]) -> bool:
        """True when one reading of an answer is one of the names with slips that are forgiven."""
        return self.given.forgive(typed) or self.lexicon.forgives_other(typed, self.own, self.right)


@dataclass(frozen=True)
class _Judge:
    """Names that are right, those of them that may follow a title, those without a capital, and names of other things."""

    right: Names
    proper: Names
    common: Names
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
        if not titled or self.refused.hold(typed) or self.refused.forgive(typed):
            return False
        untitled = tuple(name for words, name in titled if not self.refused.hold((words[: -len(name)],)))
        return self._accepts(untitled, self.proper)

    def knows_within(self, text: str, echo: Echo) -> bool:
        """True for a right name between words of the question that name nothing else and deny nothing.

        Where that is likely to be two answers, “NATO UN”, it is not right.
        """
        language = echo.language
        apart = language.owners_apart(text)
        return self._frames(language.normalise(text), echo) or (apart != text and self._frames(language.normalise(apart), echo))

    def _frames(self, words: Words, echo: Echo) -> bool:
        spans = echo.framed(words)
        if not spans or not echo.language.words.denying.isdisjoint(words):
            return False
        if self.refused.hold((words,)) or self.refused.forgive((words,)):
            return False
        return any(
            self._accepts((words[start:end],), self.common if touched else self.right)
            and not self.refused.hold(echo.spans_of_its_own(words, (start, end)))
            for (start, end), touched in spans
        )

    def _accepts(self, typed: tuple[Words, ...], names: Names) -> bool:
        if names.hold(typed):
            return True
        return names.forgive(typed) and not self.refused.hold(typed) and not self.refused.forgive(typed)


@lru_cache(maxsize=512)  # the typed questions of a pack
def _judges_of(accepted: AcceptedAnswer, lexicon: Lexicon, facts: tuple[str, ...]) -> tuple[_Judge, _Judge]:
    """For what is right, and for what may stand beside it. A refused name that is also right is not refused."""
    language = lexicon.language
    right = names_of((*accepted.texts, *_joined(accepted.texts, language), *_as_listed(accepted.texts)), language)
    beside = names_of(accepted.beside, language)
    wrong = (*accepted.refused, *(name for key in facts for name in lexicon.rivals(key)))
    given = names_of((name for name in wrong if not right.hold(language.readings(name))), language)
    refused = _Refused(given, lexicon, lexicon.own(right.exact | beside.exact), right.exact)
    proper, proper_beside = (names_of(filter(_is_proper, texts), language) for texts in (accepted.texts, accepted.beside))
    common = names_of((text for text in accepted.texts if text.islower()), language)
    return _Judge(right, proper, common, refused), _Judge(beside, proper_beside, names_of((), language), refused)


def _joined(names: tuple[str, ...], language: Language) -> Iterator[str]:
    """Two names of one thing in one: “voluntary trust funds” and “NATO trust funds” are “NATO voluntary trust funds”.

    Names that deny are left alone: twice denied is not denied.
    """
    by_end: dict[str, list[list[str]]] = defaultdict(list)
    for name in names:
        words = name.split()
        if language.words.negative.isdisjoint(name.casefold().split()):
            by_end[words[-1].casefold()].append(words)
    for alike in by_end.values():
        for one, other in permutations(alike, 2):
            pairs = zip(reversed(one), reversed(other), strict=False)
            shared = len(list(takewhile(lambda pair: pair[0].casefold() == pair[1].casefold(), pairs)))
            if shared < min(len(one), len(other)):
                yield " ".join((*one[:-shared], *other))


def _as_listed(names: tuple[str, ...]) -> Iterator[str]:
    """A person, who is known by the surname alone too, as lists have it: “Ahtisaari Martti”, “M. Ahtisaari”."""
    for given, surname in (name.split() for name in names if len(name.split()) == 2 and _is_proper(name)):
        if surname in names:
            yield from (f"{surname} {given}", f"{given[0]} {surname}")


def _is_proper(name: str) -> bool:
    """True for a name as people have them: capitals at both ends, and more than capitals."""
    words = name.split()
    return words[0][:1].isupper() and words[-1][:1].isupper() and not name.isupper()
