"""What a learner would score, by what they are expected to recall."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, Option, Pack, Question
from kfor_quiz.bank.models.questions import QuestionQuerySet
from kfor_quiz.engine.passing import guessed_points, kinds_of_form
from kfor_quiz.engine.predicting import Asked, Expected, expect_score
from kfor_quiz.engine.questions import Kind
from kfor_quiz.memory.selectors.recall import Recall, read_recall
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.selectors.candidates import pool_questions


def predict_of_pack(pack: Pack, recall: Recall) -> Expected | None:
    """The points of a self-made exam of the pack for somebody who recalls so much; None where nothing is asked. Two queries."""
    by_kind: defaultdict[Kind, list[Asked]] = defaultdict(list)
    for kind, asked in _read_asked(pool_questions(plan_exam(pack).pool), recall, _facts_of(pack)):
        by_kind[kind].append(asked)
    if not by_kind:
        return None
    counts = kinds_of_form(by_kind, settings.EXAM_QUESTIONS)
    places = (by_kind[kind] for kind in sorted(counts) for _ in range(counts[kind]))
    return expect_score(places, doubt=recall.doubt)


def predict_questions(*, learner: User, pack: Pack, versions: Sequence[int], day: dt.date) -> Expected:
    """The points expected of these very questions, by the numbers of their versions. Four queries."""
    questions = Question.objects.filter(current_version__in=versions)
    recall = read_recall(learner, day)
    asked = _read_asked(questions, recall, _facts_of(pack))
    return expect_score(([one] for _, one in asked), doubt=recall.doubt)


def _facts_of(pack: Pack) -> Mapping[str, int]:
    return dict(Fact.objects.filter(pack=pack).values_list("key", "pk"))


def _read_asked(questions: QuestionQuerySet, recall: Recall, facts: Mapping[str, int]) -> Iterator[tuple[Kind, Asked]]:
    """The kind of each question, with what guessing earns there and how likely it is known. One query."""
    rows = with_counts(questions).values_list("kind", "options", "keys", "discloses")
    for kind, options, keys, discloses in rows:
        known = [recall.chance(facts.get(key, 0)) for key in discloses["asks"]]
        yield Kind(kind), Asked(guessed_points(Kind(kind), options=options, keys=keys), _mean(known))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def with_counts(questions: QuestionQuerySet) -> QuerySet[Any]:
    """Questions with how many `options` each has, and how many `keys` among them."""
    options = Option.objects.filter(version=OuterRef("current_version"))
    return questions.annotate(options=_number_of(options), keys=_number_of(options.filter(is_key=True)))


def _number_of(options: QuerySet[Option]) -> Coalesce:
    return Coalesce(Subquery(options.order_by().values("version").annotate(number=Count("pk")).values("number")), 0)
