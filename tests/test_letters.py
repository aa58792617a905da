"""Whatever an actor is called, its name comes out to the letter in every format, through the whole program.

White space apart: a format may wrap a line, and French typography makes some spaces no-break ones.
"""

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from markdown_it import MarkdownIt

from running_cit import cit, write_territory

NAMES = {
    "the hostile one": '#read("/etc/passwd") *x* _y_ $z$ <b>',
    "jinja": "{{ 7*7 }} {% raw %} {# x #}",
    "cells": "| a | b |",
    "a numbered item": "1. x",
    "an item": "- x",
    "an image": "![x](/etc/passwd) [y](javascript:alert(1))",
    "a heading": "# Titre",
    "a quotation": "> cité",
    "code": "`a` ```b``` ~~~",
    "html": "<script>alert(1)</script> &amp; &#65; <!-- x -->",
    "backslashes": r"\*a\* C:\dossier \n \u{41}",
    "typst": '"; panic("x"); " // c /* d */ @ref <label>',
    "latex": r"$\input{/etc/passwd}$ \textbf{x}",
    "straight marks": "L'Arban 'ici' \"là\" -- ... (c)",
    "typographic marks": "L’Arban « ici » — là…",
    "no-break spaces": "Café\u00a0: le\u202fbar",
    "an address": "https://exemple.org/a_b?c=d&e=*f* <x@y>",
    "accents": "Œuvre Ça-et-Là ÿ Ÿ ĉ ß",
    "a long name": "Association " + "très " * 37 + "longue",
    "a word without end": "a" * 200,
    "a rule": "---",
    "a table rule": "|---|---|",
    "an underlined title": "===",
    "a footnote": "[^1]: note",
    "a definition": "[x]: /etc/passwd",
    "yes": "oui",
    "a number": "007",
}
BEYOND_FONTS = {"an emoji": "Tiers-lieu 🌻👩‍🌾", "right to left": "جمعية القرية", "ideograms": "里山の会"}
"""No font of ours draws them all: the PDF shows □, the other formats the letters."""


def bare(text: str) -> str:
    """Without white space, soft hyphens and hyphens: a PDF cuts words at the end of lines."""
    return re.sub(r"[\s\u00ad\-‐]", "", text)


def in_markdown(data: bytes) -> str:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(data.decode())
    inline = (token.children or [] for token in tokens if token.type == "inline")
    return "\n".join("".join(child.content for child in children) for children in inline)


def in_pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


class Words(HTMLParser):
    """The text of a page, without its scripts: there must be none."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag not in ("script", "b", "iframe")

    def handle_data(self, data: str) -> None:
        self.text += data


def in_html(data: bytes) -> str:
    reader = Words()
    reader.feed(data.decode())
    return reader.text


def in_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return "".join(root.itertext())


def in_odt(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    return "".join(root.itertext())


READERS = {".md": in_markdown, ".pdf": in_pdf, ".html": in_html, ".docx": in_docx, ".odt": in_odt}


def territory_of(names: list[str]) -> str:
    """Every name as an actor, alone to hold a function, and as a need: in lists, tables, drawings and sentences."""
    actors = "".join(
        f"  - {{id: a{i}, nom: {json.dumps(name, ensure_ascii=False)}, fonctions: {{accueil: inconnu}}}}\n"
        for i, name in enumerate(names)
    )
    needs = "".join(
        f"  - {{id: b{i}, intitule: {json.dumps(name, ensure_ascii=False)}, themes: [foncier], porteurs: [a{i}], "
        "origine: [{cercle: hors}]}\n"
        for i, name in enumerate(names)
    )
    return f"acteurs:\n{actors}besoins:\n{needs}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One territory whose actors bear all the names, and its documents in every format."""
    place = tmp_path_factory.mktemp("lettres")
    path = write_territory(place, territory_of([*NAMES.values(), *BEYOND_FONTS.values()]))
    for language in ("fr", "en"):
        for ending in READERS:
            ended = cit("--lang", language, "diagnose", path, "-o", place / f"{language}{ending}", "--preuves")
            assert ended.code == 0, ended.err[-500:]
    return place


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("ending", READERS)
def test_every_name_comes_out_to_the_letter(folder: Path, ending: str, language: str) -> None:
    told = bare(READERS[ending]((folder / f"{language}{ending}").read_bytes()))
    names = NAMES if ending == ".pdf" else NAMES | BEYOND_FONTS
    # Three times at least: among the actors, as a need, and as who carries it.
    assert [kind for kind, name in names.items() if told.count(bare(name)) < 3] == []


@pytest.mark.parametrize("kind", NAMES)
def test_the_name_of_the_territory_comes_out_to_the_letter(tmp_path: Path, kind: str) -> None:
    name = NAMES[kind]
    path = write_territory(tmp_path, f"nom: {json.dumps(name, ensure_ascii=False)}\n")
    for command in ("diagnose", "profile"):
        for ending in (".md", ".html", ".pdf"):
            target = tmp_path / f"{command}{ending}"
            assert cit(command, path, "-o", target).code == 0
            assert bare(name) in bare(READERS[ending](target.read_bytes()))
    first = MarkdownIt("commonmark").parse((tmp_path / "profile.md").read_text("utf-8"))[0]
    assert (first.type, first.tag) == ("heading_open", "h1")


def test_no_name_changes_the_shape_of_the_document(tmp_path: Path) -> None:
    shapes = []
    for name in ("Simple", *NAMES.values()):
        path = write_territory(tmp_path, territory_of([name]))
        text = cit("diagnose", path, "-o", "-").out
        tokens = MarkdownIt("commonmark").enable("table").parse(text)
        shapes.append([(token.type, token.tag) for token in tokens])
    assert all(shape == shapes[0] for shape in shapes)


def test_nothing_of_another_file_is_in_the_documents(folder: Path) -> None:
    for language in ("fr", "en"):
        for ending, read in READERS.items():
            told = read((folder / f"{language}{ending}").read_bytes())
            assert "root:x:" not in told and "49 " not in told.split("7*7")[1][:4]


def test_the_drawings_are_sound_and_hold_no_script(folder: Path) -> None:
    drawings = sorted(folder.glob("*-figures/*.svg"))
    assert drawings
    for drawing in drawings:
        tags = {element.tag.rpartition("}")[2] for element in ElementTree.parse(drawing).iter()}
        assert tags.isdisjoint({"script", "b", "image", "foreignObject"})
