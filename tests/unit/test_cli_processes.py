"""Processes that work for a command: they prepare, they work, and they are gone when the user stops the command."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest

from enforcement_norms.cli.processes import ROOM, Rooms

PROGRAM = """
import os, sys, time
from enforcement_norms.cli.processes import processes

PREPARED = []

def prepare(given):
    PREPARED.append(given)

def work(seconds):
    time.sleep(seconds)
    return PREPARED[0], os.getpid()

def main(method, seconds):
    with processes(2, method, prepare, ("given",)) as pool:
        seen = set()
        while len(seen) < 2:
            seen |= {each.result() for each in [pool.submit(work, 0.02) for _ in range(4)]}
        begun = [pool.submit(work, seconds) for _ in range(50)]
        try:
            print({given for given, _pid in seen}, os.getpid() in {pid for _given, pid in seen}, flush=True)
            for each in begun:
                each.result()
        except KeyboardInterrupt:
            print("stopping", flush=True)
            raise

if __name__ == "__main__":
    try:
        main(sys.argv[1], float(sys.argv[2]))
    except KeyboardInterrupt:
        print("stopped", flush=True)
        sys.exit(130)
"""
LONG = 120
"""Seconds after which what does not end has failed."""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that has two processes work."""
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return path


def begun(program: Path, method: str, seconds: float) -> subprocess.Popen[str]:
    """The program, once its processes work."""
    started = subprocess.Popen(
        [sys.executable, str(program), method, str(seconds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "{'given'} False\n"
    return started


def stop(started: subprocess.Popen[str]) -> None:
    """Press the keys that stop a command: all its processes are told."""
    os.killpg(started.pid, signal.SIGINT)


@pytest.mark.parametrize("method", get_all_start_methods())
def test_every_process_prepares_and_works(program: Path, method: str) -> None:
    out, err = begun(program, method, 0).communicate(timeout=LONG)
    assert (out, err) == ("", "")


@pytest.mark.parametrize("method", get_all_start_methods())
def test_what_was_begun_is_finished_and_the_rest_is_not_begun(program: Path, method: str) -> None:
    started = begun(program, method, 1)
    stop(started)
    out, err = started.communicate(timeout=LONG)
    assert (started.returncode, out, err) == (130, "stopping\nstopped\n", "")


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_whoever_stops_twice_does_not_wait(program: Path, method: str) -> None:
    started = begun(program, method, 10 * LONG)
    stop(started)
    assert started.stdout is not None
    assert started.stdout.readline() == "stopping\n"
    time.sleep(1)  # the first stop must have come through
    stop(started)
    started.communicate(timeout=LONG)
    assert started.returncode == 130


def test_a_room_holds_the_texts_of_one_piece_of_work() -> None:
    rooms = Rooms(2)
    texts = [b"a" * (ROOM - 3), b"", "案".encode()]
    assert rooms.leave(1, texts)
    assert rooms.leave(0, [b"b" * ROOM])
    assert rooms.take(1, map(len, texts)) == texts
    assert rooms.leave(1, [b"cd"])
    assert (rooms.take(1, [1, 1]), rooms.take(0, [ROOM])) == ([b"c", b"d"], [b"b" * ROOM])
    assert not rooms.leave(0, [b"b" * ROOM, b"b"])


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="processes cannot be copied here")
def test_a_copy_of_this_process_leaves_texts_for_it() -> None:
    rooms = Rooms(2)
    child = os.fork()
    if not child:
        os._exit(0 if rooms.leave(1, [b"left"]) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert rooms.take(1, [4]) == [b"left"]
