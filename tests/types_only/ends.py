"""Right and wrong ends of relationships: an ignore that is not needed is itself an error."""

from __future__ import annotations

from graph.kinds import Ref
from graph.model.helpers import Cadre, PaidTo, PairedWith, Visit
from graph.model.people import Household
from graph.model.projects import Project
from graph.model.regions import Region, Village
from graph.model.vocabularies import PairingDuty

cadre: Ref[Cadre] = Cadre.ref("unit", "name", "")
household: Ref[Household] = Household.ref("register", "1")
visit: Ref[Visit] = Visit.ref("1")

PairedWith(start=cadre, end=household, duty=PairingDuty.FIRST)
PaidTo(start=visit, end=household)
PaidTo(start=visit, end=Village.ref("370402100001"))
PaidTo(start=visit, end=Project.ref("370402000000", "1"))

PairedWith(
    start=household,  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    end=household,
    duty=PairingDuty.FIRST,
)
PairedWith(
    start=cadre,
    end=cadre,  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    duty=PairingDuty.FIRST,
)
PairedWith(
    start=cadre,
    end=household,
    duty="FIRST",  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
)
PaidTo(
    start=visit,
    end=Region.ref("370402000000"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
)
