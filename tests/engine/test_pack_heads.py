"""The head of a pack's file names the topic and the source of all its rows."""

import shutil
from pathlib import Path

import pytest

from kfor_quiz.engine.packs import read_pack

LIGHTHOUSE = Path(__file__).parents[1] / "content" / "packs" / "lighthouse"


@pytest.mark.parametrize(
    ("file", "field"),
    [("facts/watch.toml", "topic"), ("facts/watch.toml", "source"), ("briefing/watch.toml", "topic")],
)
def test_a_wrong_head_is_one_problem_at_its_line(tmp_path: Path, file: str, field: str) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(LIGHTHOUSE, folder)
    lines = (folder / file).read_text().splitlines()
    number = next(number for number, line in enumerate(lines) if line.startswith(f"{field} ="))
    lines[number] = f'{field} = "misspelt"'
    (folder / file).write_text("\n".join(lines) + "\n")

    pack, problems = read_pack(folder)

    assert pack is None
    assert [str(problem) for problem in problems] == [f"{file}:{number + 1}: {field}: there is no {field} “misspelt”"]
