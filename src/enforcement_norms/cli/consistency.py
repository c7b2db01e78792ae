"""`enorms consistency`: same case, same penalty – a register of decisions compared, as a report and as findings."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ..i18n import Message, _
from .base import Command, Exit, one_of, with_common_options, with_overlays
from .output import as_json as written_json
from .output import table, whole_file
from .session import Session
from .table_summary import to_the_right
from .tables import check_apart, check_installed, existing, format_of, norms_for_tables, size_of, writable

if TYPE_CHECKING:
    from ..consistency import Analysis, Disparity

PERIODS: Final = ("year", "quarter", "month")
SCHEMA: Final = "enforcement-norms.consistency/1"


@click.command(
    "consistency",
    cls=Command,
    help=str(
        _(
            "比对处罚决定台账，找出超出幅度、畸轻、畸重、同案异罚和系统性差异，写成可以离线打开的报告。\n"
            "台账的列同 evaluate 的整张表，另有 department（执法部门）、officer（执法人员）、imposed_fine（对当事人的罚款，元）。"
        )
    ),
)
@click.argument("file", metavar=str(_("文件")))
@click.option("-o", "--output", required=True, metavar=str(_("文件")), help=str(_("报告，HTML。")))
@click.option("--findings", metavar=str(_("文件")), help=str(_("全部发现，CSV 或者 Parquet。")))
@click.option("--ignore", "ignored", multiple=True, metavar=str(_("列")), help=str(_("不读的列，可以多次。")))
@click.option("--period", default=PERIODS[0], help=str(_("时期按年、季还是月。")), **one_of(PERIODS))
@with_overlays
@click.option("--memory", callback=size_of, metavar=str(_("大小")), help=str(_("DuckDB 的内存上限，如 2GB。")))
@with_common_options
def command(
    *,
    file: str,
    output: str,
    findings: str | None,
    ignored: tuple[str, ...],
    period: str,
    overlays: tuple[str, ...],
    memory: str | None,
    as_json: bool,
) -> int:
    """Compare a register of decisions."""
    check_installed("consistency")
    source, target = existing(file), writable(output)
    written = None if findings is None else writable(findings)
    if written is not None and written.suffix.lower() not in (".csv", ".parquet", ".pq"):
        raise click.UsageError(str(_("全部发现写成 .csv 或者 .parquet")))
    check_apart([source, target, *([] if written is None else [written])])
    from ..consistency import Method, report_page

    with _said() as say:
        analysis = _analysed(Session(overlays), source, Method(period=period), ignored, memory, say)
        say(_("正在写报告"))
        if written is not None:
            _write_findings(written, analysis.findings)
        with whole_file(str(target)) as stream:
            stream.write(report_page(analysis))
    _show(analysis, [target, *([] if written is None else [written])], as_json_=as_json)
    return Exit.OK


@contextmanager
def _said() -> Iterator[Callable[[Message], None]]:
    """On a terminal a line that says what is being done, and for how long; elsewhere nothing."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    shown = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    task = shown.add_task("")
    with shown:
        yield lambda what: shown.update(task, description=str(what))


def _analysed(
    session: Session,
    source: Path,
    method: Any,
    ignored: Iterable[str],
    memory: str | None,
    say: Callable[[Message], None],
) -> Analysis:
    import ibis
    from attrs import evolve

    from ..batch.columns import columns_of_all
    from ..batch.halting import interruptible
    from ..batch.reading import as_parquet, check_parquet
    from ..consistency import compared, leeways, titles_of
    from ..consistency.deciding import decide, register_columns

    say(_("正在读台账"))
    norms = norms_for_tables(session)
    with tempfile.TemporaryDirectory(prefix="enorms.") as folder:
        columns = {**columns_of_all(norms), **register_columns()}
        read = as_parquet(source, format_of(str(source)), columns, Path(folder) / "source.parquet")
        check_parquet(read)
        limits = {"memory_limit": memory} if memory else {}
        connection = ibis.duckdb.connect(temp_directory=str(Path(folder) / "spilled"), **limits)
        try:
            connection.con.execute("SET preserve_insertion_order = false")
            with interruptible("duckdb"):
                say(_("正在计算每一案件的幅度"))
                decide(connection, norms, read, ignored, str(source))
                say(_("正在比对"))
                analysis = compared(connection.con, method, titles_of(norms))
        finally:
            connection.disconnect()
    say(_("正在计算裁量空间"))
    packs = {pack.manifest.title: pack.version for pack in norms.packs.values()}
    return evolve(analysis, leeways=leeways(norms), source=source.name, packs=packs)


def _write_findings(target: Path, findings: Iterable[Disparity]) -> None:
    """Write the findings to a file that appears when it is whole."""
    from ..consistency import findings_table, write_findings_csv

    if target.suffix.lower() == ".csv":
        with whole_file(str(target)) as stream:
            write_findings_csv(stream, findings)
        return
    import pyarrow.parquet as pq

    written = target.with_name(f".{target.name}.writing")
    try:
        pq.write_table(findings_table(findings), written)
        written.replace(target)
    finally:
        written.unlink(missing_ok=True)


def _show(analysis: Analysis, files: list[Path], *, as_json_: bool) -> None:
    from ..consistency import TERMS

    counts = Counter(one.kind for one in analysis.findings)
    if as_json_:
        found = {kind.value: counts[kind] for kind in TERMS}
        data = {"schema": SCHEMA, "cases": analysis.cases, "places": dict(analysis.places), "findings": found}
        click.echo(written_json({**data, "files": [str(path) for path in files]}))
        return
    numbers = to_the_right(f"{counts[kind]:,}" for kind in TERMS)
    table((_("发现"), _("项数")), list(zip(TERMS.values(), numbers, strict=True)))
    said = _("比对了 {cases} 件；写入 {file}", cases=f"{analysis.cases:,}", file=" ".join(map(str, files)))
    click.echo(str(said), err=True)
