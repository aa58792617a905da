"""The proofs of a document's figures, whatever its kind: numbered where they are printed, told in an annex."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cit_toolkit.problems import Position


@dataclass(frozen=True, slots=True)
class Proof:
    """One figure and what makes it."""

    id: str
    title: str
    value: str
    definition: str
    arithmetic: tuple[str, ...]
    places: tuple[Position, ...]
    number: int | None = None
    """Its number in the document; None when the document does not print the figure."""


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """A proof as the annex prints it. A definition is given once for the figures of a kind, which follow each other."""

    number: int
    title: str
    value: str
    definition: str
    """Empty when it was just given."""
    arithmetic: tuple[str, ...]
    lines: tuple[str, ...]
    """The places as «file:12, 40», one per file."""


class ProvedDocument(ABC):
    """A document whose figures can be proved: its template marks them with `d.mark(id)` and prints `d.annex`."""

    with_proofs: bool
    files: Mapping[str, str]
    """Names of files as messages give them → inside their dossier: no document tells a path of this machine."""

    @abstractmethod
    def all_proofs(self) -> Iterable[Proof]:
        """Every figure that can be asked about, in the order of the document."""

    @abstractmethod
    def printed_figures(self) -> Collection[str]:
        """Ids of those that the document prints."""

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """Every figure with its proof; those that the document prints are numbered, from 1."""
        printed = frozenset(self.printed_figures())
        told: list[Proof] = []
        number = 0
        for proof in self.all_proofs():
            number += proof.id in printed
            told.append(replace(proof, number=number if proof.id in printed else None))
        return tuple(told)

    @cached_property
    def annex(self) -> tuple[AnnexEntry, ...]:
        """The proofs of the figures printed; empty unless asked for."""
        if not self.with_proofs:
            return ()
        entries: list[AnnexEntry] = []
        before = ""
        for proof in self.proofs:
            if proof.number is not None:
                definition = "" if proof.definition == before else proof.definition
                before = proof.definition
                lines = lines_by_file(proof.places, self.files)
                entries.append(AnnexEntry(proof.number, proof.title, proof.value, definition, proof.arithmetic, lines))
        return tuple(entries)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {proof.id: proof.number for proof in self.proofs if proof.number} if self.with_proofs else {}

    def mark(self, figure: str) -> str:
        """« [P3]» after a figure that the annex proves; nothing without annex."""
        return f" [P{self._numbers[figure]}]" if figure in self._numbers else ""


def lines_by_file(places: Iterable[Position], files: Mapping[str, str]) -> tuple[str, ...]:
    """Places as «file:12, 40», one per file; `files` gives the name of a file inside its dossier."""
    by_file: dict[str, list[str]] = {}
    for place in places:
        by_file.setdefault(files.get(place.file, place.file), []).append(str(place.line))
    return tuple(f"{name}:{', '.join(dict.fromkeys(numbers))}" for name, numbers in by_file.items())


def places_of(places: Iterable[Position | None]) -> tuple[Position, ...]:
    """Places in order, each once; None is nowhere."""
    return tuple(sorted({place for place in places if place}))
