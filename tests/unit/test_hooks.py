"""Hooks: declared with types, answered by DataPack and by whoever writes them by hand."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from enforcement_norms.errors import PackInvalid
from enforcement_norms.hooks import PackHooks, case_rule
from enforcement_norms.i18n import _
from enforcement_norms.model.case import Case
from enforcement_norms.model.findings import CaseRule, Finding
from enforcement_norms.reader import DataPack


@case_rule(id="refund_within_gains", title="退赔不超过违法所得", violations=["x"])
def refund_within_gains(case: Case) -> Iterator[Finding]:
    if case.facts.get("refunded", 0) > case.facts.get("gains", 0):
        yield Finding(_("退赔多于违法所得"), "refunded")


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "some_pack"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "pack.yaml").write_text("schema: 1\nid: some\ntitle: 某领域\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "some_pack", raising=False)
    return "some_pack"


def test_a_case_rule_is_declared_by_decorating_a_function() -> None:
    assert isinstance(refund_within_gains, CaseRule)
    assert (refund_within_gains.id, refund_within_gains.violations) == ("refund_within_gains", ("x",))
    case = Case("x", date(2026, 1, 1), date(2026, 2, 1), facts={"refunded": 2, "gains": 1})
    assert [finding.fact for finding in refund_within_gains.check(case)] == ["refunded"]


def test_a_rule_without_violations_is_for_all() -> None:
    assert case_rule(id="all", title="全部")(lambda case: ()).violations == ()


def test_a_data_pack_answers_both_hooks(module: str) -> None:
    pack = DataPack(module, [refund_within_gains])
    whole = pack.pack(None)
    assert pack.manifest() == whole.manifest
    assert (whole.id, whole.module, whole.case_rules) == ("some", "some_pack", (refund_within_gains,))
    assert repr(pack) == "DataPack('some_pack')"


def test_nothing_is_read_before_it_is_asked(module: str, tmp_path: Path) -> None:
    pack = DataPack(module)
    (tmp_path / "some_pack" / "pack.yaml").write_text("schema: [")
    with pytest.raises(PackInvalid):
        pack.manifest()


def test_the_hooks_themselves_do_nothing() -> None:
    with pytest.raises(NotImplementedError):
        PackHooks().manifest()
    with pytest.raises(NotImplementedError):
        PackHooks().pack(None)


def test_naming_a_data_pack_loads_neither_yaml_nor_cattrs(module: str) -> None:
    code = (
        "import sys\n"
        "from enforcement_norms.reader import DataPack\n"
        "DataPack('some_pack')\n"
        "print(sorted({'yaml', 'cattrs', 'babel', 'some_pack'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
