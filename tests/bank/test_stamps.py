"""What tells a load from another."""

import shutil
from importlib import metadata
from pathlib import Path

import pytest

from kfor_quiz.bank.services.stamps import load_stamp
from tests.bank.packs import LIGHTHOUSE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIGHTHOUSE, tmp_path / "anywhere"))


def test_the_same_files_elsewhere_are_the_same_load(folder: Path) -> None:
    assert load_stamp(folder) == load_stamp(LIGHTHOUSE)


@pytest.mark.parametrize("moved_to", ["briefing/zzz.toml", "facts/watch/watch.toml"])
def test_a_file_that_was_moved_or_renamed_is_another_load(folder: Path, moved_to: str) -> None:
    target = folder / moved_to
    target.parent.mkdir(exist_ok=True)
    (folder / "facts/watch.toml").rename(target)
    assert load_stamp(folder) != load_stamp(LIGHTHOUSE)


@pytest.mark.parametrize("library", ["edtf", "pydantic"])
def test_another_version_of_a_library_that_reads_the_files_is_another_load(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = load_stamp(LIGHTHOUSE), metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0" if name == library else real(name))
    assert load_stamp(LIGHTHOUSE) != before
