"""A new row of the sheet of sessions, as a new file."""

from collections.abc import Collection, Mapping
from pathlib import Path

from cit_toolkit.exchange.workbook.row_values import mapping_of
from cit_toolkit.exchange.workbook.tables import SESSIONS, Column
from cit_toolkit.exchange.yaml_text import yaml_lines
from cit_toolkit.loading.workspace import as_typed
from cit_toolkit.model.identity import identifier_from
from cit_toolkit.pipeline.revisions import Revision
from cit_toolkit.pipeline.workbook_files import WorkbookFiles

_FOLDER = "seances"


def new_session(
    files: WorkbookFiles, columns: Mapping[str, Column], cells: Mapping[str, str], taken: Collection[Path]
) -> Revision:
    """The file, beside the other sessions, under a name that no file bears."""
    folder = files.sessions[0].path.parent if files.sessions else files.dossier.root / _FOLDER
    known = {source.loaded.model.id for source in files.sessions if source.loaded.model is not None}  # type: ignore[attr-defined]
    wanted = identifier_from(cells[SESSIONS.title])
    names = (wanted if rank == 1 else f"{wanted}-{rank}" for rank in range(1, 10_000))
    identifier = next(name for name in names if name not in known and (folder / f"{name}.yaml").resolve() not in taken)
    path = folder / f"{identifier}.yaml"
    values = {"type": "seance", "id": identifier, **mapping_of(SESSIONS, columns, cells)}
    return Revision(path, as_typed(path), None, "".join(f"{line}\n" for line in yaml_lines(values, 0)))
