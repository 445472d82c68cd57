"""The model on the wall: pages printed from a model, committed, and checked to be fresh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.catalogue import Model
from graph.publish import browser, diagram, docs, saved


@dataclass(frozen=True, slots=True)
class Published:
    """One page: where it stands, from the root of the repository, and how it is printed."""

    path: Path
    render: Callable[[Model], str]

    def fresh(self, model: Model, root: Path) -> bool:
        """Tell whether the page below a folder is what the model prints now."""
        target = root / self.path
        return target.is_file() and target.read_text(encoding="utf-8") == self.render(model)

    def write(self, model: Model, root: Path) -> bool:
        """Print the page below a folder; say whether it differs from what stood there."""
        if self.fresh(model, root):
            return False
        target, text = root / self.path, self.render(model)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        return True


PUBLISHED = (
    Published(Path("docs/model.md"), docs.page),
    Published(Path("docs/model.svg"), diagram.picture),
    Published(Path("docs/browser.grass"), browser.style),
    Published(Path("docs/browser-queries.cypher"), saved.as_cypher),
    Published(Path("docs/browser-queries.csv"), saved.as_csv),
)
"""The pages that this room prints; the schema of the API is printed by the API."""
