"""What a table must be before anything runs: known columns of the right types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ..compiler import Norms
from ..errors import EnforcementNormsError, Place, Problem
from ..evaluator.values import unknown
from ..i18n import Message, _
from .columns import KEY, Column, ColumnKind, columns_of_all
from .cutting import IN


class TableInvalid(EnforcementNormsError):
    """A table of cases that cannot be read (批量数据表): all reasons in `problems`; nothing has run."""


_REMEDIES: Final[Mapping[ColumnKind, Message]] = {
    ColumnKind.TEXT: _("用字符串类型"),
    ColumnKind.CHOICE: _("用字符串类型"),
    ColumnKind.BOOLEAN: _("用布尔类型"),
    ColumnKind.DATE: _("用日期类型"),
    ColumnKind.WHOLE: _("用整数类型"),
    ColumnKind.NUMBER: _("用十进制小数（decimal）或者整数类型，不用浮点数"),
    ColumnKind.MONEY: _("以元为单位，用十进制小数（decimal）或者整数类型，不用浮点数"),
}


def checked(norms: Norms, table: Any, carried: Sequence[str], taken: Sequence[str]) -> None:
    """Nothing, where the table can be read; `taken` are the names that the output needs for itself.

    Raises:
        TableInvalid: with every column that is missing, unknown, of the wrong type or taken over under a taken name.
    """
    known = columns_of_all(norms)
    problems = [*_missing(table, known), *_of_columns(table, known, carried), *_carried(table, carried, taken)]
    if problems:
        raise TableInvalid(_("批量数据表有误"), problems)


def too_many(count: int) -> TableInvalid:
    """The refusal of a table whose rows fall into more combinations than may be evaluated."""
    message = _("各行的事实组合超过 {count} 种", count=count)
    hint = _("把数据表按违法行为或者时期拆开，或者提高 limit")
    return TableInvalid(_("批量数据表有误"), (Problem("EN334", Place(), message, hint),))


def _missing(table: Any, known: Mapping[str, Column]) -> Iterator[Problem]:
    for column in known.values():
        if column.required and column.name not in table.columns:
            message = _("缺少“{name}”一列", name=column.name)
            yield Problem("EN330", Place(path=column.name), message, _("补上这一列：{title}", title=column.title))


def _of_columns(table: Any, known: Mapping[str, Column], carried: Sequence[str]) -> Iterator[Problem]:
    for name, dtype in table.schema().items():
        if name in carried:
            continue
        column = known.get(name) or _cell_of_list(name, known)
        if column is None:
            message = _("没有名为“{name}”的数据列", name=name)
            hint = _("删去这一列；要照搬到结果，写入 carry（--carry {name}）", name=name)
            yield unknown("EN331", name, message, name, list(known), hint)
        elif not _fits(dtype, column.kind):
            message = _("“{name}”一列的类型是 {type}", name=name, type=str(dtype))
            yield Problem("EN332", Place(path=name), message, _REMEDIES[column.kind])


def _cell_of_list(name: str, known: Mapping[str, Column]) -> Column | None:
    """A column that counts the elements of a list fact in one of its cells."""
    fact, _colon, cell = name.removeprefix(IN).partition(":")
    if not name.startswith(IN) or not cell or f"sum:{fact}" not in known:
        return None
    return Column(name, ColumnKind.WHOLE, known[f"sum:{fact}"].title)


def _fits(dtype: Any, kind: ColumnKind) -> bool:
    if dtype.is_null() or kind is ColumnKind.KEY:
        return True
    if kind in (ColumnKind.MONEY, ColumnKind.NUMBER):
        return bool(dtype.is_integer() or dtype.is_decimal())
    return bool(
        {
            ColumnKind.TEXT: dtype.is_string,
            ColumnKind.CHOICE: dtype.is_string,
            ColumnKind.BOOLEAN: dtype.is_boolean,
            ColumnKind.DATE: dtype.is_date,
            ColumnKind.WHOLE: dtype.is_integer,
        }[kind]()
    )


def _carried(table: Any, carried: Sequence[str], taken: Sequence[str]) -> Iterator[Problem]:
    for name in carried:
        if name not in table.columns:
            yield unknown("EN330", name, _("缺少“{name}”一列", name=name), name, list(table.columns))
        elif name in (KEY, *taken):
            message = _("“{name}”是结果自己的列，不能照搬", name=name)
            yield Problem("EN333", Place(path=name), message, _("换一个列名"))
