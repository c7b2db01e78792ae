"""The folder of a pack while it is read: its files by name, and all problems found in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

from ..errors import PackInvalid, Place, Problem
from ..i18n import Message, _
from .flaws import Flaw, Refused, key_spot, near, own_spot, the_list, the_map, unknown_key, within
from .marked import Map, Seq
from .reading import Reading
from .structure import structure
from .yaml import Unreadable, read_yaml

T = TypeVar("T")

NOT_DATA: Final = re.compile(r".*\.(?:py|pyi|pyc|typed|md|po|mo)|__pycache__|locale|[._].*")
"""Files that may lie in a pack and hold none of its data."""
DIVISION: Final = re.compile(r"[0-9]{6}")


class Folder:
    """Reads files, structures what is in them for `state`, keeps the problems and goes on.

    `prefix` stands before file names in places, so that folders of the user can be told from packs.
    """

    def __init__(self, root: Traversable, state: Reading, prefix: str = "") -> None:
        self.root = root
        self.state = state
        self.prefix = prefix
        self.problems: list[Problem] = []
        self._silent = False

    def fail_if_wrong(self, name: str) -> None:
        """Raise PackInvalid with all problems gathered so far, in order of their places; nothing where there are none."""
        if self.problems:
            order = {
                problem: (problem.where.file, problem.where.line, problem.where.column) for problem in self.problems
            }
            problems = sorted(order, key=order.__getitem__)
            count = len(problems)
            raise PackInvalid(_("领域包“{pack}”的数据有 {count} 处错误", pack=name, count=count), problems)
        if self._silent:
            raise AssertionError(name)  # something was left out and nobody has been told: a fault of the reader

    # --- saying what is wrong ------------------------------------------------------------------------------------

    def say(self, flaws: Iterable[Flaw]) -> None:
        """Keep the flaws of the file that is being read."""
        self.problems += [flaw.problem(self.state.file) for flaw in flaws]

    def complain(self, code: str, name: str, message: Message, hint: Message | None = None) -> None:
        """Keep a problem of a file as such."""
        self.problems.append(Problem(code, Place(self.prefix + name), message, hint))

    def is_broken(self, name: str) -> bool:
        """Whether something has been found wrong in that file."""
        return any(problem.where.file == self.prefix + name for problem in self.problems)

    def attempt(self, read: Callable[[], T], container: object = None, step: str | int = "") -> T | None:
        """What `read` returns; None where it refuses, whose flaws are kept as those of a part of `container`."""
        try:
            return read()
        except Refused as refused:
            self._silent = self._silent or not refused.flaws
            self.say(refused.flaws if container is None else within(refused.flaws, step, container))
            return None

    # --- files ---------------------------------------------------------------------------------------------------

    def enter(self, name: str, *, shares: bool = False) -> None:
        """From now on, places are in that file."""
        self.state.file, self.state.in_force, self.state.shares = self.prefix + name, None, shares

    def load(self, name: str, place: Traversable | None = None, *, shares: bool = False) -> Map | Seq | None:
        """The data of a file; None where it is absent, or unreadable (which is then said)."""
        place = place or self.root.joinpath(*name.split("/"))
        self.enter(name, shares=shares)
        if not place.is_file():
            return None
        try:
            return read_yaml(place, self.state.file)
        except Unreadable as unreadable:
            self.problems += unreadable.problems
            return None

    def mapping(self, name: str, keys: Collection[str] = ()) -> Map | None:
        """The data of a file that is a map, with these keys if any are given."""
        data = self.load(name)
        if data is None or isinstance(data, Map):
            if keys and data is not None:
                self.say(unknown_key(key, keys, data) for key in data if key not in keys)
            return data
        self.attempt(lambda: the_map(data))
        return None

    def sequence(self, name: str) -> Seq | None:
        """The data of a file that is a list."""
        data = self.load(name)
        if data is None or isinstance(data, Seq):
            return data
        self.attempt(lambda: the_list(data))
        return None

    def structured(self, value: object, cls: type[T], container: object = None, step: str | int = "") -> T | None:
        """The object of the model, or None where the data is refused."""
        return self.attempt(lambda: structure(value, cls), container, step)

    def section(self, data: Map | None, key: str) -> Map | None:
        """A map under a key of a map."""
        value = None if data is None else data.get(key)
        if value is None or isinstance(value, Map):
            return value
        self.attempt(lambda: the_map(value), data, key)
        return None

    def entries(self, data: Map | None) -> Iterator[tuple[str, Map]]:
        """The entries of a map of maps, each with its key as `id` in it; others are problems."""
        for id_, value in (data or {}).items():
            if not isinstance(value, Map):
                self.attempt(partial(the_map, value), data, id_)
                continue
            if "id" in value:
                self.say([unknown_key("id", sorted(set(value) - {"id"}), value)])
            identified = value.without("id")
            identified["id"] = id_
            yield id_, identified

    def listed(self, name: str, cls: type[T]) -> tuple[T, ...]:
        """Every element of a file that is one list."""
        data = self.sequence(name)
        if data is None:
            return ()
        made = (self.structured(value, cls, data, index) for index, value in enumerate(data))
        return tuple(one for one in made if one is not None)

    # --- folders -------------------------------------------------------------------------------------------------

    def dated(self, folder: str, cls: type[T]) -> tuple[T, ...]:
        """Every `<id>.<from>.yaml` of a folder."""
        found: list[T] = []
        for name, place in self.yaml_files(folder):
            data = self.load(name, place)
            if data is None:
                continue
            made = self.structured(data, cls)
            if made is not None:
                self.expect_name(place.name, made, data)
                found.append(made)
        return tuple(found)

    def yaml_files(self, folder: str) -> Iterator[tuple[str, Traversable]]:
        """The data files of a folder in order of their names; what else lies there is a problem."""
        hint = _("文件名写作 <标识>.<施行日>.yaml")
        for entry in self.inside(folder):
            if entry.is_file() and entry.name.endswith(".yaml"):
                yield f"{folder}/{entry.name}", entry
            else:
                self.complain("EN115", f"{folder}/{entry.name}", _("此处不应有“{name}”", name=entry.name), hint)

    def inside(self, folder: str = "") -> Iterator[Traversable]:
        """What lies in a folder and may hold data, in order of its names."""
        place = self.root.joinpath(*folder.split("/")) if folder else self.root
        if place.is_dir():
            for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
                if not NOT_DATA.fullmatch(entry.name):
                    yield entry

    def allow_only(self, allowed: Collection[str], folder: str = "") -> None:
        """Files that belong to no place of the format would be lost in silence: they are problems."""
        for entry in self.inside(folder):
            if entry.name not in allowed:
                hint = _("是否指：{names}", names=near(entry.name, allowed) or tuple(sorted(allowed)))
                name = f"{folder}/{entry.name}" if folder else entry.name
                self.complain("EN115", name, _("此处不应有“{name}”", name=entry.name), hint)

    def expect_name(self, name: str, made: Any, data: object, lead: str = "") -> None:
        """A file is named after what it holds: id (or `lead`) and first day in force."""
        expected = f"{lead or made.id}.{made.in_force.from_}.yaml"
        if name != expected:
            message = _("文件名与内容不符：按内容应为 {expected}", expected=expected)
            self.say([Flaw("EN114", message, _("改文件名，或者改 id、in_force.from"), spot=own_spot(data))])

    def in_division(self, data: Map | Seq, division: str) -> Map | Seq:
        """The data with the division that the path names; a file that names another is wrong."""
        if not isinstance(data, Map):
            return data
        if str(data.get("division", division)) != division:
            message = _("区划 {written} 与路径的 {division} 不符", written=data["division"], division=division)
            self.say([Flaw("EN114", message, _("删去 division，以路径为准"), spot=key_spot(data, "division"))])
        placed = data.without("division")
        placed["division"] = division
        return placed
