"""Checks of a case that tables cannot express (校验规则): sums of money and persons that do not fit together."""

from collections.abc import Iterator
from typing import Final

from enforcement_norms import Case, CaseRule, Finding, Message, Money, PartyKind, Severity, case_rule

_DOMAIN: Final = "enforcement_norms_market_supervision"
_WITHOUT_REPRESENTATIVE: Final = {PartyKind.NATURAL_PERSON, PartyKind.INDIVIDUAL_BUSINESS}
_CITY_DECIDES: Final = Money.yuan(300_000)
_FINES: Final = ("fine", "serious_fine", "persons")
_FOOD_FINES: Final = (
    "below_enterprise_standard",
    "contaminated_food",
    "expired_food",
    "health_claim_on_ordinary_food",
    "liquid_food_transport",
    "liquid_food_transport_unlicensed",
    "mislabelled_food",
    "non_food_ingredients",
    "other_substandard_food",
    "substandard_food_related_products",
    "unlicensed_food_business",
)
"""The violations of food safety law whose fine on the party can come to 300,000 yuan."""


def _money(case: Case, fact: str) -> Money | None:
    """The fact where the case states it as an amount; None where it is left out or cannot be found out."""
    value = case.facts.get(fact)
    return value if isinstance(value, Money) else None


@case_rule(id="refund_within_gains", title="退赔数额不超过违法所得")
def refund_within_gains(case: Case) -> Iterator[Finding]:
    """Warn where more is refunded (退赔) than was illegally gained: only gains can be refunded.

    Confiscation reaches the illegal gains less what is refunded by law (Administrative Penalty Law 2021, Art. 28(2));
    what was paid beyond them is compensation and must not be counted as a refund.
    """
    refunded, gains = _money(case, "refunded"), _money(case, "illegal_gains")
    if refunded is not None and gains is not None and refunded > gains:
        yield Finding(
            Message(
                "已退赔 {refunded}，多于违法所得 {gains}：核对是否把赔偿损失计入退赔",
                {"refunded": refunded, "gains": gains},
                _DOMAIN,
            ),
            "refunded",
            Severity.WARNING,
        )


@case_rule(id="gains_within_goods_value", title="违法所得不超过货值金额")
def gains_within_goods_value(case: Case) -> Iterator[Finding]:
    """Warn where illegal gains exceed the value of goods (货值金额), which covers goods sold and unsold.

    Receipts from part of the goods exceed the marked value of all of them only where they were sold above the marked
    price or one of the two sums is wrong (Drug Administration Law, Arts. 115 and 151).
    """
    gains, goods = _money(case, "illegal_gains"), _money(case, "goods_value")
    if gains is not None and goods is not None and gains > goods:
        yield Finding(
            Message(
                "违法所得 {gains} 多于货值金额 {goods}：货值金额包括已售出和未售出的产品，核对两个数额",
                {"gains": gains, "goods": goods},
                _DOMAIN,
            ),
            "goods_value",
            Severity.WARNING,
        )


@case_rule(id="representative_of_entity", title="自然人和个体工商户没有法定代表人")
def representative_of_entity(case: Case) -> Iterator[Finding]:
    """Refuse a legal representative (法定代表人) beside a natural person or an individual business: they have none.

    An individual business (个体工商户) registers the name of the one who runs it instead (Market Entity Registration
    Regulations, Art. 8(2)(iv)); organizations without legal personality are let through.
    """
    if case.party.kind in _WITHOUT_REPRESENTATIVE and any(
        person.role == "legal_representative" for person in case.persons
    ):
        yield Finding(Message("当事人是自然人或者个体工商户，没有法定代表人", domain=_DOMAIN), "")


@case_rule(id="food_fine_by_city", title="三十万元以上的食品安全罚款由设区的市级以上部门决定", violations=_FOOD_FINES)
def food_fine_by_city(case: Case) -> Iterator[Finding]:
    """Warn of a fine of 300,000 yuan or more (三十万元以上): no county-level department may decide it.

    Food safety authorities of a districted city or higher decide such fines on entities and individuals (Implementing
    Regulations of the Food Safety Law, Art. 81).
    """
    for amount in map(case.imposed.get, _FINES):
        if isinstance(amount, Money) and amount >= _CITY_DECIDES:
            yield Finding(
                Message(
                    "罚款 {amount}：三十万元以上由设区的市级以上食品安全监督管理部门决定（实施条例第八十一条），核对决定机关",
                    {"amount": amount},
                    _DOMAIN,
                ),
                "",
                Severity.WARNING,
            )


CASE_RULES: Final[tuple[CaseRule, ...]] = (
    refund_within_gains,
    gains_within_goods_value,
    representative_of_entity,
    food_fine_by_city,
)
"""The case rules of this pack, in the order in which they run."""
