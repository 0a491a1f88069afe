"""Other wordings of a typed answer that say the same: word order, and the clause that a name may stand in."""

import re
from collections.abc import Callable
from functools import lru_cache

from kfor_quiz.engine.language.english_words import WORDS

_AUXILIARY = r"(?:is|are|was|were|be|been|being|will|would|shall|should|could|can|may|might|must|had|has|have|to)"
_SUBJECT = r"(?:it|they|he|she|we|this|that|these|those|there)"
_LEADING_CLAUSE = re.compile(rf"^(?:{_SUBJECT}(?:['’](?:s|re|d|ll))?(?:\s+{_AUXILIARY})*|to\s+be|being|be)\s+(?=\S)", re.IGNORECASE)
_CLOSING_CLAUSE = re.compile(
    r"(?<=\w)\s+(?:is|are|was|were|(?:has|have|had)\s+been|could\s+be)\s+(?:reached|made|found|achieved|given|taken)\W*$",
    re.IGNORECASE,
)
_TRAILING_ONE = re.compile(r"(?<=\w)\s+one\W*$", re.IGNORECASE)
_LEADING_NOUN = re.compile(
    r"^(?:the\s+)?(?:ones?\s+(?=(?:in|from|of|for|with|under|near|led|run|that|who|which)\b)|(?:question|issue|matter)\s+of\s+)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^(.+?)\s+of\s+(.+)$", re.IGNORECASE)
_OWNED_LAST = re.compile(r"^(.+)\s+of\s+(.+?)$", re.IGNORECASE)
_OF_AGAIN = re.compile(r"\b(and|or)\s+of\b|\b(help(?:ing)?)\s+to\b", re.IGNORECASE)
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$", re.IGNORECASE)
_SEVERAL = re.compile(r"\b([A-Z]{2,})s\b")
_FIRST_VERB = re.compile(r"^(\w{3,}?)(?:ing|e)(?=\s+\w)", re.IGNORECASE)
_INNER_PREPOSITION = re.compile(r"(?<=\w)\s+(?:of|in|for)\s+(?:the\s+)?(?=\w)", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"^(.+?)\s+(?:that|which|who)\s+(?:is|are|was|were|(?:will|would|should)\s+be)\s+([\w-]+)\W*$", re.IGNORECASE
)
_SURNAME_FIRST = re.compile(r"^\W*([^\W\d]+),\s*([^\W\d][^,;()/]*?)\W*$")
_LIST_SIGNS = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+", re.IGNORECASE)
# Without any of these a text has no other wording, which is found out faster than by trying each of them.
_MAY_BE_REWORDED = re.compile(
    rf"^(?:{_SUBJECT}|to|be|\w+(?:ing|e)\s)|[,&]|\b(?:of|in|for|and|or|that|which|who|ones?|reached|made|found|achieved|given|taken)\b|(?-i:[A-Z]{{2}}s\b)",
    re.IGNORECASE,
)
_LISTED_BEFORE = re.compile(r"([\w-]+(?:, [\w-]+)*),? and ([\w-]+)\s*$")


@lru_cache(maxsize=8192)
def rewordings(text: str) -> tuple[str, ...]:
    """The text itself, and what it says in fewer words or another order. No word that denies is dropped."""
    if not _MAY_BE_REWORDED.search(text):
        return (text,) if text else ()
    bare = _ways(text, _STRIPPED)
    found = dict.fromkeys((*bare, _LEADING_CLAUSE.sub("", bare[-1])))
    return tuple(dict.fromkeys(wording for one in found for wording in _ways(one, _TURNED) if wording))


def _ways(text: str, rules: "tuple[_Rewording, ...]") -> tuple[str, ...]:
    """The text, and each other text that one of the rules makes of it."""
    lowered = text.casefold()
    return tuple(dict.fromkeys((text, *(reword(text) for signs, reword in rules if not signs or _holds(lowered, signs)))))


def _holds(text: str, signs: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, signs))


def _owner_first(text: str) -> str:
    """“Commander of KFOR” as “KFOR Commander”, as “KFOR’s Commander” is read."""
    return _OWNED.sub(r"\2 \1", text)


def _last_owner_first(text: str) -> str:
    """“Rule of Law Mission of the EU” as “the EU Rule of Law Mission”."""
    return _OWNED_LAST.sub(r"\2 \1", text)


def _without_prepositions(text: str) -> str:
    """“Command in Naples” as “Command Naples”."""
    return _INNER_PREPOSITION.sub(" ", text)


def _in_no_form_of_verb(text: str) -> str:
    """“ensuring order” as “ensur order”, as “ensure order” is too."""
    return _FIRST_VERB.sub(lambda verb: _DOUBLED.sub(r"\1", verb[1]), text)


def _list_behind_in_one_order(text: str) -> str:
    """“heads of state and government” with what is listed behind “of” in the order of the alphabet."""
    head, of, listed = text.partition(" of ")
    return f"{head}{of}{_in_one_order(listed)}"


def _quality_first(text: str) -> str:
    """“structures that are stable” as “stable structures”."""
    return _DESCRIBED.sub(r"\2 \1", text)


def _given_name_first(text: str) -> str:
    """“Ahtisaari, Martti” as “Martti Ahtisaari”."""
    return _SURNAME_FIRST.sub(r"\2 \1", text)


def _in_one_order(text: str) -> str:
    """A list in the order of the alphabet, so that two orders of it are one."""
    items = [item.strip(" .!?").casefold() for item in _LIST_SIGNS.split(text)]
    return " and ".join(sorted(items)) if len(items) > 1 and all(items) else text


# Each with signs, one of which stands in every text that it changes; without signs it is tried on all.
_Rewording = tuple[tuple[str, ...], Callable[[str], str]]
_STRIPPED: tuple[_Rewording, ...] = (
    (("one",), lambda text: _TRAILING_ONE.sub("", text)),
    ((), lambda text: _LEADING_CLAUSE.sub("", text)),
    (("reached", "made", "found", "achieved", "given", "taken"), lambda text: _CLOSING_CLAUSE.sub("", text)),
    (("one", "of"), lambda text: _LEADING_NOUN.sub("", text)),
    (("s",), lambda text: _SEVERAL.sub(r"\1", text)),
    (("of", "help"), lambda text: _OF_AGAIN.sub(r"\1\2", text)),
)
_TURNED: tuple[_Rewording, ...] = (
    (("of",), _owner_first),
    (("of",), _last_owner_first),
    ((), _in_no_form_of_verb),
    (("of", "in", "for"), _without_prepositions),
    (("that", "which", "who"), _quality_first),
    ((",",), _given_name_first),
    ((",", "and", "or", "&"), _in_one_order),
    ((" of ",), _list_behind_in_one_order),
)


def listed_before(text: str) -> tuple[str, ...]:
    """What the end of a text lists in front of a noun: “professional, democratic and multi-ethnic”."""
    match = _LISTED_BEFORE.search(text)
    items = (*match[1].split(", "), match[2]) if match else ()
    return () if {item.casefold() for item in items} & (WORDS.function | WORDS.negative) else items
