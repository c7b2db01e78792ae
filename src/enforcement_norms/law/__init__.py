"""Instruments, citations and legal texts (法律文件、条款引用、法规文本).

The readers of texts are imported when first asked for: to compute a case, citations are enough.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from .citation import Citation, Level, NamedCitation, between, format_citation, place_in_chinese
from .instrument import BoundWords, InForce, Instrument, InstrumentKind, InstrumentVersion
from .titles import canonical_title, short_title

if TYPE_CHECKING:
    from .articles import Article, Passage
    from .law_number import Bound, LawNumber, Unit
    from .library import LawLibrary, TextEntry, known_titles
    from .numbers import numbers_in
    from .running_text import CitedText, read_citations, short_titles_in
    from .statute import Statute, read_statute
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

_READERS: Final = {
    "articles": ("Article", "Passage"),
    "library": ("LawLibrary", "TextEntry", "known_titles"),
    "law_number": ("Bound", "LawNumber", "Unit"),
    "numbers": ("numbers_in",),
    "running_text": ("CitedText", "read_citations", "short_titles_in"),
    "statute": ("Statute", "read_statute"),
    "tokens": ("Deviation",),
}
_HOME: Final = {name: module for module, names in _READERS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value
