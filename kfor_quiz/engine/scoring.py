"""What an answer is worth, and what it says of the fact asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kfor_quiz.engine.arranging import score_order, score_pairs, score_recall
from kfor_quiz.engine.dates import FactDate, Precision, read_date
from kfor_quiz.engine.facts import Hedge, MeasureValue
from kfor_quiz.engine.language import Language
from kfor_quiz.engine.lexicon import Lexicon
from kfor_quiz.engine.matching import matches
from kfor_quiz.engine.questions import CHOICE_KINDS, AcceptedAnswer, Answer, Kind
from kfor_quiz.engine.spelling import forgivably_close

Verdict = Literal["right", "partly", "wrong"]

NEAR_NUMBER = 0.05
MOST_CHARACTERS = 200
MOST_LINES = 20


class UnreadableAnswerError(ValueError):
    """The answer is none that could be right or wrong.

    `reason` says why: empty, too_long, too_many, not_a_number, not_a_date, unknown_option, one_option, not_in_order, not_of_kind.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Gradable:
    """What scoring needs of a question: `right` and `wrong` option keys, or an accepted answer and the stem.

    `order` are the keys of an ordering as they belong, `pairs` the option of each left of a matching. `asked_by` is the fact that
    an option of an ordering, or a left, asks; any other question says the same of all its facts.
    """

    kind: Kind
    facts: tuple[str, ...]
    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    asked_by: Mapping[str, str] = field(default_factory=dict)
    accepted: AcceptedAnswer | None = None
    stem: str = ""


@dataclass(frozen=True)
class Grading:
    """`score` and each fact's outcome lie between 0 and 1. `read_as` is how a typed date or number was understood.

    `off_by_days` is how far a full date was from the right one (typed minus right); None where that says nothing. `members` is, for
    each line of a recalled list, the number of the member that it names (`arranging.Recalled`).
    """

    score: float
    outcomes: dict[str, float]
    read_as: str = ""
    off_by_days: int | None = None
    members: tuple[int, ...] = ()


def grade(question: Gradable, answer: Answer, lexicon: Lexicon) -> Grading:
    """Score an answer. `lexicon` is that of the question's pack. Raise UnreadableAnswerError for what is no answer."""
    if question.kind in CHOICE_KINDS:
        return _grading(question, _score_chosen(question, _keys(answer)))
    if question.kind is Kind.ORDERING:
        return _grade_order(question, _keys(answer))
    if question.kind is Kind.MATCHING:
        return _grade_pairs(question, answer)
    if question.kind is Kind.RECALL_LIST:
        return _grade_recall(question, answer, lexicon)
    return _grade_typed(question, answer, lexicon)


def verdict_of(score: float) -> Verdict:
    """What a score of 0 to 1 is called."""
    if score == 1:
        return "right"
    return "partly" if score > 0 else "wrong"


def _keys(answer: Answer) -> list[str]:
    if isinstance(answer, dict):
        raise UnreadableAnswerError("not_of_kind")
    return [answer] if isinstance(answer, str) else answer


def _grade_order(question: Gradable, keys: list[str]) -> Grading:
    if sorted(keys) != sorted(question.order):
        raise UnreadableAnswerError("not_in_order" if {*keys} <= {*question.order} else "unknown_option")
    score, outcomes = score_order(keys, question.order)
    return Grading(score, {question.asked_by[key]: outcome for key, outcome in outcomes.items()})


def _grade_pairs(question: Gradable, answer: Answer) -> Grading:
    if not isinstance(answer, dict):
        raise UnreadableAnswerError("not_of_kind")
    if not answer:
        raise UnreadableAnswerError("empty")
    if not (answer.keys() <= question.pairs.keys() and {*answer.values()} <= question.right | question.wrong):
        raise UnreadableAnswerError("unknown_option")
    score, outcomes = score_pairs(answer, question.pairs)
    return Grading(score, {question.asked_by[left]: outcome for left, outcome in outcomes.items()})


def _grade_recall(question: Gradable, answer: Answer, lexicon: Lexicon) -> Grading:
    if isinstance(answer, dict) or question.accepted is None:
        raise UnreadableAnswerError("not_of_kind")
    lines = [_written(line) for line in ([answer] if isinstance(answer, str) else answer)]
    if not 0 < len(lines) <= MOST_LINES:
        raise UnreadableAnswerError("too_many" if lines else "empty")
    recalled = score_recall(lines, question.accepted, lexicon, question.facts)
    return Grading(recalled.score, dict.fromkeys(question.facts, recalled.score), members=recalled.members)


def _written(text: str) -> str:
    text = text.strip()
    if not text or len(text) > MOST_CHARACTERS:
        raise UnreadableAnswerError("too_long" if text else "empty")
    return text


def _grade_typed(question: Gradable, answer: Answer, lexicon: Lexicon) -> Grading:
    if not isinstance(answer, str) or question.accepted is None:
        raise UnreadableAnswerError("not_of_kind")
    text = _written(answer)
    if question.accepted.number is not None:
        return _grade_number(question, question.accepted, text, lexicon)
    if question.accepted.date is not None:
        return _grade_date(question, read_date(question.accepted.date), text, lexicon.language)
    return _grading(question, float(matches(text, question.accepted, lexicon, question.facts, question.stem)))


def _grading(question: Gradable, score: float, read_as: str = "", off_by_days: int | None = None) -> Grading:
    return Grading(score, dict.fromkeys(question.facts, score), read_as, off_by_days)


def _score_chosen(question: Gradable, chosen: list[str]) -> float:
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


def _grade_number(question: Gradable, accepted: AcceptedAnswer, text: str, lexicon: Lexicon) -> Grading:
    language = lexicon.language
    number = language.read_number(text)
    if number is None:
        raise UnreadableAnswerError("not_a_number")
    read_as, behind = language.number_text(number), language.unit_behind(text)
    fact_key = next((key for key in question.facts if key in lexicon.figures), "")
    if _counts_something_else(behind, accepted.unit, lexicon, fact_key):
        return _grading(question, 0.0, f"{read_as} {behind}")
    if _bounds_the_other_way(language.bound(text), lexicon.figures.get(fact_key)):
        return _grading(question, 0.0, text)
    return _grading(question, score_number(number, accepted, lexicon.other_numbers(fact_key)), read_as)


def _bounds_the_other_way(typed: Hedge | None, measure: MeasureValue | None) -> bool:
    """True for “over 800” where the fact is a ceiling of 800, and the other way round."""
    return measure is not None and {typed, measure.hedge} == {Hedge.AT_MOST, Hedge.MORE_THAN}


def _counts_something_else(behind: str, unit: str, lexicon: Lexicon, fact_key: str) -> bool:
    """True when the words behind a number name another unit, and more fully than the unit asked: “5 brigades” for task forces.

    Words that name no unit, as in “5 of them”, do no harm; nor do any where the question names no unit.
    """
    typed = lexicon.language.unit_words(behind)
    if not typed or not unit:
        return False
    right = _shared(typed, lexicon.language.unit_words(unit))
    others = lexicon.other_units(fact_key, unit)
    return any(len(other) > right and _shared(typed, other) == len(other) for other in others)


def _shared(typed: frozenset[str], unit: frozenset[str]) -> int:
    """How many words of the unit were typed, with one slip in longer words."""
    return sum(any(one == word or forgivably_close(one, word) for one in typed) for word in unit)


def score_number(number: int, accepted: AcceptedAnswer, other_numbers: frozenset[int]) -> float:
    """The printed figure is right; within 5 % earns half where the source hedges, unless it is another true figure."""
    if number == accepted.number:
        return 1.0
    right = accepted.number or 0
    is_near = abs(number - right) <= NEAR_NUMBER * right
    return 0.5 if accepted.hedged and is_near and number not in other_numbers else 0.0


def _grade_date(question: Gradable, right: FactDate, text: str, language: Language) -> Grading:
    typed = language.read_date(text)
    if typed is None:
        raise UnreadableAnswerError("not_a_date")
    return _grading(question, score_date(right, typed), language.date_text(typed), _days_off(right, typed))


def _days_off(right: FactDate, typed: FactDate) -> int | None:
    both_are_days = typed.precision is right.precision is Precision.DAY
    return (typed.first - right.first).days if both_are_days and right.disjoint(typed) else None


def score_date(right: FactDate, typed: FactDate) -> float:
    """Full at the precision asked, for any day of a range and any finer date; half for month and year, a quarter for the year."""
    if right.covers(typed):
        return 1.0
    is_days = typed.is_range and typed.precision is Precision.DAY
    if not typed.covers(right) or is_days:
        return 0.0
    if typed.asked_precision >= right.asked_precision:
        return 1.0
    return 0.5 if typed.asked_precision is Precision.MONTH else 0.25
