"""Bytes of a file to text: UTF-8 only, and what to do when it is not."""

import codecs
import errno
import os
from pathlib import Path

from cit_toolkit.loading.limits import LIMITS, Limits
from cit_toolkit.loading.real_paths import is_closed
from cit_toolkit.problems import Position, Problem

_OFFICE_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
"""How workbooks and documents begin: .xlsx .docx .odt (zip), .xls .doc, .pdf."""


def read_text(path: Path, name: str, limits: Limits = LIMITS) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file (with or without BOM), or None and the reason why it cannot be had."""
    start = Position(name, 1, 1)
    try:
        if is_closed(path):
            return None, [Problem("folder-closed", start)]
        if path.exists() and not path.is_file():
            # Asked before opening: a named pipe would keep us waiting.
            return None, [Problem("not-a-file", start)]
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limits.bytes:
                megabytes = {"size": -(-size // 1_000_000), "limit": limits.bytes // 1_000_000}
                return None, [Problem("file-too-large", start, megabytes)]
            data = stream.read(limits.bytes + 1)
    except FileNotFoundError:
        return None, [Problem("file-not-found", start)]
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None, [Problem("link-in-circle", start)]
        return None, [Problem("file-unreadable", start, {"reason": error})]
    return decode(data, name)


def decode(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """The text of UTF-8 bytes, or None with a problem that names the encoding they are likely in."""
    encoding = _wide_encoding(data)
    if data.startswith(_OFFICE_FILES):
        return None, [Problem("not-a-text-file", Position(name, 1, 1))]
    if encoding is None:
        try:
            return data.decode("utf-8-sig"), []
        except UnicodeDecodeError as error:
            line_start = data.rfind(b"\n", 0, error.start) + 1
            line = data.count(b"\n", 0, error.start) + 1
            line_end = data.find(b"\n", error.start)
            shown = data[line_start : line_end if line_end >= 0 else None].decode("cp1252", "replace").rstrip("\r")
            column = len(data[line_start : error.start].decode("utf-8", "replace")) + 1
            position = Position(name, line, column)
            return None, [Problem("not-utf-8", position, {"encoding": "Windows-1252 (Latin-1)"}, source_line=shown)]
    return None, [Problem("not-utf-8", Position(name, 1, 1), {"encoding": encoding})]


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 and UTF-32 begin with their mark, or have a NUL beside each ASCII character."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    head = data[:200]
    return "UTF-16" if len(head) > 3 and head.count(0) * 3 >= len(head) else None
