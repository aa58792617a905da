import pytest

from cit_toolkit.problems import CitError
from cit_toolkit.rendering.formats import FORMATS, render
from cit_toolkit.rendering.page import Page

_FIRST_BYTES = {".md": b"# Diag", ".pdf": b"%PDF-1.7", ".html": b"<!DOCTYPE html>", ".docx": b"PK", ".odt": b"PK"}


@pytest.mark.parametrize("ending", _FIRST_BYTES)
def test_a_document_can_be_made_in_every_format(french_page: Page, ending: str) -> None:
    assert render(french_page, ending).startswith(_FIRST_BYTES[ending])


def test_only_slides_can_be_slides(french_page: Page) -> None:
    assert FORMATS.keys() - _FIRST_BYTES.keys() == {".pptx"}
    with pytest.raises(CitError, match="only-slides"):
        render(french_page, ".pptx")
