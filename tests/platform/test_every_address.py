"""Every address as every role, by every method: nobody gets in where they do not belong, and nothing ends in a fault."""

import pytest
from pytest_django import Settings

from tests.platform.addresses import ADDRESSES, OWNER, SIGNED_IN, build_address, expect_answer, list_names
from tests.platform.conftest import Site

ROLES = ("visitor", "guest", "learner", "owner", "instructor", "administrator")
OF_THE_OWNER = sorted(name for name, (for_whom, _, _) in ADDRESSES.items() if for_whom == OWNER)


def test_the_table_holds_every_address() -> None:
    assert sorted(list_names()) == sorted(ADDRESSES)


@pytest.mark.parametrize("role", ROLES)
def test_no_address_ends_in_a_fault_for(site: Site, role: str) -> None:
    faults = [
        (method, name, status)
        for name in ADDRESSES
        for method in ("get", "head", "post", "put", "delete", "options")
        if (status := getattr(site.open_browser(role), method)(build_address(name, site)).status_code) >= 500
    ]
    assert not faults


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_just_so_for(site: Site, role: str) -> None:
    for name, (_, method, _) in ADDRESSES.items():
        response = site.open_browser(role).generic(method, build_address(name, site))
        expected = expect_answer(name, role)
        if isinstance(expected, str):
            place = response.headers.get("Location", "")
            assert (response.status_code, place if expected == "/" else place[: len(expected)]) == (302, expected), name
        else:
            assert response.status_code == expected, name


@pytest.mark.parametrize("role", ["guest", "learner", "instructor", "administrator"])
def test_what_is_another_persons_is_not_there_by_the_other_method_either_for(site: Site, role: str) -> None:
    for name in OF_THE_OWNER:
        _, method, _ = ADDRESSES[name]
        response = site.open_browser(role).generic("POST" if method == "GET" else "GET", build_address(name, site))
        assert response.status_code == (404 if name in {"quizzes:report", "quizzes:submit"} else 405), name


@pytest.mark.parametrize(("role", "status"), [("visitor", 200), ("guest", 403), ("learner", 403)])
def test_the_administration_is_closed_to(site: Site, role: str, status: int) -> None:
    for address in ("/admin/", "/admin/accounts/user/", "/admin/quizzes/attempt/"):
        response = site.open_browser(role).get(address, follow=True)
        assert response.status_code == status
        assert response.redirect_chain[0] == (f"/admin/login/?next={address}", 302)
        assert ("data-sign-in" in response.text) == (role == "visitor")


def test_a_wrong_method_is_answered_in_words(site: Site) -> None:
    for name, (_, method, _) in ADDRESSES.items():
        if method == "POST":
            response = site.open_browser("owner").get(build_address(name, site))
            assert (response.status_code, "<h1>" in response.text) == (405, True), name


def test_no_method_changes_anything_without_its_token(site: Site, settings: Settings) -> None:
    for name, (for_whom, method, _) in ADDRESSES.items():
        if method == "POST":
            browser = site.open_browser("owner" if for_whom in {SIGNED_IN, OWNER} else "visitor")
            browser.handler.enforce_csrf_checks = True
            assert browser.post(build_address(name, site)).status_code == 403, name
