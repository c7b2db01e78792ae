"""Words for people: Chinese in the code, other languages from `.po` catalogues read through Babel.

The Chinese sentence is the message id. `_("…{x}…", x=…)` builds a lazy `Message`; nothing is translated
until somebody renders it. Packs have catalogues of their own, passed to `translate` by domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SOURCE_LOCALE: Final = "zh_CN"
LOCALES: Final = ("zh_CN", "en")

_active: ContextVar[str] = ContextVar("enforcement_norms_locale", default=SOURCE_LOCALE)


def active_locale() -> str:
    """The locale in which `str()` of a message speaks: `zh_CN` unless `speaking` says otherwise."""
    return _active.get()


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Let `str()` of messages speak `locale` inside the block; threads and tasks do not disturb each other."""
    token = _active.set(normalise(locale))
    try:
        yield
    finally:
        _active.reset(token)


@lru_cache(maxsize=64)
def normalise(locale: str) -> str:
    """`zh`, `zh-CN`, `en_US` → the locale we hold; ValueError names the known ones."""
    language = locale.replace("-", "_").split("_")[0].lower()
    for known in LOCALES:
        if known.split("_")[0] == language:
            return known
    raise ValueError(f"unknown locale {locale!r}; known: {', '.join(LOCALES)}")


class Message:
    """A sentence not yet spoken: the Chinese msgid with named places, and what stands in them."""

    __slots__ = ("domain", "msgid", "params")

    def __init__(self, msgid: str, params: Mapping[str, object] | None = None, domain: str = "") -> None:
        self.msgid = msgid
        self.params: Mapping[str, object] = params or {}
        self.domain = domain

    def render(self, locale: str | None = None) -> str:
        """The sentence in `locale` (default: the active one), its parameters rendered likewise."""
        chosen = normalise(locale) if locale else active_locale()
        text = translate(self.msgid, chosen, self.domain)
        if not self.params:
            return text
        return text.format(**{name: spoken(value, chosen) for name, value in self.params.items()})

    def __str__(self) -> str:
        return self.render()

    def __repr__(self) -> str:
        return f"Message({self.render(SOURCE_LOCALE)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (self.msgid, self.params, self.domain) == (other.msgid, other.params, other.domain)

    def __hash__(self) -> int:
        return hash((self.msgid, self.domain))


def spoken(value: object, locale: str) -> object:
    """A parameter in `locale`: whatever has `render(locale)` speaks for itself, lists are joined."""
    renders: Callable[[str], object] | None = getattr(value, "render", None)
    if renders is not None:
        return renders(locale)
    if isinstance(value, list | tuple):
        joint = "、" if locale == SOURCE_LOCALE else ", "
        return joint.join(str(spoken(item, locale)) for item in value)
    return value


def _(msgid: str, /, **params: object) -> Message:
    """Mark a Chinese sentence of the core for translation; places are `{name}`."""
    return Message(msgid, params)


def text(msgid: str, domain: str) -> Message:
    """A sentence of a pack (title, question), translated by the catalogue of that pack (`domain`)."""
    return Message(msgid, None, domain)


def translate(msgid: str, locale: str, domain: str = "") -> str:
    """The msgid in `locale`, from the catalogue of `domain` ("" = the core); itself where none has it."""
    if locale == SOURCE_LOCALE:
        return msgid
    return catalogue(locale, domain).get(msgid) or msgid


@cache
def catalogue(locale: str, domain: str = "") -> Mapping[str, str]:
    """All translations of one domain: the core's, or the one found at `<package>/locale` of a pack."""
    from importlib import resources

    package = domain or "enforcement_norms"
    name = "enforcement_norms" if not domain else domain.rpartition("enforcement_norms_")[2].rpartition(".")[2]
    place = resources.files(package).joinpath("locale", locale, "LC_MESSAGES", f"{name}.po")
    return read_catalogue(place) if place.is_file() else {}


class Translation(NamedTuple):
    """One entry of a `.po` file: the translation (empty where it still is), and whether it is marked as fuzzy."""

    string: str
    fuzzy: bool
    line: int


def read_catalogue(place: Traversable) -> Mapping[str, str]:
    """One `.po` file as msgid → translation, fuzzy and empty entries left out."""
    return {
        msgid: entry.string for msgid, entry in read_translations(place).items() if entry.string and not entry.fuzzy
    }


def read_translations(place: Traversable) -> Mapping[str, Translation]:
    """One `.po` file with all its entries by msgid, the unfinished ones too."""
    from babel.messages.pofile import read_po

    with place.open("rb") as stream:
        entries = read_po(stream)
    return {
        entry.id: Translation(str(entry.string or ""), bool(entry.fuzzy), entry.lineno or 0)
        for entry in entries
        if entry.id and isinstance(entry.id, str)
    }


def write_entry(msgid: str, note: str = "") -> str:
    """An untranslated entry as a `.po` file writes it, with a note on where the words stand."""
    from babel.messages.pofile import escape

    comment = f"#: {note}\n" if note else ""
    return f'\n{comment}msgid {escape(msgid)}\nmsgstr ""\n'
