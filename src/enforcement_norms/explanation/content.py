"""What an explanation says, section by section, in the order in which the law is applied."""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import JUDGED
from ..i18n import Message, _
from ..model.determination import Applies, Determination, Outcome
from ..wording.names import CHOICE, Names
from ..wording.phrases import listed
from ..wording.words import OUTCOMES
from . import reasons
from .measures import measures, sentence
from .outline import Line, Outline, Section, line, section
from .steps import fallen, steps


def outline_of(found: Determination) -> Outline:
    """The whole explanation of a determination."""
    names = Names.of(found)
    title = _("裁量说明：{violation}", violation=names.own(found.title))
    return Outline(title, tuple(each for each in _sections(names, found) if each.lines))


def steps_outline(found: Determination) -> Outline:
    """The recorded steps alone."""
    names = Names.of(found)
    title = _("{violation}：{outcome}", violation=names.own(found.title), outcome=OUTCOMES[found.outcome])
    return Outline(title, (section("steps", _("认定经过"), steps(names, found, alone=True)),))


def summary(found: Determination) -> Iterator[Message]:
    """The gist in a few sentences: outcome, provision, every measure that applies or may, what is missing."""
    names = Names.of(found)
    yield _("{violation}：{outcome}", violation=names.own(found.title), outcome=OUTCOMES[found.outcome])
    if found.provision:
        yield _("处罚依据：{cited}", cited=names.cited(found.provision))
    yield from (one.words for one in fallen(names, found))
    if found.exemption is not None:
        yield from (one.words for one in reasons.exemption(names, found.exemption))
    yield from (sentence(names, one, found.penalties) for one in found.penalties if one.applies is not Applies.NO)
    for term in found.questions:
        yield _("待查明：{question}", question=names.question(term))
    if found.options:
        yield _("可以选择的处理方案：{count}种", count=len(found.options))


def _sections(names: Names, found: Determination) -> Iterator[Section]:
    yield section("outcome", _("结论"), _outcome(names, found))
    yield section("basis", _("依据"), _basis(names, found))
    if found.exemption is not None:
        yield section("exemption", _("不予处罚的理由"), reasons.exemption(names, found.exemption))
    yield section("missing", _("缺少的事实"), _missing(names, found))
    yield section("judgements", _("有待判断"), _judgements(names, found))
    yield section("circumstances", _("裁量情节"), reasons.circumstances(names, found))
    yield section("penalties", _penalties_title(found), measures(names, found.penalties, found.statutory))
    yield section("options", _("可以选择的处理方案"), reasons.options(names, found))
    yield section("versions", _("新旧规定的比较"), reasons.versions(names, found))
    yield section("conflicts", _("没有适用的规范"), reasons.conflicts(names, found))
    yield section("procedure", _("程序"), reasons.procedure(names, found))
    yield section("open_to_check", _("有待核对"), reasons.to_check(names, found))
    yield section("warnings", _("提示"), _warnings(found))
    yield section("steps", _("认定经过"), steps(names, found))
    yield section("closing", _("说明"), _closing(found))


def _penalties_title(found: Determination) -> Message:
    if found.outcome is Outcome.EXEMPT:
        return _("不予处罚时仍然采取的措施")
    if found.outcome is Outcome.UNDETERMINED:
        return _("目前可能的措施和幅度")
    if found.outcome is Outcome.NEEDS_JUDGEMENT:
        return _("各方案合并后的措施和幅度")
    return _("处罚和措施")


def _outcome(names: Names, found: Determination) -> Iterator[Line]:
    yield line(OUTCOMES[found.outcome])
    yield from fallen(names, found)
    case = found.case
    if case.ended_on is not None:
        yield line(
            _(
                "行为自 {start} 持续到 {end}，处罚决定日 {decided}",
                start=case.occurred_on,
                end=case.ended_on,
                decided=case.decided_on,
            )
        )
    else:
        yield line(_("行为日 {start}，处罚决定日 {decided}", start=case.occurred_on, decided=case.decided_on))


def _basis(names: Names, found: Determination) -> Iterator[Line]:
    if found.breaches:
        yield line(_("违反：{cited}", cited=names.cited(found.breaches)))
    if found.provision:
        yield line(_("处罚依据：{cited}", cited=names.cited(found.provision)))
    if found.version is not None:
        yield line(_("适用的版本自 {day} 起施行", day=found.version))
    branch = names.branch(found.branch) if found.branch else None
    if branch is not None:
        yield line(_("情形：{branch}", branch=branch))
    standard = names.standard(found.standard) if found.standard else None
    if standard is not None:
        yield line(
            _("裁量基准：{title}", title=names.own(standard[0].title or standard[0].document or standard[0].id)),
            _("发布机关：{issuer}", issuer=names.own(standard[0].issuer)) if standard[0].issuer else None,
            _("文号：{document}", document=standard[0].document) if standard[0].document else None,
        )
        tier = reasons.tier_title(names, found, found.tier)
        if tier is not None:
            yield line(_("阶次：{tier}", tier=tier))


def _missing(names: Names, found: Determination) -> Iterator[Line]:
    if not found.missing:
        return
    asked = found.questions or found.missing
    opening = _("查明以下事实，幅度即可确定") if found.questions_minimal else _("查明以下事实（问题的数目未必最少）")
    yield Line(opening, tuple(line(names.question(term)) for term in asked))
    others = [term for term in found.missing if term not in asked]
    if others:
        yield line(_("其他与结论有关的事实：{terms}", terms=listed(names.term(term) for term in others)))
    tiers = [reasons.tier_title(names, found, id_) or names.branch(id_) for id_ in found.possible_tiers]
    named = [each for each in tiers if each is not None]
    if named:
        yield line(_("仍有可能的阶次或者情形：{tiers}", tiers=listed(named)))


def _judgements(names: Names, found: Determination) -> Iterator[Line]:
    for term in found.judgements:
        yield line(names.question(term) if term.startswith(JUDGED) else names.term(term))
    doubts = dict(found.steps).get("judgement", {}).get("on", ())
    for doubt in doubts:
        if doubt not in found.judgements and CHOICE + doubt not in found.judgements:
            yield line(reasons.doubt(names, doubt))


def _warnings(found: Determination) -> Iterator[Line]:
    for problem in found.warnings:
        yield line(problem.message, problem.hint)


def _closing(found: Determination) -> Iterator[Line]:
    if found.outcome in (Outcome.DETERMINED, Outcome.UNDETERMINED, Outcome.NEEDS_JUDGEMENT):
        yield line(_("以上是法律和公布的裁量基准所允许的范围；具体处罚由执法机关在范围内决定。"))
