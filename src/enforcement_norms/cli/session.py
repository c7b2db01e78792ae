"""One run of a command: packs read as they are needed, records turned into cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from ..errors import CaseInvalid, EnforcementNormsError, PackBroken, Place, Problem
from ..i18n import _
from .inputs import Record
from .rows import typed_cells

if TYPE_CHECKING:
    from ..compiler import Norms
    from ..model.case import Case
    from ..model.pack import Pack
    from ..model.penalty import Unit
    from ..registry import Registry

_FEW: Final = 3
"""Problems of a pack that are named with every record that needs it."""
_HOW_TO_NAME: Final = _("写作“领域.违法行为”，如 market_supervision.unlicensed_food_business；用 enorms find 查找")
GENERAL: Final = "general"
"""The pack of the general law."""


class Session:
    """The installed packs, each read once when the first case (or command) asks for its domain.

    `afresh`: nothing that an earlier run kept is used.
    """

    def __init__(self, overlays: Iterable[str] = (), *, afresh: bool = False) -> None:
        self.overlays = tuple(overlays)
        self.afresh = afresh
        self._registry: Registry | None = None
        self._norms: dict[str, Norms | EnforcementNormsError] = {}

    @property
    def registry(self) -> Registry:
        """The registry of this run."""
        if self._registry is None:
            from ..loading import registry_with
            from ..registry import Registry

            folders = tuple(Path(folder) for folder in self.overlays)
            self._registry = Registry(folders) if self.afresh else registry_with(folders)
        return self._registry

    def domains(self) -> list[str]:
        """The installed domains, without the general law."""
        return [id_ for id_ in self.registry.installed() if id_ != GENERAL]

    def folder_of(self, domain: str) -> Path | None:
        """Where the data of an installed pack lies; None where no folder holds it."""
        from importlib import resources

        module = self.registry.provenance(domain).target.partition(":")[0]
        try:
            folder = Path(str(resources.files(module)))
        except (ImportError, TypeError):
            return None
        return folder if (folder / "pack.yaml").is_file() else None

    def norms(self, name: str) -> Norms:
        """The norms of one domain by id, title or alias.

        Raises:
            PackNotFound: no pack has that name.
            PackBroken: the pack cannot be used.
        """
        from ..loading import load_from

        if name not in self._norms:
            try:
                self._norms[name] = load_from(self.registry, name)
            except EnforcementNormsError as error:
                self._norms[name] = error
        found = self._norms[name]
        if isinstance(found, EnforcementNormsError):
            raise found
        return found

    def pack(self, name: str) -> Pack:
        """The pack of one domain, read, sound and with its overlays; raises as `norms`."""
        return self.norms(name).packs[self.registry.find(name)]

    def norms_of(self, violation: str) -> Norms:
        """The norms under which a violation (`domain.violation`) stands; raises as `norms`, or CaseInvalid."""
        domain, dot, _rest = violation.partition(".")
        if not dot:
            message = _("“{name}”没有写领域", name=violation)
            raise CaseInvalid(message, (Problem("EN301", Place(path="violation"), message, _HOW_TO_NAME),))
        return self.norms(domain)

    def case(self, record: Record) -> tuple[Norms, Case]:
        """The case that a record describes, and the norms for it.

        Raises:
            CaseInvalid: with every problem, each with the place of the record.
            PackNotFound: the domain is not installed.
            PackBroken: its pack cannot be used.
        """
        from ..reader import circumstance_ids, fact_table, read_case

        if record.data is None:
            raise CaseInvalid(_("案件数据不能读取"), record.problems)
        data = known_only(without_expectation(record.data))
        try:
            violation = _violation_of(data)
            norms = self.norms_of(violation)
            packs = tuple(norms.packs.values())
            facts = fact_table(*packs)
            if record.from_table:
                data = typed_cells(data, facts)
            units = units_of(norms, violation) if "imposed" in data else {}
            ids = circumstance_ids(*packs)
            return norms, read_case(data, facts, ids, units=units, bare_yuan=record.bare_yuan, file=record.where.file)
        except CaseInvalid as error:
            raise placed(error, record.where) from None


def _violation_of(data: Mapping[str, Any]) -> str:
    """The violation that a record names; raises CaseInvalid where it names none in words."""
    from ..reader.flaws import kind_of

    named = data.get("violation")
    if isinstance(named, str):
        return named
    problem = Problem("EN102", Place(path="violation"), _("缺少键“{key}”", key="violation"), _HOW_TO_NAME)
    if named is not None:
        message = _("此处应是{expected}，而不是{found}", expected=_("文字"), found=kind_of(named))
        problem = Problem("EN103", Place(path="violation"), message, _HOW_TO_NAME)
    raise CaseInvalid(_("案件数据有误"), (problem,))


def units_of(norms: Norms, violation: str) -> dict[str, Unit]:
    """The unit of every measure of a violation, by id: what `imposed` counts."""
    from ..compiler import standing_of

    track = norms.tracks.get(violation)
    found: dict[str, Unit] = {}
    if track is None:
        return found
    for version in track.versions:
        day = version.in_force.from_
        plan = track.plan(version, day, day, "000000")
        found |= {standing.measure.id: standing.measure.unit for standing in standing_of(plan)}
    return found


def without_expectation(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A worked example as a case: what it expects is left out, its name is the id of the case."""
    if "expect" not in data:
        return data
    rest = {key: value for key, value in data.items() if key not in ("expect", "name")}
    return {"id": data["name"], **rest} if "name" in data else rest


def known_only(data: Any) -> Any:
    """The data without its nulls: a null is a value that is not known."""
    if type(data) is dict:
        return {key: known_only(value) for key, value in data.items() if value is not None}
    if type(data) is list:
        return [known_only(item) for item in data]
    return data


def placed(error: EnforcementNormsError, where: Place) -> CaseInvalid:
    """The error with the file and line of its record in every problem.

    What is wrong with a pack stays where it stands in the pack, and is named under the record that needs the pack.
    """
    if isinstance(error, PackBroken):
        also = tuple((each.where, each.message) for each in error.problems[:_FEW])
        hint = _("用 enorms check 查看领域包的全部问题")
        return CaseInvalid(error.message, (Problem("pack_broken", where, error.message, hint, also=also),))
    problems = error.problems or (Problem("EN300", Place(), error.message),)
    return CaseInvalid(
        error.message,
        [evolve(each, where=_inside(where, each.where)) for each in problems],
    )


def _inside(where: Place, inner: Place) -> Place:
    """The place within a record: its own line where it knows it, else the line of the record."""
    line, column = (inner.line, inner.column) if inner.line else (where.line, where.column)
    return Place(where.file, line, column, inner.path)


REFUSED: Final = "enforcement-norms.refused/1"


def refused_data(record: Record, error: EnforcementNormsError) -> dict[str, Any]:
    """A refused record as JSON shows it among the answers."""
    return {"schema": REFUSED, "record": str(record.where), "problems": refusal(error)}


def refusal(error: EnforcementNormsError) -> list[dict[str, Any]]:
    """The problems of a refused record as data."""
    problems = error.problems or (
        Problem("pack_broken" if isinstance(error, PackBroken) else "EN300", Place(), error.message),
    )
    return [problem_data(each) for each in problems]


def problem_data(problem: Problem) -> dict[str, Any]:
    """One problem as JSON shows it."""
    where = problem.where
    place = {"file": where.file, "line": where.line, "column": where.column, "path": where.path}
    data: dict[str, Any] = {
        "code": problem.code,
        "severity": problem.severity.value,
        **{key: value for key, value in place.items() if value},
        "message": problem.message.render(),
    }
    if problem.also:
        data["also"] = [{"where": str(place), "message": note.render()} for place, note in problem.also]
    if problem.hint is not None:
        data["hint"] = problem.hint.render()
    return data
