"""A small demo: seven learners of the handbook of lighthouses, for thirty days."""

import datetime as dt
from typing import Any

import pytest
from django.db.models import Model

from kfor_quiz.accounts.models import Cohort, Membership, User
from kfor_quiz.bank.models import Pack
from kfor_quiz.demo.services.making import Size, make_demo
from kfor_quiz.memory.models import Card, Review, Undo
from kfor_quiz.quizzes.models import Attempt, Grade, QuestionReport, Response, Slot
from tests.quizzes.conftest import handbook_rows, pack

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
SIZE = Size(people=7, days=30)
FILLED: tuple[type[Model], ...] = (User, Cohort, Membership, Attempt, Slot, Response, Grade, Card, Review, Undo, QuestionReport)

__all__ = ["handbook_rows", "pack"]


def make(seed: str = "seed", *, now: dt.datetime = NOW, size: Size = SIZE) -> bool:
    """Make a demo, and tell nobody how far it is."""
    return make_demo(size=size, seed=seed, now=now, tell=lambda _number: None)


@pytest.fixture
def demo(pack: Pack) -> None:
    """The demo is made."""
    assert make()


def stored() -> list[list[dict[str, Any]]]:
    """All that a demo fills, column by column."""
    return [list(table._default_manager.order_by("pk").values()) for table in FILLED]
