"""A zip of tables: each file inside unpacked alone, checked like any other."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from loaders.readers.facts import shown
from loaders.readers.package import entry_name, pieces
from loaders.readers.refusals import Place, refused
from loaders.readers.table import Skipped

_TABLES: Final = frozenset({".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm"})
_PACKED: Final = frozenset({".zip", ".rar", ".7z", ".gz", ".tar", ".tgz"})
_DEBRIS: Final = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


def unpacked(package: zipfile.ZipFile, name: str, skipped: list[Skipped]) -> Iterator[Path]:
    """Give each table inside as a file of its own, which is gone when the next is asked for."""
    for entry in sorted(package.infolist(), key=lambda each: each.filename):
        inside = PurePosixPath(entry_name(entry).replace("\\", "/"))
        if entry.is_dir() or _DEBRIS.intersection(inside.parts):
            continue
        if inside.suffix.lower() in _PACKED:
            place = Place(f"{name}/{shown(inside.name)}")
            raise refused(place, "an archive inside an archive", "Unpack it and give its files")
        if inside.suffix.lower() not in _TABLES:
            skipped.append(Skipped(shown(inside.name), "", "not a table by its name"))
            continue
        with tempfile.TemporaryDirectory(prefix="bangfu-") as folder:
            path = Path(folder, shown(inside.name).replace(":", "_")[-100:])
            with path.open("wb") as file:
                file.writelines(pieces(package, entry, name))
            yield path
