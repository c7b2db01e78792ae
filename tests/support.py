"""Small laws written inside tests: YAML in, norms out, cases as officials would write them, ranges as text."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

from attrs import evolve, frozen

from enforcement_norms.amounts import Interval, Number
from enforcement_norms.compiler import Norms, compile_norms
from enforcement_norms.evaluator import evaluate
from enforcement_norms.evaluator.evaluation import evaluate_afresh
from enforcement_norms.loading import load
from enforcement_norms.model.case import Case
from enforcement_norms.model.determination import Applies, Determination, Option, Penalty
from enforcement_norms.model.findings import CaseRule
from enforcement_norms.model.pack import Pack
from enforcement_norms.model.penalty import Unit
from enforcement_norms.model.rules import Step
from enforcement_norms.reader import circumstance_ids, fact_table, read_case, read_pack
from enforcement_norms.registry import Registry

MANIFEST = "schema: 1\nid: trial\ntitle: 试验\nauthority: 试验机关\n"
SOURCES = """
trade_law:
  title: 中华人民共和国贸易法
  kind: law
  issuer: 全国人民代表大会常务委员会
  versions: [{text: 2000-01-01, from: 2000-01-01}]
trade_rules:
  title: 贸易条例
  kind: administrative_regulation
  issuer: 国务院
  versions: [{text: 2000-01-01, from: 2000-01-01}]
trade_guidance:
  title: 贸易裁量指导意见
  kind: normative_document
  issuer: 贸易部
  versions: [{text: 2000-01-01, from: 2000-01-01}]
city_rules:
  title: 达州市贸易条例
  kind: local_regulation
  issuer: 达州市人民代表大会常务委员会
  division: "511700"
  versions: [{text: 2000-01-01, from: 2000-01-01}]
"""
FACTS = """
facts:
  value: {kind: money, title: 货值, question: 货值是多少？}
  loss: {kind: money, title: 损失, question: 损失是多少？}
  workers: {kind: integer, title: 人数, question: 涉及多少人？}
  months: {kind: duration, unit: months, title: 月数, question: 持续多久？}
  days_late: {kind: duration, unit: days, title: 逾期, question: 逾期几日？}
  excess: {kind: ratio, title: 超出比例, question: 超出多少？}
  tonnes: {kind: quantity, unit: 吨, title: 吨数, question: 多少吨？}
  stage: {kind: enum, title: 改正情况, question: 是否逾期未改？, values: {first: 限期内, overdue: 逾期}}
  licensed: {kind: boolean, title: 有许可, question: 是否取得许可？}
  ages: {kind: list, items: integer, title: 年龄, question: 各人年龄？}
  past: {kind: events, title: 既往, question: 以往受处罚的日期？}
  due_on: {kind: date, title: 期限, question: 应于何日改正？}
  corrected_on: {kind: date, title: 改正日, question: 何日改正？}
  serious: {kind: judged, title: 情节严重, question: 情节是否严重？}
  vile: {kind: judged, title: 性质恶劣, question: 性质是否恶劣？}
  excused: {kind: judged, presumed: false, title: 有正当理由, question: 有无正当理由？}
  income: {kind: money, title: 年收入, question: 上一年度收入？, of: person}
  intentional: {kind: boolean, title: 故意, question: 是否故意？, of: person}
circumstances:
  repaired: {title: 已补救, question: 是否已补救？}
  cheated: {title: 欺骗, question: 有无欺骗？}
  helped: {title: 协助, question: 是否协助？}
  first_time: {title: 初次, question: 是否初次？}
"""


@cache
def general() -> Pack:
    """The pack of the general law (总则包), read once."""
    return Registry(found=()).general()


@frozen
class Law:
    """A small law: its norms, and cases decided under it with text for values (8000元)."""

    norms: Norms
    pack: Pack

    def case(self, on: str = "2026-03-05", decided: str = "2026-06-01", **said: Any) -> Case:
        """A case of `trade` unless another violation is named; keys as in tests/cases/*.yaml."""
        units = {one.id: one.unit for one in _measures(self.pack)}
        violation = f"{self.pack.id}.{said.pop('violation', 'trade')}"
        raw = {"violation": violation, "occurred_on": on, "decided_on": decided, **said}
        packs = (general(), self.pack)
        return read_case(raw, fact_table(*packs), circumstance_ids(*packs), units=units)

    def decide(self, on: str = "2026-03-05", decided: str = "2026-06-01", **said: Any) -> Determination:
        """What the norms say of the case; afresh, anew and recalled from a shared verdict they say the same."""
        return agreed(self.norms, self.case(on, decided, **said))


@cache
def installed(domain: str) -> Law:
    """The real law of a domain (领域包), read once."""
    norms = load(domain)
    return Law(norms, norms.packs[domain])


def agreed(norms: Norms, case: Case) -> Determination:
    """The determination, the same by all ways of getting it."""
    first = evaluate(norms, case)
    assert evaluate(norms, case) == first
    assert evaluate_afresh(norms, case) == first
    return first


def law(folder: Path, clause: str = "", files: Mapping[str, str] | None = None, **options: Any) -> Law:
    """The law with one violation `trade` whose clause (from `branches:` on) is given, and further files by name."""
    written = {"pack.yaml": MANIFEST, "sources.yaml": SOURCES, "facts.yaml": FACTS}
    if clause:
        written["violations/trade.2000-01-01.yaml"] = violation("trade", clause)
    written |= {name: dedent(text) for name, text in (files or {}).items()}
    for name, text in written.items():
        place = folder / "trial" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    rules: tuple[CaseRule, ...] = options.pop("case_rules", ())
    pack = read_pack(folder / "trial", general=general(), version="1", case_rules=rules)
    overlays = tuple(options.pop("overlays", ()))
    assert not options
    return Law(compile_norms((general(), pack), overlays), pack)


def violation(id_: str, clause: str, period: str = "{from: 2000-01-01}", basis: str = "trade_law#9") -> str:
    """The file of one version of a violation: head and clause."""
    head = f"id: {id_}\ntitle: 违法{id_}\nin_force: {period}\nbreaches: [trade_law#1]\nbasis: [{basis}]\n"
    return head + dedent(clause)


def measure(determination: Determination | Option, id_: str, person: str = "") -> Penalty:
    """One measure of a determination or of an option."""
    (found,) = [one for one in determination.penalties if (one.id, one.person) == (id_, person)]
    return found


def shown(determination: Determination | Option, *, general_law: bool = False) -> dict[str, str]:
    """Every measure of the clause that is not off the table: `yes`, `open`, `may`, with its range."""
    return {
        ".".join(part for part in (one.id, one.person) if part): state(one)
        for one in determination.penalties
        if one.applies is not Applies.NO and (general_law or not one.general_law)
    }


def state(one: Penalty) -> str:
    """`yes [50000, 100000]`, `may (, 30000]`, `open`."""
    word = "may" if one.applies is Applies.YES and one.mandate.value == "may" else one.applies.value
    return word if one.amount is None else f"{word} {written(one.amount, one.unit)}"


def written(interval: Interval, unit: Unit = Unit.YUAN) -> str:
    """A range in yuan (or days …) as mathematicians write it: [ and ] include, ( and ) do not."""
    scale = 100 if unit is Unit.YUAN else 1
    if interval.is_point:
        return f"[{_number(interval.low, scale)}]"
    left = "[" if interval.low is not None and interval.low_closed else "("
    right = "]" if interval.high is not None and interval.high_closed else ")"
    return f"{left}{_number(interval.low, scale)}, {_number(interval.high, scale)}{right}"


def steps(determination: Determination) -> dict[str, str]:
    """The answers on procedure by step."""
    return {answer.step.value: answer.answer for answer in determination.procedure}


def answer_on(determination: Determination, step: Step) -> tuple[str, str, str]:
    """Answer, rule and first article on one step of procedure."""
    (found,) = [each for each in determination.procedure if each.step is step]
    return found.answer, found.rule, str(found.cites[0].id) if found.cites else ""


def cited(determination: Determination) -> set[str]:
    """The articles that a determination names anywhere."""
    found: set[str] = set()
    _collect(evolve(determination, vocabulary=()), found)
    return found


def _collect(value: Any, found: set[str]) -> None:
    from enforcement_norms.law import Citation

    if isinstance(value, Citation):
        found.add(value.id)
    elif isinstance(value, Mapping):
        for each in value.values():
            _collect(each, found)
    elif isinstance(value, tuple | list):
        for each in value:
            _collect(each, found)
    elif hasattr(value, "__attrs_attrs__"):
        for attribute in value.__attrs_attrs__:
            _collect(getattr(value, attribute.name), found)


def _number(value: Number | None, scale: int) -> str:
    if value is None:
        return ""
    assert isinstance(value, int)
    return str(value) if scale == 1 else format((Decimal(value) / scale).normalize(), "f")


def _measures(pack: Pack) -> Any:
    from enforcement_norms.model.penalty import Group

    waiting: list[Any] = []
    for each in pack.violations:
        waiting += [item for branch in each.branches for item in branch.measures]
        waiting += [item for addition in each.also for item in addition.measures]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Group):
            waiting += one.items
        else:
            yield one
