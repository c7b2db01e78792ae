"""A pack made of files (数据包): the object that a distribution registers."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable

from ..hooks import hookimpl
from ..model.duty import Rule
from ..model.findings import CaseRule
from ..model.pack import Manifest, Pack


class DataPack:
    """The pack whose YAML lies beside a Python package: `pack = DataPack(__name__)`.

    Nothing is read until somebody asks; each answer is read anew, for whoever keeps packs is the registry.
    """

    def __init__(self, module: str, case_rules: Iterable[CaseRule] = (), audit_rules: Iterable[Rule] = ()) -> None:
        self.module = module
        self.case_rules = tuple(case_rules)
        self.audit_rules = tuple(audit_rules)

    def __repr__(self) -> str:
        return f"DataPack({self.module!r})"

    @property
    def folder(self) -> Traversable:
        """Where its files lie."""
        return resources.files(self.module)

    @hookimpl
    def manifest(self) -> Manifest:
        """What pack.yaml says; raises PackInvalid."""
        from .pack import read_manifest

        return read_manifest(self.folder)

    @hookimpl
    def pack(self, general: Pack | None) -> Pack:
        """Everything in the folder; raises PackInvalid with all problems."""
        from .pack import read_pack

        return read_pack(
            self.folder,
            general=general,
            module=self.module,
            case_rules=self.case_rules,
            audit_rules=self.audit_rules,
        )
