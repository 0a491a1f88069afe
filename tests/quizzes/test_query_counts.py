"""What a request asks of the database is a constant, however large the bank, the cohort and the history."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question, QuestionVersion
from kfor_quiz.bank.selectors.contents import attach_contents
from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.quizzes.models import Quiz, Response
from kfor_quiz.quizzes.plans import Plan, Pool, plan_exam
from kfor_quiz.quizzes.services.attempts import start_attempt, start_planned
from kfor_quiz.quizzes.services.submitting import submit_attempt
from tests.factories import CohortFactory, MembershipFactory
from tests.quizzes.answers import HTMX, answer_url, finish, right, slot_of
from tests.quizzes.conftest import NOW

# BEGIN and COMMIT, or the savepoint in their place, are among them.
COUNTS = {
    "home": 21,
    "list of quizzes": 8,
    "question": 6,
    "answer": 17,
    "feedback": 6,
    "result": 7,
    "past attempts": 9,
    "builder": 7,
    "before an exam": 7,
    "place of an exam": 6,
    "draft": 10,
    "overview of an exam": 6,
}


@pytest.mark.usefixtures("all_read", "all_met")
def test_every_page_of_a_quiz_takes_as_many_queries_however_large_all_has_grown(browser: Client, learner: User, quiz: Quiz) -> None:
    lexicon_for(quiz.pack)  # read once in each process after each load
    finish(start_attempt(learner=learner, quiz=quiz, now=NOW))
    assert count_all(browser, learner, quiz) == COUNTS
    double_the_bank()
    attach_contents(QuestionVersion.objects.all())
    fill_the_cohort(learner, quiz)
    for _ in range(3):
        grade_again(finish(start_attempt(learner=learner, quiz=quiz, now=NOW)).uuid)
    assert count_all(browser, learner, quiz) == COUNTS


def count_all(browser: Client, learner: User, quiz: Quiz) -> dict[str, int]:
    """The statements of each page; attempts are started for it."""
    plan, exam_plan = Plan("Counted", Pool(quiz.pack), 6), plan_exam(quiz.pack)
    finished, attempt = (start_planned(learner=learner, plan=plan, now=NOW).attempt for _ in range(2))
    exam = start_planned(learner=learner, plan=exam_plan, now=timezone.now()).attempt
    finish(finished)

    def get(name: str, *args: object) -> Callable[[], object]:
        return lambda: browser.get(reverse(name, args=args))

    answer = right(slot_of(attempt))
    draft_url, draft = reverse("quizzes:save", args=[exam.uuid, 2]), {**right(slot_of(exam, 2)), "go": "next"}
    counts = {
        "home": count(get("home")),
        "list of quizzes": count(get("quizzes:list")),
        "question": count(get("quizzes:attempt", attempt.uuid)),
        "answer": count(lambda: browser.post(answer_url(attempt), answer, headers=HTMX)),
        "feedback": count(get("quizzes:slot", attempt.uuid, 1)),
        "result": count(get("quizzes:result", finished.uuid)),
        "past attempts": count(get("quizzes:attempts")),
        "builder": count(get("quizzes:build")),
        "before an exam": count(get("quizzes:exam", quiz.pack.key)),
        "place of an exam": count(get("quizzes:slot", exam.uuid, 1)),
        "draft": count(lambda: browser.post(draft_url, draft, headers=HTMX)),
        "overview of an exam": count(get("quizzes:overview", exam.uuid)),
    }
    submit_attempt(attempt=exam, now=timezone.now())  # the next one starts anew
    return counts


def count(visit: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        visit()
    return len(queries)


def double_the_bank() -> None:
    """Every question once more."""
    for version in QuestionVersion.objects.select_related("question").prefetch_related("options", "fact_links"):
        question, options, links = version.question, version.options.all(), version.fact_links.all()
        as_new(question, uuid=uuid.uuid4(), key=f"{question.key}-again", current_version=None)
        as_new(version, question=question)
        for one in (*options, *links):
            as_new(one, **{"version" if one in options else "question_version": version})
        Question.objects.filter(pk=question.pk).update(current_version=version)


def as_new(row: Model, **columns: object) -> None:
    """Store a row a second time, with some columns of its own."""
    for name, value in {"pk": None, **columns}.items():
        setattr(row, name, value)
    row._state.adding = True
    row.save()


def fill_the_cohort(learner: User, quiz: Quiz) -> None:
    """Five others learn with the learner, and each has taken the quiz."""
    cohort = CohortFactory.create()
    MembershipFactory.create(cohort=cohort, user=learner, from_date=dt.date(2020, 1, 1))
    for _ in range(5):
        other = MembershipFactory.create(cohort=cohort, from_date=dt.date(2020, 1, 1)).user
        finish(start_attempt(learner=other, quiz=quiz, now=NOW))


def grade_again(attempt: uuid.UUID) -> None:
    """A second grade for every answer."""
    for response in Response.objects.filter(slot__attempt__uuid=attempt).prefetch_related("grades"):
        first = response.grades.all()[0]
        as_new(first, number=2, score=0.5)
