"""The real divisions that invented people live in: one county of the slice that lies alongside."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from loaders.samples.ledger import Article, Policy, Span, Village

COUNTY: Final = "370406000000"
"""The county of the samples, 山亭区."""
PROVINCE: Final = "370000000000"
"""The province above it."""
DIVISION_FILES: Final = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv")
"""The five levels, in the columns of their source."""

_SUFFIXES: Final = ("社区居委会", "村村委会", "村民委员会", "居委会", "村委会")


def carried(name: str) -> Traversable:
    """Find a file that lies alongside."""
    return files("loaders.samples") / "data" / name


def rows_of(name: str) -> list[dict[str, str]]:
    """Read one of the files that lie alongside."""
    with carried(name).open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def villages_of(county: str = COUNTY) -> tuple[Village, ...]:
    """Read the villages of a county with the divisions above them."""
    area = next(row for row in rows_of("areas.csv") if row["code"] == county[:6])
    towns = {row["code"]: row["name"] for row in rows_of("streets.csv")}
    return tuple(
        Village(
            code=row["code"],
            name=row["name"],
            town=f"{row['streetCode']}000",
            town_name=towns[row["streetCode"]],
            county=county,
            county_name=area["name"],
        )
        for row in rows_of("villages.csv")
        if row["areaCode"] == county[:6]
    )


def short_name(village: str) -> str:
    """Give the name of a village without the suffix of its committee."""
    suffix = next((each for each in _SUFFIXES if village.endswith(each)), "")
    return village.removesuffix(suffix)


def policies_of() -> tuple[Policy, ...]:
    """Read the invented policy that lies alongside."""
    rows = rows_of("policy.csv")
    first = rows[0]
    return (
        Policy(
            title=first["标题"],
            number=first["发文字号"],
            issuer=first["发文机关"],
            issued=_day(first["成文日期"]),
            span=Span(_day(first["施行日期"])),
            region=first["适用地区"],
            articles=tuple(
                Article(row["条款号"], row["上级条款号"], row["条款标题"], row["正文"])
                for row in rows
            ),
        ),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
