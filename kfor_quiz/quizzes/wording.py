"""The words of feedback, and of time."""

import datetime as dt
import math
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kfor_quiz.bank.models import QuestionVersion
from kfor_quiz.bank.models.questions import QUESTION_KINDS
from kfor_quiz.bank.wording import right_answer, verdict_word
from kfor_quiz.engine.calibration import Calibration, Certainty
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.trends import Change, Trend
from kfor_quiz.quizzes.models.answers import CERTAINTIES


def verdict_heading(score: float, *, miss: str) -> str:
    """The verdict in a few words; `miss` says what is missing or how far off the answer was, and may be empty."""
    word = verdict_word(score)
    return _("%(verdict)s: %(miss)s") % {"verdict": word, "miss": miss} if miss and score < 1 else word


def certainty_word(certainty: int | None) -> str:
    """How sure somebody said they were; empty where they did not say."""
    return str(dict(CERTAINTIES)[certainty]) if certainty else ""


def calibration_sentence(calibration: Sequence[Calibration]) -> str:
    """What the answers given as sure were worth. Empty without a calibration."""
    sure = next((row for row in calibration if row.certainty is Certainty.SURE), None)
    if sure is None:
        return ""
    if not sure.answers:
        return _("You were sure of no answer.")
    if sure.right == sure.answers:
        return ngettext("You were sure once, and right.", "You were sure %(answers)d times, and right each time.", sure.answers) % {
            "answers": sure.answers
        }
    words = {"answers": sure.answers, "right": sure.right}
    return (
        ngettext(
            "You were sure once, and not right. That answer stands first below.",
            "You were sure %(answers)d times, and right in %(right)d of them. What was not right stands first below.",
            sure.answers,
        )
        % words
    )


def trend_sentence(trend: Trend, *, attempts: int) -> str:
    """What the last so many attempts were worth against as many before. Empty where there is nothing to compare."""
    if trend.before is None:
        return ""
    sentences = {
        Change.BETTER: _(
            "Getting better: %(now)d %% in your last %(attempts)d attempts, against %(before)d %% in the %(attempts)d before."
        ),
        Change.LEVEL: _(
            "No clear change: %(now)d %% in your last %(attempts)d attempts, against %(before)d %% in the %(attempts)d before."
        ),
        Change.WORSE: _(
            "Lower than before: %(now)d %% in your last %(attempts)d attempts, against %(before)d %% in the %(attempts)d before."
        ),
    }
    words = {"now": trend.now.percent, "before": trend.before.percent, "attempts": attempts}
    return sentences[trend.change or Change.LEVEL] % words


def change_word(change: Change | None) -> str:
    """What became of a share. Empty where there is nothing to compare."""
    words = {Change.BETTER: _("better"), Change.LEVEL: _("no clear change"), Change.WORSE: _("lower")}
    return words[change] if change else ""


def kind_word(kind: Kind) -> str:
    """What a question of this kind asks for, in words that need no explanation."""
    words = {
        "single_choice": _("one right answer"),
        "multiple_response": _("all right answers"),
        "true_false": _("true or false"),
        "which_first": _("which came first"),
        "odd_one_out": _("the odd one out"),
        "typed_text": _("a name or word"),
        "typed_number": _("a number"),
        "typed_date": _("a date"),
        "cloze": _("a gap in a sentence"),
        "recall_list": _("a whole list"),
        "ordering": _("put in order"),
        "matching": _("match pairs"),
        "timeline": _("place on a timeline"),
    }
    return words.get(kind.value) or str(dict(QUESTION_KINDS)[kind.value])


def build_sentence(length: int, time: dt.timedelta | None, *, at_end: bool) -> str:
    """What a quiz of one's own would be: how long at most, in which time, and when the feedback comes."""
    questions = ngettext("one question", "up to %(length)d questions", length) % {"length": length}
    minutes = minutes_of(time) if time else 0
    within = ngettext("in %(minutes)d minute", "in %(minutes)d minutes", minutes) % {"minutes": minutes}
    feedback = _("with feedback at the end") if at_end else _("with feedback after each answer")
    words = {"questions": questions, "within": within, "feedback": feedback}
    return (_("You get %(questions)s %(within)s, %(feedback)s.") if time else _("You get %(questions)s, %(feedback)s.")) % words


def widening(*, topics: bool, kinds: bool) -> str:
    """Why no question matches and which choice to widen: whether other `topics` have such, and these topics other `kinds`."""
    if topics and kinds:
        return _("No question is of these kinds in these topics. Choose more topics or more kinds.")
    if topics:
        return _("Questions of these kinds are in other topics only. Choose more topics.")
    if kinds:
        return _("These topics have questions of other kinds only. Choose more kinds.")
    return _("No question matches. Choose more topics and more kinds, or leave both open.")


def right_answer_typed(version: QuestionVersion) -> str:
    """The right answer as a learner would type it."""
    accepted = version.accepted_answer()
    return right_answer(accepted, asks="", language=LANGUAGES[version.question.pack.language]) if accepted else ""


def minutes_of(time: dt.timedelta) -> int:
    """A time in whole minutes; what is left of one counts as one."""
    return math.ceil(time.total_seconds() / 60)


def extra_time_words(percent: int, time: dt.timedelta) -> str:
    """What somebody has who has more time than others; empty for everybody else."""
    minutes = minutes_of(time)
    sentence = ngettext(
        "You have %(percent)d %% extra time: %(minutes)d minute.",
        "You have %(percent)d %% extra time: %(minutes)d minutes.",
        minutes,
    )
    return sentence % {"percent": percent, "minutes": minutes} if percent else ""


def chance_words(chance: float) -> str:
    """A chance as times of a hundred; never quite all or none where it is not so."""
    times = round(100 * chance)
    if times == 100 and chance < 1:
        return _("more than 99")
    return _("fewer than 1") if times == 0 and chance > 0 else str(times)
