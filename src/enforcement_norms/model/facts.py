"""What can be known of a case: facts (事实), judgements, circumstances (情节), definitions and grades."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

from ..conditions import COUNT, Condition
from ..errors import Place
from ..law import Citation, InForce


class FactKind(StrEnum):
    """What kind of value a fact has, and so how it is written, compared and counted with."""

    MONEY = "money"
    INTEGER = "integer"
    QUANTITY = "quantity"
    RATIO = "ratio"
    DURATION = "duration"
    DATE = "date"
    BOOLEAN = "boolean"
    ENUM = "enum"
    LIST = "list"
    EVENTS = "events"
    JUDGED = "judged"


class Derivation(StrEnum):
    """The three ways in which a fact may follow from others."""

    RATIO = "ratio"
    DAYS_BETWEEN = "days_between"
    SUM = "sum"


@frozen
class Derived:
    """How a fact follows from others: a ratio of two, the days between two dates, the sum of several."""

    how: Derivation
    of: tuple[str, ...]


@frozen
class Fact:
    """One datum that a case may hold (事实): its kind, what to ask for it, and in which unit.

    `unit` of a duration is `hours`, `days`, `months` or `years`; of an integer it is a word for people (人).
    `presumed` is the answer taken until somebody asserts otherwise (only for judged ones).
    `items` is the kind of the elements of a list; `values` are the ids and titles of an enum.
    """

    id: str
    kind: FactKind
    title: str
    question: str = ""
    unit: str = ""
    evidence: tuple[str, ...] = ()
    values: Mapping[str, str] = field(factory=dict)
    items: FactKind | None = None
    derived: Derived | None = None
    presumed: bool | None = None
    where: Place = field(default=Place(), eq=False)


class CountUntil(StrEnum):
    """Up to which day past events are counted."""

    ACT = "act"
    DECISION = "decision"


@frozen
class Count:
    """Which past events are counted (两年内…次): the events fact, the window, the day it ends, what counts.

    `within` is a number of `unit` (`years`, `months`, `days`) or None for ever; the act of the case itself
    counts one where `including_this` says so; `same_kind` counts only events of the same violation.
    """

    event: str
    within: int | None = None
    unit: str = "years"
    until: CountUntil = CountUntil.ACT
    including_this: bool = False
    same_kind: bool = False

    @property
    def term(self) -> str:
        """The term under which conditions ask for this count; also the name of its column in batch."""
        window = "ever" if self.within is None else f"{self.within}_{self.unit}"
        extras = [
            word for word, set_ in (("including_this", self.including_this), ("same_kind", self.same_kind)) if set_
        ]
        return COUNT + "__".join([self.event, window, f"until_{self.until}", *extras])


@frozen
class Constraint:
    """Two facts that are linked: the first is never more than the second (impossible witnesses are left out)."""

    fact: str
    at_most: str


@frozen
class Circumstance:
    """A circumstance of discretion or exemption (情节): established by assertion with evidence, or by facts.

    `when` lets facts establish it (an age); `excludes` names circumstances that cannot stand beside it.
    """

    id: str
    title: str
    question: str = ""
    when: Condition | None = None
    excludes: tuple[str, ...] = ()
    where: Place = field(default=Place(), eq=False)


@frozen
class Definition:
    """A term defined by an instrument (法定含义，如“情节严重”): the condition under which it holds.

    `open_ended`: the text ends in a catch-all (其他情节严重的情形), so that it can hold but never fail by
    facts alone; the catch-all is the judgement of the same key.
    """

    id: str
    title: str
    when: Condition
    cites: tuple[Citation, ...]
    in_force: InForce
    open_ended: bool = False
    counts: tuple[Count, ...] = ()
    where: Place = field(default=Place(), eq=False)


@frozen
class GradeLevel:
    """One level of a graded consequence (等级)."""

    id: str
    title: str
    when: Condition


@frozen
class Grade:
    """A graded consequence (事故等级 and the like), heaviest level first; the first that holds counts."""

    id: str
    title: str
    levels: tuple[GradeLevel, ...]
    cites: tuple[Citation, ...]
    in_force: InForce
    where: Place = field(default=Place(), eq=False)
