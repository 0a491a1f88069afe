"""Roots of English words, rough but even: “launch”, “launched” and “launching” are one."""

import re
import unicodedata
from functools import lru_cache

# The longer before the shorter, so that “-ations” goes whole.
_ENDINGS = ("ations", "ation", "ments", "ingly", "ment", "ings", "ing", "ers", "ies", "ed", "er", "es", "ly", "s", "e")
_SHORTEST_ROOT = 4
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
