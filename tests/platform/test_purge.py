import datetime as dt
import io
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import purge_guests
from kfor_quiz.operations.management.commands import prepare
from kfor_quiz.quizzes.models import Attempt, Response
from tests.factories import GuestFactory
from tests.platform.conftest import Site, answer, start


def test_a_guest_who_has_answered_is_erased_and_the_answers_stay(site: Site) -> None:
    guest = site.people["guest"]
    browser = site.open_browser("guest")
    answer(browser, start(browser, reverse("quizzes:start", args=["lighthouse", "all"])), 1)
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


def test_every_start_removes_guests_who_were_not_seen_for_thirty_days(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = timezone.now() - dt.timedelta(days=31)
    guest = GuestFactory.create(date_joined=long_ago, last_login=long_ago)
    monkeypatch.setattr(prepare, "prepare_static_files", lambda: False)
    assert run_prepare() == ["Guests not seen for 30 days are removed: 1."]
    assert not User.objects.filter(pk=guest.pk).exists()
    assert User.objects.filter(pk=site.people["guest"].pk, is_active=True).exists()
    assert run_prepare() == []


def run_prepare() -> list[str]:
    """What `prepare` says beside what loading the content says."""
    output = io.StringIO()
    with patch.object(prepare, "call_command"):
        call_command("prepare", stdout=output)
    return output.getvalue().splitlines()
