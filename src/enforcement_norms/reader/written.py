"""Measures, menus, tiers, branches and versions as they are written: several keys for one attribute and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen

from ..amounts import Amount
from ..i18n import _
from ..law import BoundWords
from ..model.case import PartyKind
from ..model.penalty import Group, GroupKind, Unit
from ..model.violation import Branch, Violation
from .amounts import read_amount, the_otherwise
from .constants import the_money
from .flaws import (
    Flaw,
    Refused,
    key_spot,
    one_of,
    own_spot,
    refuse,
    the_integer,
    unknown_key,
    within,
)
from .marked import Map
from .parts import Parts
from .reading import current

UNITS: Final = {
    "amount": Unit.YUAN,
    "days": Unit.DAYS,
    "months": Unit.MONTHS,
    "years": Unit.YEARS,
    "points": Unit.POINTS,
}
"""The keys under which an amount may stand."""
GROUP_KEYS: Final = tuple(kind.value for kind in GroupKind)
"""The words that make a map a group of measures."""
SCHEMA: Final = 1
"""The schema of packs that is read."""
PARTY_KINDS: Final = tuple(kind.value for kind in PartyKind)


@frozen
class Opened:
    """A map taken apart: what is still to be read, attributes already made, and what is wrong."""

    rest: Map
    made: dict[str, Any] = field(factory=dict)
    flaws: list[Flaw] = field(factory=list)


def _amount_in(written: Map) -> Opened:
    """The amount in whichever unit it is written."""
    rest = written.without(*UNITS)
    found = [key for key in UNITS if key in written]
    if not found:
        return Opened(rest)
    if len(found) > 1:
        message = _("{keys} 只能写一个", keys=tuple(found))
        flaw = Flaw("EN113", message, _("不同单位分成两个措施"), spot=key_spot(written, found[1]))
        return Opened(rest, flaws=[flaw])
    key = found[0]
    try:
        amount: Amount = read_amount(written[key], UNITS[key], current())
    except Refused as refused:
        return Opened(rest, {"unit": UNITS[key]}, within(refused.flaws, key, written))
    return Opened(rest, {"amount": amount, "unit": UNITS[key]})


def measure(written: Map) -> Opened:
    """A measure: `amount` in yuan, or `days`, `months`, `years`, `points`."""
    return _amount_in(written)


def group_kind(written: Mapping[str, Any]) -> str:
    """The word that makes a map a group of measures, or nothing."""
    return next((key for key in GROUP_KEYS if key in written), "")


def group(written: Map) -> Opened:
    """A menu: `{one_of: […]}`."""
    kind = group_kind(written)
    rest = written.renamed(kind, "items")
    rest["kind"] = kind
    return Opened(rest)


def check_group(made: Group, written: Mapping[str, Any]) -> Iterator[Flaw]:
    """A menu offers something."""
    if not made.items:
        yield Flaw("EN102", _("菜单是空的"), spot=own_spot(written))


def override(written: Map) -> Opened:
    """What a tier sets: any amount inline, `mandate: none` to drop the measure."""
    rest = written.without("mandate") if written.get("mandate") == "none" else written
    made: dict[str, Any] = {"none": True} if rest is not written else {}
    flaws: list[Flaw] = []
    if not written:
        message = _("没有写该措施如何")
        flaws.append(Flaw("EN102", message, _("写金额、mandate 或者 choose"), spot=own_spot(written)))
    own = ("mandate", "choose")
    inline = [key for key in rest if key not in own and (key not in UNITS or key == "amount")]
    if any(key in UNITS and key != "amount" for key in rest):
        opened = _amount_in(rest.without("amount"))
        made |= opened.made
        flaws += opened.flaws
        flaws += [unknown_key(key, (*own, *UNITS), written) for key in inline]
    elif inline:
        try:
            made["amount"] = read_amount(rest.without(*own), Unit.YUAN, current())
        except Refused as refused:
            flaws += refused.flaws
    return Opened(rest.without(*inline, *UNITS), made, flaws)


def tier(written: Map) -> Opened:
    """A tier: `when`, or `otherwise: true`."""
    flaws: list[Flaw] = []
    if ("when" in written) == ("otherwise" in written):
        flaws.append(Flaw("EN113", _("每档要有 when 或者 otherwise 之一"), spot=own_spot(written)))
    if "otherwise" in written:
        try:
            the_otherwise(written["otherwise"])
        except Refused as refused:
            flaws += within(refused.flaws, "otherwise", written)
    return Opened(written.without("otherwise"), flaws=flaws)


def check_branch(made: Branch, written: Mapping[str, Any]) -> Iterator[Flaw]:
    """A branch has measures of its own or of another clause, or is a gap."""
    if made.gap and (made.measures or made.like):
        yield Flaw("EN113", _("缺口（gap）之下不能有措施"), spot=key_spot(written, "gap"))
    if not (made.gap or made.measures or made.like):
        yield Flaw("EN102", _("缺少键“{key}”", key="measures"), spot=own_spot(written))


def check_violation(made: Violation, written: Mapping[str, Any]) -> Iterator[Flaw]:
    """A version that has ended says how; a clause has branches or readings, and a basis."""
    if made.in_force.until is not None and made.ended is None:
        hint = _("写 ended: repealed、replaced_by 或者 not_encoded")
        yield Flaw("EN102", _("有 until 而没有 ended"), hint, spot=key_spot(written, "in_force"))
    if made.ended is not None and made.in_force.until is None:
        yield Flaw("EN102", _("有 ended 而没有 until"), spot=key_spot(written, "ended"))
    if bool(made.branches) == bool(made.readings):
        spot = key_spot(written, "readings") or own_spot(written)
        yield Flaw("EN113", _("branches 和 readings 要恰有其一"), spot=spot)
    if not made.basis:
        yield Flaw("EN102", _("basis 是空的"), _("写处罚条款"), spot=key_spot(written, "basis"))


def version(written: Map) -> Opened:
    """A version of an instrument: `{text, from, until}`, its days beside the date of its text."""
    days = written.without(*(key for key in written if key not in ("from", "until")))
    rest = written.without("from", "until")
    rest["in_force"] = days
    return Opened(rest)


def usage(value: object) -> BoundWords:
    """How an instrument uses 以上 (at_least) and 以下 (at_most): `included` or `excluded`."""
    parts = Parts(value, (), ("at_least", "at_most"))
    words = ("included", "excluded")
    above = parts.read("at_least", lambda raw: one_of(raw, words), "included")
    below = parts.read("at_most", lambda raw: one_of(raw, words), "included")
    parts.done()
    return BoundWords(above == "included", below == "included")


def threshold(value: object) -> int:
    """An amount of money in fen, or a bare number in the unit of the measure."""
    return the_money(value) if isinstance(value, str) else the_integer(value)


def schema(value: object) -> int:
    """The number of the format; only the one that is read."""
    number = the_integer(value)
    if number != SCHEMA:
        message = _("schema {schema} 不能读取，本版本读取 {known}", schema=number, known=SCHEMA)
        raise refuse("EN119", message, _("升级 enforcement-norms，或者改写数据"))
    return number
