"""A territory read with its dossier and its method, and what each audience may know of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from cit_toolkit.analysis.diagnosis import Diagnosis, diagnose
from cit_toolkit.analysis.network import network
from cit_toolkit.analysis.redaction import confidential_actors, for_audience, texts_of, with_texts, withheld
from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.dossier_people import people_of
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.references import resolve_territory
from cit_toolkit.loading.workspace import find_dossier, method_of
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError
from cit_toolkit.subjects.subject import Subject, UnusableFileError, shared_method, sound_problems


@dataclass(frozen=True)
class ReadTerritory(Subject):
    """A territory ready to be diagnosed: what was read, with which method, and what is wrong with the files."""

    territory: Territory
    written: Territory
    """As the file says it, before what dangles or is repeated was left out: its secrets are kept all the same."""
    earlier: tuple["ReadTerritory", ...] = field(default=(), kw_only=True)
    """The same territory at earlier dates, the oldest first (subjects/territory_over_time.py)."""

    def diagnosis(self, audience: Audience, voice: Voice) -> Diagnosis:
        """The diagnosis an audience may see."""
        return self.diagnosis_of(self.seen(audience, voice))

    def masked_diagnosis(self, audience: Audience, voice: Voice) -> Diagnosis:
        """The same, with every e-mail, phone and withheld name in a text replaced by a word."""
        return self.diagnosis_of(self.masked(audience, voice))

    def diagnosis_of(self, seen: Territory) -> Diagnosis:
        """The diagnosis of the territory as somebody sees it.

        The draws behind the ranges of a network go through its links in the order of the actors' identifiers: they are
        made on the true ones, so that two readers of one territory never read two figures.
        """
        found = diagnose(seen, self.method)
        if found.cohesion is None:
            return found
        drawn = network(self.territory.actors, self.territory.relations or ())
        return replace(found, cohesion=replace(found.cohesion, drawn=drawn))

    def seen(self, audience: Audience, voice: Voice) -> Territory:
        """The territory as an audience may see it."""
        return self._seen(self.territory, audience, voice)

    def masked(self, audience: Audience, voice: Voice) -> Territory:
        """The same, its texts masked; for the internal reader only who withdrew is."""
        return self._masked(self.territory, audience, voice)

    def past(self, audience: Audience, voice: Voice, masked: bool) -> tuple[Territory, ...]:
        """Its earlier descriptions as the same reader may see them, the oldest first."""
        tell = self._masked if masked else self._seen
        return tuple(tell(each.territory, audience, voice) for each in self.earlier)

    def _seen(self, territory: Territory, audience: Audience, voice: Voice) -> Territory:
        return for_audience(
            territory, audience, lambda rank: voice.say("words.unnamed-actor", rank=rank), self._unnamed
        )

    def _masked(self, territory: Territory, audience: Audience, voice: Voice) -> Territory:
        seen = self._seen(territory, audience, voice)
        if audience is Audience.INTERNAL and not self.withdrawn_names:
            return seen
        return with_texts(seen, lambda text: self.mask(text, voice, audience))

    @cached_property
    def _unnamed(self) -> tuple[str, ...]:
        """Confidential at one date, an actor is named at none, and is called alike at all."""
        dates = (self.territory, *(each.territory for each in self.earlier))
        return tuple(dict.fromkeys(name for each in dates for name in confidential_actors(each)))

    def engagement(self, audience: Audience, voice: Voice, today: date, masked: bool) -> Any:
        """What a document says of who took part in an action: nothing, for a territory read alone."""
        return None

    @cached_property
    def withheld_names(self) -> tuple[str, ...]:
        """Confidential actors, people to call, people of the dossier who did not agree to be named."""
        before = (name for each in self.earlier for name in each.withheld_names)
        return tuple(dict.fromkeys((*withheld(self.written), *people_of(self.dossier).withheld, *before)))

    @cached_property
    def withdrawn_names(self) -> tuple[str, ...]:
        """Who withdrew, in the dossier of any date."""
        before = (name for each in self.earlier for name in each.withdrawn_names)
        return tuple(dict.fromkeys((*people_of(self.dossier).withdrawn, *before)))

    def own_texts(self) -> Iterable[str]:
        """Every text of the territory, at every date."""
        for each in (*self.earlier, self):
            yield from texts_of(each.territory)


def read_territory(path: Path, method: str | None = None, strict: bool = False) -> ReadTerritory:
    """Read a territory, its dossier and its method. CitError when nothing can be made of it."""
    loaded = load_file(path)
    dossier = find_dossier(path)
    problems = [*dossier.problems, *loaded.problems]
    written = loaded.model
    if not isinstance(written, Territory):
        if not problems and loaded.kind:
            raise CitError("not-a-territory", name=str(path), kind=loaded.kind)
        raise UnusableFileError(tuple(problems))
    chosen = shared_method(method or written.method or dossier.settings.method, dossier.root.resolve())
    territory, dangling = resolve_territory(written, method_of(chosen))
    found = sound_problems((*problems, *chosen.problems, *dangling), strict)
    return ReadTerritory((loaded,), dossier, method_of(chosen), found, territory, written)
