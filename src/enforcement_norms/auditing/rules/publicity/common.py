"""Which decisions are published, and by whose terms (哪些决定公示)."""

from __future__ import annotations

from datetime import date
from typing import Final

from ....model.casefile import Decision, Publication
from ....model.duty import Missing, need
from ....model.penalty import MeasureKind
from ...audited import Audited, day
from ...likeness import by_words

MARKET: Final = "market_supervision"
_POLICE: Final = "public_security"
_SEALED_FROM: Final = date(2026, 1, 1)
_PUBLIC_ORDER: Final = "治安管理处罚法"


def is_sealed(audited: Audited, decision: Decision) -> bool:
    """Whether the decision is a public-order penalty whose record is sealed (治安管理处罚法 2025 Art. 136).

    Raises:
        Missing: field, day or basis are not recorded.
    """
    if need(audited.file.domain, "domain") != _POLICE or day(decision.at, "decisions.at") < _SEALED_FROM:
        return False
    return any(_PUBLIC_ORDER in each for each in need(decision.basis, "decisions.basis"))


def is_warning_only(decision: Decision) -> bool:
    """Whether the decision warns and does nothing else.

    Raises:
        Missing: the sanctions are not recorded.
    """
    kinds = [each.kind for each in need(decision.sanctions, "decisions.sanctions")]
    if None in kinds:
        raise Missing("decisions.sanctions.kind")
    return bool(kinds) and kinds.count(MeasureKind.WARNING) == len(kinds)


@by_words
def is_market(audited: Audited, _step: object = None) -> bool:
    """Whether a market supervision department handles the case, by the ordinary procedure.

    Raises:
        Missing: field or procedure are not recorded.
    """
    return need(audited.file.domain, "domain") == MARKET and audited.is_ordinary


def publications(audited: Audited) -> tuple[Publication, ...]:
    """Where the decision was published.

    Raises:
        Missing: it is not recorded.
    """
    found = audited.file.publications
    if found is None:
        raise Missing("publications")
    return found
