"""Where panels and boxes of a diagram stand: columns, their order, and their heights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

PITCH = 16
"""Lines at the side of a box are so far apart; everything stands on this grid."""
GAP = PITCH
TITLE = 2 * PITCH
_SWEEPS = 24


@dataclass(frozen=True, slots=True)
class Box:
    """One box to draw, with the least height that its text needs."""

    name: str
    least: int


@dataclass(frozen=True, slots=True)
class Panel:
    """Boxes that belong together and are kept together."""

    name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Net:
    """One line to draw from a box to one or several others, with the width of its label."""

    name: str
    start: str
    ends: tuple[str, ...]
    label: int


@dataclass(slots=True)
class Item:
    """What stands in a column: a panel, or the place where a line passes through."""

    names: list[str]
    heights: dict[str, int]
    panel: str | None
    top: float = 0.0

    @property
    def height(self) -> int:
        """Say how much of the column it takes."""
        if self.panel is None:
            return PITCH
        return TITLE + sum(self.heights[name] + GAP for name in self.names)

    def middle(self, name: str) -> float:
        """Say where the middle of one of its boxes is."""
        if self.panel is None:
            return self.top
        above = self.names[: self.names.index(name)]
        start = self.top + TITLE + sum(self.heights[one] + GAP for one in above)
        return start + self.heights[name] / 2


@dataclass(slots=True)
class Columns:
    """The columns of a diagram, and the ties between what stands in them."""

    items: list[list[Item]]
    ties: dict[str, list[str]] = field(default_factory=dict)


def assign(panels: Sequence[Panel], nets: Sequence[Net], count: int) -> list[list[Panel]]:
    """Share panels out among columns so that lines are short and columns equally high."""
    owner = {box.name: place for place, panel in enumerate(panels) for box in panel.boxes}
    pairs = [
        (owner[net.start], owner[end])
        for net in nets
        for end in net.ends
        if owner[net.start] != owner[end]
    ]
    heights = [sum(box.least + GAP for box in panel.boxes) + TITLE for panel in panels]
    starts = (
        [
            min(count - 1, (place + shift) * count // len(panels) % count)
            for place in range(len(panels))
        ]
        for shift in range(len(panels))
    )
    best = min(
        (_settle(list(start), pairs, heights, count) for start in starts), key=lambda it: it[0]
    )
    return [
        [panel for place, panel in enumerate(panels) if best[1][place] == column]
        for column in range(count)
    ]


def _settle(
    at: list[int], pairs: list[tuple[int, int]], heights: list[int], count: int
) -> tuple[float, list[int]]:
    """Move and swap panels while that makes the drawing better."""
    cost = _cost(at, pairs, heights, count)
    while True:
        tries = [
            [*at[:place], c, *at[place + 1 :]] for place in range(len(at)) for c in range(count)
        ]
        for one, two in combinations(range(len(at)), 2):
            swapped = list(at)
            swapped[one], swapped[two] = at[two], at[one]
            tries.append(swapped)
        least, found = min(((_cost(it, pairs, heights, count), it) for it in tries), key=_first)
        if least >= cost:
            return cost, at
        cost, at = least, found


def _first(pair: tuple[float, list[int]]) -> float:
    return pair[0]


def _cost(at: list[int], pairs: list[tuple[int, int]], heights: list[int], count: int) -> float:
    spans = (abs(at[one] - at[two]) for one, two in pairs)
    lines = sum({0: 2.5, 1: 1.0}.get(span, 3.5 * span - 2) for span in spans)
    share = sum(heights) / count
    filled = [sum(h for h, c in zip(heights, at, strict=True) if c == k) for k in range(count)]
    return lines + sum(40 * ((one - share) / share) ** 2 for one in filled)


def place(
    shared: Sequence[Sequence[Panel]], heights: dict[str, int], nets: Sequence[Net]
) -> Columns:
    """Order the columns and set every item to a height near what it is tied to."""
    column_of = {b.name: c for c, column in enumerate(shared) for p in column for b in p.boxes}
    items = [
        [Item([b.name for b in p.boxes], heights, p.name) for p in column] for column in shared
    ]
    ties: dict[str, list[str]] = {}
    for net in nets:
        _thread(net, column_of, items, ties, heights)
    columns = Columns(items, ties)
    for column in items:
        _stack(column)
    for sweep in range(_SWEEPS):
        order = range(len(items)) if sweep % 2 == 0 else reversed(range(len(items)))
        for one in order:
            _arrange(columns, one, reorder=sweep < _SWEEPS - 6)
    _snap(columns)
    return columns


def passing(net: str, column: int) -> str:
    """Name the place where a line passes through a column."""
    return f"{net}@{column}"


def _thread(
    net: Net,
    column_of: dict[str, int],
    items: list[list[Item]],
    ties: dict[str, list[str]],
    heights: dict[str, int],
) -> None:
    """Tie the start of a line to its ends, with a passing place in each column between."""
    home = column_of[net.start]
    for step in (1, -1):
        far = [end for end in net.ends if (column_of[end] - home) * step > 0]
        last = max((abs(column_of[end] - home) for end in far), default=0)
        before = net.start
        for away in range(1, last + 1):
            column = home + step * away
            here = [end for end in far if column_of[end] == column]
            if away < last:
                name = passing(net.name, column)
                items[column].append(Item([name], heights, None))
                here.append(name)
            for name in here:
                ties.setdefault(before, []).append(name)
                ties.setdefault(name, []).append(before)
            before = here[-1]
    for end in net.ends:
        if column_of[end] == home:
            ties.setdefault(net.start, []).append(end)
            ties.setdefault(end, []).append(net.start)


def _stack(column: Iterable[Item]) -> None:
    top = 0.0
    for item in column:
        item.top = top
        top += item.height + GAP


def _arrange(columns: Columns, number: int, *, reorder: bool) -> None:
    """Bring one column nearer to what its items are tied to."""
    middles = {n: it.middle(n) for column in columns.items for it in column for n in it.names}
    column = columns.items[number]

    def pull(name: str) -> float:
        tied = [middles[other] for other in columns.ties.get(name, [])]
        return sum(tied) / len(tied) if tied else middles[name]

    if reorder:
        for item in column:
            item.names.sort(key=pull)
        column.sort(key=lambda it: sum(map(pull, it.names)) / len(it.names))
    wanted = []
    for item in column:
        shifts = [pull(name) - item.middle(name) for name in item.names]
        wanted.append(item.top + sum(shifts) / len(shifts))
    for item, top in zip(column, _apart(column, wanted), strict=True):
        item.top = top


def _apart(column: Sequence[Item], wanted: Sequence[float]) -> list[float]:
    """Find the tops nearest to those wanted that keep the order and do not overlap."""
    offsets, total = [], 0.0
    for item in column:
        offsets.append(total)
        total += item.height + GAP
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        blocks.append((mean, size))
    means = [mean for mean, size in blocks for _ in range(size)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _snap(columns: Columns) -> None:
    """Set everything on the grid, odd columns half a step lower, so that no two lines coincide."""
    least = min(item.top for column in columns.items for item in column)
    for number, column in enumerate(columns.items):
        free = 0
        for item in column:
            free = max(free, round((item.top - least) / PITCH) * PITCH)
            item.top = free + (PITCH // 2 if number % 2 else 0)
            free += item.height + GAP
