"""`enorms find`: violations by domain, law, article or text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from ..errors import PackBroken, ValueProblem
from ..i18n import Message, _, text
from .base import Command, Exit, with_common_options
from .output import as_json, listed, table
from .session import Session

if TYPE_CHECKING:
    from ..law import Citation, Instrument
    from ..model.pack import Pack
    from ..model.violation import Violation


@frozen
class Found:
    """One violation with the versions that match, and where the law that was asked for stands in them."""

    pack: Pack
    versions: tuple[Violation, ...]
    matched: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id by which cases name it."""
        return f"{self.pack.id}.{self.versions[0].id}"


@click.command(
    "find",
    cls=Command,
    help=str(_("查找违法行为。法律可以写简称（食品安全法），领域可以写别名（应急管理）；条件并列即“并且”。")),
)
@click.argument("words", nargs=-1, metavar=str(_("[文字]…")))
@click.option("--domain", metavar=str(_("领域")), help=str(_("领域的标识、名称或者别名。")))
@click.option("--law", metavar=str(_("名称")), help=str(_("法律、法规、规章的全称、简称或者标识。")))
@click.option("--article", metavar=str(_("条文")), help=str(_("如 124、124.1.1、120-1、第一百二十四条第一款。")))
@click.option("--text", "phrase", metavar=str(_("文字")), help=str(_("名称（中文、英文）或者标识中的文字。")))
@with_common_options
def command(
    *,
    words: tuple[str, ...],
    domain: str | None,
    law: str | None,
    article: str | None,
    phrase: str | None,
    as_json: bool,
) -> int:
    """Find violations."""
    session = Session()
    place = None if article is None else _place(article)
    if place is not None and law is None:
        raise click.UsageError(str(_("--article 要和 --law 一起写")))
    wanted = (*words, *((phrase,) if phrase else ()))
    packs, broken = _packs(session, domain)
    instruments = None if law is None else {pack.id: _instruments(pack, law) for pack in packs}
    if instruments is not None and not any(instruments.values()):
        click.echo(str(_law_unknown(packs, law or "")), err=True)
    found = [each for pack in packs for each in _in_pack(pack, instruments, place, wanted)]
    _show(found, as_json=as_json)
    return Exit.PACK if broken else Exit.OK


def _packs(session: Session, domain: str | None) -> tuple[list[Pack], bool]:
    """The packs to search; a broken one is told and passed over unless it was asked for."""
    if domain is not None:
        return [session.pack(domain)], False
    packs, broken = [], False
    for id_ in session.domains():
        try:
            packs.append(session.pack(id_))
        except PackBroken as error:
            broken = True
            click.echo(error.render(), err=True)
    return packs, broken


def _place(article: str) -> Citation:
    """The place that was asked for, with a stand-in for the instrument."""
    from ..law import Citation, read_citations

    try:
        if article[:1].isdigit():
            return Citation.parse_id(f"x#{article}")
        written = article if article.startswith("第") else f"第{article}"
        read = read_citations(f"《甲》{written}", {"甲": "x"})
    except ValueProblem as problem:
        raise click.BadParameter(problem.message.render(), param_hint="--article") from None
    if not read or read[0].citation is None or not read[0].citation.article:
        raise click.BadParameter(str(_("看不懂的条文“{article}”；写作 124 或者 124.1.1", article=article)))
    return read[0].citation


def _instruments(pack: Pack, law: str) -> frozenset[str]:
    """The instruments of a pack that have this name; where none has exactly it, those in whose title it stands."""
    exact = {id_ for id_, each in pack.sources.items() if id_ == law or each.is_named(law)}
    return frozenset(exact or {id_ for id_, each in pack.sources.items() if law in each.title})


def _law_unknown(packs: Iterable[Pack], law: str) -> Message:
    from difflib import get_close_matches

    known = [each.short_title for pack in packs for each in pack.sources.values()]
    near = list(dict.fromkeys(get_close_matches(law, known, n=3, cutoff=0.4)))
    if near:
        return _("各领域包都没有引用《{law}》；相近的有：{near}", law=law, near=near)
    return _("各领域包都没有引用《{law}》", law=law)


def _in_pack(
    pack: Pack, instruments: dict[str, frozenset[str]] | None, place: Citation | None, words: tuple[str, ...]
) -> Iterator[Found]:
    own = None if instruments is None else instruments[pack.id]
    for id_ in dict.fromkeys(violation.id for violation in pack.violations):
        versions = [each for each in pack.violations if each.id == id_]
        if not all(_has_word(pack, each, word) for word in words for each in versions[-1:]):
            continue
        where = {at: each for each in versions for at in _cited(each, own, place)}
        if own is not None and not where:
            continue
        kept = [each for each in versions if own is None or _cited(each, own, place)]
        yield Found(pack, tuple(sorted(kept, key=lambda each: each.in_force.from_)), tuple(where))


def _has_word(pack: Pack, violation: Violation, word: str) -> bool:
    english = text(violation.title, pack.module).render("en").lower()
    return word in violation.title or word in f"{pack.id}.{violation.id}" or word.lower() in english


def _cited(violation: Violation, instruments: frozenset[str] | None, place: Citation | None) -> list[str]:
    """Under which heads a violation cites the law, or the place in it."""
    from attrs import evolve

    if instruments is None:
        return []
    found = []
    for head, citations in (("basis", violation.basis), ("breaches", violation.breaches)):
        for each in citations:
            if each.instrument not in instruments:
                continue
            asked = None if place is None else evolve(place, instrument=each.instrument)
            if asked is None or asked.contains(each) or (each.contains(asked) and each.article):
                found.append(head)
                break
    return found


def _show(found: list[Found], *, as_json: bool) -> None:
    if as_json:
        click.echo(_json(found))
        return
    if not found:
        click.echo(str(_("没有找到；少写一个条件再试，或者用 enorms packs 查看各领域")), err=True)
        return
    heads = (_("标识"), _("违法行为"), _("处罚依据"), _("施行日"))
    table(heads, (_row(each) for each in found))


def _words(pack: Pack, citations: Iterable[Citation]) -> Message:
    from ..wording.phrases import Cited

    instruments: dict[str, Instrument] = dict(pack.sources)
    return _("{cited}", cited=Cited(tuple(citations), instruments))


def _row(each: Found) -> tuple[Message | str, ...]:
    last = each.versions[-1]
    title = text(last.title, each.pack.module)
    days = [str(version.in_force.from_) for version in each.versions]
    return each.id, title, _words(each.pack, last.basis), listed(days)


def _json(found: list[Found]) -> str:
    return as_json(
        [
            {
                "id": each.id,
                "domain": each.pack.id,
                "title": text(each.versions[-1].title, each.pack.module).render(),
                "matched": list(each.matched),
                "versions": [_version(each.pack, version) for version in each.versions],
            }
            for each in found
        ]
    )


def _version(pack: Pack, version: Violation) -> dict[str, Any]:
    period = version.in_force
    return {
        "from": period.from_.isoformat(),
        "until": None if period.until is None else period.until.isoformat(),
        "basis": [{"id": each.id, "text": _words(pack, (each,)).render()} for each in version.basis],
        "breaches": [{"id": each.id, "text": _words(pack, (each,)).render()} for each in version.breaches],
    }
