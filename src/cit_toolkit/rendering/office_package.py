"""The zip packages of the office formats: ours before pandoc (reference document), pandoc's after it (properties)."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from html import escape

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.rendering.accent_colour import readable_accent, tint
from cit_toolkit.rendering.characters import without_forbidden_characters
from cit_toolkit.rendering.page import Page
from cit_toolkit.wording.catalog import Catalog

_REFERENCE_COLOUR = "2f6f4f"
_REFERENCE_TINT = "eef3f0"
"""The two colours of the reference documents, to be replaced by the dossier's."""

_LANGUAGES = {"fr": ("fr", "FR"), "en": ("en", "GB")}


def reference_document(page: Page, ending: str) -> bytes:
    """The reference document with the page's colours, language, and the words of its header and footer."""
    separator = "  ·  " if page.notice and page.organisation else ""
    accent = readable_accent(page.colour)
    language, country = _LANGUAGES[page.language]
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
    escaped = {mark: _xml(words) if mark.startswith("@") else words for mark, words in replacements.items()}
    marks = re.compile("|".join(map(re.escape, escaped)))

    def filled_in(part: str) -> str:
        return marks.sub(lambda found: escaped[found[0]], part)

    names = ("word/styles.xml", "word/settings.xml", "word/header1.xml", "word/footer1.xml", "word/footer2.xml")
    reference = (TEMPLATES / "styles" / f"reference.{ending}").read_bytes()
    return _rewritten(reference, page, dict.fromkeys((*names, "styles.xml"), filled_in))


def finished_document(package: bytes, page: Page, ending: str) -> bytes:
    """What pandoc made, with its properties and, in ODT, the looks that only the document itself can hold."""
    if ending == "docx":
        return _rewritten(package, page, {"docProps/core.xml": lambda part: _core_properties(part, page)})
    return _rewritten(
        package,
        page,
        {"meta.xml": lambda part: _odf_properties(part, page), "content.xml": lambda part: _odf_tables(part, page)},
    )


def _core_properties(part: str, page: Page) -> str:
    part = re.sub(r"<dc:(title|creator|language)>.*?</dc:\1>|<dc:(title|creator|language) ?/>", "", part, flags=re.S)
    return part.replace("</cp:coreProperties>", f"{_dublin_core(page, 'creator')}</cp:coreProperties>")


def _odf_properties(part: str, page: Page) -> str:
    part = re.sub(r"<dc:(title|creator|language)>.*?</dc:\1>|<dc:(title|creator|language) ?/>", "", part, flags=re.S)
    return part.replace("</office:meta>", f"{_dublin_core(page, 'creator')}</office:meta>")


def _dublin_core(page: Page, author_element: str) -> str:
    language = "-".join(_LANGUAGES[page.language])
    author = f"<dc:{author_element}>{_xml(page.organisation)}</dc:{author_element}>" if page.organisation else ""
    return f"<dc:title>{_xml(page.title)}</dc:title>{author}<dc:language>{language}</dc:language>"


def _odf_tables(part: str, page: Page) -> str:
    """Hairlines between rows and a tinted head, as in the other formats: ODF keeps them in the document's cells."""
    accent = readable_accent(page.colour)
    space = 'fo:padding-top="0.1cm" fo:padding-bottom="0.1cm" fo:padding-left="0.18cm" fo:padding-right="0.18cm"'
    sides = 'fo:border-left="none" fo:border-right="none"'
    looks = {
        "TableHeaderRowCell": f'{space} {sides} fo:background-color="{tint(accent, 0.08)}" style:vertical-align="bottom" '
        f'fo:border-top="1.25pt solid {accent}" fo:border-bottom="0.75pt solid {accent}"',
        "TableRowCell": f'{space} {sides} fo:border-top="none" fo:border-bottom="0.5pt solid #cdd3cf"',
    }
    for name, properties in looks.items():
        style = f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties {properties}/>'
        part = re.sub(
            rf'<style:style style:name="{name}" style:family="table-cell">\s*<style:table-cell-properties[^>]*/>',
            style,
            part,
        )
    return part


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
