"""What a wrong declaration says, and what declared values do."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph.catalogue import Model
from graph.description import node_kind
from graph.errors import ModelError
from graph.kinds import Ref, join_key
from graph.values import FIRST_DAY, LAST_DAY
from tests.tiny import TINY, Deputises, DoneFor, Duty, Helper, Helps, House, Town, Within, Work

Declare = Callable[..., ModuleType]

_HEAD = '''"""A field with one mistake."""

from __future__ import annotations

from datetime import date, datetime

from graph.kinds import Caption, Key, Node, Personal, Relationship, Secret, Temporal
from tests.tiny import Town

'''
_CODE = '    code: Key[str]\n    """代码: its code."""\n'
_NAME = '    name: Caption[str]\n    """名称: its name."""\n'
_BARN = f'class Barn(Node):\n    """A barn (仓)."""\n\n{_CODE}{_NAME}'
_CART = f'class Cart(Node):\n    """A cart (车)."""\n\n{_CODE}{_NAME}'


def _barn(
    *properties: str, head: str = "class Barn(Node):", about: str = '"""A barn (仓)."""'
) -> str:
    return f"{head}\n    {about}\n\n{''.join(properties)}"


def _link(ends: str, keywords: str = ', inverse="fitted"', *, name: str = "Fits") -> str:
    return (
        f'\n\nclass {name}(Relationship[{ends}]{keywords}):\n    """One fits the other (合)."""\n'
    )


MISTAKES = {
    "no key": (_barn(_NAME), "Barn has no Key"),
    "no caption": (_barn(_CODE), "Barn has 0 captions; it needs one"),
    "two captions": (
        _barn(_CODE, _NAME, '    sign: Caption[str]\n    """牌: its sign."""\n'),
        "Barn has 2 captions; it needs one",
    ),
    "key no text": (
        _barn('    code: Key[int]\n    """代码: its code."""\n', _NAME),
        "Barn.code is a key; it must be a text",
    ),
    "key a list": (
        _barn('    code: Key[tuple[str, ...]]\n    """代码: its codes."""\n', _NAME),
        "Barn.code is a key; it must be a text",
    ),
    "key optional": (
        _barn('    code: Key[str | None] = None\n    """代码: its code."""\n', _NAME),
        "Barn.code is a key; it must not be optional",
    ),
    "key personal": (
        _barn('    code: Key[Personal[str]]\n    """代码: its code."""\n', _NAME),
        "Barn.code is a key and personal",
    ),
    "key secret": (
        _barn('    code: Key[Secret[str]]\n    """代码: its code."""\n', _NAME),
        "Barn.code is a key and personal",
    ),
    "no docstring": (_barn(_CODE, _NAME, about=""), "Barn needs a docstring of one sentence"),
    "two lines": (
        _barn(_CODE, _NAME, about='"""A barn (仓).\n\n    Or a shed.\n    """'),
        "Barn needs a docstring of one sentence",
    ),
    "no term": (
        _barn(_CODE, _NAME, about='"""A barn."""'),
        "Barn: its docstring names the Chinese term",
    ),
    "property unexplained": (
        _barn(_CODE, "    name: Caption[str]\n"),
        "Barn.name needs a docstring",
    ),
    "no three faces": (
        _barn(_CODE, _NAME, '    seen: datetime | None = None\n    """见: when seen."""\n'),
        "Barn.seen: <class 'datetime.datetime'> has no three faces",
    ),
    "reserved name": (
        _barn(_CODE, _NAME, '    origins: str = ""\n    """出处: where from."""\n'),
        "Barn.origins: origins belongs to the system",
    ),
    "period without Temporal": (
        _barn(_CODE, _NAME, '    valid_from: date\n    """起: first day."""\n'),
        "Barn.valid_from: only a Temporal kind has a period",
    ),
    "no inverse": (_BARN + _link("Barn, Barn", ""), "Fits has no inverse"),
    "end no kind": (_BARN + _link("Node, Barn"), "Fits: both ends must be kinds of nodes"),
    "end not gathered": (_BARN + _link("Barn, Town"), "Fits: Town is not among the gathered kinds"),
    "two ways of one name": (
        f"{_BARN}\n\n{_CART}" + _link("Barn, Cart") + _link("Barn, Cart", name="Fills"),
        "Cart has two fields named fitted; the second comes from Fills",
    ),
    "way named as a property": (
        _barn(_CODE, _NAME, '    fitted: str = ""\n    """合: what fits."""\n')
        + _link("Barn, Barn"),
        "Barn.fitted is both a property and a link",
    ),
    "two root fields of one name": (
        f"{_BARN}\n\n{_CART}".replace("Cart(Node)", 'Cart(Node, plural="barns")'),
        "two root fields are called barns",
    ),
}


@pytest.fixture
def declare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Declare:
    """Import a declaration from its text, as the modules of the field are imported."""

    def made(text: str, name: str = "mistaken") -> ModuleType:
        path = tmp_path / f"{name}.py"
        path.write_text(_HEAD + text, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        return module

    return made


@pytest.fixture(autouse=True)
def _forget_sources() -> None:
    """Let every text be read anew, though all come from a module of one name."""
    from graph.description import _module_sentences  # noqa: PLC0415 - the cache is its own affair

    _module_sentences.cache_clear()


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_class_and_property(mistake: str, declare: Declare) -> None:
    """Every law, broken once, says where."""
    text, message = MISTAKES[mistake]
    with pytest.raises(ModelError) as caught:
        Model.gather(declare(text))
    assert message in str(caught.value)


def test_the_same_declaration_without_the_mistake_is_accepted(declare: Declare) -> None:
    """The mistakes above are the only thing wrong with their texts."""
    model = Model.gather(declare(f"{_BARN}\n\n{_CART}" + _link("Barn, Cart")))
    assert set(model.nodes) == {"Barn", "Cart"}
    assert model.ways("Cart")["fitted"].far == (model.node("Barn"),)


def test_full_width_brackets_name_the_term_too(declare: Declare) -> None:
    """Whoever writes Chinese types the brackets of Chinese."""
    module = declare(_barn(_CODE, _NAME, about='"""A barn（仓房）."""'))
    assert node_kind(module.Barn).term == "仓房"


def test_two_subjects_may_not_declare_one_name(declare: Declare) -> None:
    """The second would silently take the place of the first."""
    one, two = declare(_BARN, "mistaken_one"), declare(_BARN, "mistaken_two")
    with pytest.raises(ModelError, match="two kinds are called Barn"):
        Model.gather(one, two)


def test_an_unknown_kind_is_answered_with_the_known_ones() -> None:
    """The way out stands in the message."""
    with pytest.raises(ModelError, match=r"no kind 'Barn'; there are Town, House, Helper"):
        TINY.node("Barn")


def test_a_wrong_end_is_refused_when_the_link_is_made() -> None:
    """What the type checkers see is also held at run time, for ends and for choices of ends."""
    with pytest.raises(ValidationError, match="must be a reference to House or Town"):
        DoneFor.model_validate({"start": Work.ref("1"), "end": Helper.ref("a")})
    with pytest.raises(ValidationError, match="must be a reference to Helper"):
        Deputises.model_validate({"start": House.ref("t", "1"), "end": Helper.ref("a")})
    with pytest.raises(ValidationError, match="must be a reference to Helper"):
        Deputises.model_validate({"start": "a", "end": Helper.ref("b")})
    made = DoneFor(start=Work.ref("1"), end=Town.ref("t"))
    assert made.end == Ref(Town, "t")


@pytest.mark.parametrize(
    ("start", "end"), [("2020-01-01", "2020-01-01"), ("2020-01-02", "2020-01-01")]
)
def test_a_period_ends_after_it_starts(start: str, end: str) -> None:
    """An empty period would hold on no day at all."""
    days = {"valid_from": date.fromisoformat(start), "valid_to": date.fromisoformat(end)}
    with pytest.raises(ValidationError, match="a period ends after it starts"):
        Within.model_validate({"start": Town.ref("a"), "end": Town.ref("b"), **days})


def test_an_undated_fact_holds_always() -> None:
    """Unknown starts and open ends are days, never null."""
    always = Within(start=Town.ref("a"), end=Town.ref("b"))
    assert (always.valid_from, always.valid_to) == (FIRST_DAY, LAST_DAY)


def test_personal_values_reach_neither_repr_nor_errors() -> None:
    """Only the kind is named."""
    house = House(town="t", number="1", owner="某某甲")
    helps = Helps(start=Helper.ref("某某乙"), end=house.refer(), duty=Duty.FIRST, note="某某丙")
    shown = f"{house!r} {house} {helps!r} {house.refer()!r} {[house, helps]}"
    assert shown == "<House> <House> <Helps> <Ref House> [<House>, <Helps>]"
    with pytest.raises(ValidationError) as caught:
        House.model_validate({"town": "t", "number": "1", "owner": ["某某甲"], "rooms": "某某丁"})
    assert "某某" not in str(caught.value)


def test_values_are_frozen_and_know_no_other_property() -> None:
    """A fact is made once, from what is declared."""
    town = Town(code="t", name="甲")
    with pytest.raises(ValidationError, match="frozen"):
        town.name = "乙"
    with pytest.raises(ValidationError, match="Extra inputs"):
        Town.model_validate({"code": "t", "name": "甲", "colour": "红"})


def test_a_number_alone_tells_links_apart() -> None:
    """A corrected date or duty does not double what the register numbers."""
    ends = {"start": Helper.ref("a"), "end": House.ref("t", "1")}
    numbered = Helps.model_validate({**ends, "number": "7/1", "duty": Duty.FIRST})
    corrected = numbered.model_copy(update={"duty": Duty.SECOND, "valid_from": date(2019, 1, 1)})
    assert numbered.key == corrected.key == "7~11"


def test_without_a_number_keys_and_first_day_tell_links_apart() -> None:
    """Two terms in one duty are two facts."""
    ends = {"start": Helper.ref("a"), "end": House.ref("t", "1"), "duty": Duty.FIRST}
    first = Helps.model_validate({**ends, "valid_from": date(2018, 1, 1)})
    again = Helps.model_validate({**ends, "valid_from": date(2020, 1, 1)})
    assert (first.key, again.key) == ("FIRST/2018-01-01", "FIRST/2020-01-01")


def test_an_empty_number_is_no_number(declare: Declare) -> None:
    """A number that the source left out, as null, does not become the text None."""
    text = (_BARN + _link("Barn, Barn")).replace("import Caption", "import Caption, Number")
    text += '\n    number: Number[str | None] = None\n    """编号: its number."""\n'
    module = declare("from graph.kinds import Number\n\n" + text)
    barn = module.Barn.ref("1")
    assert module.Fits(start=barn, end=barn).key == ""
    assert module.Fits(start=barn, end=barn, number="9").key == "9"


_PART = st.from_regex(r"[ab](/{0,2}[ab]){0,2}", fullmatch=True)
_PARTS = st.lists(_PART, min_size=3, max_size=3)


@given(_PARTS, _PARTS)
def test_different_parts_make_different_keys(one: list[str], two: list[str]) -> None:
    """No slash inside a part can pass for the one between parts."""
    assert (join_key(*one) == join_key(*two)) == (one == two)
