"""What a file is by its bytes, whatever its name says."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from loaders.readers.refusals import refused
from loaders.readers.table import FileFacts

Shape = Literal["zip", "ole", "text"]

CHUNK: Final = 1 << 20
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PAGE: Final = re.compile(
    rb"\s*<(?:!doctype\s+html|html|head|body|table|meta|div|style)", re.IGNORECASE
)
_MAIL: Final = re.compile(rb"\s*MIME-Version:", re.IGNORECASE)
_LOOKED_AT: Final = 4096


def chunks(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def shown(name: str) -> str:
    """Give a file name fit for a message."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def facts(path: Path, *, archive: str = "") -> FileFacts:
    """Read the whole file once for its digest; refuse what is not a regular file with content."""
    name = shown(path.name)
    label = f"{archive}/{name}" if archive else name
    try:
        found = path.lstat()
    except OSError as error:
        raise refused(label, "it cannot be opened", "Check the path and the permissions") from error
    if not stat.S_ISREG(found.st_mode):
        kind = "a link" if stat.S_ISLNK(found.st_mode) else "not a regular file"
        raise refused(label, f"it is {kind}", "Give the file itself")
    if not found.st_size:
        raise refused(label, "it is empty", "Export it again")
    digest = hashlib.sha256()
    try:
        for piece in chunks(path):
            digest.update(piece)
    except OSError as error:
        raise refused(label, "it cannot be read", "Check its permissions") from error
    modified = None if archive else datetime.fromtimestamp(found.st_mtime, UTC)
    return FileFacts(
        name, digest.hexdigest(), found.st_size, "", modified=modified, archive=archive
    )


def shape(path: Path, name: str) -> Shape:
    """Tell zip, old binary workbook and text apart by the first bytes."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(_ZIP):
        return "zip"
    if start.startswith(_OLE):
        _refuse_encrypted(path, name)
        return "ole"
    _refuse_markup(start, name)
    if b"\0" in start and not start.startswith(_BOMS):
        raise refused(name, "it is neither text nor a workbook", "Export it as .xlsx or .csv")
    return "text"


def _refuse_encrypted(path: Path, name: str) -> None:
    rest = b""
    for piece in chunks(path):
        if _ENCRYPTED in rest + piece:
            raise refused(name, "it is protected by a password", "Save a copy without the password")
        rest = piece[-len(_ENCRYPTED) :]


def _refuse_markup(start: bytes, name: str) -> None:
    text = start.removeprefix(_BOMS[0])
    if text.startswith(_BOMS[1:]):
        text = text.decode("utf-16", "ignore").encode()
    if _PAGE.match(text) or _MAIL.match(text) or (b"<html" in text.lower() and b"<" in text[:1]):
        raise refused(
            name,
            "it is a web page under the name of a workbook",
            "Open it in a spreadsheet program and save it as .xlsx",
        )
    if text.lstrip().startswith(b"<?xml"):
        raise refused(name, "it is an XML file", "Open it and save it as .xlsx")
