"""Who vouches for the wrong options of a question written by hand, and where that stands."""

import dataclasses
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import erase_person
from kfor_quiz.bank.exports.questions import export_lines
from kfor_quiz.bank.models import Option, Question
from kfor_quiz.bank.services.authored import WrittenQuestion
from kfor_quiz.bank.services.written import SavedQuestion, save_written_question
from tests.bank.conftest import BELL
from tests.bank.packs import NOW
from tests.factories import AdministratorFactory

pytestmark = pytest.mark.django_db


def options_of(question: Question) -> dict[str, Option]:
    assert question.current_version is not None
    return {option.text: option for option in question.current_version.options.all()}


def test_the_same_words_by_another_author_change_nothing_and_keep_the_first_reviewer(
    saved: SavedQuestion, written: WrittenQuestion, author: User
) -> None:
    other = AdministratorFactory.create(username="relief")
    again = save_written_question(written=written, author=other, now=NOW, question=saved.question).question
    assert again.versions.count() == 1
    assert {option.reviewer for option in options_of(again).values() if not option.is_key} == {author}


@pytest.mark.parametrize("changes", [{"rationale": "No engine was ever here."}, {"contradicted_by": "3/1"}])
def test_who_changes_a_wrong_option_vouches_for_it_and_for_no_other(
    saved: SavedQuestion, written: WrittenQuestion, author: User, changes: dict[str, str]
) -> None:
    other = AdministratorFactory.create(username="relief")
    options = (BELL[0], dataclasses.replace(BELL[1], **changes), BELL[2])  # type: ignore[arg-type]
    edited = dataclasses.replace(written, options=options)
    again = save_written_question(written=edited, author=other, now=NOW, question=saved.question).question
    assert again.versions.count() == 2
    reviewers = {text: option.reviewer for text, option in options_of(again).items()}
    assert reviewers == {"By hand": None, "By steam": other, "By wind": author}


def test_an_erased_author_is_named_nowhere(written: WrittenQuestion) -> None:
    person = AdministratorFactory.create(username="erasmus.erased", first_name="Erasmus")
    question = save_written_question(written=written, author=person, now=NOW).question
    erase_person(user=person, now=NOW)
    rows = [*Option.objects.filter(version__question=question).values(), *Question.objects.filter(pk=question.pk).values()]
    assert "rasmus" not in repr(rows)
    assert [option.reviewer_id for option in options_of(question).values()] == [None, person.pk, person.pk]


def test_the_export_names_no_people(written: WrittenQuestion) -> None:
    save_written_question(written=written, author=AdministratorFactory.create(username="erasmus"), now=NOW)
    lines = [line for line in export_lines() if "written." in line]
    assert len(lines) == 1
    assert "erasmus" not in lines[0]


@pytest.mark.parametrize(("name", "is_known"), [("keeper", True), ("erased-long-ago", False)])
def test_reviews_that_stood_in_the_evidence_move_to_their_columns(
    saved: SavedQuestion, author: User, name: str, is_known: bool
) -> None:
    evidence = f"{name}, paragraph 3/2: There was no engine: none."
    Option._base_manager.filter(text="By steam").update(evidence=evidence, reviewer=None, paragraph="")
    migration = "0003_reviews_from_evidence"
    state = MigrationLoader(connection).project_state(("bank", migration))
    import_module(f"kfor_quiz.bank.migrations.{migration}").split_evidence(state.apps, None)
    option = Option.objects.get(version=saved.question.current_version, text="By steam")
    assert (option.evidence, option.paragraph) == ("There was no engine: none.", "3/2")
    assert option.reviewer == (author if is_known else None)
