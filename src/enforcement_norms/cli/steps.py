"""`enorms steps`: the recorded steps of every case in a file, one after another."""

from __future__ import annotations

import click

from ..i18n import _
from .base import Command, one_of, with_common_options, with_overlays
from .explain import spoken_for_each
from .inputs import FORMATS
from .session import Session


@click.command("steps", cls=Command, help=str(_("逐步列出每一案件认定的经过和每一步的条文。文件同 evaluate。")))
@click.argument("file", metavar=str(_("文件")))
@click.option("--format", "format_", help=str(_("文件的格式；不写则按扩展名。")), **one_of(FORMATS))
@with_overlays
@with_common_options
def command(*, file: str, format_: str | None, overlays: tuple[str, ...], as_json: bool) -> int:
    """List the steps of every record."""
    from ..explanation import steps_outline

    return spoken_for_each(Session(overlays), file, format_, steps_outline, "json" if as_json else "text")
