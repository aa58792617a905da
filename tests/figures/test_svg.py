from xml.etree import ElementTree

from drawn_texts import SVG, drawn_texts
from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.figures.svg import Drawing


def test_hostile_text_stays_text():
    hostile = """</text><script>alert("1")</script> & 'x' ]]> <!-- {{ 7*7 }}"""
    drawing = Drawing("essai", 640)
    drawing.text(0, 20, hostile, 14, "#000000")
    svg = drawing.finish(40)
    assert [drawn.text for drawn in drawn_texts(svg)] == [hostile]
    assert {element.tag for element in ElementTree.fromstring(svg).iter()} == {f"{SVG}svg", f"{SVG}text"}


@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_gives_a_well_formed_drawing(text):
    drawing = Drawing("essai", 640)
    drawing.text(0, 20, text, 14, "#000000")
    assert len(drawn_texts(drawing.finish(40))) == 1


def test_one_hatching_per_colour_is_named_after_the_figure():
    drawing = Drawing("essai", 640)
    assert [drawing.hatch(colour) for colour in ("#111111", "#222222", "#111111")] == [
        "url(#essai-hatch-1)",
        "url(#essai-hatch-2)",
        "url(#essai-hatch-1)",
    ]
    assert drawing.finish(10).count("<pattern id=") == 2


def test_a_drawing_asks_nothing_of_the_outside():
    drawing = Drawing("essai", 640)
    drawing.rectangle(0, 0, 1 / 3, 10, fill=drawing.hatch("#111111"), stroke_width=None)
    svg = drawing.finish(10)
    assert "href" not in svg and "<style" not in svg and 'width="0.33"' in svg
    assert svg.count("http") == 1  # the name of the SVG namespace


def test_lines_are_centred_on_the_height_given():
    drawing = Drawing("essai", 640)
    drawing.text(0, 50, ("a", "b", "c"), 10, "#000000")
    assert [round(drawn.top + 7.6, 2) for drawn in drawn_texts(drawing.finish(100))] == [41.3, 53.5, 65.7]
