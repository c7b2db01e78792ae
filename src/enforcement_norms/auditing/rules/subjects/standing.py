"""By what title a body enforces (主体资格): organ, authorised organisation, town; its powers and their basis."""

from __future__ import annotations

from collections.abc import Iterator

from ....i18n import _
from ....model.actors import ActKind, SubjectKind
from ....model.casefile import CoerciveMeasure, Decision, Inspection
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, need
from ....model.penalty import MeasureKind
from ...audited import Audited, day
from ...sources import compulsion, notice, penalty_2017, penalty_2021
from ..decided import is_penalty
from .common import body, covers, has_listed_power, has_power, is_held, kind_of, power_of


@duty(
    "subjects.penalty_capacity",
    _("实施处罚的主体适格"),
    (
        penalty_2017("15"),
        penalty_2017("17"),
        penalty_2017("18.1"),
        penalty_2021("17"),
        penalty_2021("19"),
        penalty_2021("20.1"),
    ),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "decisions.kind", "subject", "subjects.kind"),
    when=is_penalty,
    alike=Alike.WORDS,
)
def penalty_capacity(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Arts. 15, 17, 18; 2021 Arts. 17, 19, 20: organs, authorised and entrusted organisations, nobody else."""
    if kind_of(audited.subject) is SubjectKind.OTHER:
        yield Found(
            _("“{name}”不是行政机关，也没有法律、法规授权或者依法委托，不能实施处罚", name=audited.subject.name)
        )


@duty(
    "subjects.authorised_by_law",
    _("授权实施处罚出自法律、法规"),
    (penalty_2017("17"), penalty_2021("19")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "decisions.kind", "subject", "subjects.kind", "subjects.basis", "subjects.basis_is_rule"),
    when=lambda audited, decision: audited.penalises(decision) and kind_of(audited.subject) is SubjectKind.AUTHORISED,
    alike=Alike.WORDS,
)
def authorised_by_law(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 17, 2021 Art. 19: laws and regulations authorise, rules (规章) do not."""
    subject = audited.subject
    if not need(subject.basis, "subjects.basis"):
        yield Found(_("“{name}”没有法律、法规授权的依据", name=subject.name))
    elif need(subject.basis_is_rule, "subjects.basis_is_rule"):
        yield Found(_("“{name}”的授权依据只是规章", name=subject.name))


@duty(
    "subjects.compulsion_capacity",
    _("实施强制措施的主体适格"),
    (compulsion("17.1"), compulsion("70")),
    over="measures",
    item=NoticeItem.POWERS,
    inputs=("measures.at", "measures.by_body", "subject", "subjects.kind", "subjects.basis_is_rule"),
)
def compulsion_capacity(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """行政强制法 Arts. 17.1, 70: organs, and organisations that a law or administrative regulation authorises."""
    acting = body(audited, measure.by_body)
    match kind_of(acting):
        case SubjectKind.OTHER:
            yield Found(_("“{name}”不能实施行政强制措施", name=acting.name))
        case SubjectKind.AUTHORISED if need(acting.basis_is_rule, "subjects.basis_is_rule"):
            yield Found(_("“{name}”只有规章授权，不能实施行政强制措施", name=acting.name))


@duty(
    "subjects.compulsion_power",
    _("采取强制措施有法定职权"),
    (compulsion("16.1"), compulsion("17.1")),
    over="measures",
    item=NoticeItem.POWERS,
    inputs=(
        "measures.at",
        "measures.by_body",
        "subject",
        "subjects.powers",
        "subjects.powers.act",
        "subjects.powers.held_from",
    ),
)
def compulsion_power(audited: Audited, measure: CoerciveMeasure) -> Iterator[Found]:
    """行政强制法 Arts. 16.1, 17.1: as laws and regulations provide, within the powers of the organ."""
    acting = body(audited, measure.by_body)
    if not has_power(acting, ActKind.COERCIVE_MEASURE, day(measure.at, "measures.at")):
        yield Found(_("“{name}”的事项清单中当日没有行政强制措施权", name=acting.name))


@duty(
    "subjects.inspection_body",
    _("实施检查的主体适格"),
    (penalty_2017("36"), penalty_2021("54.1")),
    over="inspections",
    item=NoticeItem.POWERS,
    inputs=("inspections.at", "inspections.by_body", "subject", "subjects.kind"),
    alike=Alike.WORDS,
)
def inspection_body(audited: Audited, inspection: Inspection) -> Iterator[Found]:
    """2017 Art. 36, 2021 Art. 54.1: it is administrative organs that inspect, not coordination bodies or contractors."""
    acting = body(audited, inspection.by_body)
    if kind_of(acting) is SubjectKind.OTHER:
        yield Found(_("“{name}”没有行政检查权", name=acting.name))


@duty(
    "subjects.power_held",
    _("在法定职权范围和有效期内处罚"),
    (penalty_2017("15"), penalty_2021("17")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "power",
        "subject",
        "matter.violation",
        "subjects.powers",
        "subjects.powers.act",
        "subjects.powers.violations",
        "subjects.powers.held_from",
    ),
    when=is_penalty,
    alike=Alike.MOMENT,
)
def power_held(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 15, 2021 Art. 17: within the statutory powers, as the list of the subject states them that day."""
    on = day(decision.at, "decisions.at")
    power = power_of(audited)
    if power is None or need(power.act, "subjects.powers.act") is not ActKind.PENALTY:
        yield Found(_("事项清单中没有处罚事项“{power}”", power=audited.file.power))
        return
    if not is_held(power, on):
        yield Found(_("{day} 没有处罚事项“{power}”的职权", day=on.isoformat(), power=power.title))
    violation = need(audited.file.matter, "matter").violation
    listed = need(power.violations, "subjects.powers.violations")
    if violation and not covers(listed, violation):
        yield Found(_("处罚事项“{power}”不包括本案的违法行为", power=power.title))


@duty(
    "subjects.power_has_basis",
    _("处罚事项有法定依据"),
    (penalty_2017("3.2"), penalty_2021("38.1")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "decisions.kind", "power", "subject", "subjects.powers", "subjects.powers.basis"),
    when=has_listed_power,
    alike=Alike.WORDS,
)
def power_has_basis(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 3.2, 2021 Art. 38.1: a penalty without a basis is void."""
    power = power_of(audited)
    if power is not None and not need(power.basis, "subjects.powers.basis"):
        yield Found(_("处罚事项“{power}”没有法定依据", power=power.title))


@duty(
    "subjects.power_listed",
    _("处罚事项与“三定”规定、权责清单一致"),
    (notice("s4.1.1"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.POWERS,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "power",
        "subject",
        "subjects.powers",
        "subjects.powers.in_functions",
        "subjects.powers.in_power_list",
    ),
    when=has_listed_power,
    alike=Alike.WORDS,
)
def power_listed(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The notice: powers are cleared up by laws and regulations together with the “three definitions”."""
    power = power_of(audited)
    if power is None:
        return
    if not need(power.in_functions, "subjects.powers.in_functions"):
        yield Found(_("处罚事项“{power}”不见于“三定”规定", power=power.title))
    if not need(power.in_power_list, "subjects.powers.in_power_list"):
        yield Found(_("处罚事项“{power}”不见于权责清单", power=power.title))


@duty(
    "subjects.liberty_penalty",
    _("限制人身自由的处罚由有权机关作出"),
    (penalty_2017("16"), penalty_2021("18.3")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "decisions.sanctions", "subject", "subjects.may_restrict_liberty"),
    when=lambda audited, decision: any(
        each.kind is MeasureKind.DETENTION for each in need(decision.sanctions, "decisions.sanctions")
    ),
    alike=Alike.WORDS,
)
def liberty_penalty(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 16: the police alone; 2021 Art. 18.3: the police and other organs that a law names."""
    if not need(audited.subject.may_restrict_liberty, "subjects.may_restrict_liberty"):
        yield Found(_("“{name}”无权作出行政拘留", name=audited.subject.name))


@duty(
    "subjects.signed_in_own_right",
    _("内设机构、派出机构以所属机关名义处罚"),
    (penalty_2017("15"), penalty_2021("17")),
    over="decisions",
    item=NoticeItem.POWERS,
    inputs=("decisions.at", "decisions.issued_by", "subject", "subjects.kind", "subjects.name"),
    when=lambda audited, decision: kind_of(audited.subject) is SubjectKind.INTERNAL_UNIT,
    alike=Alike.WORDS,
)
def signed_in_own_right(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 15, 2021 Art. 17: the organ penalises; its units do so in their own name only where a law says so."""
    unit = audited.subject
    if need(decision.issued_by, "decisions.issued_by") == unit.name and unit.acts_alone_by is None:
        yield Found(_("“{name}”没有以自己名义处罚的依据，决定书由其署名", name=unit.name), at="issued_by")
