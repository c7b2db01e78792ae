"""A session of Spark (Spark 会话): the one that runs already, else one on this machine."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import EnforcementNormsError
from ..i18n import _


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
            builder = builder.master(master).config("spark.ui.enabled", "false")
        running = builder.appName("enorms").config("spark.sql.session.timeZone", "UTC").getOrCreate()
        running.sparkContext.setLogLevel("ERROR")
        try:
            yield running
        finally:
            running.stop()
