"""Progress bars, on a terminal only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from types import TracebackType
from typing import Final, Self, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Display
from rich.progress import TaskID as Task

from loaders.readers.facts import shown

T = TypeVar("T")

# Moving a bar costs as much as reading a row.
_AT_ONCE: Final = 500


class Stage(Enum):
    """What a load is doing: nothing is written before everything is checked."""

    CHECK = "检查 check"
    WRITE = "写入 write"


class Bar:
    """One bar, or none where nobody watches."""

    def __init__(self, display: Display | None, task: Task | None) -> None:
        self._display = display
        self._task = task
        self._waiting = 0

    def advance(self, by: int = 1) -> None:
        """Move on by rows done."""
        self._waiting += by
        if self._waiting >= _AT_ONCE:
            self._move()

    def end(self) -> None:
        """Show that this part is complete."""
        self._move()
        if self._display is not None and self._task is not None:
            done = self._display.tasks[self._display.task_ids.index(self._task)].completed
            self._display.update(self._task, total=done)

    def _move(self) -> None:
        if self._display is not None and self._task is not None:
            self._display.advance(self._task, self._waiting)
        self._waiting = 0


class Progress:
    """Bars for the stages of a load while the block runs; they vanish when it ends."""

    def __init__(self, console: Console) -> None:
        watched = console.is_terminal and not console.is_dumb_terminal
        self._display = _display(console) if watched else None

    def __enter__(self) -> Self:
        if self._display is not None:
            self._display.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._display is not None:
            self._display.stop()

    def begin(self, stage: Stage, what: str, total: int | None = None) -> Bar:
        """Begin a bar for a file or a kind; without a total it only shows that it moves."""
        if self._display is None:
            return Bar(None, None)
        task = self._display.add_task(stage.value, total=total, what=shown(what))
        return Bar(self._display, task)

    def follow(
        self, stage: Stage, what: str, items: Iterable[T], total: int | None = None
    ) -> Iterator[T]:
        """Give the items one by one while a bar counts them."""
        bar = self.begin(stage, what, total)
        for item in items:
            yield item
            bar.advance()
        bar.end()


def _display(console: Console) -> Display:
    return Display(
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.fields[what]}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
