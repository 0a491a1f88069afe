"""What there is to build a quiz from."""

from dataclasses import dataclass, replace

from django.db.models import Count

from kfor_quiz.bank.models import Pack, Topic
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.plans import Pool
from kfor_quiz.quizzes.selectors.candidates import pool_questions
from kfor_quiz.quizzes.wording import widening


@dataclass(frozen=True)
class MatchRow:
    """How many questions of a pool there are, and on how many facts: a form asks each fact once.

    `advice` says what to choose otherwise where there are none.
    """

    questions: int
    facts: int
    advice: str = ""


def list_topics(pack: Pack) -> list[tuple[str, str]]:
    """The key and the title of each topic of a pack, in its order. One query."""
    return list(Topic.objects.filter(pack=pack, is_retired=False).order_by("order").values_list("key", "title"))


def list_kinds(pack: Pack) -> list[Kind]:
    """The kinds of question that a pack has, in the order of `Kind`. One query."""
    there = set(pool_questions(Pool(pack)).order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in Kind if kind.value in there]


def match_row(pool: Pool) -> MatchRow:
    """One query, and two more where nothing matches."""
    counts = pool_questions(pool).aggregate(questions=Count("pk"), facts=Count("fact", distinct=True))
    return MatchRow(**counts, advice="" if counts["questions"] else _advice(pool))


def _advice(pool: Pool) -> str:
    in_other_topics = bool(pool.topics) and pool_questions(replace(pool, topics=())).exists()
    of_other_kinds = bool(pool.kinds) and pool_questions(replace(pool, kinds=())).exists()
    return widening(topics=in_other_topics, kinds=of_other_kinds)
