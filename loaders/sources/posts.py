"""Ledgers of posts: who held which office for which region or village, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.model.helpers import AnswersFor, Holds, Post
from graph.model.vocabularies import PostRole
from loaders.record import Column, Record
from loaders.sources.cadres import PROFILE, staff, taken_cadre
from loaders.sources.labels import label
from loaders.sources.location import LOCATION, located
from loaders.sources.organisations import AFFILIATION, UNIT_TYPE, taken_organisation
from loaders.sources.periods import taken_span
from loaders.sources.source import Fact, Form, Setting, Source

_TITLE: Final = Column("职务", ("职务名称",), required=True)
_ROLE: Final = Column("职务类别", required=True)
_NAME: Final = Column("姓名", ("干部姓名",), required=True)
_UNIT: Final = Column("单位", ("所在单位", "工作单位"), required=True)
_START: Final = Column("任职时间", ("任职开始时间",), required=True)
_END: Final = Column("离任时间", ("任职结束时间",))
_REASON: Final = Column("离任原因")

_POST_ROLE: Final = label(PostRole)


def _facts(record: Record, setting: Setting) -> Iterator[Fact]:
    location = located(record, setting)
    post = Post(
        scope=location.place,
        title=record.require(*_TITLE.spellings),
        role=record.parse_required(_POST_ROLE, *_ROLE.spellings),
    )
    unit = taken_organisation(record, location.county, _UNIT)
    holder = taken_cadre(record, setting, _NAME, unit)
    held = Holds(
        start=holder.refer(),
        end=post.refer(),
        end_reason=record.take(*_REASON.spellings),
        **taken_span(record, _START, _END),
    )
    yield post
    yield from staff(holder, unit)
    yield AnswersFor(start=post.refer(), end=location.ref)
    yield held


POSTS: Final = Source(
    name="posts",
    term="干部任职台账",
    rank=50,
    forms=(
        Form(
            name="干部任职台账",
            columns=(
                *(*LOCATION, _TITLE, _ROLE, _NAME, _UNIT, UNIT_TYPE, AFFILIATION, *PROFILE),
                *(_START, _END, _REASON),
            ),
            ignored={
                "序号": "counts the rows of the file",
                "备注": "free text, which may name people",
            },
            facts=_facts,
        ),
    ),
)
