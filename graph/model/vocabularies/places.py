"""Closed lists about divisions."""

from __future__ import annotations

from graph.values import Vocabulary


class RegionLevel(Vocabulary):
    """Level of an administrative division (行政级别)."""

    PROVINCE = ("省", "省级", "自治区", "直辖市")
    CITY = ("市", "地市级", "州")
    COUNTY = ("县", "县级", "区", "旗", "县级市")
    TOWN = ("乡镇", "乡", "镇", "街道", "乡级")


class VillageKind(Vocabulary):
    """Kind of a village-level unit (村级单位类别), digits 10 to 12 of its code."""

    RESIDENTS = ("居民委员会", "居委会", "社区")
    VILLAGERS = ("村民委员会", "村委会", "行政村")
    OTHER = ("类似单位", "其他")
