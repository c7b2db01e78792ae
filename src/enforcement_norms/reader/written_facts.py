"""Facts and constraints as they are written, and what must fit together in one fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from ..i18n import _
from ..model.facts import Constraint, Derivation, Derived, Fact, FactKind
from .conditions import RESERVED, known_fact
from .constants import DURATION_UNITS, NUMERIC
from .flaws import Flaw, Refused, an_id, key_spot, own_spot, refuse, the_text, within
from .marked import Map
from .parts import Parts, each
from .reading import Reading, current
from .written import Opened

_PAIR = 2


def fact(written: Map) -> Opened:
    """A fact: `of: person` moves it to the responsible person."""
    rest = written.without("of")
    if "of" not in written:
        return Opened(rest)
    if written["of"] != "person":
        return Opened(rest, flaws=[Flaw("EN104", _("of 只能写 person"), spot=key_spot(written, "of"))])
    rest["id"] = f"person.{written['id']}"
    return Opened(rest)


def check_fact(made: Fact, written: Mapping[str, Any]) -> Iterator[Flaw]:
    """Its id is a name, and it has what its kind needs and nothing else."""
    name = made.id.removeprefix("person.")
    spot = own_spot(written)
    try:
        an_id(name)
    except Refused as refused:
        yield from (evolve(flaw, spot=spot) for flaw in refused.flaws)
    if name in RESERVED:
        yield Flaw("EN118", _("“{id}”是条件的保留词，不能作事实名", id=name), _("改名"), spot=spot)
    yield from _check_kind(made, written)
    if made.kind is FactKind.DURATION and made.unit not in DURATION_UNITS:
        message = _("期间的 unit “{unit}”不可用", unit=made.unit) if made.unit else _("缺少键“{key}”", key="unit")
        hint = _("可用的值：{values}", values=DURATION_UNITS)
        yield Flaw("EN111", message, hint, spot=key_spot(written, "unit") or spot)
    if made.items in (FactKind.LIST, FactKind.EVENTS, FactKind.JUDGED):
        yield Flaw("EN110", _("items 不能是 {kind}", kind=made.items.value), spot=key_spot(written, "items"))


def _check_kind(made: Fact, written: Mapping[str, Any]) -> Iterator[Flaw]:
    enum = made.kind is FactKind.ENUM or made.items is FactKind.ENUM
    needed = (
        ("values", bool(made.values), enum, "enum"),
        ("items", made.items is not None, made.kind is FactKind.LIST, "list"),
    )
    for key, given, fitting, kind in needed:
        if fitting and not given:
            yield Flaw("EN102", _("缺少键“{key}”", key=key), spot=own_spot(written))
        if given and not fitting:
            yield Flaw("EN110", _("{key} 只用于 kind: {kind}", key=key, kind=kind), spot=key_spot(written, key))
    if made.presumed is not None and made.kind is not FactKind.JUDGED:
        message = _("{key} 只用于 kind: {kind}", key="presumed", kind="judged")
        yield Flaw("EN110", message, spot=key_spot(written, "presumed"))


def derived(value: object) -> Derived:
    """`{ratio: [a, b]}`, `{days_between: [a, b]}`, `{sum: [a, b, …]}`."""
    parts = Parts(value, (), tuple(Derivation))
    found = {how: parts.read(how, lambda raw: each(raw, the_text), ()) for how in Derivation if how in parts.written}
    parts.done()
    if len(found) != 1:
        raise refuse("EN113", _("derived 要恰有一种算法"), _("可用的写法：{keys}", keys=tuple(Derivation)))
    how, names = next(iter(found.items()))
    if how is not Derivation.SUM and len(names) != _PAIR:
        raise refuse("EN113", _("{how} 要恰好两个事实", how=how.value))
    return Derived(how, names)


def check_derived(made: Fact, state: Reading) -> Iterator[Flaw]:
    """What is wrong with the facts from which one follows; asked once all are known."""
    if made.derived is None:
        return
    how = made.derived.how
    wanted = {FactKind.DATE} if how is Derivation.DAYS_BETWEEN else NUMERIC
    for name in made.derived.of:
        try:
            if known_fact(name, state).kind not in wanted:
                yield Flaw("EN110", _("“{name}”的种类不合于 {how}", name=name, how=how.value))
        except Refused as refused:
            yield from refused.flaws


def check_constraint(made: Constraint, written: Mapping[str, Any]) -> Iterator[Flaw]:
    """Both facts are known."""
    for key in ("fact", "at_most"):
        try:
            known_fact(getattr(made, key), current())
        except Refused as refused:
            yield from within(refused.flaws, key, written)
