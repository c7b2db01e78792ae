"""`enorms diff`: what changed in a clause between two days."""

from __future__ import annotations

from datetime import date

import click

from ..i18n import _, active_locale
from .base import Command, Exit, completing_violations, day_of, with_common_options, with_division
from .output import as_json as written
from .session import Session


@click.command("diff", cls=Command, help=str(_("比较一个违法行为在两个日期的罚则和裁量基准。")))
@click.argument("violation", metavar=str(_("违法行为")), shell_complete=completing_violations)
@click.option("--from", "from_", required=True, callback=day_of, metavar=str(_("日期")), help=str(_("前一日期。")))
@click.option("--to", required=True, callback=day_of, metavar=str(_("日期")), help=str(_("后一日期。")))
@with_division
@with_common_options
def command(*, violation: str, from_: date, to: date, jurisdiction: str, as_json: bool) -> int:
    """Compare a clause."""
    from ..comparison import diff

    found = diff(Session().norms_of(violation), violation, from_, to, jurisdiction)
    click.echo(written(found.as_data(active_locale())) if as_json else found.render(active_locale()))
    return Exit.OK
