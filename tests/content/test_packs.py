"""The packs of the repository are whole, and nothing in the code knows their subject."""

import re
from pathlib import Path

import pytest

from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lint import lint
from kfor_quiz.engine.packs import read_pack
from kfor_quiz.engine.questions import Kind
from tests.content.reference import reference

ROOT = Path(__file__).parents[2]
PACKS = [path.parent for path in sorted([*ROOT.glob("content/*/pack.toml"), *Path(__file__).parent.glob("packs/*/pack.toml")])]


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_pack_has_no_problems_and_gives_questions_of_every_kind_without_a_flaw(folder: Path) -> None:
    pack, problems = read_pack(folder)
    assert problems == []
    assert pack is not None
    drafts = generate(pack)
    assert {draft.kind for draft in drafts} == set(Kind)
    assert {fact.key for fact in pack.facts} == {draft.fact_key for draft in drafts}
    words = LANGUAGES[pack.language].words
    assert [flaw for draft in drafts for flaw in lint(draft, words)] == []


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_key_of_a_question_is_its_own(folder: Path) -> None:
    pack, _ = read_pack(folder)
    assert pack is not None
    keys = [draft.key for draft in generate(pack)]
    assert len(keys) == len(set(keys))


def test_every_file_of_a_pack_is_described() -> None:
    described = set(re.findall(r"^\| `([^`]+)` \|", reference(), re.MULTILINE))
    for folder in PACKS:
        names = {path.relative_to(folder) for path in folder.rglob("*.toml")}
        assert {f"{name.parent}/*.toml" if name.parent.name else str(name) for name in names} <= described
