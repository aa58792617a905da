"""All the sessions of a dossier, each with its action when one names it: what was decided and promised across them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.real_paths import real_path
from cit_toolkit.loading.workspace import as_typed, files_under, find_dossier, method_of
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.subjects.action import ReadAction, read_action, withheld_in
from cit_toolkit.subjects.gathering import ReadGathering, read_gathering
from cit_toolkit.subjects.subject import Subject, UnusableFileError, shared_method, sound_problems


@dataclass(frozen=True)
class ReadSessions(Subject):
    """The actions of a dossier, and the sessions that none of them names."""

    parts: tuple[ReadAction | ReadGathering, ...]

    def seen(self, audience: Audience, voice: Voice) -> tuple[SeenAction, ...]:
        """Each as an audience may see it."""
        return tuple(_own(part, part.seen(audience, voice)) for part in self.parts)

    def masked(self, audience: Audience, voice: Voice) -> tuple[SeenAction, ...]:
        """The same, with every e-mail, phone and withheld name in a text replaced by a word."""
        return tuple(_own(part, part.masked(audience, voice)) for part in self.parts)

    @cached_property
    def withheld_names(self) -> tuple[str, ...]:
        """What nobody outside may read in the whole dossier."""
        return withheld_in(self.dossier)

    @cached_property
    def file_names(self) -> Mapping[str, str]:
        """Those of all of them."""
        return {name: inside for part in self.parts for name, inside in part.file_names.items()}

    def own_texts(self) -> Iterable[str]:
        """Every text of all of them."""
        for part in self.parts:
            yield from part.own_texts()


def _own(part: ReadAction | ReadGathering, seen: SeenAction) -> SeenAction:
    """A session that was asked for alone comes without the others of its action."""
    return replace(seen, gatherings=(part.session(seen),)) if isinstance(part, ReadGathering) else seen


def read_sessions(path: Path, method: str | None = None, strict: bool = False) -> ReadSessions:
    """Read a dossier, an action or a session. CitError when there is no session at all."""
    dossier = find_dossier(path)
    chosen = shared_method(method or dossier.settings.method, real_path(dossier.root))
    parts, problems = _parts(path, method, strict) if path.is_dir() else ([_part(path, method, strict)], [])
    if not parts:
        if problems:
            raise UnusableFileError(tuple(problems))
        raise CitError("no-session-found", path=str(path))
    files = {real_path(file.path): file for part in parts for file in part.files}
    told = (*dossier.problems, *chosen.problems, *problems, *(problem for part in parts for problem in part.problems))
    return ReadSessions(tuple(files.values()), dossier, method_of(chosen), sound_problems(told, strict), tuple(parts))


def _part(path: Path, method: str | None, strict: bool) -> ReadAction | ReadGathering:
    if load_file(path).kind == "action":
        return read_action(path, method, strict)
    return read_gathering(path, method, strict)


def _parts(folder: Path, method: str | None, strict: bool) -> tuple[list[ReadAction | ReadGathering], list[Problem]]:
    """Actions first; then the sessions that none of them names. One unusable file does not stop the others."""
    dossier = find_dossier(folder)
    kinds = {path: load_file(path).kind for path in files_under(folder, dossier)}
    parts: list[ReadAction | ReadGathering] = []
    problems: list[Problem] = []
    for kind in ("action", "seance"):
        for path in (path for path, each in kinds.items() if each == kind):
            if any(real_path(path) == real_path(file.path) for part in parts for file in part.files):
                continue
            try:
                parts.append(_part(Path(as_typed(path)), method, strict))
            except UnusableFileError as error:
                problems += error.problems
    return parts, problems
