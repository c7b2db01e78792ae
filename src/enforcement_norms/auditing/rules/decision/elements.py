"""What a decision states (决定书载明事项): elements, seal, number, the order to correct."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ....errors import ValueProblem
from ....i18n import Message, _
from ....identifiers import parse_document_number
from ....model.casefile import Decision, Element
from ....model.duty import Alike, Found, Gravity, NoticeItem, duty, happened, need
from ...audited import Audited, day
from ...sources import notice, penalty_2017, penalty_2021
from ..decided import is_ordinary_penalty, is_penalty, is_summary_penalty

_ORDINARY: Final[dict[Element, Message]] = {
    Element.PARTY: _("当事人的姓名或者名称、地址"),
    Element.FACTS: _("违法事实"),
    Element.EVIDENCE: _("证据"),
    Element.KIND: _("处罚种类"),
    Element.BASIS: _("处罚依据"),
    Element.PERFORMANCE: _("履行方式和期限"),
    Element.REMEDIES: _("申请行政复议、提起行政诉讼的途径和期限"),
    Element.ORGAN: _("行政机关名称"),
    Element.DATE: _("决定日期"),
}
_SUMMARY_2017: Final[dict[Element, Message]] = {
    Element.FACTS: _("违法行为"),
    Element.BASIS: _("处罚依据"),
    Element.AMOUNT: _("罚款数额"),
    Element.TIME_AND_PLACE: _("时间、地点"),
    Element.ORGAN: _("行政机关名称"),
    Element.OFFICER_SIGNATURE: _("执法人员签名或者盖章"),
}
_SUMMARY_2021: Final[dict[Element, Message]] = {
    **_SUMMARY_2017,
    Element.KIND: _("处罚种类"),
    Element.REMEDIES: _("申请行政复议、提起行政诉讼的途径和期限"),
}
_PLAIN_NUMBER: Final = re.compile("[一-鿿]{1,14}〔(20[0-9]{2})〕[1-9][0-9]{0,8}号")
"""A number of this century in its canonical form, in which nothing is to be found."""
_REVISED: Final = penalty_2021("52.2").in_force.from_


def _lacking(decision: Decision, wanted: dict[Element, Message]) -> list[Message]:
    stated = need(decision.elements, "decisions.elements")
    if wanted.keys() <= set(stated):
        return []
    return [name for element, name in wanted.items() if element not in stated]


@duty(
    "decision.elements",
    _("决定书载明法定事项"),
    (penalty_2017("39.1"), penalty_2021("59.1")),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("procedure", "decisions.at", "decisions.kind", "decisions.elements"),
    when=is_ordinary_penalty,
    alike=Alike.WORDS,
)
def elements(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 39.1, 2021 Art. 59.1."""
    lacking = _lacking(decision, _ORDINARY)
    if lacking:
        yield Found(_("决定书没有载明：{lacking}", lacking=lacking))


@duty(
    "decision.sealed",
    _("决定书盖有行政机关印章"),
    (penalty_2017("39.2"), penalty_2021("59.2")),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("procedure", "decisions.at", "decisions.kind", "decisions.elements"),
    when=is_ordinary_penalty,
    alike=Alike.WORDS,
)
def sealed(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 39.2, 2021 Art. 59.2."""
    if Element.SEAL not in need(decision.elements, "decisions.elements"):
        yield Found(_("决定书没有盖行政机关印章"))


@duty(
    "decision.summary_elements",
    _("当场处罚决定书载明法定事项"),
    (penalty_2017("34.2"), penalty_2021("52.2")),
    over="decisions",
    item=NoticeItem.DOCUMENTS,
    inputs=("procedure", "decisions.at", "decisions.kind", "decisions.elements"),
    when=is_summary_penalty,
    alike=Alike.MOMENT,
)
def summary_elements(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 34.2; 2021 Art. 52.2 adds the kind of penalty and the remedies."""
    revised = day(decision.at, "decisions.at") >= _REVISED
    lacking = _lacking(decision, _SUMMARY_2021 if revised else _SUMMARY_2017)
    if lacking:
        yield Found(_("当场处罚决定书没有载明：{lacking}", lacking=lacking))


@duty(
    "decision.orders_correction",
    _("处罚的同时责令改正"),
    (penalty_2017("23"), penalty_2021("28.1")),
    over="decisions",
    item=NoticeItem.FINES_FOR_SUPERVISION,
    inputs=("decisions.at", "decisions.kind", "decisions.orders_correction"),
    when=is_penalty,
    alike=Alike.WORDS,
)
def orders_correction(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 23, 2021 Art. 28.1: a penalty never stands without the order to correct."""
    if not need(decision.orders_correction, "decisions.orders_correction"):
        yield Found(_("给予处罚而没有责令当事人改正或者限期改正"))


@duty(
    "decision.number_form",
    _("决定书文号书写规范"),
    (notice("s3.2.3"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.number"),
)
def number_form(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The notice counts irregular documents among irregular enforcement; the form is that of official documents."""
    number = happened(decision.number, decision, "decisions.number")
    if number is None:
        yield Found(_("决定书没有文号"))
        return
    read = _number(number)
    if read.problem is not None:
        yield Found(_("决定书文号不规范：{problem}", problem=read.problem))
    elif read.text != number:
        yield Found(_("决定书文号“{number}”应写作“{text}”", number=number, text=read.text))


@duty(
    "decision.number_year",
    _("决定书文号的年份与决定日期一致"),
    (notice("s3.2.3"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("decisions.at", "decisions.number"),
)
def number_year(audited: Audited, decision: Decision) -> Iterator[Found]:
    """A number of another year shows a decision dated back, or numbered late."""
    number = happened(decision.number, decision, "decisions.number")
    if number is None:
        return
    read, decided = _number(number), day(decision.at, "decisions.at")
    if read.problem is None and read.year != decided.year:
        message = _("决定书文号为 {year} 年，决定日期为 {decided}", year=str(read.year), decided=decided.isoformat())
        yield Found(message)


class _Number(NamedTuple):
    """A document number as two rules see it: its year and how it should be written, or what is wrong with it."""

    year: int = 0
    text: str = ""
    problem: Message | None = None


@lru_cache(maxsize=256)
def _number(written: str) -> _Number:
    plain = _PLAIN_NUMBER.fullmatch(written)
    if plain is not None:
        return _Number(int(plain[1]), written)
    try:
        read = parse_document_number(written)
    except ValueProblem as problem:
        return _Number(problem=problem.message)
    return _Number(read.year, read.text if read.deviations else written)
