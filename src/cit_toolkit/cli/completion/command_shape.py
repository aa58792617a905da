"""The shape of the command line (commands, options, what each takes), kept in the user's cache: building it takes half
a second, and the Tab key is pressed far more often than the program changes."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cit_toolkit import __version__
from cit_toolkit.builtin_data import LOCALES

Shape = dict[str, Any]
"""A command: `help`, `options` by name, `arguments` in order, `commands` by name."""


def command_shape(language: str) -> Shape:
    """The shape, from the cache when it is still true."""
    cache = _cache_file(language)
    stamp = _stamp()
    try:
        kept: Shape = json.loads(cache.read_text(encoding="utf-8"))
        if kept["stamp"] == stamp:
            shape: Shape = kept["shape"]
            return shape
    except (OSError, ValueError, LookupError, TypeError):
        pass
    shape = _built(language)
    _keep(cache, {"stamp": stamp, "shape": shape})
    return shape


def _stamp() -> str:
    """Changes with the version, and with every file that a command or its help stands in."""
    folders = (Path(__file__).parent.parent, *(LOCALES / language for language in ("fr", "en")))
    newest = max(entry.stat().st_mtime_ns for folder in folders for entry in os.scandir(folder) if entry.is_file())
    return f"{__version__} {Path(__file__).parent} {newest}"


def _cache_file(language: str) -> Path:
    usual = Path(os.environ["LOCALAPPDATA"]) if os.environ.get("LOCALAPPDATA") else Path.home() / ".cache"
    folder = Path(os.environ["XDG_CACHE_HOME"]) if os.environ.get("XDG_CACHE_HOME") else usual
    return folder / "cit" / f"commandes-{language}.json"


def _keep(cache: Path, record: Shape) -> None:
    """Write the cache in one step; a computer that refuses only makes the next press slower."""
    own = cache.with_name(f"{cache.name}.{os.getpid()}")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        own.replace(cache)
    except OSError:
        return


def _built(language: str) -> Shape:
    from cit_toolkit.cli.app import build_app
    from cit_toolkit.exchange.exporters import EXPORTERS
    from cit_toolkit.json_schemas import file_schema_names, output_schema_names
    from cit_toolkit.wording.catalog import Catalog

    words = {"TYPE": file_schema_names(), "ANALYSE": output_schema_names(), "FORMAT": tuple(EXPORTERS)}
    return _shape(build_app(Catalog.of(language)), words)


def _shape(command: Any, words: Mapping[str, Sequence[str]]) -> Shape:
    shape: Shape = {"help": (command.help or "").split("\n")[0], "options": {}, "arguments": [], "commands": {}}
    for parameter in command.params:
        told = {
            "metavar": parameter.metavar or "",
            "help": parameter.help or "",
            "many": bool(parameter.nargs == -1 or getattr(parameter, "multiple", False)),
            "words": list(words.get(parameter.metavar or "", ())),
        }
        if parameter.param_type_name == "argument":
            shape["arguments"].append(told)
        else:
            takes = not parameter.is_flag and not getattr(parameter, "count", False)
            for name in parameter.opts:
                shape["options"][name] = {**told, "takes": takes, "name": max(parameter.opts, key=len)}
    for name, inner in getattr(command, "commands", {}).items():
        shape["commands"][name] = _shape(inner, words)
    return shape
