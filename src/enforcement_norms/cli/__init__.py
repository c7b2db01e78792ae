"""`enorms`, the command line (命令行): the only place that prints.

Exit codes: 0 all well; 1 something in the data is wrong; 2 the call is wrong; 3 a pack cannot be used; 130 stopped.
"""

from __future__ import annotations

import os
import sys

import click

from ..errors import EnforcementNormsError, PackError
from ..i18n import _, speaking
from .base import Exit, Group, chosen_locale, locale_of, placeholder, show_usage_error

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run one command; what is wrong goes to standard error, results to standard output."""
    given = sys.argv[1:] if arguments is None else arguments
    with speaking(chosen_locale(given, os.environ.get("ENORMS_LOCALE", ""))):
        sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    try:
        result = _group().main(arguments, prog_name="enorms", standalone_mode=False)
    except click.ClickException as error:
        show_usage_error(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except EnforcementNormsError as error:
        _tell(error)
        return Exit.PACK if isinstance(error, PackError) else Exit.PROBLEMS
    except BrokenPipeError:
        # The reader of our output has gone (… | head); nothing is left to say, not even by the interpreter at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OK
    return result if isinstance(result, int) else Exit.OK


def _tell(error: EnforcementNormsError) -> None:
    """What is wrong: the message, unless it says no more than the one problem, and each problem."""
    from .output import complain

    if [problem.message for problem in error.problems] != [error.message]:
        click.echo(error.message.render(), err=True)
    complain(error.problems)


def _group() -> Group:
    group = Group(
        "enorms",
        {
            "packs": _("列出已安装的领域包。"),
            "find": _("按领域、法律、条文、文字查找违法行为。"),
            "show": _("显示一个违法行为的罚则、所需的事实和裁量基准。"),
            "evaluate": _("计算案件的法定处罚幅度。"),
            "explain": _("说明案件的处罚幅度和每一步的依据。"),
            "steps": _("逐步列出认定的经过。"),
            "diff": _("比较一个违法行为在两个日期的罚则。"),
            "consistency": _("比对处罚决定，找出同案异罚、畸轻畸重和超出幅度。"),
            "check": _("检查领域包。"),
            "audit": _("审查案卷是否依法办理。"),
            "rules": _("列出案卷审查的规则。"),
            "deadlines": _("列出案卷中各项期限。"),
        },
        invoke_without_command=True,
        help=str(
            _(
                "依照法律和公布的裁量基准计算行政处罚的合法幅度，每一步都有条文依据。\n"
                "具体数额由执法机关在幅度内决定。\n\n"
                "退出码：0 正常；1 数据有误；2 命令写法有误；3 领域包不能使用；130 中断。\n"
                "补全：_ENORMS_COMPLETE=bash_source enorms（zsh_source、fish_source 同）。"
            )
        ),
    )
    group.callback = _without_command
    group.params.append(
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help=str(_("显示版本后退出。")),
        )
    )
    group.params.append(
        click.Option(
            ["--locale"],
            callback=locale_of,
            expose_value=False,
            metavar=placeholder(str(_("语言"))),
            help=str(_("输出的语言：zh_CN（默认）或者 en。")),
        )
    )
    return group


def _without_command() -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"enforcement-norms {version('enforcement-norms')}")
        context.exit()
