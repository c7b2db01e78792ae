"""An audit report in words (审查报告的文字), as plain data, and as a page of HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from ..i18n import Message, _, active_locale
from ..law import Citation, NamedCitation
from ..model.audit_report import AuditFinding, AuditReport, NotChecked
from ..model.duty import Gravity, Rule
from .catalogue import SYSTEMS
from .inputs import label_of_input
from .instruments import ALL_INSTRUMENTS

if TYPE_CHECKING:
    from .across import AcrossRule

REPORT: Final = "enforcement-norms.audit/1"
"""The name of the form, in the key `schema` of every report."""
REGISTERS_REPORT: Final = "enforcement-norms.audit_registers/1"
"""The name of the form of a report on registers."""
_NO_TITLES: Final[Mapping[str, str]] = {}
_STEP: Final = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")

Data = dict[str, Any]


def place_in_words(place: str) -> Message | str:
    """Where something stands: `decisions[0].sanctions[1]` → 处罚决定第1项·处罚内容第2项."""
    if not place:
        return _("全案")
    names, path = [], ""
    for step in place.split("."):
        matched = _STEP.fullmatch(step)
        if matched is None:
            names.append(_("{name}", name=step))
            continue
        path = f"{path}.{matched[1]}" if path else matched[1]
        label = label_of_input(path)
        names.append(label if matched[2] is None else _("{label}第{number}项", label=label, number=int(matched[2]) + 1))
    return _Joined(names)


class _Joined(Message):
    """Words one after the other, with a dot between."""

    __slots__ = ("parts",)

    def __init__(self, parts: Iterable[Message]) -> None:
        super().__init__("")
        self.parts = tuple(parts)

    def render(self, locale: str | None = None) -> str:
        return "·".join(part.render(locale) for part in self.parts)


def cited(cites: Iterable[Citation], titles: Mapping[str, str] = _NO_TITLES) -> list[NamedCitation]:
    """Citations with the titles of their instruments; `titles` has those that only a pack knows, by id."""
    return [NamedCitation(cite, _title_of(cite.instrument, titles)) for cite in cites]


def _title_of(instrument: str, titles: Mapping[str, str]) -> Message | str:
    """The title: that of an instrument of the audit itself in every language, since it stands among our sentences."""
    known = ALL_INSTRUMENTS.get(instrument)
    return titles.get(instrument, instrument) if known is None else Message(known.title)


def lines_of(report: AuditReport, *, whole: bool = True, name: Message | None = None) -> Iterator[Message | str]:
    """The report line by line; `whole` lists rules that could not be checked one by one; `name` heads it."""
    yield name or _("案卷 {file} {title}", file=report.file, title=report.title)
    counts = Counter(each.gravity for each in report.findings)
    if report.findings:
        numbers = [
            _("{gravity} {count} 处", gravity=each.label, count=counts[each]) for each in Gravity if counts[each]
        ]
        yield _("  发现问题：{numbers}", numbers=numbers)
    else:
        yield _("  没有发现问题")
    for finding in in_order(report.findings):
        yield from _finding_lines(finding, report.titles)
    for broken in report.broken:
        yield _("  规则 {rule} 自身出错，没有得出结论：{error}", rule=broken.rule, error=broken.error)
    if report.not_checked:
        yield _("  无法核查 {count} 处", count=len(report.not_checked))
        for each in report.not_checked if whole else ():
            yield _("    {rule}：{reason}", rule=each.title, reason=reason_of(each))
    yield _(
        "  核查通过 {passed} 条规则，与本案无关 {idle} 条", passed=len(report.passed), idle=len(report.not_applicable)
    )
    if whole:
        yield from _system_lines(report)


def in_order(findings: Iterable[AuditFinding]) -> list[AuditFinding]:
    """The findings as people read them: the gravest first, system by system."""
    return sorted(findings, key=_order)


def _order(finding: AuditFinding) -> tuple[int, int, str]:
    return finding.gravity.weight, _PLACES.get(finding.system, len(_PLACES)), finding.rule


_PLACES: Final = {system: place for place, system in enumerate(SYSTEMS)}


def _finding_lines(finding: AuditFinding, titles: Mapping[str, str]) -> Iterator[Message]:
    item = finding.item
    yield _("  〔{gravity}〕{message}", gravity=finding.gravity.label, message=finding.message)
    where: Message | str = place_in_words(finding.place)
    if finding.on is not None:
        yield _("    位置：{place}，{day}", place=where, day=finding.on.isoformat())
    else:
        yield _("    位置：{place}", place=where)
    yield rule_line(finding)
    yield _("    依据：{cites}", cites=cited(finding.cites, titles))
    yield _("    通知所列：{kind}——{item}", kind=item.notice_class.label, item=item.label)


def rule_line(finding: AuditFinding) -> Message:
    """Which rule spoke, and for a rule of a pack which pack."""
    if finding.pack:
        return _(
            "    规则：{title}（{rule}，领域包 {pack}）", title=finding.title, rule=finding.rule, pack=finding.pack
        )
    return _("    规则：{title}（{rule}）", title=finding.title, rule=finding.rule)


def _system_lines(report: AuditReport) -> Iterator[Message]:
    """The systems in which something was found, or could not be checked."""
    for system, count in system_counts(report).items():
        if not count["findings"] and not count["not_checked"]:
            continue
        yield _(
            "    {system}：问题 {found}，通过 {passed}，无法核查 {unknown}，无关 {idle}",
            system=system_name(system),
            found=count["findings"],
            passed=count["passed"],
            unknown=count["not_checked"],
            idle=count["not_applicable"],
        )


def system_name(system: str) -> Message:
    """What people call a system; of a pack's own its id."""
    return SYSTEMS.get(system) or _("{name}", name=system)


def reason_of(each: NotChecked) -> Message:
    """Why a rule could not be checked: what is missing, or which calendar."""
    if each.gap is not None:
        return _("无法核查：{gap}", gap=each.gap)
    return _lacking(each.missing)


@lru_cache(maxsize=4096)
def _lacking(missing: tuple[str, ...]) -> Message:
    return _("无法核查：缺少{missing}", missing=[label_of_input(path) for path in missing])


@lru_cache(maxsize=4096)
def _lacking_in(missing: tuple[str, ...], locale: str) -> str:
    return _lacking(missing).render(locale)


def registers_data(report: AuditReport) -> Data:
    """The report on the registers as plain data: as `report_data`, under a name of its own."""
    return report_data(report) | {"schema": REGISTERS_REPORT}


def report_data(report: AuditReport) -> Data:
    """The report as plain data for JSON, words in the active locale."""
    return heading_data(report) | said_data(report) | silent_data(report)


def heading_data(report: AuditReport) -> Data:
    """What tells one report from another as plain data: the first keys of `report_data`."""
    return {"schema": REPORT, "file": report.file, "title": report.title}


def said_data(report: AuditReport) -> Data:
    """What a report says as plain data: the keys of `report_data` after the heading."""
    locale = active_locale()
    return {
        "findings": [
            {
                "rule": each.rule,
                "pack": each.pack,
                "system": each.system,
                "title": each.title.render(),
                "gravity": each.gravity.value,
                "class": each.item.notice_class.value,
                "item": each.item.value,
                "place": each.place,
                "on": None if each.on is None else each.on.isoformat(),
                "message": each.message.render(),
                "cites": [{"id": one.citation.id, "text": one.render()} for one in cited(each.cites, report.titles)],
            }
            for each in report.findings
        ],
        "not_checked": [
            {
                "rule": each.rule,
                "pack": each.pack,
                "system": each.system,
                "place": each.place,
                "missing": list(each.missing),
                "reason": _lacking_in(each.missing, locale) if each.gap is None else reason_of(each).render(locale),
            }
            for each in report.not_checked
        ],
        "broken": [
            {"rule": each.rule, "pack": each.pack, "system": each.system, "place": each.place, "error": each.error}
            for each in report.broken
        ],
    }


def silent_data(report: AuditReport) -> Data:
    """Which rules had nothing to say, and how many of each system, as plain data: the last keys of `report_data`."""
    return {
        "passed": list(report.passed),
        "not_applicable": list(report.not_applicable),
        "systems": system_counts(report),
    }


def system_counts(report: AuditReport) -> dict[str, dict[str, int]]:
    """How much every system found, passed, could not check, and did not concern the file."""
    found = Counter([each.system for each in report.findings])
    unknown = Counter([each.system for each in report.not_checked] + [each.system for each in report.broken])
    return {
        system: {
            "findings": found.get(system, 0),
            "passed": passed,
            "not_checked": unknown.get(system, 0),
            "not_applicable": idle,
        }
        for system, passed, idle in _of_systems(report.passed, report.not_applicable, Same(report.systems))
        if passed or idle or system in found or system in unknown
    }


@frozen(eq=False)
class Same:
    """Something that is equal to itself alone, so that a cache need not compare what is in it."""

    held: Mapping[str, str]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)


@lru_cache(maxsize=512)
def _of_systems(passed: tuple[str, ...], idle: tuple[str, ...], systems: Same) -> tuple[tuple[str, int, int], ...]:
    """Every system with how many of its rules passed and did not concern the file; most files share the answer."""
    went, rested = (Counter(map(systems.held.__getitem__, rules)) for rules in (passed, idle))
    return tuple((system, went[system], rested[system]) for system in dict.fromkeys(systems.held.values()))


def rule_data(rule: Rule | AcrossRule) -> Data:
    """A rule as plain data: its articles by date, its inputs."""
    return {
        "id": rule.id,
        "title": rule.title.render(),
        "system": rule.system,
        "pack": rule.pack,
        "gravity": rule.gravity.value,
        "class": rule.item.notice_class.value,
        "item": rule.item.value,
        "articles": [
            {
                "id": basis.cite.id,
                "text": cited([basis.cite])[0].render(),
                "from": basis.in_force.from_.isoformat(),
                "until": None if basis.in_force.until is None else basis.in_force.until.isoformat(),
                "gravity": (basis.gravity or rule.gravity).value,
            }
            for basis in rule.bases
        ],
        "inputs": [{"id": path, "name": label_of_input(path).render()} for path in rule.inputs],
    }
