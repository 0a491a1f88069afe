"""Drawing a form: the questions of one attempt, spread over topics and kinds, with no two enemies."""

import random
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum

from kfor_quiz.engine.questions import Kind

# How much of a form each kind should fill, where the bank allows it.
KIND_SHARES = {
    Kind.SINGLE_CHOICE: 0.34,
    Kind.MULTIPLE_RESPONSE: 0.1,
    Kind.TRUE_FALSE: 0.05,
    Kind.TYPED_TEXT: 0.1,
    Kind.TYPED_NUMBER: 0.05,
    Kind.TYPED_DATE: 0.07,
    Kind.CLOZE: 0.07,
    Kind.ORDERING: 0.06,
    Kind.MATCHING: 0.04,
    Kind.WHICH_FIRST: 0.04,
    Kind.TIMELINE: 0.04,
    Kind.ODD_ONE_OUT: 0.02,
    Kind.RECALL_LIST: 0.02,
}


class Priority(IntEnum):
    """What a learner's answers say of a question: the lower is drawn first."""

    MISSED = 0
    NEW = 1
    KNOWN = 2


@dataclass(frozen=True)
class Candidate:
    """A question that a form may hold. `group` names what a form should not repeat, such as a template.

    `facts` are the keys of those that it asks, `gives_before` and `gives_after` of those that it gives away before and after it is
    answered.
    """

    id: str
    kind: Kind
    topic: str
    facts: frozenset[str]
    group: str
    gives_before: frozenset[str]
    gives_after: frozenset[str]
    priority: Priority = Priority.NEW


@dataclass(frozen=True)
class FormRules:
    """How long a form is, and when its feedback is shown. What it draws from is its quiz's blueprint."""

    length: int
    feedback_at_end: bool = False


def are_enemies(earlier: Candidate, later: Candidate, *, feedback_at_end: bool) -> bool:
    """True when the two must not stand in one form in this order: both ask a fact, or one gives away what the other asks.

    With feedback at once what counts is all that an earlier question shows, its feedback included; with feedback at the end
    a learner may go back, so stems and options count both ways.
    """
    if earlier.facts & later.facts:
        return True
    if feedback_at_end:
        return bool(later.facts & earlier.gives_before or earlier.facts & later.gives_before)
    return bool(later.facts & earlier.gives_after)


def assemble(candidates: Sequence[Candidate], rules: FormRules, rng: random.Random) -> list[Candidate]:
    """Draw a form in the order it is asked. It is shorter than the rules ask where the candidates cannot fill it."""
    waiting = list(candidates)
    rng.shuffle(waiting)
    form: list[Candidate] = []
    while waiting and len(form) < rules.length:
        chosen = _most_wanted(waiting, form)
        form.append(chosen)
        waiting = [one for one in waiting if not are_enemies(chosen, one, feedback_at_end=rules.feedback_at_end)]
    return form


def _most_wanted(waiting: list[Candidate], form: list[Candidate]) -> Candidate:
    """The candidate whose topic, group and kind the form has least of; the shuffle settles ties.

    Of what was missed, those come first that give away nothing else that was missed, so that all of it can be asked.
    """
    topics = Counter(one.topic for one in form)
    groups = Counter(one.group for one in form)
    kinds = Counter(one.kind for one in form)
    missed = frozenset[str]().union(*(one.facts for one in waiting if one.priority is Priority.MISSED))

    def need(one: Candidate) -> tuple[Priority, bool, int, int, float]:
        spread = topics[one.topic], groups[one.group], (kinds[one.kind] + 1) / KIND_SHARES[one.kind]
        return one.priority, tells(one, missed), *spread

    return min(waiting, key=need)


def tells(candidate: Candidate, to_come: AbstractSet[str]) -> bool:
    """Whether it gives away a fact to come, and does not ask it itself."""
    return bool(candidate.gives_after & to_come - candidate.facts)
