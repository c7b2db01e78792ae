"""The recorded steps (认定经过) in sentences, in the order in which they were taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..conditions import CIRCUMSTANCE, INDETERMINABLE, JUDGED
from ..i18n import Message, _
from ..identifiers import Division
from ..model.determination import Applies, Assumption, Determination
from ..model.facts import FactKind
from ..money import Money
from ..wording.names import CHOICE, Names
from ..wording.phrases import listed
from ..wording.words import DIRECTIONS, EFFECTS, MANDATES
from .measures import sentence
from .outline import Line, line
from .reasons import EXEMPT_BY_CORE, LAWS, doubt

Values = Mapping[str, Any]


def steps(names: Names, found: Determination, *, alone: bool = False) -> Iterator[Line]:
    """Each recorded step as a sentence with its articles under it; `alone`: with the measures that came of it."""
    sayer = Sentences(names)
    for id_, values in found.steps:
        if id_ == "measures":
            yield _measures(names, found, values["option"]) if alone else _where_measures_stand(found, values["option"])
            continue
        cites = values.get("cites", ())
        yield line(sayer.of(id_, values), _("依据：{cited}", cited=names.cited(cites)) if cites else None)


def fallen(names: Names, found: Determination) -> Iterator[Line]:
    """That the clause does not apply at all, as what it presupposes does not hold (前提不成立)."""
    yield from (line(Sentences(names).of(id_, values)) for id_, values in found.steps if id_ == "precondition")


def _where_measures_stand(found: Determination, option: int | None) -> Line:
    """In a whole explanation the measures stand above already."""
    if option is None:
        return line(_("得出以上措施和幅度"))
    if option < len(found.options):
        return line(_("得出方案{number}", number=option + 1))
    return line(_("措施和幅度随未查明的事实而定"))


def _measures(names: Names, found: Determination, option: int | None) -> Line:
    """What the measures of a scenario come to: those of the determination, or of one of its options."""
    if option is None:
        penalties = found.penalties
    elif option < len(found.options):
        penalties = found.options[option].penalties
    else:
        return line(_("措施和幅度随未查明的事实而定"))
    lines = [line(sentence(names, one, penalties)) for one in penalties if one.applies is not Applies.NO]
    return Line(_("得出的措施和幅度") if lines else _("没有措施适用"), tuple(lines))


class Sentences:
    """How each step is said: a method for every step that the evaluator records."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def of(self, step: str, values: Values) -> Message:
        """The sentence of one step."""
        said: Message = getattr(self, step)(values)
        return said

    def version(self, values: Values) -> Message:
        """Which version of the clause governs."""
        return _("按行为（或者其终了）日，适用自 {start} 起施行的版本", start=values["from"])

    def precondition(self, values: Values) -> Message:
        """What the whole clause presupposes, and does not hold."""
        return _("条文的前提不成立，不适用本条：{terms}", terms=listed(self._valued(values["terms"])))

    def _valued(self, terms: Iterable[tuple[str, Any]]) -> Iterator[Message]:
        """Each term with the value that it has, or is supposed to have."""
        for term, value in terms:
            fact = self.names.fact(term)
            said: object = self.names.value(Assumption(term, _word(value)))
            if fact is not None and fact[0].kind is FactKind.MONEY and isinstance(value, int):
                said = Money(value)
            yield _("{term}——{value}", term=self.names.term(term), value=said)

    def other_division(self, values: Values) -> Message:
        """A local clause outside its division."""
        divisions = listed(Division(code) for code in values["divisions"])
        return _("该规定只在以下区划施行，案件不在其中：{divisions}", divisions=divisions)

    def no_version(self, values: Values) -> Message:
        """No version in force."""
        periods = listed(_period(period) for period in values["nearest"])
        return _("{day} 没有施行中的版本；最近的版本：{periods}", day=values["day"], periods=periods)

    def standard(self, values: Values) -> Message:
        """Which discretion standard governs."""
        for pack in self.names.packs:
            for standard in pack.standards:
                if standard.id == values["standard"]:
                    return _("适用裁量基准：{title}", title=self.names.own(standard.title or standard.document))
        return _("适用裁量基准：{title}", title=values["standard"])

    def exempt(self, values: Values) -> Message:
        """Why there is no penalty."""
        title = EXEMPT_BY_CORE.get(values["id"]) or self.names.own(values["title"])
        return _("不予处罚：{title}", title=title)

    def no_longer_unlawful(self, values: Values) -> Message:
        """The clause was repealed."""
        return _("该规定施行到 {until} 为止，没有新的规定代替", until=values["until"])

    def later_version_not_encoded(self, values: Values) -> Message:
        """The later law is not in the pack."""
        return _("决定时的规定没有收录，新旧规定不能比较")

    def versions_open(self, values: Values) -> Message:
        """Two versions that cannot be compared yet."""
        return _("事实不全，自 {old} 和自 {new} 起施行的两个版本尚不能比较", old=values["old"], new=values["new"])

    def versions(self, values: Values) -> Message:
        """Which of two versions is lighter."""
        return _(
            "比较自 {old} 和自 {new} 起施行的版本：{result}",
            old=values["old"],
            new=values["new"],
            result=LAWS.get(values["lighter"], LAWS["unknown"]),
        )

    def suppose(self, values: Values) -> Message:
        """What a scenario supposes."""
        return _("假设：{terms}", terms=listed(self._valued(values["terms"])))

    def reading(self, values: Values) -> Message:
        """Which reading of the text is followed."""
        return _("按这种理解：{reason}", reason=self.names.own(values["reason"]))

    def branch(self, values: Values) -> Message:
        """Which branch of the clause holds."""
        if values["title"]:
            return _("符合的情形：{branch}", branch=self.names.own(values["title"]))
        return _("适用该条文")

    def tier(self, values: Values) -> Message:
        """Which tier of the standard holds."""
        return _("符合的阶次：{tier}", tier=self.names.own(values["title"]))

    def circumstance(self, values: Values) -> Message:
        """What a circumstance does."""
        given: dict[str, object] = {
            "circumstance": self.names.term(CIRCUMSTANCE + values["id"]),
            "mandate": MANDATES[values["mandate"]],
            "effect": EFFECTS[values["effect"]],
        }
        if values["already"]:
            return _("{circumstance}（{mandate}{effect}）：已经考虑，不重复计算", **given)
        return _("{circumstance}：{mandate}{effect}", **given)

    def direction(self, values: Values) -> Message:
        """Where the circumstances lead."""
        return _("综合情节：{direction}", direction=DIRECTIONS[values["direction"]])

    def missing(self, values: Values) -> Message:
        """Which facts are missing."""
        return _("缺少事实：{terms}", terms=listed(self.names.term(term) for term in values["facts"]))

    def judgement(self, values: Values) -> Message:
        """What is for an official to judge."""
        on = tuple(values["on"])
        named = [
            self.names.question(term) if term.startswith(JUDGED) else doubt(self.names, term)
            for term in on
            if CHOICE + term not in on
        ]
        return _("由执法人员判断：{terms}", terms=listed(named))


def _word(value: Any) -> str:
    return (
        "indeterminable" if value is INDETERMINABLE else str(value).lower() if isinstance(value, bool) else str(value)
    )


def _period(written: str) -> Message:
    """`from..until` in words."""
    start, _dots, until = written.partition("..")
    return _("{start} 至 {until}", start=start, until=until) if until else _("{start} 起", start=start)
