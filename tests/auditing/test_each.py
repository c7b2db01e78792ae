"""Several files at once: each is audited as it is alone, whatever stands beside it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.auditing.test_likeness import files, registers_of

from enforcement_norms.auditing import Settings, audit, audit_each
from enforcement_norms.auditing.sources import penalty_2017, penalty_2021
from enforcement_norms.compiler import Norms
from enforcement_norms.i18n import Message
from enforcement_norms.model.actors import Registers
from enforcement_norms.model.casefile import CaseFile, Decision
from enforcement_norms.model.duty import Found, Missing, duty

OLD, NEW = date(2020, 1, 6), date(2026, 1, 5)


@duty("decision.trial", Message("试验"), (penalty_2017("39.1"), penalty_2021("59.1")), over="decisions")
def trial(_audited: object, decision: Decision) -> Iterator[Found]:
    """Says something of every decision, in whichever way its number asks for."""
    match decision.number:
        case "missing":
            raise Missing("decisions.kind")
        case "broken":
            raise ZeroDivisionError(decision.decided_by)
        case "twice":
            yield Found(Message("一"))
    yield Found(Message("二"))


def test_no_file_no_report() -> None:
    assert audit_each(None, ()) == ()


def test_files_of_every_kind_at_once() -> None:
    """Those of the worked pairs: with their own registers, packs and settings, of many places and fields."""
    alike: dict[tuple[Any, ...], tuple[tuple[Norms | None, Registers, Settings], list[CaseFile]]] = {}
    for (file, _written, norms, parameters), registers in zip(files(), registers_of(), strict=True):
        key = norms, id(registers), repr(parameters)
        alike.setdefault(key, ((norms, registers, parameters), []))[1].append(file)
    assert max(len(some) for _given, some in alike.values()) > 500
    for (norms, registers, parameters), some in alike.values():
        together = audit_each(norms, some, registers, settings=parameters)
        assert list(together) == [audit(norms, file, registers, settings=parameters) for file in some]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([OLD, NEW, None]), st.sampled_from(["", "twice", "missing", "broken"]))),
        max_size=4,
    ),
)
def test_what_is_said_stands_in_the_order_of_the_steps(given_: list[list[tuple[date | None, str]]]) -> None:
    """Steps under the old law and the new one are looked at apart; the report has them in their order."""
    some = [
        CaseFile(id=str(number), decisions=tuple(Decision(at=at, number=word, decided_by="甲") for at, word in steps))
        for number, steps in enumerate(given_)
    ]
    reports = audit_each(None, some, rules=[trial])
    assert reports == tuple(audit(None, file, rules=[trial]) for file in some)
    for steps, report in zip(given_, reports, strict=True):
        dated = [(f"decisions[{number}]", word) for number, (at, word) in enumerate(steps) if at is not None]
        assert [each.place for each in report.findings] == [
            place for place, word in dated for _time in {"twice": (1, 2), "": (1,)}.get(word, ())
        ]
        assert [each.place for each in report.broken] == [place for place, word in dated if word == "broken"]
        assert [each.place for each in report.not_checked] == [
            f"decisions[{number}]" for number, (at, word) in enumerate(steps) if at is None or word == "missing"
        ]


def test_files_without_the_steps_stand_beside_those_with_them() -> None:
    some = (CaseFile(id="a"), CaseFile(id="b", decisions=()), CaseFile(id="c", decisions=(Decision(at=NEW),)))
    without, none, one = audit_each(None, some, rules=iter([trial]))
    assert [each.missing for each in without.not_checked] == [("decisions",)]
    assert none.not_applicable == ("decision.trial",)
    assert [each.message.render() for each in one.findings] == ["二"]
