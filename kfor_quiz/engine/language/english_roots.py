"""Roots of English words, rough but even: “launch”, “launched” and “launching” are one."""

import re
import unicodedata
from functools import lru_cache

from kfor_quiz.engine.language.english_words import IMPLIED, OWNED, PADDING, SAID_ALIKE, WORDS

# The longer before the shorter, so that “-ations” goes whole.
_ENDINGS = ("ations", "ation", "ments", "ingly", "ment", "ings", "ing", "ers", "ies", "ed", "er", "es", "ly", "s", "e")
_SHORTEST_ROOT = 4
# Endings of one word in a question and its answer; looser than those above, since no more than padding is compared.
_INFLECTIONS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "e", "y")
_SHORTEST_KIN = 3
_OWNER = re.compile(r"['’]s?(?=\s)")
_ARTICLES = frozenset({"a", "an", "the"})


@lru_cache(maxsize=8192)
def roots(text: str) -> tuple[str, ...]:
    """The words of a text in lower case without accents, articles and endings; “14 000” is one word."""
    decomposed = unicodedata.normalize("NFKD", re.sub(r"(?<=\d)[ \u00a0](?=\d{3}\b)", "", text))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", plain))
    return tuple(_root(word) for word in words if word not in _ARTICLES)


def _root(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=8192)
def kin(word: str) -> str:
    """A levelled word without its inflection; one word for all that are said alike."""
    bare = _uninflected(word)
    return _ALIKE.get(bare, bare)


def implied(asked: frozenset[str]) -> frozenset[str]:
    """Kin of small words, and of those that a question word implies."""
    also = (word for question, words in IMPLIED.items() if kin(question) in asked for word in words)
    return frozenset(map(kin, (*WORDS.function, OWNED, *also)))


def owners_apart(text: str) -> str:
    """“KFOR’s reserves” as “KFOR own reserves”."""
    return _OWNER.sub(f" {OWNED}", text)


def _uninflected(word: str) -> str:
    for ending in _INFLECTIONS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_KIN:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > _SHORTEST_KIN and word[-1] == word[-2] else word


_ALIKE = {_uninflected(word): _uninflected(min(words)) for words in SAID_ALIKE for word in words}
LOOSE = frozenset(map(kin, (*PADDING, OWNED)))
