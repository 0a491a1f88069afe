"""Typed answers of the packs: spelling and format are forgiven, substance is not."""

from pathlib import Path

import pytest

from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.lexicon import Lexicon, lexicon_of
from kfor_quiz.engine.packs import read_pack
from kfor_quiz.engine.questions import TYPED_KINDS, Kind, QuestionDraft
from kfor_quiz.engine.scoring import Gradable, grade
from kfor_quiz.engine.trial import MOST_REFUSED, try_grader
from kfor_quiz.engine.variants import VariantMaker

ROOT = Path(__file__).parents[2]
KFOR = ROOT / "content" / "kfor"
LIGHTHOUSE = Path(__file__).parent / "packs" / "lighthouse"
FEWEST_VARIANTS = 10


def whole(folder: Path) -> tuple[Pack, list[QuestionDraft]]:
    pack, problems = read_pack(folder)
    assert pack is not None, problems
    return pack, [draft for draft in generate(pack) if draft.kind in TYPED_KINDS]


@pytest.mark.parametrize("folder", [KFOR, LIGHTHOUSE], ids=lambda folder: folder.name)
def test_no_near_miss_is_accepted_and_hardly_a_fair_variant_refused(folder: Path) -> None:
    trial = try_grader(*whole(folder))
    assert trial.accepted == ()
    assert trial.refused_share <= MOST_REFUSED, trial.refused[:20]


@pytest.mark.parametrize("folder", [KFOR, LIGHTHOUSE], ids=lambda folder: folder.name)
def test_every_typed_question_has_enough_of_both_to_be_tried_on(folder: Path) -> None:
    pack, drafts = whole(folder)
    maker = VariantMaker(pack)
    for draft in drafts:
        fair, near = maker.fair(draft), maker.near_misses(draft)
        assert len(fair) >= FEWEST_VARIANTS, draft.key
        assert len(near) >= FEWEST_VARIANTS, draft.key
        assert not {*fair} & {*near}, draft.key


RIGHT = [
    ("task-forces-under", "Commander KFOR (COMKFOR)"),
    ("task-forces-under", "COMKFOR (Commander KFOR)"),
    ("term-kpc", "Kosovo Protection Corps (KPC)"),
    ("proposal-presented-by", "Mr Ahtisaari"),
    ("proposal-presented-by", "President Ahtisaari"),
    ("base-east", "Ferizaj / Urosevac"),
    ("base-east", "Ferizaj, Kosovo"),
    ("nato-hq-city", "Brussels, Belgium"),
    ("first-elements-enter", "Sat 12 June 1999"),
    ("first-elements-enter", "Saturday, 12 June 1999"),
    ("air-campaign-begins", "3/99"),
    ("operation-begins", "Jnue 1999"),
    ("resolution-number", "resolution 1244 (1999)"),
    ("resolution-number", "UNSC Resolution 1244"),
    ("resolution-number", "S/RES/1244 (1999)"),
    ("resolution-number", "UN Security Council Resolution 1244"),
    ("resolution-number", "UNSC Res. 1244"),
    ("recruitment-languages", "Albanian and Serbian"),
    ("troika-members", "EU, Russia and US"),
    ("strength-1999", "50 000.00"),
    ("strength-1999", "50 000 soldiers"),
    ("reinforcements-2004", "2 500 troops"),
    ("single-chain", "a unified one"),
    ("deter-what", "Serbian"),
]
WRONG = [
    ("term-kpc", "KPC (Kosovo Security Force)"),
    ("base-east", "Ferizaj / Peja"),
    ("proposal-presented-by", "Mr Ban"),
    ("first-elements-enter", "12 June 2008"),
    ("resolution-number", "Resolution 1224"),
    ("resolution-number", "1244 (1998)"),
    ("resolution-number", "S/RES/1244 (1998)"),
    ("number-of-task-forces", "5 brigades"),
    ("kpc-task-count", "5 task forces"),
    ("active-ceiling", "2 500 reservists"),
    ("air-campaign-days", "78 weeks"),
    ("minister-day-to-day", "a general minister"),
    ("recruitment-languages", "Albania"),
    ("recruitment-languages", "Albanian and English"),
]


@pytest.mark.parametrize(
    ("fact", "text", "score"), [*((fact, text, 1.0) for fact, text in RIGHT), *((fact, text, 0.0) for fact, text in WRONG)]
)
def test_answers_that_people_gave_are_graded_as_they_should(
    fact: str, text: str, score: float, kfor: tuple[Lexicon, list[QuestionDraft]]
) -> None:
    lexicon, typed = kfor
    drafts = [draft for draft in typed if draft.fact_key == fact and draft.asks not in {"subject", "abbreviation"}]
    scores = {grade(Gradable(Kind(draft.kind), (fact,), accepted=draft.accepted), text, lexicon).score for draft in drafts}
    assert scores == {score}


@pytest.fixture(scope="module")
def kfor() -> tuple[Lexicon, list[QuestionDraft]]:
    pack, drafts = whole(KFOR)
    return lexicon_of(pack), drafts
