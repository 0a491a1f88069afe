"""Fixed forms of an exam: several forms of one blueprint, equal in topics and kinds, alike in how hard they should be."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean

from kfor_quiz.engine.assembly import KIND_SHARES, Candidate, are_enemies
from kfor_quiz.engine.questions import CHOICE_KINDS, Kind, Rung

# The share of a class that is expected to know an answer: a first estimate, until answers say more. For choices it follows from
# where the wrong options come from, for all else from the kind.
KNOWN_BY_RUNG = {Rung.SIBLING: 0.5, Rung.SAME_SECTION: 0.6, Rung.ELSEWHERE: 0.7, Rung.NEAR_MISS: 0.45}
KNOWN_BY_KIND = {
    Kind.TYPED_TEXT: 0.5,
    Kind.TYPED_NUMBER: 0.45,
    Kind.TYPED_DATE: 0.45,
    Kind.CLOZE: 0.5,
    Kind.RECALL_LIST: 0.45,
    Kind.ORDERING: 0.6,
    Kind.MATCHING: 0.55,
}
UNKNOWN_RUNG = 0.6
# How many questions of one topic and kind are weighed for each form at each place.
CONSIDERED = 8
# A second question from one template in a form weighs as much as this difference in expected points.
REPEATED = 0.05


@dataclass(frozen=True)
class FormItem:
    """A question that a form may hold, and the share of its points that a class is expected to earn."""

    candidate: Candidate
    facility: float

    @property
    def cell(self) -> tuple[str, Kind]:
        return self.candidate.topic, self.candidate.kind


Form = tuple[FormItem, ...]


def expected_facility(kind: Kind, rungs: Sequence[Rung | None], keys: int = 1) -> float:
    """The share of points that is expected, before anybody has answered: those who know, and of the others those who guess.

    `rungs` are those of the wrong options, None where nobody noted it; `keys` is the number of right options.
    """
    if kind not in CHOICE_KINDS:
        return KNOWN_BY_KIND[kind]
    known = fmean([UNKNOWN_RUNG if rung is None else KNOWN_BY_RUNG[rung] for rung in rungs] or [UNKNOWN_RUNG])
    guessed = 0.0 if kind is Kind.MULTIPLE_RESPONSE else keys / (keys + len(rungs))
    return known + (1 - known) * guessed


def mean_facility(form: Sequence[FormItem]) -> float:
    """The share of a form's points that is expected; 0 for an empty form."""
    return fmean(item.facility for item in form) if form else 0.0


def draw_forms(items: Sequence[FormItem], *, length: int, count: int, rng: random.Random) -> tuple[Form, ...]:
    """Draw `count` forms at once, place by place: at each place all ask the same topic by the same kind, as equally hard as can be.

    No form holds enemies (feedback comes at the end), no question stands in two forms. The forms are shorter than `length`, and
    equally so, where the questions do not suffice.
    """
    cells = _cells(items, rng)
    forms: list[list[FormItem]] = [[] for _ in range(count)]
    while len(forms[0]) < length:
        row = next(_rows(cells, forms), None)
        if row is None:
            break
        for form, item in zip(forms, row, strict=True):
            form.append(item)
            cells[item.cell].remove(item)
    return tuple(map(tuple, forms))


def _cells(items: Sequence[FormItem], rng: random.Random) -> dict[tuple[str, Kind], list[FormItem]]:
    """The questions by topic and kind, all in random order."""
    waiting = list(items)
    rng.shuffle(waiting)
    cells: dict[tuple[str, Kind], list[FormItem]] = defaultdict(list)
    for item in waiting:
        cells[item.cell].append(item)
    return dict(cells)


def _rows(cells: dict[tuple[str, Kind], list[FormItem]], forms: list[list[FormItem]]) -> Iterator[Form]:
    """The best next question of each form, from the topic and kind of which the forms have least; then from the others."""
    topics = Counter(item.candidate.topic for item in forms[0])
    kinds = Counter(item.candidate.kind for item in forms[0])

    def need(cell: tuple[str, Kind]) -> tuple[int, float]:
        topic, kind = cell
        return topics[topic], (kinds[kind] + 1) / KIND_SHARES[kind]

    for cell in sorted(cells, key=need):
        fitting = [[item for item in cells[cell] if _fits(item, form)][:CONSIDERED] for form in forms]
        rows = [row for row in product(*fitting) if len({item.candidate.id for item in row}) == len(row)]
        if rows:
            yield min(rows, key=lambda row: _cost(row, forms))


def _fits(item: FormItem, form: list[FormItem]) -> bool:
    return not any(are_enemies(other.candidate, item.candidate, feedback_at_end=True) for other in form)


def _cost(row: Form, forms: list[list[FormItem]]) -> float:
    """How unequal the forms would be, and how often one template would be repeated."""
    facilities = [item.facility for item in row]
    sums = [sum(one.facility for one in form) + item.facility for form, item in zip(forms, row, strict=True)]
    repeated = sum(one.candidate.group == item.candidate.group for form, item in zip(forms, row, strict=True) for one in form)
    return max(facilities) - min(facilities) + max(sums) - min(sums) + REPEATED * repeated
