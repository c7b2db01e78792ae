"""The names behind ids (名称): facts, circumstances, instruments, measures, as the packs of a determination give them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ..conditions import CIRCUMSTANCE, COUNT, JUDGED
from ..i18n import Message, _, text
from ..law import Citation, Instrument
from ..model.builtin import BUILTIN_FACTS
from ..model.determination import Assumption, Determination, Direction, Penalty
from ..model.discretion import DiscretionStandard
from ..model.facts import Circumstance, Count, Fact
from ..model.pack import Pack
from ..model.penalty import Measure, Unit
from ..model.violation import Branch, Exemption
from .phrases import Cited, OfPacks, listed, quantity
from .words import ADDRESSEES, DIRECTIONS, KINDS, KINDS_WITH_OBJECT, OVERLAYS, VALUES

CHOICE = "choice:"
EXEMPTION = "exemption:"
LIMITATION = "limitation"


class Names:
    """Looks names up in the packs that a determination refers to; an id without a name speaks for itself."""

    def __init__(self, packs: Iterable[Pack], measures: Iterable[Penalty | Measure] = (), violation: str = "") -> None:
        self.packs = tuple(packs)
        self.measures = {one.id: one for one in measures}
        self.violation = violation.rpartition(".")[2]
        """Whose own branches, readings and exemptions are meant where several violations have the same id."""

    @classmethod
    def of(cls, determination: Determination) -> Names:
        """The names that one determination needs."""
        options = (one for option in determination.options for one in option.penalties)
        penalties = (*options, *determination.statutory, *determination.penalties)
        return cls(determination.vocabulary, penalties, determination.violation)

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        """All instruments by id."""
        return {id_: each for pack in self.packs for id_, each in pack.sources.items()}

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """The catalogues of the packs: that of the pack itself before that of the general law."""
        own = sorted(self.packs, key=lambda pack: pack.id == "general")
        return tuple(dict.fromkeys(pack.module for pack in own if pack.module))

    def own(self, words: str) -> Message:
        """Words of a pack (a title, an object, a note) in the language of its catalogue."""
        return OfPacks(words, self.domains)

    def branch_title(self, branch: Branch, number: int) -> Message:
        """The title of a branch, or its number in the clause where it has none."""
        return self.own(branch.title) if branch.title else _("第{number}种情形", number=number)

    def cited(self, citations: Iterable[Citation]) -> Cited:
        """Citations in words."""
        return Cited(tuple(dict.fromkeys(citations)), self.instruments)

    def fact(self, id_: str) -> tuple[Fact, str] | None:
        """A fact and the catalogue that translates it."""
        for pack in self.packs:
            if id_ in pack.facts:
                return pack.facts[id_], pack.module
        return (BUILTIN_FACTS[id_], "") if id_ in BUILTIN_FACTS else None

    def circumstance(self, id_: str) -> tuple[Circumstance, str] | None:
        """A circumstance and the catalogue that translates it."""
        for pack in self.packs:
            if id_ in pack.circumstances:
                return pack.circumstances[id_], pack.module
        return None

    def count(self, term: str) -> Count | None:
        """How past events are counted under a term."""
        return next((pack.counts[term] for pack in self.packs if term in pack.counts), None)

    def standard(self, key: str) -> tuple[DiscretionStandard, str] | None:
        """A standard by `division:id`, and the catalogue that translates it."""
        division, _sep, id_ = key.partition(":")
        for pack in self.packs:
            for standard in pack.standards:
                if (standard.division, standard.id) == (division, id_):
                    return standard, pack.module
        return None

    def exemption(self, id_: str) -> Message:
        """The title of a rule under which there is no penalty."""
        for pack in self.packs:
            for each in _exemptions(pack, self.violation):
                if each.id == id_:
                    return text(each.title, pack.module)
        return _("{id}", id=id_)

    def definition(self, id_: str) -> Message:
        """A term defined by an instrument."""
        for pack in self.packs:
            for each in pack.definitions:
                if each.id == id_:
                    return text(each.title, pack.module)
        return _("{id}", id=id_)

    def grade(self, id_: str, levels: Iterable[str]) -> Message:
        """A graded consequence with some of its levels."""
        for pack in self.packs:
            for each in pack.grades:
                if each.id == id_:
                    titles = {level.id: text(level.title, pack.module) for level in each.levels}
                    named = listed(titles.get(level, level) for level in levels)
                    return _("{grade}为{values}", grade=text(each.title, pack.module), values=named)
        return _("{id}", id=id_)

    def branch(self, id_: str) -> Message | None:
        """The title of a branch of a clause, if it has one."""
        for pack in self.packs:
            for branch in _branches(pack, self.violation):
                if branch.id == id_ and branch.title:
                    return text(branch.title, pack.module)
        return None

    def term(self, term: str) -> Message:
        """What a term asks after: the title of the fact, judgement, circumstance, count or choice."""
        if term.startswith(CHOICE):
            return self._choice(term.removeprefix(CHOICE))
        if term.startswith(CIRCUMSTANCE):
            found = self.circumstance(term.removeprefix(CIRCUMSTANCE))
            return text(found[0].title, found[1]) if found else _("{id}", id=term)
        if term.startswith(EXEMPTION):
            return self.exemption(term.removeprefix(EXEMPTION))
        if term == LIMITATION:
            return _("发现违法行为的日期（追责时效）")
        if term in OVERLAYS:
            return OVERLAYS[term]
        if term.startswith(COUNT):
            return self._counted(term)
        fact = self.fact(term.removeprefix(JUDGED))
        if fact is not None:
            return text(fact[0].title, fact[1])
        return self.measure_id(term)

    def _counted(self, term: str) -> Message:
        """How often something happened within a window of time."""
        count = self.count(term)
        event = None if count is None else self.fact(count.event)
        if count is None or event is None:
            return _("{id}", id=term)
        title = text(event[0].title, event[1])
        if count.within is None:
            return _("{event}的次数", event=title)
        return _("{window}内{event}的次数", window=quantity(count.within, Unit(count.unit)), event=title)

    def question(self, term: str) -> Message:
        """The question by which a term is found out; its title where the pack has no question."""
        if term.startswith(CIRCUMSTANCE):
            found = self.circumstance(term.removeprefix(CIRCUMSTANCE))
            return text(found[0].question or found[0].title, found[1]) if found else _("{id}", id=term)
        count = self.count(term) if term.startswith(COUNT) else None
        fact = self.fact(count.event if count else term.removeprefix(JUDGED))
        if fact is None:
            return self.term(term)
        return text(fact[0].question or fact[0].title, fact[1])

    def value(self, assumption: Assumption) -> Message:
        """What an option supposes, in words: a value of an enum, yes or no, a choice."""
        term, value = assumption.term, assumption.value
        if term == CHOICE + "direction":
            return DIRECTIONS[Direction(value)]
        if term == CHOICE + "reading":
            return self._reading(value)
        fact = self.fact(term)
        if fact is not None and value in fact[0].values:
            return text(fact[0].values[value], fact[1])
        if term.startswith(CHOICE + "gap"):
            return (
                _("条文没有规定，不处") if value == "nothing" else _("比照第{number}种相邻情形", number=int(value) + 1)
            )
        if value in VALUES:
            return VALUES[value]
        return _("{id}", id=value)

    def _reading(self, id_: str) -> Message:
        """The reason for one of several readings of a text."""
        for pack in self.packs:
            for violation in pack.violations:
                for each in violation.readings if violation.id == self.violation else ():
                    if each.id == id_:
                        return text(each.reason, pack.module)
        return _("{id}", id=id_)

    def _choice(self, choice: str) -> Message:
        if choice == "reading":
            return _("条文的理解")
        if choice == "direction":
            return _("从轻、减轻或者从重的选择")
        if choice == "gap:branch":
            return _("条文没有规定的情形")
        if choice.startswith("gap:"):
            return _("“{measure}”条文没有规定的数额", measure=self.measure_id(choice.removeprefix("gap:")))
        return _("是否适用“{rule}”", rule=self.exemption(choice.removeprefix("exempt:")))

    def measure(self, one: Penalty | Measure) -> Message:
        """A measure with its object: 没收违法经营的食品, 吊销许可证件, 责令改正."""
        if not one.object:
            return KINDS[one.kind]
        named = self.own(one.object)
        if one.kind in KINDS_WITH_OBJECT:
            return Message(KINDS_WITH_OBJECT[one.kind].msgid, {"object": named})
        return _("{kind}：{object}", kind=KINDS[one.kind], object=named)

    def measure_id(self, id_: str) -> Message:
        """A measure by its id; the id itself where no such measure is known."""
        one = self.measures.get(id_)
        return self.measure(one) if one is not None else _("{id}", id=id_)

    def addressees(self, one: Penalty | Measure) -> object:
        """On whom a measure falls."""
        return listed(ADDRESSEES[each] for each in one.addressee)


def _exemptions(pack: Pack, violation: str) -> Iterable[Exemption]:
    for each in pack.violations:
        if each.id == violation:
            yield from each.exempt
    for rule in pack.instrument_rules:
        yield from rule.exempt


def _branches(pack: Pack, violation: str) -> Iterable[Branch]:
    for each in pack.violations:
        if each.id == violation:
            yield from each.branches
            for reading in each.readings:
                yield from reading.branches
