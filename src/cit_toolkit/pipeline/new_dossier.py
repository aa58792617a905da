"""`cit init`: the files of a new dossier, to fill in or to look at, each with the schema that an editor checks it by.

Nothing in a file to fill in is invented: what was not said is `inconnu`, and what may be written stands in comments.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from cit_toolkit.builtin_data import EXAMPLE, EXAMPLE_OFFERS, STARTER
from cit_toolkit.exchange.yaml_text import yaml_lines
from cit_toolkit.json_schemas import file_schema
from cit_toolkit.loading.workspace import Dossier, load_method, method_of
from cit_toolkit.model.labels import Label
from cit_toolkit.model.method import ActorCategory, Circle, Function, Method, MethodItem, Role, Theme
from cit_toolkit.model.text import identifier_of
from cit_toolkit.model.workspace import Workspace
from cit_toolkit.problems import CitError
from cit_toolkit.rendering.output_files import write_new_file

SCHEMAS = "schemas"
_KIND = re.compile(r"^type:\s*([\w-]+)", re.MULTILINE)
_NAME_LENGTH = 60
"""Characters of a file's name: enough to know it by, few enough for every system."""


@dataclass(frozen=True, slots=True)
class NewDossier:
    """What the user said of the dossier to make; None for what they did not say."""

    territory: str
    organisation: str | None
    department: str | None
    language: str
    method: str

    @property
    def territory_file(self) -> str:
        """The name of the territory's file, inside the dossier."""
        return f"territoires/{identifier_of(self.territory)[:_NAME_LENGTH].strip('-') or 'territoire'}.yaml"


def starter_files(wanted: NewDossier) -> dict[str, bytes]:
    """The files of a dossier to fill in, by their path inside it."""
    method = method_of(load_method(wanted.method, Dossier(Path(), Workspace())))
    said = {
        "cit.yaml": _settings(wanted),
        wanted.territory_file: _territory(wanted, method),
        "action.yaml": _action(wanted),
        "seances/seminaire-1.yaml": _session(wanted),
        "offres.yaml": _examples_of(method),
    }
    originals = {wanted.territory_file: "territoire.yaml", "seances/seminaire-1.yaml": "seminaire-1.yaml"}
    texts = {
        name: Template((STARTER / wanted.language / originals.get(name, name)).read_text(encoding="utf-8"))
        for name in said
    }
    return _with_schemas({name: texts[name].substitute(said[name]) for name in said}, wanted.language)


def example_files(language: str) -> dict[str, bytes]:
    """The files of the invented example, with a catalogue of offers as invented; they say so themselves."""
    found = {path.relative_to(EXAMPLE).as_posix(): path for path in sorted(EXAMPLE.rglob("*")) if path.is_file()}
    found["offres.yaml"] = EXAMPLE_OFFERS
    # What somebody made while trying the example in the checkout is no part of it.
    kept = {name: path for name, path in found.items() if not name.startswith(("sorties/", "."))}
    texts = {name: path.read_text(encoding="utf-8") for name, path in kept.items() if path.suffix == ".yaml"}
    others = {name: path.read_bytes() for name, path in kept.items() if path.suffix != ".yaml"}
    return others | _with_schemas(texts, language)


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet. CitError, and nothing written, when one is."""
    there = [name for name in files if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        raise CitError("already-there", exit_code=2, path=str(folder), files=there[:5])
    for name, data in files.items():
        write_new_file(folder / name, data)


def method_copy(method: str, name: str, language: str) -> dict[str, bytes]:
    """A built-in method under a name of one's own, and the schema an editor checks it by, as paths in the dossier."""
    loaded = load_method(method, Dossier(Path(), Workspace()))
    own_id = identifier_of(Path(name).stem) or "ma-methode"
    text = re.sub(r"^id: .*$", f"id: {own_id}", loaded.path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    return _with_schemas({name: text}, language)


def _with_schemas(texts: Mapping[str, str], language: str) -> dict[str, bytes]:
    """Each file with the line by which editors find its schema, and the schemas beside."""
    kinds = {name: found[1] for name, text in texts.items() if (found := _KIND.search(text))}
    written = {name: (_schema_line(name, kinds[name]) + text).encode("utf-8") for name, text in texts.items()}
    for kind in sorted(set(kinds.values())):
        schema = json.dumps(file_schema(kind, language), ensure_ascii=False, indent=1)
        written[f"{SCHEMAS}/{kind}.json"] = (schema + "\n").encode("utf-8")
    return written


def _schema_line(name: str, kind: str) -> str:
    return f"# yaml-language-server: $schema={'../' * name.count('/')}{SCHEMAS}/{kind}.json\n"


def _settings(wanted: NewDossier) -> dict[str, str]:
    return {
        "territory_file": wanted.territory_file,
        "title": _line("titre", wanted.territory),
        "organisation": _line("organisation", wanted.organisation),
        "language": wanted.language,
        "method": wanted.method,
    }


def _territory(wanted: NewDossier, method: Method) -> dict[str, str]:
    named, language = wanted.organisation, wanted.language
    drafting = _line("redaction", {"par": named}) if named else "# redaction: {par: …, le: 2026-03-14}"
    return {
        "name": _line("nom", wanted.territory),
        "department": _line("departement", wanted.department),
        "drafting": drafting,
        "categories": _listed(method.categories, language),
        "roles": _listed(method.roles, language),
        "circles": _listed(_closest_first(method), language),
        "functions": _listed(method.functions, language),
        "themes": _listed(method.themes, language),
        "actors": _first_actor(named),
        "grid": "\n".join(_grid(method, language)).rstrip(),
        **_examples_of(method),
    }


def _action(wanted: NewDossier) -> dict[str, str]:
    partners = "partenaires: []"
    if wanted.organisation:
        named = yaml_lines({"nom": wanted.organisation}, 4, "- ")
        partners = "\n".join(["partenaires:", *named, "    role: inconnu"])
    return {
        "title": _line("titre", wanted.territory),
        "methods": _line("methode", wanted.method),
        "partners": partners,
        "territory_file": wanted.territory_file,
    }


def _session(wanted: NewDossier) -> dict[str, str]:
    named = [identifier_of(wanted.organisation or "")]
    return {"facilitators": _line("animation", named if named[0] else [])}


def _first_actor(organisation: str | None) -> str:
    """The organisation that writes is an actor of the place; what it does there, it alone can say."""
    if organisation is None:
        return "acteurs: inconnu"
    unknown = (f"    {key}: inconnu" for key in ("categorie", "roles", "cercle", "fonctions"))
    return "\n".join(["acteurs:", *yaml_lines({"nom": organisation}, 4, "- "), *unknown])


def _grid(method: Method, language: str) -> Iterator[str]:
    """Every question of the method with its levels, each to be answered on its own line."""
    if not method.criteria:
        yield "  {}"
    for dimension in method.dimensions:
        yield f"  # ── {dimension.label(language)}"
        for criterion in dimension.criteria:
            yield f"  # {_one_line(criterion.question, language)}"
            for level, text in enumerate(criterion.levels):
                yield f"  #   {level}  {_one_line(text, language)}"
            yield f"  {criterion.id}: inconnu"
            yield ""


def _examples_of(method: Method) -> dict[str, str]:
    """A word of each kind, to show where it is written."""
    circles = _closest_first(method)
    kinds: dict[str, tuple[MethodItem, ...]] = {
        "a_category": method.categories,
        "a_role": method.roles,
        "a_circle": circles[1:] or circles,
        "a_function": method.functions,
        "a_theme": method.themes,
    }
    return {name: items[0].id if items else "…" for name, items in kinds.items()}


def _closest_first(method: Method) -> tuple[Circle, ...]:
    return tuple(sorted(method.circles, key=lambda circle: -circle.rank))


def _listed(items: Iterable[ActorCategory | Role | Circle | Function | Theme], language: str) -> str:
    return "\n".join(f"#   {item.id:30}  {_squeezed(item.label(language))}" for item in items) or "#   –"


def _line(key: str, value: object) -> str:
    """One key and its value, written so that it is read back to the letter; `inconnu` for what was not said."""
    return f"{key}: inconnu" if value is None else "\n".join(yaml_lines({key: value}, 0))


def _one_line(label: Label, language: str) -> str:
    return _squeezed(label.text(language))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
