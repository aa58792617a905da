"""The tables of a sheet to sign, in the office formats: a grid, whose rows are high enough for a signature."""

import re

_GRID = "7d8782"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ROW_TWIPS = 652
_ROW_CM = "1.15cm"


def docx_sheet(part: str) -> str:
    """`document.xml` with its tables as grids."""
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_GRID}" />' for side in _SIDES)
    part = part.replace("<w:tblLayout", f"<w:tblBorders>{borders}</w:tblBorders><w:tblLayout")
    height = f'<w:trPr><w:cantSplit /><w:trHeight w:val="{_ROW_TWIPS}" w:hRule="atLeast" /></w:trPr>'
    part = part.replace("<w:tr><w:tc>", f"<w:tr>{height}<w:tc>")
    return part.replace("<w:tcPr />", '<w:tcPr><w:vAlign w:val="center" /></w:tcPr>')


def odf_sheet(part: str) -> str:
    """`content.xml` with its tables as grids, after the looks of every table were put in."""
    row = (
        '<style:style style:name="SheetRow" style:family="table-row"><style:table-row-properties '
        f'style:min-row-height="{_ROW_CM}" fo:keep-together="always"/></style:style>'
    )
    part = part.replace("</office:automatic-styles>", f"{row}</office:automatic-styles>", 1)
    part = part.replace("<table:table-row>", '<table:table-row table:style-name="SheetRow">')
    for name in ("TableHeaderRowCell", "TableRowCell"):
        style = rf'(<style:style style:name="{name}" style:family="table-cell">\s*<style:table-cell-properties[^>]*?)/>'
        part = re.sub(style, lambda found: _boxed(found[1]) + "/>", part)
    return part


def _boxed(properties: str) -> str:
    """The properties of a cell with a line on every side instead of those it had."""
    kept = re.sub(r'\s(?:fo:border[\w-]*|style:vertical-align)="[^"]*"', "", properties)
    return f'{kept} fo:border="0.5pt solid #{_GRID}" style:vertical-align="middle"'
