"""How far a run over a whole table is (进度), and where it goes on when a person stops it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ..i18n import _

if TYPE_CHECKING:
    from ..batch.running import Progress, Request, Summary


def stoppable(run: Callable[[], Summary], request: Request) -> Summary:
    """Run; where a person stops it, say where the next run goes on."""
    try:
        return run()
    except KeyboardInterrupt:
        folder = request.cases.parent / f".{request.cases.name}.parts"
        done = len(list(folder.glob("*.cases.parquet")))
        said = _("已停止，没有写入 {file}；再次运行同一命令，从头计算。", file=request.cases)
        if done:
            said = _(
                "已停止，原有的 {file} 没有改动；再次运行同一命令，从第 {part} 段继续。",
                file=request.cases,
                part=done + 1,
            )
        click.echo(str(said), err=True)
        raise


@contextmanager
def progress_shown() -> Iterator[Callable[[Progress], None]]:
    """A bar with rows per second on a terminal; elsewhere only the word that an earlier run is taken up."""
    from rich.console import Console
    from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    bar = Bar(
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    tasks: list[TaskID] = []

    def tell(now: Progress) -> None:
        if not tasks:
            if now.taken_up:
                said = _(
                    "上次运行没有完成；已有的 {done} 行留用，从第 {next} 行继续。",
                    done=now.resumed,
                    next=now.resumed + 1,
                )
                click.echo(str(said), err=True)
            tasks.append(bar.add_task(str(_("正在读表")), total=max(now.rows, 1), completed=now.done))
            return
        if now.combinations is not None:
            done, of = now.combinations
            words = _("已认定 {done} 种情形，共 {of} 种", done=f"{done:,}", of=f"{of:,}")
            bar.update(tasks[0], completed=done, total=max(of, 1), description=str(words))
            return
        spent = bar.tasks[0].elapsed or 0
        rate = round((now.done - now.resumed) / spent) if spent else 0
        words = _("正在写结果")
        if now.done > now.resumed:
            words = _("{done} 行，每秒 {rate} 行", done=f"{now.done:,}", rate=f"{rate:,}")
        bar.update(tasks[0], completed=now.done, total=max(now.rows, 1), description=str(words))

    with bar:
        yield tell
