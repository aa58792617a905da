import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.template_engine import plain
from cit_toolkit.rendering.to_html import html_text


class _Reader(HTMLParser):
    """Every start tag with its attributes, the text outside style sheets, and whether every tag closes in order."""

    _VOID = frozenset({"meta", "br", "hr", "img", "col"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.well_nested = True
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self._VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.well_nested &= bool(self._open) and self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_stands_alone_without_script_nor_other_file(french_page: Page) -> None:
    html = html_text(french_page)
    reader = _Reader(html)
    assert reader.well_nested
    assert not {"script", "link", "iframe", "object"} & {tag for tag, _ in reader.tags}
    assert not re.search(r"url\((?!#)|@import|\bsrc=\"(?!data:)", html)


def test_the_page_tells_its_language_title_and_landmarks(french_page: Page) -> None:
    reader = _Reader(html_text(french_page))
    assert reader.attributes("html") == [{"lang": "fr"}]
    assert [len(reader.attributes(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert reader.attributes("main")[0]["id"] == "content"
    assert {"class": "skip", "href": "#content"} in reader.attributes("a")


def test_headings_go_down_one_level_at_a_time(french_page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in _Reader(html_text(french_page)).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_column_head_says_what_it_heads_and_wide_tables_can_be_scrolled_by_keyboard(french_page: Page) -> None:
    reader = _Reader(html_text(french_page))
    assert {attributes["scope"] for attributes in reader.attributes("th")} == {"col"}
    regions = [one for one in reader.attributes("div") if one.get("class") == "wide"]
    assert len(regions) == len(reader.attributes("table")) == 4
    assert all(one["tabindex"] == "0" and one["aria-label"] for one in regions)


def test_a_figure_is_one_named_picture_and_its_inner_names_are_its_own(french_page: Page) -> None:
    markdown = "![](figure:coverage)\n\n![](figure:coverage)\n"
    html = html_text(replace(french_page, markdown=markdown))
    reader = _Reader(html)
    assert [one["role"] for one in reader.attributes("svg")] == ["img", "img"]
    assert reader.attributes("svg")[1]["aria-labelledby"] == "figure-2-title figure-2-desc"
    names = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(names) == len(set(names))
    assert 'fill="url(#figure-2-ramp)"' in html
    assert "accueil et animation au plus haut" in reader.text


def test_the_notice_is_under_the_title_and_at_the_foot(french_page: Page) -> None:
    assert _Reader(html_text(french_page)).text.count("Territoire fictif") == 2


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</style><b>",
        "&lt; &amp; &#65;",
        "a | b ** c __ d `e` [f](g)",
        "']]>'--><!--",
    ],
)
def test_any_value_is_shown_to_the_letter(bare_page: Page, value: str) -> None:
    page = replace(
        bare_page,
        markdown=f"# {plain(value)}\n\n| a |\n|---|\n| {plain(value)} |\n",
        title=value,
        organisation=value,
        notice=value,
        kind=value,
    )
    reader = _Reader(html_text(page))
    assert reader.well_nested
    assert reader.text.count(value) == 7
    assert not {"script", "img", "b"} & {tag for tag, _ in reader.tags}


def test_a_colour_too_light_to_be_read_is_darkened(english_page: Page) -> None:
    html = html_text(english_page)
    assert "--accent: #" in html
    assert "#e0b000" not in html


def test_a_logo_is_inside_the_file_with_the_organisation_as_its_text(bare_page: Page) -> None:
    reader = _Reader(html_text(replace(bare_page, logo=b"\x89PNG", organisation="Les Localos")))
    (logo,) = reader.attributes("img")
    assert logo["alt"] == "Les Localos"
    assert logo["src"] == "data:image/png;base64,iVBORw=="
