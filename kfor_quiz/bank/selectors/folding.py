"""Text as the search compares it: lower case, no accents, one space between words; and then without differences of spelling.

The first is stored with each text, the second is made of it where it is compared.
"""

import re
import unicodedata

# What the levels of spelling take for the same: de-mining and demining, organize and organise, analyze and analyse.
LEVELS = (("-", ""), ("\u2010", ""), ("\u00ad", ""), ("iz", "is"), ("yz", "ys"))
# The same, with a word on either side of a hyphen.
PARTED = (("-", " "), ("\u2010", " "), *LEVELS)


def fold(text: str) -> str:
    """The text without accents, capitals and control characters, its white space folded."""
    return "".join(_fold_letters(text)).strip()


def level(folded: str) -> str:
    """Folded text without hyphens, and with the s of -ise for the z of -ize."""
    return _replace(folded, LEVELS)


def searchable(folded: str) -> str:
    """Levelled text, and below it the same with its hyphened words apart, so that each part is found by its beginning."""
    return f"{level(folded)}\n{_replace(folded, PARTED)}"


def _replace(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for written, levelled in pairs:
        text = text.replace(written, levelled)
    return text


def find_folded(text: str, needle: str) -> tuple[str, str, str]:
    """Split `text`, white space folded, around the first place where a word begins with the levelled `needle`.

    A needle that begins with a sign may stand anywhere. All is before where there is no such place.
    """
    readable = " ".join(text.split())
    letters = _level_letters(_fold_letters(readable))
    origins = [place for place, folded in enumerate(letters) for _ in folded]
    places = re.finditer(f"(?={re.escape(needle)})", "".join(letters)) if needle else ()
    is_word = needle[:1].isalnum()
    start = next((place.start() for place in places if not is_word or _begins_word(readable, origins[place.start()])), None)
    if start is None:
        return readable, "", ""
    first, last = origins[start], origins[start + len(needle) - 1]
    return readable[:first], readable[first : last + 1], readable[last + 1 :]


def _begins_word(text: str, place: int) -> bool:
    """True where neither letter nor digit stands right before; accents written apart do not count."""
    before = (letter for letter in reversed(text[:place]) if not unicodedata.combining(letter))
    return not next(before, " ").isalnum()


def _fold_letters(text: str) -> list[str]:
    """What each letter of the text becomes: none, one or several letters. A run of spaces becomes one."""
    folded = []
    after_space = False
    for letter in text:
        kept = ""
        for part in _fold_letter(letter):
            kept += "" if part == " " and after_space else part
            after_space = part == " "
        folded.append(kept)
    return folded


def _level_letters(folded: list[str]) -> list[str]:
    """What `level` makes of each letter: none, or as many as before."""
    levelled = []
    last = ""
    for letter in folded:
        kept = ""
        for part in letter:
            # What goes takes its letter along, and the rest depends on the letter before.
            now = level(part) and level(last + part)[-1]
            kept += now
            last = now or last
        levelled.append(kept)
    return levelled


def _fold_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    # Twice, because a letter may come apart into capitals, and a capital into letters with accents.
    plain = letter
    for _ in range(2):
        plain = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(part for part in plain if not unicodedata.combining(part) and unicodedata.category(part) != "Cc")
