"""The commands' common ground: options, help in our languages, exit codes, errors shown with place and remedy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from importlib import import_module, reload
from pathlib import Path
from typing import Any, TypeVar

import click

from ..errors import ValueProblem, cause_of
from ..i18n import LOCALES, Message, _, active_locale, normalise
from ..territories import NATION
from .layout import Context, Formatter

F = TypeVar("F", bound=Callable[..., Any])


class Exit(IntEnum):
    """What the exit code of `enorms` says (退出码)."""

    OK = 0
    PROBLEMS = 1
    """Something in the data is wrong: refused records, problems found by `check`."""
    USAGE = 2
    """The call itself is wrong: unknown option, missing file, unreadable date."""
    PACK = 3
    """A pack that is needed is not installed or cannot be used."""
    INTERRUPTED = 130
    """Stopped by the user."""


class Command(click.Command):
    """A command whose help speaks the chosen language."""

    context_class = Context

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for param in self.params:
            if param.metavar is not None:
                param.metavar = placeholder(param.metavar)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the name of the command in its usage."""
        pieces = super().collect_usage_pieces(ctx)
        return [str(_("[选项]")) if piece == "[OPTIONS]" else piece for piece in pieces]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options with their meaning."""
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = [_in_our_words(option, record) for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(str(_("选项"))):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in our language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = str(_("显示说明后退出。"))
        return option


def placeholder(metavar: str) -> str:
    """What stands for a value, in capitals as English help has it; words to be typed as they are (a|b) stay."""
    typed = "|" in metavar and not metavar.startswith("[")
    return metavar if typed else metavar.upper()


def _in_our_words(option: click.Option, record: tuple[str, str]) -> tuple[str, str]:
    """An option as help shows it; what click adds in English is said in our language."""
    term, meaning = record
    if not option.required:
        return term, meaning
    return term, str(_("{meaning}必需。", meaning=meaning.removesuffix("[required]").rstrip()))


_SPOKEN: dict[str, str] = {}
"""The language in which the words of each command were imported."""


class Group(Command, click.Group):
    """Commands that are imported only when they are called or asked for help."""

    def __init__(self, name: str, commands: dict[str, Message], **given: Any) -> None:
        super().__init__(name=name, **given)
        self.summaries = commands

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of their use."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.summaries:
            return None
        module = import_module(f".{cmd_name}", __package__)
        # A command speaks the language in which it was imported; another one in the same process imports it anew.
        if _SPOKEN.setdefault(cmd_name, active_locale()) != active_locale():
            module = reload(module)
            _SPOKEN[cmd_name] = active_locale()
        found: click.Command = module.command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; near names where it names none."""
        name = args[0]
        found = self.get_command(ctx, name)
        if found is None and not ctx.resilient_parsing:
            if name.startswith("-"):
                self.parse_args(ctx, args)
            from difflib import get_close_matches

            near = get_close_matches(name, self.summaries, cutoff=0.5)
            if near:
                raise click.UsageError(str(_("没有命令“{name}”。是否指：{near}", name=name, near=near)), ctx)
            raise click.UsageError(str(_("没有命令“{name}”。", name=name)), ctx)
        return name, found, args[1:]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """`[选项] 命令 …`."""
        return [str(_("[选项] 命令 …"))]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line each; none is imported for it."""
        with formatter.section(str(_("命令"))):
            formatter.write_dl([(name, str(summary)) for name, summary in self.summaries.items()])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, then the options."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)


def locale_of(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """`zh_CN` or `en`, as people write them."""
    if value is None:
        return None
    try:
        return normalise(value)
    except ValueError:
        raise click.BadParameter(str(_("没有语言“{value}”；可用：{known}", value=value, known=list(LOCALES)))) from None


def day_of(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """A day written 2026-03-05."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(str(_("“{value}”不是日期；写作 2026-03-05", value=value))) from None


def division_of(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """A division by its six-digit code."""
    from ..identifiers import parse_division

    try:
        return parse_division(value).code
    except ValueProblem as problem:
        words = problem.message
        if problem.hint is not None:
            words = _("{problem}；{remedy}", problem=problem.message, remedy=problem.hint)
        raise click.BadParameter(str(words)) from None


def with_division(function: F) -> F:
    """`--jurisdiction`, the whole country where it is not given."""
    return click.option(
        "--jurisdiction",
        default=NATION,
        callback=division_of,
        metavar=str(_("区划")),
        help=str(_("六位行政区划代码。")),
    )(function)


def file_of(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """A file that can be opened."""
    if value is not None:
        try:
            Path(value).open("rb").close()
        except (OSError, ValueError) as error:
            raise click.UsageError(
                str(_("文件 {file} 打不开：{reason}", file=value, reason=cause_of(error))), _context
            ) from None
    return value


def folders_of(_context: click.Context, _option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Folders that are there."""
    for folder in value:
        if not Path(folder).is_dir():
            raise click.BadParameter(str(_("没有目录 {folder}", folder=folder)))
    return value


def with_overlays(function: F) -> F:
    """`--overlay`, which several commands have."""
    return click.option(
        "--overlay",
        "overlays",
        multiple=True,
        callback=folders_of,
        metavar=str(_("目录")),
        help=str(_("本地补充数据的目录，可以多次。")),
    )(function)


def one_of(known: Sequence[str]) -> dict[str, Any]:
    """The arguments of an option that takes one of several words."""

    def chosen(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
        if value is not None and value not in known:
            raise click.BadParameter(str(_("“{value}”不可用；可用：{known}", value=value, known=list(known))))
        return value

    return {"callback": chosen, "metavar": "|".join(known), "shell_complete": completing(known)}


def completing(known: Sequence[str]) -> Callable[..., list[str]]:
    """Completion in the shell from a list of words."""

    def complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        return [word for word in known if word.startswith(incomplete)]

    return complete


def completing_violations(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Completion of `domain.violation`: domains first, then the violations of the one that is written."""
    from .session import Session

    session = Session()
    domain, dot, _rest = incomplete.partition(".")
    if not dot:
        return [f"{id_}." for id_ in session.domains() if id_.startswith(domain)]
    if domain not in session.domains():
        return []
    ids = dict.fromkeys(f"{domain}.{each.id}" for each in session.pack(domain).violations)
    return [id_ for id_ in ids if id_.startswith(incomplete)]


def with_common_options(function: F) -> F:
    """`--json` and `--locale`, which every command has."""
    json_ = click.option("--json", "as_json", is_flag=True, help=str(_("输出 JSON。")))
    locale = click.option(
        "--locale",
        callback=locale_of,
        shell_complete=completing(LOCALES),
        expose_value=False,
        metavar=str(_("语言")),
        help=str(_("输出的语言：zh_CN（默认）或者 en；也可用环境变量 ENORMS_LOCALE。")),
    )
    return json_(locale(function))


def show_usage_error(error: click.ClickException) -> None:
    """A wrong call: usage, what is wrong, where to read on."""
    context = getattr(error, "ctx", None)
    if context is not None:
        formatter = Formatter(width=context.terminal_width or 80)
        formatter.write_usage(context.command_path, " ".join(context.command.collect_usage_pieces(context)))
        click.echo(formatter.getvalue().rstrip(), err=True)
    click.echo(f"{_('错误：')}{_words_of(error)}", err=True)
    if context is not None:
        click.echo(str(_("用 {command} --help 查看说明。", command=context.command_path)), err=True)


def _words_of(error: click.ClickException) -> str:
    """Click's own errors in our words; ours say them already."""
    if isinstance(error, click.NoSuchOption):
        near = list(error.possibilities or ())
        if near:
            return str(_("没有选项“{name}”。是否指：{near}", name=error.option_name, near=near))
        return str(_("没有选项“{name}”。", name=error.option_name))
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return str(_("缺少 {name}。", name=_called(error.param)))
    if isinstance(error, click.BadOptionUsage):
        return str(_("选项“{name}”需要一个值。", name=error.option_name))
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind = error.param.type
        said = _("写不小于 {least} 的整数", least=kind.min) if isinstance(kind, click.IntRange) else error.message
        return str(_("{name}：{problem}", name=_called(error.param), problem=said))
    if isinstance(error, click.UsageError) and "unexpected extra argument" in error.message.lower():
        return str(_("参数太多：{arguments}", arguments=error.message.partition("(")[2].rstrip(").")))
    return error.message


def _called(parameter: click.Parameter) -> str:
    """What people call a parameter: an option by its name, an argument by what stands for it in the usage."""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.metavar or parameter.name or ""


def chosen_locale(arguments: Sequence[str], environment: str) -> str:
    """The language in which help and output speak: `--locale`, else the environment, else Chinese."""
    wanted = environment
    for position, argument in enumerate(arguments):
        if argument.startswith("--locale="):
            wanted = argument.partition("=")[2]
        elif argument == "--locale" and position + 1 < len(arguments):
            wanted = arguments[position + 1]
    try:
        return normalise(wanted) if wanted else LOCALES[0]
    except ValueError:
        return LOCALES[0]
