"""Every address as every role, by every method: nobody gets in where they do not belong, and nothing ends in a fault."""

import pytest
from pytest_django import Settings

from tests.platform.addresses import ADDRESSES, ALL, OWNER, SIGNED_IN, build_address, list_names
from tests.platform.conftest import Site

ROLES = ("visitor", "guest", "learner", "owner", "instructor", "administrator")
OF_PEOPLE = sorted(name for name, (for_whom, _, _) in ADDRESSES.items() if for_whom != ALL)
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


def test_visitors_are_asked_to_sign_in(site: Site) -> None:
    for name in OF_PEOPLE:
        _, method, _ = ADDRESSES[name]
        response = site.open_browser("visitor").generic(method, build_address(name, site))
        assert (response.status_code, response.headers.get("Location", "")[:17]) == (302, "/accounts/login/?"), name


@pytest.mark.parametrize("role", ["guest", "learner", "instructor", "administrator"])
def test_what_is_another_persons_is_not_there_for(site: Site, role: str) -> None:
    for name in OF_THE_OWNER:
        for method in ("GET", "POST"):
            response = site.open_browser(role).generic(method, build_address(name, site))
            assert response.status_code in {404, 405}, (name, method)
        _, method, _ = ADDRESSES[name]
        assert site.open_browser(role).generic(method, build_address(name, site)).status_code == 404, name


def test_the_owner_sees_what_is_theirs(site: Site) -> None:
    for name in OF_THE_OWNER:
        _, method, _ = ADDRESSES[name]
        response = site.open_browser("owner").generic(method, build_address(name, site))
        assert response.status_code in {200, 302, 422}, name


@pytest.mark.parametrize("role", ["visitor", "guest", "learner"])
def test_the_administration_is_closed_to(site: Site, role: str) -> None:
    for address in ("/admin/", "/admin/accounts/user/", "/admin/quizzes/attempt/"):
        assert site.open_browser(role).get(address, follow=True).status_code in {200, 403}
        assert "Log out" not in site.open_browser(role).get(address, follow=True).text


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
