"""Territory and order of filing (管辖): place of the violation, another organ that filed first."""

from __future__ import annotations

from collections.abc import Iterator

from ....i18n import _
from ....model.casefile import CaseFile
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, need
from ....model.recorded import is_before
from ....territories import NATION, lies_within
from ...audited import Audited
from ...sources import penalty_2017, penalty_2021


@duty(
    "subjects.territory",
    _("由违法行为发生地的机关管辖"),
    (penalty_2017("20"), penalty_2021("22")),
    on="filing.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.POWERS,
    inputs=("filing.at", "subject", "subjects.division", "competence.place"),
    alike=Alike.WORDS,
)
def territory(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """2017 Art. 20, 2021 Art. 22: where the violation happened, unless another provision (or a designation) says so."""
    competence = need(file.competence, "competence")
    place = need(competence.place, "competence.place")
    own = need(audited.subject.division, "subjects.division")
    # Local authorities have jurisdiction (2017 Art. 20, 2021 Art. 23): a national one needs another provision.
    elsewhere = own != place and (own == NATION or not lies_within(place, own))
    if elsewhere and not competence.named_by_higher and competence.other_basis is None:
        message = _("违法行为发生地 {place} 不在本机关辖区 {own}，也没有记载其他管辖依据", place=place, own=own)
        yield Found(message, at="/competence")


@duty(
    "subjects.earlier_filing",
    _("由最先立案的机关管辖，争议报请指定"),
    (penalty_2017("21"), penalty_2021("25.1"), penalty_2021("25.2")),
    on="filing.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.POWERS,
    inputs=("filing.at", "competence.earlier_filings", "competence.earlier_filings.at"),
    alike=Alike.MOMENT,
)
def earlier_filing(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """2017 Art. 21: a dispute goes to the common superior; 2021 Art. 25: first to file, else consult or refer."""
    competence = need(file.competence, "competence")
    filed = need(need(file.filing, "filing.at").at, "filing.at")
    settled = competence.named_by_higher or competence.consulted_at or competence.referred_at
    for index, other in enumerate(need(competence.earlier_filings, "competence.earlier_filings")):
        if is_before(need(other.at, "competence.earlier_filings.at"), filed) and not settled:
            message = _("“{organ}”先已立案，没有协商或者报请指定管辖", organ=other.organ)
            yield Found(message, at=f"/competence.earlier_filings[{index}]")
