"""How the admin names things."""

from kfor_quiz.bank.models import Fact


def describe_fact(fact: Fact) -> str:
    """What a fact says, its key behind. Reads the newest version: fetch it along."""
    return f"{fact.current_version.statement} ({fact.key})" if fact.current_version else fact.key
