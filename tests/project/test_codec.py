from __future__ import annotations

import json
import math
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_sqla_rel.source.codec import Undecodable, decode, encode
from flake8_sqla_rel.source.facts import Assign, Const, ModuleFacts, Name
from flake8_sqla_rel.source.reader import Unreadable, read


def through_json(facts: ModuleFacts) -> ModuleFacts:
    text = json.dumps(encode(facts), ensure_ascii=False)
    return decode(json.loads(text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")))


def same(one: Any, other: Any) -> bool:
    """Equal, and of the same types all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) or (isinstance(one, float) and math.isnan(one) and math.isnan(other))


EVERYTHING = '''
from __future__ import annotations
import a.b, c.d as e
from . import x
from ..y import z as w, v
from m import *
__all__ = ["A", "f"]
Base = declarative_base(metadata=MetaData(schema="s", **KW), *ARGS)
big, small, true, nothing, real = 0x{big}, -1, True, None, 1.5e300
pair = {{"a": 1, **rest}} | {{1, 2}}
class A(Base, m.B[int], metaclass=Meta, table=True):
    """Text."""
    __tablename__ = f"t_{{x}}" + "y" "z"
    id: Mapped[int | None] = mapped_column(ForeignKey("b.id"), primary_key=True)
    only: Mapped["list[B]"]
    b = relationship(lambda: B, primaryjoin=lambda self: (A.id == B.id) & ~A.x, order_by=-A.id)
    lazy = x if y else z
    c = relationship("C", secondary="ac", foreign_keys=[id, *more], remote_side=(id,))
    d = a < b <= c and not d or e
    cols = [Column(n) for n in names]
    if TYPE_CHECKING:
        q: int
    elif other:
        q = 1
    else:
        del q
    try:
        import quick
    except ImportError:
        quick = None
    finally:
        done = relationship()
    for name in ("x", "y"):
        setattr(A, name, Column(name))
    with ctx() as y:
        t = Table("t", metadata)
    @declared_attr.directive
    def rel(cls, n: int = 1, *a, k=Column(), **kw) -> Mapped[B]:
        if cls:
            raise ValueError
        return relationship("B")
    async def gen(self):
        yield Column()
A.more = relationship(B)
match x:
    case 1:
        y = Column()
while x:
    y = Column()
print(await_(x))
odd = "\\ud83d\\ude00", "\\x00\\n\\u2028"
def late():
    global Base, big
    Base = make()
def test_it():
    with pytest.raises(Error):
        t = Table("t", metadata)
'''.format(big="f" * 6000)


def test_every_form_survives() -> None:
    facts = read(EVERYTHING.encode())
    assert len(facts.body) > 15
    assert facts.globals and facts.expected
    assert same(through_json(facts), facts)


@pytest.mark.parametrize(
    "value", [0, -1, 2**63, -(2**80), 1.5, math.inf, "", "\udcff", "\ud83d\ude00", True, None]
)
def test_constants(value: Any) -> None:
    facts = ModuleFacts((Assign(1, 0, 1, Name(1, 0, "x"), Const(1, 4, value), None),), False, None)
    assert same(through_json(facts), facts)


def test_the_standard_library_survives() -> None:
    folder = Path(sysconfig.get_paths()["stdlib"])
    count = 0
    for path in sorted(folder.glob("*.py"))[::6]:
        try:
            facts = read(path.read_bytes())
        except Unreadable:
            continue
        assert same(through_json(facts), facts), path
        count += 1
    assert count > 20


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 40) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=30,
)


@given(anything)
def test_anything_else_is_refused_in_one_way(data: Any) -> None:
    try:
        facts = decode(data)
    except Undecodable:
        return
    assert same(decode(encode(facts)), facts)


@given(st.data())
def test_facts_with_one_thing_changed_are_refused_or_facts(data: st.DataObject) -> None:
    encoded = encode(read(EVERYTHING.encode()))
    place: Any = encoded
    while True:
        at = data.draw(st.integers(0, len(place) - 1))
        if not isinstance(place[at], list) or not place[at] or data.draw(st.integers(0, 5)) == 0:
            break
        place = place[at]
    place[at] = data.draw(anything)
    try:
        facts = decode(encoded)
    except Undecodable:
        return
    assert same(decode(encode(facts)), facts)


def test_endless_nesting_is_refused() -> None:
    data: Any = [0, 1, 0, "x"]
    for _ in range(100_000):
        data = [3, 1, 0, data]
    with pytest.raises(Undecodable):
        decode([[[24, 1, 0, data]], False, None])
