"""By what options are sorted: texts whose order is that of what they stand for."""

from kfor_quiz.engine.dates import FactDate

DIGITS = 12


def of_number(number: int) -> str:
    """The figure in digits of one width."""
    return f"{number:0{DIGITS}}"


def of_date(date: FactDate) -> str:
    """The first and the last day."""
    return f"{date.first.isoformat()} {date.last.isoformat()}"


def of_verdict(*, is_false: bool) -> str:
    """True before false."""
    return str(is_false)
