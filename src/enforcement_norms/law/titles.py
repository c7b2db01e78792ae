"""Titles of instruments (法律文件名称) as they are written, shortened and compared."""

from __future__ import annotations

from typing import Final

COUNTRY: Final = "中华人民共和国"
_HALF_TO_FULL: Final = str.maketrans(
    {"(": "（", ")": "）", "<": "〈", ">": "〉", "＜": "〈", "＞": "〉", " ": "", "\u3000": ""}
)
_INNER: Final = str.maketrans({"《": "〈", "》": "〉"})


def canonical_title(written: str) -> str:
    """The title without its own 《》, titles within it in 〈〉, full-width brackets, no spaces.

    >>> canonical_title("《四川省《中华人民共和国渔业法》实施办法》")
    '四川省〈中华人民共和国渔业法〉实施办法'
    """
    bare = written.translate(_HALF_TO_FULL)
    while bare.startswith(("《", "〈")) and _closes_at(bare) == len(bare) - 1:
        bare = bare[1:-1]
    return bare.translate(_INNER)


def short_title(title: str) -> str:
    """The title as officials shorten it: without 中华人民共和国, also in the titles within it.

    >>> short_title("四川省〈中华人民共和国渔业法〉实施办法")
    '四川省〈渔业法〉实施办法'
    """
    return canonical_title(title).replace(COUNTRY, "")


def _closes_at(title: str) -> int:
    """Where the bracket that opens the title is closed."""
    depth = 0
    for position, sign in enumerate(title):
        depth += (sign in "《〈") - (sign in "》〉")
        if depth == 0:
            return position
    return -1
