"""Instruments, citations and legal texts (法律文件、条款引用、法规文本)."""

from .articles import Article, Passage
from .citation import Citation, Level, NamedCitation, between, format_citation, place_in_chinese
from .instrument import BoundWords, InForce, Instrument, InstrumentKind, InstrumentVersion
from .library import LawLibrary, TextEntry, known_titles
from .numbers import Bound, LawNumber, Unit, numbers_in
from .running_text import CitedText, read_citations, short_titles_in
from .statute import Statute, read_statute
from .titles import canonical_title, short_title
from .tokens import Deviation

__all__ = [
    "Article",
    "Bound",
    "BoundWords",
    "Citation",
    "CitedText",
    "Deviation",
    "InForce",
    "Instrument",
    "InstrumentKind",
    "InstrumentVersion",
    "LawLibrary",
    "LawNumber",
    "Level",
    "NamedCitation",
    "Passage",
    "Statute",
    "TextEntry",
    "Unit",
    "between",
    "canonical_title",
    "format_citation",
    "known_titles",
    "numbers_in",
    "place_in_chinese",
    "read_citations",
    "read_statute",
    "short_title",
    "short_titles_in",
]
