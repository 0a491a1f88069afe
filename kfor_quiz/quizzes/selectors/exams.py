"""The page from which an exam is started."""

from collections import defaultdict

from django.conf import settings
from django.db.models import Count, Q

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack
from kfor_quiz.engine.passing import Points, guessed_points, guesses_of_form, pass_chance
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Mode
from kfor_quiz.quizzes.plans import Plan, plan_exam, time_for
from kfor_quiz.quizzes.rows import ChanceRow, ExamRow
from kfor_quiz.quizzes.selectors.candidates import pool_questions
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
    """How often somebody passes who knows a share of the facts; none where there is nothing to ask."""
    by_kind = _guesses(plan)
    if not by_kind:
        return ()
    guesses, pass_mark = guesses_of_form(by_kind, plan.length), plan.pass_mark or 0
    chances = {percent: pass_chance(guesses, known=percent / 100, pass_mark=pass_mark) for percent in KNOWN_PERCENTS}
    return tuple(ChanceRow(percent, chance, chance_words(chance)) for percent, chance in chances.items())


def _guesses(plan: Plan) -> dict[Kind, list[Points]]:
    """What each question that could be asked earns who guesses, by kind. One query."""
    every = Count("current_version__options")
    right = Count("current_version__options", filter=Q(current_version__options__is_key=True))
    rows = pool_questions(plan.pool).annotate(options=every, keys=right).order_by("key")
    found: dict[Kind, list[Points]] = defaultdict(list)
    for kind, options, keys in rows.values_list("kind", "options", "keys"):
        found[Kind(kind)].append(guessed_points(Kind(kind), options=options, keys=keys))
    return dict(found)
