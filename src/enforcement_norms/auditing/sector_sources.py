"""The instruments of single fields from which duties come (领域审查依据): public security, agriculture and others.

As in `sources`, each version has a short way to cite it; a duty that began within a version says from when.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from ..law import Citation, InForce, Instrument, InstrumentKind, InstrumentVersion
from ..model.duty import Basis, Gravity

_LAW = InstrumentKind.LAW
_RULE = InstrumentKind.DEPARTMENTAL_RULE
_LOCAL = InstrumentKind.LOCAL_REGULATION
_NPC: Final = "全国人民代表大会常务委员会"
_SICHUAN: Final = "四川省人民代表大会常务委员会"

_TABLE: Final = (
    (
        "public_security_administration_penalties_law",
        "中华人民共和国治安管理处罚法",
        _LAW,
        _NPC,
        (("2012-10-26", "2013-01-01", "2025-12-31"), ("2025-06-27", "2026-01-01", "")),
    ),
    (
        "public_security_case_procedure_rules",
        "公安机关办理行政案件程序规定",
        _RULE,
        "公安部",
        (("2018-11-25", "2019-01-01", ""),),
    ),
    (
        "road_traffic_safety_law",
        "中华人民共和国道路交通安全法",
        _LAW,
        _NPC,
        (("2021-04-29", "2021-04-29", ""),),
    ),
    (
        "agricultural_penalty_procedure_provisions",
        "农业行政处罚程序规定",
        _RULE,
        "农业农村部",
        (("2021-12-21", "2022-02-01", ""),),
    ),
    (
        "agricultural_enforcement_measures",
        "农业综合行政执法管理办法",
        _RULE,
        "农业农村部",
        (("2022-11-22", "2023-01-01", ""),),
    ),
    (
        "housing_penalty_procedure",
        "住房和城乡建设行政处罚程序规定",
        _RULE,
        "住房和城乡建设部",
        (("2022-03-10", "2022-05-01", ""),),
    ),
    (
        "medical_insurance_penalty_procedure",
        "医疗保障行政处罚程序暂行规定",
        _RULE,
        "国家医疗保障局",
        (("2021-06-11", "2021-07-15", ""),),
    ),
    (
        "tourism_penalty_measures",
        "旅游行政处罚办法",
        _RULE,
        "国家旅游局",
        (("2013-05-12", "2013-10-01", ""),),
    ),
    (
        "work_safety_penalty_measures",
        "安全生产违法行为行政处罚办法",
        _RULE,
        "应急管理部",
        (("2025-11-27", "2026-02-01", ""),),
    ),
    (
        "food_inspection_measures",
        "食品生产经营监督检查管理办法",
        _RULE,
        "国家市场监督管理总局",
        (("2021-12-24", "2022-03-15", ""),),
    ),
    (
        "sichuan_transport_enforcement_regulations",
        "四川省交通运输综合行政执法条例",
        _LOCAL,
        _SICHUAN,
        (("2021-09-29", "2021-11-01", ""),),
    ),
    (
        "sichuan_city_enforcement_regulations",
        "四川省城市管理综合行政执法条例",
        _LOCAL,
        _SICHUAN,
        (("2012-11-30", "2013-01-01", ""),),
    ),
)
"""Id, title, kind, issuer, versions: date of the text, first and last day in force."""


def _version(text: str, from_: str, until: str) -> InstrumentVersion:
    last = date.fromisoformat(until) if until else None
    return InstrumentVersion(date.fromisoformat(text), InForce(date.fromisoformat(from_), last))


SECTOR_INSTRUMENTS: Final = {
    id_: Instrument(
        id_,
        title,
        kind,
        issuer,
        tuple(_version(*each) for each in versions),
        division="510000" if kind is _LOCAL else "000000",
    )
    for id_, title, kind, issuer, versions in _TABLE
}
"""Every instrument of a single field that a rule cites, by id."""


def _cited(id_: str, version: int = 0) -> Callable[..., Basis]:
    held = SECTOR_INSTRUMENTS[id_].versions[version].in_force

    def basis(place: str, *, gravity: Gravity | None = None, from_: str = "", until: str = "") -> Basis:
        """The basis at a place; `from_` and `until` where a duty began or ended within the version."""
        first = date.fromisoformat(from_) if from_ else held.from_
        last = date.fromisoformat(until) if until else held.until
        return Basis(Citation.parse_id(f"{id_}#{place}"), InForce(first, last), gravity)

    return basis


public_order_2012: Final = _cited("public_security_administration_penalties_law", 0)
public_order_2025: Final = _cited("public_security_administration_penalties_law", 1)
police_procedure: Final = _cited("public_security_case_procedure_rules")
road_traffic: Final = _cited("road_traffic_safety_law")
agricultural_procedure: Final = _cited("agricultural_penalty_procedure_provisions")
agricultural_enforcement: Final = _cited("agricultural_enforcement_measures")
housing_procedure: Final = _cited("housing_penalty_procedure")
insurance_procedure: Final = _cited("medical_insurance_penalty_procedure")
tourism_penalties: Final = _cited("tourism_penalty_measures")
safety_penalties: Final = _cited("work_safety_penalty_measures")
food_inspection: Final = _cited("food_inspection_measures")
sichuan_transport: Final = _cited("sichuan_transport_enforcement_regulations")
sichuan_city: Final = _cited("sichuan_city_enforcement_regulations")
