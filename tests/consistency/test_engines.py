"""`enorms evaluate` on the example archive: each engine writes the very same two tables, column by column."""

import runpy
import shutil
from pathlib import Path

import duckdb
import pytest

from enforcement_norms.cli import main

# Ibis calls DuckDB, and Spark calls pandas, as their newest versions no longer like it.
pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning", "ignore::DeprecationWarning", "ignore::ResourceWarning"
)
ROOT = Path(__file__).parents[2]
ROWS, VIOLATIONS = 300, 2


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "archive.parquet"
    runpy.run_path(str(ROOT / "examples" / "make_archive.py"))["write_archive"](path, ROWS, VIOLATIONS)
    return path


@pytest.fixture(scope="module")
def by_duckdb(archive: Path) -> Path:
    return evaluated(archive, "duckdb")


def evaluated(archive: Path, engine: str) -> Path:
    """The table of cases that an engine writes; that of penalties lies beside it."""
    output = archive.with_name(f"{engine}.parquet")
    with pytest.raises(SystemExit) as left:
        main(["evaluate", str(archive), "-o", str(output), "--engine", engine])
    assert left.value.code == 0
    return output


@pytest.mark.parametrize("engine", ["polars", "spark"])
def test_each_engine_writes_the_same_rows(archive: Path, by_duckdb: Path, engine: str) -> None:
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none here")
    other = evaluated(archive, engine)
    for suffix in (".parquet", ".penalties.parquet"):
        assert differences(by_duckdb.with_suffix(suffix), other.with_suffix(suffix)) == (0, 0)


def differences(one: Path, other: Path) -> tuple[int, int]:
    """How many rows of one file the other does not have, and the other way round; their columns are the same."""
    with duckdb.connect() as connection:
        tables = [connection.read_parquet(str(path)) for path in (one, other)]
        for name, table in zip(("one", "other"), tables, strict=True):
            table.create_view(name)
        assert tables[0].columns == tables[1].columns
        assert tables[0].types == tables[1].types
        assert rows(connection, "SELECT count(*) FROM one") >= ROWS
        return (
            rows(connection, "SELECT count(*) FROM (FROM one EXCEPT ALL FROM other)"),
            rows(connection, "SELECT count(*) FROM (FROM other EXCEPT ALL FROM one)"),
        )


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    found = connection.execute(query).fetchone()
    return 0 if found is None else int(found[0])
