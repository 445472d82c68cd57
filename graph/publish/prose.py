"""What the docs page says of every model alike: legend, laws, system properties."""

from __future__ import annotations

LEGEND = """\
**Privacy** goes from open to closed: *public* (everybody), *partner* (units that take part),
*case* (those who work on the case), *sealed* (nobody: stored to match records, never read back).
A property is at least as closed as its kind.

**Marks**: *key* parts together tell two things apart; *number* is the register's own number of a
link and, where it is given, its whole key; *caption* is the name shown to people; *indexed*
properties may start a question; *searched* ones are found by full text; *personal* ones are masked
outside the case; *secret* ones never leave the graph; *recorded* ones say when something was
written and are left out of comparisons.

**Period** (期): the kind has `validFrom` and `validTo`. The first day counts, the last one does
not. In the database an unknown start is `0001-01-01` and an open end `9999-12-31`; both are shown
as null. The two precisions say whether the source gave a day, a month or a year.
"""

LAWS = """\
## Laws 规则

Checked when the model is gathered, at every import, and in the tests.

1. Every kind has one sentence and a Chinese term, and so has every property.
2. A node kind has at least one key property. Keys are required texts and never personal, because
   they end up in addresses and logs.
3. A node kind has exactly one caption.
4. A link joins kinds of this model, one or a choice of several at either end, and has a name for
   the way back. A wrong end is refused by the type checkers and again when the link is made.
5. No two fields of a kind share a name, whether they are properties or links.
6. A link holds one or many at one time, said for each direction.
7. Only a kind with a period has a first and a last day, and the first lies before the last.
8. The key of a link is the register's number; without one, its key properties and its first day.
9. Every value type has a form in Python, in the database and in GraphQL. Money is whole fen.
10. Closed lists are stored by name and shown by label; no spelling means two entries of one list.
11. The names of the system properties are not for declarations.
"""

SYSTEM = """\
## System properties 系统属性

Written by the loader; declarations may not use these names.

| Property | On | What it says |
| --- | --- | --- |
| `key` | nodes, links | The string that tells a thing from others of its kind: its key parts, \
joined by `/`. On nodes a unique constraint stands on it. |
| `origins` | nodes, links | Where it was read, sorted: file, sheet and row joined by a bar, the \
file by its key. Shown as `origins { file sheet row loadedAt }`. |
| `claims` | nodes, links | Which origin stands behind which values, where it is not the first \
origin for all: so the stronger source wins whichever comes first. |
| `ended_by` | links | The full list that ended it by leaving it out; a later mention opens it. |
| `load` | nodes, links | The load that wrote it last. |
| `recorded_at` | nodes, links | The instant at which it was written. |
| `fingerprint` | nodes, links | A digest of what it says: equal means nothing to write. |
| `search` | nodes | The searched properties as one text, under the full-text index. |
"""
