"""Entrustment and delegation of powers (委托书、赋权决定)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..recorded import Recorded, record


class EntrustedKind(StrEnum):
    """Who is entrusted (受委托方)."""

    ORGAN = "organ"
    """行政机关。"""
    PUBLIC_ORGANISATION = "public_organisation"
    """依法成立并具有管理公共事务职能的组织。"""
    OTHER_ORGANISATION = "other_organisation"
    INDIVIDUAL = "individual"


@frozen(kw_only=True)
class Entrustment(Recorded):
    """An entrustment of enforcement powers (行政执法委托), as its document says; `acts` are kinds of `ActKind`."""

    id: str
    principal: str | None = record(_("委托机关"))
    agent: str | None = record(_("受委托组织"))
    agent_kind: EntrustedKind | None = record(_("受委托方性质"))
    has_basis: bool | None = record(_("委托是否有法律、法规、规章依据"))
    written: bool | None = record(_("是否书面委托"))
    acts: tuple[str, ...] | None = record(_("委托的执法行为类别"))
    matters: tuple[str, ...] | None = record(_("委托的具体事项"))
    powers: tuple[str, ...] | None = record(_("委托的权限"))
    valid_from: date | None = record(_("委托首日"))
    valid_until: date | None = record(_("委托末日"))
    published_by_principal_on: date | None = record(_("委托机关公布日期"))
    published_by_agent_on: date | None = record(_("受委托组织公布日期"))
    passed_on: bool | None = record(_("是否再委托"))
    qualified_staff: bool | None = record(_("受委托组织是否有具备资格的工作人员"))
    technical_means: bool | None = record(_("受委托组织是否具备技术检查、鉴定条件"))
    needs_technical_means: bool | None = record(_("是否需要技术检查、鉴定"))


@frozen(kw_only=True)
class Delegation(Recorded):
    """A decision of a province by which towns and streets exercise county powers (赋权乡镇、街道)."""

    decided_by: str | None = record(_("赋权机关"))
    decided_by_province: bool | None = record(_("是否省、自治区、直辖市决定"))
    published_on: date | None = record(_("赋权决定公布日期"))
    held_from: date | None = record(_("赋权首日"))
    matters: tuple[str, ...] | None = record(_("赋权事项"))
