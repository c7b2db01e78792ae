"""What officers must have learned (培训): the notice's year, induction, hours, certificates only after training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from ....i18n import _
from ....model.actors import CertificateKind, Officer, SystemKind, TrainingKind
from ....model.casefile import CaseFile
from ....model.duty import Found, Gravity, Missing, NoticeItem, duty, happened, need
from ....model.recorded import day_of
from ...audited import Audited
from ...instruments import holds_at
from ...late import overdue
from ...likeness import by_words
from ...sector_sources import agricultural_enforcement, road_traffic, sichuan_transport
from ...sources import notice, three_systems
from ...terms import due_on
from ..filing import FILED_BY, filed_by_october
from ..gathering import all_recorded, each_of
from .hours import hours_in, trainings_in, trainings_of

_YEAR: Final = 2020
_OPINIONS_FROM: Final = date(2018, 12, 5)
_AGRICULTURE: Final = "agriculture"
_TRAINED_FIRST: Final = {_AGRICULTURE: agricultural_enforcement("14.1"), "transport": sichuan_transport("36.3")}
"""Fields in which the certificate follows training and examination."""
_AGRICULTURE_FROM: Final = date(2023, 1, 1)
_AGRICULTURE_HOURS: Final = 60
_TRAFFIC_UNITS: Final = ("交警", "交通警察", "交通管理")

training_filed = filed_by_october("training.filed", SystemKind.TRAINING, _("培训开展情况"), "s4.1.3")


def _serves_on(officer: Officer, day: date) -> bool:
    """Whether somebody works in enforcement that day: on the post, not left, no auxiliary."""
    if officer.employment is not None and officer.employment.value != "establishment":
        return False
    if need(officer.on_post_from, "officers.on_post_from") > day:
        return False
    return not any(need(each.on, "officers.events.on") <= day for each in need(officer.events, "officers.events"))


@duty(
    "training.general_and_professional",
    _("培训包括通用法律和专业法律知识"),
    (notice("s4.1.3"),),
    over="registers.officers",
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.LAW,
    inputs=(
        "officers.on_post_from",
        "officers.events",
        "officers.trainings",
        "officers.trainings.on",
        "officers.trainings.kind",
    ),
)
def general_and_professional(audited: Audited, officer: Officer) -> Iterator[Found]:
    """The notice, for its year: general law and the law of the field."""
    if not _serves_on(officer, FILED_BY):
        return
    kinds = {each.kind for each in trainings_in(officer, _YEAR)}
    for kind, what in (
        (TrainingKind.GENERAL_LAW, _("通用法律知识")),
        (TrainingKind.PROFESSIONAL_LAW, _("专业法律知识")),
    ):
        if kind not in kinds:
            all_recorded(kinds, "officers.trainings.kind")
            message = _("{name}在 {year} 年没有参加{what}培训", name=officer.name, year=str(_YEAR), what=what)
            yield Found(message, on=FILED_BY)


@duty(
    "training.shown_by_pictures_and_text",
    _("培训情况以图片、文字报备案"),
    (notice("s4.1.3"),),
    over="registers.officers",
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.NOT_REPORTED,
    inputs=(
        "officers.trainings",
        "officers.trainings.on",
        "officers.trainings.photographed",
        "officers.trainings.described",
        "officers.trainings.filed_on",
    ),
)
def shown_by_pictures_and_text(audited: Audited, officer: Officer) -> Iterator[Found]:
    """The notice: trainings of its year up to the end of October are reported in pictures and words."""
    due = due_on(FILED_BY, audited.settings.overlay)
    for index, each in enumerate(trainings_of(officer)):
        on = need(each.on, "officers.trainings.on")
        if on.year != _YEAR or on > FILED_BY:
            continue
        place = f"trainings[{index}]"
        filed = happened(each.filed_on, each, "officers.trainings.filed_on")
        if filed is None:
            yield Found(_("{day} 的培训没有报备案", day=on.isoformat()), on=FILED_BY, at=place)
            continue
        if not need(each.photographed, "officers.trainings.photographed"):
            yield Found(_("{day} 的培训没有图片记录", day=on.isoformat()), on=FILED_BY, at=place)
        if not need(each.described, "officers.trainings.described"):
            yield Found(_("{day} 的培训没有文字记录", day=on.isoformat()), on=FILED_BY, at=place)
        for found in overdue(due, filed, _("报备案培训情况")):
            yield Found(found.message, found.gravity, FILED_BY, place)


@duty(
    "training.before_the_post",
    _("岗前培训后从事执法"),
    (three_systems("s6.23"),),
    over="registers.officers",
    on="",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.LAW,
    inputs=("officers.employment", "officers.on_post_from", "officers.trainings", "officers.trainings.on"),
)
def before_the_post(audited: Audited, officer: Officer) -> Iterator[Found]:
    """国办发〔2018〕118号 (二十三): induction for officers and reviewers; for those who began after it."""
    if officer.employment is not None and officer.employment.value != "establishment":
        return
    began = need(officer.on_post_from, "officers.on_post_from")
    if began < _OPINIONS_FROM:
        return
    done = [
        need(each.on, "officers.trainings.on") for each in trainings_of(officer) if each.kind is TrainingKind.INDUCTION
    ]
    if not any(each <= began for each in done):
        yield Found(_("{name}上岗前没有参加岗前培训", name=officer.name), on=began)


@duty(
    "training.yearly_hours",
    _("执法人员年度培训学时"),
    (notice("s4.1.3"),),
    on="decisions.at",
    gravity=Gravity.NOTE,
    item=NoticeItem.LAW,
    inputs=(
        "decisions.at",
        "handlers",
        "officers",
        "officers.trainings",
        "officers.trainings.on",
        "officers.trainings.hours",
    ),
)
def yearly_hours(audited: Audited, file: CaseFile) -> Iterable[Found]:
    """The notice asks for more training and names no hours: the number is a setting of the district."""
    year = day_of(need(audited.decided().at, "decisions.at")).year
    handlers, wanted = need(file.handlers, "handlers"), audited.settings.training_hours
    key = "trained", handlers, year, wanted
    trained: bool | None = audited.registers.remembered.get(key)
    if trained is None:
        trained = audited.registers.remember(key, _are_trained(audited, handlers, year, wanted))
    return () if trained else _hours_lacking(audited, handlers, year, wanted)


def _are_trained(audited: Audited, handlers: tuple[str, ...], year: int, wanted: int) -> bool:
    """Whether all of them are known to have the hours; many files ask it of the same people."""
    try:
        return not any(_hours_lacking(audited, handlers, year, wanted))
    except Missing:
        return False


def _hours_lacking(audited: Audited, handlers: tuple[str, ...], year: int, wanted: int) -> Iterable[Found]:
    def check(id_: str) -> Iterator[Found]:
        officer = need(audited.officers.get(id_), "officers")
        # The year before counts too: training late in the year comes after cases early in it.
        hours = max(hours_in(audited, officer, year), hours_in(audited, officer, year - 1))
        if hours < wanted:
            yield Found(
                _(
                    "{name}本年度和上年度培训最多 {hours} 学时，不足本地设定的 {wanted} 学时",
                    name=officer.name,
                    hours=hours,
                    wanted=wanted,
                ),
                at="/handlers",
            )

    return each_of(handlers, check)


@duty(
    "training.agricultural_hours",
    _("农业执法人员每年接受六十学时培训"),
    (agricultural_enforcement("15.3"),),
    on="decisions.at",
    gravity=Gravity.IRREGULAR,
    item=NoticeItem.LAW,
    inputs=(
        "domain",
        "decisions.at",
        "handlers",
        "officers",
        "officers.on_post_from",
        "officers.trainings",
        "officers.trainings.hours",
    ),
    when=by_words(lambda audited, file: need(file.domain, "domain") == _AGRICULTURE),
)
def agricultural_hours(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """农业综合行政执法管理办法 Art. 15.3: not fewer than 60 a year; judged for the last year that has ended."""
    year = day_of(need(audited.decided().at, "decisions.at")).year - 1
    if year < _AGRICULTURE_FROM.year:
        return

    def check(id_: str) -> Iterator[Found]:
        officer = need(audited.officers.get(id_), "officers")
        if need(officer.on_post_from, "officers.on_post_from") > date(year, 1, 1):
            return
        hours = hours_in(audited, officer, year)
        if hours < _AGRICULTURE_HOURS:
            message = _(
                "{name}在 {year} 年培训 {hours} 学时，不足六十学时", name=officer.name, year=str(year), hours=hours
            )
            yield Found(message, at="/handlers")

    yield from each_of(need(file.handlers, "handlers"), check)


@duty(
    "training.before_the_certificate",
    _("培训考试合格后取得执法证件"),
    (sichuan_transport("36.3"), agricultural_enforcement("14.1")),
    over="registers.officers",
    on="",
    item=NoticeItem.LAW,
    inputs=(
        "officers.certificates",
        "officers.certificates.division",
        "officers.certificates.kind",
        "officers.certificates.domains",
        "officers.certificates.issued_on",
        "officers.trainings",
        "officers.trainings.on",
        "officers.trainings.passed",
    ),
)
def before_the_certificate(audited: Audited, officer: Officer) -> Iterator[Found]:
    """农业综合行政执法管理办法 Art. 14.1; 四川省交通运输综合行政执法条例 Art. 36.3, for the newly recruited.

    A renewed certificate follows the training for the first one.
    """
    for index, each in enumerate(need(officer.certificates, "officers.certificates")):
        issued = need(each.issued_on, "officers.certificates.issued_on")
        domains = need(each.domains, "officers.certificates.domains")
        basis = next((basis for domain, basis in _TRAINED_FIRST.items() if domain in domains), None)
        if basis is None or not basis.in_force.covers(issued):
            continue
        if need(each.kind, "officers.certificates.kind") is not CertificateKind.ENFORCEMENT:
            continue
        if not holds_at(basis, need(each.division, "officers.certificates.division")):
            continue
        passed = [
            need(one.on, "officers.trainings.on")
            for one in trainings_of(officer)
            if need(one.passed, "officers.trainings.passed")
        ]
        if not any(day <= issued for day in passed):
            message = _("{name}没有培训考试合格即取得执法证件", name=officer.name)
            yield Found(message, on=issued, at=f"certificates[{index}]", cites=(basis.cite,))


@duty(
    "training.traffic_police_assessed",
    _("交通警察考核不合格不得上岗"),
    (road_traffic("78.2"),),
    on="",
    item=NoticeItem.POWERS,
    inputs=("domain", "officers", "officers.unit", "officers.trainings", "officers.trainings.passed"),
    when=by_words(lambda audited, file: need(file.domain, "domain") == "public_security"),
)
def traffic_police_assessed(audited: Audited, file: CaseFile) -> Iterator[Found]:
    """道路交通安全法 Art. 78.2: who failed the assessment does no duty; the last assessment before the act counts."""
    seen: set[str] = set()
    for act in audited.acting:
        officer = audited.officers.get(act.officer)
        if officer is None or act.officer in seen:
            continue
        if not any(word in need(officer.unit, "officers.unit") for word in _TRAFFIC_UNITS):
            continue
        at = need(act.at, f"{act.role}.at")
        before = [
            each
            for each in trainings_of(officer)
            if need(each.on, "officers.trainings.on") <= day_of(at) and each.passed is not None
        ]
        last = max(before, key=lambda each: (each.on or date.min, bool(each.passed)), default=None)
        if last is not None and not last.passed:
            seen.add(act.officer)
            yield Found(_("{name}考核不合格仍上岗执法", name=officer.name), on=at, at=f"/{act.place}")
