"""What a graph does not let in: another identity key, another schema; and the way out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.catalogue import Model
from graph.cypher.schema import schema
from graph.cypher.statement import Statement
from graph.cypher.system import WRITE_STAMP
from graph.engines import Engine, open_engine
from graph.errors import EngineError, SchemaDiffers, SettingsError
from graph.migrate import migrate
from graph.model import MODEL
from graph.settings import Settings
from graph.stamp import check_stamp, prepare
from graph.store import Writer
from loaders.identity import Identity
from loaders.samples.divisions import carried
from tests.live.conftest import ON_NEO4J, only_embedded
from tests.live.county import IDENTITY, exported, load_into

_COUNT = Statement("MATCH (n) RETURN count(n)")
_UPPER = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv")


def _files(folder: Path) -> list[Path]:
    for name in _UPPER:
        (folder / name).write_bytes(carried(name).read_bytes())
    return [folder / name for name in _UPPER]


def _stamp(engine: Engine, digest: str) -> None:
    with Writer(engine.access) as writer:
        stamp = WRITE_STAMP.bind(schema=digest, identity=None)
        writer.write(lambda tx: tx.run(stamp))


def test_another_identity_key_is_refused(empty_graph: Engine, tmp_path: Path) -> None:
    """Before anything is read; the error names the setting and shows neither key."""
    files = _files(tmp_path)
    assert load_into(empty_graph, tmp_path, files[:1]).error is None
    before = exported(empty_graph, journal=True)
    other = Identity(b"another key for tests, which guards nobody".ljust(64, b"."))
    with pytest.raises(SettingsError, match="BANGFU_IDENTITY_KEY_FILE") as caught:
        load_into(empty_graph, tmp_path, files, other)
    assert other.fingerprint not in str(caught.value)
    assert IDENTITY.fingerprint not in str(caught.value)
    assert exported(empty_graph, journal=True) == before


def test_a_graph_of_another_schema_is_refused(empty_graph: Engine, tmp_path: Path) -> None:
    """The error says which, and the way out; nothing is written."""
    files = _files(tmp_path)
    assert load_into(empty_graph, tmp_path, files[:1]).error is None
    _stamp(empty_graph, "0123456789abcdef")
    before = exported(empty_graph, journal=True)
    with pytest.raises(SchemaDiffers, match=r"0123456789abcdef.*bangfu db migrate"):
        load_into(empty_graph, tmp_path, files)
    assert exported(empty_graph, journal=True) == before


def _smaller() -> Model:
    """Give the field as it was before it knew of villages' ledgers."""
    gone = {"VillageState", "DescribesVillage", "Designation", "Publishes", "DesignatedAs"}
    return Model(
        [kind for kind in MODEL.nodes.values() if kind.name not in gone],
        [link for link in MODEL.links.values() if link.name not in gone],
    )


def test_a_migrated_graph_says_the_same(
    empty_graph: Engine, settings: Settings, tmp_path: Path
) -> None:
    """From an earlier model to this one: the same export, and loading goes on."""
    if not ON_NEO4J:
        _migrate_embedded(Settings(home=tmp_path / "home", heap_mb=512), tmp_path)
        return
    files = _files(tmp_path)
    load_into(empty_graph, tmp_path, files)
    before = exported(empty_graph, journal=True)
    _stamp(empty_graph, _smaller().digest)
    assert MODEL.digest in migrate(settings, MODEL)
    assert exported(empty_graph, journal=True) == before
    assert "already" in migrate(settings, MODEL)


def _migrate_embedded(settings: Settings, folder: Path) -> None:
    earlier = _smaller()
    assert earlier.digest != MODEL.digest
    with open_engine(settings) as engine, Writer(engine.access) as writer:
        prepare(engine, writer, earlier)
        _stamp(engine, MODEL.digest)
        assert load_into(engine, settings.home, _files(folder)).error is None
        before = exported(engine, journal=True)
        [[nodes]] = writer.read(_COUNT)
        _stamp(engine, earlier.digest)
    assert "migrated" in migrate(settings, MODEL)
    with open_engine(settings) as engine, Writer(engine.access) as writer:
        assert check_stamp(writer.read, MODEL)
        assert exported(engine, journal=True) == before
        assert writer.read(_COUNT) == [[nodes]]
        assert engine.check(schema(MODEL)) == []
        again = load_into(engine, settings.home, _files(folder)[:1])
        assert again.error is None
    [kept] = settings.home.parent.glob("home.before-*")
    assert kept.is_dir()
    assert "already" in migrate(settings, MODEL)


@only_embedded
def test_what_an_earlier_attempt_left_is_not_overwritten(tmp_path: Path) -> None:
    """A half-made copy is named, and the graph stays as it was."""
    settings = Settings(home=tmp_path / "home", heap_mb=512)
    with open_engine(settings) as engine, Writer(engine.access) as writer:
        prepare(engine, writer, _smaller())
    (tmp_path / "home.new").mkdir()
    with pytest.raises(EngineError, match=r"home\.new"):
        migrate(settings, MODEL)
    with open_engine(settings) as engine, Writer(engine.access) as writer:
        assert check_stamp(writer.read, _smaller())
