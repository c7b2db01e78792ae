"""Which steps the law on public order governs (治安案件): its own terms and amounts go before the general ones."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.casefile import Decision, PriorNotice
from ...model.duty import need
from ..audited import Audited
from ..likeness import by_words

POLICE = "public_security"
_LAW = "治安管理处罚法"


@by_words
def decides_public_order(audited: Audited, decision: Decision) -> bool:
    """Whether the police decide under the law on public order.

    Raises:
        Missing: field or basis are not recorded.
    """
    return _is_police(audited) and names_public_order(need(decision.basis, "decisions.basis"))


def notices_public_order(audited: Audited, notice: PriorNotice) -> bool:
    """Whether the police intend a decision under the law on public order.

    Raises:
        Missing: field or basis are not recorded.
    """
    return _is_police(audited) and names_public_order(need(notice.basis, "notices.basis"))


def _is_police(audited: Audited) -> bool:
    return need(audited.file.domain, "domain") == POLICE


def names_public_order(basis: Iterable[str]) -> bool:
    """Whether one of the articles is of the law on public order."""
    return any(_LAW in each for each in basis)
