"""Who is asking, and how much they may see."""

from __future__ import annotations

from dataclasses import dataclass

from graph.kinds import Privacy


@dataclass(frozen=True, slots=True)
class Viewer:
    """A role with a clearance and, for roles bound to a place, the code of their region."""

    role: str
    clearance: Privacy
    scope: str | None = None

    def may_see(self, privacy: Privacy) -> bool:
        """Tell whether a value of this class is open to the viewer; sealed ones never are."""
        return privacy is not Privacy.SEALED and privacy <= self.clearance


PUBLIC = Viewer("public", Privacy.PUBLIC)
"""Everybody: what is about persons and cases is masked."""
INSPECTOR = Viewer("inspector", Privacy.CASE)
"""A local inspector: only on loopback, only when asked for at the start."""
