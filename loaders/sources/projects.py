"""The county's project bank: projects with their stages, task force and unit, and who benefits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.kinds import Ref
from graph.model.duties import SitsOn
from graph.model.helpers import Cadre
from graph.model.linkage import Coordinates, LinkageGroup
from graph.model.organisations import Organisation
from graph.model.people import Household
from graph.model.policies import BasedOn
from graph.model.projects import (
    Benefits,
    CarriedOutBy,
    LocatedIn,
    Manages,
    Project,
    ProjectStage,
    StageOf,
    TaskForce,
)
from graph.model.regions import Village
from graph.model.vocabularies import BenefitKind, ProjectCategory, ProjectNature, StageCode
from loaders.cells import day
from loaders.record import Column, Record
from loaders.sources.cadres import cadre, staff
from loaders.sources.figures import Money, counted, household_number, number
from loaders.sources.labels import label
from loaders.sources.location import COUNTY, LOCATION, located, needed
from loaders.sources.organisations import organisation
from loaders.sources.periods import Span, taken_span, year_number
from loaders.sources.policies import document_number, policy_ref
from loaders.sources.registers import HOUSEHOLD, REGISTER, taken_register
from loaders.sources.source import Fact, Form, Setting, Source

_NUMBER: Final = Column("项目编号", ("项目编码",), required=True)
_NAME: Final = Column("项目名称", required=True)
_CATEGORY_COLUMN: Final = Column("项目类别", ("项目类型",), required=True)
_NATURE_COLUMN: Final = Column("建设性质", required=True)
_YEAR: Final = Column("年度", ("项目年度", "入库年度"))
_CONTENT: Final = Column("建设任务", ("实施内容", "建设内容"))
_BENEFICIARIES: Final = Column("受益户数", ("扶持户数",))
_TARGET: Final = Column("绩效目标")
_LINKAGE: Final = Column("联农带农机制", ("带贫减贫机制", "群众参与和带贫减贫机制"))
_BUDGET: Final = Money("资金规模", ("合计资金",))
_FISCAL: Final = Money("申请财政资金", ("财政资金",))
_UNIT: Final = Column("责任单位", ("项目实施单位", "实施单位", "实施主体"))
_CONTRACT: Final = Column("合同约定开工日期")
_COMPLETION: Final = Column("合同约定竣工日期")
_FORCE: Final = Column("项目专班", ("专班名称",))
_FORMED: Final = Column("专班成立时间")
_DISSOLVED: Final = Column("专班撤销时间")
_LEAD: Final = Column("专班负责人")
_LEAD_UNIT: Final = Column("负责人单位", ("专班负责人单位",))
_LEADS: Final = Column("负责人任职时间")
_LED: Final = Column("负责人离任时间")
_GROUP: Final = Column("挂钩小组")
_POLICY: Final = Column("政策文号", ("发文字号",))
_ISSUER: Final = Column("政策发文机关", ("发文机关",))
_STAGES: Final = {
    StageCode.BANKED: Column("入库时间"),
    StageCode.APPROVED: Column("批复时间", ("立项批复时间",)),
    StageCode.TENDERED: Column("招标时间", ("中标日期",)),
    StageCode.STARTED: Column("开工时间"),
    StageCode.FINISHED: Column("完工时间", ("竣工时间",)),
    StageCode.ACCEPTED: Column("验收时间", ("验收日期",)),
    StageCode.AUDITED: Column("审计时间"),
    StageCode.HANDED_OVER: Column("移交时间"),
}
_KIND_COLUMN: Final = Column("受益方式", required=True)
_AMOUNT: Final = Money("受益金额", ("分配金额",))
_START: Final = Column("开始时间", ("受益开始时间",))
_END: Final = Column("结束时间", ("受益结束时间",))

_CATEGORY: Final = label(ProjectCategory)
_NATURE: Final = label(ProjectNature)
_KIND: Final = label(BenefitKind)


def _project_facts(record: Record, setting: Setting) -> Iterator[Fact]:
    location = located(record, setting)
    own = record.parse_required(number, *_NUMBER.spellings)
    setting.memory.banks(record.origin.file, own, location.county)
    project = _project(record, location.county, own)
    facts = [
        *_carried_out(record, project),
        *_stages(record, project),
        *_force(record, project),
        *_coordinated(record, project),
        *_based(record, project),
    ]
    yield project
    yield LocatedIn(start=project.refer(), end=location.ref)
    yield from facts


def _project(record: Record, county: str, own: str) -> Project:
    return Project(
        county=county,
        number=own,
        name=record.require(*_NAME.spellings),
        category=record.parse_required(_CATEGORY, *_CATEGORY_COLUMN.spellings),
        nature=record.parse(_NATURE, *_NATURE_COLUMN.spellings),
        year=record.parse(year_number, *_YEAR.spellings),
        content=record.take(*_CONTENT.spellings),
        budget=_BUDGET.taken(record),
        fiscal=_FISCAL.taken(record),
        beneficiaries=record.parse(counted, *_BENEFICIARIES.spellings),
        target=record.take(*_TARGET.spellings),
        linkage=record.take(*_LINKAGE.spellings),
    )


def _carried_out(record: Record, project: Project) -> Iterator[Fact]:
    contract = taken_span(record, _CONTRACT, _COMPLETION)
    name = record.take(*_UNIT.spellings)
    if name:
        unit = organisation(name, project.county)
        yield unit
        yield CarriedOutBy(start=project.refer(), end=unit.refer(), **contract)


def _stages(record: Record, project: Project) -> Iterator[Fact]:
    for place, (code, column) in enumerate(_STAGES.items(), start=1):
        reached = record.parse(day, *column.spellings)
        if reached:
            stage = ProjectStage(
                project=project.key,
                stage=f"{place:02}-{code.name}",
                code=code,
                title=code.label,
                actual=reached.date,
            )
            yield stage
            yield StageOf(start=stage.refer(), end=project.refer())


def _force(record: Record, project: Project) -> Iterator[Fact]:
    """Give the task force with its lead; a lead without a task force is a row that has slipped."""
    name = record.take(*_FORCE.spellings)
    lead, unit = record.take(*_LEAD.spellings), record.take(*_LEAD_UNIT.spellings)
    manages = taken_span(record, _FORMED, _DISSOLVED)
    leads = taken_span(record, _LEADS, _LED)
    if name is None:
        if lead:
            raise record.bad("blank", "name the task force that they lead", *_FORCE.spellings)
        return
    force = TaskForce(project=project.key, name=name)
    yield force
    yield Manages(start=force.refer(), end=project.refer(), **manages)
    if lead:
        if unit is None:
            raise record.bad("blank", "name the unit of the lead", *_LEAD_UNIT.spellings)
        sender = organisation(unit, project.county)
        yield from _led(cadre(lead, sender), sender, force, leads)


def _led(lead: Cadre, unit: Organisation, force: TaskForce, leads: Span) -> Iterator[Fact]:
    yield from staff(lead, unit)
    yield SitsOn(start=lead.refer(), end=force.refer(), lead=True, **leads)


def _coordinated(record: Record, project: Project) -> Iterator[Fact]:
    name = record.take(*_GROUP.spellings)
    if name:
        group = LinkageGroup(county=project.county, name=name)
        yield group
        yield Coordinates(start=group.refer(), end=project.refer())


def _based(record: Record, project: Project) -> Iterator[Fact]:
    issuer = record.take(*_ISSUER.spellings)
    policy = record.parse(document_number, *_POLICY.spellings)
    if policy:
        yield BasedOn(start=project.refer(), end=policy_ref(policy, issuer))


def _benefit_facts(record: Record, setting: Setting) -> Iterator[Fact]:
    own = record.parse_required(number, *_NUMBER.spellings)
    bank = setting.memory.bank_of(record.origin.file, own)
    location = located(record, setting, bank)
    register = taken_register(record, setting, location.county)
    household = record.parse(household_number, *HOUSEHOLD.spellings)
    target: Ref[Household] | Ref[Village]
    if household:
        target = Household.ref(register.key, household)
    elif location.village:
        target = Village.ref(location.village)
    else:
        advice = "give the household that benefits, or its village where all do"
        raise record.bad("blank", advice, *HOUSEHOLD.spellings)
    yield Benefits(
        start=Project.ref(bank or location.county, own),
        end=target,
        kind=record.parse_required(_KIND, *_KIND_COLUMN.spellings),
        amount=_AMOUNT.taken(record),
        **taken_span(record, _START, _END),
    )


PROJECTS: Final = Source(
    name="projects",
    term="县级项目库",
    rank=50,
    forms=(
        Form(
            name="项目",
            columns=(
                *(needed(each) if each is COUNTY else each for each in LOCATION),
                *(_NUMBER, _NAME, _CATEGORY_COLUMN, _NATURE_COLUMN, _YEAR, _CONTENT),
                *(_BENEFICIARIES, _TARGET, _LINKAGE, *_BUDGET.columns, *_FISCAL.columns),
                *(_UNIT, _CONTRACT, _COMPLETION, _FORCE, _FORMED, _DISSOLVED, _LEAD, _LEAD_UNIT),
                *(_LEADS, _LED, _GROUP, _POLICY, _ISSUER, *_STAGES.values()),
            ),
            ignored={
                "序号": "counts the rows of the file",
                "实施地点": "county, town and village say it",
                "时间进度": "the dates of the stages say it",
                "实施期限": "the dates of the contract say it",
                "筹资方式": "the sources of money are a subject of their own",
                "个人出资": "the sources of money are a subject of their own",
                "受益对象": "the sheet of beneficiaries says it",
                "扶持人数": "counted from the beneficiaries",
                "群众参与": "free text about procedure",
                "项目子类型": "a finer category than the graph keeps",
                "项目状态": "the dates of the stages say it",
                "项目阶段": "the dates of the stages say it",
                "项目进度": "the dates of the stages say it",
                "实施规模": "the works are told by the content",
                "预期收益": "the target says it",
                "经办人姓名": "whoever filled the form in is not part of the bank",
                "审批人姓名": "whoever filled the form in is not part of the bank",
                "备注": "free text, which may name people",
            },
            facts=_project_facts,
        ),
        Form(
            name="受益户",
            columns=(
                *(_NUMBER, needed(HOUSEHOLD), REGISTER, *LOCATION, _KIND_COLUMN, *_AMOUNT.columns),
                *(_START, _END),
            ),
            ignored={
                "序号": "counts the rows of the file",
                "项目名称": "the sheet of projects says it",
                "户主姓名": "the register names the head",
                "备注": "free text, which may name people",
            },
            facts=_benefit_facts,
        ),
    ),
)
