"""What an attempt is to be: which questions it may ask, how many, by which rules. `start_planned` makes it one."""

import datetime as dt
import math
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, ExamForm, Mode, Quiz


@dataclass(frozen=True)
class Pool:
    """Which published questions of a pack may be asked: by topic, kind of fact, kind of question. Empty stands for all.

    `core_only` leaves out those on supporting facts.
    """

    pack: Pack
    topics: tuple[str, ...] = ()
    fact_kinds: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    core_only: bool = False


# True or false is for practice only.
EXAM_KINDS = tuple(kind for kind in Kind if kind is not Kind.TRUE_FALSE)


@dataclass(frozen=True)
class Plan:
    """One attempt before it is started. `time_limit` is without anybody's extra time; `pass_mark` is a share of the length.

    Where `quiz` is named, an unfinished attempt of it goes on, and so with `retry_of`, whose missed questions are asked, and with
    `built_from`, the choices of one's own quiz; of exams one in each pack goes on. Anything else starts anew. What was missed is
    asked first, but in an exam. A `title` that is too long to keep is cut when the attempt starts.
    """

    title: str
    pool: Pool
    length: int
    feedback_at_end: bool = False
    mode: Mode = Mode.PRACTICE
    time_limit: dt.timedelta | None = None
    pass_mark: float | None = None
    quiz: Quiz | None = None
    form: ExamForm | None = None
    retry_of: Attempt | None = None
    built_from: str = ""


def plan_quiz(quiz: Quiz) -> Plan:
    """A ready-made quiz, as its pack describes it."""
    blueprint = quiz.blueprint
    pool = Pool(quiz.pack, tuple(blueprint.get("topics") or ()), tuple(blueprint.get("fact_kinds") or ()))
    return Plan(quiz.title, pool, quiz.length, quiz=quiz)


def plan_retry(attempt: Attempt, pack: Pack) -> Plan:
    """What was missed in an attempt from this pack. A retry of a retry is called as the first."""
    title = attempt.title if attempt.retry_of_id else _("Retry: %(title)s") % {"title": attempt.title}
    return Plan(title, Pool(pack), attempt.length, retry_of=attempt)


def suggest_minutes(length: int) -> int:
    """The minutes for so many questions, at the pace of an exam; never less than one."""
    return math.ceil(settings.EXAM_TIME * length / settings.EXAM_QUESTIONS / dt.timedelta(minutes=1))


def plan_exam(pack: Pack) -> Plan:
    """An exam that a learner starts alone: drawn freely from the whole pack."""
    return Plan(
        title=_("Exam: %(pack)s") % {"pack": pack.title},
        pool=Pool(pack, kinds=EXAM_KINDS),
        length=settings.EXAM_QUESTIONS,
        feedback_at_end=True,
        mode=Mode.EXAM,
        time_limit=settings.EXAM_TIME,
        pass_mark=settings.PASS_MARK,
    )


def pool_of_forms(pack: Pack) -> Pool:
    """What fixed forms are drawn from."""
    return Pool(pack, kinds=EXAM_KINDS, core_only=True)


def plan_form(form: ExamForm) -> Plan:
    """An exam that asks a fixed form; it has the time of other exams, in proportion to its length."""
    return Plan(
        title=_("Exam, form %(letter)s: %(pack)s") % {"letter": form.letter, "pack": form.pack.title},
        pool=Pool(form.pack),
        length=form.length,
        feedback_at_end=True,
        mode=Mode.EXAM,
        time_limit=settings.EXAM_TIME * form.length / settings.EXAM_QUESTIONS,
        pass_mark=settings.PASS_MARK,
        form=form,
    )


def time_for(learner: User, time_limit: dt.timedelta) -> dt.timedelta:
    """A time limit with the learner's extra time, in whole seconds."""
    return dt.timedelta(seconds=round(time_limit.total_seconds() * float(learner.extra_time)))
