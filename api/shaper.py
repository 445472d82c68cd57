"""Write, once per plan, the Python that turns positional rows into the answer.

A checked shaper looks at every value as graphql-core would and raises Anomaly at the first one
that the schema does not allow; the unchecked one passes values on, so that graphql-core can say
what is wrong and where.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any, assert_never

from api.holes import write_cursor
from api.scalars import check
from api.template import (
    Constant,
    Cursor,
    Ident,
    Info,
    Node,
    Nodes,
    Object,
    One,
    Page,
    Pick,
    Picks,
    Rows,
    Same,
    Scalar,
    Total,
)

TYPE = ""
"""Where an object of an unchecked shaper says its type: no response key is empty."""
Shape = Callable[[Any, dict[str, Any]], Any]


class Anomaly(Exception):
    """A value that the schema does not allow; says which type and field, never the value."""


class TooManyHeld(Exception):
    """More than one link where at most one may hold: an error of the data."""

    def __init__(self) -> None:
        super().__init__("more than one holds on this day, where at most one may")


def compile_shaper(template: Node, *, checked: bool) -> Shape:
    """Write and compile the function for one root field: (row, holes) -> value.

    A checked one may raise anything on a row that is not of the wanted form: the caller takes
    every exception for an anomaly and lets graphql-core look at the same rows.
    """
    writer = _Writer(checked=checked)
    value = writer.value(template, "X")
    source = "\n".join([*writer.functions, f"def shape(X, H):\n return {value}"])
    names: dict[str, Any] = {"Anomaly": Anomaly, "TooManyHeld": TooManyHeld, "cursor": write_cursor}
    names |= writer.constants
    exec(compile(source, "<shaper>", "exec"), names)  # noqa: S102 - text made here, from checked names alone
    shape: Shape = names["shape"]
    return shape


class _Writer:
    """Writes one function per object; `X` is a row, `H` the values of the holes."""

    def __init__(self, *, checked: bool) -> None:
        self.functions: list[str] = []
        self.constants: dict[str, Any] = {}
        self._checked = checked
        self._numbers = count()
        self._known: dict[object, str] = {}

    def value(self, node: Node, row: str) -> str:  # noqa: C901 - one arm for each kind of node
        """Write the expression for what stands under one key."""
        match node:
            case Constant(value):
                return repr(value)
            case Scalar(at, many=many, absent=absent):
                held = f"{row}[{at}]"
                if many:
                    return f"([] if {held} is None else {held})"
                return f"(None if {held} == {absent!r} else {held})" if absent else held
            case Ident(at, label):
                held = f"f'{label}:{{{row}[{at}]}}'"
                return (
                    held if self._checked else f"({held} if {row}[{at}].__class__ is str else None)"
                )
            case Cursor(at):
                return f"cursor([{', '.join(f'{row}[{place}]' for place in at)}])"
            case One(at, inner, required):
                return f"{self._one(inner, required=required)}({row}[{at}], H)"
            case Pick(at, arms, required):
                return f"{self._pick(arms, required=required)}({row}[{at}], H)"
            case Picks(at, arms):
                return f"[{self._pick(arms, required=True)}(Y, H) for Y in {row}[{at}]]"
            case Rows(at, inner):
                return f"[{self._object(inner)}(Y, H) for Y in {row}[{at}]]"
            case Same(inner):
                return f"{self._object(inner)}({row}, H)"
            case Page():
                return f"{self._page(node)}({row}, H)"
            case _:
                assert_never(node)

    def _object(self, template: Object) -> str:
        if template in self._known:
            return self._known[template]
        faults = [self._fault(node) for _, node in template.parts] if self._checked else []
        wrong = " or ".join(fault for fault in faults if fault)
        test = f" if {wrong}: raise Anomaly({template.typename!r})\n" if wrong else ""
        parts = ", ".join(f"{key!r}: {self.value(node, 'X')}" for key, node in template.parts)
        told = "" if self._checked else f"{TYPE!r}: {template.typename!r}, "
        return self._define(template, f"{test} return {{{told}{parts}}}")

    def _fault(self, node: Node) -> str:
        """Write the test that is true for a wrong value; objects test themselves."""
        match node:
            case Ident(at):
                return f"X[{at}].__class__ is not str"
            case Scalar(at, kind, required, many, entries):
                held = f"X[{at}]"
                if many:
                    one = self._wrong(kind, entries).format("Z")
                    return (
                        f"({held} is not None and "
                        f"({held}.__class__ is not list or any({one} for Z in {held})))"
                    )
                wrong = self._wrong(kind, entries).format(held)
                return f"({wrong})" if required else f"({held} is not None and ({wrong}))"
            case _:
                return ""

    def _wrong(self, kind: str, entries: frozenset[str] | None) -> str:
        if entries is None:
            return check(kind)
        name = f"E{kind}"
        self.constants[name] = entries
        return f"{{0}} not in {name}"

    def _one(self, node: Node, *, required: bool) -> str:
        many = "raise Anomaly('several')" if self._checked else "return TooManyHeld()"
        none = "raise Anomaly('null')" if required and self._checked else "return None"
        body = f" if not X: {none}\n if len(X) > 1: {many}\n return {self.value(node, 'X[0]')}"
        return self._define((node, required), body)

    def _pick(self, arms: tuple[tuple[str, Object], ...], *, required: bool) -> str:
        known = ", ".join(f"{label!r}: {self._object(inner)}" for label, inner in arms)
        none = "raise Anomaly('null')" if required and self._checked else "return None"
        body = f" if X is None: {none}\n return {{{known}}}[X[0]](X[1], H)"
        return self._define((arms, required), body)

    def _page(self, page: Page) -> str:
        lines, parts = [], []
        if page.at is not None:
            lines.append(f" R = X[{page.at}]; F = H[{page.limit!r}] - 1; M = len(R) > F")
            lines.append(" if M: R = R[:F]")
        if page.total is not None and self._checked:
            wrong = check("Int").format(f"X[{page.total}]")
            lines.append(f" if {wrong}: raise Anomaly('total')")
        for key, part in page.parts:
            match part:
                case Nodes(node):
                    text = f"[{self.value(node, 'Y')} for Y in R]"
                case Info(asked):
                    text = "{" + ", ".join(f"{k!r}: {self._told(n, page)}" for k, n in asked) + "}"
                case Total():
                    text = f"X[{page.total}]"
                case Constant(value):
                    text = repr(value)
                case _:
                    assert_never(part)
            parts.append(f"{key!r}: {text}")
        lines.append(f" return {{{', '.join(parts)}}}")
        return self._define(page, "\n".join(lines))

    def _told(self, name: str, page: Page) -> str:
        keys = ", ".join(f"R[{{0}}][{place}]" for place in page.cursor)
        match name:
            case "hasNextPage":
                return "M"
            case "hasPreviousPage":
                return repr(page.behind)
            case "startCursor":
                return f"(cursor([{keys.format(0)}]) if R else None)"
            case "endCursor":
                return f"(cursor([{keys.format(-1)}]) if R else None)"
            case _:
                return "'PageInfo'"

    def _define(self, template: object, body: str) -> str:
        if template in self._known:
            return self._known[template]
        name = self._known[template] = f"f{next(self._numbers)}"
        self.functions.append(f"def {name}(X, H):\n{body}")
        return name
