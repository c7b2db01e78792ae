"""Which articles speak about a file (适用的依据): those for market entities and for private enterprises only to these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ....i18n import Message
from ....model.case import PartyKind
from ....model.duty import Basis, Found, Gravity, NoticeItem, need
from ....model.recorded import Moment, day_of
from ...audited import Audited
from ...instruments import holds_in, reach_of
from ...sources import business_environment, private_economy

_MARKET: Final = frozenset({business_environment("54.1").cite, private_economy("52.2").cite})
"""Articles on “the field of market supervision” (市场监管领域), read as the field of that name and no wider."""
_PRIVATE: Final = "private_economy_promotion_law"
_BUSINESS: Final = "business_environment_regulations"


def against(
    audited: Audited,
    bases: Iterable[Basis],
    on: Moment,
    message: Message,
    *,
    at: str = "",
    item: NoticeItem | None = None,
) -> Iterator[Found]:
    """What is wrong under those of the articles that speak about this file, as grave as the gravest of them makes it.

    Where none of them does, nothing is wrong.

    优化营商环境条例 speaks of market entities, so not of natural persons.
    民营经济促进法 Art. 77 counts every individual business as private; of other parties the file does not say who
    owns them, so that law is not cited for them.

    Raises:
        Missing: the field or the division decides, and is not recorded.
    """
    file = audited.file
    field, division = need(file.domain, "domain"), need(file.division, "division")
    reach, day = reach_of(division, field), day_of(on)
    held = [
        basis
        for basis in bases
        if basis.in_force.covers(day)
        and holds_in(basis, reach)
        and (basis.cite not in _MARKET or field == "market_supervision")
        and (basis.cite.instrument != _PRIVATE or _party_kind(audited) is PartyKind.INDIVIDUAL_BUSINESS)
        and (basis.cite.instrument != _BUSINESS or _party_kind(audited) is not PartyKind.NATURAL_PERSON)
    ]
    if not held:
        return
    gravity = min((basis.gravity or Gravity.UNLAWFUL for basis in held), key=lambda each: each.weight)
    yield Found(message, gravity, on=on, at=at, item=item, cites=tuple([basis.cite for basis in held]))


def _party_kind(audited: Audited) -> PartyKind | None:
    party = audited.file.party
    return None if party is None else party.kind
