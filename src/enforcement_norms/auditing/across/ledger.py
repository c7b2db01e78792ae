"""What no case file can show (仅台账可见): matters of the notice that leave their trace elsewhere, and where to look."""

from __future__ import annotations

from typing import Final

from ...i18n import _
from ...model.across_report import OnlyInLedger
from ...model.duty import NoticeItem

ONLY_IN_LEDGER: Final = (
    OnlyInLedger(NoticeItem.IGNORED, _("发现线索而没有立案、没有处理的"), _("线索登记、投诉举报台账")),
    OnlyInLedger(NoticeItem.COMPLAINT_LATE, _("没有进入案卷的投诉举报"), _("投诉举报台账")),
    OnlyInLedger(NoticeItem.EMERGENCY, _("重大突发案件的应急管控"), _("应急值守和处置台账")),
    OnlyInLedger(NoticeItem.REPEATED, _("没有形成案卷的入企检查"), _("入企检查登记（扫码记录）")),
    OnlyInLedger(
        NoticeItem.SELECTIVE, _("应查而未查的对象、应罚而未立案的同类行为"), _("检查对象名录、抽查计划和结果")
    ),
    OnlyInLedger(NoticeItem.FAVOUR, _("没有登记的说情和关系"), _("信访举报、纪检线索台账")),
    OnlyInLedger(NoticeItem.FINES_FOR_SUPERVISION, _("罚款之外的日常监管"), _("日常监管记录、罚没收入台账")),
    OnlyInLedger(NoticeItem.EXTORTION, _("吃拿卡要"), _("信访举报、纪检线索台账")),
    OnlyInLedger(NoticeItem.BRIBES, _("没有登记的收受或索取财物"), _("信访举报、纪检线索台账")),
    OnlyInLedger(NoticeItem.LEVIES, _("案卷之外的收费、摊派"), _("收费票据台账、财务账目")),
    OnlyInLedger(NoticeItem.QUOTAS, _("罚没指标和变相的考核"), _("考核办法、会议记录、罚没收入台账")),
    OnlyInLedger(NoticeItem.INTERVENTION, _("没有登记的干预和插手"), _("干预案件登记台账、纪检线索台账")),
    OnlyInLedger(NoticeItem.RUDENESS, _("没有进入案卷的态度和作风问题"), _("投诉举报台账、问卷调查")),
)
"""The matters, in the order of the notice."""
