"""A person and the loader change the same question at the same moment."""

from functools import partial

import pytest

from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.bank.models.questions import RetiredBy, Status
from kfor_quiz.bank.services import SavedQuestion
from tests.bank.packs import lighthouse, load, without_fact
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
