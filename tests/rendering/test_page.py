import dataclasses

import pytest

from cit_toolkit.rendering.page import Page


def test_a_colour_that_is_not_one_never_reaches_a_style_sheet(bare_page: Page) -> None:
    with pytest.raises(ValueError, match="not a #rrggbb colour"):
        dataclasses.replace(bare_page, colour="red; } body { display: none")
