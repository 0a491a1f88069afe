"""Files of a pack that cannot be read: one problem each, at its own path, and nothing hidden behind it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kfor_quiz.engine.packs import read_pack

LIGHTHOUSE = Path(__file__).parents[1] / "content" / "packs" / "lighthouse"
FILES = sorted(path.relative_to(LIGHTHOUSE).as_posix() for path in LIGHTHOUSE.rglob("*.toml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIGHTHOUSE, tmp_path / "pack"))


def make_folder(path: Path) -> None:
    path.mkdir()


def make_loop(path: Path) -> None:
    path.symlink_to(path)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_latin(path: Path) -> None:
    path.write_bytes(b'title = "one"\ntitle = "P\xe9c"\n')


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (make_folder, "is no file, or leads to none"),
        (make_loop, "is no file, or leads to none"),
        (make_pipe, "is no file, or leads to none"),
        (make_latin, "is not in UTF-8: see line 2; save it anew in that encoding"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(folder: Path, file: str, spoil: Callable[[Path], None], message: str) -> None:
    (folder / file).unlink()
    spoil(folder / file)
    pack, problems = read_pack(folder)
    assert pack is None
    assert [(problem.file, problem.message) for problem in problems] == [(file, message)]


@pytest.mark.parametrize("file", [file for file in FILES if file != "entities.toml"])
def test_a_file_that_cannot_be_read_hides_nothing_else(folder: Path, file: str) -> None:
    (folder / file).write_text("x = ")
    entities = folder / "entities.toml"
    entities.write_text(entities.read_text().replace('type = "island"', "type = 3"))
    found = read_pack(folder)[1]
    assert {problem.file for problem in found} == {file, "entities.toml"}
    assert len([problem for problem in found if problem.file == file]) == 1


def test_a_byte_order_mark_is_no_problem_in_any_file(folder: Path) -> None:
    for file in FILES:
        (folder / file).write_bytes(b"\xef\xbb\xbf" + (folder / file).read_bytes().replace(b"\n", b"\r\n"))
    assert read_pack(folder)[1] == []


def test_a_file_without_rights_to_read_is_one_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert {problem.message for problem in read_pack(folder)[1]} == {"cannot be read: Permission denied"}
