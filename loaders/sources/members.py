"""Members of households: who they are, what they are to the head, and how they stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.kinds import Ref
from graph.model.people import Household, MemberOf, Person, PersonState
from graph.model.vocabularies import Education, Health, Kinship, Labour, Politics, Sex
from loaders.cells import BadValue, day, phone
from loaders.certificates import citizen_number, disability
from loaders.identity import Purpose
from loaders.record import Column, Record
from loaders.sources.answers import Answer
from loaders.sources.figures import counted, number
from loaders.sources.labels import label, labels
from loaders.sources.periods import Period, Span, span, whole_day
from loaders.sources.source import Setting

NAME: Final = Column("姓名", ("成员姓名", "家庭成员姓名"), required=True)
KINSHIP: Final = Column("与户主关系", required=True)
PERSON_NUMBER: Final = Column("人编号", ("人口编号", "人编码"))
CITIZEN: Final = Column("证件号码", ("身份证号", "身份证号码"))
_SEX_COLUMN: Final = Column("性别")
_BORN: Final = Column("出生日期", ("出生年月",))
_ETHNICITY: Final = Column("民族")
_POLITICS_COLUMN: Final = Column("政治面貌")
_PHONE: Final = Column("人联系电话", ("成员联系电话", "家庭成员联系电话"))
_DISABILITY: Final = Column("残疾类别", ("残疾类别等级",))
_SINCE: Final = Column("人员识别时间")
_LIFE: Final = Column("生存状态")
_CHANGED: Final = Column("变更时间", ("自然变更时间",))
_HEALTH_COLUMN: Final = Column("健康状况", ("健康情况",))
_LABOUR_COLUMN: Final = Column("劳动技能", ("劳动能力",))
_EDUCATION_COLUMN: Final = Column("文化程度")
_ENROLMENT: Final = Column("在校生状况", ("在校生情况",))
_MONTHS: Final = Column("务工时间（月）", ("务工时间", "务工时长(月)", "务工时长"))
_PLACE: Final = Column("务工所在地", ("务工所在县", "务工区域"))
_MEDICAL: Final = Answer(
    holds=(
        Column(
            "是否参加城乡居民基本医疗保险",
            ("是否参加新型农村合作医疗（城乡居民基本医疗保险）", "是否参加新型农村合作医疗"),
        ),
        Column("是否参加城镇职工基本医疗保险"),
    )
)
_PENSION: Final = Answer(
    holds=(Column("是否参加城乡居民基本养老保险"), Column("是否参加城镇职工基本养老保险"))
)
_ALLOWANCE: Final = Answer(holds=(Column("是否享受低保", ("享受低保政策情况",)),))
_DESTITUTE: Final = Answer(holds=(Column("是否特困供养人员", ("享受特困供养政策情况",)),))

MEMBER_COLUMNS: Final = (
    *(NAME, KINSHIP, PERSON_NUMBER, CITIZEN, _SEX_COLUMN, _BORN, _ETHNICITY, _POLITICS_COLUMN),
    *(_PHONE, _DISABILITY, _SINCE, _LIFE, _CHANGED, _HEALTH_COLUMN, _LABOUR_COLUMN),
    *(_EDUCATION_COLUMN, _ENROLMENT, _MONTHS, _PLACE, *_MEDICAL.columns, *_PENSION.columns),
    *(_ALLOWANCE.columns + _DESTITUTE.columns),
)
"""Every column that is read for a member."""

_SEX: Final = label(Sex)
_POLITICS: Final = label(Politics)
_KINSHIP: Final = label(Kinship)
_HEALTH: Final = labels(Health)
_LABOUR: Final = label(Labour)
_EDUCATION: Final = label(Education)
_HERE: Final = frozenset({"正常", "加入", "健在", "有效"})
_GONE: Final = frozenset({"死亡", "嫁出", "迁出", "删除", "自然减少"})
_TYPES: Final = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
_GRADES: Final = "一二三四"
_IN_HOUSEHOLD: Final = 2


@dataclass(frozen=True, slots=True)
class Member:
    """A person as one row tells of them, and the household that counts them."""

    person: Person
    link: MemberOf
    state: PersonState

    @property
    def is_head(self) -> bool:
        """Say whether the row is the one of the head."""
        return self.link.kinship is Kinship.HEAD


def taken_member(
    record: Record, setting: Setting, household: Ref[Household], period: Period
) -> Member:
    """Take a member of a household, and how they stood in the period that the row is for."""
    order = setting.memory.next_member(record.origin.file, household.key)
    person = _person(record, setting, household, order)
    link = MemberOf(
        start=person.refer(),
        end=household,
        kinship=record.parse_required(_KINSHIP, *KINSHIP.spellings),
        **_span(record),
    )
    return Member(person, link, _state(record, person, period))


def _person(record: Record, setting: Setting, household: Ref[Household], order: int) -> Person:
    certificate = record.parse(citizen_number, *CITIZEN.spellings)
    own = record.parse(number, *PERSON_NUMBER.spellings)
    hashed = setting.identity.name(Purpose.PERSON, certificate[:18]) if certificate else None
    return Person(
        number=hashed or f"{household.key}#{_order(household, own, order)}",
        name=record.require(*NAME.spellings),
        sex=record.parse(_SEX, *_SEX_COLUMN.spellings) or _sex_of(certificate),
        born=record.parse(whole_day, *_BORN.spellings) or _birthday_of(certificate),
        ethnicity=record.take(*_ETHNICITY.spellings),
        politics=record.parse(_POLITICS, *_POLITICS_COLUMN.spellings),
        phone=record.parse(phone, *_PHONE.spellings),
        citizen=hashed,
        disability=_disability_of(certificate, record.take(*_DISABILITY.spellings)),
    )


def _order(household: Ref[Household], own: str | None, counted_rows: int) -> str:
    """Give the order in the household: the tail of the member's own number, else of the rows."""
    bare = household.key.rpartition("/")[2]
    if own and own.startswith(bare) and len(own) == len(bare) + _IN_HOUSEHOLD:
        return own[-_IN_HOUSEHOLD:]
    return f"{counted_rows:02}"


def _span(record: Record) -> Span:
    start = record.parse(day, *_SINCE.spellings)
    life = record.take(*_LIFE.spellings) or "正常"
    changed = record.parse(day, *_CHANGED.spellings)
    if life not in _HERE | _GONE:
        allowed = ", ".join(sorted(_HERE | _GONE))
        raise record.bad("unknown label", f"write one of {allowed}", *_LIFE.spellings)
    if life in _HERE:
        return span(start)
    if changed is None:
        raise record.bad("blank", "say when the member left the household", *_CHANGED.spellings)
    try:
        return span(start, changed)
    except BadValue as error:
        raise record.bad(error.rule, error.suggestion, *_CHANGED.spellings) from None


def _state(record: Record, person: Person, period: Period) -> PersonState:
    health = record.parse(_HEALTH, *_HEALTH_COLUMN.spellings, default=())
    return PersonState(
        person=person.key,
        period=period.text,
        # Registers write the same combination in either order.
        health=tuple(entry for entry in Health if entry in health),
        labour=record.parse(_LABOUR, *_LABOUR_COLUMN.spellings),
        education=record.parse(_EDUCATION, *_EDUCATION_COLUMN.spellings),
        enrolment=record.take(*_ENROLMENT.spellings),
        work_months=record.parse(counted, *_MONTHS.spellings),
        work_place=record.take(*_PLACE.spellings),
        medical_insurance=_MEDICAL.covered(record),
        pension_insurance=_PENSION.covered(record),
        allowance=_ALLOWANCE.covered(record),
        destitute=_DESTITUTE.covered(record),
        **period.span,
    )


def _sex_of(certificate: str | None) -> Sex | None:
    if certificate is None:
        return None
    return Sex.MALE if int(certificate[16]) % 2 else Sex.FEMALE


def _birthday_of(certificate: str | None) -> date | None:
    if certificate is None:
        return None
    return date(int(certificate[6:10]), int(certificate[10:12]), int(certificate[12:14]))


def _disability_of(certificate: str | None, written: str | None) -> str | None:
    """Give type and grade as the certificate has them, else as the register writes them."""
    found = disability(certificate) if certificate and certificate[18:] else None
    return f"{_TYPES[found.type - 1]}{_GRADES[found.grade - 1]}级" if found else written
