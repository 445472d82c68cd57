"""Village ledgers: how a village stood in a year, and the list of key villages it was on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.kinds import Ref
from graph.model.regions import Region, Village
from graph.model.villages import (
    DescribesVillage,
    DesignatedAs,
    Designation,
    Publishes,
    VillageState,
)
from loaders.cells import yes_no
from loaders.places import province_of
from loaders.record import Column, Record
from loaders.sources.figures import Money, counted
from loaders.sources.location import COUNTY, LOCATION, TOWN, VILLAGE, located, needed, village_of
from loaders.sources.periods import DATA_DATE, QUARTER, YEAR, Period, taken_period
from loaders.sources.source import Fact, Form, Setting, Source

_HOUSEHOLDS: Final = Column("总户数", ("户数",), required=True)
_PERSONS: Final = Column("总人口数", ("总人口", "人口数"), required=True)
_ALLOWANCE_HOUSEHOLDS: Final = Column("低保户数")
_ALLOWANCE_PERSONS: Final = Column("低保人口数", ("低保人数",))
_DESTITUTE: Final = Column("特困供养人口数", ("特困供养人数", "五保人口数"))
_DISABLED: Final = Column("残疾人口数", ("残疾人数",))
_UNSAFE_HOUSES: Final = Column("危房户数")
_UNSAFE_WATER: Final = Column("未实现饮水安全户数", ("饮水困难户数",))
_ROAD: Final = Column("到乡镇是否通沥青（水泥）路", ("是否通沥青（水泥）路",))
_BUS: Final = Column("是否通客运班车")
_CLINICS: Final = Column("行政村卫生室个数", ("卫生室个数",))
_DOCTORS: Final = Column("行政村执业（助理）医师（人）", ("行政村执业（助理）医师",))
_COLLECTIVE: Final = Money("村级集体经济收入", ("村集体经济收入",))
_PER_HEAD: Final = Money("农民人均纯收入")
_LEFT: Final = Column("是否出列")
_LIST: Final = Column("重点村类型", ("重点村名单",))
_PLACES: Final = {COUNTY, TOWN, VILLAGE}


def _facts(record: Record, setting: Setting) -> Iterator[Fact]:
    location = located(record, setting)
    village = village_of(record, location)
    period = taken_period(record, setting)
    state = _state(record, village, period)
    listed = record.take(*_LIST.spellings)
    yield state
    yield DescribesVillage(start=state.refer(), end=Village.ref(village))
    if listed:
        yield from _designated(listed, Village.ref(village), location.county, period)


def _state(record: Record, village: str, period: Period) -> VillageState:
    return VillageState(
        village=village,
        period=period.text,
        households=record.parse(counted, *_HOUSEHOLDS.spellings),
        persons=record.parse(counted, *_PERSONS.spellings),
        allowance_households=record.parse(counted, *_ALLOWANCE_HOUSEHOLDS.spellings),
        allowance_persons=record.parse(counted, *_ALLOWANCE_PERSONS.spellings),
        destitute_persons=record.parse(counted, *_DESTITUTE.spellings),
        disabled_persons=record.parse(counted, *_DISABLED.spellings),
        unsafe_houses=record.parse(counted, *_UNSAFE_HOUSES.spellings),
        unsafe_water=record.parse(counted, *_UNSAFE_WATER.spellings),
        hard_road=record.parse(yes_no, *_ROAD.spellings),
        bus=record.parse(yes_no, *_BUS.spellings),
        clinics=record.parse(counted, *_CLINICS.spellings),
        doctors=record.parse(counted, *_DOCTORS.spellings),
        collective_income=_COLLECTIVE.taken(record),
        net_income_per_head=_PER_HEAD.taken(record),
        left_list=record.parse(yes_no, *_LEFT.spellings),
        **period.span,
    )


def _designated(name: str, village: Ref[Village], county: str, period: Period) -> Iterator[Fact]:
    """Give the list that a village is on in the period; 省 or 市 in front says who keeps it."""
    keeper = {"省": province_of(county), "市": f"{county[:4]}00000000"}.get(name[:1], county)
    designation = Designation(region=keeper, name=name)
    yield designation
    yield Publishes(start=Region.ref(keeper), end=designation.refer())
    yield DesignatedAs(start=village, end=designation.refer(), **period.span)


VILLAGES: Final = Source(
    name="villages",
    term="行政村台账",
    rank=40,
    forms=(
        Form(
            name="行政村信息",
            columns=(
                *(needed(each) if each in _PLACES else each for each in LOCATION),
                *(YEAR, QUARTER, DATA_DATE),
                *(_HOUSEHOLDS, _PERSONS, _ALLOWANCE_HOUSEHOLDS, _ALLOWANCE_PERSONS, _DESTITUTE),
                *(_DISABLED, _UNSAFE_HOUSES, _UNSAFE_WATER, _ROAD, _BUS, _CLINICS, _DOCTORS),
                *(*_COLLECTIVE.columns, *_PER_HEAD.columns, _LEFT, _LIST),
            ),
            ignored={
                "序号": "counts the rows of the file",
                **dict.fromkeys(
                    (
                        "村小学（个数）",
                        "行政村公共卫生厕所个数",
                        "行政村文化（图书）室个数 （个）",
                        "行政村生产生活垃圾集中堆放点个数（个）",
                        "参加城乡居民基本养老保险人数",
                        "自然村到行政村未通沥青（水泥）路村数",
                        "行政村到乡镇未通沥青（水泥）路里程",
                        "乡村旅游从业人员数",
                        "经营农家乐户年均收入",
                        "通广播电视户数",
                    ),
                    "a public service that the graph does not keep yet",
                ),
                "驻村单位": "the roster of teams says it",
                "备注": "free text, which may name people",
            },
            facts=_facts,
        ),
    ),
)
