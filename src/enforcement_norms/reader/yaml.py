"""YAML in, plain marked data out: our own narrow schema, and every deviation from it a problem with its place.

Only maps, lists, text, integers and `true`/`false`. No floats, no nulls, no anchors, aliases or tags, no second
document, no duplicate keys; dates stay text until somebody types them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from importlib.resources.abc import Traversable
from typing import Any, Final, NoReturn

from ..errors import Problem, cause_of
from ..i18n import Message, _
from .flaws import Flaw, Refused, refuse
from .marked import Map, Seq, Spot

LARGEST_FILE: Final = 1_000_000
"""Bytes; no file of a pack comes near it."""
DEEPEST: Final = 40
"""Levels of nesting."""
MOST_FLAWS: Final = 100
"""After so many the rest of a file is not worth reading."""

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
_FULL_WIDTH_KEY: Final = re.compile(r"^[ -]*[\w.]+：", re.MULTILINE)
_SPECIAL: Final = frozenset("0123456789-+.~tfnN")
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT: Final = re.compile(
    r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_EMPTY: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS: Final = {"true": True, "false": False}
_MISSING: Final = object()


class Unreadable(Exception):
    """A file that cannot be used: all that is wrong with it, and what could be read nevertheless."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.problems = problems


def read_yaml(place: Traversable, name: str) -> Map | Seq:
    """The data of one file, shown in problems as `name`.

    Raises:
        Unreadable: with every problem of the file.
    """
    try:
        with place.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        flaw = Flaw("EN001", _("文件无法读取：{reason}", reason=cause_of(error)))
        raise Unreadable((flaw.problem(name),)) from error
    return parse_yaml(raw, name)


def parse_yaml(raw: bytes, name: str) -> Map | Seq:
    """The data in the bytes of one file, shown in problems as `name`.

    Raises:
        Unreadable: with every problem of the file.
    """
    try:
        return _Builder(_checked(raw)).build()
    except Refused as refused:
        raise Unreadable(tuple(flaw.problem(name) for flaw in refused.flaws)) from None


def _checked(raw: bytes) -> str:
    """The text of the file, or a refusal of what no parser should see."""
    if len(raw) > LARGEST_FILE:
        limit = LARGEST_FILE // 1_000_000
        raise refuse("EN002", _("文件超过 {limit} MB", limit=limit), _("一个文件只写一个违法行为的一个版本"), (1, 1))
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise refuse("EN003", _("文件以字节顺序标记（BOM）开头"), _("另存为不带 BOM 的 UTF-8"), (1, 1))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        spot = _spot_in(raw[: error.start].decode("utf-8"), -1)
        raise refuse("EN001", _("文件不是 UTF-8 编码"), _("另存为 UTF-8"), spot) from None
    flaws = []
    if (position := text.find("\t")) >= 0:
        flaws.append(Flaw("EN005", _("文件中有制表符"), _("缩进和间隔用空格"), spot=_spot_in(text, position)))
    if found := _CONTROL.search(text):
        code_point = f"U+{ord(found[0]):04X}"
        spot = _spot_in(text, found.start())
        flaws.append(
            Flaw("EN004", _("文件中有控制字符 {code_point}", code_point=code_point), _("删去该字符"), spot=spot)
        )
    if flaws:
        raise Refused(flaws)
    return text


def _spot_in(text: str, position: int) -> Spot:
    before = text if position < 0 else text[:position]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class _Builder:
    """Builds marked data from the parser's events; gathers what is wrong and goes on where it can."""

    def __init__(self, text: str) -> None:
        import yaml

        self.text = text
        self.flaws: list[Flaw] = []
        self.depth = 0
        self.yaml: Any = yaml
        self.scalar, self.alias, self.mapping = yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingStartEvent
        self.end_of_map, self.end_of_list = yaml.MappingEndEvent, yaml.SequenceEndEvent

    def build(self) -> Map | Seq:
        """The data of the whole text.

        Raises:
            Refused: with all that is wrong.
        """
        yaml = self.yaml
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(self.text)
        self.next: Callable[[], Any] = loader.get_event
        try:
            root = self._stream()
        except yaml.MarkedYAMLError as error:
            raise Refused([*self.flaws, self._syntax(str(error.problem), error.problem_mark)]) from None
        except yaml.YAMLError:
            raise Refused([*self.flaws, Flaw("EN006", _("不是 YAML"), spot=(1, 1))]) from None
        finally:
            loader.dispose()
        if root is _MISSING and not self.flaws:
            raise refuse("EN012", _("文件没有内容"), spot=(1, 1))
        if self.flaws:
            raise Refused(self.flaws)
        if not isinstance(root, Map | Seq):
            raise refuse("EN103", _("文件应是映射或者列表"), self._full_width()[1], (1, 1))
        return root

    def _stream(self) -> Any:
        """The one document of the stream."""
        root: Any = _MISSING
        documents = 0
        while (event := self.next()) is not None and event.__class__ is not self.yaml.StreamEndEvent:
            if event.__class__ is self.yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    hint = _("删去“---”，分成几个文件")
                    self._fatal("EN013", _("一个文件只能有一个 YAML 文档"), hint, _spot(event))
                event = self.next()
                root = self._value(event, _spot(event))
        return root

    def _value(self, event: Any, spot: Spot) -> Any:
        """The value that begins with an event."""
        kind = event.__class__
        if kind is self.alias:
            self._add("EN008", _("不能用别名（*{name}）", name=event.anchor), _("把内容写全"), spot)
            return _MISSING
        if event.anchor is not None or event.tag is not None:
            self._decoration(event, spot)
        if kind is self.scalar:
            text = event.value
            return text if event.style or (text and text[0] not in _SPECIAL) else self._plain(text, spot)
        self.depth += 1
        if self.depth > DEEPEST:
            self._fatal("EN010", _("嵌套超过 {deepest} 层", deepest=DEEPEST), None, spot)
        made = self._map(spot) if kind is self.mapping else self._list(spot)
        self.depth -= 1
        return made

    def _map(self, spot: Spot) -> Map:
        made = Map(spot)
        marks, following = made.marks, self.next
        while (event := following()).__class__ is not self.end_of_map:
            at_key = _spot(event)
            key = self._key(event, at_key)
            good = (key not in marks and key.isascii()) or self._good_key(made, key, at_key)
            event = following()
            at_value = _spot(event)
            value = self._value(event, at_value)
            if good:
                made[key] = value
                marks[key] = (at_key, at_value)
        return made

    def _list(self, spot: Spot) -> Seq:
        made = Seq(spot)
        while (event := self.next()).__class__ is not self.end_of_list:
            there = _spot(event)
            made.append(self._value(event, there))
            made.marks.append(there)
        return made

    def _key(self, event: Any, spot: Spot) -> str:
        if event.__class__ is not self.scalar:
            self._fatal("EN014", _("键应是文字"), None, spot)
        if event.anchor is not None or event.tag is not None:
            self._decoration(event, spot)
        key: str = event.value
        return key

    def _good_key(self, container: Map, key: str, spot: Spot) -> bool:
        if not key.isascii() and (plain := unicodedata.normalize("NFKC", key)) != key:
            self._add("EN011", _("键“{key}”中有全角字符", key=key), _("写作 {plain}", plain=plain), spot)
            return False
        if key in container.marks:
            line = container.marks[key][0][0]
            hint = _("合并或者改名；并且关系用 all")
            self._add("EN007", _("键“{key}”重复，第 {line} 行已有", key=key, line=line), hint, spot)
            return False
        return True

    def _decoration(self, event: Any, spot: Spot) -> None:
        """Anchors and tags, which nothing may bear."""
        if event.anchor is not None:
            self._add("EN008", _("不能用锚点（&{name}）", name=event.anchor), _("把内容写全"), spot)
        if event.tag is not None:
            self._add("EN008", _("不能用标签（{tag}）", tag=event.tag), _("删去标签"), spot)

    def _plain(self, text: str, spot: Spot) -> Any:
        """An unquoted scalar: true, false, integer or text."""
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if text in _EMPTY:
            self._add("EN012", _("值是空的"), _("写上值，或者删去这个键"), spot)
            return _MISSING
        if _FLOAT.fullmatch(text):
            hint = _("金额写“6.5万元”，倍数写“1.5倍”，比例写“30%”；若是文字，加引号")
            self._add("EN009", _("不能用浮点数 {text}", text=text), hint, spot)
            return _MISSING
        return text

    def _add(self, code: str, message: Message, hint: Message | None, spot: Spot) -> None:
        self.flaws.append(Flaw(code, message, hint, spot=spot))
        if len(self.flaws) >= MOST_FLAWS:
            raise Refused(self.flaws)

    def _fatal(self, code: str, message: Message, hint: Message | None, spot: Spot) -> NoReturn:
        raise Refused([*self.flaws, Flaw(code, message, hint, spot=spot)])

    def _full_width(self) -> tuple[Spot | None, Message | None]:
        """A line that looks like a key with a full-width colon."""
        found = _FULL_WIDTH_KEY.search(self.text)
        if found is None:
            return None, None
        return _spot_in(self.text, found.end() - 1), _("冒号用半角，后面加空格")

    def _syntax(self, problem: str, mark: Any) -> Flaw:
        spot = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        colon, hint = self._full_width()
        if colon is not None and colon[0] <= spot[0]:
            return Flaw("EN011", _("键后面是全角冒号"), hint, spot=colon)
        for words, message, remedy in _SYNTAX:
            if words in problem:
                return Flaw("EN006", message, remedy, spot=spot)
        return Flaw("EN006", _("YAML 语法错误"), _("检查缩进、引号、括号"), spot=spot)


def _spot(event: Any) -> Spot:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


# The two parsers of PyYAML word their errors a little differently; the first words found decide.
_SYNTAX: Final = (
    ("mapping values are not allowed", _("此处不能再出现“键: 值”"), _("检查缩进；值里有“: ”时整个值加引号")),
    ("could not find expected ':'", _("键后面缺少冒号和空格"), _("写作“键: 值”")),
    ("end of stream", _("引号没有合上"), _("补上引号")),
    ("expected ',' or", _("括号没有合上，或者缺少逗号"), _("检查 [ ] { } 和逗号")),
    ("cannot start any token", _("值不能以这个字符开头"), _("整个值加引号")),
    ("expected <block end>", _("缩进不一致"), _("同一层的键和列表项左端对齐")),
    ("did not find expected key", _("缩进不一致"), _("同一层的键和列表项左端对齐")),
    ("did not find expected '-' indicator", _("缩进不一致"), _("同一层的键和列表项左端对齐")),
    ("block sequence entries are not allowed", _("此处不能开始列表"), _("列表项另起一行")),
)
