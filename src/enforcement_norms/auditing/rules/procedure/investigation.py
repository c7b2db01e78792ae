"""Filing and investigation (立案、调查): prompt filing, registration-preservation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....i18n import _
from ....model.casefile import CaseFile, Preservation
from ....model.duty import Found, Gravity, NoticeItem, duty, happened, need
from ....model.recorded import is_before
from ...audited import Audited
from ...late import overdue, shown
from ...likeness import by_words
from ...sources import market_procedure, penalty_2017, penalty_2021
from ...terms import due_penalty_law, due_working

_PRESERVED: Final = (penalty_2017("37.2"), penalty_2021("56"))


@by_words
def _is_ordinary(audited: Audited, _step: object) -> bool:
    return audited.is_ordinary


@duty(
    "procedure.filed_promptly",
    _("符合立案标准的及时立案"),
    (penalty_2021("54.2"),),
    on="filing.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.IGNORED,
    inputs=("procedure", "filing.at", "lead.standard_met_at"),
    when=_is_ordinary,
)
def filed_promptly(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """Art. 54.2 (2021) says promptly; how many working days that may last is a setting of the district."""
    filed = need(need(file.filing, "filing.at").at, "filing.at")
    met = need(None if file.lead is None else file.lead.standard_met_at, "lead.standard_met_at")
    settings = audited.settings
    due = due_working(met, settings.prompt_working_days, settings.overlay)
    if not due.is_kept(filed):
        message = _(
            "{met} 已符合立案标准，{filed} 才立案，超过本地设定的 {days} 个工作日",
            met=shown(met),
            filed=shown(filed),
            days=settings.prompt_working_days,
        )
        yield Found(message, at="/filing")


@duty(
    "procedure.market_lead_checked",
    _("市场监管部门在十五个工作日内核查线索"),
    (market_procedure("18.1"),),
    on="filing.at",
    item=NoticeItem.IGNORED,
    inputs=("domain", "procedure", "filing.at", "lead.at"),
    when=by_words(lambda audited, file: need(file.domain, "domain") == "market_supervision" and audited.is_ordinary),
)
def market_lead_checked(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """市场监督管理行政处罚程序规定 Art. 18.1: fifteen working days, up to thirty by approval; tests do not count."""
    filed = need(need(file.filing, "filing.at").at, "filing.at")
    found = need(None if file.lead is None else file.lead.at, "lead.at")
    overlay = audited.settings.overlay
    if not due_working(found, 30, overlay).is_kept(filed):
        message = _(
            "{found} 发现线索，{filed} 才立案，超过十五个工作日及可以延长的十五个工作日",
            found=shown(found),
            filed=shown(filed),
        )
        yield Found(message, at="/filing")
    elif not due_working(found, 15, overlay).is_kept(filed):
        message = _(
            "{found} 发现线索，{filed} 立案，超过十五个工作日，须经批准延长", found=shown(found), filed=shown(filed)
        )
        yield Found(message, Gravity.IRREGULAR, at="/filing")


@duty(
    "procedure.preservation_approved",
    _("先行登记保存经负责人批准"),
    _PRESERVED,
    over="preservations",
    inputs=("preservations.at", "preservations.approved_at"),
)
def preservation_approved(audited: Audited, step: Preservation) -> Iterator[Found]:
    """2017 Art. 37.2, 2021 Art. 56: with the approval of a head of the organ, so before it is done."""
    approved = happened(step.approved_at, step, "preservations.approved_at")
    if approved is None:
        yield Found(_("先行登记保存没有负责人批准"))
    elif is_before(need(step.at, "preservations.at"), approved):
        yield Found(_("先行登记保存在批准（{approved}）之前实施", approved=shown(approved)))


@duty(
    "procedure.preservation_disposed",
    _("先行登记保存后七日内作出处理决定"),
    _PRESERVED,
    over="preservations",
    item=NoticeItem.OVER_TIME,
    inputs=("preservations.at", "preservations.disposed_at"),
)
def preservation_disposed(audited: Audited, step: Preservation) -> Iterator[Found]:
    """2017 Art. 37.2 seven days (unit unsaid), 2021 Arts. 56 and 85 seven working days."""
    began = need(step.at, "preservations.at")
    disposed = happened(step.disposed_at, step, "preservations.disposed_at")
    if disposed is None:
        yield Found(_("先行登记保存后没有作出处理决定"))
        return
    due = due_penalty_law(began, 7, audited.settings.overlay)
    yield from overdue(due, disposed, _("对先行登记保存的物品作出处理决定"))
