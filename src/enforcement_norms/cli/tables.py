"""`enorms evaluate` for whole tables (批量计算): Parquet, Arrow, CSV and JSON Lines by the million, on three engines."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from attrs import fields, frozen

from ..i18n import Message, _
from .base import Exit, one_of
from .session import Session
from .table_progress import progress_shown, stoppable
from .table_summary import beside, show_summary

if TYPE_CHECKING:
    from ..batch.running import Request
    from ..compiler import Norms

F = TypeVar("F", bound=Callable[..., Any])
ENGINES: Final = ("duckdb", "polars", "spark")
EXTRAS: Final[Mapping[str, tuple[str, ...]]] = {
    "batch": ("duckdb", "ibis", "polars", "pyarrow"),
    "consistency": ("duckdb", "ibis", "pyarrow", "scipy"),
    "spark": ("duckdb", "ibis", "pyarrow", "pyspark"),
}
"""What each extra installs that a command for whole tables needs."""
FORMATS: Final = ("parquet", "arrow", "csv", "jsonl")
SUFFIXES: Final[Mapping[str, str]] = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
COLUMN_KINDS: Final[Mapping[str, Message]] = {
    "key": _("任意"),
    "text": _("文字"),
    "choice": _("可选的值"),
    "boolean": _("是否"),
    "date": _("日期"),
    "whole": _("整数"),
    "number": _("小数或者整数"),
    "money": _("元，小数或者整数"),
}
"""What columns hold, in words."""
ONLY_TABLES: Final = frozenset({".parquet", ".pq", ".arrow", ".feather", ".ipc"})
"""Files that hold nothing but tables."""


def check_installed(extra: str) -> None:
    """UsageError, naming what to install, where a command needs an extra that is not installed."""
    if any(find_spec(module) is None for module in EXTRAS[extra]):
        command = f"pip install 'enforcement-norms[cli,{extra}]'"
        raise click.UsageError(str(_("这需要另装：{command}", command=command)))


def is_table(file: str, engine: str | None) -> bool:
    """Whether a file is to be computed as a whole table: by its suffix, or because an engine was named."""
    return engine is not None or Path(file).suffix.lower() in ONLY_TABLES


def format_of(file: str) -> str:
    """The format of a file of a table by its suffix; UsageError where it has none that we know."""
    found = SUFFIXES.get(Path(file).suffix.lower())
    if found is None:
        raise click.UsageError(
            str(_("不能从文件名 {file} 得知格式；可用的扩展名：{known}", file=file, known=list(SUFFIXES)))
        )
    return found


def existing(file: str) -> Path:
    """The path of a file that is there; UsageError where it is not."""
    path = Path(file)
    if not path.is_file():
        reason = _("是目录") if path.is_dir() else _("没有这个文件或者目录")
        raise click.UsageError(str(_("文件 {file} 打不开：{reason}", file=file, reason=reason)))
    return path


def writable(file: str) -> Path:
    """The path of a file that can be written; UsageError where its folder is not there or it is a folder itself."""
    path = Path(file)
    reason = None
    if not path.parent.is_dir():
        reason = _("没有这个文件或者目录")
    elif path.is_dir():
        reason = _("是目录")
    elif not os.access(path.parent, os.W_OK):
        reason = _("没有权限")
    if reason is not None:
        raise click.UsageError(str(_("文件 {file} 不能写入：{reason}", file=file, reason=reason)))
    return path


_SIZE: Final = re.compile(r"\d+(\.\d+)? ?([KMGT]i?B)", re.IGNORECASE)


def size_of(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """A size of memory as DuckDB reads it: 750MB, 2GB."""
    if value is not None and _SIZE.fullmatch(value) is None:
        raise click.BadParameter(str(_("“{value}”不是内存的大小；写作 750MB、2GB", value=value)))
    return value


@frozen
class TableOptions:
    """What the command line says of whole tables; nothing, where single cases are meant."""

    engine: str | None = None
    carry: tuple[str, ...] = ()
    penalties: str | None = None
    cases_only: bool = False
    rows_of_part: int | None = None
    memory: str | None = None

    def by_name(self) -> Mapping[str, object]:
        """What each option says, by its name on the command line."""
        return {f"--{field.name.replace('_', '-')}": getattr(self, field.name) for field in fields(TableOptions)}


def with_table_options(function: F) -> F:
    """The options for whole tables, handed on as one `table_options`."""

    @wraps(function)
    def collected(**given: Any) -> Any:
        options = TableOptions(**{field.name: given.pop(field.name) for field in fields(TableOptions)})
        return function(**given, table_options=options)

    options = [
        click.option(
            "--engine",
            help=str(_("整张表一次计算所用的引擎；Parquet 和 Arrow 文件不写则为 duckdb。")),
            **one_of(ENGINES),
        ),
        click.option(
            "--penalties",
            metavar=str(_("文件")),
            help=str(
                _("整张表：每案每项处罚一行的表写到哪里；不写则在结果旁，out.parquet 的为 out.penalties.parquet。")
            ),
        ),
        click.option("--cases-only", is_flag=True, help=str(_("整张表：只写每案一行的表，不写每项处罚一行的表。"))),
        click.option(
            "--carry", multiple=True, metavar=str(_("列")), help=str(_("整张表：原样带到结果的列，可以多次。"))
        ),
        click.option(
            "--rows-of-part",
            type=click.IntRange(min=1),
            metavar=str(_("行数")),
            help=str(_("整张表：一段的行数；中断后从未完成的一段继续。")),
        ),
        click.option(
            "--memory", callback=size_of, metavar=str(_("大小")), help=str(_("整张表：DuckDB 的内存上限，如 2GB。"))
        ),
    ]
    made: Any = collected
    for option in reversed(options):
        made = option(made)
    result: F = made
    return result


def evaluate_table_file(
    session: Session, file: str, output: str | None, options: TableOptions, *, as_json_: bool
) -> int:
    """Evaluate a file of cases as a table and say what came of it."""
    from ..batch.running import PART, Request, evaluate_file

    check_installed("spark" if options.engine == "spark" else "batch")
    if output is None:
        raise click.UsageError(str(_("计算整张表要用 -o 写明结果文件")))
    cases, penalties = writable(output), _penalties_file(output, options)
    request = Request(
        existing(file),
        cases,
        penalties,
        options.engine or ENGINES[0],
        format_of(file),
        format_of(output),
        options.carry,
        options.rows_of_part or PART,
        options.memory or "",
        session.overlays,
    )
    _check_files(request)
    norms = norms_for_tables(session)
    with progress_shown() as tell:
        summary = stoppable(lambda: evaluate_file(norms, request, tell), request)
    show_summary(request, summary, as_json_=as_json_)
    return Exit.PROBLEMS if summary.problems else Exit.OK


def _penalties_file(output: str, options: TableOptions) -> Path | None:
    """Where the table of penalties goes: as asked, beside that of the cases, or nowhere."""
    if options.cases_only:
        if options.penalties is not None:
            raise click.UsageError(str(_("{one} 和 {other} 只能写一个", one="--cases-only", other="--penalties")))
        return None
    return writable(options.penalties or beside(output))


def _check_files(request: Request) -> None:
    """UsageError where the files of a run are in one another's way, or of different formats."""
    if request.penalties is not None and format_of(str(request.penalties)) != request.format:
        raise click.UsageError(str(_("两个结果文件的格式须相同")))
    check_apart([path for path in (request.source, request.cases, request.penalties) if path is not None])


def check_apart(files: Sequence[Path]) -> None:
    """UsageError where two of the files that are read or written are the same."""
    if len({path.resolve() for path in files}) < len(files):
        raise click.UsageError(str(_("输入文件和结果文件须各不相同：{files}", files=[str(path) for path in files])))


def norms_for_tables(session: Session) -> Norms:
    """The norms of all installed packs; packs that cannot be used are told of, their cases get a problem code."""
    import warnings

    from ..loading import load_from

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        norms = load_from(session.registry)
    for each in caught:
        click.echo(click.style(str(each.message), fg="yellow"), err=True)
    return norms
