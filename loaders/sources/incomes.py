"""Income ledgers: what a household earned in a quarter or year, by kind (收入台账)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.model.people import DescribesHousehold, HouseholdState
from loaders.record import Record
from loaders.sources.figures import Money
from loaders.sources.location import COUNTY, LOCATION, located, needed
from loaders.sources.periods import DATA_DATE, QUARTER, YEAR, taken_period
from loaders.sources.registers import HOUSEHOLD, REGISTER, taken_household
from loaders.sources.source import Fact, Form, Setting, Source

WAGES: Final = Money("工资性收入", ("工资性收入合计",))
BUSINESS: Final = Money("生产经营性收入", ("家庭经营性收入", "生产经营性收入合计"))
PROPERTY: Final = Money("财产性收入", ("财产性收入合计",))
TRANSFERS: Final = Money("转移性收入", ("转移性收入合计",))
EXPENSES: Final = Money("生产经营性支出", ("生产经营性支出合计",))
NET: Final = Money("纯收入", ("年纯收入", "家庭纯收入"))
PER_HEAD: Final = Money("人均纯收入", ("家庭人均纯收入", "年人均纯收入"))
INCOMES: Final = (WAGES, BUSINESS, PROPERTY, TRANSFERS, EXPENSES, NET, PER_HEAD)
INCOME_COLUMNS: Final = tuple(column for money in INCOMES for column in money.columns)


def _facts(record: Record, setting: Setting) -> Iterator[Fact]:
    location = located(record, setting)
    household = taken_household(record, setting, location.county)
    period = taken_period(record, setting)
    state = HouseholdState(
        household=household.key,
        period=period.text,
        wages=WAGES.taken(record),
        business=BUSINESS.taken(record),
        property_income=PROPERTY.taken(record),
        transfers=TRANSFERS.taken(record),
        expenses=EXPENSES.taken(record),
        net_income=NET.taken(record),
        net_income_per_head=PER_HEAD.taken(record),
        **period.span,
    )
    yield state
    yield DescribesHousehold(start=state.refer(), end=household)


INCOME_LEDGERS: Final = Source(
    name="incomes",
    term="收入台账",
    rank=55,
    forms=(
        Form(
            name="阳光扶贫收入台账",
            columns=(
                needed(HOUSEHOLD),
                needed(YEAR),
                QUARTER,
                DATA_DATE,
                REGISTER,
                *(needed(each) if each is COUNTY else each for each in LOCATION),
                *INCOME_COLUMNS,
            ),
            ignored={
                "序号": "counts the rows of the file",
                "户主姓名": "the register names the head",
                "户主证件号码": "the register holds it",
                "家庭人口数": "the register counts the members",
                "自然村": "the register says where the household lives",
                "年总收入": "the sum of the kinds of income",
                "备注": "free text without a place in the graph",
            },
            facts=_facts,
        ),
    ),
)
