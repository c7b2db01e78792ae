"""Document numbers (文号): `（杭临）市监处罚〔2024〕131号`, read tolerantly, written canonically.

Canonical is the style of official documents (GB/T 9704): six-corner brackets, the year in four digits, no 第 and no
leading zeros. What departs from it is accepted and named.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import field, frozen

from ..errors import ValueProblem
from ..i18n import Message, _
from ..numerals import HALF_WIDTH

# What follows the sign of the agency and tells the kind of document, the longest first.
_TYPES: Final = (
    "罚听告", "罚决", "罚告", "处罚", "不罚", "当罚", "罚当", "缓罚", "责改", "监督", "罚", "移",
)  # fmt: skip
_OPENING: Final = "〔【\\[［(（〖"
_CLOSING: Final = "〕】\\]］)）〗"
_SHAPE: Final = re.compile(
    rf"(?:(?P<before>[(（])(?P<region>[一-鿿]{{1,10}})(?P<after>[)）]))?(?P<sign>[一-鿿]{{1,14}}?)(?P<opening>[{_OPENING}])(?P<year>[0-9]{{4}})"
    rf"(?P<closing>[{_CLOSING}])(?P<ordinal>第?)(?P<sequence>[0-9]{{1,9}})(?:(?P<dash>[-－—–])(?P<part>[0-9]{{1,4}}))?号"
)
_FIRST_YEAR: Final = 1949


@frozen
class DocumentNumber:
    """The number of an official document (文号).

    `ordinal` holds for orders (…令〔2024〕第6号), which keep 第. `deviations` say how the writing departed from the form.
    """

    agency: str
    year: int
    sequence: int
    type: str = ""
    region: str = ""
    part: int | None = None
    ordinal: bool = False
    deviations: tuple[Message, ...] = field(default=(), eq=False)

    @property
    def text(self) -> str:
        """The canonical writing."""
        region = f"（{self.region}）" if self.region else ""
        part = "" if self.part is None else f"-{self.part}"
        ordinal = "第" if self.ordinal else ""
        return f"{region}{self.agency}{self.type}〔{self.year}〕{ordinal}{self.sequence}{part}号"

    @property
    def key(self) -> tuple[str, str, str, int, int, int]:
        """What may occur only once: region, agency, type, year, sequence, part."""
        return (self.region, self.agency, self.type, self.year, self.sequence, self.part or 0)

    def __str__(self) -> str:
        return self.text


def parse_document_number(text: str) -> DocumentNumber:
    """The document number behind a writing; other brackets, 第, leading zeros and full-width digits are noted.

    Raises:
        ValueProblem: no document number, or a year before 1949.
    """
    plain = re.sub(r"\s", "", text)
    digits = re.sub("[０-９]+", lambda match: match[0].translate(HALF_WIDTH), plain)
    match = _SHAPE.fullmatch(digits)
    if match is None or int(match["year"]) < _FIRST_YEAR or int(match["sequence"]) == 0:
        raise ValueProblem(
            _("“{text}”不是文号", text=text),
            _("写作“川市监罚〔2024〕1号”：机关代字、六角括号里的四位年份、序号、“号”字"),
        )
    agency, kind = _split_sign(match["sign"])
    is_order = match["sign"].endswith("令")
    return DocumentNumber(
        agency=agency,
        type=kind,
        region=match["region"] or "",
        year=int(match["year"]),
        sequence=int(match["sequence"]),
        part=int(match["part"]) if match["part"] else None,
        ordinal=is_order and bool(match["ordinal"]),
        deviations=(*_deviations(match, is_order=is_order), *_loose_signs(text, plain, digits)),
    )


def is_document_number(text: str) -> bool:
    """Whether `parse_document_number` accepts it."""
    try:
        parse_document_number(text)
    except ValueProblem:
        return False
    return True


def _split_sign(sign: str) -> tuple[str, str]:
    """The sign of the agency and that of the type; 字 at the end of old numbers belongs to the type."""
    stem = sign.removesuffix("字")
    for kind in _TYPES:
        if stem.endswith(kind) and stem != kind:
            agency = stem.removesuffix(kind)
            return agency, sign.removeprefix(agency)
    return sign, ""


def _deviations(match: re.Match[str], *, is_order: bool) -> list[Message]:
    found = []
    if match["region"] and (match["before"], match["after"]) != ("（", "）"):
        found.append(_("地区简称应当用全角圆括号"))
    if (match["opening"], match["closing"]) != ("〔", "〕"):
        found.append(_("年份应当用六角括号〔〕"))
    if match["ordinal"] and not is_order:
        found.append(_("序号前不加“第”"))
    if match["sequence"].startswith("0") or (match["part"] or "").startswith("0"):
        found.append(_("序号不编虚位，不以 0 开头"))
    if match["dash"] not in (None, "-"):
        found.append(_("分号前应当用半角连字符"))
    return found


def _loose_signs(text: str, plain: str, digits: str) -> list[Message]:
    spaced = [_("文号中不应有空格")] if plain != text else []
    return spaced + ([_("数字应当用半角")] if digits != plain else [])
