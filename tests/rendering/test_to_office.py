"""DOCX and ODT, read back from their XML: what Word and LibreOffice will find there."""

import io
import sys
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from cit_toolkit.problems import CitError
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.template_engine import plain
from cit_toolkit.rendering.to_office import docx_bytes, odt_bytes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def _part(package: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return ElementTree.fromstring(archive.read(name))


def _words(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def _word_paragraphs(document: ElementTree.Element) -> list[tuple[str, str]]:
    """Style and text of each paragraph of a DOCX."""
    found = []
    for paragraph in document.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        found.append(("" if style is None else style.attrib[f"{_W}val"], _words(paragraph)))
    return found


def test_a_docx_has_real_styles_for_its_title_headings_quotations_and_captions(french_page: Page) -> None:
    paragraphs = _word_paragraphs(_part(docx_bytes(french_page), "word/document.xml"))
    assert paragraphs[:3] == [
        ("Kind", "Les Localos"),  # the title says already that it is a diagnosis
        ("Title", "Diagnostic de coopération du Val-Fleuri-sur-Arzance"),
        ("Lead", "Communauté de communes du Val-Fleuri et ses seize communes, 12\u202f734 habitants"),
    ]
    assert ("Notice", "Territoire fictif") in paragraphs
    assert ("Heading1", "Couverture des fonctions") in paragraphs
    assert ("Heading2", "Détail par fonction") in paragraphs
    assert (
        "ImageCaption",
        "Figure 1 – Niveau atteint par fonction, de «\u202fabsente\u202f» à «\u202fpartagée\u202f»",
    ) in paragraphs
    assert any(style == "BlockText" and text.startswith("À retenir.") for style, text in paragraphs)


def test_each_table_of_a_docx_has_a_header_row_repeated_on_every_page(french_page: Page) -> None:
    document = _part(docx_bytes(french_page), "word/document.xml")
    tables = list(document.iter(f"{_W}tbl"))
    assert len(tables) == 4
    assert all(table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None for table in tables)


def test_a_docx_says_its_language_title_author_and_date(french_page: Page, english_page: Page) -> None:
    package = docx_bytes(french_page)
    properties = _part(package, "docProps/core.xml")
    assert properties.findtext(f"{_DC}title") == "Diagnostic de coopération du Val-Fleuri-sur-Arzance"
    assert properties.findtext(f"{_DC}creator") == "Les Localos"
    assert "2026-03-03" in _words(properties)
    languages = [_part(made, "word/styles.xml").find(f".//{_W}lang") for made in (package, docx_bytes(english_page))]
    assert [one is not None and one.attrib[f"{_W}val"] for one in languages] == ["fr-FR", "en-GB"]


def test_each_page_of_a_docx_says_that_the_territory_is_fictional(french_page: Page) -> None:
    package = docx_bytes(french_page)
    assert "Diagnostic de coopération" in _words(_part(package, "word/header1.xml"))
    for name in ("word/footer1.xml", "word/footer2.xml"):
        assert "Territoire fictif  ·  Les Localos" in _words(_part(package, name))


def test_each_picture_of_an_office_document_is_told_in_words(french_page: Page) -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    page = replace(french_page, logo=logo, logo_ending="svg")
    expected = ["Les Localos", "Diagramme en barres : accueil et animation au plus haut, financement au plus bas."]
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    document = _part(docx_bytes(page), "word/document.xml")
    assert [one.attrib["descr"] for one in document.iter(f"{drawing}docPr")] == expected
    described = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc"
    assert [one.text for one in _part(odt_bytes(page), "content.xml").iter(described)] == expected


def test_an_odt_has_real_headings_and_table_heads(french_page: Page) -> None:
    text = _part(odt_bytes(french_page), "content.xml")
    headings = [(one.attrib[f"{_TEXT}outline-level"], _words(one)) for one in text.iter(f"{_TEXT}h")]
    assert headings[:3] == [
        ("1", "L’essentiel en une page"),
        ("1", "Couverture des fonctions"),
        ("2", "Détail par fonction"),
    ]
    assert len(list(text.iter(f"{_TABLE}table-header-rows"))) == 4


def test_an_odt_says_its_title_and_begins_as_readers_expect(french_page: Page) -> None:
    package = odt_bytes(french_page)
    meta = _part(package, "meta.xml")
    assert meta.find(f".//{_DC}title") is not None
    assert "Diagnostic de coopération du Val-Fleuri-sur-Arzance" in _words(meta)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_the_same_page_gives_the_same_bytes(french_page: Page) -> None:
    assert docx_bytes(french_page) == docx_bytes(french_page)
    assert odt_bytes(french_page) == odt_bytes(french_page)


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "&lt; &amp; &#65; ]]>",
        r"\input{/etc/passwd} $x^2$ \(y\)",
        "`#panic()`{=typst} {=html}",
        "**a** _b_ [c](d) | e",
        '"><w:t>x</w:t>',
        "@KIND@ 2f6f4f @NOTICE@",
    ],
)
def test_any_value_is_kept_to_the_letter(bare_page: Page, value: str) -> None:
    page = replace(bare_page, title=value, organisation=value, notice=value, markdown=f"# T\n\n{plain(value)}\n")
    package = docx_bytes(page)
    assert ("BodyText", value) in _word_paragraphs(_part(package, "word/document.xml"))
    assert value in _words(_part(package, "word/footer1.xml"))
    assert _part(package, "docProps/core.xml").findtext(f"{_DC}title") == value
    assert value in _words(_part(odt_bytes(page), "content.xml"))


def test_control_characters_and_emoji_stop_nothing(bare_page: Page) -> None:
    page = replace(bare_page, title="a\x00b", markdown="Un\x00 🎉 deux\ufeff\n")
    assert "Un 🎉 deux" in _words(_part(docx_bytes(page), "word/document.xml"))
    assert _part(odt_bytes(page), "meta.xml").findtext(f".//{_DC}title") == "ab"


def test_without_the_converter_the_reader_is_told_what_to_install(
    bare_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(CitError) as stopped:
        docx_bytes(bare_page)
    assert (stopped.value.code, stopped.value.exit_code) == ("office-converter-missing", 3)
