"""The zip packages of the office formats: ours before pandoc (reference document), pandoc's after it (properties)."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.figures.palette import legible, tint
from cit_toolkit.rendering.characters import without_forbidden_characters
from cit_toolkit.rendering.odf_text import finished_odf_text
from cit_toolkit.rendering.page import Layout, Page
from cit_toolkit.rendering.sheet_tables import docx_sheet, odf_sheet
from cit_toolkit.wording.catalog import Catalog

_REFERENCE_COLOUR = "2f6f4f"
_REFERENCE_TINT = "eef3f0"
"""The two colours of the reference documents, to be replaced by the dossier's."""

LOCALES = {"fr": "fr-FR", "en": "en-GB"}


def reference_document(page: Page, ending: str) -> bytes:
    """The reference document with the page's colours, language, and the words of its header and footer."""
    separator = "  ·  " if page.notice and page.organisation else ""
    accent = legible(page.colour)
    language, country = LOCALES[page.language].split("-")
    replacements = {
        "@KIND@": page.kind,
        "@TITLE@": page.title,
        "@NOTICE@": page.notice or "",
        "@ORGANISATION@": separator + (page.organisation or ""),
        "@PAGE@": Catalog.of(page.language).say("page.page"),
        _REFERENCE_COLOUR: accent[1:],
        _REFERENCE_COLOUR.upper(): accent[1:].upper(),
        _REFERENCE_TINT: tint(accent, 0.08)[1:],
        _REFERENCE_TINT.upper(): tint(accent, 0.08)[1:].upper(),
        'w:val="fr-FR"': f'w:val="{language}-{country}"',
        'fo:language="fr" fo:country="FR"': f'fo:language="{language}" fo:country="{country}"',
    }
    if ending == "pptx":
        replacements['lang="en-US"'] = f'lang="{language}-{country}"'
    escaped = {mark: _xml(words) if mark.startswith("@") else words for mark, words in replacements.items()}
    marks = re.compile("|".join(map(re.escape, escaped)))

    def filled_in(part: str) -> str:
        return marks.sub(lambda found: escaped[found[0]], part)

    slides = ("ppt/theme/theme1.xml", "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml")
    names = (
        *slides,
        "word/styles.xml",
        "word/settings.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/footer2.xml",
    )
    reference = (TEMPLATES / "styles" / f"reference.{ending}").read_bytes()
    return _rewritten(reference, page, dict.fromkeys((*names, "styles.xml"), filled_in))


def finished_document(package: bytes, page: Page, ending: str, alternatives: Sequence[str]) -> bytes:
    """What pandoc made, with the document's properties; in ODT, also the looks that only its text can hold.

    `alternatives` are those of the pictures, in reading order.
    """
    sheet = page.layout is Layout.SHEET

    def odf_text(part: str) -> str:
        finished = finished_odf_text(part, legible(page.colour), alternatives)
        return odf_sheet(finished) if sheet else finished

    changes: dict[str, dict[str, Callable[[str], str]]] = {
        "docx": {"docProps/core.xml": lambda part: _with_properties(part, page)},
        "odt": {"meta.xml": lambda part: _with_properties(part, page), "content.xml": odf_text},
        "pptx": {"docProps/core.xml": lambda part: _with_properties(part, page)},
    }
    if sheet:
        changes["docx"]["word/document.xml"] = docx_sheet
    return _rewritten(package, page, changes[ending])


def _with_properties(part: str, page: Page) -> str:
    """Title, author and language: told to pandoc they would also be printed, above the logo."""
    part = re.sub(r"<dc:(title|creator|language)>.*?</dc:\1>|<dc:(title|creator|language) ?/>", "", part, flags=re.S)
    author = f"<dc:creator>{_xml(page.organisation)}</dc:creator>" if page.organisation else ""
    properties = f"<dc:title>{_xml(page.title)}</dc:title>{author}<dc:language>{LOCALES[page.language]}</dc:language>"
    return re.sub(r"(?=</(cp:coreProperties|office:meta)>)", lambda _: properties, part, count=1)


def _rewritten(package: bytes, page: Page, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """The package with some parts changed and every date that of the document: same text, same bytes."""
    made = io.BytesIO()
    moment = (page.date.year, page.date.month, page.date.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename in changes:
                part = changes[entry.filename](part.decode("utf-8")).encode("utf-8")
            copy = zipfile.ZipInfo(entry.filename, moment)
            # An ODF reader knows the file by its first entry, which must not be compressed.
            copy.compress_type = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(copy, part)
    return made.getvalue()


def _xml(text: str) -> str:
    return escape(without_forbidden_characters(text).replace("\n", " "))
