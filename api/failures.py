"""From our errors to those of GraphQL: a code from a published list, a message to be shown."""

from __future__ import annotations

from graphql import GraphQLError

from graph.errors import BangfuError, PlanError, StoreError

CODES = {
    "GRAPHQL_PARSE_FAILED": "the document is not GraphQL",
    "GRAPHQL_VALIDATION_FAILED": "the document does not fit the schema",
    "BAD_ARGUMENT": "an argument or variable is not of the wanted form",
    "FORBIDDEN": "the viewer may not see, filter or order by this",
    "TOO_MUCH": "the question passes a limit",
    "DATA_ANOMALY": "the graph holds a value that the schema does not allow",
    "STORE_UNAVAILABLE": "the database cannot be reached or is busy; try again",
    "INTERNAL": "something went wrong here",
}


def failure(error: BangfuError) -> GraphQLError:
    """Say one of our errors as an error of GraphQL."""
    match error:
        case PlanError(code=code):
            return coded(str(error), code)
        case StoreError(code="STORE_UNAVAILABLE" as code):
            return coded(CODES[code], code)
        case _:
            return coded(CODES["INTERNAL"], "INTERNAL")


def coded(message: str, code: str) -> GraphQLError:
    """Make an error with a code."""
    return GraphQLError(message, extensions={"code": code})


def anomaly(error: GraphQLError) -> GraphQLError:
    """Say what is wrong with a value of the graph, without the value: it may be personal."""
    # graphql-core quotes what it cannot represent behind a colon.
    return with_code(error, "DATA_ANOMALY", error.message.partition(": ")[0])


def with_code(error: GraphQLError, code: str, message: str = "") -> GraphQLError:
    """Give an error of graphql-core a code of ours, keeping its place and path."""
    return GraphQLError(
        message or error.message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={**(error.extensions or {}), "code": code},
    )
