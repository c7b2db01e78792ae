"""Measures in sentences (处罚和措施): how much, must or may, on whom, on what it hangs, by which article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..amounts import HoleKind
from ..i18n import Message, _
from ..model.determination import Applies, Penalty
from ..model.penalty import Addressee, GroupKind, Joined, Mandate, Measure, MeasureKind, Nature, Unit
from ..wording.names import Names
from ..wording.phrases import listed, span
from ..wording.words import ADDRESSEES, GROUPS, HOLES, MANDATES, NATURES
from .outline import Line, line


def measures(names: Names, penalties: Iterable[Penalty], statutory: Iterable[Penalty] = ()) -> Iterator[Line]:
    """Every measure that applies or may come to apply, by nature; then, in one line, those that do not."""
    listed_ = tuple(penalties)
    base = {(one.id, one.person): one for one in statutory}
    for nature in Nature:
        same = [one for one in listed_ if one.nature is nature and one.applies is not Applies.NO]
        lines = [measure(names, one, base.get((one.id, one.person)), listed_) for one in same]
        if lines:
            yield Line(NATURES[nature], tuple(lines))
    out = [one for one in listed_ if one.applies is Applies.NO]
    if out:
        yield Line(_("不适用的措施"), tuple(_left_out(names, one) for one in out))


def measure(names: Names, one: Penalty, base: Penalty | None, others: tuple[Penalty, ...]) -> Line:
    """One measure with everything that belongs to it."""
    return line(sentence(names, one), *details(names, one, base, others))


def sentence(names: Names, one: Penalty, others: Iterable[Penalty] = ()) -> Message:
    """The measure in one sentence: 应当处罚款：5万元以上10万元以下; with `others` also how it is chosen among them."""
    what = _to_whom(names, one)
    amount = _amount(one)
    mandate: Message = MANDATES[one.mandate]
    for how in _how(names, one, tuple(others)):
        mandate = _("{one}；{other}", one=mandate, other=how)
    if amount is None:
        return _("{measure}（{mandate}）", measure=what, mandate=mandate)
    return _("{measure}：{amount}（{mandate}）", measure=what, amount=amount, mandate=mandate)


def _how(names: Names, one: Penalty, others: tuple[Penalty, ...]) -> Iterator[Message]:
    """How a measure is chosen among those beside it, from the inside out; with which one it comes; if it is open."""
    for _kind, _rest, words in _groups(one, others):
        if words is not None:
            yield words
    if others and one.follows:
        yield _("随“{measure}”适用", measure=names.measure_id(one.follows))
    if one.applies is Applies.OPEN and (one.open_on or not others or not one.follows):
        yield _("是否适用待定")


def _amount(one: Penalty) -> object:
    """The range, the term, or why there is none; None where the kind has no amount."""
    if one.life:
        return _("终身")
    if one.amount is not None:
        return span(one.amount, one.unit)
    if one.hole is not None:
        return HOLES[one.hole.kind]
    if one.kind in (MeasureKind.FINE, MeasureKind.DAILY_FINE):
        return _("数额尚不能确定")
    return None


def details(names: Names, one: Penalty, base: Penalty | None, others: tuple[Penalty, ...]) -> Iterator[Message]:
    """What else is to be said of a measure, each in a sentence."""
    if base is not None and base.amount is not None and base.amount != one.amount:
        yield _("法定幅度：{amount}", amount=span(base.amount, base.unit))
    if one.usual is not None:
        yield _("一般情形：{amount}", amount=span(one.usual, one.unit))
    if one.per_person and not one.person:
        yield _("每人分别计算")
    yield from in_words_of_pack(names, one)
    yield from _menu(names, one, others)
    if one.joined is Joined.MAY_ALSO and one.mandate is Mandate.MAY:
        yield _("可以并处，也可以不并处")
    yield from _open(names, one)
    if one.general_law:
        yield _("条文没有写明，依照一般法适用")
    if one.cites:
        yield _("依据：{cited}", cited=names.cited(one.cites))


def in_words_of_pack(names: Names, one: Penalty | Measure) -> Iterator[Message]:
    """Scope, organ, beginning and note, as the pack writes them."""
    if one.scope:
        yield _("范围：{scope}", scope=names.own(one.scope))
    if one.by:
        yield _("由{organ}决定", organ=names.own(one.by))
    if one.starts:
        yield _("起算：{starts}", starts=names.own(one.starts))
    if one.note:
        yield _("说明：{note}", note=names.own(one.note))


def _open(names: Names, one: Penalty) -> Iterator[Message]:
    """On what the measure, its amount or its execution hangs."""
    if one.open_on:
        yield _("取决于：{terms}", terms=listed(names.term(term) for term in one.open_on))
    if one.follows:
        yield _("随“{measure}”适用：作出该项的，同时适用", measure=names.measure_id(one.follows))
    if one.depends_on:
        yield _("按“{measure}”计算：该项决定以后，幅度随之确定", measure=names.measure_id(one.depends_on))
    if one.hole is not None and one.hole.kind is not HoleKind.PENDING and one.hole.terms:
        yield _("所缺的事实：{terms}", terms=listed(names.term(term) for term in one.hole.terms))
    if one.execution is Applies.NO:
        yield _("作出决定，但是不执行")
    elif one.execution is Applies.OPEN:
        yield _("是否执行尚不能确定")


def _to_whom(names: Names, one: Penalty) -> Message:
    """The measure, and on whom it falls where that is not the party itself."""
    what = names.measure(one)
    if one.person in set(Addressee):
        return _("对{roles}{measure}", roles=ADDRESSEES[Addressee(one.person)], measure=what)
    if one.person:
        return _("对{person}（{roles}）{measure}", person=one.person, roles=names.addressees(one), measure=what)
    if one.per_person or one.addressee != (Addressee.PARTY,):
        return _("对{roles}{measure}", roles=names.addressees(one), measure=what)
    return what


def _groups(one: Penalty, others: tuple[Penalty, ...]) -> Iterator[tuple[GroupKind, list[Penalty], Message | None]]:
    """The groups in which the law offers a measure, from the inside out, where another one of it may apply."""
    for position in reversed(range(len(one.menu))):
        _id, kind = one.menu[position]
        group = one.menu[: position + 1]
        rest = [each for each in others if each.menu[: position + 1] == group and each.id != one.id]
        rest = [each for each in rest if each.applies is not Applies.NO and each.person == one.person]
        if rest:
            yield kind, rest, GROUPS[kind]


def _menu(names: Names, one: Penalty, others: tuple[Penalty, ...]) -> Iterator[Message]:
    """The groups in which the law offers a measure, and what stands beside it."""
    for kind, rest, _words in _groups(one, others):
        named = listed(names.measure(each) for each in rest)
        if kind is GroupKind.ONE_OF:
            yield _("与其他措施择一：{measures}", measures=named)
        elif kind is GroupKind.ANY_SUBSET:
            yield _("可以单处，也可以并处：{measures}", measures=named)
        elif kind is GroupKind.UP_TO:
            yield _("由轻到重依次选择，同列的还有：{measures}", measures=named)


def _left_out(names: Names, one: Penalty) -> Line:
    """A measure that does not apply, and why where the amount says so."""
    what = _to_whom(names, one)
    if one.hole is not None:
        return line(_("{measure}：{reason}", measure=what, reason=HOLES[one.hole.kind]))
    if one.amount is not None and one.unit is Unit.YUAN:
        return line(_("{measure}：{amount}", measure=what, amount=span(one.amount, one.unit)))
    return line(what)
