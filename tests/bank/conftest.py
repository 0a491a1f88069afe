"""The invented pack in the database, and a question written by hand."""

import pytest

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, Pack
from kfor_quiz.bank.services.authored import WrittenOption, WrittenQuestion
from kfor_quiz.bank.services.written import SavedQuestion, save_written_question
from kfor_quiz.engine.questions import Kind
from tests.bank.packs import NOW, lighthouse, load
from tests.factories import AdministratorFactory

BELL = (
    WrittenOption("By hand", is_key=True, rationale="A keeper pulled the rope."),
    WrittenOption("By steam", is_key=False, rationale="There was no engine.", contradicted_by="3/2"),
    WrittenOption("By wind", is_key=False, rationale="Fog comes in still air.", contradicted_by="3/2"),
)


@pytest.fixture
def loaded(db: None) -> Pack:
    """The lighthouse pack with its questions."""
    pack_row, _, _ = load(lighthouse())
    return pack_row


@pytest.fixture
def author(db: None) -> User:
    return AdministratorFactory.create(username="keeper")


@pytest.fixture
def written(loaded: Pack) -> WrittenQuestion:
    fact = Fact.objects.select_related("topic", "pack", "current_version").get(key="fog-bell")
    return WrittenQuestion(fact, Kind.SINGLE_CHOICE, "How did a keeper sound the bell in thick fog?", BELL)


@pytest.fixture
def saved(written: WrittenQuestion, author: User) -> SavedQuestion:
    return save_written_question(written=written, author=author, now=NOW)
