"""People, cohorts and memberships in the admin: ended, never deleted."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kfor_quiz.accounts.models import Cohort, Membership, User
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["cohort", "user", "membership"])
def test_what_attempts_count_for_is_not_deleted(admin_page: Client, name: str) -> None:
    membership = MembershipFactory.create()
    row = getattr(membership, name, membership)
    assert admin_page.post(reverse(f"admin:accounts_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    listed = admin_page.get(reverse(f"admin:accounts_{name}_changelist")).text
    assert "delete_selected" not in listed
    assert type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("name", "sentence"), [("cohort", "A cohort is not deleted"), ("user", "A person is not deleted")])
def test_the_page_says_what_to_do_instead(admin_page: Client, name: str, sentence: str) -> None:
    membership = MembershipFactory.create()
    row: Cohort | User = membership.cohort if name == "cohort" else membership.user
    assert sentence in admin_page.get(reverse(f"admin:accounts_{name}_change", args=[row.pk])).text


def test_a_cohort_is_closed_and_opened_again_from_the_list(admin_page: Client) -> None:
    cohort = MembershipFactory.create().cohort
    address = reverse("admin:accounts_cohort_changelist")
    page = admin_page.post(address, {"action": "close", "_selected_action": [cohort.pk]}, follow=True)
    assert "1 cohort closed." in page.text
    assert Cohort.objects.get().closed_on == Membership.objects.get().to_date == timezone.localdate()
    page = admin_page.post(address, {"action": "reopen", "_selected_action": [cohort.pk]}, follow=True)
    assert "1 cohort opened again." in page.text
    assert Cohort.objects.get().closed_on is None
