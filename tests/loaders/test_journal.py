"""What the journal says of values that changed, were not taken, or may not be told."""

from __future__ import annotations

from datetime import date

from graph.kinds import Privacy
from graph.model import MODEL
from graph.model.vocabularies import ChangeKind
from loaders.entry import Entry, Standing
from loaders.journal import overruled, settled, thing

_CADRE = MODEL.node("Cadre")
_LINK = MODEL.links["PairedWith"]
_STANDINGS = {
    "old": Standing(50, date(2019, 12, 31), "old"),
    "new": Standing(50, date(2020, 12, 31), "new"),
}


def _entry(file: str, **values: object) -> Entry:
    return Entry.read(dict(values), f"{file}|表|0000004")


def test_a_changed_value_is_recorded_with_both_origins() -> None:
    """Old and new, each with the row that says it."""
    before, after = _entry("old", title="科长"), _entry("old", title="科长")
    after.meet(_entry("new", title="局长", rank="SECTION"), _STANDINGS)
    changes = settled(_CADRE, "u/甲/", before, after, before.origins)
    [changed] = [one for one in changes if one.kind is ChangeKind.CHANGED]
    assert (changed.thing, changed.property) == ("Cadre:u/甲/", "title")
    assert (changed.old, changed.new) == ("科长", "局长")
    assert (changed.old_origin, changed.new_origin) == ("old|表|0000004", "new|表|0000004")


def test_a_value_that_is_not_taken_is_recorded_as_such() -> None:
    """An older file that comes later changes nothing but is heard."""
    before, after = _entry("new", title="局长"), _entry("new", title="局长")
    after.meet(_entry("old", title="科长"), _STANDINGS)
    [change] = settled(_CADRE, "u/甲/", before, after, before.origins)
    assert change.kind is ChangeKind.OVERRULED
    assert (change.old, change.new) == ("局长", "科长")


def test_what_is_new_is_no_change() -> None:
    """A first value, or the same one from another file, is not in the journal."""
    before, after = _entry("old", title="科长"), _entry("old", title="科长")
    after.meet(_entry("new", title="科长", rank="SECTION"), _STANDINGS)
    assert settled(_CADRE, "u/甲/", before, after, before.origins) == []


def test_the_same_change_has_the_same_name() -> None:
    """So that a load that is run again records it once."""
    entry = _entry("new", title="局长")
    entry.meet(_entry("old", title="科长"), _STANDINGS)
    [one], [other] = (overruled(_CADRE, "u/甲/", entry, frozenset()) for _ in range(2))
    assert one.key == other.key
    assert overruled(_CADRE, "u/甲/", entry, frozenset({"old|表|0000004"})) == []


def test_a_hash_is_not_told() -> None:
    """Sealed values stay out of the journal; that they changed does not."""
    citizen = _CADRE.property_of("citizen")
    assert citizen is not None
    assert citizen.privacy is Privacy.SEALED
    entry = _entry("new", citizen="0" * 32)
    entry.meet(_entry("old", citizen="1" * 32), _STANDINGS)
    [change] = overruled(_CADRE, "u/甲/", entry, frozenset())
    assert (change.old, change.new) == ("(sealed)", "(sealed)")
    assert "0000000000" not in f"{change.title}{change.thing}{change.key}"


def test_a_precision_goes_with_the_date_that_is_gone() -> None:
    """Where a day takes the place of a month, the journal has both the date and the precision."""
    month = {"valid_from": date(2019, 3, 1), "valid_from_precision": "MONTH"}
    before, after = _entry("old", **month), _entry("old", **month)
    after.meet(_entry("new", valid_from=date(2019, 3, 5)), _STANDINGS)
    changes = settled(_LINK, ("a", "b", "JD1"), before, after, before.origins)
    told = {one.property: (one.old, one.new, one.new_origin) for one in changes}
    assert told == {
        "valid_from": ("2019-03-01", "2019-03-05", "new|表|0000004"),
        "valid_from_precision": ("MONTH", None, "new|表|0000004"),
    }


def test_things_are_named_as_in_the_graph() -> None:
    """A node by its id, a link by type, ends and key."""
    assert thing(_CADRE, "u/甲/") == "Cadre:u/甲/"
    assert thing(_LINK, ("a", "b", "JD1")) == "PAIRED_WITH:a>b#JD1"
