"""Which questions a form may hold for one learner."""

from collections.abc import Mapping

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.bank.models.facts import Importance
from kfor_quiz.bank.models.questions import QuestionQuerySet
from kfor_quiz.engine.assembly import Candidate, Priority
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Grade
from kfor_quiz.quizzes.plans import Pool

RECENT_GRADES = 500


def form_candidates(*, pool: Pool, learner: User | None = None) -> list[Candidate]:
    """The published questions of a pool, what the learner missed before all else. Two queries, one for nobody in particular.

    A candidate's id is the number of its current version. Questions of approved exam forms are kept out.
    """
    return read_candidates(pool_questions(pool), fact_priorities(learner, pool.pack) if learner else {})


def read_candidates(questions: QuestionQuerySet, priorities: Mapping[str, Priority]) -> list[Candidate]:
    """Published questions as forms are drawn from them. One query."""
    rows = questions.order_by("key").values_list("current_version_id", "kind", "topic__key", "template__key", "discloses")
    return [
        Candidate(
            id=str(version),
            kind=Kind(kind),
            topic=topic,
            facts=frozenset(discloses["asks"]),
            group=template or "",
            gives_before=frozenset(discloses["before"]),
            gives_after=frozenset(discloses["after"]),
            priority=min(priorities.get(fact, Priority.NEW) for fact in discloses["asks"]),
        )
        for version, kind, topic, template, discloses in rows
    ]


def pool_questions(pool: Pool) -> QuestionQuerySet:
    """The published questions of a pool, without those that approved exam forms keep to themselves."""
    questions = Question.objects.for_practice().filter(pack=pool.pack)
    if pool.topics:
        questions = questions.filter(topic__key__in=pool.topics)
    if pool.fact_kinds:
        questions = questions.filter(fact__kind__in=pool.fact_kinds)
    if pool.core_only:
        questions = questions.filter(importance=Importance.CORE)
    if pool.kinds:
        questions = questions.filter(kind__in=pool.kinds)
    return questions


def fact_priorities(learner: User, pack: Pack) -> dict[str, Priority]:
    """For each fact of the pack lately asked, by its key, whether the learner's last answer to it was wrong.

    A key names a fact within its pack only: what was answered in another pack says nothing here.
    """
    priorities: dict[str, Priority] = {}
    grades = Grade.objects.filter(learner=learner, question_version__question__pack=pack).order_by("-created_at", "-pk")
    for outcomes in grades.values_list("outcomes", flat=True)[:RECENT_GRADES]:
        for fact, outcome in outcomes.items():
            priorities.setdefault(fact, Priority.KNOWN if outcome == 1 else Priority.MISSED)
    return priorities
