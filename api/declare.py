"""Make Strawberry types and fields from values instead of from class statements."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

import strawberry

from graph.values import Vocabulary


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a field; without a default it must be given."""

    name: str
    type: Any
    about: str
    default: Any = inspect.Parameter.empty


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a type."""

    name: str
    type: Any
    about: str
    arguments: tuple[Argument, ...] = ()


def _answer(root: Any, info: strawberry.Info, **_arguments: object) -> Any:  # noqa: ANN401 - any value of any field
    """Read what the compiled path found: it stands under the key that the request gave it."""
    return root[info.path.key]


def resolver(field: Field) -> Callable[..., Any]:
    """Give a field its arguments; the compiled path answers, the body only reads its answer."""

    def read(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - any value of any field
        return _answer(*arguments, **named)

    keyword, empty = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.empty
    either = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        inspect.Parameter("root", either, annotation=Any),
        inspect.Parameter("info", either, annotation=strawberry.Info),
        *(
            inspect.Parameter(
                one.name,
                keyword,
                default=one.default,
                annotation=Annotated[
                    one.type, strawberry.argument(name=one.name, description=one.about)
                ],
            )
            for one in field.arguments
        ),
    ]
    read.__signature__ = inspect.Signature(parameters, return_annotation=field.type)  # type: ignore[attr-defined]  # what inspect reads
    read.__annotations__ = {
        **{one.name: one.annotation for one in parameters if one.annotation is not empty},
        "return": field.type,
    }
    read.__name__ = field.name
    return read


def object_type(
    cls: type, name: str, about: str, fields: Sequence[Field], *, interface: bool = False
) -> None:
    """Fill an empty class, made beforehand so that types may name each other in circles."""
    for field in fields:
        made = strawberry.field(resolver=resolver(field), name=field.name, description=field.about)
        setattr(cls, _safe(field.name), made)
    make = strawberry.interface if interface else strawberry.type
    make(cls, name=name, description=about)


def input_type(cls: type, name: str, about: str, fields: Mapping[str, tuple[Any, str]]) -> None:
    """Fill an empty class as an input whose fields may all be left out."""
    cls.__annotations__ = {_safe(key): made | None for key, (made, _) in fields.items()}
    for key, (_, said) in fields.items():
        setattr(
            cls,
            _safe(key),
            strawberry.field(name=key, description=said, default=strawberry.UNSET),
        )
    strawberry.input(cls, name=name, description=about)


def enum_type(vocabulary: type[Vocabulary]) -> Any:  # noqa: ANN401 - a class made here
    """Offer a closed list as a GraphQL enum whose values carry their Chinese labels."""
    entries = {
        entry.name: strawberry.enum_value(entry.name, description=entry.label)
        for entry in vocabulary
    }
    about = inspect.getdoc(vocabulary) or vocabulary.__name__
    made: type[Enum] = Enum(vocabulary.__name__, entries)  # type: ignore[misc]  # the functional form
    return strawberry.enum(made, name=vocabulary.__name__, description=about)


def _safe(name: str) -> str:
    """Keep Python words such as `in` out of attribute names; GraphQL sees the given name."""
    return f"{name}_"
