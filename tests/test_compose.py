"""The containers: what docker-compose makes of the files, and which promises stand in them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ClientError

from tests.compose_settings import COMPOSE, conf_key, neo4j_settings, portable_settings
from tests.live.neo4j.server import run_server

ROOT = COMPOSE.parent
OVERLAY = ROOT / "docker" / "secrets.yml"
GIVEN = {"NEO4J_PASSWORD": "for-the-test-only"}


def _compose_command() -> list[str]:
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    if shutil.which("docker") and _run(["docker", "compose", "version"]).returncode == 0:
        return ["docker", "compose"]
    pytest.skip("neither docker-compose nor docker compose is installed")


def _run(command: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **variables}
    return subprocess.run(  # noqa: S603  # fixed words and files of this repository
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def _config(*files: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    chosen = [part for file in files for part in ("--file", str(file))]
    # An empty one, so that a reader's own .env changes nothing here.
    with tempfile.NamedTemporaryFile(suffix=".env") as empty:
        return _run([*_compose_command(), *chosen, "--env-file", empty.name, "config"], **variables)


def _accepted(*files: Path, **variables: str) -> str:
    done = _config(*files, **variables)
    assert done.returncode == 0, done.stderr
    # A long value goes on in the next lines, indented deeper than any key.
    return re.sub(r"\n {8,}(?=[^-\s])(?![\w-]+:(?:\s|$))", " ", done.stdout)


def _service(printed: str, name: str) -> str:
    found = re.search(rf"^  {name}:\n((?:    .*\n)+)", printed, re.MULTILINE)
    assert found, f"no service {name}"
    return found[1]


def test_there_is_no_default_password() -> None:
    """Without NEO4J_PASSWORD nothing starts, and the message says so."""
    done = _config(COMPOSE)
    assert done.returncode != 0
    assert "set NEO4J_PASSWORD" in done.stderr


def test_no_password_stands_in_a_committed_file() -> None:
    """The example leaves the value to the reader."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.search(r"^NEO4J_PASSWORD=$", example, re.MULTILINE)
    for file in (COMPOSE, OVERLAY):
        for line in file.read_text(encoding="utf-8").splitlines():
            if re.match(r"\s+(NEO4J_AUTH|BANGFU_NEO4J_PASSWORD):", line):
                assert "${NEO4J_PASSWORD:?" in line


def test_docker_compose_reads_the_settings_as_we_do() -> None:
    """Our reading of the file and docker-compose's are the same, variables included."""
    given = {**GIVEN, "NEO4J_HEAP": "3g"}
    ours = neo4j_settings(environment=given)
    assert neo4j_settings(_accepted(COMPOSE, **given), environment={}) == ours
    assert ours["server.memory.heap.max_size"] == "3g"


@pytest.mark.parametrize("name", ["api", "loader", "neo4j", "backup"])
def test_every_service_is_hardened(name: str) -> None:
    """All capabilities dropped, no new privileges, and only the dump begins as root."""
    service = _service(_accepted(COMPOSE, **GIVEN), name)
    assert re.search(r"cap_drop:\n\s+- ALL\n", service)
    assert "no-new-privileges:true" in service
    user = re.search(r"user: [\"']?(\d+):(\d+)", service)
    assert user
    assert (user[1] == "0") == (name == "backup")
    assert "read_only: true" in service or name in {"neo4j", "backup"}


def test_health_is_checked_and_waited_for() -> None:
    """Both servers have a health check, and the API waits for the database's."""
    printed = _accepted(COMPOSE, **GIVEN)
    assert "RETURN 1" in _service(printed, "neo4j")
    assert "/readyz" in _service(printed, "api")
    for name in ("api", "loader"):
        assert "condition: service_healthy" in _service(printed, name)


def test_ports_are_published_on_this_machine_only() -> None:
    """Whoever wants more says so in BANGFU_BIND."""
    lines = COMPOSE.read_text(encoding="utf-8").splitlines()
    published = [line.strip() for line in lines if re.match(r" +- .+:\d+$", line)]
    published = [line for line in published if "PORT" in line]
    assert len(published) == 3
    assert all(line.startswith("- ${BANGFU_BIND:-127.0.0.1}:") for line in published)


def test_passwords_may_come_from_files() -> None:
    """The overlay gives the API and the loader the file, never the environment alone."""
    printed = _accepted(COMPOSE, OVERLAY, **GIVEN)
    for name in ("api", "loader"):
        service = _service(printed, name)
        assert "BANGFU_NEO4J_PASSWORD_FILE: /run/secrets/neo4j_password" in service
        assert "source: neo4j_password" in service
    assert "NEO4J_AUTH_FILE: /run/secrets/neo4j_auth" in _service(printed, "neo4j")


def test_the_image_spelling_is_undone() -> None:
    """One underscore is a full stop, two are one underscore."""
    assert conf_key("db_tx__log_rotation_retention__policy") == (
        "db.tx_log.rotation.retention_policy"
    )


def test_the_database_has_its_limits() -> None:
    """Times, memory, files, addresses and reports home are all decided in the file."""
    settings = portable_settings(environment={})
    assert settings["db.transaction.timeout"] == "300s"
    assert settings["db.lock.acquisition.timeout"] == "30s"
    assert settings["dbms.usage_report.enabled"] == "false"
    assert settings["dbms.security.allow_csv_import_from_file_urls"] == "false"
    assert settings["server.config.strict_validation.enabled"] == "true"
    assert "dbms.security.procedures.allowlist" in settings
    assert "dbms.memory.transaction.total.max" in settings
    assert "server.bolt.advertised_address" not in settings


def test_the_same_engine_is_pinned_everywhere() -> None:
    """The server and the dump that reads its files are one version."""
    images = re.findall(r"image: (neo4j:\S+)", COMPOSE.read_text(encoding="utf-8"))
    assert set(images) == {"neo4j:5.26.20-community"}


@pytest.mark.live
@pytest.mark.skipif(os.environ.get("BANGFU_LIVE") != "neo4j", reason="BANGFU_LIVE is not neo4j")
def test_a_real_neo4j_starts_with_these_settings(tmp_path: Path) -> None:
    """Strictly validated, the settings are known to the server, in force, and keep Cypher in."""
    settings = portable_settings(environment={})
    with (
        run_server(tmp_path, settings) as server,
        GraphDatabase.driver(server.uri, auth=("neo4j", server.password)) as driver,
    ):
        shown = driver.execute_query("SHOW SETTINGS YIELD name, isExplicitlySet")
        in_force = {row["name"] for row in shown.records if row["isExplicitlySet"]}
        # Neo4j shows no internal setting; that one is tried out below.
        assert {key for key in settings if not key.startswith("internal.")} <= in_force
        refusals = {
            "file:///facts.csv": "allow_csv_import_from_file_urls",
            "http://127.0.0.1:9/facts.csv": "cypher_ip_blocklist",
        }
        for address, because in refusals.items():
            with pytest.raises(ClientError, match=because):
                driver.execute_query("LOAD CSV FROM $address AS row RETURN row", address=address)
