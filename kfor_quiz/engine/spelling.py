"""How far apart two words are."""

SHORTEST_FORGIVEN_WORD = 5


def forgivably_close(typed: str, word: str) -> bool:
    """True when one slip turns a longer word into what was typed. Nothing is forgiven in short words and in digits."""
    return len(word) >= SHORTEST_FORGIVEN_WORD and word.isalpha() and one_edit_apart(typed, word)


def one_edit_apart(one: str, other: str) -> bool:
    """True when one letter added, left out, changed or swapped with its neighbour turns one word into the other, or none."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :] or swapped(one, other)
    one, other = one[start:], other[start:]
    return one[1:] == other if len(one) > len(other) else one == other[1:]


def swapped(one: str, other: str) -> bool:
    """True when two neighbouring letters have changed places."""
    differing = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return one[first] == other[second] and one[second] == other[first]
