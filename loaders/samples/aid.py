"""The helping side of the truth: units, cadres, teams, linkage groups, projects, policies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loaders.samples.periods import Grain, Span

CadreName = tuple[str, str, str]
"""A cadre: unit, name without the mark, and the mark that tells namesakes of the unit apart."""
TeamName = tuple[str, str, str]
"""A team: code of the village or county, name, and batch."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A unit (单位); `region` is the code of the province for provincial ones, else of the county.

    `unit_type` and `affiliation` are empty where no file would state them.
    """

    name: str
    region: str
    unit_type: str
    affiliation: str


@dataclass(frozen=True, slots=True)
class Cadre:
    """Somebody in office (干部); only the roster of pairings states `number` and `phone`."""

    organisation: str
    name: str
    distinction: str
    number: str
    sex: str
    phone: str
    rank: str
    politics: str

    @property
    def ident(self) -> CadreName:
        """Unit, name and mark."""
        return self.organisation, self.name, self.distinction


@dataclass(frozen=True, slots=True)
class Pairing:
    """A cadre answers for a household (结对帮扶)."""

    number: str
    cadre: CadreName
    household: str
    duty: str
    span: Span
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to a household, or to a village where no household is named (走访)."""

    number: str
    cadre: CadreName
    household: str
    village: str
    day: date
    mode: str
    finding: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A cadre holds a post that answers for a region or village (任职)."""

    place: str
    title: str
    role: str
    cadre: CadreName
    span: Span
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """A team stationed in a village or county (工作队); `group` names the linkage group of it."""

    scope: str
    name: str
    batch: str
    sender: str
    span: Span
    group: str = ""

    @property
    def ident(self) -> TeamName:
        """Place, name and batch."""
        return self.scope, self.name, self.batch


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A cadre serves in a team (驻村任职)."""

    team: TeamName
    cadre: CadreName
    role: str
    span: Span
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LinkageGroup:
    """The linkage group of a county and the period for which it is linked (五方挂钩)."""

    county: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class LinkageParty:
    """A unit is a party of a linkage group (挂钩成员); money in fen."""

    number: str
    group: str
    organisation: str
    party: str
    lead: bool
    span: Span
    pledged: int | None = None
    paid: int | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the county's bank (帮扶项目); `contract` is how long the unit carries it out.

    `place` is the code of a village, town or county; `unit`, `group` and `policy` may be empty.
    """

    county: str
    number: str
    name: str
    category: str
    nature: str
    year: int
    place: str
    unit: str
    contract: Span
    content: str
    target: str
    budget: int
    fiscal: int
    beneficiaries: int
    linkage: str
    group: str = ""
    policy: str = ""


@dataclass(frozen=True, slots=True)
class ProjectStage:
    """A stage that a project reached (项目阶段)."""

    project: str
    code: str
    actual: date
    grain: Grain = "day"


@dataclass(frozen=True, slots=True)
class Benefit:
    """A project benefits a household, or a village where no household is named (受益对象)."""

    project: str
    household: str
    village: str
    kind: str
    amount: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class TaskForce:
    """The group that manages a project (项目专班)."""

    project: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Seat:
    """A cadre leads or sits on the task force of a project (专班成员)."""

    project: str
    force: str
    cadre: CadreName
    lead: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a policy (政策条款); `above` is the number of the article it stands under."""

    number: str
    above: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy with its articles (政策文件); `region` is the code of where it applies."""

    title: str
    number: str
    issuer: str
    issued: date
    span: Span
    region: str
    articles: tuple[Article, ...]
