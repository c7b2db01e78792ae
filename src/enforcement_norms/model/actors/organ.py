"""Enforcement subjects (行政执法主体): kind, powers with their basis, confirmation, announcement, changes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from ...i18n import _
from ..recorded import Recorded, record
from .entrustment import Delegation, Entrustment
from .publicity import FiledSystem, PlanDocument, PublicItem, PublicityDuty


class SubjectKind(StrEnum):
    """By what title a body enforces (主体类别)."""

    ORGAN = "organ"
    """法定行政机关。"""
    AUTHORISED = "authorised"
    """法律、法规授权的组织。"""
    ENTRUSTED = "entrusted"
    """受委托的组织。"""
    INTERNAL_UNIT = "internal_unit"
    """内设机构、派出机构。"""
    TOWN = "town"
    """乡镇人民政府、街道办事处。"""
    OTHER = "other"
    """议事协调机构、中介机构、外包单位等。"""


class Level(StrEnum):
    """The level of a body (层级)."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"


class ActKind(StrEnum):
    """Kinds of administrative enforcement (执法行为类别)."""

    PENALTY = "penalty"
    """行政处罚。"""
    COERCIVE_MEASURE = "coercive_measure"
    """行政强制措施。"""
    ENFORCEMENT = "enforcement"
    """行政强制执行。"""
    LICENCE = "licence"
    """行政许可。"""
    INSPECTION = "inspection"
    """行政检查。"""
    LEVY = "levy"
    """行政征收征用。"""


@frozen(kw_only=True)
class Power(Recorded):
    """One power of the list (执法事项), with the days on which it is held.

    `violations` are the violations of packs that it covers (`domain.violation`, or `domain` for all of it).
    """

    id: str
    title: str = record(_("事项名称"), "")
    act: ActKind | None = record(_("执法行为类别"))
    basis: tuple[str, ...] | None = record(_("权力依据"))
    """Citations as written: 《…》第…条."""
    basis_is_rule: bool | None = record(_("依据是否仅为规章"))
    violations: tuple[str, ...] | None = record(_("所涉违法行为"))
    restricts_liberty: bool | None = record(_("是否限制人身自由"))
    held_from: date | None = record(_("权力首日"))
    held_until: date | None = record(_("权力末日"))
    announced_on: date | None = record(_("权力公告日期"))
    in_functions: bool | None = record(_("是否见于“三定”规定"))
    in_power_list: bool | None = record(_("是否见于权责清单"))


class Announced(StrEnum):
    """What an announcement of a subject says (公告内容)."""

    NAME = "name"
    KIND = "kind"
    BASIS = "basis"
    POWERS = "powers"
    OFFICERS = "officers"
    CONTACT = "contact"
    COMPLAINT_LINE = "complaint_line"


@frozen(kw_only=True)
class Announcement(Recorded):
    """An announcement of the subject to the public (主体公告)."""

    on: date | None = record(_("公告日期"))
    place: str | None = record(_("公告网址或者载体"))
    contents: tuple[Announced, ...] | None = record(_("公告内容"))


class ChangeKind(StrEnum):
    """What happened to a subject (主体变动)."""

    MERGED = "merged"
    RENAMED = "renamed"
    POWER_LOST = "power_lost"
    POWER_GAINED = "power_gained"
    ABOLISHED = "abolished"


@frozen(kw_only=True)
class SubjectChange(Recorded):
    """A change of the subject, and when it was announced again (主体变动及重新公告)."""

    kind: ChangeKind | None = record(_("变动种类"))
    on: date | None = record(_("变动日期"))
    announced_on: date | None = record(_("重新公告日期"))


@frozen(kw_only=True)
class ComplaintChannel(Recorded):
    """Where the public may complain of enforcement (投诉渠道)."""

    line: str | None = record(_("投诉电话"))
    address: str | None = record(_("投诉地址或者网址"))
    handler: str | None = record(_("投诉专责人员"))
    announced_on: date | None = record(_("投诉渠道公布日期"))


class CatalogFactor(StrEnum):
    """By what a review catalog picks decisions (审核目录考虑的因素, 国办发〔2018〕118号 part 12)."""

    ACT = "act"
    """执法行为类别。"""
    LEVEL = "level"
    """执法层级。"""
    DOMAIN = "domain"
    """所属领域。"""
    AMOUNT = "amount"
    """涉案金额。"""


@frozen(kw_only=True)
class EnforcementSubject(Recorded):
    """A body that enforces (行政执法主体), one entry of the register.

    `acts_for` is the organ in whose name an entrusted body or an internal unit acts.
    """

    id: str
    name: str = record(_("主体名称"), "")
    kind: SubjectKind | None = record(_("主体类别"))
    basis: tuple[str, ...] | None = record(_("主体资格依据"))
    basis_is_rule: bool | None = record(_("主体资格依据是否仅为规章"))
    level: Level | None = record(_("层级"))
    division: str | None = record(_("行政区划代码"))
    domain: str | None = record(_("执法领域"))
    acts_for: str | None = record(_("所代表的行政机关"))
    acts_alone_by: str | None = record(_("以自己名义作出决定的依据"))
    may_restrict_liberty: bool | None = record(_("是否有限制人身自由的处罚权"))
    has_enforcement_power: bool | None = record(_("是否有行政强制执行权"))
    confirmed_on: date | None = record(_("主体资格审核确认日期"))
    confirmed_by: str | None = record(_("主体资格审核机关"))
    announcements: tuple[Announcement, ...] | None = record(_("主体公告"))
    changes: tuple[SubjectChange, ...] | None = record(_("主体变动"))
    powers: tuple[Power, ...] | None = record(_("执法事项清单"))
    complaints: ComplaintChannel | None = record(_("投诉渠道"))
    entrustments: tuple[Entrustment, ...] | None = record(_("委托书"))
    delegation: Delegation | None = record(_("赋权决定"))
    review_unit: str | None = record(_("法制审核机构"))
    reviewers: tuple[str, ...] | None = record(_("法制审核人员"))
    catalog_factors: tuple[CatalogFactor, ...] | None = record(_("法制审核目录考虑的因素"))
    public_items: tuple[PublicItem, ...] | None = record(_("事前公示事项"))
    publicity_duties: tuple[PublicityDuty, ...] | None = record(_("公示职责分工"))
    statistics_published_on: date | None = record(_("上年度执法数据公开日期"))
    systems: tuple[FiledSystem, ...] | None = record(_("制度备案"))
    plans: tuple[PlanDocument, ...] | None = record(_("计划和考核文件"))
