"""The reference of the site, made from what the program itself knows: commands, keys of files, messages, methods.

Nothing is told here that the program does not tell: a new option or key is in the next build.
"""

import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cit_toolkit.analysis.metrics import metric_names
from cit_toolkit.builtin_data import LOCALES, method_ids
from cit_toolkit.cli.app import build_app
from cit_toolkit.documents.metric_words import metric_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.json_schemas import file_schema, file_schema_names
from cit_toolkit.loading.workspace import Dossier, load_method, method_of
from cit_toolkit.model.method import Method
from cit_toolkit.model.workspace import Workspace
from cit_toolkit.wording.catalog import Catalog

NAMES = {
    "fr": {"commands": "commandes", "files": "fichiers", "messages": "messages", "method": "methode"},
    "en": {"commands": "commands", "files": "files", "messages": "messages", "method": "method"},
}
"""What the pages are called in each language."""

WORDS = {
    "fr": {
        "commands": "Commandes et options", "files": "Clés des fichiers", "messages": "Messages", "method": "Méthode",
        "made": "Cette page est faite à partir du programme lui-même.", "option": "option", "effect": "effet",
        "argument": "argument", "key": "clé", "written": "ce que l’on écrit", "meaning": "ce que cela veut dire",
        "required": "obligatoire", "list": "liste : ", "table": "une clé par ligne", "its_keys": "ses clés",
        "functions": "Fonctions", "weight": "poids", "grid": "Grille", "stages": "Étapes",
        "thresholds": "seuils", "modules": "Modules",
        "rules": "Règles", "when": "quand", "said": "ce qui est dit",
        "measures": "Mesures utilisables dans les seuils",
        "id": "identifiant", "name": "nom", "categories": "Catégories d’acteurs", "circles": "Cercles",
        "roles": "Rôles", "themes": "Thèmes", "hours": "heures", "colon": " :", "under": "Sous la clé",
    },
    "en": {
        "commands": "Commands and options", "files": "Keys of files", "messages": "Messages", "method": "Method",
        "made": "This page is made from the program itself.", "option": "option", "effect": "effect",
        "argument": "argument", "key": "key", "written": "what is written", "meaning": "what it means",
        "required": "required", "list": "list: ", "table": "one key a line", "its_keys": "its keys",
        "functions": "Functions", "weight": "weight", "grid": "Grid", "stages": "Stages",
        "thresholds": "thresholds", "modules": "Modules",
        "rules": "Rules", "when": "when", "said": "what is said",
        "measures": "Measures that thresholds may use",
        "id": "identifier", "name": "name", "categories": "Categories of actors", "circles": "Circles",
        "roles": "Roles", "themes": "Themes", "hours": "hours", "colon": ":", "under": "Under the key",
    },
}  # fmt: skip

FORMS = {
    "line": ("une ligne de texte", "a line of text"),
    "text": ("un texte, en Markdown", "a text, in Markdown"),
    "reference": ("un identifiant", "an identifier"),
    "identifier": ("un identifiant", "an identifier"),
    "level": ("0, 1, 2, 3 ou inconnu", "0, 1, 2, 3 or inconnu"),
    "score": ("de 0 à 3", "0 to 3"),
    "boolean": ("oui ou non", "oui or non"),
    "integer": ("un nombre entier", "a whole number"),
    "number": ("un nombre", "a number"),
    "year": ("une année", "a year"),
    "figure": ("un nombre, ou environ 30, plus de 30, secret", "a number, or environ 30, plus de 30, secret"),
    "count": ("un nombre, ou environ 30, plus de 30, secret", "a number, or environ 30, plus de 30, secret"),
    "money": ("un montant en euros", "an amount in euros"),
    "date": ("une date : 2021-10-22, 2021-10 ou 2021", "a date: 2021-10-22, 2021-10 or 2021"),
    "length": ("une durée : 45 min, 1 h 30, 2 jours", "a length of time: 45 min, 1 h 30, 2 jours"),
    "clock-time": ("une heure : 09:30", "a time of day: 09:30"),
    "half-day": ("une demi-journée : 1-matin", "a half-day: 1-matin"),
    "rating": ("de 1 à 5", "1 to 5"),
    "web-address": ("une adresse : https://…", "an address: https://…"),
    "colour": ('une couleur : "#2f6f4f"', 'a colour: "#2f6f4f"'),
    "insee-code": ("un code INSEE", "an INSEE code"),
    "department": ("un numéro de département", "the number of a département"),
    "postal-code": ("un code postal", "a postal code"),
    "siren": ("neuf chiffres", "nine digits"),
    "siret": ("quatorze chiffres", "fourteen digits"),
    "rna": ("W et neuf chiffres", "W and nine digits"),
}
"""Forms that values take, in the words of a reader."""


def reference_pages(language: str) -> dict[str, str]:
    """The pages, by their path in the site of a language."""
    names = NAMES[language]
    pages = {
        names["commands"]: commands_page(language),
        names["files"]: files_page(language),
        names["messages"]: messages_page(language),
    }
    pages |= {f"{names['method']}-{name}": method_page(name, language) for name in method_ids()}
    return {f"reference/{name}.md": text for name, text in pages.items()}


def _code(text: str) -> str:
    """A text to the letter, in a table too."""
    return f"<code>{html.escape(text, quote=False).replace('|', '&#124;').replace('*', '&#42;')}</code>"


def _cell(text: str) -> str:
    """A sentence on one line of a table."""
    folded = html.escape(" ".join(text.split()), quote=False)
    return re.sub(r"([*_`\[\]\\])", r"\\\1", folded).replace("|", "&#124;").replace("{", "&#123;")


def _head(title: str, language: str) -> list[str]:
    return [f"# {title}", "", WORDS[language]["made"], ""]


# Commands


def commands_page(language: str) -> str:
    """Every command with its arguments and options."""
    words = WORDS[language]
    lines = _head(words["commands"], language)
    for path, command in _commands(build_app(Catalog.of(language)), "cit"):
        parameters = [each for each in command.params if not getattr(each, "hidden", False)]
        arguments = [each for each in parameters if each.param_type_name == "argument"]
        options = [each for each in parameters if each.param_type_name == "option" and each.name not in _GENERAL]
        typed = " ".join([path, *(_argument(each) for each in arguments)])
        lines += [f"## {_code(typed)}", "", *(_cell(text) + "\n" for text in (command.help or "").split("\n\n"))]
        lines += _parameters(words["argument"], [(_argument(each), each.help or "") for each in arguments], language)
        lines += _parameters(words["option"], [(_option(each), each.help or "") for each in options], language)
    return "\n".join(lines)


_GENERAL = ("help", "install_completion", "show_completion")


def _commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, f"{path} {name}")


def _argument(parameter: Any) -> str:
    name = (parameter.metavar or parameter.name).upper().strip("[].")
    name = f"{name}…" if parameter.nargs == -1 else name
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> str:
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag or not parameter.metavar else f"{names} {parameter.metavar}"


def _parameters(head: str, rows: list[tuple[str, str]], language: str) -> list[str]:
    if not rows:
        return []
    table = [f"| {head} | {WORDS[language]['effect']} |", "|---|---|"]
    return [*table, *(f"| {_code(name)} | {_cell(text)} |" for name, text in rows), ""]


# Files


def files_page(language: str) -> str:
    """Every key of every kind of file."""
    lines = _head(WORDS[language]["files"], language)
    for kind in file_schema_names():
        schema = file_schema(kind, language)
        lines += [f"## {_code(f'type: {kind}')}", "", _cell(schema["description"]), ""]
        told: dict[str, str] = {}
        lines += _keys(kind, schema, schema["$defs"], language, told)
        done: set[str] = set()
        while waiting := [name for name in told if name not in done]:
            name = waiting[0]
            done.add(name)
            lines += [f"### {WORDS[language]['under']} {_code(told[name])} {{ #{kind}-{name.lower()} }}", ""]
            lines += _keys(kind, schema["$defs"][name], schema["$defs"], language, told, told[name])
    return "\n".join(lines)


_KEYS_OF = "→ "
"""Stands before the name of a mapping, until it becomes a link to its keys."""


def _keys(
    kind: str,
    schema: Mapping[str, Any],
    known: Mapping[str, Any],
    language: str,
    told: dict[str, str],
    path: str = "",
) -> list[str]:
    """The table of the keys of a mapping; the mappings met below are kept in `told`, by the key that leads there."""
    words = WORDS[language]
    rows = [f"| {words['key']} | {words['written']} | {words['meaning']} |", "|---|---|---|"]
    for key, value in schema["properties"].items():
        where = f"{path}.{key}" if path else key
        forms = list(dict.fromkeys(filter(None, _forms(value, known, language, told, where))))
        # What may be a list may be written alone: that goes without saying.
        kept = [_cell(form) for form in forms if words["list"] + form not in forms]
        for name in [name for name in told if _KEYS_OF + name in forms or words["list"] + _KEYS_OF + name in forms]:
            link = f"[{words['its_keys']}](#{kind}-{name.lower()})"
            kept = [form.replace(_cell(_KEYS_OF + name), link) for form in kept]
        needed = f" ({words['required']})" if key in schema.get("required", ()) else ""
        rows.append(f"| {_code(key)}{needed} | {' · '.join(kept)} | {_cell(value.get('description', ''))} |")
    return [*rows, ""]


def _forms(
    schema: Mapping[str, Any], known: Mapping[str, Any], language: str, told: dict[str, str], where: str
) -> Iterator[str]:
    for branch in schema.get("anyOf", [schema]):
        if name := branch.get("$ref", "").rpartition("/")[2]:
            yield from _named_form(name, known, language, told, where)
        elif branch.get("type") == "array":
            inner = list(_forms(branch.get("items", {}), known, language, told, where))
            yield WORDS[language]["list"] + " · ".join(dict.fromkeys(filter(None, inner)))
        elif branch.get("type") == "object":
            yield WORDS[language]["table"]
            values = branch.get("additionalProperties")
            if isinstance(values, dict):
                yield from _forms(values, known, language, told, where)
        elif "enum" in branch:
            yield ", ".join(map(str, branch["enum"]))


def _named_form(name: str, known: Mapping[str, Any], language: str, told: dict[str, str], where: str) -> Iterator[str]:
    if name == "unknown" or name.endswith("-with-source"):
        return
    if name in FORMS:
        yield FORMS[name][language == "en"]
    elif "properties" in known[name]:
        told.setdefault(name, where)
        yield _KEYS_OF + name
    else:
        yield from _forms(known[name], known, language, told, where)


# Messages


def messages_page(language: str) -> str:
    """Every message by its code, with what to do."""
    table = tomllib.loads((LOCALES / language / "problems.toml").read_text(encoding="utf-8"))["problems"]
    lines = _head(WORDS[language]["messages"], language)
    for code in sorted(code for code, texts in table.items() if isinstance(texts, dict)):
        texts = table[code]
        lines += [f"### {_code(code)} {{ #{code} }}", "", _cell(_unfilled(texts["message"])), ""]
        if "help" in texts:
            lines += [f"→ {_cell(_unfilled(texts['help']))}", ""]
    return "\n".join(lines)


def _unfilled(sentence: str) -> str:
    """A sentence with «…» where it names something."""
    return re.sub(r"(?<!\{)\{\w+\}(?!\})", "…", sentence).replace("{{", "{").replace("}}", "}")


# Methods


def method_page(name: str, language: str) -> str:
    """What a method holds: its words, functions, grid, stages, modules, rules, measures."""
    method = method_of(load_method(name, Dossier(Path(), Workspace())))
    words = WORDS[language]
    lines = _head(f"{words['method']}{words['colon']} {method.name.text(language)}", language)
    if method.description:
        lines += [_cell(method.description.text(language)), ""]
    for title, items in (
        ("categories", method.categories), ("circles", method.circles), ("roles", method.roles),
        ("functions", method.functions), ("themes", method.themes),
    ):  # fmt: skip
        lines += _items(words[title], items, language)
    lines += _grid(method, language)
    lines += _stages(method, language)
    lines += _modules(method, language)
    lines += _rules(method, language)
    lines += _measures(method, language)
    return "\n".join(lines)


def _items(title: str, items: tuple[Any, ...], language: str) -> list[str]:
    if not items:
        return []
    words = WORDS[language]
    weighed = any(hasattr(item, "weight") for item in items)
    head = f"| {words['id']} | {words['name']} |" + (f" {words['weight']} |" if weighed else "")
    lines = [f"## {title}", "", head, "|---|---|" + ("---:|" if weighed else "")]
    for item in items:
        meant = getattr(item, "definition", None)
        told = _cell(item.label(language)) + (f". {_cell(meant.text(language))}" if meant else "")
        lines.append(f"| {_code(item.id)} | {told} |" + (f" {item.weight.normalize():f} |" if weighed else ""))
    return [*lines, ""]


def _grid(method: Method, language: str) -> list[str]:
    lines = [f"## {WORDS[language]['grid']}", ""] if method.dimensions else []
    for dimension in method.dimensions:
        lines += [f"### {_cell(dimension.label(language))}", ""]
        for criterion in dimension.criteria:
            lines += [f"**{_cell(criterion.question.text(language))}** {_code(criterion.id)}", ""]
            lines += [f"{level}. {_cell(text.text(language))}" for level, text in enumerate(criterion.levels)]
            lines.append("")
    return lines


def _stages(method: Method, language: str) -> list[str]:
    if not method.stages:
        return []
    words = WORDS[language]
    lines = [f"## {words['stages']}", "", f"| {words['name']} | {words['thresholds']} |", "|---|---|"]
    for stage in method.stages:
        gates = (f"{_code(name)} ≥ {value.normalize():f}" for name, value in stage.thresholds.items())
        lines.append(f"| {_cell(stage.label(language))} {_code(stage.id)} | {', '.join(gates) or '–'} |")
    return [*lines, ""]


def _modules(method: Method, language: str) -> list[str]:
    if not method.modules:
        return []
    words = WORDS[language]
    lines = [f"## {words['modules']}", "", f"| {words['name']} | {words['hours']} | |", "|---|---:|---|"]
    for module in method.modules:
        hours = f"{module.hours.normalize():f}" if module.hours is not None else "–"
        aim = module.aim.text(language) if module.aim else ""
        lines.append(f"| {_cell(module.label(language))} {_code(module.id)} | {hours} | {_cell(aim)} |")
    return [*lines, ""]


def _rules(method: Method, language: str) -> list[str]:
    if not method.rules:
        return []
    words = WORDS[language]
    lines = [f"## {words['rules']}", "", f"| {words['id']} | {words['when']} | {words['said']} |", "|---|---|---|"]
    lines += [
        f"| {_code(rule.id)} | {_code(rule.condition)} | {_code(rule.text.text(language))} |" for rule in method.rules
    ]
    return [*lines, ""]


def _measures(method: Method, language: str) -> list[str]:
    words, voice = WORDS[language], Voice(language)
    lines = [f"## {words['measures']}", "", f"| {words['id']} | {words['name']} |", "|---|---|"]
    lines += [f"| {_code(name)} | {_cell(metric_words(name, method, voice))} |" for name in metric_names(method)]
    return [*lines, ""]
