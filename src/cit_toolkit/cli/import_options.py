"""What the commands of `cit import` share: their options in words, the files they write, the method they read with."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from cit_toolkit.cli.consent import consent_option
from cit_toolkit.cli.method_option import method_option
from cit_toolkit.loading.real_paths import is_folder
from cit_toolkit.model.gathering import GatheringFormat
from cit_toolkit.wording.catalog import Catalog

FORMATS = "|".join(kind.value for kind in GatheringFormat)
"""Those of sessions, as the help shows them."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The options of an import, for `Annotated`."""

    files: Any
    out: Any
    mapping: Any
    department: Any
    method: Any
    day: Any
    as_json: Any
    into: Any
    yes: Any
    name: Any
    keep: Any


def import_options(catalog: Catalog, kind: str) -> ImportOptions:
    """The options, their help in the language of the catalogue. `kind`: what is imported, as the catalogue calls it."""

    def option(*names: str, key: str, metavar: str | None = None) -> Any:
        return typer.Option(*names, metavar=metavar, help=catalog.say(f"import.{key}"))

    names = "FICHIER" if kind == "offers" else "NOM|FICHIER"
    return ImportOptions(
        files=typer.Argument(metavar="FICHIER", help=catalog.say(f"import.{kind}.files")),
        out=option("-o", "--sortie", key=f"{kind}.out", metavar="CHEMIN"),
        mapping=option("--correspondance", key=f"{kind}.mapping", metavar=names) if kind != "calendar" else None,
        department=option("--departement", key="department", metavar="NUMERO"),
        method=method_option(catalog),
        day=option("--date", key="date", metavar="AAAA-MM-JJ"),
        as_json=typer.Option("--json", help=catalog.say("cli.options.json")),
        into=option("--territoire", key="tables.into", metavar="FICHIER"),
        yes=consent_option(catalog),
        name=option("--nom", key="tables.name", metavar="NOM"),
        keep=option("--garder", key="tables.keep", metavar="FICHIER"),
    )


def import_option(catalog: Catalog, kind: str, name: str, key: str, metavar: str) -> Any:
    """An option of one import alone."""
    return typer.Option(name, metavar=metavar, help=catalog.say(f"import.{kind}.{key}"))


def refuse_unknown_format(asked: str | None) -> None:
    """A format of sessions is one of the list."""
    if asked is not None and asked not in FORMATS.split("|"):
        raise typer.BadParameter(f"{asked} ({FORMATS.replace('|', ', ')})", param_hint="--genre")


def own_target(out: str | None, own_name: str) -> Path:
    """The file to write: what was typed, or a readable name that stays the same, here or in the folder typed."""
    if out is None:
        return Path(own_name)
    return Path(out) / own_name if out.endswith(("/", os.sep)) or Path(out).is_dir() else Path(out)


def refuse_target(path: str | None, option: str, sources: Sequence[Path], catalog: Catalog) -> None:
    """A file of ours is YAML, and is not written over what it is made from."""
    if path in (None, "-") or path.endswith(("/", os.sep)) or (option == "-o" and is_folder(Path(path))):
        return
    if Path(path).suffix not in (".yaml", ".yml"):
        raise typer.BadParameter(catalog.say("import.not-yaml", path=path), param_hint=option)
    if any(Path(path).resolve() == source.resolve() for source in sources):
        raise typer.BadParameter(catalog.say("import.over-source", path=path), param_hint=option)


def refuse_targets(out: str | None, keep: Path | None, files: list[Path], into: Path | None, catalog: Catalog) -> None:
    """Before anything is read: what is written is YAML, and never over what it comes from."""
    refuse_target(out, "-o", files, catalog)
    if keep is not None:
        also = [into] if into is not None else []
        written = [Path(out)] if out is not None and out != "-" else []
        refuse_target(str(keep), "--garder", [*files, *also, *written], catalog)


def refuse_json_beside_text(as_json: bool, out: str | None) -> None:
    """Standard output holds one thing."""
    if as_json and out == "-":
        raise typer.BadParameter("-o -", param_hint="--json")


def known_departments(departments: list[str]) -> tuple[str, ...]:
    """Departments as typed, each by its number."""
    from cit_toolkit.exchange.french_areas import french_areas

    known = french_areas().departments
    for department in departments:
        if department.lower() not in known:
            raise typer.BadParameter(f"{department} (23, 2A, 974…)", param_hint="--departement")
    return tuple(known[department.lower()] for department in departments)


def method_for(name: str | None, into: Path | None = None, own: str | None = None) -> Any:
    """The method records are read with: the one named, that of what they are added to, or that of the dossier."""
    from cit_toolkit.loading.workspace import find_dossier, load_method, method_of

    dossier = find_dossier(into or Path())
    return method_of(load_method(name or own or dossier.settings.method, dossier))
