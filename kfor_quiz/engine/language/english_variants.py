"""How people type what is right in English. Made without the reader, so that the reader can be tried on it."""

import datetime as dt
import re
import unicodedata

from kfor_quiz.engine.dates import FactDate, Precision
from kfor_quiz.engine.facts import Hedge
from kfor_quiz.engine.language.english_words import MONTHS, NUMBER_NAMES, WEEKDAYS

_ENGLISHES = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("Centre", "Center"),
    ("Defence", "Defense"),
    ("defence", "defense"),
    ("Programme", "Program"),
    ("programme", "program"),
    ("armour", "armor"),
)
_ROMANS = {"VI": ("6", "six"), "VII": ("7", "seven"), "VIII": ("8", "eight")}
_DAYS = (
    "{d} {Month} {y}|{Month} {d}, {y}|{dd}.{mm}.{y}|{y}-{mm}-{dd}|{d} {MON} {yy}|{d}{MON}{y}|{dd}/{mm}/{y}|{nth} {Month} {y}"
    "|{dd}-{mm}-{y}|{dd} {mm} {y}|{y}/{mm}/{dd}|{d}.{m}.{yy}|{d}/{m}/{yy}|the {nth} of {Month}, {y}|{Month} {nth}, {y}"
    "|on {d} {Month} {y}|{Weekday}, {d} {Month} {y}|{Wed} {d} {Mon} {y}|{Weekday} the {nth} of {Month} {y}|{d}-{Mon}-{y}"
    "|{d} {Mon}. {y}|{d} {month} {y}.|{dd} {MONTH} {y}|{Mon} {d} {y}|{d} {slip} {y}|{d}  {Month},  {y}|{y} {Month} {d}"
    "|{y}{mm}{dd}|{dd}{mm}{y}"
)
_MONTHS = (
    "{Month} {y}|{mm}/{y}|{Mon} {y}|{y}-{mm}|in {Month} {y}|{Mon}. {y}|{MONTH} {y}|{Month}, {y}|{month} of {y}|{Mon} ’{yy}"
    "|{MON}{yy}|{m}/{y}|{mm}.{y}|{mm}-{y}|{y} {Month}|{slip} {y}|{d} {Month} {y}|early {Month} {y}|{Month} {y}.|{m} / {y}"
)
_YEARS = "{y}|in {y}|the year {y}|in the year {y}|year {y}|during {y}|around {y}|since {y}|{y}.| {y} |’{yy}|In {y}"
_PARTS_OF_YEARS = "by the end of {y}|early {y}|late {y}|mid-{y}"
_RANGES = (
    "{d}-{to} {Month} {y}|{d}–{to} {Month} {y}|{d} - {to} {Month} {y}|{d} to {to} {Month} {y}|{d} and {to} {Month} {y}"
    "|{d}/{to} {Month} {y}|{d} & {to} {Month} {y}|{Month} {d}-{to}, {y}|{nth} and {to_nth} {Month} {y}|from {d} to {to} {Mon} {y}"
    "|{d} {Month} to {to} {Month} {y}|{d}-{to} {MON} {yy}|{nth} to the {to_nth} of {Month}, {y}"
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def text_variants(text: str) -> list[str]:
    """A name in other cases, accents, punctuation, hyphens, articles, Englishes and figures."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return [
        *(text, text.lower(), text.upper(), text.title(), text.swapcase()),
        *(f"  {text} ", f"{text}.", f"“{text}”", f"'{text}'", f"{text}!", text.replace(" ", "  ")),
        *(plain, text.replace("’", "'"), text.replace("’", ""), text.replace(" and ", " & ")),
        *(text.replace("-", " "), text.replace("-", ""), text.replace(" ", "-"), text.replace("-", "–")),
        *_framed(text),
        *_respelled(text),
        *([".".join(text) + ".", ".".join(text), text.lower()] if re.fullmatch(r"[A-Z]{2,5}", text) else []),
    ]


def rephrased(text: str) -> list[str]:
    """The same in another order of words, or in a short sentence."""
    bare = re.sub(r"^(?:the|an?) ", "", text)
    found = [f"they were {text}", f"They would be {text}", f"there was {text}"]
    if owned := re.fullmatch(r"([^,]+?) of (?:the )?([^,]+)", bare):
        found += [f"{owned[2]} {owned[1]}", f"{owned[2]}’s {owned[1]}", f"the {owned[2]}'s {owned[1]}"]
    if owner := re.fullmatch(r"([^,’]+)’s ([^,’]+)", bare):
        found += [f"the {owner[2]} of {owner[1]}", f"{owner[2]} of the {owner[1]}"]
    if listed := re.fullmatch(r"([\w-]+)(?:, ([\w-]+))? and ([\w-]+)", text):
        items = [item for item in listed.groups() if item]
        found += [f"{', '.join(items[1:])} and {items[0]}", ", ".join(reversed(items))]
    if re.fullmatch(r"no \w+", text):
        found += [f"{text} was reached", f"There was {text}.", f"{text} had been reached"]
    if name := re.fullmatch(r"([A-Z]\w+) ([A-Z]\w*[a-z]\w*)", text):
        found.append(f"{name[2]}, {name[1]}")
    return found


def _framed(text: str) -> list[str]:
    """With an article or a few small words in front, or without those it has."""
    bare = re.sub(r"^(?:the|an?) ", "", text)
    return [bare, f"the {bare}", f"The {bare}", f"It was the {bare}", f"it was {text}", f"by {text}", f"in the {bare}", f"- {text}"]


def _respelled(text: str) -> list[str]:
    swaps = [pair for british, american in _ENGLISHES for pair in ((british, american), (american, british))]
    found = [re.sub(rf"{one}(?=s?\b)", other, text) for one, other in swaps]
    words = [re.sub(rf"\b{roman}\b", way, text) for roman, ways in _ROMANS.items() for way in ways]
    figures = [re.sub(rf"\b{name}\b", str(number), text) for number, name in NUMBER_NAMES.items()]
    return [one for one in (*found, *words, *figures) if one != text]


def number_variants(number: int, unit: str) -> list[str]:
    """A figure in every grouping, in words, with hedges in front and its unit behind."""
    digits, words = str(number), number_in_words(number)
    groups = [f"{number:,}".replace(",", gap) for gap in (" ", ",", ".", "\u00a0", "\u202f", "'", "’")]
    rounded = (
        [f"{number / 1000:g} thousand", f"{number / 1000:g}k", f"{number / 1000:g} K"]
        if number >= 1000 and number % 100 == 0
        else []
    )
    hedges = (
        "about",
        "some",
        "around",
        "approx.",
        "approximately",
        "roughly",
        "~",
        "circa",
    )
    return [
        *(digits, *groups, f"{digits}.0", f"{groups[0]}.00", f"{digits}.", f" {digits} "),
        *(words, words.replace("-", " "), words.capitalize(), words.upper(), words.replace(" and", "")),
        *rounded,
        *(f"{hedge} {groups[1]}" for hedge in hedges),
        *(
            f"{groups[0]} {unit}",
            f"{words} {unit}",
            f"{digits} {unit.upper()}",
            f"{digits} {unit.rsplit(maxsplit=1)[-1]}",
            f"it was {groups[0]} {unit}.",
        ),
        *(f"{digits} of them", f"{digits} in all", f"{words} ({digits})", f"{digits} ({words})", f"it was {digits}"),
    ]


def bounded(number: int, hedge: Hedge) -> list[str]:
    """A figure as the least or the most; in neither way for the other hedges, which leave open what goes with them."""
    least = ("over {}", "more than {}", "at least {}", "{}+", "{} or more")
    most = ("at most {}", "up to {}", "no more than {}", "a maximum of {}", "max. {}")
    return [form.format(f"{number:,}") for form in {Hedge.MORE_THAN: least, Hedge.AT_MOST: most}.get(hedge, ())]


def number_in_words(number: int) -> str:
    """“two thousand five hundred”."""
    if number < 20:
        return NUMBER_NAMES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{NUMBER_NAMES[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    joint = " and " if 0 < rest < 100 else " "
    return f"{number_in_words(number // size)} {name}" + (joint + number_in_words(rest) if rest else "")


def date_variants(date: FactDate) -> list[str]:
    """A date in the order of its parts, in digits, with ordinals, weekdays, short months and small words."""
    first, last = date.first, date.last
    if date.asked_precision is Precision.YEAR:
        return _written(_YEARS if date.is_range else f"{_YEARS}|{_PARTS_OF_YEARS}", first)
    if date.precision is Precision.MONTH:
        return [*_written(_MONTHS, first), *_written(_MONTHS, last)]
    if not date.is_range:
        return _written(_DAYS, first)
    both = _written(_RANGES, first, last) if (first.year, first.month) == (last.year, last.month) else []
    return [*both, *_written(_DAYS, first), *_written(_DAYS, last)]


def _written(forms: str, day: dt.date, last: dt.date | None = None) -> list[str]:
    """Each form filled in; those with two digits of the year only for years that two digits can mean."""
    month, last = MONTHS[day.month - 1], last or day
    has_short_year = 1950 <= day.year <= 2049
    parts = {
        "d": day.day,
        "dd": f"{day.day:02}",
        "nth": _ordinal(day),
        "to": last.day,
        "to_nth": _ordinal(last),
        "m": day.month,
        "mm": f"{day.month:02}",
        "Month": month,
        "Mon": month[:3],
        "month": month.lower(),
        "MONTH": month.upper(),
        "MON": month[:3].upper(),
        "slip": _slip(month),
        "Weekday": WEEKDAYS[day.weekday()],
        "Wed": WEEKDAYS[day.weekday()][:3],
        "y": day.year,
        "yy": f"{day.year % 100:02}",
    }
    return [form.format(**parts) for form in forms.split("|") if has_short_year or "{yy}" not in form]


def _ordinal(day: dt.date) -> str:
    return f"{day.day}{_ORDINALS.get(day.day, 'th')}"


def _slip(month: str) -> str:
    """Two letters swapped where that leaves a month that can be told; three-letter names stay."""
    return month[:-3] + month[-2] + month[-3] + month[-1] if len(month) > 3 else month
