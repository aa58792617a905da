from itertools import pairwise

import pytest

from cit_toolkit.figures.palette import STATUSES, grey_level, legible, status_colour, tint


@pytest.mark.parametrize("logo", ["#ffd400", "#1f6f5c", "#b85c00", "#000000", "#ffffff", "#7a3b8f"])
def test_the_statuses_keep_their_order_in_grey_whatever_the_accent(logo):
    levels = [grey_level(status_colour(status, legible(logo))) for status in STATUSES]
    assert all(weaker - stronger > 0.1 for weaker, stronger in pairwise(levels))


@pytest.mark.parametrize("logo", ["#ffd400", "#ffffff", "#ff00ff"])
def test_white_text_is_readable_on_any_accent(logo):
    assert 1.05 / (grey_level(legible(logo)) + 0.05) >= 4.5


def test_a_dark_accent_is_left_as_it_is():
    assert legible("#1f6f5c") == "#1f6f5c"


def test_a_tint_goes_from_white_to_the_colour():
    assert [tint("#214161", share) for share in (0, 0.5, 1)] == ["#ffffff", "#90a0b0", "#214161"]
