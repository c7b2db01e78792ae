"""Powers are announced before they are used (执法事项公告)."""

from __future__ import annotations

from collections.abc import Iterator

from ....i18n import _
from ....model.casefile import Decision
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened
from ...audited import Audited, day
from ...sources import notice, three_systems
from .common import has_listed_power, power_of


@duty(
    "subjects.power_announced",
    _("处罚事项公告后行使"),
    (notice("s4.1.1"), three_systems("s2.4")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.OPAQUE,
    inputs=(
        "decisions.at",
        "decisions.kind",
        "power",
        "subject",
        "subjects",
        "subjects.powers",
        "subjects.powers.announced_on",
    ),
    when=has_listed_power,
    alike=Alike.MOMENT,
)
def power_announced(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The notice: powers with their bases are cleared up, confirmed and announced; 国办发〔2018〕118号 (四): beforehand."""
    power = power_of(audited)
    if power is None:
        return
    on = day(decision.at, "decisions.at")
    announced = happened(power.announced_on, power, "subjects.powers.announced_on")
    if announced is None:
        yield Found(_("处罚事项“{power}”没有公告", power=power.title))
    elif announced > on:
        message = _("处罚事项“{power}”在 {announced} 才公告", power=power.title, announced=announced.isoformat())
        yield Found(message)
