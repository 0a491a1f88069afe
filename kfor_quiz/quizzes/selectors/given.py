"""What was answered, beside what is right: one row for each kind of answer."""

from dataclasses import dataclass
from typing import Any

from kfor_quiz.bank.models import Option, QuestionVersion
from kfor_quiz.bank.wording import right_answer
from kfor_quiz.engine.arranging import STRANGE, misplaced
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.questions import TYPED_KINDS, AcceptedAnswer, Answer, Kind
from kfor_quiz.quizzes.rows import (
    AnsweredOptionRow,
    Chosen,
    Given,
    GradedRow,
    Matched,
    MatchedRow,
    Ordered,
    OrderedRow,
    Recalled,
    RecalledRow,
    Typed,
)


@dataclass(frozen=True)
class Telling:
    """Which rationales may be told: none that gives away a fact `to_come`, none that repeats one of the `statements` told below.

    `discloses` is that of the question.
    """

    discloses: dict[str, Any]
    to_come: frozenset[str]
    statements: frozenset[str]

    def rationale(self, option: Option) -> str:
        """The rationale of an option, or nothing."""
        if option.rationale in self.statements or not self._facts(option).isdisjoint(self.to_come):
            return ""
        return option.rationale

    def _facts(self, option: Option) -> set[str]:
        """Keys of the facts that the rationale tells: the one it is taken from, and those that its words give away."""
        told = self.discloses.get("rationales", {}).get(option.key, [])
        return {*told, option.fact.key} if option.fact else set(told)


def given_row(version: QuestionVersion, options: list[Option], answer: Answer | None, graded: GradedRow, telling: Telling) -> Given:
    """The answer in the form that its kind has, None where it was left open. `options` are in the order that the learner sees."""
    kind, accepted = Kind(version.question.kind), version.accepted_answer()
    if answer is None:
        answer = nothing(kind)
    if accepted and kind in TYPED_KINDS:
        language = LANGUAGES[version.question.pack.language]
        return Typed(str(answer), graded.read_as, right_answer(accepted, asks=version.asks, language=language))
    if accepted:
        return _recalled(accepted, list(answer), graded)
    if kind is Kind.ORDERING:
        return _ordered(options, list(answer), telling)
    if kind is Kind.MATCHING and isinstance(answer, dict):
        return _matched(version, options, answer, telling)
    below = dict(zip((option.key for option in options), (left.text for left in version.left_items()), strict=False))
    return Chosen(tuple(_chosen(option, answer, telling, below.get(option.key, "")) for option in options))


def nothing(kind: Kind) -> Answer:
    """What is given where a question is left open."""
    if kind is Kind.MATCHING:
        return {}
    return "" if kind in TYPED_KINDS else []


def _chosen(option: Option, answer: Answer, telling: Telling, below: str = "") -> AnsweredOptionRow:
    return AnsweredOptionRow(option.text, option.is_key, option.key in answer, telling.rationale(option), below)


def _ordered(options: list[Option], answer: list[str], telling: Telling) -> Ordered:
    right = sorted(options, key=lambda option: option.sort_value)
    text = {option.key: option.text for option in options}
    wrong = misplaced(answer, [option.key for option in right]) if answer else []
    rows = (
        OrderedRow(option.text, given, given == place, telling.rationale(option))
        for place, option in enumerate(right, start=1)
        for given in [answer.index(option.key) + 1 if answer else 0]
    )
    return Ordered(tuple(rows), tuple((text[one], text[other]) for one, other in wrong))


def _matched(version: QuestionVersion, options: list[Option], answer: dict[str, str], telling: Telling) -> Matched:
    text = {option.key: option.text for option in options}
    rows = (
        MatchedRow(left.text, text.get(given, ""), text[left.option_key], given == left.option_key)
        for left in version.left_items()
        for given in [answer.get(left.key, "")]
    )
    chosen = list(answer.values())
    return Matched(tuple(rows), tuple(_chosen(option, chosen, telling) for option in options if not option.is_key))


def _recalled(accepted: AcceptedAnswer, lines: list[str], graded: GradedRow) -> Recalled:
    names = [member[0] for member in accepted.members]
    rows = (
        RecalledRow(line, "" if member == STRANGE else names[member], member != STRANGE and member in graded.members[:place])
        for place, (line, member) in enumerate(zip(lines, graded.members, strict=True))
    )
    return Recalled(tuple(rows), tuple(name for number, name in enumerate(names) if number not in graded.members))
