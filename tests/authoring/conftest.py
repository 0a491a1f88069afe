"""An administrator, an instructor and the invented pack."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from kfor_quiz.accounts.models import Role, User
from kfor_quiz.bank.models import Pack
from kfor_quiz.quizzes.services.quizzes import sync_quizzes
from tests.bank.packs import lighthouse, load
from tests.factories import MembershipFactory, UserFactory

SignIn = Callable[[User], Client]


@pytest.fixture
def loaded(db: None) -> Pack:
    """The lighthouse pack with its questions and quizzes."""
    pack, _, _ = load(lighthouse())
    sync_quizzes(pack=pack)
    return pack


@pytest.fixture
def instructor(db: None) -> User:
    user = UserFactory.create(username="instructor")
    MembershipFactory.create(user=user, role=Role.INSTRUCTOR, from_date=dt.date(2020, 1, 1))
    return user


@pytest.fixture
def admin_page(administrator: User, sign_in: SignIn) -> Client:
    return sign_in(administrator)


@pytest.fixture
def author_page(instructor: User, sign_in: SignIn) -> Client:
    return sign_in(instructor)
