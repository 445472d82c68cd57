"""The stamp of a graph: for which schema it was made, and with which identity key."""

from __future__ import annotations

from collections.abc import Callable

from graph.catalogue import Model
from graph.cypher.schema import schema
from graph.cypher.statement import Statement
from graph.cypher.system import READ_STAMP, WRITE_STAMP
from graph.engines.engine import Engine
from graph.errors import SchemaDiffers, SettingsError
from graph.store import Rows, Writer

Reads = Callable[[Statement], Rows]


def check_stamp(read: Reads, model: Model) -> bool:
    """Tell whether the graph is stamped; refuse one that was made for another schema."""
    for made_for, _ in read(READ_STAMP):
        if made_for != model.digest:
            raise SchemaDiffers(
                f"this graph was made for schema {made_for}; this program speaks {model.digest}. "
                "Run `bangfu db migrate`"
            )
        return True
    return False


def prepare(engine: Engine, writer: Writer, model: Model) -> None:
    """Give an empty graph its schema and stamp; a stamped one is only checked."""
    if check_stamp(writer.read, model):
        return
    engine.apply(schema(model))
    restamp(writer, model)


def restamp(writer: Writer, model: Model) -> None:
    """Stamp a graph with the schema that it now has."""
    stamp = WRITE_STAMP.bind(schema=model.digest, identity=None)
    writer.write(lambda tx: tx.run(stamp))


def hold_identity(writer: Writer, model: Model, fingerprint: str) -> None:
    """Bind the graph to an identity key at its first load; refuse any other key afterwards."""
    [[_, held]] = writer.read(READ_STAMP)
    if held is None:
        stamp = WRITE_STAMP.bind(schema=model.digest, identity=fingerprint)
        writer.write(lambda tx: tx.run(stamp))
    elif held != fingerprint:
        raise SettingsError(
            "this graph was loaded with another identity key: persons would not be recognised. "
            "Give the key file of the first load (BANGFU_IDENTITY_KEY_FILE)"
        )
