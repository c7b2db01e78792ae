"""The party as a case file records it (当事人信息)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..case import PartyKind
from ..recorded import Recorded, record


class Capacity(StrEnum):
    """Whether a person could recognise and control the own conduct (责任能力)."""

    FULL = "full"
    PARTIAL = "partial"
    """尚未完全丧失辨认或者控制自己行为能力。"""
    NONE = "none"
    INTERMITTENT_SANE = "intermittent_sane"
    """间歇性精神病人在精神正常时。"""


@frozen(kw_only=True)
class PartyRecord(Recorded):
    """The party (当事人): person, organisation or individual business; identity numbers are stored masked."""

    name: str | None = record(_("当事人姓名或者名称"))
    kind: PartyKind | None = record(_("当事人类型"))
    credit_code: str | None = record(_("统一社会信用代码"))
    citizen_id: str | None = record(_("公民身份号码（掩码）"))
    address: str | None = record(_("当事人地址"))
    division: str | None = record(_("当事人登记地行政区划代码"))
    legal_representative: str | None = record(_("法定代表人或者负责人"))
    operator: str | None = record(_("个体工商户经营者"))
    trade_name: str | None = record(_("个体工商户字号"))
    birth_date: date | None = record(_("出生日期"))
    capacity: Capacity | None = record(_("责任能力"))
    guardian_ordered: bool | None = record(_("是否责令监护人管教、看管"))
    contact: str | None = record(_("联系方式"))
