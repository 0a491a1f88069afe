"""Reading what was typed in English: words, numbers and dates."""

import re
import unicodedata

from kfor_quiz.engine.dates import FactDate, make_date, read_date
from kfor_quiz.engine.language.english_words import MONTHS, SMALL_NUMBERS, WORDS
from kfor_quiz.engine.spelling import one_edit_apart

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
_HEDGES = re.compile(
    r"^(?:about|around|over|some|roughly|nearly|almost|approximately|at (?:most|least)|(?:no )?more than|up to|ca\.?|c\.?|~|>|<)\s*"
)
_THOUSANDS = re.compile(r"^\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+$")
_NUMBER_AND_UNIT = re.compile(r"^([\d \u00a0\u202f.,'’]*\d)\s*(thousand|million|k|m)?\b\s*[a-z ]*$")
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_NUMBER_WORDS = frozenset({*SMALL_NUMBERS, *_LARGE, "and"})
_SCALES = {"thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000, None: 1}

_DATE_LEAD = re.compile(r"^(?:(?:on|in|by|at|the|early|late|mid|end|start|beginning|of|around|about)[\s-]+)+")
_NAMED_DAY = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?([a-z]+)\.?\s*,?\s*(\d{4}|\d{2})$")
_NAMED_RANGE = re.compile(r"^(\d{1,2})\s*(?:-|–|to|and)\s*(\d{1,2})\s*([a-z]+)\s*,?\s*(\d{4}|\d{2})$")
_MONTH_FIRST = re.compile(r"^([a-z]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})$")
_MONTH_YEAR = re.compile(r"^([a-z]+)\.?\s*,?\s*(\d{4}|['’]?\d{2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$")
_NUMBER_MONTH_YEAR = re.compile(r"^(\d{1,2})[./-](\d{4})$")


def _fold(text: str) -> str:
    """Lower case without accents; typographic signs as their plain ones."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold().strip()


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


def normalise(text: str) -> tuple[str, ...]:
    """The words of an answer, levelled: case, accents, punctuation, articles, spelling of two Englishes, number words."""
    folded = re.sub(r"'s?\b|\.(?=\w\.)|(?<=\b\w)\.", "", _fold(text).replace("&", " and "))
    folded = re.sub(r"(?<=\d)[ \u00a0,.](?=\d{3}\b)", "", folded)
    words = re.findall(r"[^\W_]+", folded)
    return tuple(_level(word) for word in words if word not in WORDS.articles)


def without_lead(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the small ones in front that change nothing."""
    start = next((place for place, word in enumerate(words) if word not in _LEADS), len(words))
    return words[start:]


def read_number(text: str) -> int | None:
    """Digits with any grouping, small number words, “14 thousand”; a hedge in front and a unit behind are allowed."""
    folded = _HEDGES.sub("", _fold(text))
    match = _NUMBER_AND_UNIT.match(folded)
    if match:
        digits = _digits(match[1])
        return None if digits is None else digits * _SCALES[match[2]]
    return _number_in_words(re.findall(r"[a-z]+", folded))


def _digits(text: str) -> int | None:
    if _THOUSANDS.match(text):
        return int(re.sub(r"\D", "", text))
    return int(text) if text.isdecimal() else None


def _number_in_words(words: list[str]) -> int | None:
    """“seventy-eight”, “eight hundred”, “fourteen thousand”, with a unit behind; None for two numbers, as in “ten or twenty”."""
    end = next((place for place, word in enumerate(words) if word not in _NUMBER_WORDS), len(words))
    if not end or _NUMBER_WORDS & set(words[end:]) or {"or", "to", "point"} & set(words[end:]):
        return None
    total, current, last = 0, 0, 1_000
    for word in words[:end]:
        if word in SMALL_NUMBERS:
            number = SMALL_NUMBERS[word]
            if number >= last:
                return None
            current, last = current + number, 10 if number >= 20 else 1
        elif word in _LARGE:
            factor = _LARGE[word]
            total, current = (total, current * factor) if factor == 100 else (total + current * factor, 0)
            last = 1_000 if factor > 100 else 100
    return total + current


def _month(name: str) -> int | None:
    """The number of a month from its name, three letters of it or more, or its name with one slip."""
    lowered = [month.lower() for month in MONTHS]
    for number, month in enumerate(lowered, start=1):
        if len(name) >= 3 and month.startswith(name):
            return number
    return next(
        (n for n, month in enumerate(lowered, start=1) if len(month) >= 5 and one_edit_apart(name, month)),
        9 if name == "sept" else None,
    )


def _year(digits: str) -> int:
    """Four digits, or two for 1950 to 2049."""
    number = int(digits.lstrip("'’"))
    if len(digits.lstrip("'’")) == 4:
        return number
    return 1900 + number if number >= 50 else 2000 + number


def read_typed_date(text: str) -> FactDate | None:
    """The date that was typed, read day first; None when it is none, or when the calendar has no such day."""
    folded = _DATE_LEAD.sub("", re.sub(r"\s+", " ", _fold(text))).strip(" .,")
    try:
        return _named(folded) or _numeric(folded)
    except ValueError:
        return None


def _named(text: str) -> FactDate | None:
    """Dates that name their month."""
    if match := _NAMED_DAY.match(text):
        day, name, year = match.groups()
        month = _month(name)
        return make_date(_year(year), month, int(day)) if month else None
    if match := _MONTH_FIRST.match(text):
        name, day, year = match.groups()
        month = _month(name)
        return make_date(_year(year), month, int(day)) if month else None
    if match := _NAMED_RANGE.match(text):
        month, year = _month(match[3]), _year(match[4])
        return _day_range(year, month, int(match[1]), int(match[2])) if month else None
    if match := _MONTH_YEAR.match(text):
        month = _month(match[1])
        return make_date(_year(match[2]), month) if month else None
    return None


def _day_range(year: int, month: int, first: int, last: int) -> FactDate:
    ends = [make_date(year, month, day).edtf for day in (first, last)]
    return read_date("/".join(ends))


def _numeric(text: str) -> FactDate | None:
    """Dates in digits alone."""
    if match := _YEAR_FIRST.match(text):
        return make_date(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _DAY_FIRST.match(text):
        return make_date(_year(match[3]), int(match[2]), int(match[1]))
    if match := _NUMBER_MONTH_YEAR.match(text):
        return make_date(int(match[2]), int(match[1]))
    return make_date(int(text)) if re.fullmatch(r"\d{4}", text) else None
