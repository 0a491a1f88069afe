"""What an answer is worth, and what it says of the fact asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kfor_quiz.engine.dates import FactDate, Precision, read_date
from kfor_quiz.engine.language import Language
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from kfor_quiz.engine.spelling import one_edit_apart

NEAR_NUMBER = 0.05
SHORTEST_FORGIVEN_WORD = 5
MOST_CHARACTERS = 200


class UnreadableAnswerError(ValueError):
    """The answer is none that could be right or wrong.

    `reason` says why: empty, too_long, not_a_number, not_a_date, unknown_option, one_option.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Gradable:
    """What scoring needs of a question: `right` and `wrong` option keys, or an accepted answer."""

    kind: Kind
    facts: tuple[str, ...]
    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    accepted: AcceptedAnswer | None = None


@dataclass(frozen=True)
class Grading:
    """`score` and each fact's outcome lie between 0 and 1. `read_as` is how a typed date or number was understood.

    `off_by_days` is how far a full date was from the right one (typed minus right); None where that says nothing.
    """

    score: float
    outcomes: dict[str, float]
    read_as: str = ""
    off_by_days: int | None = None


def grade(question: Gradable, response: str | Sequence[str], language: Language) -> Grading:
    """Score a response: text for typed kinds, option keys for choice kinds. Raise UnreadableAnswerError for what is no answer."""
    if question.accepted is None:
        chosen = [response] if isinstance(response, str) else list(response)
        return _grading(question, _score_choice(question, chosen))
    if not isinstance(response, str):
        raise UnreadableAnswerError("empty")
    text = response.strip()
    if not text or len(text) > MOST_CHARACTERS:
        raise UnreadableAnswerError("too_long" if text else "empty")
    if question.kind is Kind.TYPED_NUMBER:
        return _grade_number(question, text, language)
    if question.kind is Kind.TYPED_DATE:
        return _grade_date(question, text, language)
    return _grading(question, float(matches(text, question.accepted, language)))


def _grading(question: Gradable, score: float, read_as: str = "", off_by_days: int | None = None) -> Grading:
    return Grading(score, dict.fromkeys(question.facts, score), read_as, off_by_days)


def _score_choice(question: Gradable, chosen: list[str]) -> float:
    """One right option: 1 or 0. Several: max(0, (hits - false alarms) / keys), so ticking all earns nothing."""
    if not chosen:
        raise UnreadableAnswerError("empty")
    if not set(chosen) <= question.right | question.wrong or len(set(chosen)) < len(chosen):
        raise UnreadableAnswerError("unknown_option")
    if question.kind is not Kind.MULTIPLE_RESPONSE:
        if len(chosen) > 1:
            raise UnreadableAnswerError("one_option")
        return float(chosen[0] in question.right)
    hits = len(question.right.intersection(chosen))
    return max(0.0, (hits - (len(chosen) - hits)) / len(question.right))


def _grade_number(question: Gradable, text: str, language: Language) -> Grading:
    number = language.read_number(text)
    if number is None or question.accepted is None:
        raise UnreadableAnswerError("not_a_number")
    read_as, behind = language.number_text(number), language.unit_behind(text)
    if _counts_something_else(behind, question.accepted, language):
        return _grading(question, 0.0, f"{read_as} {behind}")
    return _grading(question, score_number(number, question.accepted), read_as)


def _counts_something_else(behind: str, accepted: AcceptedAnswer, language: Language) -> bool:
    """True when the words behind a number name another unit, and more fully than the unit asked: “5 brigades” for task forces.

    Words that name no unit, as in “5 of them”, do no harm.
    """
    typed = language.unit_words(behind)
    right = _shared(typed, language.unit_words(accepted.unit))
    others = [language.unit_words(unit) for unit in accepted.other_units]
    return any(len(unit) > right and _shared(typed, unit) == len(unit) for unit in others)


def _shared(typed: frozenset[str], unit: frozenset[str]) -> int:
    """How many words of the unit were typed, with one slip in longer words."""
    return sum(any(one == word or _one_slip(one, word) for one in typed) for word in unit)


def _one_slip(typed: str, word: str) -> bool:
    return len(word) >= SHORTEST_FORGIVEN_WORD and one_edit_apart(typed, word)


def score_number(number: int, accepted: AcceptedAnswer) -> float:
    """The printed figure is right; within 5 % earns half where the source hedges, unless it is another true figure."""
    if number == accepted.number:
        return 1.0
    right = accepted.number or 0
    is_near = abs(number - right) <= NEAR_NUMBER * right
    return 0.5 if accepted.hedged and is_near and number not in accepted.other_numbers else 0.0


def _grade_date(question: Gradable, text: str, language: Language) -> Grading:
    typed = language.read_date(text)
    if typed is None or question.accepted is None or question.accepted.date is None:
        raise UnreadableAnswerError("not_a_date")
    right = read_date(question.accepted.date)
    return _grading(question, score_date(right, typed), language.date_text(typed), _days_off(right, typed))


def _days_off(right: FactDate, typed: FactDate) -> int | None:
    both_are_days = typed.precision is right.precision is Precision.DAY
    return (typed.first - right.first).days if both_are_days and right.disjoint(typed) else None


def score_date(right: FactDate, typed: FactDate) -> float:
    """Full at the precision asked, for any day of a range and any finer date; half for month and year, a quarter for the year."""
    if right.covers(typed):
        return 1.0
    if not typed.covers(right) or typed.is_range:
        return 0.0
    if typed.precision >= right.asked_precision:
        return 1.0
    return 0.5 if typed.precision is Precision.MONTH else 0.25


def matches(text: str, accepted: AcceptedAnswer, language: Language) -> bool:
    """True for an accepted name: in any case, accent and spelling, with or without small words, with one slip in longer words.

    A slip is not forgiven in digits and abbreviations, nor when it leads to the name of something else. Several names side by
    side, “Peja / Pec”, are right when each of them is; beside a right one, a name in `beside` does no harm.
    """
    right, beside = _names_of(accepted, language)
    if right.include(text, language):
        return True
    parts = language.parts(text)
    is_right = [right.include(part, language) for part in parts]
    return any(is_right) and all(one or beside.include(part, language) for one, part in zip(is_right, parts, strict=True))


@dataclass(frozen=True)
class _Name:
    """A name as its words, and the abbreviations among them, which must be typed as they are."""

    words: tuple[str, ...]
    capitals: frozenset[str]

    def forgives(self, typed: tuple[str, ...]) -> bool:
        """True when each word is the name's, or is one slip away from a long word of it."""
        if len(self.words) != len(typed):
            return False
        pairs = zip(typed, self.words, strict=True)
        return all(one == word or (self._forgivable(word) and one_edit_apart(one, word)) for one, word in pairs)

    def _forgivable(self, word: str) -> bool:
        return len(word) >= SHORTEST_FORGIVEN_WORD and word.isalpha() and word not in self.capitals


@dataclass(frozen=True)
class _Names:
    """Names that are right, and names of other things, each also run together: “multi ethnic” is “multiethnic”."""

    exact: frozenset[str]
    close: tuple[_Name, ...]
    refused_exact: frozenset[str]
    refused_close: tuple[_Name, ...]

    def include(self, text: str, language: Language) -> bool:
        typed = language.readings(text)
        joined = {"".join(words) for words in typed}
        if joined & self.exact:
            return True
        if joined & self.refused_exact or any(name.forgives(words) for words in typed for name in self.refused_close):
            return False
        return any(name.forgives(words) for words in typed for name in self.close)


@lru_cache(maxsize=256)
def _names_of(accepted: AcceptedAnswer, language: Language) -> tuple[_Names, _Names]:
    """What is right, and what may stand beside it."""
    refused = _joined(accepted.refused, language), _close(accepted.refused, language)
    right, beside = ((_joined(texts, language), _close(texts, language)) for texts in (accepted.texts, accepted.beside))
    return _Names(*right, *refused), _Names(*beside, *refused)


def _joined(names: tuple[str, ...], language: Language) -> frozenset[str]:
    words = [language.normalise(name) for name in names]
    return frozenset("".join(one) for full in words for one in (full, language.without_lead(full)) if one)


def _close(names: tuple[str, ...], language: Language) -> tuple[_Name, ...]:
    return tuple(_Name(language.normalise(name), _capitals(name)) for name in names)


def _capitals(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in name.split() if len(word) > 1 and word.upper() == word)
