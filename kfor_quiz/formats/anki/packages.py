"""Unpacking the collection of an Anki package, whatever somebody has put into the file.

The kinds of package: rslib/src/import_export/package/meta.rs of github.com/ankitects/anki. In short: `collection.anki2` is the
oldest, then came `collection.anki21`, and `collection.anki21b`, which is packed by Zstandard and announced in the file `meta`.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

import zstandard

from kfor_quiz.formats.anki.faults import AnkiFileError, Fault
from kfor_quiz.formats.anki.protobuf import read_number

MOST_PACKED = 64 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
# Databases of text shrink to a tenth, those that are nearly empty to a fiftieth.
MOST_RATIO, RATIO_COUNTS_FROM = 500, 4 * 1024 * 1024
MOST_LISTED = 8 * 1024 * 1024
CHUNK = 1024 * 1024

_START, _END = b"PK\x03\x04", b"PK\x05\x06"
_END_RECORD = struct.Struct("<4s4H2LH")
_MOST_COMMENT = 65_535
_OLD, _MIDDLE, _NEW = "collection.anki2", "collection.anki21", "collection.anki21b"
_VERSIONS = {1: _OLD, 2: _MIDDLE, 3: _NEW}
_MOST_META = 1_000
_BROKEN = (zipfile.BadZipFile, zlib.error, zstandard.ZstdError, EOFError, OSError, RuntimeError, ValueError, struct.error)


def unpack_collection(package: bytes, target: IO[bytes]) -> None:
    """Write the newest collection of a package to a file. Raise AnkiFileError where there is none, or more than is sensible."""
    _check_outside(package)
    with _told_as_damage(), zipfile.ZipFile(io.BytesIO(package)) as archive:
        name = _collection_name(archive)
        info = archive.getinfo(name)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise AnkiFileError(Fault.UNREADABLE)
        with archive.open(info) as packed:
            _copy(_unpacked(packed) if name == _NEW else packed, target, most=_most_unpacked(info.compress_size))


@contextmanager
def _told_as_damage() -> Iterator[None]:
    """Whatever goes wrong while an archive is read has one cause: the file is not as it was written."""
    try:
        yield
    except _BROKEN as error:
        raise AnkiFileError(Fault.DAMAGED) from error


def _check_outside(package: bytes) -> None:
    """What is known before the archive is opened, for its list of files is read as a whole."""
    if len(package) > MOST_PACKED:
        raise AnkiFileError(Fault.TOO_LARGE)
    if not package.startswith((_START, _END)):
        raise AnkiFileError(Fault.NOT_A_ZIP)
    end = package.rfind(_END, max(0, len(package) - _MOST_COMMENT - _END_RECORD.size))
    if end < 0 or end + _END_RECORD.size > len(package):
        raise AnkiFileError(Fault.DAMAGED)
    if _END_RECORD.unpack_from(package, end)[5] > MOST_LISTED:
        raise AnkiFileError(Fault.BOMB)


def _collection_name(archive: zipfile.ZipFile) -> str:
    """The name of the collection that counts; beside a newer one, an older one only says that Anki is to be updated."""
    names = set(archive.namelist())
    if "meta" in names:
        with archive.open("meta") as meta:
            name = _VERSIONS.get(read_number(meta.read(_MOST_META), 1), "")
        if not name:
            raise AnkiFileError(Fault.NEWER)
    else:
        name = next((one for one in (_NEW, _MIDDLE) if one in names), _OLD)
    if name not in names:
        raise AnkiFileError(Fault.NO_COLLECTION)
    return name


def _unpacked(packed: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", zstandard.ZstdDecompressor().stream_reader(packed))


def _most_unpacked(packed: int) -> int:
    return min(MOST_UNPACKED, max(RATIO_COUNTS_FROM, MOST_RATIO * packed))


def _copy(source: IO[bytes], target: IO[bytes], *, most: int) -> None:
    """Copy a chunk at a time, and stop as soon as it is too much: no head of a file is believed."""
    left = most
    while chunk := source.read(min(CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise AnkiFileError(Fault.BOMB)
        target.write(chunk)
