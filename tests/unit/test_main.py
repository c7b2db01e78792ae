"""`python -m enforcement_norms`: the command line, or what to install."""

import subprocess
import sys

WITHOUT_CLICK = "import sys; sys.modules['click'] = None; from enforcement_norms.__main__ import main; main()"


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


def test_the_module_is_the_command_line() -> None:
    done = run("-m", "enforcement_norms", "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("enforcement-norms ")


def test_without_the_command_line_installed_it_says_what_to_install() -> None:
    done = run("-c", WITHOUT_CLICK)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "命令行需要另装：pip install 'enforcement-norms[cli]'\n"
