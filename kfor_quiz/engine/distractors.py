"""Choosing wrong options: proved candidates only, and never a set that gives the key away."""

import dataclasses
from collections.abc import Iterator
from itertools import combinations

from kfor_quiz.engine.digests import digest
from kfor_quiz.engine.language.words import WordLists
from kfor_quiz.engine.lint import option_flaws
from kfor_quiz.engine.questions import Option, QuestionDraft, Rung

DISTRACTORS = 2
CONSIDERED = 16


def choose_distractors(draft: QuestionDraft, key: Option, candidates: list[Option], words: WordLists) -> tuple[Option, ...] | None:
    """The best two of the candidates, or None when no two pass the linter.

    Best: few made-up figures, the candidates hardest to tell apart, and the key at the rank that the question's digest puts first,
    so that neither the middle date nor the longest text pays for guessers. One made-up figure weighs as much as one rank less
    wanted, or as two steps down the ladder of sources.
    """
    for chosen in _by_preference(draft, key, _distinct(draft, key, candidates)):
        options = sorted((key, *chosen), key=lambda option: option.sort_value)
        if not option_flaws(dataclasses.replace(draft, options=tuple(options)), words):
            return chosen
    return None


def _distinct(draft: QuestionDraft, key: Option, candidates: list[Option]) -> list[Option]:
    """One candidate for each text, the best first; near misses are only considered where the others do not suffice."""
    ordered = sorted(candidates, key=lambda option: (option.rung or Rung.ELSEWHERE, digest(draft.key, option.key)))
    by_text: dict[str, Option] = {key.text.casefold(): key}
    for option in ordered:
        by_text.setdefault(option.text.casefold(), option)
    kept = [option for option in by_text.values() if option is not key]
    near = [option for option in kept if option.rung == Rung.NEAR_MISS]
    real = [option for option in kept if option.rung != Rung.NEAR_MISS]
    return real[:CONSIDERED] + near


def _by_preference(draft: QuestionDraft, key: Option, candidates: list[Option]) -> Iterator[tuple[Option, ...]]:
    wanted = _wanted_ranks(draft)

    def cost(chosen: tuple[Option, ...]) -> tuple[int, int, int, str]:
        near = sum(option.rung == Rung.NEAR_MISS for option in chosen)
        rungs = sum(min(option.rung or Rung.ELSEWHERE, Rung.ELSEWHERE) for option in chosen)
        unwanted = wanted.index(_rank(draft, key, chosen))
        return 2 * (near + unwanted) + rungs, near, rungs, digest(draft.key, *(option.key for option in chosen))

    yield from sorted(combinations(candidates, DISTRACTORS), key=cost)


def _wanted_ranks(draft: QuestionDraft) -> list[int]:
    """The ranks that the key may have, the most wanted first.

    The rank of the longest text is drawn twice: it is often not to be had, for a key that is the longest by much is a flaw.
    """
    # Any label would do; `check_bank` measures how evenly it spreads the keys of a bank.
    draws = {rank: digest("orbit", draft.key, str(rank)) for rank in range(DISTRACTORS + 1)}
    if not draft.is_sorted:
        draws[DISTRACTORS] = min(draws[DISTRACTORS], digest("orbit", draft.key, "again"))
    return sorted(draws, key=lambda rank: draws[rank])


def _rank(draft: QuestionDraft, key: Option, chosen: tuple[Option, ...]) -> int:
    """How many of the distractors come before the key: by value where the options are sorted, else by length."""
    if draft.is_sorted:
        return sum(option.sort_value < key.sort_value for option in chosen)
    return sum((len(option.text), option.key) < (len(key.text), key.key) for option in chosen)
