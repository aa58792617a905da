"""What an import says of a record, in words: where it stands, and what is to be known of it."""

from pathlib import Path

from cit_toolkit.exchange.records import Record
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible


def remark_in_words(remark: Remark, catalog: Catalog) -> str:
    """What is to be known of a record, without anything that a terminal or a comment would obey."""
    arguments = dict(remark.arguments)
    if "part" in arguments:
        arguments["part"] = catalog.say(f"import.parts.{arguments['part']}")
    return visible(catalog.say(f"import.remarks.{remark.code}", **arguments))


def place_in_words(record: Record, column: str, catalog: Catalog) -> str:
    """Where to look: the cell of a table, else the rank in the file."""
    name = Path(record.file).name
    if cell := record.cell(column):
        return visible(catalog.say("import.at-cell", file=name, cell=cell))
    return visible(catalog.say("import.at-rank", file=name, rank=record.rank))
