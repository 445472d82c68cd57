"""The exception tree of the whole house.

BangfuError
+ ModelError            a declaration breaks a law (at import; nobody catches it)
+ SettingsError         a setting is missing, contradictory or unsafe
+ PlanError             a question asks for what is not offered
| + NotCleared          the viewer may not see or filter by this
| + TooMuch             a limit is passed; says the limit and the figure
+ StoreError            the database did not do it
| + StoreUnavailable    worth another try
| + StoreRefused        a constraint, a time limit or a wrong statement; not worth another try
| + SchemaDiffers       the graph was made for another schema
+ EngineError           an engine cannot be started, found or stopped
+ LoadError             a load cannot go on
  + FileRefused         a file is not what it claims to be; says file, place and remedy
  + TooManyRejected     more bad rows than the threshold allows
  + LoadInProgress      another load holds the write lock

Raised where the fact is known, translated where a language changes, always with `from`.
A rejected row is a value (`loaders.record.Rejection`), never an exception.
"""

from __future__ import annotations


class BangfuError(Exception):
    """Anything that this project reports to its user; the message is fit to be shown."""

    exit_code = 1


class ModelError(BangfuError):
    """A declaration breaks a law of the model."""


class SettingsError(BangfuError):
    """A setting is missing, contradictory or unsafe."""

    exit_code = 2


class PlanError(BangfuError):
    """A question asks for what is not offered."""

    code = "BAD_ARGUMENT"


class NotCleared(PlanError):
    """The viewer may not see, filter or order by this."""

    code = "FORBIDDEN"


class TooMuch(PlanError):
    """A question passes a limit."""

    code = "TOO_MUCH"


class StoreError(BangfuError):
    """The database did not do what was asked."""

    exit_code = 3
    code = "INTERNAL"


class StoreUnavailable(StoreError):
    """The database cannot be reached or is busy: worth another try."""

    code = "STORE_UNAVAILABLE"


class StoreRefused(StoreError):
    """The database refused a statement: not worth another try."""


class SchemaDiffers(StoreError):
    """The graph was made for another schema; `bangfu db migrate` is the way out."""

    exit_code = 4


class EngineError(BangfuError):
    """An engine cannot be started, found or stopped."""

    exit_code = 3


class LoadError(BangfuError):
    """A load cannot go on."""

    exit_code = 5


class FileRefused(LoadError):
    """A file is not what it claims to be."""


class TooManyRejected(LoadError):
    """More rows were rejected than the threshold allows."""

    exit_code = 6


class LoadInProgress(LoadError):
    """Another load holds the write lock."""
