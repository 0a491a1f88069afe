"""Ways to mistype a name or a figure: slips that are forgiven, and changes that make it another."""

import re
from collections.abc import Iterator

LONG_WORD = 5


def slips(text: str) -> Iterator[str]:
    """The text with one letter of a long word left out, doubled, swapped with its neighbour or changed."""
    for match in re.finditer(r"[^\W\d_]+", text):
        word = match[0]
        if len(word) >= LONG_WORD and not word[:2].isupper():
            middle = len(word) // 2
            for typed in (
                word[:middle] + word[middle + 1 :],
                word[:middle] + word[middle - 1 :],
                word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :],
                word[:middle] + _next_letter(word[middle]) + word[middle + 1 :],
            ):
                yield text[: match.start()] + typed + text[match.end() :]


def _next_letter(letter: str) -> str:
    return "a" if letter in "zZ" or not letter.isascii() else chr(ord(letter) + 1)


def two_slips(text: str) -> Iterator[str]:
    """Two letters of one long word changed."""
    for match in re.finditer(r"[^\W\d_]{7,}", text):
        word = match[0]
        typed = word[0] + _next_letter(word[1]) + word[2:4] + _next_letter(_next_letter(word[4])) + word[5:]
        yield text[: match.start()] + typed + text[match.end() :]


def other_figures(text: str) -> Iterator[str]:
    """The text with a digit one more or less, or with two digits swapped."""
    for match in re.finditer(r"\d", text):
        for step in (1, 9):
            yield text[: match.start()] + str((int(match[0]) + step) % 10) + text[match.end() :]
    for match in re.finditer(r"(?=(\d)(\d))", text):
        if match[1] != match[2]:
            yield text[: match.start()] + match[2] + match[1] + text[match.start() + 2 :]


def other_letters(text: str) -> Iterator[str]:
    """The text with an abbreviation one letter off, or with its Roman numeral one more or less."""
    for match in re.finditer(r"\b[A-Z]{3,}\b", text):
        word = match[0]
        typed = [word[:place] + _next_letter(letter) + word[place + 1 :] for place, letter in enumerate(word)]
        for other in (*typed, word[:-1], word[1:], word + "S", word + "I"):
            yield text[: match.start()] + other + text[match.end() :]


def fewer_words(text: str) -> Iterator[str]:
    """A name of three words or more without one of its long words."""
    words = text.split()
    if len([word for word in words if len(word) > 3]) > 2:
        for place, word in enumerate(words):
            if len(word) >= LONG_WORD:
                yield " ".join((*words[:place], *words[place + 1 :]))
