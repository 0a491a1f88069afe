"""Text as the search compares it: lower case, no accents, one space between words."""

import unicodedata


def fold(text: str) -> str:
    """The text without accents, capitals and control characters, its white space folded."""
    return "".join(_fold_letters(text)).strip()


def find_folded(text: str, needle: str) -> tuple[str, str, str]:
    """Split `text`, white space folded, around the first place where the folded `needle` stands; all in the first part if none."""
    readable = " ".join(text.split())
    letters = _fold_letters(readable)
    origins = [place for place, folded in enumerate(letters) for _ in folded]
    start = "".join(letters).find(needle) if needle else -1
    if start < 0:
        return readable, "", ""
    first, last = origins[start], origins[start + len(needle) - 1]
    return readable[:first], readable[first : last + 1], readable[last + 1 :]


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


def _fold_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    # Twice, because a letter may come apart into capitals, and a capital into letters with accents.
    plain = letter
    for _ in range(2):
        plain = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(part for part in plain if not unicodedata.combining(part) and unicodedata.category(part) != "Cc")
