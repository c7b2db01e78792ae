"""`audit_many`: the comparisons over the traces of many case files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from ...i18n import Message, _
from ...model.across_report import AcrossFinding, AcrossReport, NotCompared, Seen
from ...model.actors.registers import Registers
from ...model.casefile import CaseFile
from ...model.duty import Basis, Gravity, NoticeItem
from ..instruments import titles
from ..settings import Settings
from ..sources import business_environment, notice, penalty_2017, penalty_2021
from . import fines, numbers, places, visits
from .holding import TraceStore, told_of_disk
from .ledger import ONLY_IN_LEDGER
from .traces import Trace, trace_of, written_trace

Found = tuple[Message, Gravity, date, tuple[Seen, ...]]
Compare = Callable[[TraceStore, Registers, Settings], Iterator[Found]]

SYSTEM: Final = "across"
"""The system of these rules, beside those of single files."""
SYSTEM_LABEL: Final = _("跨案卷审查")
_PARTY: Final = ("party.credit_code", "party.citizen_id", "party.name")
_FINES: Final = (
    *_PARTY,
    "matter.violation",
    "matter.occurred_on",
    "matter.ended_on",
    "decisions.kind",
    "decisions.at",
    "decisions.sanctions",
    "decisions.sanctions.kind",
    "proceedings",
    "proceedings.result",
)
_STAYS: Final = tuple(
    f"{steps}.{name}" for steps in ("inspections", "questionings") for name in ("officers", "place", "at", "ended_at")
)


@frozen(eq=False)
class AcrossRule:
    """One comparison (跨案卷规则): its gravest finding, its articles by date, what it needs of every file.

    `needs` names what a trace may lack for it; the rest is as `Rule` has it.
    """

    id: str
    title: Message
    gravity: Gravity
    item: NoticeItem
    needs: str
    bases: tuple[Basis, ...]
    inputs: tuple[str, ...]
    compare: Compare
    system: str = SYSTEM
    pack: str = ""


ACROSS: Final = (
    AcrossRule(
        "across.fined_twice",
        _("同一个违法行为不得给予两次以上罚款"),
        Gravity.UNLAWFUL,
        NoticeItem.REPEATED,
        "fines",
        (penalty_2017("24"), penalty_2021("29")),
        _FINES,
        fines.fined_twice,
    ),
    AcrossRule(
        "across.fined_again_uncorrected",
        _("罚款应当同时责令改正，不得以罚代管"),
        Gravity.IRREGULAR,
        NoticeItem.FINES_FOR_SUPERVISION,
        "fines",
        (penalty_2017("23"), penalty_2021("28.1")),
        (*_FINES, "decisions.orders_correction"),
        fines.fined_again_uncorrected,
    ),
    AcrossRule(
        "across.inspected_apart",
        _("对同一检查对象的检查应当合并"),
        Gravity.IRREGULAR,
        NoticeItem.REPEATED,
        "visits",
        (business_environment("54"), notice("s3.2.2")),
        (
            *_PARTY,
            "inspections.at",
            "inspections.origin",
            "inspections.by_body",
            "inspections.yearly_cap",
        ),
        visits.inspected_apart,
    ),
    AcrossRule(
        "across.officer_in_two_places",
        _("同一执法人员不能同时在两处执法"),
        Gravity.IRREGULAR,
        NoticeItem.FALSIFIED,
        "stays",
        (penalty_2017("37.1"), penalty_2021("42.1"), notice("s3.2.2")),
        _STAYS,
        places.officer_in_two_places,
    ),
    AcrossRule(
        "across.number_twice",
        _("一个文号只用于一份决定"),
        Gravity.IRREGULAR,
        NoticeItem.DOCUMENTS,
        "numbers",
        (notice("s3.2.3"),),
        ("decisions", "decisions.number", "decisions.at"),
        numbers.number_twice,
    ),
)
"""The comparisons in the order of reports."""


def audit_many(
    case_files: Iterable[CaseFile], registers: Registers | None = None, *, settings: Settings | None = None
) -> AcrossReport:
    """What the files of one party or department show together (跨案卷审查), beside the report on each.

    The files may come as a stream; of each only its trace is kept. `registers` gives officers their names.
    """
    return compared((trace_of(file) for file in case_files), registers, settings=settings)


def compared(
    traces: Iterable[Trace], registers: Registers | None = None, *, settings: Settings | None = None
) -> AcrossReport:
    """As `audit_many`, from traces. A file that is given twice is one file."""
    with TraceStore() as store:
        store.keep(map(written_trace, traces))
        return compared_in(store, registers, settings=settings)


def compared_in(
    store: TraceStore, registers: Registers | None = None, *, settings: Settings | None = None
) -> AcrossReport:
    """As `audit_many`, from traces that are kept already; memory holds one party or one officer at a time."""
    held, chosen = registers or Registers(), settings or Settings()
    with told_of_disk():
        findings = tuple(finding for rule in ACROSS for finding in _findings(rule, store, held, chosen))
        return AcrossReport(
            store.files,
            findings,
            tuple(_not_compared(store)),
            ONLY_IN_LEDGER,
            titles(cite for finding in findings for cite in finding.cites),
        )


def _findings(rule: AcrossRule, store: TraceStore, registers: Registers, settings: Settings) -> Iterator[AcrossFinding]:
    """What one comparison finds, under the articles of the day."""
    for message, gravity, day, seen in rule.compare(store, registers, settings):
        cites = tuple(basis.cite for basis in rule.bases if basis.in_force.covers(day))
        if cites:
            yield AcrossFinding(rule.id, rule.title, gravity, rule.item, message, seen, day, cites)


def _not_compared(store: TraceStore) -> Iterator[NotCompared]:
    """For every comparison the inputs that files lack, with how many files lack them."""
    for rule in ACROSS:
        for (needs, name), (count, first) in sorted(store.lacks.items()):
            if needs == rule.needs:
                yield NotCompared(rule.id, rule.title, (name,), count, first)
