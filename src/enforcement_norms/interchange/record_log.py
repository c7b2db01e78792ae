"""Records that can be trusted (记录防篡改): an append-only chain of digests over the steps of a case file.

Each link is the digest of its own words and of the link before, so that a link that is changed, taken out or put in
breaks every later one. Keep the last link (`head`) with somebody else: only against it is a cut end seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import count
from typing import Any, Final

import attrs

from ..errors import CaseInvalid, Place, Problem, ValueProblem
from ..i18n import Message, _
from ..model.casefile.file import CaseFile
from ..model.recorded import Recorded
from .case_files import case_file_data

ALGORITHMS: Final = ("sha256", "sm3")
LOG: Final = "enforcement-norms.record_log/1"
"""The name of the form, in the key `schema` of every line."""


class LinkKind(StrEnum):
    """What a link is of (环节种类)."""

    STEP = "step"
    """案卷的一步。"""
    DIGEST = "digest"
    """证据、文书、音像记录的摘要值。"""


@attrs.frozen
class Link:
    """One link of the chain (存证环节): what it is of, the digest of that, the link before, and its own digest."""

    number: int
    kind: LinkKind
    path: str
    at: str
    digest: str
    before: str
    link: str


@attrs.frozen
class Fault:
    """The first fault of a chain (链条断点): the number of the link, and what is wrong there."""

    number: int
    path: str
    message: Message


def has_sm3() -> bool:
    """Whether this platform computes SM3 (国密 SM3)."""
    return "sm3" in hashlib.algorithms_available


class RecordLog:
    """An append-only chain over the steps and digests of one case file (存证链).

    Raises:
        ValueProblem: the algorithm is unknown, or SM3 is asked for where the platform has none.
    """

    def __init__(self, algorithm: str = "sha256", links: Iterable[Link] = ()) -> None:
        if algorithm not in ALGORITHMS:
            raise ValueProblem(_("没有摘要算法“{name}”", name=algorithm), _("可用：sha256、sm3"))
        if algorithm == "sm3" and not has_sm3():
            raise ValueProblem(_("本机的密码库没有 SM3"), _("用 sha256，或者换用带 SM3 的 OpenSSL"))
        self.algorithm = algorithm
        self._links = list(links)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links so far."""
        return tuple(self._links)

    @property
    def head(self) -> str:
        """The last link, or the beginning of an empty chain."""
        return self._links[-1].link if self._links else _beginning(self.algorithm)

    def append(self, kind: LinkKind, path: str, digest: str, at: str = "") -> Link:
        """Add a link; nothing takes one away."""
        number, before = len(self._links) + 1, self.head
        link = Link(
            number, kind, path, at, digest, before, _linked(self.algorithm, number, kind, path, at, digest, before)
        )
        self._links.append(link)
        return link

    def record(self, case_file: CaseFile) -> tuple[Link, ...]:
        """Add what the file records and the chain does not hold yet: new steps, and steps that were amended."""
        latest = {link.path: link.digest for link in self._links}
        return tuple(
            self.append(kind, path, digest, at)
            for kind, path, digest, at in _entries(case_file, self.algorithm)
            if latest.get(path) != digest
        )

    def lines(self) -> Iterator[str]:
        """The chain as JSON Lines."""
        for link in self._links:
            yield _canonical({"schema": LOG, "algorithm": self.algorithm, **attrs.asdict(link)})

    @classmethod
    def from_lines(cls, lines: Iterable[str], file: str = "") -> RecordLog:
        """The chain that was written so, as it stands: whether it holds is for `first_fault` to say.

        Raises:
            CaseInvalid: a line is no link.
        """
        links: list[Link] = []
        algorithm = ALGORITHMS[0]
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                algorithm, link = _link_from(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                problem = Problem(
                    "EN310", Place(file, number), _("不是存证链的一行"), _("核对文件是否完整、是否被改动")
                )
                raise CaseInvalid(_("存证链不能读取"), (problem,)) from None
            links.append(link)
        return cls(algorithm, links)

    def first_fault(self, head: str | None = None) -> Fault | None:
        """The first broken or missing link, None where the chain holds.

        `head` is the last link as it was kept elsewhere; without it a cut end cannot be seen.
        """
        before = _beginning(self.algorithm)
        for number, link in zip(count(1), self._links, strict=False):
            if link.number != number:
                return Fault(number, link.path, _("第 {number} 环缺失或者次序不对", number=number))
            if link.before != before:
                return Fault(number, link.path, _("第 {number} 环与前一环不相接", number=number))
            own = _linked(self.algorithm, number, link.kind, link.path, link.at, link.digest, link.before)
            if link.link != own:
                return Fault(number, link.path, _("第 {number} 环（{path}）被改动", number=number, path=link.path))
            before = link.link
        if head is not None and before != head:
            number = len(self._links) + 1
            return Fault(number, "", _("第 {number} 环起缺失：链尾与另存的不符", number=number))
        return None

    def first_difference(self, case_file: CaseFile) -> Fault | None:
        """The first step at which file and chain differ: amended, taken out, or never recorded; None if they agree."""
        latest = {link.path: link for link in self._links}
        held = {path: digest for _kind, path, digest, _at in _entries(case_file, self.algorithm)}
        for link in latest.values():
            if link.path not in held:
                return Fault(link.number, link.path, _("案卷中缺少已存证的“{path}”", path=link.path))
            if held[link.path] != link.digest:
                return Fault(link.number, link.path, _("案卷的“{path}”与存证不一致", path=link.path))
        for path in held:
            if path not in latest:
                return Fault(len(self._links) + 1, path, _("“{path}”没有存证", path=path))
        return None


def digest_of(content: bytes, algorithm: str = "sha256") -> str:
    """The digest of some bytes, with its algorithm before it: `sha256:…`."""
    return f"{algorithm}:{hashlib.new(algorithm, content).hexdigest()}"


def _beginning(algorithm: str) -> str:
    return digest_of(LOG.encode(), algorithm)


def _linked(algorithm: str, number: int, kind: LinkKind, path: str, at: str, digest: str, before: str) -> str:
    return digest_of(_canonical([number, kind.value, path, at, digest, before]).encode(), algorithm)


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _link_from(data: dict[str, Any]) -> tuple[str, Link]:
    algorithm = data.pop("algorithm")
    if data.pop("schema") != LOG or algorithm not in ALGORITHMS:
        raise ValueError
    if data.keys() != {field.name for field in attrs.fields(Link)} or data["number"].__class__ is not int:
        raise ValueError
    words = {name: value for name, value in data.items() if name not in ("number", "kind")}
    if not all(isinstance(value, str) for value in words.values()):
        raise ValueError
    return algorithm, Link(number=data["number"], kind=LinkKind(data["kind"]), **words)


def _entries(case_file: CaseFile, algorithm: str) -> Iterator[tuple[LinkKind, str, str, str]]:
    """Every step of the file with the digest of its data, and every digest that a step records."""
    data = case_file_data(case_file)
    rest = {}
    for name, value in data.items():
        recorded = getattr(case_file, name, None)
        if isinstance(recorded, Recorded):
            yield from _step(name, value, algorithm)
        elif isinstance(recorded, tuple) and recorded and isinstance(recorded[0], Recorded):
            for index, each in enumerate(value):
                yield from _step(f"{name}[{index}]", each, algorithm)
        else:
            rest[name] = value
    yield from _step("case_file", rest, algorithm)


def _step(path: str, data: dict[str, Any], algorithm: str) -> Iterator[tuple[LinkKind, str, str, str]]:
    yield LinkKind.STEP, path, digest_of(_canonical(data).encode(), algorithm), str(data.get("at", ""))
    yield from _digests(path, data)


def _digests(path: str, data: Any) -> Iterator[tuple[LinkKind, str, str, str]]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name == "digest" and isinstance(value, str):
                yield LinkKind.DIGEST, f"{path}.digest", value, str(data.get("at", ""))
            else:
                yield from _digests(f"{path}.{name}", value)
    elif isinstance(data, list | tuple):
        for index, each in enumerate(data):
            yield from _digests(f"{path}[{index}]", each)
