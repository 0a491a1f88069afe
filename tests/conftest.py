"""What all tests share."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from kfor_quiz.accounts.models import User
from tests.factories import AdministratorFactory, GuestFactory, UserFactory


@pytest.fixture(autouse=True)
def no_limits_left_over() -> Iterator[None]:
    """Rate limits live in the cache; each test starts without any."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def learner(db: None) -> User:
    return UserFactory.create()


@pytest.fixture
def guest(db: None) -> User:
    return GuestFactory.create()


@pytest.fixture
def administrator(db: None) -> User:
    return AdministratorFactory.create()


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A browser in which the given person is signed in."""

    def open_browser(user: User) -> Client:
        browser = Client()
        browser.force_login(user)
        return browser

    return open_browser
