"""Policies with their articles: one article a row, the columns of the document repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.kinds import Ref
from graph.model.policies import AppliesIn, Article, ArticleOf, IssuedBy, Policy, Under
from graph.model.regions import Region
from graph.model.vocabularies import PolicyLevel
from loaders.cells import BadValue, plain
from loaders.places import county_of
from loaders.record import BadCell, Column, Record
from loaders.sources.labels import label
from loaders.sources.organisations import organisation
from loaders.sources.periods import taken_span, whole_day
from loaders.sources.source import Fact, Form, Setting, Source

_TITLE: Final = Column("标题", ("文件标题", "文件名称"), required=True)
NUMBER: Final = Column("发文字号", ("文号", "政策文号"))
_ISSUER: Final = Column("发文机关", ("印发机关",), required=True)
_LEVEL: Final = Column("政策层级", ("层级",))
_ISSUED: Final = Column("成文日期", ("发文日期",))
_START: Final = Column("施行日期", ("实施日期",))
_END: Final = Column("废止日期", ("失效日期",))
_REGION: Final = Column("适用地区", ("适用区域",), required=True)
_ARTICLE: Final = Column("条款号", ("条款编号",), required=True)
_ABOVE: Final = Column("上级条款号")
_HEADING: Final = Column("条款标题")
_TEXT: Final = Column("正文", ("条款正文",), required=True)

_POLICY_LEVEL: Final = label(PolicyLevel)
_PLACE: Final = re.compile(r"\d{2}(?:\.\d{2})*$")
_FIRST_WORDS: Final = 20


def _facts(record: Record, setting: Setting) -> Iterator[Fact]:
    region = _region(record, setting)
    unit = organisation(record.require(*_ISSUER.spellings), county_of(region))
    policy = _policy(record, unit.name)
    above = record.parse(outline_place, *_ABOVE.spellings)
    article = _article(record, setting, policy)
    yield unit
    yield policy
    yield article
    yield IssuedBy(start=policy.refer(), end=unit.refer())
    yield AppliesIn(
        start=policy.refer(),
        end=Region.ref(region),
        valid_from=policy.valid_from,
        valid_to=policy.valid_to,
        valid_from_precision=policy.valid_from_precision,
        valid_to_precision=policy.valid_to_precision,
    )
    yield ArticleOf(start=article.refer(), end=policy.refer())
    if above:
        yield Under(start=article.refer(), end=Article.ref(policy.key, above))


def policy_ref(number: str, issuer: str | None) -> Ref[Policy]:
    """Point at a policy by what its key is made of."""
    known = {"number": document_number(number), "issuer": issuer or ""}
    return Policy.ref(*(known[part] for part in Policy.key_parts))


def document_number(text: str) -> str:
    """Write a document number in one way: 〔2018〕 in these brackets, without spaces."""
    shown = re.sub(r"\s+", "", plain(text))
    return re.sub(r"[\[(【](\d{4})[\])】]", r"〔\1〕", shown)


def outline_place(text: str) -> str:
    """Parse the place of an article in the outline, such as 02.03."""
    shown = plain(text)
    if not _PLACE.match(shown):
        raise BadValue("not a place in the outline", "write two digits a level, such as 02.03")
    return shown


def _policy(record: Record, issuer: str) -> Policy:
    title = record.require(*_TITLE.spellings)
    return Policy(
        issuer=issuer,
        number=record.parse(document_number, *NUMBER.spellings) or title,
        title=title,
        level=record.parse(_POLICY_LEVEL, *_LEVEL.spellings),
        issued=record.parse(whole_day, *_ISSUED.spellings),
        **taken_span(record, _START, _END),
    )


def _article(record: Record, setting: Setting, policy: Policy) -> Article:
    place = record.parse_required(outline_place, *_ARTICLE.spellings)
    text = record.require(*_TEXT.spellings)
    return Article(
        policy=policy.key,
        number=place,
        title=record.take(*_HEADING.spellings) or text[:_FIRST_WORDS],
        text=text,
        order=setting.memory.place_of(record.origin.file, policy.key, place),
    )


def _region(record: Record, setting: Setting) -> str:
    text = record.require(*_REGION.spellings)
    try:
        return setting.places.region(text)
    except BadCell as error:
        raise record.bad(error.rule, error.suggestion, *_REGION.spellings, value=text) from None


POLICIES: Final = Source(
    name="policies",
    term="政策文件条款",
    rank=70,
    forms=(
        Form(
            name="政策文件条款",
            columns=(
                *(_TITLE, NUMBER, _ISSUER, _LEVEL, _ISSUED, _START, _END, _REGION),
                *(_ARTICLE, _ABOVE, _HEADING, _TEXT),
            ),
            ignored={"序号": "counts the rows of the file"},
            facts=_facts,
        ),
    ),
)
