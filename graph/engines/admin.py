"""The embedded engine's other door: SQL and server commands over HTTP on loopback."""

from __future__ import annotations

import base64
import http.client
import json
from dataclasses import dataclass, field
from typing import Any

from graph.errors import EngineError

_LONGEST = 600.0


@dataclass(frozen=True, slots=True)
class Admin:
    """An account at the HTTP port of an embedded engine."""

    port: int
    user: str
    password: str = field(repr=False)
    database: str

    def sql(self, command: str) -> list[dict[str, Any]]:
        """Run one SQL command and give its rows."""
        answer = self._ask(
            "POST", f"command/{self.database}", {"language": "sql", "command": command}
        )
        rows: list[dict[str, Any]] = answer["result"]
        return rows

    def server(self, command: str) -> None:
        """Run one command of the server itself."""
        self._ask("POST", "server", {"command": command})

    def about(self) -> dict[str, Any]:
        """Ask the server about itself."""
        return self._ask("GET", "server?mode=basic", None)

    def _ask(self, method: str, path: str, body: dict[str, str] | None) -> dict[str, Any]:
        # http.client knows of no proxies: what is said here stays on this machine.
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_LONGEST)
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, f"/api/v1/{path}", text, self._headers())
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise EngineError(
                f"The embedded engine does not answer on its HTTP port {self.port}"
                f" ({type(error).__name__})"
            ) from error
        finally:
            connection.close()
        if response.status != http.client.OK:
            raise EngineError(_refusal(response.status, answer))
        return answer

    def _headers(self) -> dict[str, str]:
        token = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        return {"Authorization": f"Basic {token}", "Content-Type": "application/json"}


def _refusal(status: int, answer: dict[str, Any]) -> str:
    # Only the kind of error: its text may quote a row.
    kind = str(answer.get("exception", "")).rpartition(".")[2]
    return f"The embedded engine refused an administrative command ({status} {kind})"
