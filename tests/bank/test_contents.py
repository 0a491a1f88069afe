"""What versions of questions say is read once in a process, and never said of another version."""

import pytest
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.bank.models import QuestionVersion
from kfor_quiz.bank.selectors import contents
from kfor_quiz.bank.selectors.contents import attach_contents
from kfor_quiz.bank.selectors.knowledge import gradable_of

pytestmark = pytest.mark.usefixtures("loaded")


def versions() -> list[QuestionVersion]:
    """Three versions as they come from the database, with nothing read of them."""
    return list(QuestionVersion.objects.select_related("question").order_by("question__key")[:3])


def said(version: QuestionVersion) -> object:
    return [(option.key, option.text, option.is_key) for option in version.options.all()], gradable_of(version)


def test_it_is_read_in_two_queries_and_from_then_on_in_none(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    as_stored = [said(version) for version in versions()]
    for queries in (2, 0):
        read = versions()
        with django_assert_num_queries(queries):
            attach_contents(read)
            assert [said(version) for version in read] == as_stored


def test_a_version_that_is_met_twice_is_given_its_content_twice(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    twice = [*versions(), *versions()]
    attach_contents(twice)
    with django_assert_num_queries(0):
        contents_of_both = [said(version) for version in twice]
    assert contents_of_both[:3] == contents_of_both[3:]


def test_only_what_is_missing_is_read(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    attach_contents(versions()[:1])
    read = versions()
    with django_assert_num_queries(2) as queries:
        attach_contents(read)
    assert f"IN ({read[1].pk}, {read[2].pk})" in queries.captured_queries[0]["sql"]


def test_a_number_that_was_given_to_another_version_is_read_anew(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    attach_contents(versions()[:1])
    other = versions()[0]
    other.checksum = "of a version in a database that was put back"
    with django_assert_num_queries(2):
        attach_contents([other])


def test_no_more_is_kept_than_a_worker_may_hold(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(contents, "KEPT", 2)
    for version in versions():
        attach_contents([version])
    first = versions()[:1]
    with django_assert_num_queries(2):
        attach_contents(first)
