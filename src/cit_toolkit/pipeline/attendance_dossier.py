"""What a dossier knows of those who may be on an attendance list: its structures, its people, its sessions."""

from collections.abc import Sequence
from pathlib import Path

from cit_toolkit.exchange.attendance_reader import Known
from cit_toolkit.loading.dossier_people import people_of
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.workspace import files_under, find_dossier
from cit_toolkit.model.action import Action
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.attendance_request import KnownSession


def known_around(place: Path, territories: Sequence[Territory] = ()) -> tuple[Known, tuple[KnownSession, ...]]:
    """What the dossier of a file or folder knows, and the territories named besides."""
    dossier = find_dossier(place)
    structures: dict[str, str] = {}
    sessions = []
    models = [(path, load_file(path).model) for path in files_under(dossier.root, dossier)]
    for path, model in [*models, *((place, each) for each in territories)]:
        if isinstance(model, Action):
            structures |= {each.id: each.name for each in (*model.partners, *model.structures)}
        elif isinstance(model, Territory):
            structures |= {each.id: each.name for each in model.actors if each.id not in structures}
        elif isinstance(model, Gathering):
            sessions.append(KnownSession(path, model))
    people = people_of(dossier)
    return Known(structures, people.names, people.withdrawn_keys), tuple(sessions)
