"""The text part of an ODT, mended after pandoc: what its reference document has no say in."""

import re
from collections.abc import Sequence
from html import escape

from cit_toolkit.figures.palette import tint

_CELL = 'fo:padding="0.12cm" fo:border-left="none" fo:border-right="none"'


def finished_odf_text(part: str, accent: str, alternatives: Sequence[str]) -> str:
    """`content.xml` with the tables and quotations of our other formats, and words for each picture."""
    part = _tables(part, accent)
    part = _paragraph_styles(part)
    part = _lists_from_nought(part)
    words = iter(alternatives)
    return re.sub(
        r"<draw:frame .*?(?=</draw:frame>)", lambda found: found[0] + _described(next(words, "")), part, flags=re.S
    )


def _described(alternative: str) -> str:
    return f"<svg:desc>{escape(alternative)}</svg:desc>" if alternative else ""


def _tables(part: str, accent: str) -> str:
    """Hairlines between rows, a tinted head, room around: ODF keeps these in the document, not in its styles."""
    looks = {
        "TableHeaderRowCell": f'fo:background-color="{tint(accent, 0.08)}" style:vertical-align="bottom" '
        f'fo:border-top="1.25pt solid {accent}" fo:border-bottom="0.75pt solid {accent}"',
        "TableRowCell": 'fo:border-top="none" fo:border-bottom="0.5pt solid #cdd3cf"',
    }
    for name, properties in looks.items():
        style = rf'(<style:style style:name="{name}" style:family="table-cell">\s*<style:table-cell-properties)[^>]*/>'
        part = re.sub(style, rf"\1 {_CELL} {properties}/>", part)
    room = 'table:align="left" fo:margin-top="0.2cm" fo:margin-bottom="0.5cm"'
    return re.sub(r'(<style:table-properties) table:align="center"', rf"\1 {room}", part)


def _paragraph_styles(part: str) -> str:
    """Quotations without pandoc's indent; automatic styles resting on named ones, all that LibreOffice follows."""
    quotation = r'(style:parent-style-name="Quotations">\s*)<style:paragraph-properties[^>]*/>'
    part = re.sub(quotation, r"\1", part)
    parents = dict(
        re.findall(r'<style:style style:name="(P\d+)" style:family="paragraph" style:parent-style-name="(\w+)"', part)
    )

    def named(found: re.Match[str]) -> str:
        parent = found[1]
        while parent in parents:
            parent = parents[parent]
        return f'style:parent-style-name="{parent}"'

    return re.sub(r'style:parent-style-name="(P\d+)"', named, part)


def _lists_from_nought(part: str) -> str:
    """Lists that begin at 0 say it on their first item: LibreOffice does not read it in their style."""
    styles = re.findall(r'<text:list-style style:name="(\w+)">\s*<[^>]*text:start-value="0"', part)
    for name in styles:
        first = rf'(<text:list text:style-name="{name}">\s*<text:list-item)>'
        part = re.sub(first, r'\1 text:start-value="0">', part)
    return part
