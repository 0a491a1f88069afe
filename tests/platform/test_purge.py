import datetime as dt

import pytest
from django.utils import timezone

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import purge_guests
from kfor_quiz.quizzes.models import Attempt, Response
from tests.platform.conftest import Site, answer, start


def test_a_guest_who_has_answered_is_erased_and_the_answers_stay(site: Site) -> None:
    guest = site.people["guest"]
    browser = site.open_browser("guest")
    answer(browser, start(browser, "all"), 1)
    assert purge_guests(now=timezone.now()) == (0, 0)
    assert purge_guests(now=timezone.now() + dt.timedelta(days=31)) == (0, 1)
    assert purge_guests(now=timezone.now() + dt.timedelta(days=62)) == (0, 0)
    erased = User.objects.get(pk=guest.pk)
    assert erased.username.startswith("erased-")
    assert not erased.is_active
    assert Attempt.objects.get(learner=erased).answered == Response.objects.filter(learner=erased).count() == 1
    assert browser.get("/attempts/").status_code == 302


@pytest.mark.django_db
def test_nobody_to_purge_is_no_fault() -> None:
    assert purge_guests(now=timezone.now()) == (0, 0)
