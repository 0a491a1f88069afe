"""Reading the words that were typed in English."""

import re
import unicodedata
from functools import lru_cache

from kfor_quiz.engine.language.english_rewording import rewordings
from kfor_quiz.engine.language.english_words import SMALL_NUMBERS, TITLES, WORDS

# British endings and the American ones they are levelled to, the longer before the shorter.
_SPELLINGS = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("yse", "yze"),
    ("ise", "ize"),
    ("tre", "ter"),
    ("ogrammes", "ograms"),
    ("ogramme", "ogram"),
    ("efence", "efense"),
    ("ours", "ors"),
    ("our", "or"),
)
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12", "xiii": "13"}
_LEADS = frozenset({"in", "on", "at", "by", "to", "from", "it", "was", "is", "were", "they", "under", "with", "for", "as", "of"})
_ARTICLES = WORDS.articles
_LEFT_OUT = re.compile(r"'s?\b|\.(?=\w\.)|(?<=\b\w)\.")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0,.](?=\d{3}\b)")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_NAMES = re.compile(
    r"[()\[\]/,;:=&+]|\s[-–—]+\s|\b(?:or|and)\b|\balso known as\b|\ba\.?k\.?a\b\.?"
    r"|\b(?:that|which|who)\s+(?:is|are|was|were|(?:will|would|should)\s+be)\b",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Lower case without accents; typographic signs as their plain ones."""
    if text.isascii():
        return text.casefold().strip()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold().strip()


@lru_cache(maxsize=8192)
def _level(word: str) -> str:
    """One word in American spelling, a small number word or Roman numeral as digits."""
    if word in _ROMAN:
        return _ROMAN[word]
    if word in SMALL_NUMBERS:
        return str(SMALL_NUMBERS[word])
    return next(
        (word.removesuffix(british) + american for british, american in _SPELLINGS if word.endswith(british) and len(word) > 5),
        word,
    )


@lru_cache(maxsize=8192)
def normalise(text: str) -> tuple[str, ...]:
    """The words of an answer, levelled: case, accents, punctuation, articles, spelling of two Englishes, number words."""
    return tuple(map(_level, as_written(text)))


@lru_cache(maxsize=8192)
def as_written(text: str) -> tuple[str, ...]:
    """The words of an answer in the English they were written in, number words as words."""
    folded = _LEFT_OUT.sub("", fold(text).replace("&", " and "))
    return tuple([word for word in _WORD.findall(_GROUPED.sub("", folded)) if word not in _ARTICLES])


def without_lead(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the small ones in front that change nothing."""
    return _from_first_outside(_LEADS, words)


def _from_first_outside(skipped: frozenset[str], words: tuple[str, ...]) -> tuple[str, ...]:
    for place, word in enumerate(words):
        if word not in skipped:
            return words[place:] if place else words
    return ()


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """The words levelled and as written, in every order that says the same and without what changes nothing.

    Both, because a slip may hide an ending that is levelled, as in “Cetnre”, or make one, as in “exising”.
    """
    typed = [read(form) for form in rewordings(text) for read in (normalise, as_written)]
    found = [words for one in typed for words in (one, without_lead(one))]
    return tuple(words for words in dict.fromkeys(found) if words)


def without_title(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without a title in front; empty where there is none."""
    bare = without_lead(words)
    name = _from_first_outside(TITLES, bare)
    return name if len(name) < len(bare) else ()


@lru_cache(maxsize=8192)
def parts(text: str) -> tuple[str, ...]:
    """The names that an answer sets side by side: in brackets, behind a slash, a comma, a dash, “or”, “and” or “that are”."""
    return tuple(part.strip() for part in _BETWEEN_NAMES.split(text) if part.strip())
