"""Citations held against the texts of the laws (对照法律文本核查引用), where a folder of texts is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from ....errors import LawNotFound
from ....i18n import _
from ....law import Citation, Instrument, LawLibrary, Statute
from ....model.casefile import Decision
from ....model.duty import Found, Missing, NoticeItem, duty
from ...audited import Audited, day
from ...sources import penalty_2017, penalty_2021
from ..decided import is_penalty
from ..gathering import each_of
from .citations import LAST_ARTICLES
from .citing import Cited, cited, instruments_of, law_days


@lru_cache(maxsize=4)
def _library(folder: str) -> LawLibrary:
    return LawLibrary(Path(folder))


@lru_cache(maxsize=4096)
def _text(folder: str, instrument: Instrument, on: date) -> Statute | None:
    """The text of an instrument on a day; None where the folder does not hold it."""
    try:
        return _library(folder).of_instrument(instrument, on)
    except LawNotFound:
        return None


def _lies_in(folder: str, instrument: Instrument, place: Citation, days: tuple[date, ...]) -> bool:
    """Whether the place is in one of the texts that may govern.

    Raises:
        Missing: it is in none of those held, and some are not held.
    """
    texts = [_text(folder, instrument, on) for on in days]
    if any(text is not None and text.exists(place) for text in texts):
        return True
    if None in texts:
        raise Missing("texts")
    return False


def _is_counted(instrument: Instrument, place: Citation, on: date) -> bool:
    """Whether another rule says already that the text has not so many articles."""
    version = instrument.version_on(on)
    last = None if version is None else LAST_ARTICLES.get((place.instrument, version.text))
    return last is not None and place.article > last


@duty(
    "decision.article_in_text",
    _("所引条、款、项在法律文本中存在"),
    (penalty_2017("39.1.3"), penalty_2021("59.1.3")),
    over="decisions",
    item=NoticeItem.LAW,
    inputs=("decisions.at", "decisions.kind", "decisions.breached", "decisions.basis", "norms", "texts"),
    when=lambda audited, decision: bool(audited.settings.texts) and is_penalty(audited, decision),
)
def article_in_text(audited: Audited, decision: Decision) -> Iterator[Found]:
    """2017 Art. 39.1.3, 2021 Art. 59.1.3: a basis that no text has is none; of the text of the decision or of the act.

    Without a folder of texts (`Settings.texts`) the rule does not concern the file; a text that the folder lacks is
    missing.
    """
    on = day(decision.at, "decisions.at")
    days, known = law_days(audited, on), instruments_of(audited.norms)

    def check(each: Cited) -> Iterator[Found]:
        for place in each.places:
            instrument = known[place.instrument]
            if _is_counted(instrument, place, on) or _lies_in(audited.settings.texts, instrument, place, days):
                continue
            yield Found(_("“{words}”：法律文本中没有这一条、款、项", words=each.words), at=each.at)

    yield from each_of(cited(audited, decision), check)
