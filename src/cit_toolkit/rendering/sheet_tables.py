"""Tables in the office formats: no page cuts a row; those of a sheet to sign are grids, with room for a signature."""

import re

_GRID = "7d8782"
_WHOLE_ROW = "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ROW_TWIPS = 652
_ROW_CM = "1.15cm"


def docx_whole_rows(part: str) -> str:
    """`document.xml` with rows that go on the next page rather than being cut."""
    return part.replace("<w:tr><w:tc>", _WHOLE_ROW)


def odf_whole_rows(part: str) -> str:
    """`content.xml` with rows that go on the next page rather than being cut."""
    return _odf_rows(part, "WholeRow", "")


def docx_sheet(part: str) -> str:
    """`document.xml` with its tables as grids."""
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_GRID}" />' for side in _SIDES)
    part = part.replace("<w:tblLayout", f"<w:tblBorders>{borders}</w:tblBorders><w:tblLayout")
    height = f'<w:trPr><w:cantSplit /><w:trHeight w:val="{_ROW_TWIPS}" w:hRule="atLeast" /></w:trPr>'
    part = part.replace("<w:tr><w:tc>", f"<w:tr>{height}<w:tc>")
    return part.replace("<w:tcPr />", '<w:tcPr><w:vAlign w:val="center" /></w:tcPr>')


def odf_sheet(part: str) -> str:
    """`content.xml` with its tables as grids, after the looks of every table were put in."""
    part = _odf_rows(part, "SheetRow", f'style:min-row-height="{_ROW_CM}" ')
    for name in ("TableHeaderRowCell", "TableRowCell"):
        style = rf'(<style:style style:name="{name}" style:family="table-cell">\s*<style:table-cell-properties[^>]*?)/>'
        part = re.sub(style, lambda found: _boxed(found[1]) + "/>", part)
    return part


def _odf_rows(part: str, name: str, properties: str) -> str:
    row = (
        f'<style:style style:name="{name}" style:family="table-row"><style:table-row-properties '
        f'{properties}fo:keep-together="always"/></style:style>'
    )
    part = part.replace("</office:automatic-styles>", f"{row}</office:automatic-styles>", 1)
    return part.replace("<table:table-row>", f'<table:table-row table:style-name="{name}">')


def _boxed(properties: str) -> str:
    """The properties of a cell with a line on every side instead of those it had."""
    kept = re.sub(r'\s(?:fo:border[\w-]*|style:vertical-align)="[^"]*"', "", properties)
    return f'{kept} fo:border="0.5pt solid #{_GRID}" style:vertical-align="middle"'
