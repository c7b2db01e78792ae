"""Unified social credit codes (统一社会信用代码, GB 32100-2015): eighteen characters with two check characters."""

from __future__ import annotations

import re
from operator import mul
from typing import Final

from attrs import field, frozen

from ..errors import ValueProblem
from ..i18n import Message, _
from .divisions import has_province

NO_CREDIT_CODE: Final = "0" * 17 + "X"
"""What credit uploads carry for a person or a household without a code: an explicit “no code”."""

_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SHAPE: Final = re.compile(rf"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_VALUES: Final = bytes.maketrans(_ALPHABET.encode(), bytes(range(len(_ALPHABET))))
_ORGANISATION_VALUES: Final = {sign: int(sign, 36) for sign in _ALPHABET}
_REGISTERED_NATIONALLY: Final = "100000"

# Register department → its kinds of body. Kinds may be added by amendment, so an unknown one is only odd.
_KINDS: Final = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "1239",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "123",
    "A": "19",
    "N": "1239",
    "Y": "1",
}


@frozen
class CreditCode:
    """A unified social credit code (统一社会信用代码), or the placeholder of a party without one."""

    text: str
    deviations: tuple[Message, ...] = field(default=(), eq=False)

    @property
    def is_absent(self) -> bool:
        """Whether it is the placeholder: the party has no code."""
        return self.text == NO_CREDIT_CODE

    @property
    def division(self) -> str:
        """The division of the register: a GB/T 2260 code, or 100000 for the national registers."""
        return self.text[2:8]

    @property
    def organisation_code(self) -> str:
        """The organisation code (组织机构代码) of GB 11714 inside it, nine characters."""
        return self.text[8:17]

    @property
    def masked(self) -> str:
        """The code with its middle hidden."""
        return mask_credit_code(self.text)

    def __str__(self) -> str:
        return self.text


def parse_credit_code(text: str) -> CreditCode:
    """The code behind eighteen characters; small letters are raised and, like a doubtful organisation code, noted.

    Raises:
        ValueProblem: wrong length or characters, unknown register department, no such province, wrong check character.
    """
    code = _read(text)
    return CreditCode(code, () if code == NO_CREDIT_CODE else tuple(_deviations(text.strip(), code)))


def _read(text: str) -> str:
    """The eighteen characters of a code that is none of those that `parse_credit_code` refuses."""
    code = text.strip().upper()
    if code == NO_CREDIT_CODE:
        return code
    if _SHAPE.fullmatch(code) is None:
        raise ValueProblem(
            _("“{text}”不是统一社会信用代码", text=text),
            _(
                "应为 18 位半角数字和大写字母（不用 I、O、S、V、Z），第 3 至 8 位是数字；没有代码的写 {none}",
                none=NO_CREDIT_CODE,
            ),
        )
    if code[0] not in _KINDS:
        raise ValueProblem(
            _("统一社会信用代码 {code} 的登记管理部门代码 {sign} 不存在", code=code, sign=code[0]),
            _("第一位应为 {known} 之一", known=list(_KINDS)),
        )
    if code[2:8] != _REGISTERED_NATIONALLY and not has_province(code[2:8]):
        raise ValueProblem(
            _("统一社会信用代码 {code} 的行政区划 {division} 不在任何省级行政区内", code=code, division=code[2:8]),
            _("核对第 3 至 8 位"),
        )
    if code[-1] != _check_character(code):
        raise ValueProblem(
            _("统一社会信用代码 {code} 的校验位不符", code=code), _("逐位核对，可能有一位写错或者两位颠倒")
        )
    return code


def is_credit_code(text: str) -> bool:
    """Whether `parse_credit_code` accepts it; the placeholder counts."""
    try:
        _read(text)
    except ValueProblem:
        return False
    return True


def mask_credit_code(text: str) -> str:
    """The first four and the last four characters, the middle hidden: `9151**********123X`."""
    return text[:4] + "*" * max(len(text) - 8, 0) + text[-4:] if len(text) > 8 else "*" * len(text)  # noqa: PLR2004


def _check_character(code: str) -> str:
    return _ALPHABET[-sum(map(mul, _WEIGHTS, code.encode().translate(_VALUES))) % 31]


def _deviations(written: str, code: str) -> list[Message]:
    found = []
    if written != code:
        found.append(_("字母应当大写"))
    if code[1] not in _KINDS[code[0]]:
        found.append(_("登记管理部门 {department} 没有机构类别代码 {kind}", department=code[0], kind=code[1]))
    organisation = code[8:17]
    # GB 11714 counts its letters from 10, all 26 of them.
    rest = -sum(map(mul, _ORGANISATION_WEIGHTS, map(_ORGANISATION_VALUES.__getitem__, organisation))) % 11
    if organisation[8] != "0123456789X"[rest]:
        found.append(_("组织机构代码 {organisation} 的校验位不符，可能是早期代码", organisation=organisation))
    return found
