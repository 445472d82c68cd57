"""A copy of the schema without resolvers: coerces variables, and judges what the shaper refuses."""

from __future__ import annotations

from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    execute,
)

from api.scalars import FACES, gives
from api.shaper import TYPE


def shadow_of(sdl: str) -> GraphQLSchema:
    """Build the copy; its scalars read and give as the schema's own do."""
    schema = build_schema(sdl)
    for name, face in FACES.items():
        made = schema.type_map.get(name)
        if isinstance(made, GraphQLScalarType):
            # A scalar of an SDL reads and gives anything: it gets the faces of our own.
            made.coerce_input_value = face.read
            made.coerce_output_value = gives(name)
    return schema


def judge(
    schema: GraphQLSchema,
    document: DocumentNode,
    data: dict[str, Any],
    variables: dict[str, Any] | None,
    operation_name: str | None,
) -> ExecutionResult:
    """Complete data that stands under response keys, by the rules of the specification."""
    result = execute(
        schema,
        document,
        root_value=data,
        variable_values=variables,
        operation_name=operation_name,
        field_resolver=_by_key,
        type_resolver=_by_type,
    )
    if not isinstance(result, ExecutionResult):
        raise TypeError("nothing here is asynchronous")
    return result


def _by_key(source: Any, info: GraphQLResolveInfo[Any], **_arguments: object) -> Any:  # noqa: ANN401 - any value of any field
    return source[info.path.key]


def _by_type(source: Any, _info: object, _type: object) -> str:  # noqa: ANN401 - an object of the shaper
    return str(source[TYPE])
