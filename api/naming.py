"""The names of derived types, shared by those who make them and those who read them."""

from __future__ import annotations

from graph.description import Direction, Way


def way_name(way: Way) -> str:
    """Name the types of a way: the link, and Inverse where it is followed backwards."""
    return way.link.name + ("" if way.direction is Direction.OUT else "Inverse")
