"""A person and the loader change the same question at the same moment."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.bank.models.questions import RetiredBy, Status
from kfor_quiz.bank.services import SavedQuestion
from tests.bank.packs import lighthouse, load, without_fact

pytestmark = pytest.mark.django_db(transaction=True)


def run_at_once(first: Callable[[], object], second: Callable[[], object]) -> None:
    """The second begins while the transaction of the first is open, on a connection of its own, and has to wait for it."""
    begun, faults = threading.Event(), list[BaseException]()

    def come_second() -> None:
        begun.wait()
        try:
            second()
        except BaseException as fault:  # noqa: BLE001 - whatever it is, the test shows it
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=come_second)
    thread.start()
    with transaction.atomic():
        first()
        begun.set()
        thread.join(timeout=2)
        assert thread.is_alive()
    thread.join()
    assert faults == []


@pytest.mark.parametrize("kind", ["generated", "written"])
@pytest.mark.parametrize("first", ["person", "loader"])
def test_what_a_person_retires_while_its_pack_is_loaded_stays_retired(
    loaded: Pack, saved: SavedQuestion, kind: str, first: str
) -> None:
    generated = Question.objects.generated().published().filter(fact__key="fog-bell").first()
    question = saved.question if kind == "written" else generated
    assert question is not None
    lighthouse()  # read before the clock runs
    steps: list[Callable[[], object]] = [question.retire, lambda: load(without_fact(lighthouse(), "fog-bell"))]
    run_at_once(*(steps if first == "person" else steps[::-1]))
    load(lighthouse())
    question.refresh_from_db()
    assert (question.status, question.retired_by) == (Status.RETIRED, RetiredBy.PERSON)
