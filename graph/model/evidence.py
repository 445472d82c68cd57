"""Evidence: the files that facts came from, the loads that read them, and what each changed."""

from __future__ import annotations

from datetime import date

from graph.kinds import Caption, Cardinality, Indexed, Key, Node, Privacy, Recorded, Relationship
from graph.model.vocabularies import ChangeKind
from graph.values import Long, Whole


class Load(Node, recorded=True):
    """One run of the loader over a set of files with its options (加载批次)."""

    digest: Key[str]
    """摘要: digest of the files and options; the same load again has the same."""
    title: Caption[str]
    """标题: how many files, and when it began."""
    started_at: Recorded[str]
    """开始时间: the instant of the first attempt, ISO 8601 in UTC."""
    finished_at: Recorded[str | None] = None
    """完成时间: the instant at which everything was written."""
    accepted: Whole | None = None
    """接受行数: rows that became facts."""
    rejected: Whole | None = None
    """隔离行数: rows set aside."""


class SourceFile(Node):
    """A file that was read, known by its bytes (来源文件)."""

    digest: Key[str]
    """摘要: the first 16 hexadecimal digits of its SHA-256."""
    name: Caption[str]
    """文件名: its name without the folder."""
    source: Indexed[str]
    """来源类型: which kind of export it is."""
    size: Long
    """大小: bytes."""
    sha256: str
    """校验值: the whole SHA-256."""
    rank: Whole
    """来源等级: which source is believed when two disagree; higher is stronger."""
    data_date: date
    """数据日期: the day for which the file speaks."""
    scope: str | None = None
    """全量范围: the code of the region of which it is a full list, where it is one."""
    loaded_at: Recorded[str]
    """加载时间: the instant of the load that first read it."""


class ReadIn(Relationship[SourceFile, Load], inverse="files", recorded=True):
    """A file was read in a load (读取批次)."""


class Change(Node, privacy=Privacy.CASE, recorded=True):
    """One value that a load changed, refused to change, or ended (变更记录)."""

    digest: Key[str]
    """摘要: digest of everything it says; the same change is recorded once."""
    title: Caption[str]
    """标题: the property and the kind of change."""
    kind: Indexed[ChangeKind]
    """变更类别: changed, overruled, ended or reopened."""
    thing: Indexed[str]
    """对象: the id of the node, or of the two ends and the link."""
    property: str
    """属性: which property."""
    old: str | None = None
    """原值: what was there before."""
    new: str | None = None
    """新值: what came."""
    old_origin: str | None = None
    """原出处: file, sheet and row of the old value."""
    new_origin: str | None = None
    """新出处: file, sheet and row of the new value."""
    made_at: Recorded[str]
    """记录时间: the instant of the load."""


class MadeIn(Relationship[Change, Load], inverse="changes", forward=Cardinality.ONE, recorded=True):
    """A change was made in a load (变更批次)."""
