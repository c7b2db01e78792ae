"""What a rule sees (审查对象): the case file, the registers, the norms, and short ways to ask them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from attrs import field, frozen

from ..model.actors import EnforcementSubject, Officer, Registers
from ..model.casefile import CaseFile, Decision, DecisionKind, Evidence, Procedure, Served
from ..model.duty import Missing, need
from ..model.recorded import Moment
from .determining import case_of, determination_of
from .settings import Settings

if TYPE_CHECKING:
    from ..compiler import Norms
    from ..model.case import Case
    from ..model.determination import Determination
    from ..model.findings import CaseRule, Finding

T = TypeVar("T")


class Acting(NamedTuple):
    """Somebody acted at a step (实施行为): the place of the step, its moment, and who."""

    place: str
    at: Moment | None
    officer: str
    role: str


class _Once(Generic[T]):
    """A property that is found out when it is first asked for; without a lock, for one thread audits a file."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self.find = find
        self.name = ""
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, audited: Any, owner: type | None = None) -> T:
        found: T = self.find(audited)
        # Beside the class, so that the next time it is an attribute like any other.
        audited.__dict__[self.name] = found
        return found


@frozen(slots=False)
class Audited:
    """One case file with all that rules may ask (审查对象). `norms` is None where no packs are at hand."""

    file: CaseFile
    registers: Registers = field(factory=Registers)
    norms: Norms | None = None
    settings: Settings = field(factory=Settings)
    remembered: dict[Any, Any] = field(factory=dict, init=False, eq=False, repr=False)
    """What rules found out for each other, by name."""

    @_Once
    def officers(self) -> Mapping[str, Officer]:
        """The register of officers by id.

        Raises:
            Missing: the register is not at hand.
        """
        return need(self.registers.officers_by_id, "officers")

    @_Once
    def subjects(self) -> Mapping[str, EnforcementSubject]:
        """The register of subjects by id.

        Raises:
            Missing: the register is not at hand.
        """
        return need(self.registers.subjects_by_id, "subjects")

    @_Once
    def subject(self) -> EnforcementSubject:
        """The body that handles the case, from the register.

        Raises:
            Missing: the file does not name it, or the register does not hold it.
        """
        id_ = need(self.file.subject, "subject")
        return need(self.subjects.get(id_), "subjects")

    @_Once
    def acting(self) -> tuple[Acting, ...]:
        """Everybody who acted as an officer in the case, step by step, with the moment."""
        return tuple(_acting(self.file))

    @_Once
    def teams(self) -> Mapping[tuple[str, ...], list[Moment | None]]:
        """Who acted together as officers, and when: the same in short."""
        found: defaultdict[Any, list[Moment | None]] = defaultdict(list)
        officers: tuple[str, ...] | None = ()
        moments = found[officers]
        for steps in _steps_of_officers(self.file):
            if steps:
                for step in steps:
                    if step.officers != officers:  # mostly it is the same team as before
                        officers = step.officers
                        moments = found[officers]
                    moments.append(step.at)
        for payment in self.file.payments or ():
            found[payment.collected_by].append(payment.at)
        for nobody in (None, ()):
            found.pop(nobody, None)
        return found

    @_Once
    def acts(self) -> Mapping[str, list[Acting]]:
        """The same by officer, in the order in which they first acted."""
        found: dict[str, list[Acting]] = {}
        for act in self.acting:
            found.setdefault(act.officer, []).append(act)
        return found

    @_Once
    def evidence(self) -> Mapping[str, Evidence]:
        """The evidence of the file by id.

        Raises:
            Missing: it is not recorded.
        """
        return {each.id: each for each in need(self.file.evidence, "evidence")}

    @_Once
    def case(self) -> Case:
        """The case that the file describes, as the packs type it.

        Raises:
            Missing: as `determination`.
        """
        return case_of(self)

    @_Once
    def determination(self) -> Determination:
        """What `evaluate` finds lawful for the case as the file describes it.

        Raises:
            Missing: the file does not describe the case, or no packs are at hand.
        """
        return determination_of(self)

    def says_of_case(self, rule: CaseRule, case: Case) -> tuple[Finding, ...]:
        """What a rule of a pack says of the case; each is asked once."""
        known: tuple[Finding, ...] | None = self.remembered.get(rule.check)
        if known is None:
            known = self.remembered[rule.check] = tuple(rule.check(case))
        return known

    def decided(self) -> Decision:
        """The first decision of the file that imposes a penalty, else the first.

        Raises:
            Missing: no decision is recorded.
        """
        return self._decided

    @_Once
    def _decided(self) -> Decision:
        decisions = need(self.file.decisions, "decisions")
        if not decisions:
            raise Missing("decisions")
        for each in decisions:
            if each.kind is DecisionKind.PENALTY:
                return each
        return decisions[0]

    def once(self, name: str, found_by: Callable[[], T]) -> T:
        """What was found out under that name before, else what is found now; nothing is kept of what is Missing."""
        known = self.remembered.get(name)
        if known is None:
            known = self.remembered[name] = found_by()
        found: T = known
        return found

    def penalises(self, decision: Decision) -> bool:
        """Whether the decision imposes a penalty.

        Raises:
            Missing: the kind of the decision is not recorded.
        """
        kind = decision.kind
        if kind is None:
            raise Missing("decisions.kind")
        return kind is DecisionKind.PENALTY

    def received(self) -> Moment:
        """When the party received the decision; of an announcement the day on which it is served.

        Raises:
            Missing: no service of the decision is recorded, or not when.
        """
        for service in need(self.file.services, "services"):
            if need(service.of, "services.of") is Served.DECISION:
                return need(service.at, "services.at")
        raise Missing("services.at")

    @_Once
    def is_ordinary(self) -> bool:
        """Whether the case follows the ordinary procedure.

        Raises:
            Missing: the procedure is not recorded.
        """
        return need(self.file.procedure, "procedure") is Procedure.ORDINARY


def day(moment: Moment | None, name: str) -> date:
    """The day of a moment that a rule needs.

    Raises:
        Missing: it is not recorded; `name` is its path.
    """
    if moment is None:
        raise Missing(name)
    return moment.date() if isinstance(moment, datetime) else moment


_OF_OFFICERS: Final = (
    "inspections",
    "questionings",
    "evidence",
    "preservations",
    "measures",
    "decisions",
    "services",
    "enforcements",
)
"""Lists of steps that name their officers; payments name who collected them."""
_steps_of_officers: Final = attrgetter(*_OF_OFFICERS)


def _acting(file: CaseFile) -> Iterator[Acting]:
    for name, steps in zip(_OF_OFFICERS, _steps_of_officers(file), strict=True):
        for index, step in enumerate(steps or ()):
            for officer in step.officers or ():
                yield Acting(f"{name}[{index}]", step.at, officer, name)
    for index, payment in enumerate(file.payments or ()):
        for officer in payment.collected_by or ():
            yield Acting(f"payments[{index}]", payment.at, officer, "payments")
