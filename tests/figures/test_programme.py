from itertools import combinations
from xml.etree import ElementTree

import pytest
from drawn_texts import SVG, assert_legible, drawn_texts, words_of
from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.figures.palette import INK
from cit_toolkit.figures.programme import Moment, ProgrammeDay, programme_figure
from cit_toolkit.figures.programme_lanes import slots_of

GREEN = "#1f6f5c"
LONG = "Restitution des travaux de groupes et suite à donner, en plénière avec les élus de la vallée " * 2


def at(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def moment(title: str, start: str | None = None, end: str | None = None) -> Moment:
    return Moment(title, at(start) if start else None, at(end) if end else None)


def figure_of(*moments: Moment, language: str = "fr"):
    return programme_figure([ProgrammeDay("Jour 1", moments)], language, GREEN)


def blocks(svg):
    """Top and bottom of the moments: their boxes have round corners."""
    return [
        (float(box.attrib["y"]), float(box.attrib["y"]) + float(box.attrib["height"]))
        for box in ElementTree.fromstring(svg).findall(f"{SVG}rect")
        if box.get("rx") == "2"
    ]


def test_a_moment_twice_as_long_is_twice_as_high_and_starts_where_the_hour_is():
    svg = figure_of(moment("A", "9:00", "10:00"), moment("B", "10:00", "12:00")).svg
    (top, bottom), (second_top, second_bottom) = blocks(svg)
    assert second_bottom - second_top + 3 == pytest.approx(
        2 * (bottom - top + 3)
    )  # 3 units of white and outline in all
    ten = next(drawn for drawn in drawn_texts(svg) if drawn.text == "10\u00a0h")
    assert ten.top < second_top < ten.bottom


def test_only_moments_at_the_same_time_are_called_overlapping():
    one_after_the_other = figure_of(moment("A", "9:00", "10:00"), moment("B", "10:00", "11:00"))
    crossed = figure_of(moment("A", "9:00", "10:00"), moment("B", "9:59", "11:00"))
    assert INK not in [box.get("fill") for box in ElementTree.fromstring(one_after_the_other.svg).iter(f"{SVG}rect")]
    assert "chevauch" not in words_of(one_after_the_other.svg) + one_after_the_other.alternative
    assert "moments qui se chevauchent" in words_of(crossed.svg)
    assert crossed.alternative.endswith("Se chevauchent : A ; B.")


def test_an_unknown_length_is_said_and_never_overlaps_what_comes_next():
    figure = figure_of(moment("A", "9:00"), moment("B", "9:20", "10:00"))
    assert "durée inconnue" in words_of(figure.svg)
    assert figure.alternative == (
        "Jour 1 : A (à 9\u00a0h, durée inconnue) ; B (de 9\u00a0h\u00a020 à 10\u00a0h)."
    )  # fmt: skip


def test_what_has_no_time_is_listed_under_the_hours():
    figure = figure_of(moment("Repas"), moment("A", "9:00", "10:00"))
    assert words_of(figure.svg).endswith("Sans horaire Repas")
    assert figure.alternative.endswith("Sans horaire : Repas.")


def test_a_moment_too_short_for_its_words_is_written_under_the_hours():
    day = [moment("Séance", "8:00", "12:00"), moment("Pause", "12:00", "12:02"), moment("Fin", "12:02", "20:00")]
    assert "Moments brefs 12\u00a0h Pause" in words_of(figure_of(*day).svg)


def test_english_hours_have_a_colon():
    assert "9:30" in words_of(figure_of(moment("A", "9:30", "10:00"), language="en").svg)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("title", ["Accueil", LONG, "W" * 60, "شبكة التعاون " * 9])
@pytest.mark.parametrize("days", [1, 2, 3, 5])
def test_no_text_is_cut_or_covered(language, title, days):
    times = ["9:00-9:05", "9:05-", "10:00-12:00", "11:00-11:30", "11:15-12:30", "23:00-25:30"]
    moments = tuple(moment(f"{title} {place}", *each.split("-")) for place, each in enumerate(times))
    figure = programme_figure([ProgrammeDay(title, (*moments, Moment(title, None)))] * days, language, GREEN)
    assert_legible(figure.svg)
    assert len(figure.alternative) <= 600


def test_without_any_moment_the_figure_says_so():
    figure = programme_figure([ProgrammeDay("Jour 1", ())], "fr", GREEN)
    assert figure.alternative == words_of(figure.svg) == "Aucun moment n’est décrit."


times = st.tuples(st.integers(0, 1440), st.none() | st.integers(0, 600)).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
)


@given(st.lists(times, max_size=12))
def test_two_moments_drawn_at_the_same_minute_never_share_a_lane(day):
    slots = slots_of(day)
    assert sorted(slot.index for slot in slots) == list(range(len(day)))
    for one, other in combinations(slots, 2):
        crossed = one.start < other.start + other.length and other.start < one.start + one.length
        assert not crossed or (one.lane != other.lane and one.lanes == other.lanes and one.overlaps and other.overlaps)
