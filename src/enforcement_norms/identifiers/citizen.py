"""Citizen identification numbers (公民身份号码, GB 11643-1999), with the 15 digits of old files.

The first six digits name the place of first registration as it was then, so only their province is checked.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from attrs import field, frozen

from ..errors import ValueProblem
from ..i18n import _
from .divisions import has_province

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"
_RESIDENCE_PERMITS: Final = ("810000", "820000", "830000")  # of residents of Hong Kong, Macao and Taiwan
_FOREIGN: Final = "9"  # permanent residents: 9, two digits of the province, three of the nationality
_OLDEST: Final = 150


def mask_citizen_id(text: str) -> str:
    """The first four and the last four characters, the middle hidden: `5117**********1234`."""
    return text[:4] + "*" * max(len(text) - 8, 0) + text[-4:] if len(text) > 8 else "*" * len(text)  # noqa: PLR2004


@frozen
class CitizenId:
    """A citizen identification number (公民身份号码). Its `repr` and `str` are masked; `text` is not."""

    text: str = field(repr=mask_citizen_id)

    @property
    def birth(self) -> date:
        """The date of birth that it states."""
        return _birth(self.text)

    @property
    def division(self) -> str:
        """The six digits of the place of first registration; those of a foreign permanent resident are no division."""
        return self.text[:6]

    @property
    def full(self) -> str:
        """The 18 characters: a 15-digit number gets its century and check character."""
        if len(self.text) == 18:  # noqa: PLR2004 – the form of 1999
            return self.text
        body = self.text[:6] + "19" + self.text[6:]
        return body + _check_character(body)

    @property
    def masked(self) -> str:
        """The number with its middle hidden."""
        return mask_citizen_id(self.text)

    def __str__(self) -> str:
        return self.masked


def parse_citizen_id(text: str, on: date | None = None) -> CitizenId:
    """The number behind 18 characters or 15 digits; a small x is raised. Births after `on` are refused where it is given.

    Messages show the number masked.

    Raises:
        ValueProblem: wrong shape, no such province, no such day of birth, wrong check character, or on the day `on` not
            yet born or born more than 150 years earlier.
    """
    number = text.strip().upper()
    shown = mask_citizen_id(text.strip())
    if re.fullmatch("[0-9]{17}[0-9X]|[0-9]{15}", number) is None:
        raise ValueProblem(
            _("“{shown}”不是公民身份号码", shown=shown), _("应为 18 位（末位可以是 X）或者旧的 15 位半角数字")
        )
    place = number[:6]
    foreign = len(number) == 18 and number[0] == _FOREIGN and has_province(number[1:3] + "0000")  # noqa: PLR2004
    if place not in _RESIDENCE_PERMITS and not foreign and (place[:2] == "00" or not has_province(place)):
        raise ValueProblem(_("公民身份号码 {shown} 的地址码不在任何省级行政区内", shown=shown), _("核对前六位"))
    try:
        birth = _birth(number)
    except ValueError:
        raise ValueProblem(
            _("公民身份号码 {shown} 的出生日期不存在", shown=shown), _("核对表示年、月、日的数字")
        ) from None
    if len(number) == 18 and number[-1] != _check_character(number):  # noqa: PLR2004
        raise ValueProblem(
            _("公民身份号码 {shown} 的校验位不符", shown=shown), _("逐位核对，可能有一位写错或者两位颠倒")
        )
    if on is not None and (birth > on or on.year - birth.year > _OLDEST):
        raise ValueProblem(
            _("公民身份号码 {shown} 的出生日期与 {on} 不合", shown=shown, on=on.isoformat()),
            _("当日尚未出生，或者已超过 {oldest} 岁；核对表示出生日期的数字", oldest=_OLDEST),
        )
    return CitizenId(number)


def is_citizen_id(text: str, on: date | None = None) -> bool:
    """Whether `parse_citizen_id` accepts it."""
    try:
        parse_citizen_id(text, on)
    except ValueProblem:
        return False
    return True


def _birth(number: str) -> date:
    digits = number[6:14] if len(number) == 18 else "19" + number[6:12]  # noqa: PLR2004 – the form of 1999
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _check_character(number: str) -> str:
    return _CHECK[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)) % 11]
