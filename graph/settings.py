"""What can be set from outside: read once from the environment, checked, frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the graph is and what it may cost.

    `neo4j_uri` empty means the embedded engine, whose files live under `home`.
    Times are seconds, sizes are bytes unless the name says otherwise. The ports are those of
    the embedded engine; 0 means any that is free.
    """

    home: Path = Path("var/bangfu")
    neo4j_uri: str = ""
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    neo4j_read_user: str = ""
    neo4j_read_password: str = field(default="", repr=False)
    neo4j_database: str = "neo4j"
    neo4j_ca_file: Path | None = None
    heap_mb: int = 1024
    bolt_port: int = 0
    http_port: int = 0
    read_timeout: float = 4.0
    write_timeout: float = 300.0
    pool_size: int = 32
    identity_key_file: Path | None = None

    @property
    def embedded(self) -> bool:
        """Tell whether the embedded engine is meant."""
        return not self.neo4j_uri


_NUMBERS = {
    "heap_mb": int,
    "bolt_port": int,
    "http_port": int,
    "read_timeout": float,
    "write_timeout": float,
    "pool_size": int,
}
_PATHS = {"home", "neo4j_ca_file", "identity_key_file"}
_LIMITS = {
    "heap_mb": (256, 65536),
    "bolt_port": (0, 65535),
    "http_port": (0, 65535),
    "read_timeout": (0.1, 3600),
    "write_timeout": (1, 86400),
    "pool_size": (1, 200),
}


def variable(name: str) -> str:
    """Name the environment variable of one setting."""
    return f"BANGFU_{name.upper()}"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; a secret may stand in a file named by `<VARIABLE>_FILE`."""
    given: dict[str, object] = {}
    for name in Settings.__dataclass_fields__:
        text = _text(environment, variable(name))
        if text is not None:
            given[name] = _value(name, text)
    settings = Settings(**given)  # type: ignore[arg-type]  # each value was parsed for its field
    _check(settings)
    return settings


def _text(environment: Mapping[str, str], name: str) -> str | None:
    if file := environment.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(
                f"{name}_FILE names a file that cannot be read: {error.strerror}"
            ) from error
    return environment.get(name) or None


def _value(name: str, text: str) -> object:
    if name in _PATHS:
        return Path(text)
    if name not in _NUMBERS:
        return text
    try:
        number = _NUMBERS[name](text)
    except ValueError as error:
        raise SettingsError(f"{variable(name)} is a number, not {text!r}") from error
    low, high = _LIMITS[name]
    if not low <= number <= high:
        raise SettingsError(f"{variable(name)} is {text}; it must lie between {low} and {high}")
    return number


def _check(settings: Settings) -> None:
    uri = settings.neo4j_uri
    schemes = ("bolt", "neo4j")
    if uri and not uri.startswith(tuple(f"{s}{t}://" for s in schemes for t in ("", "+s", "+ssc"))):
        raise SettingsError(f"BANGFU_NEO4J_URI must start with bolt:// or neo4j://, not {uri!r}")
    if uri and not settings.neo4j_password:
        raise SettingsError(
            "BANGFU_NEO4J_PASSWORD (or ..._PASSWORD_FILE) is needed with an address"
        )
