"""Citations of a decision (引用法律依据): full titles, down to paragraph and item, in force, and the right ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from ....i18n import _
from ....law import Citation, format_citation
from ....model.casefile import Decision
from ....model.duty import Alike, Found, Gravity, Missing, NoticeItem, duty, need
from ...audited import Audited, day
from ...sources import notice, penalty_2017, penalty_2021
from ..decided import is_ordinary_penalty, is_penalty
from ..gathering import each_of
from .citing import (
    Cited,
    are_right,
    cited,
    dated_titles_in,
    deeper_than,
    full_titles_in,
    instrument_named,
    instruments_of,
    law_days,
    names_article,
    names_no_year,
    places_in,
    titles_in,
    touching,
    written,
)

_CITED: Final = (penalty_2017("39.1.3"), penalty_2021("59.1.3"))
_WORDS: Final = ("decisions.at", "decisions.kind", "decisions.breached", "decisions.basis")
_CASE: Final = (
    "norms",
    "matter",
    "matter.violation",
    "matter.occurred_on",
    "matter.facts",
    "decisions",
)
LAST_ARTICLES: Final = {
    ("administrative_penalty_law", date(2017, 9, 1)): 64,
    ("administrative_penalty_law", date(2021, 1, 22)): 86,
    ("administrative_compulsion_law", date(2011, 6, 30)): 71,
    ("administrative_reconsideration_law", date(2017, 9, 1)): 43,
    ("administrative_reconsideration_law", date(2023, 9, 1)): 90,
    ("administrative_litigation_law", date(2017, 6, 27)): 103,
}
"""How many articles a version of the general laws has, by the date of its text; a test compares them with the texts."""
_COUNTED: Final = frozenset(instrument for instrument, _text in LAST_ARTICLES)
_NATIONAL: Final = "中华人民共和国"


def _all_written(decision: Decision, holds: Callable[[str], bool]) -> bool:
    """Whether something holds of all that the decision cites, as far as it is recorded."""
    breached, basis = decision.breached, decision.basis
    return breached is not None and basis is not None and all(map(holds, breached)) and all(map(holds, basis))


@duty(
    "decision.both_articles",
    _("写明违反的条文和处罚的依据"),
    (penalty_2017("39.1.2"), penalty_2017("39.1.3"), penalty_2021("59.1.2"), penalty_2021("59.1.3")),
    over="decisions",
    item=NoticeItem.LAW,
    inputs=("procedure", *_WORDS),
    when=is_ordinary_penalty,
    alike=Alike.WORDS,
)
def both_articles(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 39.1.2 and 3, 2021 Art. 59.1.2 and 3: what was breached, and on what the penalty rests."""
    if not need(decision.breached, "decisions.breached"):
        yield Found(_("决定书没有写明当事人违反的条文"))
    if not need(decision.basis, "decisions.basis"):
        yield Found(_("决定书没有写明处罚依据的条文"))


@duty(
    "decision.full_titles",
    _("写明法律依据的全称"),
    (notice("s4.4.2"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=(*_WORDS, "norms"),
    when=is_penalty,
    alike=Alike.WORDS,
)
def full_titles(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Notice 四、（四）2: the full title of each law."""
    if _all_written(decision, partial(full_titles_in, audited.norms)):
        return

    def check(entry: tuple[str, str]) -> Iterator[Found]:
        at, words = entry
        titles = titles_in(words)
        if not titles:
            yield Found(_("“{words}”没有用书名号写明法律依据的全称", words=words), at=at)
        for title in titles:
            known = instrument_named(audited, title)
            if known is None:
                if not title.startswith(_NATIONAL):
                    raise Missing("norms")
            elif title != known.title:
                yield Found(_("“{title}”应当写全称“{full}”", title=title, full=known.title), at=at)

    yield from each_of(written(decision), check)


@duty(
    "decision.article_named",
    _("引用条文具体到条"),
    (notice("s4.4.2"), *_CITED),
    over="decisions",
    item=NoticeItem.LAW,
    inputs=_WORDS,
    when=is_penalty,
    alike=Alike.WORDS,
)
def article_named(audited: Audited, decision: Decision) -> Iterator[Found]:
    """A basis without an article (有关规定) is none (2017 Art. 39.1.3, 2021 Art. 59.1.3, notice 四、（四）2)."""
    if _all_written(decision, names_article):
        return
    for at, words in written(decision):
        if not names_article(words):
            yield Found(_("“{words}”没有写明条文", words=words), at=at)


@duty(
    "decision.cited_to_depth",
    _("引用条文具体到款、项"),
    (notice("s4.4.2"),),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=(*_WORDS, *_CASE),
    when=is_penalty,
)
def cited_to_depth(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Notice 四、（四）2: as deep as the text goes, which the pack of the domain tells of the violation's own articles.

    A paragraph that is the only one of its article is not counted; that there are more, some citation of the packs shows.
    """
    norms = need(audited.norms, "norms")
    found = audited.determination
    if are_right(audited, decision):
        return
    for each in cited(audited, decision):
        for place in each.places:
            deeper = deeper_than(norms, place, found.provision, found.breaches)
            if deeper is not None:
                title = instruments_of(norms)[place.instrument].title
                message = _("“{words}”应当引用到{deeper}", words=each.words, deeper=format_citation(deeper, title))
                yield Found(message, at=each.at)


@duty(
    "decision.in_force",
    _("所引文本当时有效"),
    _CITED,
    over="decisions",
    item=NoticeItem.LAW,
    inputs=(*_WORDS, "norms"),
    when=is_penalty,
)
def in_force(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The version named, or else some version, was in force on the day of the decision or of the act (2021 Art. 37)."""
    decided = day(decision.at, "decisions.at")
    if _all_written(decision, names_no_year):
        return
    days = law_days(audited, decided)

    def check(entry: tuple[str, str]) -> Iterator[Found]:
        at, words = entry
        for title, year in dated_titles_in(words):
            instrument = instrument_named(audited, title)
            if instrument is None:
                raise Missing("norms")
            current = [version for version in map(instrument.version_on, days) if version is not None]
            named = [version for version in instrument.versions if str(version.text.year) == year]
            if any(version in current for version in named):
                continue
            if not named or not current:
                raise Missing("norms")
            message = _(
                "《{title}》{year}年的文本当时没有施行，应当引用{current}年的文本",
                title=instrument.title,
                year=year,
                current=str(current[0].text.year),
            )
            yield Found(message, at=at)

    yield from each_of(written(decision), check)


@duty(
    "decision.article_exists",
    _("所引一般性法律的条文没有超出当时有效的文本"),
    _CITED,
    over="decisions",
    item=NoticeItem.LAW,
    inputs=(*_WORDS, "norms"),
    when=is_penalty,
    alike=Alike.MOMENT,
)
def article_exists(audited: Audited, decision: Decision) -> Iterator[Found]:
    """Of the general laws: no article of 2021 in a decision of 2020, none beyond the last."""
    on = day(decision.at, "decisions.at")
    if _all_written(decision, partial(_cites_special_laws, audited)):
        return

    def check(each: Cited) -> Iterator[Found]:
        for place in each.places:
            instrument = instruments_of(None).get(place.instrument)
            version = None if instrument is None else instrument.version_on(on)
            last = None if version is None else LAST_ARTICLES.get((place.instrument, version.text))
            if last is not None and instrument is not None and place.article > last:
                message = _(
                    "“{words}”：{on} 有效的《{title}》只有 {last} 条",
                    words=each.words,
                    on=on.isoformat(),
                    title=instrument.title,
                    last=last,
                )
                yield Found(message, at=each.at)

    yield from each_of(cited(audited, decision), check)


def _cites_special_laws(audited: Audited, words: str) -> bool:
    places = places_in(audited, words)
    return bool(places) and all(place.instrument not in _COUNTED for place in places)


@duty(
    "decision.law_applied",
    _("处罚依据与违法行为相符"),
    _CITED,
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.LAW,
    inputs=("decisions.at", "decisions.kind", "decisions.basis", *_CASE),
    when=is_penalty,
)
def law_applied(audited: Audited, decision: Decision) -> Iterator[Found]:
    """The basis is that of the violation as the packs have it; another lawful basis is for people to judge."""
    if not are_right(audited, decision):
        yield from _beside(audited, decision, "basis", audited.determination.provision)


@duty(
    "decision.breach_applied",
    _("所引违反的条文与违法行为相符"),
    (penalty_2017("39.1.2"), penalty_2021("59.1.2")),
    over="decisions",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.LAW,
    inputs=("decisions.at", "decisions.kind", "decisions.breached", *_CASE),
    when=is_penalty,
)
def breach_applied(audited: Audited, decision: Decision) -> Iterator[Found]:
    """What the decision says was breached is what the violation breaches, as the packs have it."""
    if not are_right(audited, decision):
        yield from _beside(audited, decision, "breached", audited.determination.breaches)


def _beside(audited: Audited, decision: Decision, name: str, lawful: tuple[Citation, ...]) -> Iterator[Found]:
    """Nothing cited touches what the packs give."""
    if not lawful:
        return
    if touching(tuple([place for each in cited(audited, decision, name) for place in each.places]), lawful):
        return
    known = instruments_of(audited.norms)
    expected = [format_citation(own, known[own.instrument].title) for own in lawful]
    yield Found(_("所引条文不包括该违法行为的条文：{expected}；请核对", expected=expected), at=name)
