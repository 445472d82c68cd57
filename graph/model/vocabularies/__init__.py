"""Closed lists of the field: the stored name, the Chinese label, and other spellings met."""

from __future__ import annotations

from graph.model.vocabularies.help import (
    Affiliation,
    PairingDuty,
    PartyType,
    PostRole,
    Rank,
    TeamKind,
    TeamRole,
    UnitType,
    VisitMode,
)
from graph.model.vocabularies.people import (
    Cause,
    Education,
    Health,
    HouseholdClass,
    HouseholdStatus,
    Kinship,
    Labour,
    MonitorCategory,
    Politics,
    Sex,
    Standard,
)
from graph.model.vocabularies.places import (
    RegionLevel,
    VillageKind,
)
from graph.model.vocabularies.works import (
    BenefitKind,
    ChangeKind,
    PolicyLevel,
    ProjectCategory,
    ProjectNature,
    StageCode,
)

__all__ = [
    "Affiliation",
    "BenefitKind",
    "Cause",
    "ChangeKind",
    "Education",
    "Health",
    "HouseholdClass",
    "HouseholdStatus",
    "Kinship",
    "Labour",
    "MonitorCategory",
    "PairingDuty",
    "PartyType",
    "PolicyLevel",
    "Politics",
    "PostRole",
    "ProjectCategory",
    "ProjectNature",
    "Rank",
    "RegionLevel",
    "Sex",
    "StageCode",
    "Standard",
    "TeamKind",
    "TeamRole",
    "UnitType",
    "VillageKind",
    "VisitMode",
]
