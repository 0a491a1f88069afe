"""A person and the loader change the same question at the same moment."""

import dataclasses
from functools import partial

import pytest

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question, Topic
from kfor_quiz.bank.models.questions import RetiredBy, Status
from kfor_quiz.bank.services.authored import UnfitQuestionError, WrittenQuestion
from kfor_quiz.bank.services.imported import DeckImport, import_deck
from kfor_quiz.bank.services.publishing import publish_question, retire_question
from kfor_quiz.bank.services.written import SavedQuestion, save_written_question
from kfor_quiz.formats.anki import read_deck
from tests.bank.packs import NOW, lighthouse, load, without_fact
from tests.formats.anki.built import latest
from tests.races import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("kind", ["generated", "written"])
@pytest.mark.parametrize("first", ["person", "loader"])
def test_what_a_person_retires_while_its_pack_is_loaded_stays_retired(
    loaded: Pack, saved: SavedQuestion, kind: str, first: str
) -> None:
    generated = Question.objects.generated().published().filter(fact__key="fog-bell").first()
    question = saved.question if kind == "written" else generated
    assert question is not None
    load_without = partial(load, without_fact(lighthouse(), "fog-bell"))
    if first == "person":
        run_at_once(question.retire, load_without)
    else:
        run_at_once(load_without, question.retire)
    load(lighthouse())
    question.refresh_from_db()
    assert (question.status, question.retired_by) == (Status.RETIRED, RetiredBy.PERSON)


def test_of_two_edits_at_once_the_later_one_is_refused(saved: SavedQuestion, written: WrittenQuestion, author: User) -> None:
    stems = ("How did a keeper sound the bell when fog came in?", "How did the keeper sound the bell?")
    first, second = (
        partial(
            save_written_question,
            written=dataclasses.replace(written, stem=stem, edits=1),
            author=author,
            now=NOW,
            question=saved.question,
        )
        for stem in stems
    )

    def refused() -> None:
        with pytest.raises(UnfitQuestionError, match="saved by someone else"):
            second()

    run_at_once(first, refused)
    assert saved.question.versions.get(number=2).stem == stems[0]
    assert saved.question.versions.count() == 2


def test_what_is_retired_meanwhile_is_not_retired_twice_and_comes_back_as_it_is_by_then(saved: SavedQuestion, author: User) -> None:
    answers: list[bool] = []
    run_at_once(
        partial(retire_question, question=saved.question, by=author),
        lambda: answers.extend([retire_question(question=saved.question, by=author), publish_question(question=saved.question)]),
    )
    assert answers == [False, True]


def test_of_two_imports_of_a_deck_at_once_the_later_one_finds_all_drafts_there(loaded: Pack, author: User) -> None:
    reports: list[DeckImport] = []

    def bring() -> None:
        topic = Topic.objects.get(pack=loaded, key="watch")
        reports.append(import_deck(deck=read_deck(latest()), topic=topic, author=author, now=NOW))

    run_at_once(bring, bring)
    assert [(len(report.created), report.unchanged) for report in reports] == [(3, 0), (0, 3)]
