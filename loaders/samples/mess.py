"""How clerks write: the many shapes in which one and the same value reaches a file."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Final

from loaders.samples.chance import lucky
from loaders.samples.ledger import CadreName, Grain

Cell = str | int | None
"""What stands in a cell: a text, a number, or nothing."""

_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_SERIAL_ZERO: Final = date(1899, 12, 30)
_DAYS: Final = ("%Y%m%d", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "年月日", "serial")
_MONTHS: Final = ("%Y%m", "%Y-%m", "%Y/%m", "年月")
_FEN: Final = {"元": 100, "万元": 1_000_000}
_SYNONYMS: Final = {
    "已脱贫": ("脱贫户", "已脱贫"),
    "监测户": ("监测户", "监测对象"),
    "一般脱贫户": ("一般脱贫户", "一般贫困户"),
    "低保脱贫户": ("低保脱贫户", "低保户", "低保贫困户"),
    "特困供养脱贫户": ("特困供养脱贫户", "五保户"),
    "边缘易致贫户": ("边缘易致贫户", "边缘户"),
    "缺劳力": ("缺劳力", "缺劳动力"),
    "自身发展动力不足": ("自身发展动力不足", "自身发展力不足"),
    "高中": ("高中", "高中（含职业高中、技校）"),
    "大专": ("大专", "大专（含高职或高专）"),
    "第一帮扶责任人": ("第一帮扶责任人", "帮扶责任人"),
    "第二帮扶责任人": ("第二帮扶责任人", "协助帮扶人"),
    "队长": ("队长", "工作队队长"),
    "队员": ("队员", "驻村队员"),
    "入户": ("入户", "入户走访"),
    "电话": ("电话", "电话走访"),
    "科员级": ("科员级", "科员"),
    "办事员级": ("办事员级", "办事员"),
    "中共党员": ("中共党员", "党员"),
    "国家机关": ("国家机关", "党政机关"),
    "村委会主任": ("村委会主任", "村主任"),
    "村党组织书记": ("村党组织书记", "村支书"),
    "高等院校": ("高等院校", "高等院校(科研院所)"),
    "大型国有企业": ("大型国有企业", "国有企业"),
    "苏南县(市、区)": ("苏南县(市、区)", "苏南县（市、区）"),
    "产业发展": ("产业发展", "产业"),
    "就业项目": ("就业项目", "就业扶贫"),
    "乡村建设行动": ("乡村建设行动", "基础设施"),
    "就业": ("就业", "务工"),
    "分红": ("分红", "收益分配"),
    "设施受益": ("设施受益", "公共服务"),
}


def spellings_of(term: str) -> Sequence[str]:
    """Give the spellings that files use for a term of a closed list."""
    return _SYNONYMS.get(term, (term,))


@dataclass(frozen=True, slots=True)
class Mess:
    """Which of the habits of real exports the files show; all of them unless told otherwise."""

    titles: bool = True
    """Merged titles above the header, which stands in the third row."""
    headers: bool = True
    """Other names, brackets, marks and spaces in headers; columns in another order."""
    encodings: bool = True
    """GB18030 where registers use it, and a byte order mark where spreadsheets write one."""
    formulas: bool = True
    """Long numbers wrapped as ="..."."""
    dates: bool = True
    """Dates in many shapes, serial numbers of spreadsheets included."""
    digits: bool = True
    """Full-width digits, thousands separators, telephones with a decimal, lower-case x."""
    spaces: bool = True
    """Spaces around texts, dashes for blanks."""
    labels: bool = True
    """Other spellings of the terms of closed lists, and short names of villages."""
    footers: bool = True
    """Sums and signatures after the data, blank rows and repeated headers within it."""
    bad_rows: bool = True
    """Extra rows, each with one cell that cannot be used."""


TIDY: Final = Mess(**{each.name: False for each in fields(Mess)})
"""Files as they ought to be."""


class Hand:
    """One clerk's way of writing values, decided by chance and by which messes are wanted."""

    def __init__(self, mess: Mess, chance: random.Random) -> None:
        self.mess = mess
        self.chance = chance
        self._days: Sequence[str] = _DAYS if mess.dates else ("%Y-%m-%d",)
        self._months: Sequence[str] = _MONTHS if mess.dates else ("%Y-%m",)

    def text(self, value: str) -> str:
        """Write a text, sometimes with spaces around it, or a dash for nothing."""
        if not self.mess.spaces or self.chance.random() >= _SELDOM:
            return value
        return f" {value}  " if value else self.chance.choice(("-", "/", " "))

    def label(self, term: str) -> str:
        """Write a term of a closed list in one of its spellings."""
        return self.chance.choice(spellings_of(term)) if self.mess.labels else term

    def yes(self, value: bool | None) -> str:  # noqa: FBT001 - it is the value that is written
        """Write yes, no or nothing."""
        if value is None:
            return ""
        return "是" if value else "否"

    def day(self, value: date | None, grain: Grain = "day") -> str:
        """Write a date as exactly as it is known."""
        if value is None:
            return self.text("")
        if grain == "year":
            return str(value.year) + self.chance.choice(("", "年") if self.mess.dates else ("",))
        return _dated(value, self.chance.choice(self._days if grain == "day" else self._months))

    def month(self, value: date | None) -> str:
        """Write a year and month in six digits, as registers do."""
        return f"{value:%Y%m}" if value else ""

    def whole(self, value: int | None) -> Cell:
        """Write a whole number: as one, or as text in full-width digits."""
        if value is None or not self.mess.digits or self.chance.random() >= _SELDOM:
            return value
        return str(value).translate(_WIDE)

    def money(self, fen: int | None, unit: str = "元") -> str:
        """Write money in the unit of its column, exact to the fen."""
        if fen is None:
            return ""
        shown = f"{Decimal(fen) / _FEN[unit]:f}"
        if not self.mess.digits:
            return shown
        if unit == "元" and lucky(self.chance, 50):
            shown = f"{Decimal(fen) / _FEN[unit]:,.2f}"
        return shown.translate(_WIDE) if self.chance.random() < _SELDOM else shown

    def long(self, number: str) -> str:
        """Write a long number so that spreadsheets leave it alone, or nearly so."""
        if not number or not self.mess.digits:
            return self._wrapped(number)
        shown = number.lower() if lucky(self.chance, 20) else number
        if self.chance.random() < _SELDOM:
            return shown.translate(_WIDE)
        return f"'{shown}" if self.chance.random() < _SELDOM else self._wrapped(shown)

    def _wrapped(self, number: str) -> str:
        wrap = self.mess.formulas and number and lucky(self.chance, 40)
        return f'="{number}"' if wrap else number

    def phone(self, number: str) -> str:
        """Write a telephone number, sometimes after a spreadsheet took it for a figure."""
        return f"{number}.0" if number and self.mess.digits and lucky(self.chance, 15) else number

    def cadre(self, name: CadreName) -> str:
        """Write the name of a cadre with the mark that tells namesakes apart."""
        _, shown, mark = name
        if not mark or mark.isdigit():
            return self.text(shown + mark)
        pair = self.chance.choice(("（）", "()")) if self.mess.headers else "（）"
        return f"{shown}{pair[0]}{mark}{pair[1]}"

    def header(self, name: str) -> str:
        """Write a header with other brackets, a mark for required ones, or spaces."""
        if not self.mess.headers:
            return name
        return self.chance.choice(_SPELLINGS)(name)


_SELDOM: Final = 0.03
_SPELLINGS: Final[tuple[Callable[[str], str], ...]] = (
    str,
    str,
    str,
    lambda name: name.replace("（", "(").replace("）", ")"),
    lambda name: name.replace("(", "（").replace(")", "）"),
    lambda name: f"*{name}",
    lambda name: f"{name} ",
    lambda name: f"{name[:2]}\n{name[2:]}" if len(name) > _BREAKABLE else name,
)
_BREAKABLE: Final = 6


def _dated(value: date, shape: str) -> str:
    match shape:
        case "年月日":
            return f"{value.year}年{value.month}月{value.day}日"
        case "年月":
            return f"{value.year}年{value.month}月"
        case "serial":
            return str((value - _SERIAL_ZERO).days)
        case _:
            return value.strftime(shape)
