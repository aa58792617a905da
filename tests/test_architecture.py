"""The house stands as ARCHITECTURE says: who imports whom, what is loaded when, catalogues in step, commands told."""

import ast
import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import cit_toolkit
from cit_toolkit.cli.app import COMMANDS as COMMAND_MODULES

PACKAGE = Path(cit_toolkit.__file__).parent
ROOT = Path(__file__).parent.parent

LAYERS = {
    "cli": {"pipeline", "subjects", "checks", "corrections", "api", "json_schemas", "wording", "problems", "rendering",
            "documents",
            "loading", "analysis", "model", "builtin_data", "exchange", "preview", "batch", "failure_report"},
    "preview": {"pipeline", "subjects", "checks", "rendering", "loading", "model", "wording", "builtin_data",
                "problems"},
    "api": {"pipeline", "subjects", "checks", "analysis", "documents", "model", "rendering"},
    "checks": {"analysis", "house_style", "loading", "model", "problems"},
    "corrections": {"checks", "loading", "problems"},
    "batch": {"loading", "rendering", "failure_report", "builtin_data", "problems"},
    "failure_report": set(),
    "pipeline": {"subjects", "batch", "analysis", "documents", "loading", "model", "rendering", "figures", "wording",
                 "builtin_data", "problems", "house_style", "exchange", "json_schemas"},
    "house_style": {"loading", "model", "problems", "rendering"},
    "subjects": {"builtin_data", "analysis", "documents", "loading", "model", "problems", "rendering"},
    "json_schemas": {"documents", "loading", "model", "wording", "problems", "builtin_data"},
    "exchange": {"model", "loading", "builtin_data", "problems"},
    "rendering": {"figures", "wording", "builtin_data", "problems"},
    "documents": {"analysis", "model", "wording", "problems"},
    "figures": {"analysis", "wording"},
    "analysis": {"model", "problems"},
    "loading": {"model", "builtin_data", "problems"},
    "model": {"problems"},
    "wording": {"problems", "builtin_data"},
    "builtin_data": set(),
    "problems": set(),
}  # fmt: skip
"""What each layer may import, itself left out. `__init__` and `__main__` are the doors: they may open anything."""

LIBRARIES = {
    "typer": {"cli"},
    "rich": {"cli"},
    "jinja2": {"rendering"},
    "markdown_it": {"rendering"},
    "typst": {"rendering"},
    "pypandoc": {"rendering"},
    "rustworkx": {"analysis"},
    "bs4": {"exchange/html_markdown.py"},
    "markdownify": {"exchange/html_markdown.py"},
    "filelock": {"batch"},
    "numpy": {"analysis"},
    "snowballstemmer": {"analysis/matching/text_words.py"},
    "ortools": {"analysis"},
    "holidays": {"analysis"},
    "icalendar": {"exchange"},
    "recurring_ical_events": {"exchange/calendar_reader.py"},
    "openpyxl": {"exchange"},
    "yaml": {"loading/yaml_parser.py", "loading/yaml_spans.py"},
    "pydantic": {"model", "loading/validation.py", "json_schemas.py", "documents/json_schema.py"},
    "pydantic_core": {"model", "loading/validation.py"},
}
"""Where each third-party library lives: a layer, or one module of it."""

HEAVY = {
    "typst", "jinja2", "pypandoc", "rustworkx", "ortools", "holidays", "icalendar", "rich", "markdown_it", "numpy",
    "recurring_ical_events",
    "snowballstemmer", "bs4", "markdownify", "openpyxl",
}  # fmt: skip
"""Loaded inside the function that needs them: `cit check` waits for none of them. Modules that are themselves only
imported inside functions may import them at their top."""

MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}


def name_of(module: str) -> str:
    parts = ["cit_toolkit", *module.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(module): module for module in MODULES}


def layer_of(module: str) -> str:
    return module.split("/")[0].removesuffix(".py")


def imports_of(module: str, top_only: bool = False) -> Iterator[tuple[str, str, int]]:
    """(module, name, line) of each import; `top_only` leaves out those made inside functions."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    yield from _imports_in(tree, top_only)


def _imports_in(node: ast.AST, top_only: bool) -> Iterator[tuple[str, str, int]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, "", child.lineno) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "relative import"
            yield from ((str(child.module), alias.name, child.lineno) for alias in child.names)
        elif not (top_only and isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef))):
            yield from _imports_in(child, top_only)


def imported_modules(module: str, top_only: bool = False) -> set[str]:
    """The modules of this package that a module imports, as paths."""
    found = set()
    for target, name, _ in imports_of(module, top_only):
        found |= {NAMES[known] for known in (f"{target}.{name}", target) if known in NAMES}
    return found


def test_every_layer_imports_only_what_it_may() -> None:
    wrong = [
        f"{module} imports {other}"
        for module in MODULES
        if layer_of(module) not in ("__init__", "__main__")
        for other in imported_modules(module)
        if layer_of(other) not in {"__init__", layer_of(module), *LAYERS[layer_of(module)]}
    ]
    assert wrong == []


def test_only_the_version_is_taken_from_the_package_itself() -> None:
    taken = {name for module in MODULES for target, name, _ in imports_of(module) if target == "cit_toolkit"}
    assert {name for name in taken if f"cit_toolkit.{name}" not in NAMES} <= {"__version__"}


def test_every_library_stays_in_its_home() -> None:
    standard = sys.stdlib_module_names | {"cit_toolkit"}
    wrong = []
    for module in MODULES:
        for target, _, line in imports_of(module):
            library = target.split(".")[0]
            if library not in standard and not {layer_of(module), module} & LIBRARIES.get(library, set()):
                wrong.append(f"{module}:{line} imports {library}")
    assert wrong == []


def test_no_module_imports_itself_through_others() -> None:
    graph = {module: imported_modules(module) - {module, "__init__.py"} for module in MODULES}
    done: set[str] = set()

    def circle(module: str, seen: tuple[str, ...]) -> tuple[str, ...]:
        if module in seen:
            return (*seen[seen.index(module) :], module)
        for other in sorted(graph[module]) if module not in done else ():
            if found := circle(other, (*seen, module)):
                return found
        done.add(module)
        return ()

    assert [found for module in graph if (found := circle(module, ()))] == []


def test_no_star_import_and_no_detour_for_type_checkers() -> None:
    wrong = [module for module in MODULES if any(name == "*" for _, name, _ in imports_of(module))]
    wrong += [module for module, path in MODULES.items() if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]
    assert wrong == []


def modules_loaded_with(module: str) -> set[str]:
    """What importing a module imports before any function runs."""
    loaded, waiting = set(), [module]
    while waiting:
        each = waiting.pop()
        if each not in loaded:
            loaded.add(each)
            waiting += imported_modules(each, top_only=True)
    return loaded


def test_heavy_libraries_are_loaded_only_when_they_are_needed() -> None:
    everyday = {"cli/app.py", "cli/error_boundary.py", "checks.py", "api.py", "__main__.py"}
    everyday |= {f"cli/{name}.py" for name in COMMAND_MODULES}
    wrong = [
        f"{start} → {module}:{line} imports {target}"
        for start in sorted(everyday)
        for module in sorted(modules_loaded_with(start))
        for target, _, line in imports_of(module, top_only=True)
        if target.split(".")[0] in HEAVY
    ]
    assert wrong == []


@pytest.mark.parametrize("arguments", [["--version"], ["check", "-h"], ["method", "list"], ["schema", "territoire"]])
def test_a_light_command_loads_no_heavy_library(arguments: list[str]) -> None:
    code = (
        "import atexit, sys; sys.argv = ['cit', *sys.argv[1:]]\n"
        "loaded = lambda: {name.split('.')[0] for name in sys.modules}\n"
        "atexit.register(lambda: print('loaded', *loaded(), file=sys.stderr))\n"
        "from cit_toolkit.__main__ import main; main()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    loaded = ended.stderr.partition("loaded ")[2].split()
    assert "cit_toolkit" in loaded and HEAVY.isdisjoint(loaded)


def test_a_command_loads_no_other_command() -> None:
    code = (
        "import sys; from cit_toolkit.cli.error_boundary import run\n"
        "run(['--lang', 'fr', 'check', '-h']); print(*sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in COMMAND_MODULES if f"cit_toolkit.cli.{name}" in ended.stdout.split()}
    assert loaded == {"check"}


def test_no_module_bears_a_name_that_says_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "common", "core", "manager", "tools"}
    assert [module for module in MODULES if vague & set(re.split(r"[/._]", module))] == []


def test_nothing_is_left_to_be_done() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    assert [module for module, path in MODULES.items() if marks.search(path.read_text(encoding="utf-8"))] == []


# Catalogues


def flat(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def sentences(language: str) -> dict[str, str]:
    files = sorted((PACKAGE / "locales" / language).glob("*.toml"))
    return {key: text for file in files for key, text in flat(tomllib.loads(file.read_text(encoding="utf-8")))}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_catalogues_say_the_same_things_with_the_same_placeholders() -> None:
    french, english = sentences("fr"), sentences("en")
    assert sorted(french.keys() ^ english.keys()) == []
    assert [key for key in french if placeholders(french[key]) != placeholders(english[key])] == []


def test_a_key_stands_in_the_file_its_first_word_names_or_else_in_words() -> None:
    for folder in ((PACKAGE / "locales" / language) for language in ("fr", "en")):
        names = {file.stem for file in folder.glob("*.toml")}
        for file in folder.glob("*.toml"):
            held = set(tomllib.loads(file.read_text(encoding="utf-8")))
            assert held == {file.stem} if file.stem != "words" else held.isdisjoint(names - {"words"}), file


def test_no_sentence_is_empty_and_french_ones_have_typographic_apostrophes() -> None:
    for language in ("fr", "en"):
        assert [key for key, text in sentences(language).items() if not text.strip()] == []
    straight = re.compile(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]")
    assert [key for key, text in sentences("fr").items() if straight.search(text)] == []


# The README tells every command


def commands() -> Iterator[tuple[str, set[str]]]:
    """Every command of the program with its options."""
    from cit_toolkit.cli.app import build_app
    from cit_toolkit.wording.catalog import Catalog

    def walk(command: object, path: str) -> Iterator[tuple[str, set[str]]]:
        inner = getattr(command, "commands", {})
        options = {max(p.opts, key=len) for p in command.params if p.param_type_name == "option"}  # type: ignore[attr-defined]
        yield path, options - {"--help", "--install-completion", "--show-completion"}
        for name, each in inner.items():
            yield from walk(each, f"{path} {name}")

    yield from walk(build_app(Catalog.of("fr")), "cit")


COMMANDS = dict(commands())


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_tells_the_command_and_each_of_its_options(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    *above, name = command.split()
    assert re.search(rf"{' '.join(above)}[^\n]*\b{name}\b", readme)
    untold = [option for option in sorted(COMMANDS[command]) if not re.search(rf"{option}(?![\w-])", readme)]
    assert untold == []


def test_the_commands_are_the_ones_expected() -> None:
    # What this test finds is what the README is held to: an empty list would tell nothing.
    assert {"cit check", "cit diagnose", "cit profile", "cit method list", "cit schema"} <= COMMANDS.keys()
    assert {"--sortie", "--audience", "--preuves", "--masquer"} <= COMMANDS["cit diagnose"]
