"""Reasons in sentences: circumstances, exemption, options, old and new law, conflicts, procedure, open points."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..conditions import CIRCUMSTANCE
from ..i18n import Message, _
from ..model.determination import (
    Applies,
    Conflict,
    Determination,
    Direction,
    ExemptionFound,
    Option,
    ProcedureAnswer,
    Weighed,
)
from ..model.penalty import MeasureKind
from ..wording.names import CHOICE, EXEMPTION, LIMITATION, Names
from ..wording.phrases import listed
from ..wording.words import ANSWERS, DIRECTIONS, EFFECTS, EXEMPTIONS, KINDS, MANDATES, STEPS, WAYS
from .measures import sentence
from .outline import Line, line

EXEMPT_BY_CORE = {
    "limitation": _("超过追责时效"),
    "no_longer_unlawful": _("新的规定不再认为是违法"),
}
_CONFLICTS = {
    "later_version_not_encoded": _("该规定此后已经修改或者废止，新的规定没有收录，从旧兼从轻须人工核对"),
}
LAWS = {
    "old": _("旧的规定较轻，适用旧的规定"),
    "new": _("新的规定较轻，适用新的规定"),
    "equal": _("两个规定轻重相同，适用行为时的规定"),
    "opposed": _("两个规定互有轻重或者不能比较，由执法人员判断整体适用哪一个"),
    "unknown": _("事实不全，两个规定的轻重尚不能比较"),
}


def circumstances(names: Names, found: Determination) -> Iterator[Line]:
    """Every established circumstance with its effect; then the direction that follows."""
    for each in found.circumstances:
        yield line(
            _(
                "{circumstance}：{mandate}{effect}",
                circumstance=names.term(CIRCUMSTANCE + each.id),
                mandate=MANDATES[each.mandate],
                effect=EFFECTS[each.effect],
            ),
            *_about(names, found, each),
        )
    if found.direction is not Direction.WHOLE:
        yield line(_("综合以上情节：{direction}", direction=DIRECTIONS[found.direction]))


def _about(names: Names, found: Determination, each: Weighed) -> Iterator[Message]:
    if each.already_weighed:
        yield _("选择分支或者阶次时已经考虑，不重复计算")
    if each.by_facts:
        yield _("由事实认定")
    elif each.evidence:
        yield _("证据：{evidence}", evidence=each.evidence)
    if each.id in found.unsupported:
        yield _("没有注明证据")
    yield _("依据：{cited}", cited=names.cited(each.cites))


def exemption(names: Names, found: ExemptionFound) -> Iterator[Line]:
    """Why there is no penalty, and what is kept nevertheless."""
    title = EXEMPT_BY_CORE.get(found.id) or names.exemption(found.id)
    effect = EXEMPTIONS[found.effect] if found.effect is not None else _("不予处罚")
    yield line(
        with_effect(title, effect),
        _("依据：{cited}", cited=names.cited(found.cites)) if found.cites else None,
        _("仍然保留：{measures}", measures=listed(names.measure_id(id_) for id_ in found.keeps))
        if found.keeps
        else None,
    )


def with_effect(title: Message, effect: Message) -> Message:
    """The title of a rule with what it does, once: some titles say it themselves."""
    return title if "不予处罚" in title.msgid else _("{title}：{effect}", title=title, effect=effect)


def options(names: Names, found: Determination) -> Iterator[Line]:
    """Every lawful way of deciding: what it supposes, and what it comes to."""
    for number, each in enumerate(found.options, 1):
        yield line(
            _("方案{number}：{summary}", number=number, summary=_supposed(names, each)), *_of_option(names, found, each)
        )


def _supposed(names: Names, each: Option) -> object:
    supposed = [_("{term}——{value}", term=names.term(one.term), value=names.value(one)) for one in each.assumptions]
    if each.version is not None and not supposed:
        return _("适用 {day} 起施行的规定", day=each.version)
    return listed(supposed) if supposed else _("按条文处理")


def _of_option(names: Names, found: Determination, each: Option) -> Iterator[Message]:
    if each.exempt:
        yield _("不予处罚：{rule}", rule=names.exemption(each.exempt))
    elif each.direction is not Direction.WHOLE and all(one.term != CHOICE + "direction" for one in each.assumptions):
        yield DIRECTIONS[each.direction]
    title = tier_title(names, found, each.tier)
    if title is not None:
        yield _("阶次：{tier}", tier=title)
    for one in each.penalties:
        if one.applies is not Applies.NO:
            yield sentence(names, one, each.penalties)
    if each.ways:
        yield _("减轻的其他方式：{ways}", ways=listed(WAYS[way] for way in each.ways))
    if each.cites:
        yield _("依据：{cited}", cited=names.cited(each.cites))


def tier_title(names: Names, found: Determination, id_: str) -> Message | None:
    """The title of a tier of the standard that governs."""
    standard = names.standard(found.standard) if found.standard and id_ else None
    for tier in standard[0].tiers if standard else ():
        if tier.id == id_:
            return names.own(tier.title)
    return None


def versions(names: Names, found: Determination) -> Iterator[Line]:
    """Old and new law: which was applied, which is lighter, and each movement."""
    compared = found.versions
    if compared is None:
        return
    yield line(_("适用 {day} 起施行的规定", day=compared.applied))
    if compared.other is not None:
        yield line(_("相比较的是 {day} 起施行的规定", day=compared.other))
    if compared.why and compared.why[0] in EXEMPT_BY_CORE:
        yield line(EXEMPT_BY_CORE[compared.why[0]])
        return
    applied, other = compared.applied, compared.other or date.max
    movements = [_movement(each) for each in compared.why]
    yield line(LAWS.get(compared.lighter, LAWS["unknown"]), *movements)
    if compared.other_penalties and compared.lighter != "unknown":
        lines = [
            line(sentence(names, one, compared.other_penalties))
            for one in compared.other_penalties
            if one.applies is not Applies.NO
        ]
        yield Line(_("按 {day} 起施行的规定", day=other if other != date.max else applied), tuple(lines))


def _movement(word: str) -> Message:
    """How one penalty moved from the old law to the new."""
    way, _sep, kind = word.partition(":")
    named = KINDS[MeasureKind(kind)] if kind in set(MeasureKind) else _("不予处罚")
    if way == "unknown":
        return _("“{kind}”有一个规定没有可以比较的数额", kind=named)
    if way == "lighter":
        return _("“{kind}”新的规定较轻", kind=named)
    return _("“{kind}”新的规定较重", kind=named)


def conflicts(names: Names, found: Determination) -> Iterator[Line]:
    """Norms that are shown and not applied."""
    for each in found.conflicts:
        yield line(
            _(
                "{what}：{reason}",
                what=_what(names, found, each),
                reason=_CONFLICTS.get(each.reason) or names.own(each.reason),
            ),
            _("依据：{cited}", cited=names.cited(each.cites)) if each.cites else None,
        )


def _what(names: Names, found: Determination, each: Conflict) -> Message:
    standard = names.standard(each.what)
    if standard is not None:
        return names.own(standard[0].title)
    short = each.what.rpartition(".")[2]
    for pack in names.packs:
        for violation in pack.violations:
            if violation.id == short:
                return names.own(violation.title)
    return names.own(found.title)


def procedure(names: Names, found: Determination) -> Iterator[Line]:
    """What follows in procedure: each step with its answer, reason and article."""
    for each in found.procedure:
        words = _("{step}：{answer}", step=STEPS[each.step], answer=ANSWERS[each.step][each.answer])
        yield line(words, *_of_step(names, each))


def _of_step(names: Names, each: ProcedureAnswer) -> Iterator[Message]:
    if each.reason:
        yield _("理由：{reason}", reason=names.own(each.reason))
    terms = listed(names.term(term) for term in each.needs)
    if each.needs and each.answer == "unknown":
        yield _("取决于：{terms}", terms=terms)
    elif each.needs:
        yield _("按所引文件自定的数额；另有规定的从其规定：{terms}", terms=terms)
    if each.cites:
        yield _("依据：{cited}", cited=names.cited(each.cites))


def to_check(names: Names, found: Determination) -> Iterator[Line]:
    """What counts as not established until somebody asserts it."""
    rules = [term for term in found.open_to_check if term.startswith(EXEMPTION)]
    others = [term for term in found.open_to_check if not term.startswith(EXEMPTION) and term != LIMITATION]
    if LIMITATION in found.open_to_check:
        yield line(_("追责时效：没有写明发现违法行为的日期"))
    if rules:
        yield Line(_("不予处罚的规则，尚未主张"), tuple(line(names.term(term)) for term in rules))
    if others:
        yield Line(_("情节和判断，尚未主张，按未成立处理"), tuple(line(names.question(term)) for term in others))
    if found.unsupported:
        terms = listed(names.term(CIRCUMSTANCE + id_) for id_ in found.unsupported)
        yield line(_("没有注明证据的情节：{terms}", terms=terms))


def doubt(names: Names, reason: str) -> Message:
    """Why an amount is for an official to judge."""
    kind, _sep, id_ = reason.partition(":")
    measure = names.measure_id(id_)
    known = {
        "delegated": _("“{measure}”：条文没有写明数额，由其他规定确定", measure=measure),
        "indeterminable": _("“{measure}”：基数无法查证，条文没有另定数额", measure=measure),
        "no_minimum": _("“{measure}”：法定幅度没有下限，减轻到何种程度由执法人员判断", measure=measure),
        "bands_disjoint": _("“{measure}”：同时适用的裁量规则没有共同的幅度", measure=measure),
        "statutory_gap": _("“{measure}”：条文没有规定这种情形的数额", measure=measure),
        "gap": names.term(CHOICE + reason),
        "no_branch": _("条文所列的情形都不符合"),
    }
    return known.get(kind) or names.term(reason)
