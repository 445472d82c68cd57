"""Read from docker-compose.yml what the database in it is told, as lines of neo4j.conf.

The tests that start a Neo4j of their own start it with these settings, so that the containers
and the tests run the same database. Nothing of Docker is needed to read them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

COMPOSE = Path(__file__).parent.parent / "docker-compose.yml"

_ENTRY = re.compile(r"^ {6}NEO4J_(?P<name>\w+): (?P<value>.+)$", re.MULTILINE)
_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?[^}]*)\}")
# The image keeps these to itself; they never reach neo4j.conf.
_NOT_SETTINGS = {"AUTH", "AUTH_PATH", "DEBUG", "EDITION", "HOME", "PLUGINS"}
_OF_THE_PLACE = {"server.bolt.advertised_address"}


def neo4j_settings(
    text: str | None = None, environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Give `{key: value}` of neo4j.conf as the image writes it from the compose file.

    `text` may be the file itself or what `docker-compose config` prints of it; variables stand
    for their value in `environment`, else for their default.
    """
    given = COMPOSE.read_text(encoding="utf-8") if text is None else text
    return {
        conf_key(entry["name"]): _plain(entry["value"], environment)
        for entry in _ENTRY.finditer(given)
        if entry["name"] not in _NOT_SETTINGS
    }


def portable_settings(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Give the same without what belongs to the container's own address."""
    settings = neo4j_settings(environment=environment)
    return {key: value for key, value in settings.items() if key not in _OF_THE_PLACE}


def conf_key(name: str) -> str:
    """Turn the image's spelling into Neo4j's: `_` is a full stop, `__` an underscore."""
    return name.replace("_", ".").replace("..", "_")


def _plain(value: str, environment: Mapping[str, str]) -> str:
    text = value.strip()
    if text[0] in "\"'":
        text = text[1:-1]
    return _VARIABLE.sub(lambda found: environment.get(found["name"]) or found["default"], text)
