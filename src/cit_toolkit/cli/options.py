"""What several commands share: their options in words, the files they are given, where outputs go."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import typer

from cit_toolkit.cli.language import asked_language, document_language
from cit_toolkit.cli.method_option import method_option
from cit_toolkit.cli.said import report_error, say
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.real_paths import is_folder
from cit_toolkit.loading.workspace import Dossier, closed_folders, files_under, find_dossier
from cit_toolkit.model.partial_date import NotADateError, parse_partial_date
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.making import Request, document_files
from cit_toolkit.problems import CitError, Severity
from cit_toolkit.rendering.output_files import write_output
from cit_toolkit.rendering.page import Page
from cit_toolkit.subjects.subject import Subject
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import problem_lines

Read = TypeVar("Read", bound=Subject)


@dataclass(frozen=True, slots=True)
class SharedOptions:
    """The options of every command that makes documents, for `Annotated`."""

    method: Any
    out: Any
    format: Any
    slides_format: Any
    audience: Any
    day: Any
    proofs: Any
    mask: Any
    strict: Any


def shared_options(catalog: Catalog) -> SharedOptions:
    """The shared options, their help in the language of the catalogue."""

    def option(*names: str, key: str, **settings: Any) -> Any:
        return typer.Option(*names, help=catalog.say(f"cli.options.{key}"), **settings)

    return SharedOptions(
        method=method_option(catalog),
        out=option("-o", "--sortie", key="out", metavar="CHEMIN"),
        format=option("--format", key="format", metavar="md|pdf|html|docx|odt"),
        slides_format=option("--format", key="format", metavar="pdf|pptx|md|html|docx|odt"),
        audience=option("--audience", key="audience", metavar="publique|interne|financeur"),
        day=option("--date", key="date", metavar="AAAA-MM-JJ"),
        proofs=option("--preuves", key="proofs"),
        mask=option("--masquer", key="mask"),
        strict=option("--strict", key="strict"),
    )


def parsed_day(text: str | None) -> date:
    """The day of the documents: the one given, written as in the files, or today."""
    if text is None:
        return date.today()
    try:
        found = parse_partial_date(text)
    except NotADateError:
        raise CitError("not-a-day", exit_code=2, value=text, option="--date", example="2026-12-31") from None
    if found.day is None:
        raise CitError("not-a-day", exit_code=2, value=text, option="--date", example="2026-12-31")
    return found.earliest


def parsed_audience(text: str | None, read: Subject) -> Audience:
    """The audience asked for, or the dossier's."""
    return read.dossier.settings.confidentiality if text is None else audience_named(text)


def audience_named(text: str) -> Audience:
    """An audience as typed."""
    try:
        return Audience(text.lower())
    except ValueError:
        raise typer.BadParameter(f"{text} (publique, interne, financeur)", param_hint="--audience") from None


def request_for(read: Subject, day: date, audience: str | None, proofs: bool = False, mask: bool = False) -> Request:
    """How the documents of a subject are wanted."""
    language = document_language(asked_language(sys.argv[1:]), read.dossier.settings)
    return Request(language, parsed_audience(audience, read), day, proofs, mask)


def files_of_kind(kind: str, paths: Sequence[str]) -> list[Path]:
    """The files meant by the arguments: patterns a shell left as they are, and the files of that kind in a folder."""
    files: list[Path] = []
    for text in paths:
        for path in _matches(text) or [Path(text)]:
            files += _under(path, kind) if is_folder(path) else [path]
    return list(dict.fromkeys(files))


def _matches(text: str) -> list[Path]:
    if os.path.lexists(text) or not any(mark in text for mark in "*?["):
        return []
    base = Path(text).anchor
    return sorted(Path(base or ".").glob(text.removeprefix(base)))


def _under(folder: Path, kind: str) -> list[Path]:
    dossier = find_dossier(folder)
    found = [path for path in files_under(folder, dossier) if _seems(kind, path)]
    found += closed_folders(folder, dossier)
    if not found:
        raise CitError("no-file-found", path=str(folder))
    return found


def _seems(kind: str, path: Path) -> bool:
    """Whether a file says that it is of a kind; one too broken to be read is not passed over in silence."""
    said = load_file(path).kind
    if said is not None:
        return said == kind
    try:
        return re.search(rb"^type\s*:\s*[\"']?" + kind.encode() + rb"\b", path.read_bytes(), re.MULTILINE) is not None
    except OSError:
        return False


def read_each(
    paths: Iterable[Path], read: Callable[[Path], Read], treat: Callable[[Read], bool], catalog: Catalog
) -> bool:
    """Read and treat each file; one that stops does not stop the others. True when everything was fine."""
    fine = True
    for path in paths:
        try:
            subject = read(path)
            show_problems(subject.problems, catalog)
            fine = treat(subject) and fine
            fine = fine and not any(problem.severity is Severity.ERROR for problem in subject.problems)
        except CitError as error:
            if error.exit_code > 1:
                raise
            report_error(error, catalog)
            fine = False
    return fine


def show_problems(problems: Iterable[Any], catalog: Catalog) -> None:
    """Problems on stderr, one after the other."""
    for problem in problems:
        say(problem_lines(problem, catalog))


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the documents of a command go: `-o` and `--format` as typed, and all the files they are made of."""

    out: str | None
    ending: str | None
    files: Sequence[Path]
    other_endings: Sequence[str] = ()
    """What the command makes beside documents: records, tables, calendars."""

    def __post_init__(self) -> None:
        if self.out is None or self.out == "-" or self.is_folder:
            return
        if len(self.files) > 1 and not self.out.endswith(".json"):
            raise CitError("several-to-one-file", exit_code=2, path=self.out)
        if self.ending and Path(self.out).suffix.lower() != f".{self.ending}":
            raise typer.BadParameter(f"{self.ending} (-o {self.out})", param_hint="--format")

    @property
    def is_folder(self) -> bool:
        """Whether documents keep their own names, in a folder."""
        return self.out is None or self.out.endswith(("/", os.sep)) or Path(self.out).is_dir()

    def path(self, read: Subject, prefix: str, language: str, ending: str) -> Path:
        """The file of one document: what was typed, or a readable name that stays the same."""
        if self.out is not None and not self.is_folder:
            return Path(self.out)
        own = document_language(None, read.dossier.settings)
        suffix = "" if language == own else f"-{language}"
        name = f"{prefix}-{self._stem(Path(read.name))}{suffix}.{self.ending or ending}"
        return (outputs_of(read.dossier) if self.out is None else Path(self.out)) / name

    def _stem(self, path: Path) -> str:
        """The name of the file, with its folders when another file of the command bears the same."""
        if sum(other.stem == path.stem for other in self.files) < 2:
            return path.stem
        folder = Path(os.path.commonpath([other.resolve().parent for other in self.files]))
        return "-".join(path.resolve().relative_to(folder).with_suffix("").parts)


def outputs_of(dossier: Dossier) -> Path:
    """The folder of a dossier's outputs, as one would type it from here."""
    folder = dossier.inside(dossier.settings.outputs)
    if folder is None:
        raise CitError("path-outside", path=dossier.settings.outputs, root=str(dossier.root))
    return Path(os.path.relpath(folder))


def deliver(page: Page, read: Subject, prefix: str, destination: Destination, language: str, catalog: Catalog) -> None:
    """Put a document where it was asked for: a file, a folder, stdout, or the dossier's `sorties/`."""
    if destination.out == "-":
        _to_stdout(page, destination)
        return
    target = destination.path(read, prefix, language, "pdf")
    for path, data in document_files(page, target, destination.other_endings):
        write(path, data, catalog)
    sys.stdout.write(f"{target}\n")


def write(path: Path, data: bytes, catalog: Catalog) -> None:
    """Write a file, and say where the one that stood there went if somebody had changed it."""
    kept = write_output(path, data, datetime.now())
    if kept is not None:
        say(catalog.say("cli.set-aside", path=str(path), kept=str(kept)))


def _to_stdout(page: Page, destination: Destination) -> None:
    from cit_toolkit.rendering.formats import FORMATS, endings_of, render

    wanted = f".{destination.ending or 'md'}"
    if wanted not in FORMATS:
        known = [*endings_of(page), *destination.other_endings]
        raise CitError("unknown-format", exit_code=2, ending=wanted, known=known)
    sys.stdout.buffer.write(render(page, wanted))
    sys.stdout.buffer.flush()


def deliver_json(record: object, out: str | None, catalog: Catalog) -> None:
    """Put a record where it was asked for: a file, or stdout."""
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    if out is None or out == "-":
        sys.stdout.write(text)
        return
    write(Path(out), text.encode("utf-8"), catalog)
    sys.stdout.write(f"{out}\n")
