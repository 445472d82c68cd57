"""Registers, households and persons: who is helped, and how they stood in each period."""

from __future__ import annotations

from datetime import date

from graph.kinds import (
    Caption,
    Cardinality,
    Indexed,
    Key,
    Node,
    Personal,
    Privacy,
    Relationship,
    Searched,
    Secret,
    Temporal,
)
from graph.model.regions import Region, Village
from graph.model.vocabularies import (
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
from graph.values import Fen, Hash, Whole, YearMonth


class Register(Node):
    """A county's register of filed households (建档立卡登记簿)."""

    county: Key[str]
    """所在县: the code of the county that keeps it."""
    name: Key[Caption[Searched[str]]]
    """名称: what the register is called."""


class KeptBy(Relationship[Register, Region], inverse="registers", forward=Cardinality.ONE):
    """A register is kept by a county (登记县)."""


class Household(Node, privacy=Privacy.CASE):
    """A filed household (建档立卡户): the unit that is helped."""

    registry: Key[str]
    """登记簿: the key of the register that files it."""
    number: Key[Indexed[str]]
    """户编号: its number within the register; never a citizen number."""
    head: Caption[Personal[Searched[str]]]
    """户主姓名: the name of the head of the household."""
    address: Personal[str | None] = None
    """住址: hamlet, group and house number."""
    phone: Personal[str | None] = None
    """户联系电话: eleven digits."""
    bank: Personal[str | None] = None
    """开户银行: where payments go."""
    account: Secret[Hash | None] = None
    """银行账号: keyed hash of the account, for matching only."""
    standard: Standard | None = None
    """识别标准: the standard by which it was identified."""
    identified: YearMonth | None = None
    """首次识别时间: the month in which it was first identified."""


class FiledIn(
    Temporal,
    Relationship[Household, Register],
    inverse="households",
    forward=Cardinality.ONE,
    once=True,
):
    """A household is filed in a register (建档立卡)."""


class LivesIn(
    Temporal,
    Relationship[Household, Village],
    inverse="households",
    forward=Cardinality.ONE,
    once=True,
):
    """A household lives in a village (户籍村)."""


class HouseholdState(Temporal, Node, privacy=Privacy.CASE):
    """How a household stood in a year or quarter (户年度状态)."""

    household: Key[str]
    """户: the key of the household."""
    period: Key[Caption[Indexed[str]]]
    """期间: the year or quarter, such as 2019 or 2019Q3."""
    status: Indexed[HouseholdStatus | None] = None
    """脱贫标志: where the household stands."""
    household_class: HouseholdClass | None = None
    """户属性: general, on allowance, or destitute."""
    monitor: MonitorCategory | None = None
    """监测对象类别: the category, where it is monitored."""
    causes: tuple[Cause, ...] = ()
    """致贫原因: the main cause first."""
    risks: tuple[Cause, ...] = ()
    """致贫返贫风险: the risks named when it was monitored."""
    monitored_since: YearMonth | None = None
    """识别监测时间: the month in which monitoring began."""
    risk_removed: bool | None = None
    """风险是否已消除: whether the risk is removed."""
    risk_removed_in: YearMonth | None = None
    """风险消除时间: the month in which the risk was removed."""
    members: Whole | None = None
    """家庭人口数: how many persons it counts."""
    wages: Fen | None = None
    """工资性收入: income from work."""
    business: Fen | None = None
    """生产经营性收入: income from production and trade."""
    property_income: Fen | None = None
    """财产性收入: income from property."""
    transfers: Fen | None = None
    """转移性收入: transfers received."""
    expenses: Fen | None = None
    """生产经营性支出: what production cost."""
    net_income: Fen | None = None
    """纯收入: income less what production cost."""
    net_income_per_head: Fen | None = None
    """人均纯收入: net income by member."""
    self_paid: Fen | None = None
    """合规自付支出: rigid expenses borne by the household."""
    safe_housing: bool | None = None
    """住房安全: whether the dwelling is safe."""
    safe_water: bool | None = None
    """饮水安全: whether drinking water is safe."""
    schooling: bool | None = None
    """义务教育: whether every child of age is in school."""
    medical_cover: bool | None = None
    """基本医疗: whether every member is insured."""
    no_labour: bool | None = None
    """整户无劳动能力: whether nobody in it can work."""


class DescribesHousehold(
    Relationship[HouseholdState, Household], inverse="states", forward=Cardinality.ONE
):
    """A state describes a household in a period (户状态所属)."""


class Person(Node, privacy=Privacy.CASE):
    """A member of a filed household (家庭成员)."""

    number: Key[str]
    """人员标识: keyed hash of the citizen number, else household and order in it."""
    name: Caption[Personal[Searched[str]]]
    """姓名: the full name."""
    sex: Personal[Sex | None] = None
    """性别: as registered."""
    born: Personal[date | None] = None
    """出生日期: as registered."""
    ethnicity: Personal[str | None] = None
    """民族: as registered."""
    politics: Personal[Politics | None] = None
    """政治面貌: as registered."""
    phone: Personal[str | None] = None
    """联系电话: eleven digits."""
    citizen: Secret[Hash | None] = None
    """证件号码: keyed hash of the citizen number, for matching only."""
    disability: Personal[str | None] = None
    """残疾类别等级: type and grade from the disability certificate."""


class MemberOf(Temporal, Relationship[Person, Household], inverse="members", once=True):
    """A person is a member of a household (家庭成员关系)."""

    kinship: Kinship
    """与户主关系: what the person is to the head."""


class PersonState(Temporal, Node, privacy=Privacy.CASE):
    """How a person stood in a year (人员年度状态)."""

    person: Key[str]
    """人员: the key of the person."""
    period: Key[Caption[Indexed[str]]]
    """期间: the year or quarter."""
    health: tuple[Health, ...] = ()
    """健康状况: one or several."""
    labour: Labour | None = None
    """劳动技能: ability to work."""
    education: Education | None = None
    """文化程度: schooling completed."""
    enrolment: str | None = None
    """在校生状况: the class attended."""
    work_months: Whole | None = None
    """务工时间: months worked away in the period."""
    work_place: str | None = None
    """务工所在地: where."""
    medical_insurance: bool | None = None
    """基本医疗保险: whether insured."""
    pension_insurance: bool | None = None
    """基本养老保险: whether insured."""
    allowance: bool | None = None
    """享受低保: whether on minimum living allowance."""
    destitute: bool | None = None
    """特困供养: whether on destitute support."""


class DescribesPerson(Relationship[PersonState, Person], inverse="states", forward=Cardinality.ONE):
    """A state describes a person in a period (人员状态所属)."""
