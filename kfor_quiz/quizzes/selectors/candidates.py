"""Which questions a form may hold for one learner."""

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.engine.assembly import Candidate
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Grade, Quiz

RECENT_GRADES = 500
MISSED, NEW, KNOWN = 0, 1, 2


def form_candidates(*, learner: User, quiz: Quiz) -> list[Candidate]:
    """The published questions that the quiz may ask, what the learner missed before all else. Two queries.

    A candidate's id is the number of its current version.
    """
    questions = Question.objects.published().filter(pack=quiz.pack, current_version__isnull=False)
    if topics := quiz.blueprint.get("topics"):
        questions = questions.filter(topic__key__in=topics)
    if fact_kinds := quiz.blueprint.get("fact_kinds"):
        questions = questions.filter(fact__kind__in=fact_kinds)
    priorities = fact_priorities(learner, quiz.pack)
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
            priority=min(priorities.get(fact, NEW) for fact in discloses["asks"]),
        )
        for version, kind, topic, template, discloses in rows
    ]


def fact_priorities(learner: User, pack: Pack) -> dict[str, int]:
    """For each fact of the pack lately asked, by its key, whether the learner's last answer to it was wrong.

    A key names a fact within its pack only: what was answered in another pack says nothing here.
    """
    priorities: dict[str, int] = {}
    grades = Grade.objects.filter(learner=learner, question_version__question__pack=pack).order_by("-created_at", "-pk")
    for outcomes in grades.values_list("outcomes", flat=True)[:RECENT_GRADES]:
        for fact, outcome in outcomes.items():
            priorities.setdefault(fact, KNOWN if outcome == 1 else MISSED)
    return priorities
