"""The templates of documents: those that come with the program, those of a dossier, and what is wrong with these."""

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.loading.workspace import Dossier, as_typed
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.wording.catalog import LANGUAGES

FOR_FUNDERS = "bilan"
"""The built-in template whose document a template of another name receives: that of a funder (`gabarit: …`)."""
_TOLD = re.compile(r"\{# [\w ]+: documents/(\w+)\.py, (\w+)")
_OWNS = re.compile(r"\{%[-+]?\s*(?:include|import|from)\s+[\"']([^\"']+)")
_BLOCK = re.compile(r"\{%[-+]?\s*block\s+(\w+)")


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """A template in one language: the one in use, and whether it is the dossier's own."""

    language: str
    name: str
    path: Path
    own: bool

    @property
    def key(self) -> str:
        """Its name among templates: `fr/diagnosis.md`."""
        return f"{self.language}/{self.name}.md"

    @property
    def built_in(self) -> Path | None:
        """The template that comes with the program under this name."""
        path = TEMPLATES / self.key
        return path if path.is_file() else None

    @property
    def parts(self) -> tuple[str, ...]:
        """The blocks it is made of, which another may replace one by one."""
        return tuple(dict.fromkeys(_BLOCK.findall(self.text)))

    @property
    def text(self) -> str:
        """What it holds; CitError when it cannot be read."""
        try:
            return self.path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise CitError("template-not-utf-8", path=as_typed(self.path)) from error
        except OSError as error:
            raise CitError("template-unreadable", path=as_typed(self.path), reason=error) from error


def templates_of(dossier: Dossier, language: str) -> tuple[DocumentTemplate, ...]:
    """Every template of a language, the dossier's before the built-in one it replaces, by name."""
    found = {
        path.stem: DocumentTemplate(language, path.stem, path, own=False)
        for path in sorted((TEMPLATES / language).glob("*.md"))
    }
    folder = own_folder(dossier)
    for path in sorted((folder / language).glob("*.md")) if folder else ():
        if path.is_file() and dossier.holds(path):
            found[path.stem] = DocumentTemplate(language, path.stem, path, own=True)
    return tuple(found[name] for name in sorted(found))


def own_folder(dossier: Dossier) -> Path | None:
    """Where the templates of a dossier stand; None when its settings name no such place inside it."""
    return dossier.inside(dossier.settings.templates or "")


def template_named(dossier: Dossier, language: str, name: str) -> DocumentTemplate:
    """A template by the name people give it: `diagnosis`, `fr/diagnosis.md`, `builtin/diagnosis`, or its file."""
    built_in = name.startswith("builtin/")
    parts = Path(name.removeprefix("builtin/")).with_suffix("").parts
    said = parts[-2] if len(parts) > 1 and parts[-2] in LANGUAGES else language
    known = {template.name: template for template in templates_of(dossier, said)}
    stem = parts[-1] if parts else name
    if stem not in known or (built_in and known[stem].built_in is None):
        raise CitError("unknown-template", exit_code=2, name=name, known=sorted(known), suggestion=nearest(stem, known))
    found = known[stem]
    return DocumentTemplate(said, stem, TEMPLATES / found.key, own=False) if built_in else found


def copy_of(template: DocumentTemplate, parts: tuple[str, ...]) -> str:
    """What a dossier's own template begins as: the whole of the built-in one, or only the parts it will change."""
    text = template.built_in.read_text(encoding="utf-8") if template.built_in else template.text
    if not parts:
        return text
    lines = [f'{{% extends "builtin/{template.key}" %}}']
    lines += [_block(text, part) for part in parts]
    return "\n\n".join(lines) + "\n"


def _block(text: str, name: str) -> str:
    """The text of a block, with the blocks inside it."""
    start, depth = None, 0
    for tag in re.finditer(r"\{%[-+]?\s*(end)?block\b\s*(\w*)[^%]*%\}", text):
        if start is None and tag[2] == name and not tag[1]:
            start = tag.start()
        if start is not None:
            depth += -1 if tag[1] else 1
            if depth == 0:
                return text[start : tag.end()]
    known = tuple(dict.fromkeys(_BLOCK.findall(text)))
    raise CitError("unknown-part", exit_code=2, name=name, known=known, suggestion=nearest(name, known))


def problems_of_templates(dossier: Dossier, templates: tuple[DocumentTemplate, ...]) -> list[Problem]:
    """What is wrong with templates of a dossier, each read as the document it tells wants it."""
    from cit_toolkit.rendering.template_check import TemplateSetting, template_problems
    from cit_toolkit.rendering.template_engine import template_environment
    from cit_toolkit.rendering.template_mistakes import TemplateSource

    folder = own_folder(dossier)
    environment = template_environment((folder,) if folder and folder.is_dir() else ())
    known = tuple(environment.loader.list_templates())
    included = _included_names(folder)
    problems: list[Problem] = []
    for template in templates:
        source = TemplateSource(template.path, template.text)
        replaced = f"builtin/{template.key}" if template.own and template.built_in else None
        setting = TemplateSetting(environment, _document_of(template, included), replaced, known)
        try:
            problems += template_problems(source, setting)
        except RecursionError as error:
            raise CitError("template-runaway", template=template.key) from error
    return sorted(problems, key=lambda problem: problem.position)


def _document_of(template: DocumentTemplate, included: frozenset[str]) -> Any:
    """The class of the document a template receives; any, for a part that several may include."""
    from cit_toolkit.rendering.template_names import AnyKind

    model = template.built_in
    if model is None:
        if template.key in included:
            return AnyKind
        model = TEMPLATES / template.language / f"{FOR_FUNDERS}.md"
    told = _TOLD.match(model.read_text(encoding="utf-8"))
    return getattr(import_module(f"cit_toolkit.documents.{told[1]}"), told[2]) if told else AnyKind


def _included_names(folder: Path | None) -> frozenset[str]:
    """The templates of a folder that others of it include."""
    paths = [path for path in folder.glob("*/*.md") if path.is_file()] if folder else []
    texts = [path.read_bytes().decode("utf-8", errors="replace") for path in paths]
    return frozenset(name for text in texts for name in _OWNS.findall(text))
