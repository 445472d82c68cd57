"""Who a person is without saying so: keyed hashes of numbers that must not be kept.

Every purpose has a key of its own, derived from one secret, so that the hash of a citizen number
in one role never meets the hash of the same number in another by accident.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from graph.errors import SettingsError
from graph.values import Hash

_BYTES = 32


class Purpose(Enum):
    """What a number is matched for; hashes of different purposes never compare equal."""

    PERSON = "person"
    CADRE = "cadre"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Identity:
    """The secret that names persons; a graph belongs to one secret for good."""

    secret: bytes = field(repr=False)

    def name(self, purpose: Purpose, number: str) -> Hash:
        """Name the bearer of a number: 32 hexadecimal digits, the same for the same number."""
        key = hmac.digest(self.secret, purpose.value.encode(), "sha256")
        return Hash(hmac.new(key, number.encode(), hashlib.sha256).hexdigest()[:32])

    @property
    def fingerprint(self) -> str:
        """Tell two secrets apart without telling either."""
        return hmac.new(self.secret, b"fingerprint", hashlib.sha256).hexdigest()[:16]


def read_identity(path: Path) -> Identity:
    """Read the secret from its file, or make one that only this user may read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES))
    text = path.read_text(encoding="ascii").strip()
    if len(text) < 2 * _BYTES:
        raise SettingsError(
            f"{path.name} holds {len(text)} characters; an identity key has {2 * _BYTES} or more"
        )
    return Identity(text.encode())
