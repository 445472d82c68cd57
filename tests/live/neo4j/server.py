"""Start a Neo4j on loopback in a folder of its own, and stop it again.

`python -m tests.live.neo4j.server FOLDER` runs one until Ctrl-C and prints how to reach it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph.engines.process import Ports, end, pick_ports, tied

VERSION = "5.26.20"
_READY = 120.0
_POM = Path(__file__).with_name("pom.xml")
_TLS = {
    "server.bolt.tls_level": "OPTIONAL",
    "dbms.ssl.policy.bolt.enabled": "true",
    "dbms.ssl.policy.bolt.base_directory": "certificates/bolt",
    "dbms.ssl.policy.bolt.private_key": "private.key",
    "dbms.ssl.policy.bolt.public_certificate": "public.crt",
    "dbms.ssl.policy.bolt.client_auth": "NONE",
}
_OPENS = ("java.nio", "java.io", "sun.nio.ch")


@dataclass(frozen=True, slots=True)
class Server:
    """A running Neo4j with its one account, `neo4j`; `authority` vouches for its certificate.

    There is no certificate, and None, on a machine without openssl.
    """

    uri: str
    authority: Path | None
    browser: str
    pid: int
    password: str = field(repr=False)


class ServerError(Exception):
    """The test server cannot be fetched or started."""


@contextmanager
def run_server(
    home: Path, extra: Mapping[str, str] | None = None, *, heap: str = "768m"
) -> Iterator[Server]:
    """Run a Neo4j for the time of the block; `extra` are lines of its configuration."""
    jars = fetch_jars()
    home = home.resolve()
    password = secrets.token_urlsafe(16)
    ports = pick_ports(0, 0)
    authority = make_certificates(home / "certificates" / "bolt")
    _configure(home, ports, {**(_TLS if authority else {}), **(extra or {})})
    _admin(jars, home, ["dbms", "set-initial-password", password])
    child = _start(jars, home, heap)
    try:
        _await_started(child, home)
        yield Server(
            f"bolt://127.0.0.1:{ports.bolt}",
            authority,
            f"http://127.0.0.1:{ports.http}/browser/",
            child.pid,
            password,
        )
    finally:
        end(child.pid, patience=60)
        child.wait()


def fetch_jars() -> Path:
    """Find the server's jars in the user's cache; the first time Maven brings about 120 MB."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    default = cache / "bangfu" / f"neo4j-{VERSION}"
    jars = Path(os.environ.get("BANGFU_NEO4J_JARS") or default)
    if (jars / ".complete").exists():
        return jars
    maven = shutil.which("mvn")
    if maven is None or shutil.which("java") is None:
        raise ServerError("the live tests on Neo4j need Java 17 and Maven, or BANGFU_NEO4J_URI")
    copy = ["dependency:copy-dependencies", "-DincludeScope=runtime"]
    subprocess.run(  # noqa: S603 - fixed arguments
        [maven, "-q", "-B", "-f", str(_POM), *copy, f"-DoutputDirectory={jars}"], check=True
    )
    (jars / ".complete").touch()
    return jars


def make_certificates(folder: Path) -> Path | None:
    """Make an authority and, signed by it, a certificate for 127.0.0.1; give the authority's."""
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    folder.mkdir(parents=True)
    new = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    ours = ["-CA", "authority.crt", "-CAkey", "authority.key"]
    name = ["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=CA:FALSE"]
    for arguments in (
        [*new, "-subj", "/CN=authority", "-keyout", "authority.key", "-out", "authority.crt"],
        [*new, "-subj", "/CN=bolt", *name, *ours, "-keyout", "private.key", "-out", "public.crt"],
    ):
        subprocess.run(  # noqa: S603 - fixed arguments
            [openssl, *arguments], cwd=folder, check=True, capture_output=True
        )
    return folder / "authority.crt"


def _configure(home: Path, ports: Ports, extra: Mapping[str, str]) -> None:
    lines = {
        "server.config.strict_validation.enabled": "true",
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{ports.bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{ports.bolt}",
        "server.http.listen_address": f"127.0.0.1:{ports.http}",
        "server.http.advertised_address": f"127.0.0.1:{ports.http}",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": "128m",
        "db.tx_log.rotation.retention_policy": "1 files",
        "db.transaction.timeout": "120s",
        "db.lock.acquisition.timeout": "10s",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.usage_report.enabled": "false",
        **extra,
    }
    for name in ("conf", "data", "logs", "import", "plugins"):
        (home / name).mkdir(parents=True, exist_ok=True)
    text = "".join(f"{name}={value}\n" for name, value in lines.items())
    (home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")


def _admin(jars: Path, home: Path, arguments: Sequence[str]) -> None:
    subprocess.run(  # noqa: S603 - fixed arguments
        [_java(), "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", *arguments],
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _start(jars: Path, home: Path, heap: str) -> subprocess.Popen[bytes]:
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
    line = [
        *(_java(), f"-Xmx{heap}", "-XX:+UseSerialGC", *opens),
        *("-cp", f"{jars}/*", "org.neo4j.server.CommunityEntryPoint"),
        *(f"--home-dir={home}", f"--config-dir={home / 'conf'}"),
    ]
    with _console(home).open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own command line
            tied(line),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _await_started(child: subprocess.Popen[bytes], home: Path) -> None:
    deadline = time.monotonic() + _READY
    log = home / "logs" / "neo4j.log"
    while not log.exists() or " Started.\n" not in log.read_text(encoding="utf-8"):
        if child.poll() is not None:
            raise ServerError(f"Neo4j ended while it started; see {_console(home)}")
        if time.monotonic() > deadline:
            raise ServerError(f"Neo4j did not start within {_READY:.0f} s; see {_console(home)}")
        time.sleep(0.1)


def _console(home: Path) -> Path:
    return home / "logs" / "console.log"


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise ServerError("the live tests on Neo4j need Java 17, or BANGFU_NEO4J_URI")
    return java


def main() -> None:
    """Run one server until it is interrupted."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="neo4j-"))
    with run_server(folder) as server:
        sys.stdout.write(
            f"BANGFU_NEO4J_URI={server.uri}\nBANGFU_NEO4J_PASSWORD={server.password}\n"
            f"# {server.browser}, process {server.pid}\n"
        )
        sys.stdout.flush()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
