"""A session of Spark (Spark 会话): the one that runs already, else one on this machine."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from ..errors import EnforcementNormsError, Place, Problem
from ..i18n import _
from .halting import EngineFailed

LEAST_MEMORY: Final = 1024
"""Mebibytes that Spark has at least on one machine."""


class SparkMissing(EnforcementNormsError):
    """Spark cannot be started: it is not installed, or there is no Java."""


@contextmanager
def session(master: str = "local[*]") -> Iterator[Any]:
    """The active session, as spark-submit gives it on a cluster; else a new one here, stopped at the end.

    Raises:
        SparkMissing: pyspark or Java is not there.
    """
    with warnings.catch_warnings():
        # pyspark warns of versions of pandas, which is not used here.
        warnings.simplefilter("ignore", FutureWarning)
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise SparkMissing(_("没有安装 pyspark；安装 enforcement-norms[spark]")) from None
        active = SparkSession.getActiveSession()
        if active is not None:
            yield active
            return
        if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
            raise SparkMissing(_("没有找到 Java；安装 Java 17 以上，或者换用 --engine duckdb"))
        builder: Any = SparkSession.builder
        if "SPARK_REMOTE" not in os.environ and "MASTER" not in os.environ:
            builder = builder.master(master)
            for name, value in _of_one_machine().items():
                builder = builder.config(name, value)
        running = builder.appName("enorms").config("spark.sql.session.timeZone", "UTC").getOrCreate()
        running.sparkContext.setLogLevel("ERROR")
        try:
            yield running
        finally:
            running.stop()


def _of_one_machine() -> Mapping[str, str]:
    """How Spark runs on this machine: half of its memory, no pages of its own, nothing but errors on the terminal."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    quiet = Path(__file__).with_name("log4j2.properties")
    return {
        "spark.driver.memory": f"{max(memory // 2, LEAST_MEMORY)}m",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet.as_uri()}",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


@contextmanager
def told() -> Iterator[None]:
    """Say in one sentence what Spark says in many lines of Java.

    Raises:
        EngineFailed: Spark could not do what it was asked for.
    """
    from pyspark.errors import PySparkException

    of_java: type[Exception] = import_module("py4j.protocol").Py4JError

    try:
        yield
    except (of_java, PySparkException) as error:
        hint = _("内存不足的，把表分成几份，或者换用 --engine duckdb（表可以比内存大）")
        problem = Problem("EN329", Place(), _("Spark 没有算完：{why}", why=reason_in(str(error))), hint)
        raise EngineFailed(_("计算引擎出错"), (problem,)) from error


def reason_in(said: str) -> str:
    """The line that says why, of all that Java says: where memory is short that line, else the first that is no frame."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.strip().startswith("at ")]
    short = [line for line in lines if "OutOfMemoryError" in line or "Not enough memory" in line]
    return next(iter([*short, *(line for line in lines if line.startswith(": ")), *lines]), "").lstrip(": ")
