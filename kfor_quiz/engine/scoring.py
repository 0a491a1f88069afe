"""What an answer is worth, and what it says of the fact asked."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    return _grading(question, score_number(number, question.accepted), language.number_text(number))


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

    A slip is not forgiven in digits and abbreviations, nor when it leads to the name of something else.
    """
    typed = _readings(language.normalise(text), language)
    exact = _normalised(accepted.texts, language)
    if any(_joined(words) in exact for words in typed):
        return True
    refused = _normalised(accepted.refused, language)
    if any(_joined(words) in refused for words in typed):
        return False
    if any(_forgiven(words, name, language) for words in typed for name in accepted.refused):
        return False
    return any(_forgiven(words, name, language) for words in typed for name in accepted.texts)


def _readings(words: tuple[str, ...], language: Language) -> list[tuple[str, ...]]:
    """The answer as typed, and without small words in front."""
    return [reading for reading in dict.fromkeys((words, language.without_lead(words))) if reading]


def _joined(words: tuple[str, ...]) -> str:
    """The words run together, so that “multi ethnic” is “multiethnic”."""
    return "".join(words)


def _normalised(names: tuple[str, ...], language: Language) -> set[str]:
    found = {_joined(reading) for name in names for reading in _readings(language.normalise(name), language)}
    return found - {""}


def _forgiven(typed: tuple[str, ...], name: str, language: Language) -> bool:
    """True when each word is the name's, or is one slip away from a long word of it."""
    words = language.normalise(name)
    if len(words) != len(typed):
        return False
    capitals = {word.casefold() for word in name.split() if len(word) > 1 and word.upper() == word}
    pairs = zip(typed, words, strict=True)
    return all(one == word or (_forgivable(word, capitals) and one_edit_apart(one, word)) for one, word in pairs)


def _forgivable(word: str, capitals: set[str]) -> bool:
    return len(word) >= SHORTEST_FORGIVEN_WORD and word.isalpha() and word not in capitals
