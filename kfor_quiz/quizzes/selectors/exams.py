"""The page from which an exam is started."""

from django.conf import settings
from django.db.models import Count

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack
from kfor_quiz.engine.passing import pass_chances
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Mode
from kfor_quiz.quizzes.plans import Plan, Pool, plan_exam, time_for
from kfor_quiz.quizzes.rows import ChanceRow, ExamRow
from kfor_quiz.quizzes.selectors.candidates import pool_questions
from kfor_quiz.quizzes.selectors.predicting import with_counts
from kfor_quiz.quizzes.wording import chance_words, extra_time_words, minutes_of

KNOWN_PERCENTS = (60, 70, 80, 90)


def exam_row(*, pack: Pack, learner: User) -> ExamRow:
    """What the learner is told before an exam of the pack. Two queries."""
    plan = plan_exam(pack)
    running = Attempt.objects.of(learner).unfinished().filter(pack=pack, mode=Mode.EXAM).first()
    return ExamRow(
        pack=pack.key,
        pack_title=pack.title,
        length=plan.length,
        minutes=minutes_of(settings.EXAM_TIME),
        extra_time=extra_time_words(learner.extra_percent, time_for(learner, settings.EXAM_TIME)),
        pass_percent=round(100 * (plan.pass_mark or 0)),
        chances=_chances(plan),
        resume_uuid=running.uuid if running else None,
    )


def _chances(plan: Plan) -> tuple[ChanceRow, ...]:
    """How often somebody passes who knows a share of the facts; none where there is nothing to ask. One query."""
    known = tuple(percent / 100 for percent in KNOWN_PERCENTS)
    chances = pass_chances(_count_alike(plan.pool), length=plan.length, known=known, pass_mark=plan.pass_mark or 0)
    return tuple(ChanceRow(percent, chance, chance_words(chance)) for percent, chance in zip(KNOWN_PERCENTS, chances, strict=False))


def _count_alike(pool: Pool) -> tuple[tuple[Kind, int, int, int], ...]:
    """For each kind, number of options and of keys, how many questions could be asked. One query, a row for each of these."""
    alike = with_counts(pool_questions(pool)).order_by("kind", "options", "keys").values_list("kind", "options", "keys")
    return tuple((Kind(kind), every, keys, questions) for kind, every, keys, questions in alike.annotate(questions=Count("pk")))
