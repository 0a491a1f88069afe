"""How well the letters of an abbreviation fit a name: “UNMIK” and “United Nations Mission in Kosovo”."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

# Longer than any name; what follows is not looked at.
MOST_WORDS = 40


@dataclass(frozen=True, order=True)
class Fit:
    """How far a name is from being spelled out by the first letters of its words; the smaller, the better.

    `missing`: letters at the end that are not found in their order; `inside`: letters that stand within a word; `passed_over`:
    words that give no letter, small words aside.
    """

    missing: int
    inside: int
    passed_over: int


def letters_fit(abbreviation: str, name: str, small_words: frozenset[str]) -> Fit:
    """The best way to find the letters in the name, in their order and from its first letter on."""
    letters = "".join(_plain(abbreviation))
    words = tuple(word for part in name.replace("-", " ").split()[:MOST_WORDS] if (word := "".join(_plain(part))))
    weights = tuple(int(word not in small_words) for word in words)

    @cache
    def best(done: int, word: int, used: int) -> Fit:
        """The fit of what is left: `done` letters found, at the place `used` of a word."""
        ends = Fit(len(letters) - done, 0, sum(weights[word + (used > 0) :]))
        if done == len(letters) or word == len(words):
            return ends
        found = [_more(best(done, word + 1, 0), passed_over=0 if used else weights[word])] if done else []
        found += [
            _more(best(done + 1, word, place + 1), inside=int(place > 0))
            for place in range(used, len(words[word]))
            if words[word][place] == letters[done] and (done or place == word == 0)
        ]
        return min([ends, *found])

    return best(0, 0, 0)


def _more(fit: Fit, *, inside: int = 0, passed_over: int = 0) -> Fit:
    return Fit(fit.missing, fit.inside + inside, fit.passed_over + passed_over)


def _plain(text: str) -> Iterator[str]:
    """The letters and figures in lower case, without accents."""
    return (letter for letter in unicodedata.normalize("NFD", text.casefold()) if letter.isalnum())
