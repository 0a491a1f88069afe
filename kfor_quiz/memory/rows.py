"""What the pages of cards show: plain rows that selectors fill and templates read."""

import datetime as dt
from dataclasses import dataclass

from kfor_quiz.bank.selectors.told import ToldRow
from kfor_quiz.engine.pauses import Pause
from kfor_quiz.engine.questions import Kind

INPUTS = {Kind.RECALL_LIST: "quizzes/inputs/recall_list.html", Kind.TYPED_DATE: "quizzes/inputs/typed_date.html"}


@dataclass(frozen=True)
class DayRow:
    """Today in figures: cards `due` and `new` that fit into the learner's minutes, and how many `minutes` they take.

    `waiting` cards are due beside them; they are spread over `days`, today included. `rated` cards took the `time`, in words.
    `more_fits`: five minutes more would bring more cards. `is_new_left`: there are facts that were never studied and do not belong
    to today. `pause` is the one that today lies in.
    """

    due: int
    new: int
    minutes: int
    waiting: int
    days: int
    rated: int
    time: str
    more_fits: bool
    is_new_left: bool = False
    exam_on: dt.date | None = None
    pause: Pause | None = None

    @property
    def count(self) -> int:
        return self.due + self.new


@dataclass(frozen=True)
class FrontOptionRow:
    """An option that may be chosen before the answer is shown; `position` is from 1."""

    position: int
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class FrontRow:
    """The front of a card, with what the inputs of a question read. `token` says what is shown and since when, signed.

    There are `options` only for a fact that no question asks to recall, or that was forgotten often. `notes` say what is special
    about the card, in words.
    """

    answer_url: str
    token: str
    topic: str
    kind: Kind
    stem: str
    input_hint: str
    options: tuple[FrontOptionRow, ...]
    notes: tuple[str, ...]
    is_figure: bool = False
    typed: str = ""
    position: int = 1

    @property
    def inputs(self) -> str:
        """The template of the fields that the kind is answered in."""
        if self.options:
            return "quizzes/inputs/one.html"
        return INPUTS.get(self.kind, "quizzes/inputs/typed_text.html")


@dataclass(frozen=True)
class RatingRow:
    """A button: what it says, and when the fact would come back. `is_proposed`: it is what our own grading says."""

    value: int
    name: str
    word: str
    interval: str
    key: int
    is_proposed: bool


@dataclass(frozen=True)
class BackRow:
    """The back of a card: the right answer, the fact as the briefing tells it, and how the learner may rate it.

    `given` is what was typed or chosen, and `verdict` what our own grading says of it: empty where that was nothing. A fact that
    was forgotten often or has changed is told in its whole paragraph; `before` is what one that has changed said until then.
    """

    front: FrontRow
    given: str
    right: str
    verdict: str
    word: str
    told: ToldRow
    before: str
    ratings: tuple[RatingRow, ...]
    rate_url: str


@dataclass(frozen=True)
class LoggedRow:
    """A review in the list of them. `number` names it to the undoing; `is_undone`: it was taken back."""

    number: int
    at: dt.datetime
    statement: str
    source: str
    rating: str
    is_undone: bool
