"""How far an answer is from the right one, in words: “the right answer is eight days earlier”, “2 of 3 found, 1 wrong”."""

import datetime as dt

from django.utils.translation import gettext as _

from kfor_quiz.bank.models import Option, QuestionVersion
from kfor_quiz.engine.arranging import STRANGE, misplaced
from kfor_quiz.engine.language import Language
from kfor_quiz.engine.questions import AcceptedAnswer, Answer, Kind
from kfor_quiz.quizzes.rows import GradedRow


def describe_miss(version: QuestionVersion, options: list[Option], answer: Answer, graded: GradedRow, language: Language) -> str:
    """What an answer misses, as it was understood when it was graded. Empty where that says no distance."""
    kind, accepted = Kind(version.question.kind), version.accepted_answer()
    if kind is Kind.RECALL_LIST and accepted:
        return _describe_recall(graded.members, len(accepted.members))
    if accepted:
        return _describe_typed(accepted, graded, language)
    if kind is Kind.ORDERING:
        return _describe_order(options, list(answer))
    if isinstance(answer, dict):
        lefts = version.left_items()
        words = {"right": sum(answer.get(left.key) == left.option_key for left in lefts), "all": len(lefts)}
        return _("%(right)d of %(all)d matched") % words
    return _describe_chosen(kind, options, answer, language)


def _describe_chosen(kind: Kind, options: list[Option], answer: str | list[str], language: Language) -> str:
    chosen = [option for option in options if option.key in answer]
    keys = [option for option in options if option.is_key]
    if kind is Kind.MULTIPLE_RESPONSE:
        return _describe_hits(sum(option.is_key for option in chosen), len(keys), len(chosen))
    if kind is Kind.SINGLE_CHOICE and chosen and keys:
        return _describe_step(chosen[0].sort_value, keys[0].sort_value, language)
    return ""


def _describe_order(options: list[Option], answer: list[str]) -> str:
    right = [option.key for option in sorted(options, key=lambda option: option.sort_value)]
    pairs = len(right) * (len(right) - 1) // 2
    words = {"right": pairs - len(misplaced(answer, right)), "pairs": pairs}
    return _("%(right)d of %(pairs)d pairs in the right order") % words


def _describe_recall(members: tuple[int, ...], count: int) -> str:
    hits = len({*members} - {STRANGE})
    return _describe_hits(hits, count, hits + members.count(STRANGE))


def _describe_hits(hits: int, keys: int, chosen: int) -> str:
    words = {"hits": hits, "keys": keys, "wrong": chosen - hits}
    return _("%(hits)d of %(keys)d found, %(wrong)d wrong") % words if chosen > hits else _("%(hits)d of %(keys)d found") % words


def _describe_step(chosen: str, right: str, language: Language) -> str:
    """From one sort value to another: figures are digits, dates their first and last day."""
    if chosen.isdecimal() and right.isdecimal():
        return _figure_distance(int(right) - int(chosen), language)
    days = [_single_day(chosen), _single_day(right)]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return ""
    return _day_distance((days[1] - days[0]).days, language)


def _day_distance(days: int, language: Language) -> str:
    return _("the right answer is %(distance)s") % {"distance": language.day_distance(days)}


def _single_day(sort_value: str) -> dt.date | None:
    first, _space, last = sort_value.partition(" ")
    return dt.date.fromisoformat(first) if first and first == last else None


def _figure_distance(difference: int, language: Language) -> str:
    number = language.number_text(abs(difference))
    return _("%(number)s more") % {"number": number} if difference > 0 else _("%(number)s fewer") % {"number": number}


def _describe_typed(accepted: AcceptedAnswer, graded: GradedRow, language: Language) -> str:
    """For a date or a figure; nothing for names."""
    if accepted.date is not None:
        return _describe_date(graded, language)
    number = language.read_number(graded.read_as) if accepted.number is not None else None
    if number is None or accepted.number is None:
        return ""
    if number == accepted.number:
        return "" if graded.score else _("the question asks for %(unit)s") % {"unit": accepted.unit}
    return _figure_distance(accepted.number - number, language)


def _describe_date(graded: GradedRow, language: Language) -> str:
    if graded.off_by_days is not None:
        return _day_distance(-graded.off_by_days, language)
    if graded.score == 0.5:
        return _("month and year")
    return _("the year") if graded.score else ""
