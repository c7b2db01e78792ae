"""What a run over a whole table came to (批量计算摘要): outcomes, files, and what the result does not say of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..i18n import Message, _
from .output import as_json, coloured, table

if TYPE_CHECKING:
    from ..batch.running import Request, Summary


def beside(output: str) -> str:
    """The file of penalties beside that of the cases: out.parquet → out.penalties.parquet."""
    path = Path(output)
    return str(path.with_name(f"{path.stem}.penalties{path.suffix}"))


def show_summary(request: Request, summary: Summary, *, as_json_: bool) -> None:
    """Say what came of a run: a table of outcomes, and beside it where the results are; or all of it as JSON."""
    if as_json_:
        click.echo(as_json(_data(request, summary)))
        return
    from ..wording.words import OUTCOMES

    named = [(OUTCOMES[outcome], count) for outcome, count in _by_outcome(summary.outcomes).items()]
    named.sort(key=lambda pair: -pair[1])
    named += [(_("有误：{code}", code=code), count) for code, count in summary.problems.items()]
    counts = to_the_right(f"{count:,}" for _name, count in named)
    shares = to_the_right(f"{count / max(summary.rows, 1):.1%}" for _name, count in named)
    rows = [(name, count, share) for (name, _count), count, share in zip(named, counts, shares, strict=True)]
    table((_("结果"), _("案件"), _("占比")), rows)
    click.echo(
        str(
            _(
                "{rows} 行，{seconds} 秒，每秒 {rate} 行（{engine}）；写入 {file}",
                rows=f"{summary.rows:,}",
                seconds=f"{summary.seconds:.1f}",
                rate=f"{summary.rows_per_second:,.0f}",
                engine=request.engine,
                file=" ".join(str(path) for path in (request.cases, request.penalties) if path is not None),
            )
        ),
        err=True,
    )
    for line in _cautions(request, summary):
        click.echo(coloured(str(line), "yellow"), err=True)


def to_the_right(numbers: Iterable[str]) -> list[str]:
    """Numbers of a column, their last digits under one another."""
    written = list(numbers)
    width = max(map(len, written), default=0)
    return [number.rjust(width) for number in written]


def _cautions(request: Request, summary: Summary) -> Iterator[Message]:
    """What the result does not say of itself: rules that were not run, an older table beside the new one."""
    for pack, rows in summary.unruled.items():
        yield _(
            "{rows} 行属于领域包 {pack} 中另有校验规则（Python）的违法行为；整张表计算时不运行这些规则，要运行请逐案计算",
            rows=f"{rows:,}",
            pack=pack,
        )
    older = Path(beside(str(request.cases)))
    if request.penalties is None and older.exists():
        yield _("{file} 是以前的，不与这次的结果对应", file=str(older))


def _by_outcome(outcomes: Mapping[str, int]) -> Mapping[Any, int]:
    from ..model.determination import Outcome

    return {Outcome(outcome): count for outcome, count in outcomes.items()}


def _data(request: Request, summary: Summary) -> dict[str, Any]:
    return {
        "schema": "enforcement-norms.run/1",
        "engine": request.engine,
        "cases": str(request.cases),
        **({} if request.penalties is None else {"penalties": str(request.penalties)}),
        "rows": summary.rows,
        "computed": summary.computed,
        "seconds": round(summary.seconds, 3),
        "rows_per_second": round(summary.rows_per_second),
        "parts": summary.parts,
        "resumed_parts": summary.resumed,
        "outcomes": dict(summary.outcomes),
        "problems": dict(summary.problems),
        "rows_with_rules_not_run": dict(summary.unruled),
    }
