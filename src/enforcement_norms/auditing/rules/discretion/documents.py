"""Where discretion must be stated (裁量基准的体现): report, deliberation, notice, decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import Message, _
from ....model.casefile import Decision, Deliberation, DiscretionStated, PriorNotice
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened
from ....model.recorded import Recorded
from ...audited import Audited
from ...sources import benchmark_opinions, notice, sichuan_discretion
from ..decided import is_ordinary_penalty

IN_DOCUMENTS: Final = (notice("s4.4.1"), sichuan_discretion("8"))

_REPORT: Final = _("调查终结报告")
_DELIBERATION: Final = _("案件讨论记录")
_NOTICE: Final = _("事先告知书")
_DECISION: Final = _("处罚决定书")


def leads_to_penalty(audited: Audited, step: Recorded) -> bool:
    """Whether the case is decided by a penalty under the ordinary procedure."""
    return audited.is_ordinary and audited.penalises(audited.decided())


def _lacking(stated: DiscretionStated | None, step: Recorded, path: str, what: Message) -> Iterator[Found]:
    """What a document does not say of the standard; `stated` is the step's own, or not recorded."""
    held = happened(stated, step, path)
    if held is None:
        yield Found(_("{what}没有体现裁量基准的适用", what=what))
        return
    if held.standard is not None and held.tier is not None:
        return
    if happened(held.standard, held, f"{path}.standard") is None:
        yield Found(_("{what}没有写明适用的裁量基准", what=what), at="discretion")
    if happened(held.tier, held, f"{path}.tier") is None:
        yield Found(_("{what}没有写明裁量档次", what=what), at="discretion")


def _inputs(path: str) -> tuple[str, ...]:
    stated = f"{path}.discretion"
    return (
        "procedure",
        "decisions",
        "decisions.kind",
        f"{path}.at",
        stated,
        f"{stated}.standard",
        f"{stated}.tier",
    )


@duty(
    "discretion.in_report",
    _("调查终结报告体现裁量基准的适用"),
    IN_DOCUMENTS,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=(
        "procedure",
        "decisions.at",
        "decisions.kind",
        "report",
        "report.discretion",
        "report.discretion.standard",
        "report.discretion.tier",
    ),
    when=is_ordinary_penalty,
)
def in_report(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Notice 四、（四）1; 四川省规范行政执法裁量权规定 Art. 8."""
    report = happened(audited.file.report, audited.file, "report")
    if report is None:
        yield Found(_("没有调查终结报告，裁量基准的适用无从体现"), at="/report")
        return
    for found in _lacking(report.discretion, report, "report.discretion", _REPORT):
        yield Found(found.message, at="/report.discretion" if found.at else "/report")


@duty(
    "discretion.in_deliberation",
    _("案件讨论记录体现裁量基准的适用"),
    IN_DOCUMENTS,
    over="deliberations",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=_inputs("deliberations"),
    when=leads_to_penalty,
)
def in_deliberation(audited: Audited, deliberation: Deliberation) -> Iterator[Found]:
    """Notice 四、（四）1; 四川省规范行政执法裁量权规定 Art. 8."""
    yield from _lacking(deliberation.discretion, deliberation, "deliberations.discretion", _DELIBERATION)


@duty(
    "discretion.in_notice",
    _("事先告知书体现裁量基准的适用"),
    IN_DOCUMENTS,
    over="notices",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=_inputs("notices"),
    when=leads_to_penalty,
)
def in_notice(audited: Audited, step: PriorNotice) -> Iterator[Found]:
    """Notice 四、（四）1; 四川省规范行政执法裁量权规定 Art. 8."""
    yield from _lacking(step.discretion, step, "notices.discretion", _NOTICE)


@duty(
    "discretion.in_decision",
    _("处罚决定书写明裁量基准的适用"),
    (benchmark_opinions("s5.12"), sichuan_discretion("8")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DISCRETION,
    inputs=_inputs("decisions"),
    when=is_ordinary_penalty,
    alike=Alike.WORDS,
)
def in_decision(audited: Audited, decision: Decision) -> Iterator[Found]:
    """国办发〔2022〕27号 五、（十二）; before it 四川省规范行政执法裁量权规定 Art. 8."""
    yield from _lacking(decision.discretion, decision, "decisions.discretion", _DECISION)
