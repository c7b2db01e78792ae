"""The pack to copy (plugins/_template): installed as a user would install it, it passes its own tests and all checks."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "plugins" / "_template"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A Python in which the template is installed: its metadata as an installer writes them from pyproject.toml."""
    project = tomllib.loads((TEMPLATE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    site = tmp_path_factory.mktemp("site")
    metadata = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    lines = [f"[{group}]\n{name} = {target}\n" for group, points in project["entry-points"].items()
             for name, target in points.items()]  # fmt: skip
    (metadata / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(site), str(TEMPLATE / "src")))}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def test_its_own_tests_pass(environment: dict[str, str]) -> None:
    done = run(environment, "pytest", "-q", "-p", "no:cacheprovider", str(TEMPLATE))
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


def test_its_checks_pass(environment: dict[str, str]) -> None:
    done = run(environment, "enforcement_norms", "check", "template")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "template：通过，错误 0 处，提示 0 处\n"


def test_its_folder_can_be_checked_before_it_is_installed() -> None:
    done = run(dict(os.environ), "enforcement_norms", "check", str(TEMPLATE))
    assert (done.returncode, done.stderr) == (0, "template 没有安装，其 rules.py 没有运行；安装后再检查\n")


def test_users_do_not_get_it() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert "enforcement-norms-template" not in groups["dev"]


def test_is_marked_as_fictional() -> None:
    data = TEMPLATE / "src" / "enforcement_norms_template"
    for name in (
        "sources.yaml",
        "violations/unregistered_activity.2024-01-01.yaml",
        "locale/en/LC_MESSAGES/template.po",
    ):
        assert "虚构" in (data / name).read_text(encoding="utf-8"), name
