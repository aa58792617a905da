from dataclasses import replace
from random import Random
from xml.etree import ElementTree

import pytest
from drawn_texts import SVG, assert_legible, drawn_texts, words_of

from cit_toolkit.figures.actor_map import MapSheet, actor_map_figure, two_dates_figure
from cit_toolkit.figures.actor_map_data import NATURES, ActorMap, MapActor, MapLink

GREEN = "#1f6f5c"
LONG = "Groupement d’employeurs de la haute vallée et des communes riveraines " * 3
ARABIC = "جمعية التعاون المحلي في الوادي"
CATEGORIES = {f"c{n}": f"Catégorie {n}" for n in range(13)}
CIRCLES = {"coeur": "Coopération", "autour": "Coconstruction", "hors": "Hors de la démarche"}
SHEET = MapSheet(aspect=1.0, most_names=80)


def ecosystem(
    count: int, name: str = "Acteur", links: int | None = None, natures: tuple[str, ...] = NATURES
) -> ActorMap:
    draw = Random(7)
    actors = tuple(
        MapActor(f"a{n}", f"{name} {n}", draw.choice([*CATEGORIES, None]), draw.choice([*CIRCLES, None]), n % 12,
                 n % 9 == 0, n % 7 == 0)
        for n in range(count)
    )  # fmt: skip
    drawn = tuple(
        MapLink(
            *(f"a{end}" for end in draw.sample(range(count), 2)), draw.choice(natures), draw.randint(1, 3), n % 2 > 0
        )
        for n in range(count * 3 // 2 if links is None else links)
    )
    return ActorMap(actors, drawn, CATEGORIES, CIRCLES)


def figure_of(shown: ActorMap, language: str = "fr", sheet: MapSheet = SHEET):
    return actor_map_figure(shown, sheet, language, GREEN)


def elements(svg: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{tag}"))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["Mairie", LONG, "W" * 200, ARABIC])
@pytest.mark.parametrize("count", [2, 8, 60])
def test_no_name_is_cut_or_covered(language, name, count):
    figure = figure_of(ecosystem(count, name), language)
    assert_legible(figure.svg)
    assert len(figure.alternative) <= 600


def test_no_name_is_cut_or_covered_on_a_sheet_of_two_hundred():
    figure = figure_of(ecosystem(200, "Association du canton numéro"), sheet=MapSheet(1.4, 240, "Titre", ("Note",)))
    assert_legible(figure.svg)
    assert all(f"numéro {n}" in words_of(figure.svg) for n in range(200))


def test_two_thousand_actors_are_all_drawn_and_the_weightiest_named():
    svg = figure_of(ecosystem(2000)).svg
    assert_legible(svg)
    assert len(elements(svg, "title")) == 2000
    assert sum(drawn.text.startswith("Acteur") for drawn in drawn_texts(svg)) == 80


def test_the_same_actors_give_the_same_bytes_whatever_their_order():
    shown = ecosystem(30)
    turned = replace(shown, actors=shown.actors[::-1], links=shown.links[::-1])
    assert figure_of(shown).svg == figure_of(shown).svg
    places = [sorted((d.text, d.left, d.top) for d in drawn_texts(figure_of(each).svg)) for each in (shown, turned)]
    assert places[0] == places[1]


def test_only_a_conflict_is_a_zigzag():
    one = MapActor("a", "A", None, None, 1), MapActor("b", "B", None, None, 1)
    for nature in NATURES:
        shown = ActorMap(one, (MapLink("a", "b", nature, 1),), {}, {})
        zigzags = [path for path in elements(figure_of(shown).svg, "path") if path.attrib["d"].count("L") > 2]
        assert bool(zigzags) == (nature == "conflit")


def test_a_stronger_link_is_a_thicker_line_and_a_directed_one_has_an_arrow():
    pair = MapActor("a", "A", None, None, 1), MapActor("b", "B", None, None, 1)
    widths, arrows = [], []
    for intensity, directed in ((1, False), (2, False), (3, True)):
        svg = figure_of(ActorMap(pair, (MapLink("a", "b", "financement", intensity, directed),), {}, {})).svg
        widths.append(float(elements(svg, "path")[0].attrib["stroke-width"]))
        arrows.append(len(elements(svg, "polygon")))
    assert widths == sorted(set(widths)) and arrows == [0, 0, 1]


def test_isolated_actors_stand_under_the_map_with_their_circle():
    actors = (
        MapActor("a", "Alpha", "c1", "coeur", 1),
        MapActor("b", "Bêta", "c1", "hors", 1),
        MapActor("c", "Gamma", "c2", "hors", 0),
    )
    shown = ActorMap(actors, (MapLink("a", "b", "projet", 1),), CATEGORIES, CIRCLES, isolated=frozenset({"c"}))
    figure = figure_of(shown)
    assert "1 acteur sans lien décrit Gamma (Hors de la démarche)" in words_of(figure.svg)
    assert figure.alternative.endswith("Sans lien : Gamma.")
    in_conflict = replace(shown, links=(*shown.links, MapLink("a", "c", "conflit", 1)))
    assert "sans lien décrit" not in words_of(figure_of(in_conflict).svg)


def test_without_any_link_nobody_is_called_isolated():
    figure = figure_of(replace(ecosystem(8), links=()))
    assert "sans lien décrit" not in words_of(figure.svg)
    assert "Aucun lien n’est décrit : on ne sait pas encore qui travaille avec qui." in figure.alternative


def test_only_conflicts_are_a_map_too():
    figure = figure_of(ecosystem(8, links=4, natures=("conflit",)))
    assert_legible(figure.svg)
    assert "Conflits : " in figure.alternative


def test_the_alternative_text_tells_circles_hinges_brokers_and_conflicts():
    actors = (
        MapActor("a", "Alpha", "c1", "coeur", 2, hinge=True),
        MapActor("b", "Bêta", "c2", "hors", 1, broker=True),
        MapActor("c", "Gamma", "c2", None, 1),
    )
    links = MapLink("a", "b", "projet", 1), MapLink("a", "c", "conflit", 1)
    assert figure_of(ActorMap(actors, links, CATEGORIES, CIRCLES)).alternative == (
        "Carte de 3 acteurs. Cercles : Coopération (1) ; Hors de la démarche (1) ; Cercle à préciser (1). 1 lien. "
        "Charnières : Alpha. Passeurs : Bêta. Conflits : Alpha / Gamma."
    )


def test_the_key_explains_only_what_is_there():
    pair = MapActor("a", "A", "c1", "coeur", 1), MapActor("b", "B", "c2", "hors", 1)
    words = words_of(figure_of(ActorMap(pair, (MapLink("a", "b", "projet", 1),), CATEGORIES, CIRCLES)).svg)
    assert "Catégorie 1 Catégorie 2 Liens projet commun" in words
    assert all(word not in words for word in ("Catégorie 3", "conflit", "charnière", "passeur", "taille", "à préciser"))


def test_the_title_and_the_notes_stand_above_a_map_that_goes_alone():
    svg = figure_of(ecosystem(2), sheet=MapSheet(1.4, 80, "Vallée de la Virlouve", ("au 14 novembre 2025",))).svg
    assert words_of(svg).startswith("Vallée de la Virlouve au 14 novembre 2025")
    assert "Vallée" not in words_of(figure_of(ecosystem(2)).svg)


def test_a_hostile_name_comes_out_to_the_letter():
    shown = ActorMap((MapActor("a", '<b>&"x"</text>', None, None, None),), (), {}, {})
    assert '<b>&"x"</text>' in words_of(figure_of(shown).svg)


def test_without_any_actor_the_map_says_so():
    figure = figure_of(ActorMap((), (), CATEGORIES, CIRCLES))
    assert figure.alternative == "Aucun acteur n’est décrit."
    assert "Aucun acteur n’est décrit." in words_of(figure.svg)


def at(when: str, circle: str = "hors", *more: MapActor, links: tuple[MapLink, ...] = ()) -> ActorMap:
    steady = MapActor("a", "Alpha", "c1", "coeur", 1), MapActor("b", "Bêta", "c2", circle, 1)
    return ActorMap((*steady, *more), (MapLink("a", "b", "projet", 1), *links), CATEGORIES, CIRCLES, when=when)


def test_who_is_there_at_two_dates_stands_at_the_same_place_on_both_maps():
    before, after = at("en mars 2024"), at("en mars 2025", "hors", MapActor("c", "Gamma", "c3", "autour", 0))
    texts = drawn_texts(two_dates_figure(before, after, SHEET, "fr", GREEN).svg)
    (old_a, new_a), (old_b, new_b) = ([d for d in texts if d.text == name] for name in ("Alpha", "Bêta"))
    assert old_a.top == new_a.top and old_b.top == new_b.top
    assert new_a.left - old_a.left == pytest.approx(new_b.left - old_b.left, abs=0.02)
    assert [d.text for d in texts if d.text.startswith("en mars")] == ["en mars 2024", "en mars 2025"]


def test_arrivals_departures_moves_and_new_links_are_marked_and_told():
    gamma, delta = MapActor("c", "Gamma", "c3", "autour", 1), MapActor("d", "Delta", "c3", "autour", 1)
    before = at("en 2024", "hors", delta, links=(MapLink("a", "d", "projet", 1),))
    after = at("en 2025", "autour", gamma, links=(MapLink("c", "a", "adhesion", 1, True),))
    figure = two_dates_figure(before, after, SHEET, "fr", GREEN)
    assert figure.alternative == (
        "Deux cartes : en 2024, 3 acteurs ; en 2025, 3 acteurs. Arrivés : Gamma. Partis : Delta. "
        "Ont changé de cercle : Bêta (de Hors de la démarche à Coconstruction). Liens apparus : 1, disparus : 1."
    )
    words = words_of(figure.svg)
    assert all(
        key in words for key in ("acteur parti", "acteur arrivé", "a changé de cercle", "lien apparu ou disparu")
    )
    assert_legible(figure.svg)


def test_nothing_is_marked_when_nothing_changed():
    words = words_of(two_dates_figure(at("en 2024"), at("en 2025"), SHEET, "fr", GREEN).svg)
    assert all(key not in words for key in ("acteur parti", "acteur arrivé", "changé", "apparu"))


def test_links_described_at_one_date_only_are_not_called_new():
    before = replace(at("en 2024"), links=())
    figure = two_dates_figure(before, at("en 2025"), SHEET, "fr", GREEN)
    assert "apparu" not in figure.alternative + words_of(figure.svg)


@pytest.mark.parametrize("name", ["Mairie", LONG, ARABIC])
def test_two_dates_of_sixty_actors_stay_legible(name):
    after = ecosystem(60, name)
    before = replace(after, actors=tuple(replace(a, circle="hors", hinge=False) for a in after.actors[:50]), links=())
    assert_legible(two_dates_figure(before, after, MapSheet(1.0, 240, name, (name,)), "en", GREEN).svg)
