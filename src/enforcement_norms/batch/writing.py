"""The tables of a run as files (结果文件): Parquet, CSV, JSON Lines or Arrow, whole or not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from .tables import CASES_COLUMNS, PENALTIES_COLUMNS

_COMPRESSION: Final = "zstd"


def write_part(table: Any, engine: str, path: Path) -> None:
    """Run an expression and write what it gives to one Parquet file, with the same types on every engine."""
    if engine != "duckdb":
        table = _with_amounts_as_duckdb_has_them(table)
    if engine != "spark":
        table.to_parquet(str(path))
        return
    import duckdb

    # Spark writes a folder of files, as many as it has tasks.
    folder = path.with_name(f"{path.name}.spark")
    table.to_parquet(str(folder), mode="overwrite")
    with duckdb.connect() as connection:
        connection.read_parquet(f"{folder}/*.parquet").write_parquet(str(path))


def _with_amounts_as_duckdb_has_them(table: Any) -> Any:
    """The computed amounts as decimals of 18 digits, two of them behind the point: no amount has more."""
    names = [name for name, kind in {**CASES_COLUMNS, **PENALTIES_COLUMNS}.items() if kind.startswith("decimal")]
    # By way of 38 digits, for of what the engine gives Ibis knows only what it declared.
    return table.mutate(
        **{name: table[name].cast("decimal(38, 2)").cast("decimal(18, 2)") for name in names if name in table.columns}
    )


def joined(parts: Sequence[Path], format_: str, target: Path, folder: Path) -> Path:
    """The parts joined into one file of the format, which `put_in_place` can rename to `target`.

    It is written into the folder of the parts, so that nothing half-written lies beside the output, unless the target
    lies elsewhere, which may be another disk.
    """
    near = target.parent.resolve() == folder.parent.resolve()
    written = folder / f"joined.{target.name}" if near else target.with_name(f".{target.name}.writing")
    written.unlink(missing_ok=True)
    if format_ == "parquet" and len(parts) == 1:
        # A second name for the same file: the part stays until the whole run is done.
        _second_name(parts[0], written)
    else:
        _write(parts, format_, written)
    return written


def put_in_place(files: Mapping[Path, Path]) -> None:
    """Give finished files the names of their targets: all of them, or, where one cannot be replaced, none.

    The renames follow one another at once. A kill between two of them leaves the rest to the next run, which finds
    all parts done.
    """
    kept: dict[Path, Path | None] = {}
    done: list[Path] = []
    try:
        for target, file in files.items():
            old = file.with_name(f"{file.name}.old")
            old.unlink(missing_ok=True)
            kept[target] = _second_name(target, old) if target.is_file() else None
        for target, file in files.items():
            done.append(target)
            file.replace(target)
    except BaseException:
        for target in done:
            _put_back(target, kept[target])
        raise
    finally:
        for old_or_none in kept.values():
            if old_or_none is not None:
                old_or_none.unlink(missing_ok=True)


def _put_back(target: Path, old: Path | None) -> None:
    if old is not None:
        old.replace(target)
    elif target.is_file():
        target.unlink()


def _second_name(file: Path, name: Path) -> Path:
    """A second name for a file; where the disk knows no such thing, a copy of it."""
    try:
        os.link(file, name)
    except OSError:
        shutil.copyfile(file, name)
    return name


def _write(parts: Sequence[Path], format_: str, target: Path) -> None:
    import duckdb

    if format_ == "arrow":
        _write_arrow(parts, target)
        return
    with duckdb.connect(config={"preserve_insertion_order": True}) as connection:
        table = connection.read_parquet([str(part) for part in parts])
        if format_ == "parquet":
            table.write_parquet(str(target), compression=_COMPRESSION)
        elif format_ == "csv":
            table.write_csv(str(target), header=True)
        else:
            table.create_view("joined")
            connection.execute("COPY joined TO $target (FORMAT json)", {"target": str(target)})


def _write_arrow(parts: Sequence[Path], target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    # A part may know that a column of it is never empty, of which another has empty cells.
    schema = pa.schema([column.with_nullable(True) for column in pq.read_schema(parts[0])])
    with pa.OSFile(str(target), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        for part in parts:
            for batch in pq.ParquetFile(part).iter_batches():
                writer.write_batch(batch.cast(schema))


def counted_by(path: Sequence[Path], column: str) -> Mapping[str, int]:
    """How often each value stands in a column of the parts; an empty one is left out."""
    import duckdb

    with duckdb.connect() as connection:
        table = connection.read_parquet([str(each) for each in path])
        found = table.filter(f"{column} IS NOT NULL").aggregate(f"{column}, count(*)").order(column).fetchall()
    return {str(value): int(count) for value, count in found}
