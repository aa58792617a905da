"""The pictures of the README, drawn again from the example: `python -m docs.draw_pictures`, from the checkout."""

import io
import shlex
import subprocess
from contextlib import chdir
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from PIL import Image, ImageOps
from rich.console import Console
from rich.text import Text
from typst import Compiler, Fonts

from benchmarks.documents import page_of, typst_job
from cit_toolkit.cli import diagnosis_summary
from cit_toolkit.cli.error_boundary import run
from cit_toolkit.model.workspace import Audience
from cit_toolkit.pipeline.making import Request
from cit_toolkit.pipeline.territory_documents import territory_page
from cit_toolkit.rendering.characters import FONTS
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.to_pdf import drawing_png
from cit_toolkit.subjects.territory import read_territory
from docs.page_steps import put, steps

IMAGES = Path(__file__).parent / "images"
EXAMPLE = Path(__file__).parent.parent / "examples" / "vallee-fictive" / "territoires" / "vallee-2025.yaml"
TUTORIALS = {"fr": ("tutoriel.md", "mon-territoire"), "en": ("tutorial.md", "my-territory")}
"""The page of each language, and the folder it has its reader make."""
LINES_SHOWN = 39
"""Of the summary: down to the links between actors."""
SHARP = 300
"""Pixels per inch at first; pictures are then made smaller: drawn small at once, letters lose their feet."""


def main() -> None:
    """Write the pictures; the page is opened in Chromium."""
    save("premiere-page.png", first_page_png("fr"), width=660)
    save("first-page.png", first_page_png("en"), width=660)
    save("couverture.png", drawing_png(page_of(EXAMPLE).figures["coverage"].svg, SHARP), width=720, margin=20)
    save("terminal.png", terminal_png(EXAMPLE), width=720)
    save("tutoriel.png", tutorial_png("fr"), width=720)
    save("tutorial.png", tutorial_png("en"), width=720)
    save("carte.png", map_png("fr"), 760, margin=20, colours=256)
    save("map.png", map_png("en"), 760, margin=20, colours=256)
    save("carte-interactive.png", interactive_page_png(), width=1000, colours=256)


def diagnosis_in(language: str) -> Page:
    """The diagnosis of the example."""
    request = Request(language, Audience.PUBLIC, date(2026, 1, 15))
    return territory_page("diagnosis", read_territory(EXAMPLE), request)


def map_png(language: str) -> bytes:
    """The map of actors."""
    return drawing_png(diagnosis_in(language).figures["actor-map"].svg, SHARP)


def first_page_png(language: str) -> bytes:
    """The first page of the diagnosis, as Typst draws it."""
    job = typst_job(diagnosis_in(language))
    compiler = Compiler(font_paths=Fonts(include_system_fonts=False, font_paths=[FONTS]))
    files: Any = dict(job.files)
    made: Any = compiler.compile(input=files, root=IMAGES, format="png", ppi=SHARP)
    return bytes(made[0] if isinstance(made, list) else made)


def terminal_png(territory: Path, lines: int = LINES_SHOWN, language: str = "fr") -> bytes:
    """The head of the summary, as a terminal shows it."""
    said = io.StringIO()
    whole = _console(said)
    with patch.object(diagnosis_summary, "console", lambda: whole):
        run(["--lang", language, "diagnose", str(territory)])
    shown = _console(io.StringIO(), record=True)
    shown.print(Text.from_ansi("\n".join(said.getvalue().split("\n")[:lines])))
    svg = shown.export_svg(title=f"cit diagnose territoires/{territory.name}", font_aspect_ratio=0.602)
    return drawing_png(svg.replace("Fira Code", "DejaVu Sans Mono"), SHARP)


def tutorial_png(language: str) -> bytes:
    """The summary that the tutorial ends with, its dossier made as it says."""
    name, folder_name = TUTORIALS[language]
    page = Path(__file__).parent / language / name
    with TemporaryDirectory() as folder:
        dossier = Path(folder) / folder_name
        for step in steps(page.read_text(encoding="utf-8")):
            if step.title:
                put(step, dossier)
            elif step.language == "bash" and " init " in step.text:
                with chdir(folder):
                    run(shlex.split(step.text)[1:])
        (territory,) = (dossier / "territoires").glob("*.yaml")
        return terminal_png(territory, 35, language)


def interactive_page_png() -> bytes:
    """The interactive page, the card of an actor open."""
    with TemporaryDirectory() as folder:
        page, picture = Path(folder) / "page.html", Path(folder) / "page.png"
        run(["--lang", "fr", "map", str(EXAMPLE), "-o", str(page), "--date", "2026-11-23"])
        window = ["--window-size=1280,1130", f"--screenshot={picture}", "--virtual-time-budget=2000"]
        address = f"{page.as_uri()}#acteur-maison-de-la-laine"
        browser = ["chromium", "--headless=new", "--no-sandbox", "--hide-scrollbars"]
        subprocess.run([*browser, *window, address], check=True)
        return picture.read_bytes()


def _console(file: io.StringIO, record: bool = False) -> Console:
    return Console(
        file=file, record=record, width=80, force_terminal=True, color_system="truecolor", markup=False, highlight=False
    )


def save(name: str, png: bytes, width: int, margin: int = 0, colours: int = 64) -> None:
    """Few colours are enough for text and bars, and weigh a third."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    height = round(picture.height * width / picture.width)
    small = picture.resize((width, height), Image.Resampling.LANCZOS)
    framed = ImageOps.expand(small, margin, "white")
    framed.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    main()
