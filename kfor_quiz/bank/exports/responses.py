"""Grading answers that come as JSON lines."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from kfor_quiz.bank.exports.questions import export_id
from kfor_quiz.bank.models import Pack, Question, QuestionFact, QuestionVersion
from kfor_quiz.bank.selectors.knowledge import gradable_of, told_facts
from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.engine.lexicon import Lexicon
from kfor_quiz.engine.questions import TYPED_KINDS, Answer, Kind
from kfor_quiz.engine.scoring import Gradable, Grading, UnreadableAnswerError, grade

# What cannot be read earns nothing, as it would on paper; what was never on offer is a mistake of the file.
_WORTH_NOTHING = {
    "empty": "There is no answer.",
    "too_long": "The answer is too long.",
    "too_many": "There are too many answers.",
    "not_a_number": "This is no number.",
    "not_a_date": "This is no date.",
}
_MISTAKES = {
    "unknown_option": "a response names an option that the question does not have, or names one twice",
    "one_option": "this question takes one option",
    "not_in_order": "this question takes each of its options once, in their order",
}
# What a response must be where it is not a list of option ids.
_SHAPES: dict[Kind, tuple[tuple[type, ...], str]] = {
    **dict.fromkeys(TYPED_KINDS, ((str,), "a text")),
    Kind.RECALL_LIST: ((str, list), "a list of texts"),
    Kind.MATCHING: ((dict,), "an object with an option id for each left"),
}


class LineError(ValueError):
    """A line that is no response to a published question."""


@dataclass(frozen=True)
class GradedLine:
    """The reply to one line: `reply` as JSON, and an `error` that names the line if it could not be graded."""

    reply: str
    error: str = ""


@dataclass(frozen=True)
class _Known:
    """A published question as it is graded and explained."""

    gradable: Gradable
    lexicon: Lexicon
    rationales: dict[str, str]
    statement: str


def grade_lines(lines: Iterable[str]) -> Iterator[GradedLine]:
    """Grade each line `{"question": id, "response": …}`; blank lines are passed over, wrong ones give an error each."""
    known = _published()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield GradedLine(json.dumps(_grade(known, *_read(line)), ensure_ascii=False))
        except LineError as error:
            sentence = f"line {number}: {error}"
            reply: dict[str, Any] = {"score": None, "outcomes": {}, "feedback": sentence}
            yield GradedLine(json.dumps(reply, ensure_ascii=False), error=sentence)


def _published() -> dict[str, _Known]:
    rows = (
        Question.objects.published()
        .filter(current_version__isnull=False)
        .select_related("pack", "current_version__question")
        .prefetch_related("current_version__options__fact", Prefetch("current_version__fact_links", QuestionFact.objects.asked()))
    )
    lexicons = {pack.pk: lexicon_for(pack) for pack in Pack.objects.all()}
    return {export_id(row): _know(row, row.current_version, lexicons[row.pack_id]) for row in rows if row.current_version}


def _know(row: Question, version: QuestionVersion, lexicon: Lexicon) -> _Known:
    return _Known(
        gradable=gradable_of(version),
        lexicon=lexicon,
        rationales={option.key: option.rationale for option in version.options.all()},
        statement=" ".join(fact.statement for fact in told_facts(row, version)),
    )


def _read(line: str) -> tuple[str, Answer]:
    """The question's id and the response of one line."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(f"is not JSON: {error}") from error
    if not isinstance(data, dict) or not {"question", "response"} <= data.keys():
        raise LineError('is not an object with "question" and "response"')
    question, response = data["question"], data["response"]
    if not isinstance(question, str):
        raise LineError('"question" is not a text')
    parts = [response, *(response.values() if isinstance(response, dict) else response if isinstance(response, list) else ())]
    if not isinstance(response, str | list | dict) or not all(isinstance(part, str) for part in parts[1:]):
        raise LineError('"response" is no text, no list of texts or option ids, and no object of option ids')
    return question, response


def _grade(known: dict[str, _Known], question_id: str, response: Answer) -> dict[str, Any]:
    question = known.get(question_id)
    if question is None:
        raise LineError(f"there is no published question “{question_id[:200]}”")
    shapes, name = _SHAPES.get(question.gradable.kind, ((list,), "a list of option ids"))
    if not isinstance(response, shapes):
        raise LineError(f"this question takes {name}")
    try:
        grading = grade(question.gradable, response, question.lexicon)
    except UnreadableAnswerError as refusal:
        if refusal.reason in _MISTAKES:
            raise LineError(_MISTAKES[refusal.reason]) from refusal
        return _reply(
            Grading(0.0, dict.fromkeys(question.gradable.facts, 0.0)), f"{_WORTH_NOTHING[refusal.reason]} {question.statement}"
        )
    return _reply(grading, _feedback(question, response, grading))


def _feedback(question: _Known, response: Answer, grading: Grading) -> str:
    """What each chosen option is, or how a typed answer was read; then the fact."""
    keys = response.values() if isinstance(response, dict) else [] if isinstance(response, str) else response
    chosen = [question.rationales[key] for key in keys if key in question.rationales]
    read_as = [f"Read as {grading.read_as}."] if grading.read_as else []
    return " ".join(dict.fromkeys([*read_as, *chosen, question.statement]))


def _reply(grading: Grading, feedback: str) -> dict[str, Any]:
    return {"score": grading.score, "outcomes": grading.outcomes, "feedback": feedback}
