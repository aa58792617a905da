"""The sessions of a dossier by what people call them."""

from pathlib import Path

from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.workspace import files_under, find_dossier
from cit_toolkit.model.gathering import Gathering


def sessions_of(path: Path) -> tuple[Gathering, ...]:
    """The sessions of the dossier of a file or folder."""
    dossier = find_dossier(path)
    models = (load_file(file).model for file in files_under(dossier.root, dossier))
    return tuple(model for model in models if isinstance(model, Gathering))


def session_names(path: Path) -> dict[str, str]:
    """Identifiers and titles of the sessions of the dossier of a file, and their identifiers; a title that two bear
    names neither."""
    sessions = sessions_of(path)
    titles = [session.title for session in sessions]
    named = {session.title: session.id for session in sessions if titles.count(session.title) == 1}
    return named | {session.id: session.id for session in sessions}
