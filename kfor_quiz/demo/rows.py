"""What there is to study, read once: plain rows that a selector fills and simulated people are asked from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kfor_quiz.bank.models import Pack, QuestionVersion
from kfor_quiz.engine.assembly import Candidate
from kfor_quiz.engine.language import Language
from kfor_quiz.engine.passing import Points
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from kfor_quiz.engine.scoring import Gradable
from kfor_quiz.quizzes.models import Quiz


@dataclass(frozen=True, eq=False)
class Item:
    """A question that may be asked. `version` has its question, pack and contents with it.

    `sort_values` are those of its options, by their keys, in their order. `right` is what somebody types who knows it, empty where
    there are options. `fact` is the key of the fact that files it and `told` the number of what that said; `asks` are the numbers
    of all facts asked, in their order; `guess` is what guessing earns.
    """

    version: QuestionVersion
    kind: Kind
    gradable: Gradable
    candidate: Candidate
    fact: str
    told: int
    asks: tuple[int, ...]
    sort_values: Mapping[str, str]
    guess: Points
    language: Language
    accepted: AcceptedAnswer | None = None
    right: str = ""

    @property
    def pool(self) -> tuple[str, Kind, str]:
        """What questions share whose right answers somebody may take for each other."""
        return self.version.question.pack.key, self.kind, self.version.asks

    @property
    def is_name(self) -> bool:
        """Whether a name is to be typed, and no figure or date."""
        return self.accepted is not None and self.accepted.number is None and self.accepted.date is None


@dataclass(frozen=True)
class StudyFact:
    """A fact that cards ask. `forms` take turns; `leech_forms` do once it was forgotten often. `beside` are easily taken for it."""

    number: int
    topic: int
    is_core: bool
    hardness: float
    forms: tuple[Item, ...]
    leech_forms: tuple[Item, ...]
    beside: frozenset[int]


@dataclass(frozen=True)
class Bank:
    """All that is asked: questions by the numbers of their versions, and the facts of cards in the order in which new ones come.

    `numbers` are those of facts by pack and key, `hardness` that of each fact by its number, and `rights` the right answers of
    each pool (`Item.pool`).
    """

    packs: Sequence[Pack]
    quizzes: Sequence[Quiz]
    items: Mapping[int, Item]
    facts: Mapping[int, StudyFact]
    hardness: Mapping[int, float]
    numbers: Mapping[tuple[str, str], int]
    rights: Mapping[tuple[str, Kind, str], Sequence[str]] = field(default_factory=dict)

    def items_of(self, pack: Pack) -> list[Item]:
        """The questions of one pack, in the order of their keys."""
        return [item for item in self.items.values() if item.version.question.pack_id == pack.pk]
