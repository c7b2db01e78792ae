"""Who may act at all (执法资格): certificates valid that day, no auxiliaries, nobody who has left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ....i18n import Message, _
from ....model.actors import CertificateKind, Officer, Registers, Standing
from ....model.casefile import CaseFile, CoerciveMeasure
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, need
from ....model.recorded import day_of
from ...audited import Acting, Audited, day
from ...sources import compulsion, notice, penalty_2017, penalty_2021, supervision_2026
from ..gathering import all_recorded, each_of
from .standing import all_qualified, standing_on

_STANDINGS: Final[dict[Standing, Message]] = {
    Standing.NO_CERTIFICATE: _("没有执法证件"),
    Standing.EXPIRED: _("执法证件已过有效期"),
    Standing.NOT_YET_VALID: _("执法证件尚未生效"),
    Standing.CANCELLED: _("执法证件已注销"),
    Standing.SUSPENDED: _("执法证件被暂扣"),
    Standing.LEFT: _("已退休、转岗、调离、开除或者死亡"),
    Standing.NOT_OFFICER: _("是合同工、临时工或者辅助人员"),
}
_ON_CERTIFICATES: Final = frozenset(
    {
        Standing.NO_CERTIFICATE,
        Standing.EXPIRED,
        Standing.NOT_YET_VALID,
        Standing.CANCELLED,
        Standing.SUSPENDED,
    }
)
_GONE: Final = frozenset({Standing.LEFT, Standing.NOT_OFFICER})


_QUALIFIED: Final = frozenset({Standing.QUALIFIED})


def _named(officer: Officer) -> str:
    return officer.name or officer.id


def acts_of_officers(audited: Audited) -> Mapping[str, list[Acting]]:
    """The acts of each registered officer, coercive measures apart (行政强制法 has a rule of its own)."""
    acts: dict[str, list[Acting]] | None = audited.remembered.get("acts")
    if acts is None:
        known = audited.officers
        acts = {}
        if audited.file.measures:
            for each in audited.acting:
                if each.role != "measures" and each.officer in known:
                    acts.setdefault(each.officer, []).append(each)
        else:
            acts = {id_: own for id_, own in audited.acts.items() if id_ in known}
        audited.remembered["acts"] = acts
    return acts


class _Unfit(NamedTuple):
    """Steps at which somebody who may not acted, with the reasons, and the inputs that were missing."""

    acts: dict[str, list[tuple[Acting, frozenset[Standing]]]]
    lacking: tuple[str, ...]


def _unfit(audited: Audited) -> _Unfit:
    found: _Unfit | None = audited.remembered.get("unfit")
    if found is None:
        unfit: dict[str, list[tuple[Acting, frozenset[Standing]]]] = {}
        lacking: dict[str, None] = {}
        for id_, acts in acts_of_officers(audited).items():
            officer = audited.officers[id_]
            for act in acts:
                if act.at is None:
                    lacking[f"{act.role}.at"] = None
                    continue
                try:
                    why = standing_on(audited, officer, day_of(act.at))
                except Missing as missing:
                    lacking.update(dict.fromkeys(missing.inputs))
                    continue
                if why != _QUALIFIED:
                    # Auxiliaries and those who left hold no certificate: one fault is not two.
                    main = why - _ON_CERTIFICATES if why & _GONE else why
                    unfit.setdefault(id_, []).append((act, main))
        found = audited.remembered["unfit"] = _Unfit(unfit, tuple(lacking))
    return found


def _who_are(audited: Audited, reasons: frozenset[Standing]) -> Iterator[Found]:
    """For each officer the first step at which one of the reasons held, and the number of such steps."""
    unfit = _unfit(audited)
    for id_, acts in unfit.acts.items():
        bad = [(act, why & reasons) for act, why in acts if why & reasons]
        if bad:
            act, hit = bad[0]
            message = _(
                "{name}{reasons}，参加执法 {count} 次",
                name=_named(audited.officers[id_]),
                reasons=[_STANDINGS[each] for each in sorted(hit)],
                count=len(bad),
            )
            yield Found(message, on=act.at, at=f"/{act.place}")
    if unfit.lacking:
        raise Missing(*unfit.lacking)


@duty(
    "officers.registered",
    _("参加执法的人员列入执法人员名录"),
    (notice("s4.1.2"), penalty_2021("42.1")),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.FALSIFIED,
    inputs=("officers", "inspections.officers", "questionings.officers", "decisions.officers", "services.officers"),
)
def registered(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """The notice's management of officers' data: nobody signs or acts whom the register does not know."""
    return () if all_qualified(audited) else _strangers(audited)


def _strangers(audited: Audited) -> Iterator[Found]:
    known = audited.officers
    for id_, acts in audited.acts.items():
        if id_ not in known:
            first = acts[0]
            message = _("{id} 参加执法，执法人员名录中没有此人", id=id_)
            yield Found(message, on=need(first.at, f"{first.role}.at"), at=f"/{first.place}")


@duty(
    "officers.certificate_valid",
    _("执法人员持有当日有效的执法证件"),
    (penalty_2017("34.1"), penalty_2017("37.1"), penalty_2021("42.1"), penalty_2021("76.1.5")),
    on="",
    inputs=(
        "officers",
        "officers.certificates",
        "inspections.at",
        "questionings.at",
        "evidence.at",
        "decisions.at",
        "services.at",
    ),
)
def certificate_valid(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """2017 Arts. 34.1, 37.1 (showing certificates), 2021 Arts. 42.1, 76.1.5 (being qualified): on the day of each step."""
    return () if all_qualified(audited) else _who_are(audited, _ON_CERTIFICATES)


@duty(
    "officers.no_auxiliaries",
    _("合同工、临时工、辅助人员不得执法"),
    (notice("s4.1.2", gravity=Gravity.IRREGULAR), penalty_2021("42.1")),
    on="",
    item=NoticeItem.AUXILIARIES,
    inputs=(
        "officers",
        "officers.certificates",
        "officers.employment",
        "inspections.at",
        "questionings.at",
        "evidence.at",
        "decisions.at",
        "services.at",
    ),
)
def no_auxiliaries(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """The notice (from 2020-08-11); 2021 Art. 42.1 makes it law: they may assist, never act as officers."""
    return () if all_qualified(audited) else _who_are(audited, frozenset({Standing.NOT_OFFICER}))


@duty(
    "officers.not_after_leaving",
    _("离岗人员不再执法"),
    (penalty_2017("37.1"), notice("s4.1.2"), penalty_2021("42.1")),
    on="",
    inputs=(
        "officers",
        "officers.certificates",
        "officers.events",
        "inspections.at",
        "questionings.at",
        "evidence.at",
        "decisions.at",
        "services.at",
    ),
)
def not_after_leaving(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """Who retired, changed post, left, was dismissed or died is no officer from that day on (2021 Art. 42.1)."""
    return () if all_qualified(audited) else _who_are(audited, frozenset({Standing.LEFT}))


@duty(
    "officers.compulsion_by_officers",
    _("强制措施由具备资格的执法人员实施"),
    (compulsion("17.3"),),
    over="measures",
    item=NoticeItem.AUXILIARIES,
    inputs=("measures.at", "measures.officers", "officers", "officers.certificates", "officers.employment"),
)
def compulsion_by_officers(audited: Audited, measure: CoerciveMeasure) -> Iterable[Found]:
    """行政强制法 Art. 17.3: qualified officers, nobody else."""
    on = day(measure.at, "measures.at")
    known = audited.officers

    def check(id_: str) -> Iterator[Found]:
        officer = known.get(id_)
        if officer is None:
            yield Found(_("{id} 实施强制措施，执法人员名录中没有此人", id=id_), at="officers")
            return
        reasons = standing_on(audited, officer, on) - _QUALIFIED
        if reasons:
            listed = [_STANDINGS[each] for each in sorted(reasons)]
            yield Found(_("{name}{reasons}，实施了强制措施", name=_named(officer), reasons=listed), at="officers")

    return each_of(need(measure.officers, "measures.officers"), check)


@duty(
    "officers.certificate_scope",
    _("证件与执法主体、领域相符"),
    (notice("s4.1.2"), supervision_2026("10")),
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.POWERS,
    inputs=(
        "subject",
        "subjects",
        "domain",
        "officers",
        "officers.certificates",
        "officers.certificates.kind",
        "officers.certificates.subject",
        "officers.certificates.domains",
    ),
)
def certificate_scope(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """The notice's strict examination of qualification; 行政执法监督条例 Art. 10 from 2026-02: for this organ and field."""
    domain = need(file.domain, "domain")
    subject = need(file.subject, "subject")
    scope = subject, file.acting_for, audited.subject.acts_for, domain
    known = audited.officers
    for officers in audited.teams:
        if not _in_scope(audited.registers, known, officers, scope):
            return _out_of_scope(audited, frozenset(scope[:3]), domain)
    return ()


def _out_of_scope(audited: Audited, bodies: frozenset[str | None], domain: str) -> Iterable[Found]:
    def check(acts: list[Acting]) -> Iterator[Found]:
        officer = audited.officers[acts[0].officer]
        held = belongs = fits = False
        for each in need(officer.certificates, "officers.certificates"):
            if each.kind is CertificateKind.ENFORCEMENT:
                held = True
                if need(each.subject, "officers.certificates.subject") in bodies:
                    belongs = True
                    fits = fits or domain in need(each.domains, "officers.certificates.domains")
        if fits:
            return
        all_recorded((each.kind for each in officer.certificates or ()), "officers.certificates.kind")
        if not held:
            return
        act = acts[0]
        on = need(act.at, f"{act.role}.at")
        if belongs:
            yield Found(_("{name}的证件不包括本案执法领域", name=_named(officer)), on=on, at=f"/{act.place}")
        else:
            yield Found(_("{name}的证件属于其他执法主体", name=_named(officer)), on=on, at=f"/{act.place}")

    return each_of(acts_of_officers(audited).values(), check)


_Scope = tuple[str, str | None, str | None, str]
"""The body that handles a case, those for which it acts by the file and by the register, and the field."""


def _in_scope(registers: Registers, known: Mapping[str, Officer], officers: tuple[str, ...], scope: _Scope) -> bool:
    """Whether the certificates of all of them are recorded and one of each fits; remembered with the registers."""
    key = ("in scope", officers, scope)
    found: bool | None = registers.remembered.get(key)
    if found is None:
        found = registers.remember(key, all(_holds_for(known.get(id_), scope[:3], scope[3]) for id_ in officers))
    return found


def _holds_for(officer: Officer | None, bodies: tuple[str | None, ...], domain: str) -> bool:
    if officer is None:
        return False
    own = [each for each in officer.certificates or () if each.kind is CertificateKind.ENFORCEMENT]
    recorded = all(each.subject is not None and each.domains is not None for each in own)
    return recorded and any(each.subject in bodies and domain in (each.domains or ()) for each in own)
