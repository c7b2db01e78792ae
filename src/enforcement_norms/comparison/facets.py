"""Everything that a clause says on one day (条款的各项内容), by where it says it: branch, measure, aspect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ..compiler import Plan, Standing, Way, additions_of_instruments
from ..conditions import ALWAYS, Condition, joined
from ..i18n import Message, _
from ..model.penalty import Addressee, Joined, Measure
from ..model.violation import Violation
from ..wording.clauses import Clauses
from ..wording.names import Names
from ..wording.tiers import set_by, tier_condition
from ..wording.words import EXEMPTIONS, GROUPS, MANDATES
from .changes import Part


@frozen
class Text:
    """The clause as it stands on one day, with what is needed to say it."""

    plan: Plan
    names: Names
    say: Clauses


@frozen
class Facet:
    """One thing that a clause says."""

    part: Part
    what: Message
    words: Message
    branch: Message | None = None


Key = tuple[str, str, str]


def facets_of(text: Text | None) -> dict[Key, Facet]:
    """Everything that a clause says, by where it says it: branch, addition, exemption or tier; measure; aspect."""
    return {} if text is None else dict(_facets(text))


def _facets(text: Text) -> Iterator[tuple[Key, Facet]]:
    plan = text.plan
    for aspect, facet in _of_clause(text, plan.violation):
        yield ("", "", aspect), facet
    yield from _of_ways(text, plan.ways, "", None)
    for reading, ways in plan.readings:
        reason = _("按一种理解：{reason}", reason=text.names.own(reading.reason))
        yield from _of_ways(text, ways, f"{reading.id}/", reason)
    for number, way in enumerate(plan.additions):
        key = way.branch.id or f"also#{number}"
        yield from _of_addition(text, key, way.standing, way.branch.when, alone=way.stands_alone)
    for number, (addition, standing) in enumerate(additions_of_instruments(plan).items()):
        key = addition.id or f"instrument#{number}"
        yield from _of_addition(text, key, standing, addition.when, alone=addition.stands_alone)
    for rule in plan.exemptions:
        effect = _("{effect}：{condition}", effect=EXEMPTIONS[rule.effect], condition=text.say.condition(rule.when))
        yield ("exemption", rule.id, ""), Facet(Part.EXEMPTION, text.names.exemption(rule.id), effect)
    yield from _of_standard(text)


def _of_ways(text: Text, ways: tuple[Way, ...], prefix: str, reading: Message | None) -> Iterator[tuple[Key, Facet]]:
    several = len(ways) > 1
    for number, way in enumerate(ways):
        branch = prefix + (way.branch.id or f"#{number}")
        title = text.names.branch_title(way.branch, number + 1) if several else None
        if title is not None:
            if reading is not None:
                title = _("{reading}，{branch}", reading=reading, branch=title)
            when = _("条文没有规定") if way.branch.gap else _condition(text, way.branch.when)
            yield (branch, "", "when"), Facet(Part.BRANCH, title, when)
        for standing in way.standing:
            for aspect, facet in _of_measure(text, standing, title or reading):
                yield (branch, standing.measure.id, aspect), facet


def _of_addition(
    text: Text, key: str, added: Iterable[Standing], when: Condition, *, alone: bool
) -> Iterator[tuple[Key, Facet]]:
    for standing in added:
        for aspect, facet in _of_measure(text, standing, None, when):
            yield (key, standing.measure.id, aspect), facet
        if alone:
            what = _("{measure}的{aspect}", measure=text.names.measure(standing.measure), aspect=_("适用"))
            yield (key, standing.measure.id, "alone"), Facet(Part.MEASURE, what, _("前提不成立时仍然适用"))


def _of_standard(text: Text) -> Iterator[tuple[Key, Facet]]:
    """The tiers of the standard that governs: when each applies, and what it sets."""
    standard = text.plan.standard
    for tier in () if standard is None else standard.tiers:
        title = _("阶次“{title}”", title=text.names.own(tier.title))
        yield ("tier", tier.id, "when"), Facet(Part.TIER, title, tier_condition(tier, text.say))
        for key, words in set_by(tier, text.say):
            yield ("tier", tier.id, key), Facet(Part.TIER, title, words)


def _of_clause(text: Text, violation: Violation) -> Iterator[tuple[str, Facet]]:
    names = text.names
    yield "title", Facet(Part.CLAUSE, _("名称"), names.own(violation.title))
    yield "basis", Facet(Part.CLAUSE, _("处罚依据"), _("{cited}", cited=names.cited(violation.basis)))
    if violation.breaches:
        yield "breaches", Facet(Part.CLAUSE, _("违反的条款"), _("{cited}", cited=names.cited(violation.breaches)))
    if violation.when != ALWAYS:
        yield "when", Facet(Part.CLAUSE, _("前提"), text.say.condition(violation.when))
    standard = text.plan.standard
    if standard is not None:
        title = _(
            "{title}（{document}）", title=names.own(standard.title or standard.issuer), document=standard.document
        )
        yield "standard", Facet(Part.STANDARD, _("裁量基准"), title)
    for band in text.plan.bands:
        yield f"bands:{band.id}", Facet(Part.STANDARD, _("裁量规则"), names.own(band.title))


def _condition(text: Text, condition: Condition) -> Message:
    return _("其他情形") if condition == ALWAYS else text.say.condition(condition)


def _of_measure(
    text: Text, standing: Standing, branch: Message | None, also: Condition = ALWAYS
) -> Iterator[tuple[str, Facet]]:
    """What a clause says of one measure, aspect by aspect."""
    measure, names = standing.measure, text.names
    name = names.measure(measure)
    for aspect, label, words in _aspects(text, standing, also):
        what = name if label is None else _("{measure}的{aspect}", measure=name, aspect=label)
        yield aspect, Facet(Part.MEASURE, what, words, branch)


def _aspects(text: Text, standing: Standing, also: Condition) -> Iterator[tuple[str, Message | None, Message]]:
    measure, say = standing.measure, text.say
    yield "mandate", None, MANDATES[standing.mandate]
    if measure.amount is not None:
        yield "amount", _("数额"), _("{amount}", amount=say.amount(measure.amount, measure.unit))
    if measure.life:
        yield "term", _("期限"), _("终身")
    when = joined((also, *standing.conditions))
    if when != ALWAYS:
        yield "when", _("条件"), say.condition(when)
    if measure.addressee != (Addressee.PARTY,):
        yield "addressee", _("对象"), _("{roles}", roles=text.names.addressees(measure))
    yield from _choices(standing)
    if measure.per_person:
        yield "per_person", _("计算"), _("每人分别计算")
    yield from _in_words_of_pack(text.names, measure)


def _choices(standing: Standing) -> Iterator[tuple[str, Message | None, Message]]:
    if standing.measure.joined is Joined.MAY_ALSO:
        yield "joined", _("并处"), _("可以并处")
    for group in standing.groups:
        words = GROUPS[group.kind]
        if words is not None:
            yield f"group:{group.kind}", _("选择"), words


def _in_words_of_pack(names: Names, measure: Measure) -> Iterator[tuple[str, Message | None, Message]]:
    for aspect, label, words in (
        ("scope", _("范围"), measure.scope),
        ("by", _("决定机关"), measure.by),
        ("starts", _("起算"), measure.starts),
    ):
        if words:
            yield aspect, label, names.own(words)
    if measure.cites:
        yield "cites", _("依据条文"), _("{cited}", cited=names.cited(measure.cites))
