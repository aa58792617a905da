"""Whole processes: what a person waits for after pressing Enter."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Measure, Processes, interleaved

_LIBRARIES = "import typer, typer.main, pydantic, yaml, rich.console, rich.table, rustworkx"
_BARE_TYPST = """
import sys, typst, pathlib
folder = pathlib.Path(sys.argv[1])
files = {path.name: path.read_bytes() for path in (folder / "sources").iterdir()}
fonts = typst.Fonts(include_system_fonts=False, font_paths=[(folder / "fonts").read_text()])
compiler = typst.Compiler(font_paths=fonts)
made = compiler.compile(input=files, root=folder / "empty", format="pdf", pdf_standards=["ua-1", "a-2a"])
(folder / "bare.pdf").write_bytes(made)
"""


def measures(example: Path, folder: Path, rounds: int) -> Iterator[Measure]:
    """Start-up, diagnosis in the terminal, diagnosis to each format."""
    processes = Processes(folder)
    processes.way("sources", ("-m", "benchmarks.bare_source", str(example), str(folder)))(0)
    cit = ("-m", "cit_toolkit")
    commands = {
        "python": ("-c", "pass"),
        "typer": ("-c", "import typer"),
        "libraries": ("-c", _LIBRARIES),
        "typst": ("-c", _BARE_TYPST, str(folder)),
        "version": (*cit, "--version"),
        "help": (*cit, "--help"),
        "terminal": (*cit, "diagnose", str(example)),
    }
    for ending in ("pdf", "html", "docx", "md"):
        commands[ending] = (*cit, "diagnose", str(example), "-o", str(folder / f"diagnostic.{ending}"))
    took = interleaved({name: processes.way(name, command) for name, command in commands.items()}, rounds)

    def measure(name: str, told: str, against: str, floor: str, target: float | None = None) -> Measure:
        return Measure(told, took[name], floor, took[against], target, processes.peaks.get(name))

    typer = "python -c 'import typer'"
    libraries = "python, the same libraries"
    yield measure("version", "cit --version", "typer", typer, 2.0)
    yield measure("help", "cit --help", "typer", typer)
    yield measure("terminal", "cit diagnose (terminal)", "python", "python -c pass")
    yield measure("terminal", "cit diagnose (terminal)", "libraries", libraries)
    yield measure("pdf", "cit diagnose -o .pdf", "typst", "python, bare Typst compile")
    yield measure("html", "cit diagnose -o .html", "libraries", libraries)
    yield measure("docx", "cit diagnose -o .docx", "libraries", libraries)
    yield measure("md", "cit diagnose -o .md", "libraries", libraries)
