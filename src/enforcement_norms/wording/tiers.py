"""Tiers in words (裁量阶次的写法): when a row of a standard applies, and what it sets for each measure."""

from __future__ import annotations

from collections.abc import Iterator

from ..i18n import Message, _
from ..model.discretion import Override, Tier
from .clauses import Clauses
from .phrases import listed
from .words import MANDATES


def tier_condition(tier: Tier, say: Clauses) -> Message:
    """When a tier applies (适用条件): its condition, or all other cases."""
    return _("其他情形") if tier.when is None else _("条件：{condition}", condition=say.condition(tier.when))


def set_by(tier: Tier, say: Clauses) -> Iterator[tuple[str, Message]]:
    """What a tier sets (阶次的幅度), by the key under which it stands; what it leaves to the statute is not named."""
    for key, override in tier.sets.items():
        words = _set(say.names.measure_id(key.rpartition(".")[2]), override, say)
        if words is not None:
            yield key, words


def _set(name: Message, override: Override, say: Clauses) -> Message | None:
    if override.amount is not None:
        return _("{measure}：{amount}", measure=name, amount=say.amount(override.amount, override.unit))
    if override.none:
        return _("{measure}：不处", measure=name)
    if override.mandate is not None:
        return _("{measure}：{mandate}", measure=name, mandate=MANDATES[override.mandate])
    if override.choose:
        chosen = listed(say.names.measure_id(each) for each in override.choose)
        return _("只在其中选择：{measures}", measures=chosen)
    return None
