"""The HTML: one file with everything in it, for a phone, a printer, a keyboard or a screen reader."""

from base64 import b64encode
from html import escape

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.figures.palette import legible, tint
from cit_toolkit.rendering.column_widths import column_layout, sheet_layout
from cit_toolkit.rendering.html_body import HtmlBody
from cit_toolkit.rendering.inline_drawing import inline_drawing
from cit_toolkit.rendering.markdown_tokens import PlacedFigure, above_title, content_of
from cit_toolkit.rendering.page import Layout, Page
from cit_toolkit.wording.catalog import Catalog

IMAGE_TYPES = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}


def html_text(page: Page) -> str:
    """The document as a page of its own: no script, no other file, nothing fetched."""
    words = Catalog.of(page.language)
    content = content_of(page)
    scroller = f'<div class="wide" role="region" tabindex="0" aria-label="{escape(words.say("page.table"))}">'
    sheet = page.layout is Layout.SHEET
    body = HtmlBody(
        _figure,
        page_break='<hr class="page-break">',
        table=lambda table: f"{scroller}{table}</div>",
        fixed_columns=sheet,
        columns=sheet_layout if sheet else column_layout,
    )
    title = body.inline(content.title) if content.title else escape(page.title)
    return f"""<!DOCTYPE html>
<html lang="{page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(page.title)}</title>
{_author(page)}<meta name="date" content="{page.date.isoformat()}">
<style>
{_colours(page)}
{(TEMPLATES / "styles" / "report.css").read_text(encoding="utf-8")}</style>
</head>
<body class="{page.layout.value}">
<a class="skip" href="#content">{escape(words.say("page.skip"))}</a>
<header>
<div class="top"><p class="kind">{escape(above_title(page, content))}</p>{_logo(page, words)}</div>
<h1>{title}</h1>
<div class="lead">
{body.blocks(content.lead)}
</div>
{_notice(page)}</header>
<main id="content" tabindex="-1">
{body.blocks(content.body)}
</main>
{_footer(page)}</body>
</html>
"""


def _figure(placed: PlacedFigure) -> str:
    caption = f" – {escape(placed.figure.caption)}" if placed.figure.caption else ""
    return (
        f'<figure><div class="drawing" role="group" tabindex="0" aria-label="{escape(placed.label)}">'
        f"{inline_drawing(placed)}</div>\n"
        f"<figcaption><strong>{escape(placed.label)}</strong>{caption}</figcaption></figure>"
    )


def _colours(page: Page) -> str:
    accent = legible(page.colour)
    return f":root {{ --accent: {accent}; --accent-light: {tint(accent, 0.5)}; --accent-tint: {tint(accent, 0.08)}; }}"


def _author(page: Page) -> str:
    return f'<meta name="author" content="{escape(page.organisation)}">\n' if page.organisation else ""


def _logo(page: Page, words: Catalog) -> str:
    if not page.logo:
        return ""
    name = escape(page.organisation or words.say("page.logo"))
    data = b64encode(page.logo).decode("ascii")
    return f'<img class="logo" alt="{name}" src="data:{IMAGE_TYPES[page.logo_ending]};base64,{data}">'


def _notice(page: Page) -> str:
    return f'<p class="notice">{escape(page.notice)}</p>\n' if page.notice else ""


def _footer(page: Page) -> str:
    notice = f"<strong>{escape(page.notice)}</strong>" if page.notice else ""
    said = " · ".join(part for part in (notice, escape(page.organisation or "")) if part)
    return f"<footer><p>{said}</p></footer>\n" if said else ""
