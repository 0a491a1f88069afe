"""An invented handbook of lighthouses with its questions, and people who take its quizzes."""

import datetime as dt
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from kfor_quiz.accounts.models import User
from kfor_quiz.bank import models as bank
from kfor_quiz.bank.selectors.contents import attach_contents
from kfor_quiz.memory.models import Card
from kfor_quiz.quizzes.models import Attempt, Quiz
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.services.attempts import start_attempt, start_planned

HANDBOOK = Path(__file__).parents[1] / "content" / "packs" / "lighthouse"
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
TABLES: tuple[type[Model], ...] = (
    bank.Pack,
    bank.Source,
    bank.Topic,
    bank.Passage,
    bank.SourceStatement,
    bank.Entity,
    bank.Predicate,
    bank.Template,
    bank.Fact,
    bank.FactVersion,
    bank.Question,
    bank.QuestionVersion,
    bank.Option,
    bank.QuestionFact,
    Quiz,
)

Rows = dict[type[Model], list[Model]]


@pytest.fixture(scope="session")
def handbook_rows() -> Rows:
    """The rows of the handbook once it was loaded: storing them again is quicker than making all questions anew."""
    return {}


@pytest.fixture
def pack(db: None, handbook_rows: Rows) -> bank.Pack:
    """The handbook: every kind of fact, 66 published questions, two quizzes."""
    if handbook_rows:
        with transaction.atomic():  # facts and versions point at each other
            for table, rows in handbook_rows.items():
                table._default_manager.bulk_create(rows)
    else:
        call_command("load_content", HANDBOOK, stdout=StringIO())
        handbook_rows |= {table: list(table._default_manager.all()) for table in TABLES}
    return bank.Pack.objects.get()


@pytest.fixture
def all_read(pack: bank.Pack) -> None:
    """This process has read what every question says, as one has that served learners for a while."""
    attach_contents(bank.QuestionVersion.objects.all())


@pytest.fixture
def all_met(learner: User, pack: bank.Pack) -> None:
    """The learner has a card of every fact."""
    Card.objects.bulk_create(Card(learner=learner, fact=fact) for fact in bank.Fact.objects.all())


@pytest.fixture
def quiz(pack: bank.Pack) -> Quiz:
    """Ten questions, from all topics."""
    return Quiz.objects.on_offer().get(key="all")


@pytest.fixture
def attempt(learner: User, quiz: Quiz) -> Attempt:
    """The learner has just started the quiz."""
    return start_attempt(learner=learner, quiz=quiz, now=NOW)


@pytest.fixture
def exam(learner: User, pack: bank.Pack) -> Attempt:
    """The learner has just started an exam of the handbook: twenty minutes, feedback at the end."""
    return start_planned(learner=learner, plan=plan_exam(pack), now=NOW).attempt


@pytest.fixture
def running(learner: User, pack: bank.Pack) -> Attempt:
    """An exam that the learner has started at this moment: pages look at the real clock."""
    return start_planned(learner=learner, plan=plan_exam(pack), now=timezone.now()).attempt


@pytest.fixture
def browser(learner: User, sign_in: Callable[[User], Client]) -> Client:
    """A browser in which the learner is signed in."""
    return sign_in(learner)
