"""Administrative divisions (行政区划, GB/T 2260): the six-digit code, its parents, the names we know.

The table holds the provinces and the divisions this project has norms for. Other codes of a known province are well
formed and accepted without a name; a code of no province is refused.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from ..errors import ValueProblem
from ..i18n import SOURCE_LOCALE, _, active_locale, normalise
from ..territories import NATION, parent_codes

_NAMES: Final = {
    NATION: ("全国", "Nationwide"),
    "110000": ("北京市", "Beijing Municipality"),
    "120000": ("天津市", "Tianjin Municipality"),
    "130000": ("河北省", "Hebei Province"),
    "140000": ("山西省", "Shanxi Province"),
    "150000": ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
    "210000": ("辽宁省", "Liaoning Province"),
    "220000": ("吉林省", "Jilin Province"),
    "230000": ("黑龙江省", "Heilongjiang Province"),
    "310000": ("上海市", "Shanghai Municipality"),
    "320000": ("江苏省", "Jiangsu Province"),
    "330000": ("浙江省", "Zhejiang Province"),
    "340000": ("安徽省", "Anhui Province"),
    "350000": ("福建省", "Fujian Province"),
    "360000": ("江西省", "Jiangxi Province"),
    "370000": ("山东省", "Shandong Province"),
    "410000": ("河南省", "Henan Province"),
    "420000": ("湖北省", "Hubei Province"),
    "430000": ("湖南省", "Hunan Province"),
    "440000": ("广东省", "Guangdong Province"),
    "450000": ("广西壮族自治区", "Guangxi Zhuang Autonomous Region"),
    "460000": ("海南省", "Hainan Province"),
    "500000": ("重庆市", "Chongqing Municipality"),
    "510000": ("四川省", "Sichuan Province"),
    "511700": ("达州市", "Dazhou City"),
    "511702": ("通川区", "Tongchuan District"),
    "511703": ("达川区", "Dachuan District"),
    "520000": ("贵州省", "Guizhou Province"),
    "530000": ("云南省", "Yunnan Province"),
    "540000": ("西藏自治区", "Xizang Autonomous Region"),
    "610000": ("陕西省", "Shaanxi Province"),
    "620000": ("甘肃省", "Gansu Province"),
    "630000": ("青海省", "Qinghai Province"),
    "640000": ("宁夏回族自治区", "Ningxia Hui Autonomous Region"),
    "650000": ("新疆维吾尔自治区", "Xinjiang Uygur Autonomous Region"),
    "710000": ("台湾省", "Taiwan Province"),
    "810000": ("香港特别行政区", "Hong Kong Special Administrative Region"),
    "820000": ("澳门特别行政区", "Macao Special Administrative Region"),
}


@frozen
class Division:
    """One administrative division (行政区划) by its code; its name only if the table has it."""

    code: str

    @property
    def parents(self) -> tuple[str, ...]:
        """The codes above it, nearest first, the nation last: 511702 → 511700, 510000, 000000."""
        return parent_codes(self.code)

    def render(self, locale: str | None = None) -> str:
        """Its name in `locale`; its code where the table has no name."""
        names = _NAMES.get(self.code)
        if names is None:
            return self.code
        return names[0 if (normalise(locale) if locale else active_locale()) == SOURCE_LOCALE else 1]

    def __str__(self) -> str:
        return self.render()


def parse_division(code: str) -> Division:
    """The division of a six-digit code.

    Raises:
        ValueProblem: not six digits, or in no province; near codes and names are offered.
    """
    # A county (…01) cannot hang on the province itself (51 00 …): then it is no code at all.
    if re.fullmatch("[0-9]{6}", code) is None or (code[2:4] == "00" and code[4:] != "00"):
        raise ValueProblem(_("“{code}”不是行政区划代码", code=code), _("应为六位数字，如{near}", near=_near(code)))
    if not has_province(code):
        raise ValueProblem(
            _("行政区划代码 {code} 不在任何省级行政区内", code=code),
            _("相近的代码：{near}", near=_near(code)),
        )
    return Division(code)


def is_division(code: str) -> bool:
    """Whether `parse_division` accepts it."""
    try:
        parse_division(code)
    except ValueProblem:
        return False
    return True


def has_province(code: str) -> bool:
    """Whether the first two digits are a province's, or the code is the nation's."""
    return code == NATION or (code[:2] != "00" and code[:2] + "0000" in _NAMES)


@frozen
class _Offered:
    """A division that may be meant, with its code: `511702 通川区`."""

    code: str

    def render(self, locale: str | None = None) -> str:
        return f"{self.code} {Division(self.code).render(locale)}"


def _near(text: str) -> list[_Offered]:
    """Up to three known divisions that the text may mean."""
    from difflib import get_close_matches

    wanted = text.strip().casefold()
    by_name = [
        code for code, names in _NAMES.items() if len(wanted) > 1 and any(wanted in name.casefold() for name in names)
    ]
    by_code = get_close_matches(text, _NAMES, n=3, cutoff=0.5)
    found = list(dict.fromkeys([*by_name, *by_code]))[:3] or ["510000", "511702"]
    return [_Offered(code) for code in found]
