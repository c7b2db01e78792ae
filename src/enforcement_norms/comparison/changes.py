"""What a comparison of a clause says (前后比较的结果): the changes, as data and in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from ..i18n import Message, _


class Part(StrEnum):
    """Which part of a clause changed."""

    CLAUSE = "clause"
    BRANCH = "branch"
    MEASURE = "measure"
    EXEMPTION = "exemption"
    STANDARD = "standard"
    TIER = "tier"


@frozen
class Change:
    """One change: of which part, under which branch, what it was and what it is; None is not there."""

    part: Part
    what: Message
    before: Message | None
    after: Message | None
    branch: Message | None = None
    id: str = ""

    def render(self, locale: str | None = None) -> str:
        """The change in one sentence."""
        what = self.what if self.branch is None else _("{branch}，{what}", branch=self.branch, what=self.what)
        if self.before is None:
            return _("增加　{what}：{after}", what=what, after=self.after).render(locale)
        if self.after is None:
            return _("删去　{what}：{before}", what=what, before=self.before).render(locale)
        return _("改变　{what}：{before} → {after}", what=what, before=self.before, after=self.after).render(locale)

    def as_data(self, locale: str | None = None) -> dict[str, Any]:
        """The change as plain data for JSON, words in `locale`."""
        words = {"what": self.what, "branch": self.branch, "before": self.before, "after": self.after}
        kind = "added" if self.before is None else "removed" if self.after is None else "changed"
        said = {name: None if each is None else each.render(locale) for name, each in words.items()}
        return {"part": self.part.value, "change": kind, "id": self.id, **said}


@frozen
class Comparison:
    """A clause on two days: which versions govern, and every change between them."""

    violation: str
    title: Message
    from_: date
    to: date
    before: date | None
    """First day of the version in force on the first day; None where none is."""
    after: date | None
    changes: tuple[Change, ...] = field(default=())

    def render(self, locale: str | None = None) -> str:
        """The comparison in words, a line for each change."""
        return "\n".join(line.render(locale) for line in self._lines())

    def __str__(self) -> str:
        return self.render()

    def as_data(self, locale: str | None = None) -> dict[str, Any]:
        """The comparison as plain data for JSON, words in `locale`."""
        return {
            "schema": "enforcement-norms.comparison/1",
            "violation": self.violation,
            "title": self.title.render(locale),
            "from": self.from_.isoformat(),
            "to": self.to.isoformat(),
            "before": None if self.before is None else self.before.isoformat(),
            "after": None if self.after is None else self.after.isoformat(),
            "changes": [change.as_data(locale) for change in self.changes],
        }

    def _lines(self) -> Iterator[Message | Change]:
        yield _("{title}（{id}）", title=self.title, id=self.violation)
        for day, version in ((self.from_, self.before), (self.to, self.after)):
            if version is None:
                yield _("{day}：没有施行中的版本", day=day)
            else:
                yield _("{day}：自 {version} 起施行的版本", day=day, version=version)
        if not self.changes:
            yield _("没有变化")
        yield from self.changes
