"""Facts that every case has without a pack declaring them."""

from __future__ import annotations

from typing import Final

from .facts import Fact, FactKind

PARTY_KIND: Final = "party.kind"
PARTY_AGE: Final = "party.age"
PERSON_ROLE: Final = "person.role"
PERSON_AGE: Final = "person.age"
ACT_ON: Final = "act.on"
DECISION_ON: Final = "decision.on"
ILLEGAL_GAINS: Final = "illegal_gains"
REFUNDED: Final = "refunded"
"""Facts of the general pack with which confiscated gains (没收违法所得) are reckoned."""
LIFE_HEALTH_OR_FINANCE: Final = "violation.life_health_or_finance"

_PARTIES: Final = {
    "natural_person": "自然人",
    "individual_business": "个体工商户",
    "legal_person": "法人",
    "other_organization": "非法人组织",
}
_ROLES: Final = {
    "legal_representative": "法定代表人",
    "main_responsible": "主要负责人",
    "directly_responsible_manager": "直接负责的主管人员",
    "other_directly_responsible": "其他直接责任人员",
    "directly_responsible": "直接责任人员",
    "actual_controller": "实际控制人",
    "responsible_person": "责任人",
    "practitioner": "从业人员",
    "driver": "驾驶人",
    "owner": "所有人",
    "guardian": "监护人",
    "other": "其他人员",
}

BUILTIN_FACTS: Final = {
    fact.id: fact
    for fact in (
        Fact(PARTY_KIND, FactKind.ENUM, "当事人类型", "当事人是哪一类？", values=_PARTIES),
        Fact(PARTY_AGE, FactKind.INTEGER, "当事人年龄", "当事人行为时几周岁？", unit="周岁"),
        Fact(PERSON_ROLE, FactKind.ENUM, "责任人员身份", "责任人员是什么身份？", values=_ROLES),
        Fact(PERSON_AGE, FactKind.INTEGER, "责任人员年龄", "责任人员行为时几周岁？", unit="周岁"),
        Fact(ACT_ON, FactKind.DATE, "行为日", "违法行为何日终了？"),
        Fact(DECISION_ON, FactKind.DATE, "决定日", "处罚决定何日作出？"),
        Fact(
            LIFE_HEALTH_OR_FINANCE,
            FactKind.BOOLEAN,
            "涉及公民生命健康安全、金融安全",
            "是否涉及公民生命健康安全、金融安全？",
        ),
    )
}
"""Built-in facts by id (内置事实)."""
