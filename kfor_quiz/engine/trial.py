"""The typed grader put to the test: fair variants it must accept, near misses it must refuse."""

from collections.abc import Sequence
from dataclasses import dataclass

from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.lexicon import Lexicon, lexicon_of
from kfor_quiz.engine.questions import TYPED_KINDS, QuestionDraft
from kfor_quiz.engine.scoring import Gradable, UnreadableAnswerError, grade
from kfor_quiz.engine.variants import VariantMaker

MOST_REFUSED = 1.0


@dataclass(frozen=True)
class Trial:
    """How many answers were tried, and those that were graded wrongly, each with the key of its question.

    A near miss is accepted when it earns anything; a fair variant is refused when it earns less than all, or cannot be read.
    """

    near_misses: int
    accepted: tuple[tuple[str, str], ...]
    fair_variants: int
    refused: tuple[tuple[str, str], ...]

    @property
    def refused_share(self) -> float:
        """Fair variants refused, in percent."""
        return 100 * len(self.refused) / max(1, self.fair_variants)

    @property
    def holds(self) -> bool:
        return not self.accepted and self.refused_share <= MOST_REFUSED


def try_grader(pack: Pack, drafts: Sequence[QuestionDraft]) -> Trial:
    """Grade every fair variant and near miss of the typed questions."""
    lexicon, maker = lexicon_of(pack), VariantMaker(pack)
    typed = [draft for draft in drafts if draft.kind in TYPED_KINDS and draft.accepted]
    fair = [(draft, text) for draft in typed for text in maker.fair(draft)]
    near = [(draft, text) for draft in typed for text in maker.near_misses(draft)]
    return Trial(
        near_misses=len(near),
        accepted=tuple((draft.key, text) for draft, text in near if _score(draft, text, lexicon) > 0),
        fair_variants=len(fair),
        refused=tuple((draft.key, text) for draft, text in fair if _score(draft, text, lexicon) < 1),
    )


def _score(draft: QuestionDraft, text: str, lexicon: Lexicon) -> float:
    """What the answer earns; nothing where it cannot be read."""
    try:
        return grade(Gradable(draft.kind, draft.fact_keys, accepted=draft.accepted, stem=draft.stem), text, lexicon).score
    except UnreadableAnswerError:
        return 0.0
