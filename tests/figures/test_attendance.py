from xml.etree import ElementTree

import pytest
from drawn_texts import SVG, assert_legible, fills_of, hatched_boxes, words_of

from cit_toolkit.figures.attendance import AttendanceRow, attendance_figure

GREEN = "#1f6f5c"
LONG = "Se connaître, raconter la vallée et dire ce qui manque sans chercher encore de solution " * 2


def session(title="Séminaire 1", count=14, kind="seminaire", written=None, high=-1, in_scheme=True):
    most = count if high == -1 else high
    return AttendanceRow(
        title, "9 février 2024", kind, count, most, written or ("" if count is None else str(count)), in_scheme
    )


def bars(svg):
    """Left and width of the bars: rectangles as high as a bar, the hatched ones included."""
    return [
        (float(box.attrib["x"]), float(box.attrib["width"]), box.get("fill", ""))
        for box in ElementTree.fromstring(svg).findall(f"{SVG}rect")
        if box.get("height") == "15"
    ]


def test_bars_are_as_long_as_counts_are_great():
    (left, first, _), (_, second, _) = bars(attendance_figure([session(count=10), session(count=20)], "fr", GREEN).svg)
    assert left + first == 284 + 118 and left + second == 284 + 236  # half of the 236 units, and all of them


def test_an_approximate_count_is_solid_up_to_the_least_and_hatched_up_to_the_most():
    svg = attendance_figure([session(count=25, high=35, written="environ 30"), session(count=50)], "fr", GREEN).svg
    (left, certain, _), (start, possible, fill), _ = bars(svg)
    assert left + certain == start == 284 + 118
    assert start + possible == pytest.approx(284 + 236 * 35 / 50)
    assert fill.startswith("url(#")
    assert "environ 30" in words_of(svg) and "25" not in words_of(svg)


def test_a_count_that_nothing_bounds_ends_in_a_point():
    svg = attendance_figure([session(count=31, high=None, written="plus de 30")], "fr", GREEN).svg
    assert [fill.startswith("url(#") for fill in fills_of(svg, "polygon")] == [True]


def test_an_unknown_count_has_no_bar_and_is_called_unknown():
    svg = attendance_figure([session(count=None)], "fr", GREEN).svg
    assert bars(svg) == [] and "inconnu" in words_of(svg)


def test_nobody_is_a_known_count_without_a_bar():
    svg = attendance_figure([session(count=0)], "fr", GREEN).svg
    assert bars(svg) == [] and "inconnu" not in words_of(svg) and " 0" in words_of(svg)


def test_a_session_outside_the_scheme_stands_under_its_own_heading():
    words = words_of(attendance_figure([session("A", in_scheme=False), session("B")], "fr", GREEN).svg)
    assert words.index("B") < words.index("Hors dispositif") < words.index("A")
    assert "Hors dispositif" not in words_of(attendance_figure([session("B")], "fr", GREEN).svg)


def test_kinds_of_sessions_are_told_by_shape_and_explained_only_when_there_are_several():
    rows = [session(kind=kind) for kind in ("seminaire", "webinaire", "visite")]
    svg = attendance_figure(rows, "fr", GREEN).svg
    assert len(fills_of(svg, "circle")) == len(fills_of(svg, "polygon")) == 2  # in the row, and in the legend
    assert all(word in words_of(svg) for word in ("séminaire", "webinaire", "autre séance"))
    assert "séminaire" not in words_of(attendance_figure(rows[:1], "fr", GREEN).svg)


def test_the_alternative_text_tells_counts_as_written_and_sets_the_rest_apart():
    rows = [
        session("A", 14),
        session("B", 31, "webinaire", "plus de 30", None),
        session("C", None),
        session("D", 22, in_scheme=False),
    ]
    assert attendance_figure(rows, "fr", GREEN).alternative == (
        "Présences : A (14) ; B (plus de 30). Présences inconnues : C. Hors dispositif, sans être comptées : D (22)."
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("title", ["Séminaire 1", LONG, "W" * 90, "شبكة التعاون " * 9])
def test_no_text_is_cut_or_covered(language, title):
    counts = [(0, 0), (1, None), (12, 14), (1200, 1200), (None, None)]
    rows = [
        AttendanceRow(title, LONG, kind, low, high, "entre 10 et 12 000, selon les comptes", in_scheme)
        for low, high in counts
        for kind in ("seminaire", "webinaire", "reunion")
        for in_scheme in (True, False)
    ]
    figure = attendance_figure(rows, language, GREEN)
    assert_legible(figure.svg)
    assert len(figure.alternative) <= 600


def test_all_certain_has_no_hatching():
    assert hatched_boxes(attendance_figure([session(), session()], "fr", GREEN).svg) == 0


def test_without_any_session_the_figure_says_so():
    figure = attendance_figure([], "fr", GREEN)
    assert figure.alternative == words_of(figure.svg) == "Aucune séance n’est décrite."
