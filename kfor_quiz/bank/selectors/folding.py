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
    """What each letter of the text becomes: none, one or several letters."""
    folded = [_fold_letter(letter) for letter in text]
    return ["" if letter == " " and place and folded[place - 1] == " " else letter for place, letter in enumerate(folded)]


def _fold_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    decomposed = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(part for part in decomposed if not unicodedata.combining(part) and unicodedata.category(part) != "Cc")
