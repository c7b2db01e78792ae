"""Steps that are alike: a rule that declares them so looks at nothing that may differ between them."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from json import dumps
from types import FunctionType, MethodType
from typing import Any

import pytest
from attrs import evolve
from tests.auditing.runner import changed, norms_of, pairs

from enforcement_norms.auditing import Settings, audit, audit_each
from enforcement_norms.auditing.audited import Audited
from enforcement_norms.auditing.catalogue import rules_for
from enforcement_norms.auditing.hearing import memory_of
from enforcement_norms.auditing.likeness import (
    OF_DECISIONS,
    OF_DISCRETION,
    OF_FILES,
    OF_PARTIES,
    OF_REMEDIES,
    OF_STEPS,
    WHOLE,
    by_words,
    decided_by,
    told,
)
from enforcement_norms.auditing.sources import penalty_2021
from enforcement_norms.compiler import Norms
from enforcement_norms.i18n import Message
from enforcement_norms.model.actors import Registers
from enforcement_norms.model.casefile import CaseFile, Decision, DecisionKind
from enforcement_norms.model.duty import Alike, Found, Missing, Rule, duty, need
from enforcement_norms.model.recorded import Recorded
from enforcement_norms.reader.case_file import read_case_file, read_registers

PAIRS = pairs()
RULES = {rule.id: rule for pair in PAIRS for rule in rules_for(norms_of(pair.norms))}.values()
"""The rules of the core and of all packs of worked pairs."""
STEP = "@"
"""The step at which a rule looks, in paths."""
COMPARED = frozenset(
    {
        *OF_FILES,
        *WHOLE,
        *(f"party.{name}" for name in OF_PARTIES),
        *("hearings", "party", "matter", "matter.not_done", "matter.violation", "matter.circumstances"),
        *(f"{STEP}.{name}" for name in (*OF_DECISIONS, "remedies", "discretion", "sanctions", "sanctions.kind")),
        *(f"{STEP}.remedies.{name}" for name in OF_REMEDIES),
        *(f"{STEP}.discretion.{name}" for name in OF_DISCRETION),
    }
)
"""What must be the same in two steps with the same words; of what happens seldom, all that is in it."""


class Seen:
    """A record that writes down what is looked at in it, by path."""

    def __init__(self, record: Recorded, path: str, looked: set[str]) -> None:
        self.__dict__.update(_record=record, _path=path, _looked=looked)

    def __getattr__(self, name: str) -> Any:
        member = getattr(type(self._record), name, None)
        if isinstance(member, property) and member.fget is not None:
            return member.fget(self)
        if isinstance(member, FunctionType):
            return MethodType(member, self)
        path = f"{self._path}.{name}" if self._path else name
        self._looked.add(path)
        return _seen(getattr(self._record, name), path, self._looked)


class SeenList(tuple[Any, ...]):  # noqa: SLOT001 – no slots can be added to a tuple
    """A list that writes down who counts it: that is more than to see whether there is anything in it."""

    path: str
    looked: set[str]

    def __bool__(self) -> bool:
        return super().__len__() > 0

    def __len__(self) -> int:
        self.looked.add(f"{self.path}#")
        return super().__len__()


def _seen(value: Any, path: str, looked: set[str]) -> Any:
    if isinstance(value, Recorded):
        return Seen(value, path, looked)
    if not isinstance(value, tuple):
        return value
    found = SeenList(_seen(each, path, looked) for each in value)
    found.path, found.looked = path, looked
    return found


def looked_at(rule: Rule, audited: Audited) -> set[str]:
    """Where in the file a rule looks, at all of its steps."""
    looked: set[str] = set()
    file = _seen(audited.file, "", looked)
    steps = (audited.file,) if not rule.over else getattr(audited.file, rule.over) or ()
    for step in steps if isinstance(steps, tuple) else (steps,):
        # Nothing that one step was asked for hides what the next one is asked for.
        again = Audited(file, audited.registers, audited.norms, audited.settings)
        one = _seen(step, STEP, looked) if rule.over else file
        try:
            if rule.when is not None and decided_by(rule.when) and told(rule.when, again, one) is None:
                continue
            if rule.when is None or rule.when(again, one):
                list(rule.check(again, one))
        except Missing:
            continue
    return looked


def allowed(rule: Rule, path: str) -> bool:
    """Whether a rule may look there: at words, at what is compared as a whole, or at the moment if it declares it."""
    return is_word(rule, path) or (rule.alike is Alike.MOMENT and is_moment(rule, path))


def is_moment(rule: Rule, path: str) -> bool:
    """Whether there stands the moment on which a rule is judged, or the way to it."""
    at = f"{STEP}.{rule.on}" if rule.over else rule.on
    return bool(rule.on) and f"{at}.".startswith(f"{path}.")


def is_word(rule: Rule, path: str) -> bool:
    """Whether what stands there is compared; of a list that is compared as a whole, how many there are too."""
    if path.startswith(STEP) and rule.over != "decisions":
        return path.removesuffix("#") in (STEP, *(f"{STEP}.{name}" for name in OF_STEPS.get(rule.over, ())))
    whole = path != "hearings#"
    return whole and (path.removesuffix("#") in COMPARED or path.partition(".")[0].rstrip("#") in (*OF_FILES, *WHOLE))


@cache
def files() -> tuple[tuple[CaseFile, str, Norms | None, Settings], ...]:
    """The files of all worked pairs, with their registers as text, packs, and settings."""
    found = []
    for pair in PAIRS:
        data, registers = changed(pair.base, pair.change)
        written = dumps(registers, sort_keys=True, default=str)
        found.append((read_case_file(data), written, norms_of(pair.norms), pair.parameters))
    return tuple(found)


@cache
def registers_of() -> tuple[Registers, ...]:
    """The registers of all worked pairs, in their order; those that are alike are one."""
    known: dict[str, Registers] = {}
    found = []
    for pair, (_file, written, _norms, _settings) in zip(PAIRS, files(), strict=True):
        if written not in known:
            known[written] = read_registers(changed(pair.base, pair.change)[1])
        found.append(known[written])
    return tuple(found)


@pytest.mark.parametrize("rule", [each for each in RULES if each.alike is not None], ids=lambda rule: rule.id)
def test_a_rule_looks_at_nothing_that_alike_steps_may_not_share(rule: Rule) -> None:
    looked: set[str] = set()
    for (file, _written, norms, parameters), registers in zip(files(), registers_of(), strict=True):
        looked |= looked_at(rule, Audited(file, registers, norms, parameters))
    assert [path for path in sorted(looked) if not allowed(rule, path)] == []


@pytest.mark.parametrize("rule", [each for each in RULES if decided_by(each.when)], ids=lambda rule: rule.id)
def test_what_words_and_moment_decide_looks_at_nothing_else(rule: Rule) -> None:
    looked: set[str] = set()
    alone = evolve(rule, check=lambda _audited, _step: (), alike=decided_by(rule.when))
    for (file, _written, norms, parameters), registers in zip(files(), registers_of(), strict=True):
        looked |= looked_at(alone, Audited(file, registers, norms, parameters))
    assert [path for path in sorted(looked) if not allowed(alone, path)] == []


def test_a_rule_that_looks_at_more_is_found_out() -> None:
    """What the test above would say of rules that were declared wrongly."""

    @duty("decision.trial", Message("试验"), (penalty_2021("59.1"),), over="decisions", alike=Alike.WORDS)
    def rule(audited: Audited, decision: Decision) -> Iterator[Found]:
        if decision.kind is DecisionKind.PENALTY and decision.number is None and audited.file.title is None:
            yield Found(Message("没有文号"))

    decision = Decision(at=date(2026, 1, 5), kind=DecisionKind.PENALTY)
    found = looked_at(rule, Audited(CaseFile(id="x", decisions=(decision,)), Registers()))
    assert {path for path in found if not allowed(rule, path)} == {"@.number", "title"}
    by_moment = evolve(rule, alike=Alike.MOMENT)
    assert not allowed(rule, "@.at")
    assert allowed(by_moment, "@.at")
    assert not allowed(by_moment, "@.filed_at")
    assert allowed(evolve(by_moment, over="", on="filing.at"), "filing")
    assert allowed(rule, "competence.place")


def test_files_audited_one_after_the_other_are_audited_as_if_alone() -> None:
    for (file, _written, norms, parameters), registers in zip(files(), registers_of(), strict=True):
        alone = audit(norms, file, evolve(registers), settings=parameters)
        for _time in range(2):
            assert audit(norms, file, registers, settings=parameters) == alone


def counted(alike: Alike | None, asked: list[str], **more: Any) -> Rule:
    """A rule that says how often it was asked, and finds decisions that order no correction."""

    @duty("decision.trial", Message("试验"), (penalty_2021("59.1"),), over="decisions", alike=alike, **more)
    def rule(audited: Audited, decision: Decision) -> Iterator[Found]:
        asked.append(audited.file.id)
        if not decision.orders_correction:
            yield Found(Message("没有责令改正"))

    return rule


def of_day(id_: str, day: date, *, corrects: bool = True, **more: Any) -> CaseFile:
    return CaseFile(
        id=id_, decisions=(Decision(at=day, kind=DecisionKind.PENALTY, orders_correction=corrects),), **more
    )


class TestMemory:
    """A rule is asked once of steps that are alike, and of every one at which it has something to say."""

    @pytest.mark.parametrize(
        ("alike", "times"), [(None, ["a", "b", "c"]), (Alike.WORDS, ["a"]), (Alike.MOMENT, ["a", "c"])]
    )
    def test_silence_is_remembered(self, alike: Alike | None, times: list[str]) -> None:
        asked: list[str] = []
        rule, registers = counted(alike, asked), Registers()
        days = {"a": date(2026, 1, 5), "b": date(2026, 1, 5), "c": date(2026, 1, 6)}
        reports = [audit(None, of_day(id_, day), registers, rules=[rule]) for id_, day in days.items()]
        assert asked == times
        assert [each.passed for each in reports] == [("decision.trial",)] * 3

    def test_findings_are_made_anew(self) -> None:
        asked: list[str] = []
        rule, registers = counted(Alike.WORDS, asked), Registers()
        for id_ in "ab":
            report = audit(None, of_day(id_, date(2026, 1, 5), corrects=False), registers, rules=[rule])
            assert [each.place for each in report.findings] == ["decisions[0]"]
            assert report.passed == ()
        assert asked == ["a", "b"]

    def test_what_is_missing_is_told_of_every_file(self) -> None:
        @duty("decision.trial", Message("试验"), (penalty_2021("59.1"),), over="decisions", alike=Alike.WORDS)
        def rule(audited: Audited, decision: Decision) -> Iterator[Found]:
            raise Missing("decisions.kind")

        registers = Registers()
        for id_ in "ab":
            report = audit(None, of_day(id_, date(2026, 1, 5)), registers, rules=[rule])
            assert [each.missing for each in report.not_checked] == [("decisions.kind",)]

    def test_a_step_that_does_not_concern_the_rule_is_not_looked_at(self) -> None:
        asked: list[str] = []
        rule, registers = counted(Alike.WORDS, asked, when=lambda _audited, _step: False), Registers()
        for id_ in "ab":
            report = audit(None, of_day(id_, date(2026, 1, 5)), registers, rules=[rule])
            assert report.not_applicable == ("decision.trial",)

    def test_whether_words_concern_a_rule_is_asked_once(self) -> None:
        asked: list[str] = []

        @by_words
        def orders(audited: Audited, decision: Decision) -> bool:
            asked.append(audited.file.id)
            if decision.kind is None:
                raise Missing("decisions.kind")
            return need(decision.orders_correction, "decisions.orders_correction")

        looked: list[str] = []
        rule, registers = counted(None, looked, when=orders), Registers()
        files = [
            of_day(id_, date(2026, 1, 5), corrects=corrects)
            for id_, corrects in zip("abcd", (True, False) * 2, strict=True)
        ]
        reports = audit_each(None, files, registers, rules=[rule])
        assert (asked, looked) == (["a", "b"], ["a", "c"])
        assert [each.passed for each in reports] == [("decision.trial",), ()] * 2
        assert [each.not_applicable for each in reports] == [(), ("decision.trial",)] * 2
        unknown = CaseFile(id="e", decisions=(Decision(at=date(2026, 1, 5)),) * 2)
        for _time in range(2):
            (report,) = audit_each(None, [unknown], registers, rules=[rule])
            assert [each.place for each in report.not_checked] == ["decisions[0]", "decisions[1]"]
            assert report.passed == ()

    @pytest.mark.parametrize("other", [{"domain": "transport"}, {"division": "510000"}, {"not_done": ("lead",)}])
    def test_files_with_other_words_are_not_alike(self, other: dict[str, Any]) -> None:
        asked: list[str] = []
        rule, registers = counted(Alike.WORDS, asked), Registers()
        for id_, more in (("a", {}), ("b", other)):
            audit(None, of_day(id_, date(2026, 1, 5), **more), registers, rules=[rule])
        assert asked == ["a", "b"]

    def test_other_settings_and_packs_are_other_memories(self) -> None:
        registers, settings = Registers(), Settings()
        memory = memory_of(registers, None, settings)
        assert memory_of(registers, None, settings) is memory
        assert memory_of(registers, None, Settings()) is not memory
        assert memory_of(registers, norms_of("transport"), settings) is not memory
        assert memory_of(Registers(), None, settings) is not memory

    def test_what_no_key_can_hold_is_looked_at_each_time(self) -> None:
        asked: list[str] = []
        rule, registers = counted(Alike.WORDS, asked), Registers()
        unusual: Any = ["510000"]
        rule = evolve(rule, when=by_words(lambda _audited, _decision: True))
        file = of_day("a", date(2026, 1, 5))
        (decision,) = file.decisions or ()
        for each in (evolve(file, power=unusual), evolve(file, decisions=(evolve(decision, basis=unusual),))) * 2:
            assert audit(None, each, registers, rules=[rule]).passed == ("decision.trial",)
        assert asked == ["a"] * 4

    def test_a_full_memory_is_emptied(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from enforcement_norms.auditing import hearing

        monkeypatch.setattr(hearing, "_OUTCOMES", 2)
        monkeypatch.setattr(hearing, "_SETTINGS", 2)
        registers, asked = Registers(), list[str]()
        always = by_words(lambda _audited, _decision: True)
        rule, settings = counted(Alike.WORDS, asked), [Settings() for _number in range(3)]
        other = counted(None, asked, when=always)
        for number in range(5):
            for each in settings:
                assert (
                    audit(
                        None,
                        of_day(str(number), date(2026, 1, 5), power=str(number)),
                        registers,
                        settings=each,
                        rules=[rule, other],
                    ).passed
                    == ("decision.trial",) * 2
                )
        memories = registers.remembered["heard"].values()
        assert all(max(len(each.words), len(each.concerns)) <= 2 for each in memories)
        assert len(memories) <= 2
