"""What stands in an output folder: each document, what it was made from, what it is made of. `manifeste.json`.

While a batch runs, a document is written down in a journal of that run before it gets its final name: what stands there
after a power cut is still known to be ours. A run that ends folds its journal into the manifest; the journal of one
that was killed is folded by the next. Neither tells a date, a duration or a name of this machine: the same files give
the same manifest, however many runs it took.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.rendering.output_files import remember, replace_file

MANIFEST = "manifeste.json"
_LOCK = ".cit-manifeste.lock"
_JOURNALS = ".cit-journal-*.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the folder, with the keys of the manifest. Paths are relative to the folder."""

    cle: str
    etat: str
    source: str
    """The file it is about: gone, the document is forgotten."""
    sorties: dict[str, str]
    """SHA-256 of each of its files, by name."""
    reglages: str
    """Fingerprint of the program and of what was asked of it."""
    entrees: dict[str, str]
    """SHA-256 of each file it was made from."""
    motifs: list[list[str]]
    """Folder, pattern, fingerprint of the names found."""
    dossier: str | None
    """Root of the dossier whose secrets it keeps."""
    tait: str | None
    """Fingerprint of those secrets."""
    problemes: list[str]
    """Places and codes of what was said of it: no text of a file."""
    manques: int
    """How many things its form requires and nothing gives."""


@dataclass
class Manifest:
    """The documents of one output folder, as this run knows them."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=dict)
    """By path, the fingerprint of a file and that of the secrets it holds: it need not be parsed again to know them."""
    lists: dict[str, list[str]] = field(default_factory=dict)
    """By path, the fingerprint of a file and what it lists: the documents it asks for, without parsing it again."""
    ours: set[str] = field(default_factory=set)
    """Fingerprints of everything a run wrote here, finished or not."""

    @staticmethod
    def of(folder: Path) -> "Manifest":
        """What the runs before left in a folder; a manifest that cannot be read counts as none."""
        manifest = Manifest(folder)
        manifest._read(folder.glob(_JOURNALS))
        return manifest

    def announce(self, outputs: Iterable[str]) -> None:
        """Write down the fingerprints of files that are about to get their names."""
        told = sorted(outputs)
        self.ours.update(told)
        self._append({"empreintes": told})

    def add(self, entry: Entry) -> None:
        """Write down a document that is finished."""
        self.entries[entry.cle] = entry
        self._append({"document": asdict(entry)})

    def fold(self, keys: Iterable[str]) -> None:
        """Put the documents of this run into the manifest, beside what other runs put there meanwhile."""
        from filelock import FileLock

        own = {key: self.entries[key] for key in keys if key in self.entries}
        marks, lists = self.marks, self.lists
        with FileLock(self.folder / _LOCK):
            ended = [path for path in self.folder.glob(_JOURNALS) if _has_ended(path)]
            self.entries, self.marks, self.lists = {}, {}, {}
            self._read(ended)
            self.entries |= own
            self.marks |= marks
            self.lists |= lists
            replace_file(self.folder / MANIFEST, self._text().encode("utf-8"))
            remember(self.folder, {name: mark for entry in own.values() for name, mark in entry.sorties.items()})
            for path in ended:
                path.unlink(missing_ok=True)

    def _append(self, record: dict[str, Any]) -> None:
        path = self.folder / _JOURNALS.replace("*", str(os.getpid()))
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")

    def _read(self, journals: Iterable[Path]) -> None:
        whole = _json_of(self._content(self.folder / MANIFEST))
        documents = whole.get("documents")
        self._take(documents if isinstance(documents, list) else ())
        for key, held in (("secrets", self.marks), ("listes", self.lists)):
            told = whole.get(key)
            held.update({name: list(each) for name, each in told.items()} if isinstance(told, dict) else {})
        for path in journals:
            for line in self._content(path).splitlines():
                record = _json_of(line)
                self.ours.update(record.get("empreintes", ()))
                self._take([record["document"]] if "document" in record else ())

    def _take(self, records: Iterable[Any]) -> None:
        for record in records:
            try:
                entry = Entry(**record)
                self.entries[entry.cle] = entry
                self.ours.update(entry.sorties.values())
            except (TypeError, AttributeError):
                continue

    @staticmethod
    def _content(path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def _text(self) -> str:
        there = {key: entry for key, entry in self.entries.items() if self._stands(entry)}
        kept = {
            key: {name: each for name, each in sorted(held.items()) if (self.folder / name).is_file()}
            for key, held in (("secrets", self.marks), ("listes", self.lists))
        }
        record = {
            "cit": __version__,
            "genre": "lot",
            "documents": [asdict(there[key]) for key in sorted(there)],
            **kept,
        }
        return json.dumps(record, ensure_ascii=False, indent=1) + "\n"

    def _stands(self, entry: Entry) -> bool:
        return all((self.folder / name).is_file() for name in (entry.source, *entry.sorties))


def _json_of(text: str) -> dict[str, Any]:
    """An object, or an empty one for what a run that was killed left half written."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _has_ended(journal: Path) -> bool:
    """Whether the run that wrote a journal is over: this one, or one whose process is no more."""
    name = journal.stem.rpartition("-")[2]
    return name == str(os.getpid()) or not name.isdigit() or not is_running(int(name))


def is_running(process: int) -> bool:
    """Whether a process of this machine is alive. Where it cannot be asked without ending it (Windows), it is."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def left_over(folder: Path) -> Iterator[Path]:
    """Half-written files of runs that were killed."""
    for path in folder.glob(".cit-*.tmp"):
        writer = path.name.split("-")[1]
        if writer.isdigit() and not is_running(int(writer)):
            yield path
