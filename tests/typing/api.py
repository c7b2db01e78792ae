"""How users write it: checked by mypy --strict and never run. What does not type here is a break of the public API."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from enforcement_norms import (
    INDETERMINABLE,
    Applies,
    Assertion,
    AuditReport,
    Basis,
    CalendarGap,
    Case,
    CaseError,
    CaseFile,
    CaseInvalid,
    CaseRule,
    Citation,
    Combination,
    Comparison,
    DataPack,
    Determination,
    EnforcementNormsError,
    Event,
    Failure,
    Finding,
    Found,
    Gravity,
    InForce,
    LawLibrary,
    LawNotFound,
    MeasureKind,
    Message,
    Money,
    Norms,
    NoticeItem,
    Outcome,
    Pack,
    PackBroken,
    PackError,
    PackInvalid,
    PackNotFound,
    Party,
    PartyKind,
    Penalty,
    Person,
    Place,
    Problem,
    Registers,
    Rule,
    Severity,
    ValueProblem,
    audit,
    audit_rule,
    case_rule,
    combine,
    diff,
    evaluate,
    evaluate_many,
    evaluate_table,
    explain,
    happened,
    hookimpl,
    load,
    need,
    speaking,
)
from enforcement_norms.interchange import case_data, determination_data, determination_from, json_schema
from enforcement_norms.model.pack import Manifest
from enforcement_norms.reader import circumstance_ids, fact_table, read_case
from enforcement_norms.testing import Check, Example, cases_in, checks_for


def a_case() -> Case:
    return Case(
        violation="market_supervision.unlicensed_food_business",
        occurred_on=date(2026, 3, 5),
        decided_on=date(2026, 6, 1),
        jurisdiction="511702",
        party=Party(PartyKind.NATURAL_PERSON, birth_date=date(1980, 1, 1)),
        facts={
            "goods_value": Money.yuan(8000),
            "illegal_gains": INDETERMINABLE,
            "excess_ratio": Fraction(3, 10),
            "penalties": (Event(date(2025, 1, 1)),),
        },
        judgements={"vile_nature": False},
        circumstances={"voluntary_confession": Assertion(established=True, evidence="E-7")},
        persons=(Person("main_responsible", {"income_last_year": Money.parse("20万元")}),),
        imposed={"fine": Money.parse("6万元")},
        id="a",
    )


def a_determination(norms: Norms, case: Case) -> str:
    found: Determination = evaluate(norms, case)
    if found.outcome is Outcome.UNDETERMINED:
        questions: tuple[str, ...] = found.questions
        return ", ".join(questions)
    fines: list[Penalty] = [
        one for one in found.penalties if one.kind is MeasureKind.FINE and one.applies is Applies.YES
    ]
    highest = [fine.amount.high for fine in fines if fine.amount is not None and fine.amount.high is not None]
    cites: tuple[Citation, ...] = tuple(cite for fine in fines for cite in fine.cites)
    head = f"{max(highest, default=0)} {[cite.id for cite in cites]}\n"
    return head + explain(found, locale="en", format="markdown")


def several(norms: Norms, one: Case, other: Case) -> Combination:
    return combine([evaluate(norms, one), evaluate(norms, other)], "same_act")


def in_order(norms: Norms, cases: list[Case]) -> Iterator[str]:
    for found in evaluate_many(norms, cases):
        yield found.error.render() if isinstance(found, Failure) else found.outcome.value


def whole_table(norms: Norms, table: Any) -> Any:
    return evaluate_table(norms, table, carry=["department"]).cases


def over_time(norms: Norms) -> Comparison:
    return diff(norms, "public_security.assault", date(2025, 12, 31), date(2026, 1, 1))


def from_a_form(norms: Norms, record: dict[str, object]) -> Case | tuple[Problem, ...]:
    packs = tuple(norms.packs.values())
    try:
        return read_case(record, fact_table(*packs), circumstance_ids(*packs), bare_yuan=True)
    except CaseInvalid as error:
        return error.problems


def stored(norms: Norms, found: Determination) -> Determination:
    with speaking("en"):
        data = determination_data(found)
    assert json_schema("determination")["required"]
    assert case_data(found.case)["violation"] == found.violation
    return determination_from(data, norms)


def guarded() -> Norms | str:
    try:
        return load("安全生产", overlays=[Path("local"), "more"])
    except PackNotFound as error:
        return error.render("zh_CN")
    except PackInvalid as error:
        places: list[Place] = [problem.where for problem in error.problems]
        return "\n".join(map(str, places))
    except PackBroken as error:
        return "\n".join(problem.render("en") for problem in error.problems)
    except PackError as error:
        return error.render()
    except CaseError as error:
        return str(error)
    except EnforcementNormsError as error:
        message: Message = error.message
        return message.render()


def titles(folder: Path) -> tuple[str, ...]:
    try:
        library = LawLibrary(folder)
        return tuple(str(library.statute_on(title, date(2026, 6, 1)).version) for title in library.titles)
    except LawNotFound:
        return ()


def amount(text: str) -> Money | Message | None:
    try:
        return Money.parse(text)
    except ValueProblem as problem:
        return problem.hint


def waiting(error: CalendarGap) -> str:
    return error.render("en")


@case_rule(id="gains", title="违法所得要查明", violations=["unlicensed_food_business"])
def gains(case: Case) -> Iterator[Finding]:
    if "illegal_gains" not in case.facts:
        yield Finding(Message("没有写违法所得"), "illegal_gains", Severity.WARNING)


def rules() -> tuple[CaseRule, ...]:
    return (gains,)


pack = DataPack(__name__, case_rules=rules())


class FromDatabase:
    @hookimpl
    def manifest(self) -> Manifest:
        return Manifest("noise", "噪声")

    @hookimpl
    def pack(self) -> Pack:
        return Pack(self.manifest())


def kit() -> tuple[list[Check], list[Example]]:
    return checks_for("health", overlays=["local"]), cases_in("health", __file__)


@audit_rule(
    "noise.written_notice",
    "噪声超标的书面告知",
    (Basis(Citation.parse_id("noise_law#1"), InForce(date(2026, 1, 1))),),
    system="procedure",
    over="notices",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.DOCUMENTS,
    inputs=("notices.document",),
)
def written_notice(_audited: object, notice: Any) -> Iterator[Found]:
    if not happened(need(notice, "notices").document, notice, "notices.document"):
        yield Found(Message("没有书面告知"))


def audited(norms: Norms, case_file: CaseFile, registers: Registers) -> AuditReport:
    rule: Rule = written_notice
    return audit(norms, case_file, registers, rules=[rule])
