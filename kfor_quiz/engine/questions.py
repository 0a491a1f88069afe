"""A question as the engine makes it, before it is stored."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """The kinds of question; the values stand in the database and in exports."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_RESPONSE = "multiple_response"
    TRUE_FALSE = "true_false"
    TYPED_TEXT = "typed_text"
    TYPED_NUMBER = "typed_number"
    TYPED_DATE = "typed_date"
    ORDERING = "ordering"
    MATCHING = "matching"
    WHICH_FIRST = "which_first"
    TIMELINE = "timeline"
    ODD_ONE_OUT = "odd_one_out"
    CLOZE = "cloze"
    RECALL_LIST = "recall_list"


# One option is right.
ONE_RIGHT_KINDS = frozenset({Kind.SINGLE_CHOICE, Kind.TRUE_FALSE, Kind.WHICH_FIRST, Kind.TIMELINE, Kind.ODD_ONE_OUT})
CHOICE_KINDS = ONE_RIGHT_KINDS | {Kind.MULTIPLE_RESPONSE}
# One text is typed.
TYPED_KINDS = frozenset({Kind.TYPED_TEXT, Kind.TYPED_NUMBER, Kind.TYPED_DATE, Kind.CLOZE})
# What is asked is to be recalled, with nothing to choose from.
RECALL_KINDS = TYPED_KINDS | {Kind.RECALL_LIST}

# What a person can write by hand; all other kinds are made of several facts, or of what only a pack knows.
WRITTEN_KINDS = TYPED_KINDS | {Kind.SINGLE_CHOICE, Kind.MULTIPLE_RESPONSE, Kind.TRUE_FALSE}

# An answer: a typed text, option keys (in their order for an ordering; for a list typed texts), or for a matching the key of an
# option for each left that was matched.
Answer = str | list[str] | dict[str, str]


class Proof(StrEnum):
    """Why a distractor is known to be false."""

    FUNCTIONAL = "P1"
    CLOSED_LIST = "P2"
    OTHER_TIME = "P3"
    DENIED = "P4"
    REVIEWED = "P5"


class Rung(IntEnum):
    """Where a distractor comes from, the hardest to tell apart first."""

    SIBLING = 1
    SAME_SECTION = 2
    ELSEWHERE = 3
    NEAR_MISS = 4


@dataclass(frozen=True)
class Option:
    """One thing to choose, to order or to match. `fact_key` is the fact that the rationale tells of.

    `sort_value` orders numbers and dates, and is the right order of an ordering, in which each option is a key. `proof` and
    `evidence` (a sentence for reviewers) are empty on the key.
    """

    key: str
    text: str
    is_key: bool
    rationale: str
    proof: Proof | None = None
    evidence: str = ""
    rung: Rung | None = None
    fact_key: str | None = None
    entity_key: str | None = None
    sort_value: str = ""


@dataclass(frozen=True)
class Left:
    """What stands beside the options: in a matching, what one of them (`option_key`) belongs to; on a timeline, what parts them."""

    key: str
    text: str
    fact_key: str
    option_key: str = ""


@dataclass(frozen=True)
class AcceptedAnswer:
    """What a typed answer may be: only what is right, and what its own fact says is wrong.

    `texts`: names, each right in full. `number`: the figure, and whether 5 % off earns half. `date`: an EDTF date.
    `refused` names wrong answers that a person has reviewed: an answer that reaches one of them is not a spelling mistake. Nor is
    one that reaches the name of anything else in the pack (see `lexicon`).
    `beside` names the right thing in a way that is not asked: right beside one of `texts`, as in “Kosovo Force (KFOR)”.
    `unit` is what the figure counts; another unit of the pack behind the figure makes it the answer to another question.
    `members` are the members of a list that is to be recalled, each by the names that it may have.
    """

    texts: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    number: int | None = None
    hedged: bool = False
    unit: str = ""
    date: str | None = None
    members: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class QuestionDraft:
    """A generated question. `key` names it within its pack for good: fact, template and variant.

    `fact_keys` are the facts asked, each once. The first files the question: its topic and importance are the question's.
    """

    key: str
    kind: Kind
    topic: str
    importance: str
    fact_keys: tuple[str, ...]
    template_key: str
    variant: str
    asks: str
    stem: str
    options: tuple[Option, ...] = ()
    lefts: tuple[Left, ...] = ()
    accepted: AcceptedAnswer | None = None
    is_sorted: bool = False
    can_go_stale: bool = False
    exempt_names: frozenset[str] = field(default_factory=frozenset)

    @property
    def fact_key(self) -> str:
        """The fact that files the question."""
        return self.fact_keys[0]

    @property
    def distractor_facts(self) -> tuple[str, ...]:
        """Keys of the facts that the wrong options are taken from, sorted."""
        return tuple(sorted({option.fact_key for option in self.options if option.fact_key} - {*self.fact_keys}))
