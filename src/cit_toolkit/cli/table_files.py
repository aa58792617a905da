"""Tables put where they were asked for: a workbook, or a CSV file each."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cit_toolkit.cli.options import write
from cit_toolkit.exchange.spreadsheets import Rows, csv_bytes, workbook_bytes
from cit_toolkit.model.text import fold
from cit_toolkit.wording.catalog import Catalog

TABLES = (".xlsx", ".csv")


def deliver_tables(
    tables: Mapping[str, Rows], target: Path | None, kind: str, day: date, french: bool, catalog: Catalog
) -> None:
    """`target`: the file, whose name each CSV file begins with; None for stdout, which takes the first table as CSV."""
    if target is None:
        first = next(iter(tables.values()))
        sys.stdout.buffer.write(workbook_bytes(tables, day) if kind == ".xlsx" else csv_bytes(first, french))
        sys.stdout.buffer.flush()
    elif kind == ".xlsx":
        write(target, workbook_bytes(tables, day), catalog)
        sys.stdout.write(f"{target}\n")
    else:
        for name, rows in tables.items():
            file = target.with_name(f"{target.stem}-{fold(name)}.csv")
            write(file, csv_bytes(rows, french), catalog)
            sys.stdout.write(f"{file}\n")
