"""Reading numbers that were typed in English, and what they count."""

import re
from fractions import Fraction

from kfor_quiz.engine.facts import Hedge
from kfor_quiz.engine.language.english_reading import fold, normalise
from kfor_quiz.engine.language.english_words import IRREGULAR_PLURALS, SMALL_NUMBERS, WORDS

_OVER = r"(?:well |slightly |a little |just )?(?:over|more than)|at least|min(?:imum)?(?: of)?"
_UNDER = (
    r"(?:no|not) more than|at most|up to|(?:well |slightly |a little |just )?(?:under|below|less than|fewer than)"
    r"|max(?:imum)?(?: of)?"
)
_SMALL = (
    r"(?:it|there|they|this|that|these|those) (?!not|never|no\b)[a-z]+|an?|the|in|to|for|after|only|just|another|additional|further"
    r"|extra|about|around|some|roughly|nearly|almost|exactly|approximately|approx|circa|ca|c|total of"
)
_LEAD = re.compile(rf"^(?:(?:{_UNDER}|{_OVER}|{_SMALL})\b\.?\s*|[~<>≈≤≥]\s*)+")
_NO_MORE = re.compile(rf"\b(?:{_UNDER})\b|[<≤]|\bor (?:less|fewer)\b")
_NO_LESS = re.compile(rf"\b(?:{_OVER})\b|[>≥+]|\bor more\b")
_THOUSANDS = re.compile(r"^\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+$")
_ZERO_DECIMALS = re.compile(r"[.,]0{1,2}$")
_DECIMAL = re.compile(r"^(\d+)[.,](\d{1,2})$")
_DIGITS_FIRST = re.compile(r"^([\d \u00a0\u202f.,'’]*\d)\s*(thousand|million|k|m)?\b([^\d]*)$")
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_NUMBER_WORDS = frozenset({*SMALL_NUMBERS, *_LARGE, "and"})
_SCALES = {"thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000}


def read_number(text: str) -> int | None:
    """Digits with any grouping, number words, “14 thousand”; with a hedge in front and words behind, but one number."""
    found = _split(text)
    if found is None:
        return None
    number, behind = found
    return number if _repeats(number, behind) else None


def unit_behind(text: str) -> str:
    """The words behind the number that was typed, as “troops” in “14 000 troops”."""
    found = _split(text)
    return found[1].strip(" .,;:!()+-") if found else ""


def bound(text: str) -> Hedge | None:
    """Whether the number that was typed is said to be the most, or the least; None where it is neither."""
    folded = fold(text)
    if _NO_MORE.search(folded):
        return Hedge.AT_MOST
    return Hedge.MORE_THAN if _NO_LESS.search(folded) else None


def unit_words(text: str) -> frozenset[str]:
    """What is counted: its words without small ones, in the singular, soldiers and troops being one."""
    words = [word for word in normalise(text.replace("-", " ")) if word not in WORDS.function and not word.isdecimal()]
    singular = [_singular(word) for word in words]
    return frozenset(min(alike) if (alike := _alike(word)) else word for word in singular)


def _alike(word: str) -> frozenset[str]:
    return next((words for words in WORDS.counted_alike if word in words), frozenset())


def _singular(word: str) -> str:
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word.removesuffix("ies") + "y"
    return word.removesuffix("s") if word.endswith("s") and not word.endswith("ss") and len(word) > 2 else word


def _split(text: str) -> tuple[int, str] | None:
    """The number in front and what stands behind it."""
    folded = _LEAD.sub("", fold(text)).strip(" .!?")
    if match := _DIGITS_FIRST.match(folded):
        number = _digits(match[1], _SCALES.get(match[2], 1))
        return None if number is None else (number, match[3])
    words = re.findall(r"[a-z]+|[^a-z]+", folded)
    end = next((place for place, word in enumerate(words) if word.isalpha() and word not in _NUMBER_WORDS), len(words))
    end = next((place for place, word in enumerate(words[:end]) if any(letter in "()0123456789" for letter in word)), end)
    number = _value([word for word in words[:end] if word.isalpha()])
    return None if number is None else (number, "".join(words[end:]))


def _digits(text: str, scale: int) -> int | None:
    """Grouped or plain digits; a fraction only where the scale makes it whole, as “17.5 thousand”."""
    if _THOUSANDS.match(text):
        return int(re.sub(r"\D", "", text)) * scale
    whole = _ZERO_DECIMALS.sub("", text)
    if _THOUSANDS.match(whole) or whole.isdecimal():
        return int(re.sub(r"\D", "", whole)) * scale
    if decimal := _DECIMAL.match(text):
        value = Fraction(f"{decimal[1]}.{decimal[2]}") * scale
        return int(value) if value.denominator == 1 else None
    return None


def _repeats(number: int, behind: str) -> bool:
    """True unless a second, different number follows: “five (5)” is one number, “ten or twenty” are two."""
    digits = re.sub(r"\D", "", behind)
    words = re.findall(r"[a-z]+", behind)
    spelled = [word for word in words if word in _NUMBER_WORDS and word != "and"]
    return "point" not in words and (not digits or int(digits) == number) and (not spelled or _value(spelled) == number)


def _value(words: list[str]) -> int | None:
    """“seventy-eight”, “eight hundred”, “fourteen thousand”; None where the words are no one number."""
    total, current, last = 0, 0, 1_000
    for word in words:
        if word in SMALL_NUMBERS:
            number = SMALL_NUMBERS[word]
            if number >= last:
                return None
            current, last = current + number, 10 if number >= 20 else 1
        elif word in _LARGE:
            factor = _LARGE[word]
            total, current = (total, current * factor) if factor == 100 else (total + current * factor, 0)
            last = 1_000 if factor > 100 else 100
    return total + current if set(words) - {"and"} else None
