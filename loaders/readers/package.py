"""What a zip may hold: limits on entries, size and ratio before anything is unpacked."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Generator
from pathlib import Path, PurePosixPath
from typing import Final

from loaders.readers.refusals import refused

_MOST_ENTRIES: Final = 1_000
_MOST_UNPACKED: Final = 500 << 20
_HIGHEST_RATIO: Final = 100
# Repeated text compresses far beyond 100 in small sheets; a bomb has to be large.
_RATIO_COUNTS_FROM: Final = 8 << 20
_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 0x1
_UTF8_NAME: Final = 0x800
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
)
_DRIVE: Final = re.compile(r"[A-Za-z]:")


def opened(path: Path, name: str) -> zipfile.ZipFile:
    """Open a zip whose table of contents keeps the limits; the caller closes it."""
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise refused(name, "the file is damaged or incomplete", "Export it again") from error
    try:
        _check(package.infolist(), name)
    except BaseException:
        package.close()
        raise
    return package


def pieces(
    package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str
) -> Generator[bytes, None, None]:
    """Unpack one entry in pieces, never more than it declares, its checksum compared."""
    try:
        with package.open(entry) as file:
            while piece := file.read(_CHUNK):
                yield piece
    except _DAMAGE as error:
        raise refused(name, "the file is damaged or incomplete", "Export it again") from error


def entry_name(entry: zipfile.ZipInfo) -> str:
    """Give the name of an entry; Windows programs write it in GB18030 without saying so."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > _MOST_ENTRIES:
        wrong = f"it holds {len(entries):,} entries"
        raise refused(name, wrong, f"At most {_MOST_ENTRIES:,} are read")
    total = sum(entry.file_size for entry in entries)
    if total > _MOST_UNPACKED:
        wrong = f"it unpacks to {total >> 20:,} MB"
        raise refused(name, wrong, f"At most {_MOST_UNPACKED >> 20} MB are read: split it")
    for entry in entries:
        _check_entry(entry, name)


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise refused(name, "it is protected by a password", "Save a copy without the password")
    if entry.file_size > max(_RATIO_COUNTS_FROM, _HIGHEST_RATIO * entry.compress_size):
        wrong = f"an entry unpacks to more than {_HIGHEST_RATIO} times its size"
        raise refused(name, wrong, "Export it again: it looks like a zip bomb")
    inside = entry_name(entry).replace("\\", "/")
    if inside.startswith("/") or _DRIVE.match(inside) or ".." in PurePosixPath(inside).parts:
        raise refused(name, "an entry points outside of the archive", "Pack it again")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise refused(name, "an entry is a link", "Pack the files themselves")
