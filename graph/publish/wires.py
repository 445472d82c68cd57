"""How the lines of a diagram run: ports at the boxes, lanes in the channels between columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.publish.columns import GAP, PITCH, TITLE, Columns, Net, Panel, assign, passing, place

WIDTH = 168
LANE = 9
_ROOM = 26
"""Space between the text at a line and the nearest lane, with room for an arrowhead."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the page."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Wire:
    """One line: its branches as corner points, the tips of its arrows, and where its text goes."""

    net: str
    branches: tuple[tuple[tuple[int, int], ...], ...]
    tips: tuple[tuple[int, int, int], ...]
    texts: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that has a place on the page."""

    width: int
    height: int
    panels: dict[str, Frame]
    boxes: dict[str, Frame]
    wires: tuple[Wire, ...]


@dataclass(slots=True)
class _Run:
    """One line within one channel: what it joins on the left and on the right."""

    net: Net
    root_side: int
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    lane: int = 0
    ys: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def root(self) -> tuple[str, int]:
        """Name the place from which it comes into the channel, and the side of that place."""
        return (self.right if self.root_side else self.left)[0], self.root_side

    def ends(self) -> list[tuple[str, int]]:
        """List the places to which it goes from there, each with its side."""
        every = [(name, 0) for name in self.left] + [(name, 1) for name in self.right]
        return [end for end in every if end != self.root]

    def heights(self, side: int) -> list[int]:
        """List where it meets the left (0) or the right (1) column."""
        return [self.ys[name, side] for name in (self.right if side else self.left)]

    @property
    def span(self) -> tuple[int, int]:
        """Say from where to where its upright part reaches."""
        both = [*self.heights(0), *self.heights(1)]
        return min(both), max(both)


def draw(panels: Sequence[Panel], nets: Sequence[Net], count: int) -> Drawing:
    """Give every panel, box and line its place."""
    shared = assign(panels, nets, count)
    column_of = {b.name: c for c, column in enumerate(shared) for p in column for b in p.boxes}
    channels = _channels(nets, column_of, count)
    heights = _heights(shared, channels)
    columns = place(shared, heights, nets)
    _ports(columns, channels, heights)
    for runs in channels:
        _lanes(runs)
    return _page(columns, channels, heights, nets)


def _channels(nets: Sequence[Net], column_of: dict[str, int], count: int) -> list[list[_Run]]:
    """Say which lines run in each channel, and between what."""
    channels: list[dict[str, _Run]] = [{} for _ in range(max(1, count - 1))]
    for net in nets:
        home = column_of[net.start]
        for end in net.ends:
            step = 1 if column_of[end] > home else -1
            for at in range(home, column_of[end], step):
                run = channels[min(at, at + step)].setdefault(
                    net.name, _Run(net, 0 if step > 0 else 1)
                )
                near = net.start if at == home else passing(net.name, at)
                _join(run, near, right=step < 0)
                far = end if at + step == column_of[end] else passing(net.name, at + step)
                _join(run, far, right=step > 0)
            if column_of[end] == home:
                last = 0 < home == count - 1
                channel = channels[home - 1 if last else home]
                run = channel.setdefault(net.name, _Run(net, 1 if last else 0))
                _join(run, net.start, right=last)
                _join(run, end, right=last)
    return [list(channel.values()) for channel in channels]


def _join(run: _Run, name: str, *, right: bool) -> None:
    names = run.right if right else run.left
    if name not in names:
        names.append(name)


def _heights(shared: Sequence[Sequence[Panel]], channels: list[list[_Run]]) -> dict[str, int]:
    """Make every box high enough for the lines at its busier side."""
    heights: dict[str, int] = {}
    for column in shared:
        for box in (box for panel in column for box in panel.boxes):
            sides = [
                sum(box.name in (run.left if side == 0 else run.right) for run in runs)
                for runs in channels
                for side in (0, 1)
            ]
            need = max(box.least, (max(sides, default=0) + 1) * PITCH)
            heights[box.name] = -(-need // PITCH) * PITCH
    return heights


def _ports(columns: Columns, channels: list[list[_Run]], heights: dict[str, int]) -> None:
    """Give every line its own height at every box, in the order in which the lines come in."""
    middle = {n: it.middle(n) for column in columns.items for it in column for n in it.names}
    for runs in channels:
        for run in runs:
            for side, names in enumerate((run.left, run.right)):
                for name in names:
                    run.ys[name, side] = round(middle[name])
    for _ in range(3):
        for runs in channels:
            for side in (0, 1):
                _spread(runs, side, middle, heights)


def _spread(runs: list[_Run], side: int, middle: dict[str, float], heights: dict[str, int]) -> None:
    at: dict[str, list[_Run]] = {}
    for run in runs:
        for name in run.right if side else run.left:
            at.setdefault(name, []).append(run)
    for name, here in at.items():
        if name not in heights:
            continue

        def pull(run: _Run, name: str = name) -> float:
            others = [y for key, y in run.ys.items() if key != (name, side)]
            return sum(others) / len(others)

        here.sort(key=pull)
        top = middle[name] - heights[name] / 2
        rows = heights[name] // PITCH - 1
        first = (rows - len(here)) // 2 + 1
        for row, run in enumerate(here, first):
            run.ys[name, side] = round(top) + row * PITCH


def _lanes(runs: list[_Run]) -> None:
    """Order the upright parts so that few lines cross, then let distant ones share a lane."""
    order: list[_Run] = []
    for run in sorted(runs, key=lambda it: it.span):
        _insert(order, run)
    for _ in range(4):
        for run in list(order):
            order.remove(run)
            _insert(order, run)
    for at, run in enumerate(order):
        near = [one.lane for one in order[:at] if _meet(one.span, run.span)]
        run.lane = max(near, default=-1) + 1


def _insert(order: list[_Run], run: _Run) -> None:
    """Put a line where it crosses the fewest of the others."""
    costs = [
        sum(_crossings(one, run) for one in order[:at])
        + sum(_crossings(run, one) for one in order[at:])
        for at in range(len(order) + 1)
    ]
    order.insert(costs.index(min(costs)), run)


def _meet(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] - PITCH < two[1] and two[0] - PITCH < one[1]


def _crossings(left: _Run, right: _Run) -> int:
    """Count the crossings of two lines, the first in a lane to the left of the second."""
    (low, high), (below, above) = left.span, right.span
    over = sum(below <= y <= above for y in left.heights(1))
    return over + sum(low <= y <= high for y in right.heights(0))


def _page(
    columns: Columns, channels: list[list[_Run]], heights: dict[str, int], nets: Sequence[Net]
) -> Drawing:
    """Turn columns, ports and lanes into points."""
    xs, lanes, x = [], [], GAP * 2
    for number in range(len(columns.items)):
        xs.append(x)
        x += WIDTH
        if number < len(channels):
            runs = channels[number]
            x += _margin(runs, 0) + _ROOM
            lanes.append(x)
            x += max((run.lane for run in runs), default=0) * LANE + _ROOM + _margin(runs, 1)
    xs.append(x)
    boxes: dict[str, Frame] = {}
    panels: dict[str, Frame] = {}
    for number, column in enumerate(columns.items):
        for item in column:
            if item.panel is None:
                continue
            top = round(item.top)
            panels[item.panel] = Frame(xs[number] - 12, top, WIDTH + 24, item.height)
            for name in item.names:
                y = round(item.middle(name) - heights[name] / 2)
                boxes[name] = Frame(xs[number], y, WIDTH, heights[name])
    wires = [_wire(net, channels, xs, lanes, boxes) for net in nets]
    bottom = max(frame.y + frame.height for frame in panels.values())
    return Drawing(x + GAP * 2, bottom + TITLE, panels, boxes, tuple(wires))


def _margin(runs: list[_Run], side: int) -> int:
    """Leave room for the longest text at one side of a channel."""
    starts = (run for run in runs if run.net.start in (run.right if side else run.left))
    return max((run.net.label for run in starts), default=0)


def _wire(
    net: Net,
    channels: list[list[_Run]],
    xs: list[int],
    lanes: list[int],
    boxes: dict[str, Frame],
) -> Wire:
    branches: list[tuple[tuple[int, int], ...]] = []
    tips: list[tuple[int, int, int]] = []
    texts: list[tuple[int, int, int]] = []
    for number, runs in enumerate(channels):
        edges = (xs[number] + WIDTH, xs[number + 1])
        for run in (run for run in runs if run.net is net):
            lane = lanes[number] + run.lane * LANE
            name, side = run.root
            y = run.ys[name, side]
            if name in boxes:
                texts.append((edges[side], y, -1 if side else 1))
            for end, over in run.ends():
                z = run.ys[end, over]
                path = [(edges[side], y), (lane, y), (lane, z), (edges[over], z)]
                if end in boxes:
                    tips.append((edges[over], z, 1 if over else -1))
                else:
                    path.append((edges[over] + (WIDTH if over else -WIDTH), z))
                branches.append(tuple(path))
    return Wire(net.name, tuple(branches), tuple(tips), tuple(texts))
