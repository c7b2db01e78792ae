"""What stops an engine in the middle (中断): a person, or want of memory or disk; said in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import EnforcementNormsError, Place, Problem
from ..i18n import _


class EngineFailed(EnforcementNormsError):
    """An engine could not finish; what it said itself is the cause."""


@contextmanager
def interruptible(engine: str) -> Iterator[None]:
    """Say KeyboardInterrupt where DuckDB says in its own way that a person has stopped it; in short why an engine failed.

    Raises:
        EngineFailed: memory or disk ran out, or Spark failed.
    """
    if engine == "spark":
        from .spark import told

        with told():
            yield
    else:
        with _of_duckdb():
            yield


@contextmanager
def _of_duckdb() -> Iterator[None]:
    """DuckDB works for the other engines too: it joins the parts of a run."""
    import duckdb

    try:
        yield
    except RuntimeError as error:
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from None
        raise
    except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
        hint = _("内存不足的，提高 --memory 或者缩小 --rows-of-part；磁盘已满的，腾出空间")
        why = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
        problem = Problem("EN329", Place(), _("DuckDB 没有算完：{why}", why=why), hint)
        raise EngineFailed(_("计算引擎出错"), (problem,)) from error
