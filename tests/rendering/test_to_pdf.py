import io
import zlib
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Literal

import page as pdf_checker
import pikepdf
import pypdf
import pytest

from cit_toolkit.problems import CitError
from cit_toolkit.rendering.characters import FONTS
from cit_toolkit.rendering.page import Layout, Page
from cit_toolkit.rendering.template_engine import plain
from cit_toolkit.rendering.to_pdf import drawing_png, page_drawings, pdf_bytes
from running_cit import EXAMPLES, cit

HOSTILE = [
    '#read("/etc/passwd")',
    '"; panic("x"); "',
    "$x$ @ref <label> #{1+1}",
    "// commentaire /* ici */",
    r"\u{41} \n \\ \"",
    "| cellule | deux |",
    "**gras** _souligné_ ~~barré~~ `code`",
    "<script>alert(1)</script> &amp; &#65;",
    "[lien](javascript:alert(1)) ![x](/etc/passwd)",
    "1. un - deux + trois # quatre = cinq / T: six",
    "l'eau : oui ! 'ici' \"là\" -- ...",
    "{{ 7 * 7 }} {% raw %}",
]


_CHECKER_MISTAKE = "PDFA2A-STREAM-LENGTH-001"
"""The checker takes a carriage return that is a stream's last byte for a line end: it cries at one stream in 256."""


def _conformance_failures(pdf: bytes) -> list[str]:
    profiles = (pdf_checker.ValidationProfile.PDF_UA_1, pdf_checker.ValidationProfile.PDF_A_2A)
    reports = [pdf_checker.validate_pdf_bytes(pdf, profile=profile) for profile in profiles]
    failures = [failure for report in reports for failure in report.failures if failure.rule_id != _CHECKER_MISTAKE]
    return [f"{failure.rule_id}: {failure.message}" for failure in failures]


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _tags(pdf: bytes) -> list[str]:
    found: list[str] = []

    def visit(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                visit(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            if "/K" in node:
                visit(node.K)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        visit(document.Root.StructTreeRoot.K)
    return found


def test_documents_conform_to_pdf_ua_and_pdf_a(french_page: Page, english_page: Page) -> None:
    assert _conformance_failures(pdf_bytes(french_page)) == []
    assert _conformance_failures(pdf_bytes(english_page)) == []


def test_language_title_author_date_and_bookmarks_can_be_read_back(french_page: Page) -> None:
    with pikepdf.open(io.BytesIO(pdf_bytes(french_page))) as document, document.open_outline() as outline:
        assert str(document.Root.Lang) == "fr"
        assert str(document.docinfo["/Title"]) == "Diagnostic de coopération du Val-Fleuri-sur-Arzance"
        assert str(document.docinfo["/Author"]) == "Les Localos"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20260303")
        assert [entry.title for entry in outline.root] == [
            "L’essentiel en une page",
            "Couverture des fonctions",
            "Acteurs",
            "Besoins et questions",
            "Sources",
        ]
        assert [entry.title for entry in outline.root[1].children] == ["Détail par fonction"]


def test_headings_tables_lists_and_figures_are_tagged_as_such(french_page: Page) -> None:
    tags = _tags(pdf_bytes(french_page))
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/BlockQuote"} <= set(tags)
    assert tags.count("/H1") == 1
    assert tags.count("/Table") == 4


def test_each_page_says_that_the_territory_is_fictional_and_its_number(french_page: Page) -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf_bytes(french_page))).pages
    for number, page in enumerate(pages, start=1):
        assert "Territoire fictif" in page.extract_text()
        assert f"page {number} / {len(pages)}" in page.extract_text()


def test_a_rule_alone_begins_a_new_page(french_page: Page) -> None:
    last = pypdf.PdfReader(io.BytesIO(pdf_bytes(french_page))).pages[-1].extract_text()
    assert "Sources" in last and "Étude de faisabilité" not in last


def test_the_same_page_gives_the_same_bytes(french_page: Page) -> None:
    assert pdf_bytes(french_page) == pdf_bytes(french_page)


@pytest.mark.parametrize("value", HOSTILE)
def test_any_value_is_printed_to_the_letter(bare_page: Page, value: str) -> None:
    escaped = plain(value)
    page = replace(bare_page, markdown=f"# Titre\n\nAvant\n\n{escaped}\n\n| a |\n|---|\n| {escaped} |\n")
    # French typography may make a space a no-break one; every letter and mark stays.
    printed = _text(pdf_bytes(page)).replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ")
    assert printed.count(value) == 2


@pytest.mark.parametrize("value", HOSTILE)
def test_title_kind_notice_and_organisation_are_printed_to_the_letter(bare_page: Page, value: str) -> None:
    page = replace(bare_page, title=value, organisation=value, notice=value, markdown="Texte.")
    assert value in _text(pdf_bytes(page)).replace("\n", " ")


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "### Titre\n\n###### Loin\n\nTexte.",
        "Bravo 🎉🌱 你好 \ue000",
        "Un\x00 deux\x07 trois\ufeff quatre\u2028cinq\u202esix\u200dsept",
        "Formule e\u0301 et o\u0308",
        "# 🎉\n\n## \u200b\n\nTexte.",
        "![](figure:inconnue)",
        "|  |\n|---|\n|  |",
        "> \n\n- \n\n1.\n",
        "- ---\n- > ---",
        "[](https://exemple.fr) <https://exemple.fr>",
        "```\n\ttab\n\n🎉\n```",
    ],
)
def test_nothing_a_person_types_stops_a_document(bare_page: Page, markdown: str) -> None:
    assert _conformance_failures(pdf_bytes(replace(bare_page, markdown=markdown))) == []


def test_every_character_said_to_be_drawable_is(bare_page: Page) -> None:
    ranges = [line.split("-") for line in (FONTS / "coverage.txt").read_text(encoding="ascii").split()]
    drawable = "".join(chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))
    pieces = (drawable[start : start + 60] for start in range(0, len(drawable), 60))
    texts = (plain(piece) for piece in pieces)
    markdown = "\n\n".join(
        f"x {text} *{text}* **{text}**\n\n| x {text} |\n|---|\n| {text} *{text}* |" for text in texts
    )
    assert pdf_bytes(replace(bare_page, markdown=markdown)).startswith(b"%PDF")


def test_a_logo_that_is_no_picture_is_told_and_is_not_a_crash(bare_page: Page) -> None:
    with pytest.raises(CitError) as stopped:
        pdf_bytes(replace(bare_page, logo=b"not a picture", markdown="Texte."))
    assert stopped.value.code == "document-not-printable"


def test_a_logo_is_drawn_with_the_organisation_as_its_text(bare_page: Page) -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    pdf = pdf_bytes(replace(bare_page, logo=logo, logo_ending="svg", organisation="Les Localos", markdown="Texte."))
    assert _conformance_failures(pdf) == []
    assert "/Figure" in _tags(pdf)


_JPG = b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8yb"
    "qmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAD"
    "AAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EAB"
    "QRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/ALAAf//Z"
)
"""Six grey pixels by three."""


def _png(width: int, height: int, colour: bytes) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 2, 0, 0, 0))  # 8 bits, red green blue
    rows = zlib.compress((b"\0" + colour * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize(
    ("picture", "ending", "size"),
    [(_png(4, 2, b"\xc8\x1e\x1e"), "png", (4, 2)), (_JPG, "jpg", (6, 3))],
    ids=["png", "jpg"],
)
def test_a_logo_made_of_pixels_is_in_every_kind_of_document(
    bare_page: Page, picture: bytes, ending: Literal["png", "jpg"], size: tuple[int, int], layout: Layout
) -> None:
    page = replace(bare_page, logo=picture, logo_ending=ending, organisation="Les Localos", layout=layout)
    page = replace(page, markdown="# Titre\n\n## Partie\n\nTexte.")
    pdf = pdf_bytes(page)
    assert [image.image.size for image in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images] == [size]
    assert "/Figure" in _tags(pdf) and _conformance_failures(pdf) == []
    assert pdf_bytes(page) == pdf and len(page_drawings(page)) > 0


def test_a_logo_that_changes_is_not_the_one_of_before(bare_page: Page) -> None:
    pages = [replace(bare_page, logo=_png(width, 2, b"\0\0\0"), markdown="Texte.") for width in (4, 6)]
    images = [pypdf.PdfReader(io.BytesIO(pdf_bytes(page))).pages[0].images[0] for page in pages]
    assert [image.image.size for image in images] == [(4, 2), (6, 2)]


def test_a_drawing_becomes_a_picture_of_its_own_size() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><rect width="96" height="48"/></svg>'
    picture = drawing_png(svg, 144)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 2 * int.from_bytes(picture[20:24])
    with_a_hair = drawing_png(svg, 144, points_around=2)  # at 144 pixels an inch a point is two of them
    assert int.from_bytes(with_a_hair[16:20]) == int.from_bytes(picture[16:20]) + 8


def test_a_font_of_the_house_is_used_for_headings(bare_page: Page) -> None:
    # Our own fallback font stands for a house's: its family is only used when a page asks for it.
    font = (FONTS / "DejaVuSans.ttf").read_bytes()
    names = {font["/BaseFont"] for font in _fonts_of(pdf_bytes(replace(bare_page, markdown="# Titre\n", font=font)))}
    assert any("DejaVu" in name for name in names) and not any("SourceSans" in name for name in names)


def test_a_file_that_is_no_font_is_refused(bare_page: Page) -> None:
    with pytest.raises(CitError) as refused:
        pdf_bytes(replace(bare_page, font=b"not a font"))
    assert refused.value.code == "font-unreadable"


def _fonts_of(pdf: bytes) -> list[dict[str, str]]:
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def _pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def _filler(lines: int) -> str:
    return "".join(f"Ligne {number}\n\n" for number in range(lines))


def test_a_drawing_that_does_not_fit_leaves_no_hole_the_text_goes_on_and_it_heads_the_next_page(
    french_page: Page,
) -> None:
    fit = next(lines for lines in range(10, 60) if len(_pages(pdf_bytes(_with(french_page, _filler(lines))))) == 2) - 3
    text = f"{_filler(fit)}![](figure:coverage)\n\nLa suite du texte.\n\n{_filler(5)}"
    pdf = pdf_bytes(_with(french_page, text))
    first, second = _pages(pdf)[:2]
    assert "La suite du texte." in first and "Figure 1" not in first
    assert "Figure 1" in second
    assert _conformance_failures(pdf) == []


def test_a_drawing_never_comes_before_the_text_that_tells_of_it_on_their_page(tmp_path: Path) -> None:
    valley = EXAMPLES / "vallee-fictive" / "territoires" / "vallee-2025.yaml"
    ended = cit("diagnose", valley, "-o", tmp_path / "d.pdf", "--audience", "interne", "--date", "2026-11-26")
    assert ended.code == 0
    # On this page Typst once took the room left by the text for room above it.
    (page,) = [page for page in _pages((tmp_path / "d.pdf").read_bytes()) if "La maturité du projet, dimension" in page]
    assert page.index("Repérage") < page.index("La maturité du projet, dimension")


@pytest.mark.parametrize("announcement", ["## D’un coup d’œil", "Voici la figure :"])
def test_a_drawing_that_does_not_fit_takes_with_it_what_announces_it(french_page: Page, announcement: str) -> None:
    for lines in range(14, 40, 3):
        text = f"{_filler(lines)}{announcement}\n\n![](figure:coverage)\n\n{_filler(5)}"
        pages = _pages(pdf_bytes(_with(french_page, text)))
        (told,) = [page for page in pages if announcement.strip("# ").split()[0] in page]
        assert "Figure 1" in told


def test_a_question_and_its_answers_stay_on_one_page(french_page: Page) -> None:
    question = "- Qui anime ?\n\n" + "".join(f"  {level}. Niveau {level}\n" for level in range(4))
    for lines in range(26, 40):
        pages = _pages(pdf_bytes(_with(french_page, _filler(lines) + question)))
        (told,) = [page for page in pages if "Qui anime" in page]
        assert "Niveau 0" in told and "Niveau 3" in told


def test_a_short_table_stays_whole_with_the_line_that_tells_how_to_read_it(french_page: Page) -> None:
    table = "Les deux dernières colonnes donnent les lignes.\n\n| Critère | Points |\n|---|---:|\n" + "".join(
        f"| Critère {number} | {number} |\n" for number in range(12)
    )
    for lines in range(20, 40, 3):
        pages = _pages(pdf_bytes(_with(french_page, f"{_filler(lines)}{table}\n{_filler(3)}")))
        (told,) = [page for page in pages if "deux dernières colonnes" in page]
        assert "Critère 0" in told and "Critère 11" in told


def test_a_row_that_names_those_below_is_told_again_at_the_head_of_the_next_page(french_page: Page) -> None:
    rows = "".join(f"| Critère {number} | 2 | Vu |\n" for number in range(60))
    sums = "| **Total** | **120** | **120** |\n"
    table = f"| Critère | Niveau | Vu |\n|---|---:|---|\n| **Portage** | | **47 %** |\n{rows}{sums}"
    pdf = pdf_bytes(_with(french_page, table))
    pages = _pages(pdf)
    assert len(pages) > 1 and all("Portage" in page for page in pages)
    assert sum("Total" in page for page in pages) == 1
    assert _conformance_failures(pdf) == []


def _with(page: Page, body: str) -> Page:
    return replace(page, markdown=f"# Titre\n\n{body}")
