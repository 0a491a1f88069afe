"""Telling in milliseconds that there is nothing to load: the same files, and the same code of this app."""

import hashlib
from pathlib import Path

import kfor_quiz
from kfor_quiz.bank.models import Pack

_CODE = Path(kfor_quiz.__file__).parent


def load_stamp(folder: Path) -> str:
    """Names the files of a pack and the code of this app: one changed byte of either gives another stamp."""
    digest = hashlib.sha256()
    for path in (*sorted(_CODE.rglob("*.py")), *sorted(folder.rglob("*.toml"))):
        content = _content(path)
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """The bytes of a file. What cannot be read is named when the pack is read, and is never stored as loaded."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


def is_loaded(stamp: str) -> bool:
    """True when a load with this stamp has been stored completely."""
    return Pack.objects.filter(load_stamp=stamp).exists()


def note_load(*, pack_row: Pack, stamp: str) -> None:
    """Remember that this load is complete. Writes nothing where that is known."""
    if pack_row.load_stamp != stamp:
        pack_row.load_stamp = stamp
        pack_row.save(update_fields=["load_stamp"])
