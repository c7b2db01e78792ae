"""What a rule of audit is (审查规则): a duty with its articles by date, its gravity, and its place in the notice.

A rule looks at one step of a case file (or one entry of a register) and yields what is wrong there. It is judged on the
day of that step, under the articles in force that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from attrs import frozen

from ..i18n import Message, _
from ..law import Citation, InForce
from .recorded import Moment, Recorded

T = TypeVar("T")


class Gravity(StrEnum):
    """How grave a finding is (严重程度)."""

    UNLAWFUL = "unlawful"
    """违法: the act is unlawful, or must not go on."""
    IRREGULAR = "irregular"
    """不规范: irregular, or open to doubt; a person must look."""
    NOTE = "note"
    """提示."""

    @property
    def label(self) -> Message:
        """Its name for people."""
        return _GRAVITIES[self]

    @property
    def weight(self) -> int:
        """For sorting: the gravest first."""
        return _ORDER[self]


_GRAVITIES: Final = {Gravity.UNLAWFUL: _("违法"), Gravity.IRREGULAR: _("不规范"), Gravity.NOTE: _("提示")}
_ORDER: Final = {Gravity.UNLAWFUL: 0, Gravity.IRREGULAR: 1, Gravity.NOTE: 2}


class NoticeClass(StrEnum):
    """The five classes of the notice (通知三（二）所列五类问题)."""

    LAX = "lax"
    UNFAIR = "unfair"
    IRREGULAR = "irregular"
    CORRUPT = "corrupt"
    UNCIVIL = "uncivil"

    @property
    def label(self) -> Message:
        """Its name for people."""
        return _CLASSES[self]


_CLASSES: Final = {
    NoticeClass.LAX: _("执法不严格"),
    NoticeClass.UNFAIR: _("执法不公正"),
    NoticeClass.IRREGULAR: _("执法不规范"),
    NoticeClass.CORRUPT: _("执法不廉洁"),
    NoticeClass.UNCIVIL: _("执法不文明"),
}


class NoticeItem(StrEnum):
    """The sub-items of the five classes (通知三（二）各类所列情形)."""

    IGNORED = "ignored"
    COMPLAINT_LATE = "complaint_late"
    OVER_TIME = "over_time"
    UNSUPERVISED = "unsupervised"
    EMERGENCY = "emergency"
    NOT_REPORTED = "not_reported"
    NOT_TRANSFERRED = "not_transferred"
    REPEATED = "repeated"
    SELECTIVE = "selective"
    DISCRETION = "discretion"
    UNLIKE = "unlike"
    DISPROPORTIONATE = "disproportionate"
    FAVOUR = "favour"
    OPAQUE = "opaque"
    FINES_FOR_SUPERVISION = "fines_for_supervision"
    FALSIFIED = "falsified"
    POWERS = "powers"
    PROCEDURE = "procedure"
    LAW = "law"
    DOCUMENTS = "documents"
    AUXILIARIES = "auxiliaries"
    EXTORTION = "extortion"
    BRIBES = "bribes"
    CHARGES = "charges"
    LEVIES = "levies"
    ARBITRARY_FINES = "arbitrary_fines"
    QUOTAS = "quotas"
    PURCHASES = "purchases"
    INTERVENTION = "intervention"
    OBSTACLES = "obstacles"
    RUDENESS = "rudeness"
    ROUGHNESS = "roughness"

    @property
    def label(self) -> Message:
        """Its name for people."""
        return _ITEMS[self][1]

    @property
    def notice_class(self) -> NoticeClass:
        """The class under which the notice lists it."""
        return _ITEMS[self][0]


_ITEMS: Final = {
    NoticeItem.IGNORED: (NoticeClass.LAX, _("发现问题不处理")),
    NoticeItem.COMPLAINT_LATE: (NoticeClass.LAX, _("受理投诉不及时")),
    NoticeItem.OVER_TIME: (NoticeClass.LAX, _("办理案件超时限")),
    NoticeItem.UNSUPERVISED: (NoticeClass.LAX, _("案件监管缺位")),
    NoticeItem.EMERGENCY: (NoticeClass.LAX, _("重大突发案件应急管控不到位")),
    NoticeItem.NOT_REPORTED: (NoticeClass.LAX, _("该报告的不报告")),
    NoticeItem.NOT_TRANSFERRED: (NoticeClass.LAX, _("该移送的不移送")),
    NoticeItem.REPEATED: (NoticeClass.UNFAIR, _("重复执法")),
    NoticeItem.SELECTIVE: (NoticeClass.UNFAIR, _("选择性执法")),
    NoticeItem.DISCRETION: (NoticeClass.UNFAIR, _("滥用自由裁量权")),
    NoticeItem.UNLIKE: (NoticeClass.UNFAIR, _("同案异罚")),
    NoticeItem.DISPROPORTIONATE: (NoticeClass.UNFAIR, _("畸轻畸重")),
    NoticeItem.FAVOUR: (NoticeClass.UNFAIR, _("办关系案、人情案")),
    NoticeItem.OPAQUE: (NoticeClass.UNFAIR, _("执法不透明")),
    NoticeItem.FINES_FOR_SUPERVISION: (NoticeClass.UNFAIR, _("以罚代管")),
    NoticeItem.FALSIFIED: (NoticeClass.UNFAIR, _("弄虚作假")),
    NoticeItem.POWERS: (NoticeClass.IRREGULAR, _("不按法定权限执法")),
    NoticeItem.PROCEDURE: (NoticeClass.IRREGULAR, _("不遵守法定程序")),
    NoticeItem.LAW: (NoticeClass.IRREGULAR, _("适用法律法规不准确")),
    NoticeItem.DOCUMENTS: (NoticeClass.IRREGULAR, _("文书制作不规范")),
    NoticeItem.AUXILIARIES: (NoticeClass.IRREGULAR, _("辅助人员滥执法")),
    NoticeItem.EXTORTION: (NoticeClass.CORRUPT, _("吃拿卡要")),
    NoticeItem.BRIBES: (NoticeClass.CORRUPT, _("收受或索取财物")),
    NoticeItem.CHARGES: (NoticeClass.CORRUPT, _("乱收费")),
    NoticeItem.LEVIES: (NoticeClass.CORRUPT, _("乱摊派")),
    NoticeItem.ARBITRARY_FINES: (NoticeClass.CORRUPT, _("乱罚款")),
    NoticeItem.QUOTAS: (NoticeClass.CORRUPT, _("下达或变相下达罚没指标")),
    NoticeItem.PURCHASES: (NoticeClass.CORRUPT, _("指定购买商品服务、接受指定有偿服务")),
    NoticeItem.INTERVENTION: (NoticeClass.CORRUPT, _("领导干部违规干预或插手案件办理")),
    NoticeItem.OBSTACLES: (NoticeClass.UNCIVIL, _("设置障碍、刁难群众")),
    NoticeItem.RUDENESS: (NoticeClass.UNCIVIL, _("对待群众态度恶劣")),
    NoticeItem.ROUGHNESS: (NoticeClass.UNCIVIL, _("工作简单粗暴")),
}


@frozen
class Basis:
    """An article from which a duty comes (依据), and the days on which it holds; `gravity` where it differs."""

    cite: Citation
    in_force: InForce
    gravity: Gravity | None = None


@frozen
class Found:
    """What a rule found wrong at a step (发现).

    What is left out comes from the rule: its gravity, its place in the notice, its articles of the day. `on` is another
    day than the step's, `at` the place within it (`sanctions[0]`), or the whole place if it begins with `/`.
    """

    message: Message
    gravity: Gravity | None = None
    on: Moment | None = None
    at: str = ""
    item: NoticeItem | None = None
    cites: tuple[Citation, ...] = ()


class Missing(Exception):
    """A rule needs inputs that are not recorded (缺少输入); `inputs` are paths (`decisions.at`)."""

    def __init__(self, *inputs: str) -> None:
        super().__init__(*inputs)
        self.inputs = inputs


def need(value: T | None, name: str) -> T:
    """The value, where it is recorded.

    Raises:
        Missing: it is not; `name` is its path, one of the rule's inputs.
    """
    if value is None:
        raise Missing(name)
    return value


def happened(value: T | None, step: Recorded, name: str) -> T | None:
    """The value where it is recorded, None where the step records that it was not done.

    Raises:
        Missing: neither is recorded; `name` is its path, ending in the attribute of the step.
    """
    if value is None and name.rpartition(".")[2] not in step.not_done:
        raise Missing(name)
    return value


class Alike(StrEnum):
    """Which steps are alike for a rule (同类步骤): where it is silent at one, it is silent at every other such step.

    A rule declares it that looks at nothing else than words and flags (`auditing.likeness` names them), the registers,
    the packs and the settings. Days, amounts, names and numbers are each file's own.
    """

    WORDS = "words"
    """Steps with the same words and flags, under the same articles."""
    MOMENT = "moment"
    """Steps that are besides of the same moment."""


Check = Callable[[Any, Any], Iterable[Found]]
"""(what is audited, the step) → what is wrong."""


@frozen(eq=False)
class Rule:
    """One rule of audit (审查规则).

    `over` is the list of steps that it looks at one by one (`decisions`, `registers.officers`), empty for the file as
    a whole; `on` the path to the day on which it is judged, seen from the step, empty where every finding names its
    own. `when` says whether the rule concerns a step at all. `alike` is declared where steps can be alike for it.
    """

    id: str
    title: Message
    system: str
    bases: tuple[Basis, ...]
    check: Check
    over: str = ""
    on: str = "at"
    gravity: Gravity = Gravity.UNLAWFUL
    item: NoticeItem = NoticeItem.PROCEDURE
    inputs: tuple[str, ...] = ()
    when: Callable[[Any, Any], bool] | None = None
    pack: str = ""
    alike: Alike | None = None

    def bases_on(self, day: date) -> tuple[Basis, ...]:
        """The articles from which the duty comes on that day; none: there is no such duty that day."""
        return tuple([basis for basis in self.bases if basis.in_force.covers(day)])

    def gravity_under(self, bases: tuple[Basis, ...]) -> Gravity:
        """The gravest that these articles give to a breach."""
        return min((basis.gravity or self.gravity for basis in bases), key=_ORDER.__getitem__, default=self.gravity)


def duty(
    rule_id: str,
    title: Message,
    bases: Iterable[Basis],
    *,
    system: str = "",
    inputs: Iterable[str] = (),
    **settings: Any,
) -> Callable[[Check], Rule]:
    """Make a function a rule; `settings` are the other attributes of `Rule`. The system is the id up to the first dot."""

    def declare(check: Check) -> Rule:
        chosen = system or rule_id.partition(".")[0]
        return Rule(rule_id, title, chosen, tuple(bases), check, inputs=tuple(inputs), **settings)

    return declare
