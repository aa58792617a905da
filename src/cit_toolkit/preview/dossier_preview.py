"""What there is to see of a dossier as its files are now: its problems, its documents, and when they change."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from cit_toolkit.checks import CheckedFile, check_paths
from cit_toolkit.loading.workspace import Dossier, find_dossier
from cit_toolkit.model.workspace import Audience, Workspace
from cit_toolkit.pipeline.making import Request
from cit_toolkit.preview.made_document import NOTHING_YET, MadeDocument, made_document
from cit_toolkit.preview.previewed_documents import PREVIEWED
from cit_toolkit.problems import CitError, Problem, Severity
from cit_toolkit.subjects.subject import Subject, name_inside
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import error_lines, excerpt_lines, problem_record


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the preview was asked for."""

    language: Callable[[Workspace], str]
    """The language of the documents of a dossier, from its settings."""
    audience: Audience | None
    """None: the dossier's."""
    method: str | None


class DossierPreview:
    """A dossier that is being written. Everything is read again when something changed, and only then."""

    def __init__(self, root: Path, wanted: Wanted, catalog: Catalog) -> None:
        self.root = root
        self.catalog = catalog
        self._wanted = wanted
        self._version = 1
        self._moved = threading.Condition()
        self._documents: dict[str, tuple[str, str, Path]] = {}
        self._kinds: dict[str, str | None] = {}
        self._made: dict[str, tuple[int, MadeDocument]] = {}
        self._stated: tuple[int, dict[str, Any]] | None = None
        # One thread makes everything: the engine of PDFs is quick only where it has already run.
        self._maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="maker")
        self.closed = False

    # Following the files

    def changed(self) -> None:
        """Something was saved."""
        with self._moved:
            self._version += 1
            self._moved.notify_all()

    def close(self) -> None:
        """Let go of everyone who waits."""
        with self._moved:
            self.closed = True
            self._moved.notify_all()
        self._maker.shutdown(wait=False, cancel_futures=True)

    def next_version(self, known: int, seconds: float) -> int | None:
        """The version of the files once it is another than `known`, or as it is after some time; None at the end."""
        with self._moved:
            self._moved.wait_for(lambda: self.closed or self._version != known, seconds)
            return None if self.closed else self._version

    # What is shown

    def state(self) -> dict[str, Any]:
        """Problems, files and documents, for the page."""
        return self._maker.submit(self._state).result()

    def document(self, identifier: str) -> MadeDocument | None:
        """A document as the files are now; None when there is none by that name."""
        return self._maker.submit(self._document, identifier).result()

    def file(self, identifier: str, ending: str) -> bytes | None:
        """The last version of a document that could be made, in a format of FORMATS; None when there is none."""
        return self._maker.submit(self._file, identifier, ending).result()

    def _file(self, identifier: str, ending: str) -> bytes | None:
        from cit_toolkit.rendering.formats import render

        made = self._document(identifier)
        if made is None or made.page is None:
            return None
        if isinstance(made.page, str):
            return made.page.encode() if ending == ".html" else None
        return render(made.page, ending)

    def _state(self) -> dict[str, Any]:
        version = self._version
        if self._stated is None or self._stated[0] != version:
            self._stated = version, {"version": version, **self._read_again()}
        return self._stated[1]

    def _read_again(self) -> dict[str, Any]:
        dossier = find_dossier(self.root)
        refused = ""
        files: tuple[CheckedFile, ...] = ()
        try:
            files = check_paths([self.root], self._wanted.method).files
        except CitError as error:
            refused = error_lines(error, self.catalog)
        groups = []
        documents: dict[str, tuple[str, str, Path]] = {}
        # A file too broken to say what it is has not become another: its last documents stay in sight.
        self._kinds = {file.name: file.kind or self._kinds.get(file.name) for file in files}
        for file in files:
            kind = self._kinds[file.name] or ""
            listed = {
                name: _identifier(file, name) for name in (PREVIEWED[kind].documents if kind in PREVIEWED else ())
            }
            documents |= {each: (kind, name, Path(file.name)) for name, each in listed.items()}
            groups.append(self._group(file, listed, dossier))
        order = list(PREVIEWED)
        groups.sort(key=lambda group: order.index(group["kind"]) if group["kind"] in order else len(order))
        self._documents = documents
        self._made = {name: made for name, made in self._made.items() if name in documents}
        return {
            "title": dossier.settings.title or dossier.root.resolve().name,
            "audience": self._audience(dossier.settings).value,
            "refused": refused,
            "problems": [self._problem(problem, dossier) for file in files for problem in file.problems],
            "errors": sum(p.severity is Severity.ERROR for file in files for p in file.problems),
            "files": groups,
        }

    def _document(self, identifier: str) -> MadeDocument | None:
        self._state()
        if identifier not in self._documents:
            return None
        version, made = self._made.get(identifier, (0, NOTHING_YET))
        if version != self._version:
            version = self._version
            kind, name, path = self._documents[identifier]
            made = made_document(kind, name, path, self._wanted.method, self._request, made, self.catalog)
            self._made[identifier] = version, made
        return made

    def _request(self, subject: Subject) -> Request:
        settings = subject.dossier.settings
        return Request(self._wanted.language(settings), self._audience(settings), date.today())

    def _audience(self, settings: Workspace) -> Audience:
        return self._wanted.audience or settings.confidentiality

    def _group(self, file: CheckedFile, documents: dict[str, str], dossier: Dossier) -> dict[str, Any]:
        met = file.completeness and (len(file.completeness.met), len(file.completeness.missing))
        missing = file.completeness.missing if file.completeness else ()
        return {
            "file": name_inside(Path(file.name), dossier),
            "kind": file.kind,
            "documents": [
                {"id": each, "label": self.catalog.say(f"documents.{name}")} for name, each in documents.items()
            ],
            "complete": self.catalog.say("preview.complete", met=met[0], total=sum(met)) if met else "",
            "missing": [self.catalog.say(f"completeness.{name}") for name in missing],
        }

    def _problem(self, problem: Problem, dossier: Dossier) -> dict[str, Any]:
        return {
            **problem_record(problem, self.catalog),
            "fichier": name_inside(Path(problem.position.file), dossier),
            "severity": self.catalog.say(f"severity.{problem.severity}"),
            "grave": problem.severity is Severity.ERROR,
            "excerpt": "\n".join(excerpt_lines(problem)),
        }


def _identifier(file: CheckedFile, name: str) -> str:
    """What the page calls a document: the same as long as the file stays where it is."""
    return f"{name}-{sha256(file.name.encode()).hexdigest()[:12]}"
