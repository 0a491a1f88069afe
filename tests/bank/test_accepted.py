"""Accepted answers as they are stored."""

from kfor_quiz.bank.models.questions import read_accepted, write_accepted
from kfor_quiz.engine.questions import AcceptedAnswer


def test_an_accepted_answer_is_read_as_it_was_written() -> None:
    for accepted in (
        AcceptedAnswer(texts=("KFOR", "Kosovo Force"), refused=("SFOR",), beside=("the Force",)),
        AcceptedAnswer(number=0, unit="tanks", other_units=("troops",)),
        AcceptedAnswer(date="1999-06-12"),
    ):
        assert read_accepted(write_accepted(accepted)) == accepted


def test_what_is_empty_is_not_stored_and_what_another_release_stored_is_left_out() -> None:
    assert write_accepted(AcceptedAnswer(number=5)) == {"number": 5}
    assert read_accepted({"number": 5, "colour": "red"}) == AcceptedAnswer(number=5)
