"""What is to be known of a record: said later, in the language of the reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know of a record: a sentence chosen by its code (locales, `import.remarks`)."""

    code: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    column: str = ""
    """The column of a table it is about: the cell is told with it."""
