"""`enorms check`: everything that is wrong with packs, each with place and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve, frozen

from ..errors import EnforcementNormsError, PackBroken, Place, Problem, Severity
from ..i18n import _
from .base import Command, Exit, with_common_options
from .output import as_json, coloured, complain
from .session import GENERAL, Session, problem_data, refusal

if TYPE_CHECKING:
    from ..compiler import Norms
    from ..law import LawLibrary
    from ..model.example import Example
    from ..model.pack import Pack


@frozen
class Checked:
    """One pack and what was found in it."""

    name: str
    problems: tuple[Problem, ...]
    error: EnforcementNormsError | None = None

    @property
    def is_good(self) -> bool:
        """Whether nothing but warnings was found."""
        return self.error is None and not any(each.severity is Severity.ERROR for each in self.problems)


@click.command(
    "check",
    cls=Command,
    help=str(
        _(
            "检查领域包：写法、覆盖、幅度、引用、译文、工作案例。不写名称则检查全部已安装的领域包。\n"
            "名称是领域的标识、名称、别名，或者一个目录：领域包的，或者本地补充数据的。"
        )
    ),
)
@click.argument("names", nargs=-1, metavar=str(_("[领域包|目录]…")))
@click.option("--statutes", metavar=str(_("目录")), help=str(_("法规文本的目录：核对每处引用和每个数字。")))
@click.option("--write-missing", is_flag=True, help=str(_("把缺少的译文作为空条目写入领域包目录的 .po。")))
@with_common_options
def command(*, names: tuple[str, ...], statutes: str | None, write_missing: bool, as_json: bool) -> int:
    """Check packs."""
    session = Session(afresh=True)
    library = None if statutes is None else _library(statutes)
    if write_missing:
        return _write_missing(session, names or (GENERAL, *session.domains()))
    found = []
    for name in names or (GENERAL, *session.domains()):
        checked = _checked(session, name, library)
        found.append(checked)
        if not as_json:
            _show(checked)
    if as_json:
        click.echo(_json(found))
    if all(each.is_good for each in found):
        return Exit.OK
    return Exit.PROBLEMS


def _library(folder: str) -> LawLibrary:
    from ..law import LawLibrary

    path = Path(folder)
    if not path.is_dir():
        raise click.BadParameter(str(_("没有目录 {folder}", folder=folder)), param_hint="--statutes")
    others = path.parent / "discretion_rules"
    return LawLibrary(path, *([others] if others.is_dir() else []))


def _write_missing(session: Session, names: Iterable[str]) -> int:
    """Append what catalogues lack as empty entries, to be translated by hand."""
    from ..checks.translations import write_missing

    for name in names:
        folder = Path(name)
        data = _data_folder(folder) if folder.is_dir() else session.folder_of(session.registry.find(name))
        if data is None:
            raise click.UsageError(str(_("“{name}”的数据不在目录中，不能写入", name=name)))
        norms, domain = _read(session, name, data) if folder.is_dir() else _installed(session, name)
        file = data / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        count = write_missing(norms.packs[domain], file)
        click.echo(str(_("{file}：写入 {count} 条", file=str(file), count=count)))
    return Exit.OK


def _checked(session: Session, name: str, library: LawLibrary | None) -> Checked:
    from ..reader import is_overlay

    folder = Path(name)
    if folder.is_dir() and is_overlay(folder):
        return _checked_overlay(folder, library)
    data = _data_folder(folder) if folder.is_dir() else session.folder_of(session.registry.find(name))
    try:
        norms, domain = _read(session, name, data) if folder.is_dir() else _installed(session, name)
        return Checked(domain, tuple(_problems(norms, domain, data, library)))
    except PackBroken as error:
        return Checked(name, tuple(_placed(error.problems, data)), error)


def _checked_overlay(folder: Path, library: LawLibrary | None) -> Checked:
    """Local data, joined with the pack that it adds to; what is wrong with the pack alone is not told here."""
    from ..reader import read_overlay_manifest

    folder = folder.resolve()
    try:
        domain = read_overlay_manifest(folder).id
        session = Session((str(folder),), afresh=True)
        norms = session.norms(domain)
        problems = _asked(norms, domain, library)
    except EnforcementNormsError as error:
        return Checked(folder.name, tuple(_placed(error.problems, folder.parent)), error)
    inside = f"{folder.name}/"
    own = [
        problem
        for problem in problems
        if any(place.file.startswith(inside) for place in (problem.where, *(place for place, _note in problem.also)))
    ]
    homes = {inside: folder.parent, "": session.folder_of(domain)}
    return Checked(folder.name, tuple(_placed(own, homes)))


def _asked(
    norms: Norms, domain: str, library: LawLibrary | None, examples: Iterable[Example] = ()
) -> tuple[Problem, ...]:
    """What all checks find in one pack."""
    from ..checks import problems_of
    from ..conformance import conform

    general = None if domain == GENERAL else norms.packs[GENERAL]
    today = date.today()  # noqa: DTZ011 – the user's own day
    found = problems_of(norms.packs[domain], general, today=today)
    return (*found, *conform(norms, domain, examples=examples, statutes=library))


def _installed(session: Session, name: str) -> tuple[Norms, str]:
    return session.norms(name), session.registry.find(name)


def _read(session: Session, name: str, data: Path | None) -> tuple[Norms, str]:
    """The pack in a folder: the installed one if it lies there (with its rules in Python), else its data alone.

    Raises:
        PackBroken: the pack cannot be read.
    """
    from ..compiler import compile_norms
    from ..reader import read_manifest, read_pack

    folder = data or Path(name)
    domain = read_manifest(folder).id
    installed = session.folder_of(domain) if domain in session.registry.installed() else None
    if installed is not None and installed.resolve() == folder.resolve():
        return session.norms(domain), domain
    if (folder / "rules.py").is_file():
        click.echo(str(_("{pack} 没有安装，其 rules.py 没有运行；安装后再检查", pack=domain)), err=True)
    general = session.registry.general()
    return compile_norms((general, read_pack(folder, general=general))), domain


def _data_folder(folder: Path) -> Path:
    """Where pack.yaml lies: the folder itself, or the package in a distribution's `src`.

    Raises:
        UsageError: no pack lies there.
    """
    found = (
        [folder] if (folder / "pack.yaml").is_file() else sorted(each.parent for each in folder.glob("src/*/pack.yaml"))
    )
    if len(found) != 1:
        message = _("{folder} 不是领域包的目录；写含有 pack.yaml 的目录，或者其发行包的目录", folder=folder)
        raise click.UsageError(str(message))
    return found[0]


def _problems(norms: Norms, domain: str, data: Path | None, library: LawLibrary | None) -> Iterator[Problem]:
    """Everything that the checks find, with paths as people find them."""
    from ..testing.examples import examples_of

    cases = () if data is None else sorted((data.parent.parent / "tests" / "cases").glob("*.yaml"))
    examples = [each for path in cases for each in examples_of(norms, domain, path)]
    written = [each.written for each in examples if each.written is not None]
    yield from _placed(_asked(norms, domain, library, written), data)
    if data is not None and not norms.packs[domain].module:
        yield from _placed(_untranslated(norms.packs[domain], data), data)
    for example in examples:
        yield from example.problems()


def _untranslated(pack: Pack, data: Path) -> Iterator[Problem]:
    """What the catalogue lacks that lies beside the data of a pack which is not installed."""
    from ..checks.translations import compared
    from ..i18n import read_translations

    file = data / "locale" / "en" / "LC_MESSAGES" / f"{pack.id}.po"
    yield from compared(pack, read_translations(file) if file.is_file() else {}, "en")


def _placed(problems: Iterable[Problem], data: Path | Mapping[str, Path | None] | None) -> Iterator[Problem]:
    """Problems with the folder of the pack before their files; or with folders by how the names of files begin."""
    homes = data if isinstance(data, Mapping) else {"": data}
    for problem in problems:
        also = tuple((_under(homes, place), note) for place, note in problem.also)
        yield evolve(problem, where=_under(homes, problem.where), also=also)


def _under(homes: Mapping[str, Path | None], place: Place) -> Place:
    from ..testing.examples import shown

    home = next((home for beginning, home in homes.items() if place.file.startswith(beginning)), None)
    return evolve(place, file=f"{shown(home)}/{place.file}") if place.file and home is not None else place


def _show(checked: Checked) -> None:
    """What was found in one pack; problems on standard error."""
    errors = sum(each.severity is Severity.ERROR for each in checked.problems)
    warnings = len(checked.problems) - errors
    errors = errors or int(not checked.is_good)
    complain(checked.problems)
    if checked.error is not None and not checked.problems:
        click.echo(checked.error.render(), err=True)
    words, colour = (_("通过"), "green") if checked.is_good else (_("不通过"), "red")
    state = coloured(str(words), colour)
    click.echo(
        str(
            _(
                "{pack}：{state}，错误 {errors} 处，提示 {warnings} 处",
                pack=checked.name,
                state=state,
                errors=errors,
                warnings=warnings,
            )
        )
    )


def _json(found: list[Checked]) -> str:
    return as_json(
        [
            {
                "pack": each.name,
                "good": each.is_good,
                "problems": refusal(each.error)
                if each.error and not each.problems
                else [problem_data(one) for one in each.problems],
            }
            for each in found
        ]
    )
