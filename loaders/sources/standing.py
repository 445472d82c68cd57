"""How a household stood in a period: the columns of its state, and the state of a row."""

from __future__ import annotations

from typing import Final

from graph.kinds import Ref
from graph.model.people import Household, HouseholdState
from graph.model.vocabularies import Cause, HouseholdClass, HouseholdStatus, MonitorCategory
from loaders.cells import yes_no
from loaders.record import Column, Record
from loaders.sources.answers import Answer
from loaders.sources.figures import Money, counted
from loaders.sources.incomes import (
    BUSINESS,
    EXPENSES,
    INCOME_COLUMNS,
    NET,
    PER_HEAD,
    PROPERTY,
    TRANSFERS,
    WAGES,
)
from loaders.sources.labels import label, labels
from loaders.sources.periods import Period, year_month

_TYPE: Final = Column("户类型")
_FLAG: Final = Column("脱贫标志", ("脱贫属性",))
_CLASS: Final = Column("贫困户属性", ("户属性", "脱贫户属性"))
_MONITOR: Final = Column(
    "监测对象类别", ("检测对象类别", "易返贫致贫户(监测对象)类型", "易返贫致贫户类型")
)
_CAUSE: Final = Column("主要致贫原因", ("致贫原因1", "致贫原因"))
_CAUSES: Final = Column("其他致贫原因", ("致贫原因2",))
_RISKS: Final = tuple(
    Column(f"致贫/返贫风险{place}", (f"致贫返贫风险{place}",)) for place in range(1, 6)
)
_SINCE: Final = Column("识别监测时间", ("风险识别时间",))
_REMOVED: Final = Column("风险是否已消除", ("风险是否消除",))
_REMOVED_IN: Final = Column("消除监测时间", ("风险消除时间",))
_MEMBERS: Final = Column("家庭人口数", ("人数", "家庭人口"))
_NO_LABOUR: Final = Column("整户无劳动能力兜底保障户")
_SELF_PAID: Final = Money("合规自付支出", ("其他合规自负支出",))
_HOUSING: Final = Answer(fails=(Column("是否危房户", ("危房户",)), Column("是否住房出现安全问题")))
_WATER: Final = Answer(
    holds=(Column("是否解决安全饮用水"),), fails=(Column("是否饮水出现安全问题"),)
)
_SCHOOLING: Final = Answer(fails=(Column("是否义务教育阶段适龄儿童少年失学辍学"),))
_MEDICAL: Final = Answer(fails=(Column("是否有家庭成员未参加城乡居民（职工）基本医疗保险"),))

STATE_COLUMNS: Final = (
    *(_TYPE, _FLAG, _CLASS, _MONITOR, _CAUSE, _CAUSES, *_RISKS, _SINCE, _REMOVED, _REMOVED_IN),
    *(_MEMBERS, _NO_LABOUR, *_SELF_PAID.columns, *INCOME_COLUMNS),
    *(_HOUSING.columns + _WATER.columns + _SCHOOLING.columns + _MEDICAL.columns),
)
"""Every column that `taken_state` reads."""

_STATUS: Final = label(HouseholdStatus)
_HOUSEHOLD_CLASS: Final = label(HouseholdClass)
_CATEGORY: Final = label(MonitorCategory)
_ONE_CAUSE: Final = label(Cause)
_MANY_CAUSES: Final = labels(Cause)


def taken_state(record: Record, household: Ref[Household], period: Period) -> HouseholdState:
    """Take how a household stood; whether anything was said is for `says` to tell."""
    flag = record.parse(_STATUS, *_FLAG.spellings)
    return HouseholdState(
        household=household.key,
        period=period.text,
        status=record.parse(_STATUS, *_TYPE.spellings) or flag,
        household_class=record.parse(_HOUSEHOLD_CLASS, *_CLASS.spellings),
        monitor=record.parse(_CATEGORY, *_MONITOR.spellings),
        causes=_causes(record),
        risks=_risks(record),
        monitored_since=record.parse(year_month, *_SINCE.spellings),
        risk_removed=record.parse(yes_no, *_REMOVED.spellings),
        risk_removed_in=record.parse(year_month, *_REMOVED_IN.spellings),
        members=record.parse(counted, *_MEMBERS.spellings),
        wages=WAGES.taken(record),
        business=BUSINESS.taken(record),
        property_income=PROPERTY.taken(record),
        transfers=TRANSFERS.taken(record),
        expenses=EXPENSES.taken(record),
        net_income=NET.taken(record),
        net_income_per_head=PER_HEAD.taken(record),
        self_paid=_SELF_PAID.taken(record),
        safe_housing=_HOUSING.safe(record),
        safe_water=_WATER.safe(record),
        schooling=_SCHOOLING.safe(record),
        medical_cover=_MEDICAL.safe(record),
        no_labour=record.parse(yes_no, *_NO_LABOUR.spellings),
        **period.span,
    )


def _causes(record: Record) -> tuple[Cause, ...]:
    main = record.parse(_ONE_CAUSE, *_CAUSE.spellings)
    others = record.parse(_MANY_CAUSES, *_CAUSES.spellings, default=())
    return tuple(dict.fromkeys((*((main,) if main else ()), *others)))


def _risks(record: Record) -> tuple[Cause, ...]:
    named = (record.parse(_ONE_CAUSE, *column.spellings) for column in _RISKS)
    return tuple(dict.fromkeys(risk for risk in named if risk))
