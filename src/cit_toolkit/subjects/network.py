"""The territories and the catalogues of a network, read together to be matched; what each audience may know of them.

A network may count thousands of territories: each is read, and let go but for its needs and resources.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cit_toolkit.analysis.matching.entrants import (
    EnteringCatalogue,
    EnteringTerritory,
    demands_of,
    entering_catalogue,
    entering_territory,
    joint_capacities,
    resources_of,
    supplies_of,
)
from cit_toolkit.analysis.matching.parties import Demand, JointCapacity, Supply
from cit_toolkit.analysis.redaction import for_audience, texts_of, with_texts, withheld
from cit_toolkit.documents.voice import Voice
from cit_toolkit.loading.dossier_people import PeopleOfDossier, people_of
from cit_toolkit.loading.files import LoadedFile, kind_said, load_file
from cit_toolkit.loading.real_paths import real_path
from cit_toolkit.loading.references import resolve_catalogue, resolve_territory
from cit_toolkit.loading.workspace import Dossier, files_under, find_dossier, method_of
from cit_toolkit.model.method import Method
from cit_toolkit.model.offer import OffersFile
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.subjects.fiction import fiction_words
from cit_toolkit.subjects.subject import Subject, UnusableFileError, shared_method, sound_problems


@dataclass(frozen=True, slots=True)
class Parties:
    """Who asks and who offers, as an audience may see them."""

    demands: tuple[Demand, ...]
    supplies: tuple[Supply, ...]
    joint: tuple[JointCapacity, ...]


@dataclass(frozen=True)
class ReadNetwork(Subject):
    """Territories and catalogues ready to be matched."""

    territories: tuple[EnteringTerritory, ...]
    catalogues: tuple[EnteringCatalogue, ...]
    secrets: tuple[str, ...]
    """Confidential actors, people to call and people who did not agree to be named, of every territory and dossier."""
    withdrawn: tuple[str, ...]
    """Who asked not to be named any more, in any of the dossiers."""
    unused: tuple[tuple[str, str], ...]
    """Files that describe a territory which another file describes too, more recently: the one left, the one used."""
    refused: tuple[CitError, ...]
    """Files that nothing could be made of."""

    @property
    def name(self) -> str:
        """How messages call the first file that is used."""
        left = {unused for unused, _ in self.unused}
        return next(file.name for file in self.files if file.name not in left)

    @property
    def withheld_names(self) -> tuple[str, ...]:
        """The secrets of all the files."""
        return self.secrets

    @cached_property
    def withdrawn_names(self) -> tuple[str, ...]:
        """Who withdrew."""
        return self.withdrawn

    def own_texts(self) -> Iterable[str]:
        """Every text of the needs, the resources and the offers."""
        for place in self.territories:
            yield from texts_of(place.territory)
        for offers in self.catalogues:
            yield from texts_of(offers.catalogue)

    def fiction(self, voice: Voice) -> str:
        """Which territories and catalogues are invented, in words; empty for none."""
        places = ((each.territory.name, each.territory.fictional) for each in self.territories)
        offers = ((each.name, each.catalogue.fictional) for each in self.catalogues)
        return fiction_words((*places, *offers), voice)

    def seen(self, audience: Audience, voice: Voice) -> Parties:
        """The needs and offers as an audience may see them."""
        return self._parties(lambda territory: self._for(territory, audience, voice), lambda catalogue: catalogue)

    def masked(self, audience: Audience, voice: Voice) -> Parties:
        """The same, their texts masked; for the internal reader only who withdrew is."""
        if audience is Audience.INTERNAL and not self.withdrawn_names:
            return self.seen(audience, voice)

        def mask(text: str) -> str:
            return self.mask(text, voice, audience)

        return self._parties(
            lambda territory: with_texts(self._for(territory, audience, voice), mask),
            lambda catalogue: with_texts(catalogue, mask),
        )

    @staticmethod
    def _for(territory: Territory, audience: Audience, voice: Voice) -> Territory:
        return for_audience(territory, audience, lambda rank: voice.say("words.unnamed-actor", rank=rank))

    def _parties(
        self, territory_as: Callable[[Territory], Territory], catalogue_as: Callable[[OffersFile], OffersFile]
    ) -> Parties:
        places = [replace(each, territory=territory_as(each.territory)) for each in self.territories]
        catalogues = [replace(each, catalogue=catalogue_as(each.catalogue)) for each in self.catalogues]
        return Parties(
            tuple(demand for place in places for demand in demands_of(place)),
            (
                *(supply for place in places for supply in resources_of(place)),
                *(supply for catalogue in catalogues for supply in supplies_of(catalogue)),
            ),
            tuple(capacity for catalogue in catalogues for capacity in joint_capacities(catalogue)),
        )


def read_network(
    paths: Sequence[Path],
    catalogues: Sequence[Path],
    method: str | None = None,
    strict: bool = False,
    after_each: Callable[[], None] = lambda: None,
) -> ReadNetwork:
    """Read territories and catalogues of offers; a file that cannot be used does not stop the others.

    A catalogue may stand among the territories: a shell spreads `--offres *.yaml` so. When none is named, those of the
    dossier are read. The method is the one given, else that of the first territory. CitError when it cannot be used, or
    when no territory can.
    """
    reading = _Reading(method, strict)
    for path in paths:
        reading.read(path)
        after_each()
    for path in catalogues or (() if reading.has_catalogues else reading.catalogues_of_dossier()):
        reading.read(path)
        after_each()
    return reading.network()


class _Reading:
    """What was read so far."""

    def __init__(self, method: str | None, strict: bool) -> None:
        self._asked, self._strict = method, strict
        self._dossier: Dossier | None = None
        self._method: Method | None = None
        self._read: set[Path] = set()
        self._files: list[LoadedFile] = []
        self._problems: list[Problem] = []
        self._secrets: dict[str, None] = {}
        self._withdrawn: dict[str, None] = {}
        self._people: dict[Path, PeopleOfDossier] = {}
        self._territories: dict[str, tuple[EnteringTerritory, str]] = {}
        self._waiting: list[tuple[LoadedFile, Dossier]] = []
        """Catalogues: the method that resolves them is that of the first territory."""
        self._unused: list[tuple[str, str]] = []
        self._refused: list[CitError] = []

    @property
    def has_catalogues(self) -> bool:
        """Whether one was named."""
        return bool(self._waiting)

    def catalogues_of_dossier(self) -> list[Path]:
        """Those that stand beside the first territory."""
        if self._dossier is None:
            return []
        return [path for path in files_under(self._dossier.root, self._dossier) if kind_said(path) == "offres"]

    def read(self, path: Path) -> None:
        """Read a file, and keep what is wrong with it; once, however often it is named."""
        real = real_path(path)
        if real in self._read:
            return
        self._read.add(real)
        loaded, dossier = load_file(path), find_dossier(path)
        try:
            if isinstance(loaded.model, OffersFile):
                self._waiting.append((loaded, dossier))
            elif isinstance(loaded.model, Territory):
                self._enter_territory(loaded, dossier, loaded.model)
            else:
                problems = (*dossier.problems, *loaded.problems)
                if problems or not loaded.kind:
                    raise UnusableFileError(problems)
                raise LeftOutError("not-to-be-matched", name=loaded.name, kind=loaded.kind)
        except (UnusableFileError, LeftOutError) as error:
            self._refused.append(error)

    def _enter_territory(self, loaded: LoadedFile, dossier: Dossier, written: Territory) -> None:
        """A territory; of two descriptions of the same one, the most recent."""
        method = self._method_for(dossier, written)
        territory, dangling = resolve_territory(written, method)
        problems = sound_problems((*dossier.problems, *loaded.problems, *dangling), self._strict)
        people = self._people_of(dossier)
        self._secrets |= dict.fromkeys((*withheld(written), *people.withheld))
        self._withdrawn |= dict.fromkeys(people.withdrawn)
        self._keep(loaded, problems)
        known = self._territories.get(territory.id)
        if known is not None and _as_of(known[0].territory) >= _as_of(territory):
            self._unused.append((loaded.name, known[1]))
            return
        if known is not None:
            self._unused.append((known[1], loaded.name))
        entering = entering_territory(territory, method)
        if dossier.settings.fictional:
            entering = replace(entering, territory=entering.territory.model_copy(update={"fictional": True}))
        self._territories[territory.id] = entering, loaded.name

    def _enter_catalogues(self, method: Method) -> Iterator[EnteringCatalogue]:
        for loaded, dossier in self._waiting:
            assert isinstance(loaded.model, OffersFile)
            catalogue, dangling = resolve_catalogue(loaded.model, method)
            try:
                problems = sound_problems((*dossier.problems, *loaded.problems, *dangling), self._strict)
            except UnusableFileError as error:
                self._refused.append(error)
                continue
            self._keep(loaded, problems)
            entering = entering_catalogue(catalogue, loaded.path.stem)
            invented = catalogue.fictional or dossier.settings.fictional
            yield replace(entering, catalogue=entering.catalogue.model_copy(update={"fictional": invented}))

    def network(self) -> ReadNetwork:
        """All that was read."""
        if self._dossier is None or self._method is None or not self._territories:
            problems = [problem for error in self._refused for problem in getattr(error, "problems", ())]
            if problems:
                raise UnusableFileError(tuple(problems))
            raise self._refused[0] if self._refused else CitError("no-territory")
        catalogues = tuple(self._enter_catalogues(self._method))
        once = {(problem.code, problem.position): problem for problem in self._problems}
        return ReadNetwork(
            tuple(self._files),
            self._dossier,
            self._method,
            tuple(sorted(once.values(), key=lambda problem: problem.position)),
            tuple(entering for entering, _ in self._territories.values()),
            catalogues,
            tuple(self._secrets),
            tuple(self._withdrawn),
            tuple(self._unused),
            tuple(self._refused),
        )

    def _keep(self, loaded: LoadedFile, problems: Iterable[Problem]) -> None:
        self._files.append(replace(loaded, model=None, tree=None))
        self._problems += problems

    def _people_of(self, dossier: Dossier) -> PeopleOfDossier:
        """Looked for once in each dossier, however many of its territories are read."""
        if dossier.root not in self._people:
            self._people[dossier.root] = people_of(dossier)
        return self._people[dossier.root]

    def _method_for(self, dossier: Dossier, territory: Territory) -> Method:
        """The one method of the network, chosen with the first territory: the words of another are not those of its
        offers."""
        if self._method is not None and self._asked:
            return self._method
        chosen = shared_method(self._asked or territory.method or dossier.settings.method, dossier.root.resolve())
        method = method_of(chosen)
        if self._method is None:
            self._method, self._dossier = method, dossier
            self._problems += chosen.problems
            if method.matching is None:
                raise CitError("method-without-matching", method=method.id)
        if method.id != self._method.id:
            raise of_other_method(territory, method, self._method)
        return self._method


class LeftOutError(CitError):
    """A file that cannot be matched with the others."""


def of_other_method(territory: Territory, method: Method, chosen: Method) -> LeftOutError:
    """A territory described with other words than those of the first."""
    return LeftOutError("other-method", name=territory.name, method=method.id, chosen=chosen.id)


def _as_of(territory: Territory) -> tuple[int, ...]:
    """The date of a description, as numbers to compare; what is not dated comes before all."""
    return tuple(part or 0 for part in territory.as_of.parts) if territory.as_of else ()
