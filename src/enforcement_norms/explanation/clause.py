"""A clause as it stands (罚则的说明), before any case: branches, measures, exemptions, what must be known, standards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..compiler import NATIONWIDE, Plan, Standing, Track, Way, additions_of_instruments, standing_of
from ..conditions import ALWAYS, CIRCUMSTANCE, COUNT, JUDGED, Condition, joined
from ..i18n import Message, _, text
from ..model.builtin import BUILTIN_FACTS
from ..model.discretion import DiscretionStandard, Tier
from ..model.penalty import Addressee, Joined
from ..wording.clauses import Clauses
from ..wording.names import Names
from ..wording.phrases import listed
from ..wording.tiers import set_by, tier_condition
from ..wording.words import EXEMPTIONS, GROUPS, MANDATES
from .measures import in_words_of_pack
from .outline import Line, Outline, Section, line, section
from .reasons import with_effect


def clause_outline(track: Track, day: date, jurisdiction: str = NATIONWIDE) -> Outline:
    """The clause in force on a day, in words; where none is, its versions alone."""
    version = track.version_on(day)
    names = Names(track.rule_packs)
    if version is None:
        title = names.own(track.versions[-1].title)
        absent = _("{day} 没有施行中的版本", day=day)
        return Outline(title, (section("versions", _("版本"), (absent, *_versions(track))),))
    plan = track.plan(version, day, day, jurisdiction)
    names = Names(track.rule_packs, (standing.measure for standing in standing_of(plan)), track.id)
    sections = _sections(track, plan, names, day)
    return Outline(names.own(version.title), tuple(each for each in sections if each.lines))


def _sections(track: Track, plan: Plan, names: Names, day: date) -> Iterator[Section]:
    say = Clauses(names)
    violation = plan.violation
    yield section("versions", _("版本"), _versions(track))
    basis = [_("处罚依据：{cited}", cited=names.cited(violation.basis))]
    if violation.breaches:
        basis.insert(0, _("违反：{cited}", cited=names.cited(violation.breaches)))
    if violation.when != ALWAYS:
        basis.append(_("前提：{condition}", condition=say.condition(violation.when)))
    yield section("basis", _("依据"), basis)
    yield section("measures", _("罚则"), _ways(plan, say))
    yield section("exemptions", _("不予处罚"), _exemptions(plan, say))
    yield section("standards", _("裁量基准"), _standards(track, say, day))
    yield section("facts", _("需要查明的事实"), _facts(plan, names))


def _versions(track: Track) -> Iterator[Message]:
    for version in track.versions:
        period = version.in_force
        if period.until is None:
            yield _("自 {start} 起施行", start=period.from_)
        else:
            yield _("自 {start} 施行至 {until}", start=period.from_, until=period.until)


def _ways(plan: Plan, say: Clauses) -> Iterator[Line]:
    """Each branch with its measures, under each reading of the text where there are several; then what comes on top."""
    for reading, ways in plan.readings:
        yield Line(_("按一种理解：{reason}", reason=say.names.own(reading.reason)), tuple(_branches(ways, say)))
    yield from _branches(plan.ways, say)
    for way in plan.additions:
        yield from _added(way.standing, way.branch.when, say, alone=way.stands_alone)
    for addition, standing in additions_of_instruments(plan).items():
        yield from _added(standing, addition.when, say, alone=addition.stands_alone)


def _added(standing: Iterable[Standing], when: Condition, say: Clauses, *, alone: bool) -> Iterator[Line]:
    """What comes on top of any branch, with its condition."""
    lines = list(_standing(standing, say))
    if when != ALWAYS:
        lines = [Line(_("另外，{condition}的", condition=say.condition(when)), tuple(lines))]
    if alone:
        lines = [Line(_("前提不成立时仍然适用"), tuple(lines))]
    yield from lines


def _branches(ways: tuple[Way, ...], say: Clauses) -> Iterator[Line]:
    """Each branch with its title, condition and measures; where there is but one, its measures alone."""
    for number, way in enumerate(ways, 1):
        lines = list(_standing(way.standing, say))
        if len(ways) == 1 and way.branch.when == ALWAYS:
            yield from lines
            continue
        title = say.names.branch_title(way.branch, number)
        other = way.branch.when == ALWAYS
        when = _("其他情形") if other else _("条件：{condition}", condition=say.condition(way.branch.when))
        gap = (line(_("条文没有规定")),) if way.branch.gap else ()
        yield Line(title, (line(when), *gap, *lines))


def _standing(standing: Iterable[Standing], say: Clauses) -> Iterator[Line]:
    for each in standing:
        yield line(_sentence(each, say), *_details(each, say))


def _sentence(standing: Standing, say: Clauses) -> Message:
    measure = standing.measure
    mandate = MANDATES[standing.mandate]
    what: Message = say.names.measure(measure)
    if measure.addressee != (Addressee.PARTY,):
        what = _("对{roles}{measure}", roles=say.names.addressees(measure), measure=what)
    amount = _("终身") if measure.life else None if measure.amount is None else say.amount(measure.amount, measure.unit)
    if amount is None:
        return _("{measure}（{mandate}）", measure=what, mandate=mandate)
    return _("{measure}：{amount}（{mandate}）", measure=what, amount=amount, mandate=mandate)


def _details(standing: Standing, say: Clauses) -> Iterator[Message]:
    measure, names = standing.measure, say.names
    when = joined(standing.conditions)
    if when != ALWAYS:
        yield _("条件：{condition}", condition=say.condition(when))
    for group in reversed(standing.groups):
        words = GROUPS[group.kind]
        if words is not None:
            yield words
    if measure.per_person:
        yield _("每人分别计算")
    if measure.joined is Joined.MAY_ALSO:
        yield _("可以并处，也可以不并处")
    if measure.replaces:
        yield _("代替“{measure}”", measure=names.measure_id(measure.replaces))
    if measure.follows:
        yield _("随“{measure}”一并适用", measure=names.measure_id(measure.follows))
    yield from in_words_of_pack(names, measure)
    if measure.cites:
        yield _("依据：{cited}", cited=names.cited(measure.cites))


def _exemptions(plan: Plan, say: Clauses) -> Iterator[Line]:
    for rule in plan.exemptions:
        yield line(
            with_effect(say.names.exemption(rule.id), EXEMPTIONS[rule.effect]),
            _("条件：{condition}", condition=say.condition(rule.when)),
            _("依据：{cited}", cited=say.names.cited(rule.cites)),
        )


def _standards(track: Track, say: Clauses, day: date) -> Iterator[Line]:
    """Every published standard in force that day for this violation, whatever the division."""
    short = track.id.partition(".")[2]
    for pack in track.rule_packs:
        for standard in pack.standards:
            if standard.in_force.covers(day) and short in (standard.refines, standard.id):
                yield Line(_standard_title(standard, say), tuple(_tier(tier, say) for tier in standard.tiers))


def _standard_title(standard: DiscretionStandard, say: Clauses) -> Message:
    title = say.names.own(standard.title or standard.document)
    return _(
        "{division}　{title}（{issuer}）",
        division=standard.division,
        title=title,
        issuer=say.names.own(standard.issuer),
    )


def _tier(tier: Tier, say: Clauses) -> Line:
    return line(say.names.own(tier.title), tier_condition(tier, say), *(words for _key, words in set_by(tier, say)))


def _facts(plan: Plan, names: Names) -> Iterator[Line]:
    """What a case of this clause may have to say: facts, judgements, circumstances, with their keys."""
    for term in terms_of(plan):
        if term.startswith(CIRCUMSTANCE):
            key = _("circumstances.{id}", id=term.removeprefix(CIRCUMSTANCE))
        elif term.startswith(JUDGED):
            key = _("judgements.{id}", id=term.removeprefix(JUDGED))
        elif term.startswith("person."):
            key = _("persons[].facts.{id}", id=term.removeprefix("person."))
        else:
            key = _("facts.{id}", id=term)
        yield line(_("{key}：{question}", key=key, question=names.question(term)), *_choices(names, term))


def _choices(names: Names, term: str) -> Iterator[Message]:
    found = names.fact(term)
    if found is not None and found[0].values:
        fact, module = found
        yield _(
            "{choices}",
            choices=listed(_("{id}＝{title}", id=id_, title=text(title, module)) for id_, title in fact.values.items()),
        )


def terms_of(plan: Plan) -> tuple[str, ...]:
    """The facts, judgements and circumstances on which the clause, its exemptions and its standard may hang."""
    conditions: list[Condition] = [each.when for each in plan.exemptions]
    terms = [*plan.cells, *(term for condition in conditions for term in condition.terms())]
    terms += [CIRCUMSTANCE + id_ for id_ in plan.effects]
    found: list[str] = []
    for term in terms:
        if term.startswith(COUNT):
            count = plan.counts.get(term)
            found += [] if count is None else [count.event]
        elif term not in BUILTIN_FACTS:
            found.append(term)
    return tuple(dict.fromkeys(found))
