"""What an answer in a quiz says of the memory of a fact."""

from kfor_quiz.engine.questions import RECALL_KINDS, Kind
from kfor_quiz.engine.scheduling import Rating

HALF = 0.5
SLOWEST_SHARE = 0.1
ENOUGH_TIMES = 20
# One in two is right who knows nothing: see `scheduling.Review.is_weak`.
WEAK_KINDS = frozenset({Kind.TRUE_FALSE, Kind.WHICH_FIRST})


def rate_outcome(outcome: float, kind: Kind, *, is_new: bool, is_slow: bool) -> Rating:
    """How an answer counts as a review of one fact that it asked; `outcome` is 0 to 1.

    Right is Good, half right Hard, less a lapse. What was right and slow (see `slow_from`) was Hard. Who types a fact right that
    they never studied knows it: Easy. A choice is never that, for it may be a guess.
    """
    if outcome < HALF:
        return Rating.AGAIN
    if outcome < 1 or is_slow:
        return Rating.HARD
    return Rating.EASY if is_new and kind in RECALL_KINDS else Rating.GOOD


def propose_rating(outcome: float, kind: Kind, *, is_new: bool, has_four: bool) -> Rating:
    """The rating of a flashcard that grading proposes; of two, remembering stands for all that was recalled."""
    rating = rate_outcome(outcome, kind, is_new=is_new, is_slow=False)
    return rating if has_four or rating is Rating.AGAIN else Rating.GOOD


def slow_from(seconds: list[float]) -> float | None:
    """From how many seconds on a right answer is slow: the slowest tenth of one learner's own to one kind; None for too few."""
    if len(seconds) < ENOUGH_TIMES:
        return None
    return sorted(seconds)[int(len(seconds) * (1 - SLOWEST_SHARE))]
