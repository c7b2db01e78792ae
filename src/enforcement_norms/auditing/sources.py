"""The instruments from which duties come (审查依据): titles, versions, and short ways to cite them by date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from ..law import Citation, InForce, Instrument, InstrumentKind, InstrumentVersion
from ..model.duty import Basis, Gravity
from .sector_sources import SECTOR_INSTRUMENTS

NPC: Final = "全国人民代表大会常务委员会"
STATE_COUNCIL: Final = "国务院"
NOTICE: Final = "enforcement_year_notice"

_LAW = InstrumentKind.LAW
_REGULATION = InstrumentKind.ADMINISTRATIVE_REGULATION
_RULE = InstrumentKind.DEPARTMENTAL_RULE
_DOCUMENT = InstrumentKind.NORMATIVE_DOCUMENT


def _version(text: str, from_: str, until: str = "") -> InstrumentVersion:
    last = date.fromisoformat(until) if until else None
    return InstrumentVersion(date.fromisoformat(text), InForce(date.fromisoformat(from_), last))


def _instrument(
    id_: str,
    title: str,
    kind: InstrumentKind,
    issuer: str,
    *versions: InstrumentVersion,
    number: str = "",
    division: str = "000000",
) -> Instrument:
    return Instrument(id_, title, kind, issuer, versions, document_number=number, division=division)


INSTRUMENTS: Final = {
    each.id: each
    for each in (
        _instrument(
            "administrative_penalty_law",
            "中华人民共和国行政处罚法",
            _LAW,
            NPC,
            _version("2017-09-01", "2018-01-01", "2021-07-14"),
            _version("2021-01-22", "2021-07-15"),
        ),
        _instrument(
            "administrative_compulsion_law",
            "中华人民共和国行政强制法",
            _LAW,
            NPC,
            _version("2011-06-30", "2012-01-01"),
        ),
        _instrument(
            "administrative_licensing_law",
            "中华人民共和国行政许可法",
            _LAW,
            NPC,
            _version("2019-04-23", "2019-04-23"),
        ),
        _instrument(
            "administrative_reconsideration_law",
            "中华人民共和国行政复议法",
            _LAW,
            NPC,
            _version("2017-09-01", "2018-01-01", "2023-12-31"),
            _version("2023-09-01", "2024-01-01"),
        ),
        _instrument(
            "administrative_litigation_law",
            "中华人民共和国行政诉讼法",
            _LAW,
            NPC,
            _version("2017-06-27", "2017-07-01"),
        ),
        _instrument(
            "crime_transfer_rules",
            "行政执法机关移送涉嫌犯罪案件的规定",
            _REGULATION,
            STATE_COUNCIL,
            _version("2020-08-07", "2020-08-07"),
        ),
        _instrument(
            "government_information_regulations",
            "中华人民共和国政府信息公开条例",
            _REGULATION,
            STATE_COUNCIL,
            _version("2019-04-03", "2019-05-15"),
        ),
        _instrument(
            "business_environment_regulations",
            "优化营商环境条例",
            _REGULATION,
            STATE_COUNCIL,
            _version("2019-10-22", "2020-01-01"),
        ),
        _instrument(
            "enforcement_supervision_regulations",
            "行政执法监督条例",
            _REGULATION,
            STATE_COUNCIL,
            _version("2025-12-17", "2026-02-01"),
        ),
        _instrument(
            "sichuan_enforcement_supervision_regulations",
            "四川省行政执法监督条例",
            InstrumentKind.LOCAL_REGULATION,
            "四川省人民代表大会常务委员会",
            _version("2021-05-28", "2021-08-01"),
            division="510000",
        ),
        _instrument(
            "sichuan_discretion_rules",
            "四川省规范行政执法裁量权规定",
            InstrumentKind.GOVERNMENT_RULE,
            "四川省人民政府",
            _version("2014-05-17", "2014-07-01"),
            division="510000",
        ),
        _instrument(
            "three_systems_opinions",
            "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
            _DOCUMENT,
            "国务院办公厅",
            _version("2018-12-05", "2018-12-05"),
            number="国办发〔2018〕118号",
        ),
        _instrument(
            "market_publicity_rules",
            "市场监督管理行政处罚信息公示规定",
            _RULE,
            "国家市场监督管理总局",
            _version("2021-07-30", "2021-09-01"),
        ),
        _instrument(
            "market_penalty_procedure",
            "市场监督管理行政处罚程序规定",
            _RULE,
            "国家市场监督管理总局",
            _version("2022-09-29", "2022-09-29"),
        ),
        _instrument(
            "market_complaint_measures",
            "市场监督管理投诉举报处理暂行办法",
            _RULE,
            "国家市场监督管理总局",
            _version("2022-09-29", "2022-09-29"),
        ),
        _instrument(
            "fine_collection_separation_measures",
            "罚款决定与罚款收缴分离实施办法",
            _REGULATION,
            STATE_COUNCIL,
            _version("1997-11-17", "1998-01-01"),
        ),
        _instrument(
            "discretion_benchmark_opinions",
            "国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见",
            _DOCUMENT,
            "国务院办公厅",
            _version("2022-07-29", "2022-07-29"),
            number="国办发〔2022〕27号",
        ),
        _instrument(
            "random_inspection_notice",
            "国务院办公厅关于推广随机抽查规范事中事后监管的通知",
            _DOCUMENT,
            "国务院办公厅",
            _version("2015-07-29", "2015-07-29"),
            number="国办发〔2015〕58号",
        ),
        _instrument(
            "private_economy_promotion_law",
            "中华人民共和国民营经济促进法",
            _LAW,
            NPC,
            _version("2025-04-30", "2025-05-20"),
        ),
        _instrument(
            NOTICE,
            "达州市通川区2020年“行政执法整顿规范年”工作方案",
            _DOCUMENT,
            "达州市通川区人民政府办公室",
            _version("2020-08-11", "2020-08-11"),
            number="通区府办函〔2020〕16号",
            division="511702",
        ),
    )
} | SECTOR_INSTRUMENTS
"""Every instrument that a rule cites, by id; a test compares them with the texts."""


def _cited(id_: str, version: int) -> Callable[..., Basis]:
    held = INSTRUMENTS[id_].versions[version].in_force

    @lru_cache(maxsize=512)
    def basis(place: str, *, gravity: Gravity | None = None, from_: str = "", until: str = "") -> Basis:
        """The basis at a place; `from_` and `until` where a duty began or ended within the version."""
        first = date.fromisoformat(from_) if from_ else held.from_
        last = date.fromisoformat(until) if until else held.until
        return Basis(Citation.parse_id(f"{id_}#{place}"), InForce(first, last), gravity)

    return basis


penalty_2017: Final = _cited("administrative_penalty_law", 0)
penalty_2021: Final = _cited("administrative_penalty_law", 1)
compulsion: Final = _cited("administrative_compulsion_law", 0)
licensing: Final = _cited("administrative_licensing_law", 0)
reconsideration_2017: Final = _cited("administrative_reconsideration_law", 0)
reconsideration_2023: Final = _cited("administrative_reconsideration_law", 1)
litigation: Final = _cited("administrative_litigation_law", 0)
transfer_rules: Final = _cited("crime_transfer_rules", 0)
information: Final = _cited("government_information_regulations", 0)
business_environment: Final = _cited("business_environment_regulations", 0)
supervision_2026: Final = _cited("enforcement_supervision_regulations", 0)
sichuan_supervision: Final = _cited("sichuan_enforcement_supervision_regulations", 0)
sichuan_discretion: Final = _cited("sichuan_discretion_rules", 0)
three_systems: Final = _cited("three_systems_opinions", 0)
market_publicity: Final = _cited("market_publicity_rules", 0)
market_procedure: Final = _cited("market_penalty_procedure", 0)
market_complaints: Final = _cited("market_complaint_measures", 0)
fine_collection: Final = _cited("fine_collection_separation_measures", 0)
benchmark_opinions: Final = _cited("discretion_benchmark_opinions", 0)
random_inspection: Final = _cited("random_inspection_notice", 0)
private_economy: Final = _cited("private_economy_promotion_law", 0)
notice: Final = _cited(NOTICE, 0)
