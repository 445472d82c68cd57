"""Archives: each file inside is read as if it had been given alone, and nothing escapes."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from graph.errors import FileRefused
from loaders.readers import Column, Skipped, Vocabulary, open_table

WANTED = Vocabulary((Column("户编号", required=True), Column("姓名", required=True)))
TEXT = "户编号,姓名\n1,甲\n2,乙\n"


def _packed(folder: Path, parts: dict[str, bytes]) -> Path:
    path = folder / "全部.zip"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def _workbook() -> bytes:
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, ["户编号", "姓名"])
    sheet.write_row(1, 0, ["3", "丙"])
    book.close()
    return sink.getvalue()


def _refusal(path: Path) -> str:
    with pytest.raises(FileRefused) as caught:
        list(open_table(path, WANTED))
    return str(caught.value)


def test_every_table_inside(tmp_path: Path) -> None:
    """Texts and workbooks come out in the order of their names, others are listed as skipped."""
    parts = {
        "b/名单.xlsx": _workbook(),
        "a/一.csv": TEXT.encode("gb18030"),
        "说明.docx": b"x",
        "c/other.csv": b"x,y\n1,2\n",
        "__MACOSX/a/._x.csv": b"x",
    }
    seen = []
    skipped: Sequence[Skipped] = ()
    for table in open_table(_packed(tmp_path, parts), WANTED):
        rows = [record.take("户编号") for record in table.records]
        seen.append((table.file.name, table.file.archive, table.file.format, table.sheet, rows))
        skipped = table.skipped
    assert seen == [
        ("一.csv", "全部.zip", "csv", "", ["1", "2"]),
        ("名单.xlsx", "全部.zip", "xlsx", "名单", ["3"]),
    ]
    assert [each.file for each in skipped] == ["other.csv", "说明.docx"]


def test_a_file_inside_has_its_own_digest(tmp_path: Path) -> None:
    """A file is the same file inside an archive and outside of it."""
    (tmp_path / "一.csv").write_bytes(TEXT.encode())
    (alone,) = open_table(tmp_path / "一.csv", WANTED)
    (packed,) = open_table(_packed(tmp_path, {"二.csv": TEXT.encode()}), WANTED)
    assert alone.file.digest == packed.file.digest


def test_names_in_gb18030(tmp_path: Path) -> None:
    """Windows programs write the names of entries in their own encoding without saying so."""
    path = _packed(tmp_path, {"abcd.csv": TEXT.encode()})
    path.write_bytes(path.read_bytes().replace(b"abcd", "名单".encode("gb18030")))
    (table,) = open_table(path, WANTED)
    assert table.file.name == "名单.csv"


def test_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unpacked files are gone afterwards, also when the caller stops early."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    path = _packed(tmp_path, {"一.csv": TEXT.encode(), "二.csv": TEXT.encode()})
    tables = open_table(path, WANTED)
    first = next(tables)
    assert len(list(folder.iterdir())) == 1
    assert next(first.records).take("姓名") == "甲"
    tables.close()  # type: ignore[attr-defined]  # a generator, promised as an iterator
    first.records.close()  # type: ignore[attr-defined]  # the same
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"../x.csv": b"x"}, "outside"),
        ({"/etc/x.csv": b"x"}, "outside"),
        ({"C:\\x.csv": b"x"}, "outside"),
        ({"a\\..\\x.csv": b"x"}, "outside"),
        ({"inner.zip": b"x"}, "全部.zip/inner.zip: an archive inside an archive"),
        ({"readme.md": b"x"}, "no file inside holds the table"),
        ({"x.csv": b""}, "全部.zip/x.csv: it is empty"),
        (
            {"x.csv": "户编号,姓名,新\n".encode()},
            "全部.zip/x.csv, row 1: nobody reads column 新 (C)",
        ),
        ({"x.csv": b"a,b\n1,2\n"}, "no header row"),
        ({"x.csv": b"0" * (9 << 20)}, "zip bomb"),
    ],
)
def test_refused(tmp_path: Path, parts: dict[str, bytes], words: str) -> None:
    """What an archive may not hold is named with the archive and the file."""
    path = tmp_path / "全部.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert words in _refusal(path)


def test_an_archive_under_another_name(tmp_path: Path) -> None:
    """A zip inside a zip is found whatever it is called."""
    inner = _packed(tmp_path, {"一.csv": TEXT.encode()}).read_bytes()
    assert "an archive inside an archive" in _refusal(_packed(tmp_path, {"x.csv": inner}))


def test_links_and_passwords(tmp_path: Path) -> None:
    """A link or a password inside is refused before anything is unpacked."""
    path = tmp_path / "全部.zip"
    entry = zipfile.ZipInfo("x.csv")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(entry, "/etc/passwd")
    assert "a link" in _refusal(path)
    content = bytearray(_packed(tmp_path, {"x.csv": TEXT.encode()}).read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "password" in _refusal(path)
