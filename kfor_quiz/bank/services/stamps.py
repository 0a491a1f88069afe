"""Telling in milliseconds that there is nothing to load: the same files, read by the same code."""

import hashlib
from importlib import metadata
from pathlib import Path

import kfor_quiz
from kfor_quiz.bank.models import Pack

_CODE = Path(kfor_quiz.__file__).parent
_READERS = ("edtf", "pydantic")


def load_stamp(folder: Path) -> str:
    """Names the files of a pack, the code of this app and the libraries that read the files: one changed byte, a moved file or
    another version gives another stamp; another place of the folder does not.
    """
    digest = hashlib.sha256("\0".join(f"{name} {metadata.version(name)}" for name in _READERS).encode())
    for root, pattern in ((_CODE, "*.py"), (folder, "*.toml")):
        for path in sorted(root.rglob(pattern)):
            content = _content(path)
            digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
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
