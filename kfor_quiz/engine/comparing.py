"""What values of one kind share, and what tells them apart."""

from collections.abc import Mapping

from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.facts import MeasureValue, Member, MembershipValue

# A share of the larger figure.
FAR_APART = 0.1


def series_of(measure: MeasureValue) -> tuple[str, str]:
    """What figures of one thing share: their series, or, outside a series, their unit."""
    return ("series", measure.series) if measure.series else ("unit", measure.unit)


def tells_apart(one: MeasureValue, other: MeasureValue) -> bool:
    """True for two figures of one thing of which each is false where the other is true.

    Not for figures of one series whose times overlap: neither proves the other false.
    """
    at_other_time = one.when is None or other.when is None or read_date(one.when).disjoint(read_date(other.when))
    return one.number != other.number and at_other_time


def are_far_apart(one: MeasureValue, other: MeasureValue) -> bool:
    """True for two figures of one thing that no “about” brings together."""
    return tells_apart(one, other) and abs(one.number - other.number) > FAR_APART * max(one.number, other.number)


def only_in(value: MembershipValue, other: MembershipValue, lists: Mapping[str, MembershipValue]) -> list[Member]:
    """Members of the first list whose concept is neither in the second nor in another list of the second's bearer."""
    held = [other, *(lists[key] for key in other.same_bearer if key in lists)]
    concepts = {member.concept for one in held for member in one.members}
    return [member for member in value.members if member.concept not in concepts]
