"""What the reader finds wrong while it descends: a flaw with its path, gathered on the way up into problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Final

from attrs import evolve, frozen

from ..errors import Place, Problem, ValueProblem
from ..i18n import Message, _
from .marked import Map, Seq, Spot

Step = str | int

_FEW: Final = 8
_ID: Final = re.compile(r"[a-z][a-z0-9_]*")


@frozen
class Flaw:
    """One fault: code, sentence, remedy, the path to it from where it was seen, and its spot once known.

    `at_key`: the fault is the name under which a value stands, not the value.
    """

    code: str
    message: Message
    hint: Message | None = None
    path: tuple[Step, ...] = ()
    spot: Spot | None = None
    at_key: bool = False

    def problem(self, file: str, root: str = "") -> Problem:
        """The flaw as everybody else sees it; without a file the path stands for the place."""
        line, column = self.spot or (0, 0)
        return Problem(self.code, Place(file, line, column, written_path((root, *self.path))), self.message, self.hint)


class Refused(Exception):
    """Something could not be read; all its flaws."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        super().__init__()
        self.flaws = tuple(flaws)

    def __str__(self) -> str:
        return "; ".join(str(flaw.message) for flaw in self.flaws)


def refuse(code: str, message: Message, hint: Message | None = None, spot: Spot | None = None) -> Refused:
    """The refusal of one value, to be raised."""
    return Refused([Flaw(code, message, hint, spot=spot)])


def refuse_name(code: str, message: Message, hint: Message | None = None) -> Refused:
    """The refusal of the name under which a value stands, to be raised."""
    return Refused([Flaw(code, message, hint, at_key=True)])


def unreadable(problem: ValueProblem) -> Refused:
    """The refusal of a value that a parser could not read, in the parser's own words."""
    return refuse("EN105", problem.message, problem.hint)


def within(flaws: Iterable[Flaw], step: Step, container: object) -> list[Flaw]:
    """The flaws of a part, seen from the whole: the path grows, and a spot not yet known is the part's."""
    at_value = spot_of(container, step)
    at_key = key_spot(container, step) or at_value
    return [
        evolve(flaw, path=(step, *flaw.path), spot=flaw.spot or (at_key if flaw.at_key else at_value)) for flaw in flaws
    ]


def spot_of(container: object, step: Step) -> Spot | None:
    """Where the value under a key or index stands, if the container remembers."""
    if isinstance(container, Map) and isinstance(step, str):
        marks = container.marks.get(step)
        return marks[1] if marks else container.spot
    if isinstance(container, Seq) and isinstance(step, int):
        return container.marks[step]
    return None


def key_spot(container: object, key: Step) -> Spot | None:
    """Where a key stands, if the container remembers."""
    if isinstance(container, Map) and isinstance(key, str) and key in container.marks:
        return container.marks[key][0]
    return None


def own_spot(container: object) -> Spot | None:
    """Where a map or list begins, if it remembers."""
    return container.spot if isinstance(container, Map | Seq) else None


def written_path(steps: Iterable[Step]) -> str:
    """The path as people write it: facts.goods_value, persons[0].role."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        elif step:
            path += f".{step}" if path else step
    return path


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Known names that look like `name`, best first; at most three."""
    return tuple(get_close_matches(name, list(known), n=3, cutoff=0.6))


def near_hint(name: str, known: Iterable[str]) -> Message | None:
    """The question whether a near name was meant; None where nothing is near."""
    names = near(name, known)
    return _("是否指：{names}", names=names) if names else None


def unknown_key(key: str, known: Iterable[str], container: object) -> Flaw:
    """An unknown key, with near names or else all that may stand there."""
    known = tuple(known)
    hint = near_hint(key, known) or _("可用的键：{keys}", keys=sorted(set(known)))
    return Flaw("EN101", _("未知的键“{key}”", key=key), hint, (key,), key_spot(container, key))


def missing_key(key: str, container: object) -> Flaw:
    """A required key that is absent, shown at the map that lacks it."""
    return Flaw("EN102", _("缺少键“{key}”", key=key), None, (), own_spot(container))


def wrong_type(expected: Message, value: object) -> Refused:
    """A value of another kind than expected."""
    message = _("此处应是{expected}，而不是{found}", expected=expected, found=kind_of(value))
    return refuse("EN103", message, spot=own_spot(value))


def kind_of(value: object) -> Message:
    """What a value is, in words."""
    if isinstance(value, bool):
        return _("布尔值 {value}", value="true" if value else "false")
    if isinstance(value, int):
        return _("整数 {value}", value=value)
    if isinstance(value, str):
        return _("文字“{value}”", value=value if len(value) <= 40 else value[:40] + "…")  # noqa: PLR2004
    if isinstance(value, dict):
        return _("映射")
    if isinstance(value, list | tuple):
        return _("列表")
    if value is None:
        return _("空值")
    return _("{type} 类型的值", type=type(value).__name__)


def the_map(value: object) -> dict[str, object]:
    """The value as a map, or a refusal."""
    if isinstance(value, dict):
        return value
    raise wrong_type(_("映射（键: 值）"), value)


def the_list(value: object) -> list[object]:
    """The value as a list, or a refusal."""
    if isinstance(value, list):
        return value
    raise wrong_type(_("列表"), value)


def one_or_more(value: object) -> list[object]:
    """A list, or a single value as a list of one."""
    return value if isinstance(value, list) else [value]


def the_text(value: object) -> str:
    """The value as text; an integer that stands unquoted is taken as written."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise wrong_type(_("文字"), value)


def the_integer(value: object) -> int:
    """The value as an integer, or a refusal."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise wrong_type(_("整数"), value)


def the_boolean(value: object) -> bool:
    """The value as true or false, or a refusal."""
    if isinstance(value, bool):
        return value
    raise wrong_type(_("布尔值 true 或者 false"), value)


def one_of(value: object, known: Collection[str]) -> str:
    """One of the words that may stand there."""
    text = the_text(value)
    if text in known:
        return str(text)
    words = tuple(str(word) for word in known)
    raise refuse(
        "EN104", _("“{value}”不可用", value=text), near_hint(text, words) or _("可用的值：{values}", values=words)
    )


def an_id(value: object) -> str:
    """An identifier in snake_case."""
    text = the_text(value)
    if _ID.fullmatch(text):
        return text
    raise refuse("EN118", _("标识“{id}”不合格式", id=text), _("小写英文字母开头，只用小写字母、数字、下划线"))


def unknown_name(code: str, message: Message, name: str, known: Iterable[str]) -> Refused:
    """The refusal of a name that nobody declared, with near ones; all of them where they are few."""
    names = tuple(known)
    few = len(names) <= _FEW
    return refuse(
        code, message, near_hint(name, names) or (_("可用的值：{values}", values=names) if names and few else None)
    )
