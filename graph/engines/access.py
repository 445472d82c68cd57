"""Where a database answers and who asks: all that the store needs to know about an engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

EngineName = Literal["embedded", "neo4j"]


@dataclass(frozen=True, slots=True)
class Access:
    """An address with its two accounts and its limits; times are seconds.

    `http` is the address for administration and `home` the folder of the files: embedded only.
    """

    engine: EngineName
    uri: str
    database: str
    user: str
    password: str = field(repr=False)
    read_user: str
    read_password: str = field(repr=False)
    ca_file: Path | None = None
    http: str = ""
    home: Path | None = None
    read_timeout: float = 4.0
    write_timeout: float = 300.0
    pool_size: int = 32
