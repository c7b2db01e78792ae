"""`diff`: what changed in a clause between two days (条款的前后比较), as data and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from attrs import field, frozen

from .compiler import Norms, Plan, Standing, Track, Way, standing_of
from .conditions import ALWAYS, Condition, joined
from .errors import CaseInvalid
from .evaluator.values import unknown
from .i18n import Message, _
from .model.penalty import Addressee, Joined, Mandate
from .model.violation import Violation
from .wording.clauses import Clauses
from .wording.names import Names
from .wording.words import MANDATES

NATIONWIDE: Final = "000000"


class Part(StrEnum):
    """Which part of a clause changed."""

    CLAUSE = "clause"
    BRANCH = "branch"
    MEASURE = "measure"
    STANDARD = "standard"


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


def diff(norms: Norms, violation: str, from_: date, to: date, jurisdiction: str = NATIONWIDE) -> Comparison:
    """What changed in a clause, and in the discretion standard for it, from one day to another.

    Raises:
        CaseInvalid: no such violation; near names are offered.
    """
    track = norms.tracks.get(violation)
    if track is None:
        message = _("没有名为“{name}”的违法行为", name=violation)
        raise CaseInvalid(message, (unknown("EN301", "violation", message, violation, list(norms.tracks)),))
    old, new = _on(norms, track, from_, jurisdiction), _on(norms, track, to, jurisdiction)
    last = new or old
    names = Names(track.rule_packs)
    title = names.own(last.plan.violation.title if last else track.versions[-1].title)
    changes = tuple(_changes(old, new))
    return Comparison(violation, title, from_, to, _start(old), _start(new), changes)


@frozen
class _Text:
    """The clause as it stands on one day, with what is needed to say it."""

    plan: Plan
    names: Names
    say: Clauses


def _on(norms: Norms, track: Track, day: date, jurisdiction: str) -> _Text | None:
    """The clause on a day; where it was replaced by another violation, that one."""
    for each in (track, _follower(norms, track)):
        version = each.version_on(day) if each is not None else None
        if each is not None and version is not None:
            plan = each.plan(version, day, day, jurisdiction)
            names = Names(each.rule_packs, (standing.measure for standing in standing_of(plan)), each.id)
            return _Text(plan, names, Clauses(names))
    return None


def _follower(norms: Norms, track: Track) -> Track | None:
    return norms.tracks.get(f"{track.pack.id}.{track.versions[-1].replaced_by}")


def _start(text: _Text | None) -> date | None:
    return None if text is None else text.plan.violation.in_force.from_


def _changes(old: _Text | None, new: _Text | None) -> Iterator[Change]:
    before = _facets(old)
    after = _facets(new)
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        told = other or one
        if told is None:
            continue
        was, now = (None if each is None else each.words for each in (one, other))
        if was is None or now is None or was.render() != now.render():
            yield Change(told.part, told.what, was, now, told.branch, key[1])


@frozen
class _Facet:
    """One thing that a clause says."""

    part: Part
    what: Message
    words: Message
    branch: Message | None = None


_Key = tuple[str, str, str]


def _facets(text: _Text | None) -> Mapping[_Key, _Facet]:
    """Everything that a clause says, by where it says it: branch, measure, aspect."""
    found: dict[_Key, _Facet] = {}
    if text is None:
        return found
    violation = text.plan.violation
    for aspect, facet in _of_clause(text, violation):
        found["", "", aspect] = facet
    several = len(text.plan.ways) > 1
    for number, way in enumerate(text.plan.ways):
        branch = way.branch.id or f"#{number}"
        title = _branch_title(text, way, number) if several else None
        if title is not None:
            when = _condition(text, way.branch.when)
            found[branch, "", "when"] = _Facet(Part.BRANCH, title, when)
        for standing in way.standing:
            found |= {
                (branch, standing.measure.id, aspect): each for aspect, each in _of_measure(text, standing, title)
            }
    for way in text.plan.additions:
        for standing in way.standing:
            facets = _of_measure(text, standing, None, way.branch.when)
            found |= {("also", standing.measure.id, aspect): each for aspect, each in facets}
    return found


def _of_clause(text: _Text, violation: Violation) -> Iterator[tuple[str, _Facet]]:
    names = text.names
    yield "title", _Facet(Part.CLAUSE, _("名称"), names.own(violation.title))
    yield "basis", _Facet(Part.CLAUSE, _("处罚依据"), _("{cited}", cited=names.cited(violation.basis)))
    if violation.breaches:
        yield "breaches", _Facet(Part.CLAUSE, _("违反的条款"), _("{cited}", cited=names.cited(violation.breaches)))
    if violation.when != ALWAYS:
        yield "when", _Facet(Part.CLAUSE, _("前提"), text.say.condition(violation.when))
    standard = text.plan.standard
    if standard is not None:
        title = _(
            "{title}（{document}）", title=names.own(standard.title or standard.issuer), document=standard.document
        )
        yield "standard", _Facet(Part.STANDARD, _("裁量基准"), title)
    for band in text.plan.bands:
        yield f"bands:{band.id}", _Facet(Part.STANDARD, _("裁量规则"), names.own(band.title))


def _branch_title(text: _Text, way: Way, number: int) -> Message:
    if way.branch.title:
        return text.names.own(way.branch.title)
    return _("第{number}种情形", number=number + 1)


def _condition(text: _Text, condition: Condition) -> Message:
    return _("其他情形") if condition == ALWAYS else text.say.condition(condition)


def _of_measure(
    text: _Text, standing: Standing, branch: Message | None, also: Condition = ALWAYS
) -> Iterator[tuple[str, _Facet]]:
    """What a clause says of one measure, aspect by aspect."""
    measure, names = standing.measure, text.names
    name = names.measure(measure)
    for aspect, label, words in _aspects(text, standing, also):
        what = name if label is None else _("{measure}的{aspect}", measure=name, aspect=label)
        yield aspect, _Facet(Part.MEASURE, what, words, branch)


def _aspects(text: _Text, standing: Standing, also: Condition) -> Iterator[tuple[str, Message | None, Message]]:
    measure, names, say = standing.measure, text.names, text.say
    optional = any(group.mandate is Mandate.MAY for group in standing.groups)
    yield "mandate", None, MANDATES[Mandate.MAY if optional else measure.mandate]
    if measure.amount is not None:
        yield "amount", _("数额"), _("{amount}", amount=say.amount(measure.amount, measure.unit))
    if measure.life:
        yield "term", _("期限"), _("终身")
    when = joined((also, *(group.when for group in standing.groups), measure.when))
    if when != ALWAYS:
        yield "when", _("条件"), say.condition(when)
    if measure.addressee != (Addressee.PARTY,):
        yield "addressee", _("对象"), _("{roles}", roles=names.addressees(measure))
    if measure.joined is Joined.MAY_ALSO:
        yield "joined", _("并处"), _("可以并处")
    for aspect, label, words in (
        ("scope", _("范围"), measure.scope),
        ("by", _("决定机关"), measure.by),
        ("starts", _("起算"), measure.starts),
    ):
        if words:
            yield aspect, label, names.own(words)
    if measure.cites:
        yield "cites", _("依据"), _("{cited}", cited=names.cited(measure.cites))


__all__ = ["Change", "Comparison", "Part", "diff"]
