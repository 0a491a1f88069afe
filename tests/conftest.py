"""What all tests share."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import settings as hypothesis_settings

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.selectors.contents import forget_contents
from tests.factories import AdministratorFactory, GuestFactory, UserFactory

# How long an example takes depends on what else the machine does.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def no_limits_left_over() -> Iterator[None]:
    """Rate limits live in the cache; each test starts without any."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def nothing_read_yet() -> None:
    """Contents of questions are kept by their numbers, which tests that are rolled back give out again."""
    forget_contents()


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
