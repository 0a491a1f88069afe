"""Asking again what was missed."""

import random
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kfor_quiz.engine.assembly import Candidate, are_enemies, tells


def draw_retry(
    missed: Sequence[str], candidates: Sequence[Candidate], rng: random.Random, *, seen: AbstractSet[str]
) -> list[Candidate]:
    """A form that asks each of the facts missed, in their order, with feedback at once.

    Of the questions that ask a fact one is taken that gives away none to come, then one not in `seen` (ids), then one that asks
    nothing else. A fact is left out that no candidate asks, or that earlier questions give away whichever way it is asked.
    """
    pool = list(candidates)
    rng.shuffle(pool)
    form: list[Candidate] = []
    for place, fact in enumerate(missed):
        asking = [one for one in pool if fact in one.facts and _is_fair(one, form)]
        to_come = frozenset(missed[place + 1 :])
        if asking:
            form.append(min(asking, key=lambda one: (tells(one, to_come), one.id in seen, len(one.facts))))
    return form


def _is_fair(candidate: Candidate, form: Sequence[Candidate]) -> bool:
    return not any(are_enemies(earlier, candidate, feedback_at_end=False) for earlier in form)
