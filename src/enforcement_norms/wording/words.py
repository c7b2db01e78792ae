"""The words of an explanation: kinds of measures, outcomes, effects and steps as the law names them."""

from __future__ import annotations

from typing import Final

from ..amounts import HoleKind
from ..errors import Severity
from ..i18n import Message, _
from ..model.determination import Applies, Direction, Outcome
from ..model.discretion import Effect, MitigatedWay
from ..model.penalty import Addressee, GroupKind, Mandate, MeasureKind, Nature
from ..model.rules import Step
from ..model.violation import ExemptionEffect

OUTCOMES: Final = {
    Outcome.NOT_COVERED: _("没有可以适用的规范"),
    Outcome.EXEMPT: _("不予处罚"),
    Outcome.UNDETERMINED: _("事实不全，幅度尚不能确定"),
    Outcome.NEEDS_JUDGEMENT: _("有待执法人员判断，合法的处理方式不止一种"),
    Outcome.DETERMINED: _("幅度已经确定"),
}
KINDS: Final = {
    MeasureKind.WARNING: _("警告"),
    MeasureKind.CRITICISM: _("通报批评"),
    MeasureKind.FINE: _("罚款"),
    MeasureKind.DAILY_FINE: _("按日连续罚款（每日）"),
    MeasureKind.CONFISCATE_ILLEGAL_GAINS: _("没收违法所得"),
    MeasureKind.CONFISCATE_ILLEGAL_PROPERTY: _("没收非法财物"),
    MeasureKind.SUSPEND_PERMIT: _("暂扣许可证件"),
    MeasureKind.DOWNGRADE_QUALIFICATION: _("降低资质等级"),
    MeasureKind.REVOKE_PERMIT: _("吊销许可证件"),
    MeasureKind.RESTRICT_BUSINESS: _("限制开展生产经营活动"),
    MeasureKind.SUSPEND_BUSINESS: _("责令停产停业"),
    MeasureKind.CLOSE_DOWN: _("责令关闭"),
    MeasureKind.RESTRICT_EMPLOYMENT: _("限制从业"),
    MeasureKind.BAN_PRACTICE: _("禁止从业"),
    MeasureKind.BAR_FROM_PERMIT: _("限制申请行政许可"),
    MeasureKind.DETENTION: _("行政拘留"),
    MeasureKind.DEPORT: _("限期出境或者驱逐出境"),
    MeasureKind.OTHER_PENALTY: _("其他行政处罚"),
    MeasureKind.CORRECTION_ORDER: _("责令改正"),
    MeasureKind.ORDER: _("责令"),
    MeasureKind.STOP_VIOLATION: _("责令停止违法行为"),
    MeasureKind.REFUND: _("责令退还"),
    MeasureKind.OUTLAW: _("取缔"),
    MeasureKind.POINTS: _("记分"),
    MeasureKind.RESTRAIN: _("限制人身自由的强制措施"),
    MeasureKind.SEIZE_DOCUMENTS: _("扣留证件"),
    MeasureKind.IMPOUND: _("扣留财物"),
    MeasureKind.SEIZE_PROPERTY: _("收缴"),
    MeasureKind.ENFORCE: _("强制执行"),
    MeasureKind.TRANSFER: _("移送有权机关"),
}
KINDS_WITH_OBJECT: Final = {
    MeasureKind.CONFISCATE_ILLEGAL_GAINS: _("没收{object}"),
    MeasureKind.CONFISCATE_ILLEGAL_PROPERTY: _("没收{object}"),
    MeasureKind.SUSPEND_PERMIT: _("暂扣{object}"),
    MeasureKind.REVOKE_PERMIT: _("吊销{object}"),
    MeasureKind.SUSPEND_BUSINESS: _("责令{object}"),
    MeasureKind.STOP_VIOLATION: _("责令停止{object}"),
    MeasureKind.REFUND: _("责令退还{object}"),
    MeasureKind.SEIZE_DOCUMENTS: _("扣留{object}"),
    MeasureKind.IMPOUND: _("扣留{object}"),
    MeasureKind.SEIZE_PROPERTY: _("收缴{object}"),
    MeasureKind.OTHER_PENALTY: _("{object}"),
    MeasureKind.DEPORT: _("{object}"),
    MeasureKind.ORDER: _("{object}"),
    MeasureKind.ENFORCE: _("{object}"),
}
"""Kinds that take their object as a verb does; with all others it follows after a colon."""
NATURES: Final = {
    Nature.PENALTY: _("行政处罚"),
    Nature.ORDER: _("责令和其他行政命令"),
    Nature.COERCIVE: _("行政强制措施"),
    Nature.HANDOVER: _("移送"),
}
MANDATES: Final = {Mandate.SHALL: _("应当"), Mandate.MAY: _("可以")}
APPLIES: Final = {Applies.YES: _("适用"), Applies.NO: _("不适用"), Applies.OPEN: _("待定")}
ADDRESSEES: Final = {
    Addressee.PARTY: _("当事人"),
    Addressee.LEGAL_REPRESENTATIVE: _("法定代表人"),
    Addressee.MAIN_RESPONSIBLE: _("主要负责人"),
    Addressee.DIRECTLY_RESPONSIBLE_MANAGER: _("直接负责的主管人员"),
    Addressee.OTHER_DIRECTLY_RESPONSIBLE: _("其他直接责任人员"),
    Addressee.DIRECTLY_RESPONSIBLE: _("直接责任人员"),
    Addressee.ACTUAL_CONTROLLER: _("实际控制人"),
    Addressee.RESPONSIBLE_PERSON: _("责任人"),
    Addressee.PRACTITIONER: _("从业人员"),
    Addressee.DRIVER: _("驾驶人"),
    Addressee.OWNER: _("所有人"),
    Addressee.GUARDIAN: _("监护人"),
    Addressee.OTHER: _("其他人员"),
}
EFFECTS: Final = {
    Effect.LIGHTER: _("从轻处罚"),
    Effect.MITIGATED: _("减轻处罚"),
    Effect.LIGHTER_OR_MITIGATED: _("从轻或者减轻处罚"),
    Effect.HEAVIER: _("从重处罚"),
    Effect.NO_COERCIVE_MEASURE: _("不采取强制措施"),
}
DIRECTIONS: Final = {
    Direction.WHOLE: _("在整个幅度内处罚"),
    Direction.LIGHTER: _("从轻处罚"),
    Direction.MITIGATED: _("减轻处罚"),
    Direction.HEAVIER: _("从重处罚"),
}
WAYS: Final = {
    MitigatedWay.FEWER_KINDS: _("减少应当并处的处罚种类"),
    MitigatedWay.LIGHTER_KIND: _("选择较轻的处罚种类"),
}
EXEMPTIONS: Final = {
    ExemptionEffect.SHALL_EXEMPT: _("应当不予处罚"),
    ExemptionEffect.MAY_EXEMPT: _("可以不予处罚"),
}
STEPS: Final = {
    Step.SUMMARY_PROCEDURE: _("简易程序"),
    Step.HEARING: _("听证"),
    Step.LEGAL_REVIEW: _("法制审核"),
    Step.COLLECTIVE_DELIBERATION: _("集体讨论"),
    Step.TRANSFER: _("移送"),
}
ANSWERS: Final = {
    Step.SUMMARY_PROCEDURE: {"yes": _("可以适用"), "no": _("不适用"), "unknown": _("能否适用尚不能确定")},
    Step.HEARING: {"yes": _("应当告知听证权利"), "no": _("不属于听证范围"), "unknown": _("是否属于听证范围尚不能确定")},
    Step.LEGAL_REVIEW: {"yes": _("决定前应当法制审核"), "no": _("无须法制审核"), "unknown": _("是否须审核尚不能确定")},
    Step.COLLECTIVE_DELIBERATION: {
        "yes": _("应当由负责人集体讨论决定"),
        "no": _("无须集体讨论"),
        "unknown": _("是否须集体讨论尚不能确定"),
    },
    Step.TRANSFER: {"yes": _("应当移送"), "no": _("无须移送"), "unknown": _("是否移送尚不能确定")},
}
"""What yes, no and unknown mean for each step of procedure."""
HOLES: Final = {
    HoleKind.MISSING: _("缺少事实，数额不能计算"),
    HoleKind.NO_BASE: _("基数为零，条文没有另定数额，不处罚款"),
    HoleKind.STATUTORY_GAP: _("条文没有规定这种情形的数额"),
    HoleKind.DELEGATED: _("条文没有写明数额，由其他规定确定"),
    HoleKind.INDETERMINABLE: _("基数无法查证，条文没有另定数额"),
    HoleKind.NO_MINIMUM: _("法定幅度没有下限，减轻到何种程度由执法人员判断"),
    HoleKind.PENDING: _("取决于另一项尚未决定的数额"),
}
SEVERITIES: Final = {Severity.ERROR: _("错误"), Severity.WARNING: _("提示")}
VALUES: Final = {
    "true": _("是"),
    "false": _("否"),
    "yes": _("是"),
    "no": _("否"),
    "indeterminable": _("无法查证"),
}
OVERLAYS: Final = {
    "hearing_fine": _("当地较大数额罚款的听证标准"),
    "hearing_confiscation": _("当地较大数额没收的听证标准"),
    "individual_business_as_organization": _("个体工商户是否按组织对待的规定"),
    "individual_business_as_person": _("个体工商户是否按公民对待的规定"),
}
"""Thresholds that the law leaves to a ministry or province."""
GROUPS: Final[dict[GroupKind, Message | None]] = {
    GroupKind.ALL: None,
    GroupKind.ONE_OF: _("择一"),
    GroupKind.ANY_SUBSET: _("可以单处，也可以并处"),
    GroupKind.UP_TO: _("由轻到重，直至最后一项"),
}
