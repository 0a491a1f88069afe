"""Questions that ask the same: what `check_bank` counts, and what an author is told."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from kfor_quiz.engine.lint import word_list
from kfor_quiz.engine.questions import AcceptedAnswer, Kind, QuestionDraft

NEAR_DUPLICATE = 0.8


class AskedOption(Protocol):
    """An option: what it says, and whether it is right."""

    @property
    def text(self) -> str: ...
    @property
    def is_key(self) -> bool: ...


class Asked(Protocol):
    """A question, drafted or as its author writes it."""

    @property
    def kind(self) -> Kind: ...
    @property
    def stem(self) -> str: ...
    @property
    def options(self) -> Sequence[AskedOption]: ...
    @property
    def accepted(self) -> AcceptedAnswer | None: ...


def are_near_duplicates(one: Asked, other: Asked) -> bool:
    """True for two of one kind with the same key whose stems share 80 % of their words (Jaccard)."""
    return _group(one) == _group(other) and _jaccard(one.stem, other.stem) >= NEAR_DUPLICATE


def near_duplicates(drafts: Sequence[QuestionDraft]) -> list[tuple[str, str]]:
    """The keys of each pair of near duplicates."""
    groups: dict[tuple[Kind, frozenset[str]], list[QuestionDraft]] = defaultdict(list)
    for draft in drafts:
        groups[_group(draft)].append(draft)
    return [
        (one.key, other.key)
        for group in groups.values()
        for place, one in enumerate(group)
        for other in group[place + 1 :]
        if are_near_duplicates(one, other)
    ]


def _group(asked: Asked) -> tuple[Kind, frozenset[str]]:
    accepted = asked.accepted
    typed = () if accepted is None else (*accepted.texts, str(accepted.number), str(accepted.date))
    return asked.kind, frozenset((*typed, *(option.text for option in asked.options if option.is_key)))


def _jaccard(one: str, other: str) -> float:
    words, others = set(word_list(one)), set(word_list(other))
    return len(words & others) / max(1, len(words | others))
