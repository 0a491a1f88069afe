"""Accepted answers as they are stored."""

import json

from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.bank.models.questions import read_accepted, write_accepted
from kfor_quiz.engine.questions import AcceptedAnswer


def test_an_accepted_answer_is_read_as_it_was_written() -> None:
    for accepted in (
        AcceptedAnswer(texts=("KFOR", "Kosovo Force"), refused=("SFOR",), beside=("the Force",)),
        AcceptedAnswer(number=0, unit="tanks"),
        AcceptedAnswer(date="1999-06-12"),
    ):
        assert read_accepted(write_accepted(accepted)) == accepted


def test_what_is_empty_is_not_stored_and_what_another_release_stored_is_left_out() -> None:
    assert write_accepted(AcceptedAnswer(number=5)) == {"number": 5}
    assert read_accepted({"number": 5, "other_units": ["tanks"]}) == AcceptedAnswer(number=5)


_NAMES = st.lists(st.text(min_size=1)).map(tuple)


@given(
    st.builds(
        AcceptedAnswer,
        texts=_NAMES,
        refused=_NAMES,
        beside=_NAMES,
        number=st.none() | st.integers(),
        hedged=st.booleans(),
        unit=st.text(),
        date=st.none() | st.dates().map(str),
    )
)
def test_every_accepted_answer_survives_its_way_through_the_database(accepted: AcceptedAnswer) -> None:
    assert read_accepted(json.loads(json.dumps(write_accepted(accepted)))) == accepted
