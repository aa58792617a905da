"""The interactive page of actors as a person uses it, in Chromium."""

import base64
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pypdf
import pytest
import yaml
from selenium.webdriver.common.keys import Keys

from cit_toolkit.analysis.network_splits import splits_by_departure
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.workspace import Audience
from cit_toolkit.subjects.territory import read_territory
from driven_page import DrivenPage
from interactive_pages import page_of
from running_cit import EXAMPLES, VALLEY, write_territory

Opened = Callable[..., DrivenPage]

HOSTILE = "<img src=x onerror=\"document.title='pris'\"> {{ 7*7 }} $z$ \u202eenvers"
LONG = "Groupement d’employeurs de la haute vallée et des communes riveraines de la Virlouve, " * 3
ARABIC = "جمعية التعاون المحلي في الوادي"

SMALL = """\
acteurs:
  - {id: mairie, nom: Mairie d’Orsel, categorie: collectivite, cercle: cooperation,
     fonctions: {animation: 3, accueil: 2}}
  - {id: grange, nom: Épicerie La Grange, categorie: association, cercle: coconstruction, fonctions: {accueil: inconnu}}
  - {id: silo, nom: Le Silo}
  - {id: forge, nom: La Forge, categorie: association, fonctions: {animation: 2}}
relations:
  - {entre: [mairie, grange], nature: projet, intensite: 3, depuis: 2021-10}
  - {de: mairie, vers: forge, nature: financement, intensite: inconnu}
"""
"""The town hall holds the barn and the forge together; of the silo nothing is known."""


@pytest.fixture
def opened(browser: DrivenPage, tmp_path: Path) -> Opened:
    """Open the page of a territory: a file, or the text of one."""

    def opening(territory: Path | str, **options: Any) -> DrivenPage:
        path = write_territory(tmp_path, territory) if isinstance(territory, str) else territory
        file = tmp_path / "page.html"
        file.write_text(page_of(path, **options), encoding="utf-8")
        browser.open(file.as_uri())
        browser.wait(lambda: browser.all(".running"))
        settle(browser)
        return browser

    return opening


def settle(page: DrivenPage) -> None:
    """Let what moves end: names are written at the next drawing, and going somewhere takes a quarter of a second."""
    page.driver.execute_async_script(
        "const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 320);"
    )


def choose(page: DrivenPage, actor: str) -> None:
    """Open the card of an actor from the table."""
    page.run("document.querySelector(`[data-row='${arguments[0]}'] button`).click()", actor)


def shown_rows(page: DrivenPage) -> list[str]:
    """The actors that the table shows."""
    return list(page.run("return [...document.querySelectorAll('[data-row]:not([hidden])')].map((r) => r.dataset.row)"))


def select(page: DrivenPage, name: str, value: str) -> None:
    """Choose in a list, as a reader does."""
    script = "const s = arguments[0]; s.value = arguments[1]; s.dispatchEvent(new Event('change', {bubbles: true}));"
    page.run(script, page.one(f"#{name}"), value)


def place_of(page: DrivenPage, actor: str) -> tuple[float, float]:
    """The middle of a sign, in the window."""
    box = page.run(
        "const b = document.querySelector(`[data-actor='${arguments[0]}'] .ground`).getBoundingClientRect();"
        "return [b.x + b.width / 2, b.y + b.height / 2]",
        actor,
    )
    return float(box[0]), float(box[1])


def view_of(page: DrivenPage) -> list[float]:
    """The part of the map that is seen: left, top, width, height."""
    return [float(number) for number in str(page.one("#map").get_dom_attribute("viewBox")).split()]


# Searching and filtering


def test_searching_is_done_without_accents_or_capitals(opened: Opened) -> None:
    page = opened(SMALL)
    assert page.text("#found") == "4 acteurs."
    for typed, expected in (
        ("epicerie", ["grange"]),
        ("LA ", ["grange", "forge"]),
        ("grange la", ["grange"]),
        ("zzz", []),
    ):
        page.one("#search").clear()
        page.one("#search").send_keys(typed)
        assert shown_rows(page) == expected, typed
        dimmed = page.run("return [...document.querySelectorAll('.actor.dim')].map((a) => a.dataset.actor)")
        assert sorted(dimmed) == sorted({"mairie", "grange", "silo", "forge"} - set(expected))
    assert page.text("#found") == "0 acteur sur 4."
    page.one("#reset").click()
    assert len(shown_rows(page)) == 4 and page.one("#search").get_attribute("value") == ""


def test_filters_keep_those_who_may_answer_and_say_so(opened: Opened) -> None:
    page = opened(SMALL)
    select(page, "category", "association")
    # Nothing is known of the silo: it may be an association.
    assert shown_rows(page) == ["grange", "silo", "forge"]
    assert page.text("#found") == "2 acteurs sur 4. Et peut-être 1 autre, dont on ne sait pas tout."
    assert page.run("return [...document.querySelectorAll('tr.maybe')].map((r) => r.dataset.row)") == ["silo"]
    select(page, "function", "accueil")
    assert shown_rows(page) == ["grange", "silo"]
    assert page.text("#found") == "0 acteur sur 4. Et peut-être 2 autres, dont on ne sait pas tout."
    select(page, "category", "")
    assert shown_rows(page) == ["mairie", "grange", "silo"]
    select(page, "function", "")
    select(page, "circle", "coconstruction")
    assert shown_rows(page) == ["grange", "silo", "forge"]


def test_filtering_by_nature_shows_those_links_only(opened: Opened) -> None:
    page = opened(SMALL)
    select(page, "nature", "financement")
    assert shown_rows(page) == ["mairie", "forge"]
    lines = page.run("return [...document.querySelectorAll('.link:not(.dim)')].map((l) => l.dataset.nature)")
    assert lines == ["financement"]


def test_every_filter_of_the_example_finds_what_its_file_says(opened: Opened) -> None:
    actors = yaml.safe_load(VALLEY.read_text(encoding="utf-8"))["acteurs"]
    page = opened(VALLEY)
    for name, key in (("category", "categorie"), ("circle", "cercle")):
        for value in sorted({actor[key] for actor in actors if actor.get(key, "inconnu") != "inconnu"}):
            select(page, name, value)
            may = {None, "inconnu", value}
            expected = [actor["nom"] for actor in actors if actor.get(key) in may]
            assert len(shown_rows(page)) == len(expected) > 0, value
        select(page, name, "")


# The card


def test_a_click_on_the_map_opens_the_card_with_its_neighbours(opened: Opened) -> None:
    page = opened(SMALL)
    page.click_at(*place_of(page, "mairie"))
    card = page.text("#card")
    assert page.text("#card h2") == "Mairie d’Orsel"
    assert "Collectivité" in card and "Animation et coordination : 3" in card.replace("\u00a0", " ")
    links = [item.text.replace("\u00a0", " ") for item in page.all("#card .links li")]
    assert links == [
        "Épicerie La Grange projet commun, intensité 3 sur 3, depuis octobre 2021",
        "La Forge financement, vers lui, intensité inconnue",
    ]
    assert page.run("return [...document.querySelectorAll('.near')].filter((n) => n.dataset.actor).length") == 3
    page.all("#card .links button")[1].click()
    assert page.text("#card h2") == "La Forge"
    assert "depuis lui" in page.text("#card .links") and "à préciser" in page.text("#card dl")
    page.one("#close").click()
    assert not page.one("#card").is_displayed()


def test_an_address_may_name_the_actor_to_show(opened: Opened) -> None:
    page = opened(SMALL)
    page.run("location.hash = '#acteur-forge'")
    page.wait(lambda: page.text("#card h2") == "La Forge")
    page.run("location.hash = '#acteur-personne'")
    page.run("location.hash = '#actors'")
    settle(page)
    assert page.text("#card h2") == "La Forge"


def test_the_card_of_an_actor_nobody_asked_says_so(opened: Opened) -> None:
    page = opened(SMALL)
    choose(page, "silo")
    card = page.text("#card")
    assert "On ne lui a pas encore demandé" in card and "Aucun lien n’est décrit avec cet acteur." in card
    assert "On ne sait pas quelles fonctions il tient" in card
    assert card.count("à préciser") == 3


def test_an_internal_card_tells_influence_and_conflicts_and_a_public_one_does_not(opened: Opened) -> None:
    text = SMALL + "  - {entre: [silo, mairie], nature: conflit}\n"
    text = text.replace("nom: Le Silo", "nom: Le Silo, influence: 2, interet: 0")
    public = opened(text)
    choose(public, "silo")
    assert "Influence" not in public.text("#card") and "conflit" not in public.text("#card")
    inside = opened(text, audience="interne")
    choose(inside, "silo")
    card = inside.text("#card")
    assert "Influence (0 à 3)\n2" in card and "Intérêt (0 à 3)\n0" in card
    assert "Mairie d’Orsel conflit" in card
    # A conflict holds nothing together.
    assert "En lien avec 0 acteur" in card


# «Si cet acteur part»


def departure_shown(page: DrivenPage, actor: str) -> tuple[list[list[str]], list[str]]:
    """What the page says: the groups cut off, and the functions lost for certain."""
    choose(page, actor)
    groups, lost = page.run(
        "return [[...document.querySelectorAll('#departure [data-group]')].map((g) => g.dataset.group.split(' ')),"
        "[...document.querySelectorAll('#lost [data-function]')].map((f) => f.dataset.function)]"
    )
    return groups, lost


def assert_departures_agree(page: DrivenPage, path: Path) -> int:
    """The page says of every actor what the diagnosis says; networkx agrees on the pieces. How many losses it saw."""
    voice = Voice("fr")
    diagnosis = read_territory(path).diagnosis(Audience.INTERNAL, voice)
    territory = diagnosis.territory
    told = {departure.actor.id: departure for departure in diagnosis.departures}
    splits = splits_by_departure(territory.actors, territory.relations or (), [a.id for a in territory.actors])
    network = nx.Graph()
    network.add_nodes_from(actor.id for actor in territory.actors)
    network.add_edges_from(r.ends for r in territory.relations or () if r.nature.value != "conflit")
    losses = 0
    for actor in territory.actors:
        groups, lost = departure_shown(page, actor.id)
        assert groups == [list(group) for group in splits[actor.id]], actor.id
        expected = told[actor.id].lost_functions if actor.id in told else ()
        assert lost == [function.id for function in expected], actor.id
        around = nx.node_connected_component(network, actor.id) - {actor.id}
        pieces = sorted(nx.connected_components(network.subgraph(around)), key=lambda p: (-len(p), min(p)))
        assert groups == [sorted(piece) for piece in pieces[1:]], actor.id
        losses += bool(groups) + bool(lost)
    return losses


def test_departures_are_those_of_the_diagnosis_on_the_example(opened: Opened) -> None:
    assert assert_departures_agree(opened(VALLEY, audience="interne"), VALLEY) >= 5


@pytest.mark.parametrize("seed", range(6))
def test_departures_are_those_of_the_diagnosis_on_drawn_territories(opened: Opened, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    count = draw.randint(3, 14)
    levels: list[Any] = [0, 1, 2, 3, "inconnu"]
    functions = ["animation", "accueil", "emergence", "distribution"]
    actors: list[dict[str, Any]] = []
    for rank in range(count):
        actor: dict[str, Any] = {"id": f"a{rank}", "nom": f"Acteur {rank}"}
        if draw.random() < 0.85:
            actor["fonctions"] = {name: draw.choice(levels) for name in draw.sample(functions, draw.randint(0, 2))}
        actors.append(actor)
    natures = ["cooperation", "projet", "conflit"]
    relations = [
        {"entre": [f"a{end}" for end in draw.sample(range(count), 2)], "nature": draw.choice(natures)}
        for _ in range(draw.randint(1, count + 2))
    ]
    text = yaml.safe_dump({"type": "territoire", "nom": "Val", "acteurs": actors, "relations": relations})
    path = write_territory(tmp_path, text)
    assert_departures_agree(opened(path, audience="interne"), path)


def test_a_loss_that_an_unknown_may_prevent_is_told_as_a_maybe(opened: Opened) -> None:
    # Reception rests on the town hall at 2; the barn may hold it, the silo too: nobody can say that it would be lost.
    page = opened(SMALL)
    _, lost = departure_shown(page, "mairie")
    assert lost == []
    maybe = page.run(
        "return [...document.querySelectorAll('#maybe-lost [data-function]')].map((f) => f.dataset.function)"
    )
    assert maybe == ["accueil"]
    assert "1 fonction serait peut-être perdue" in page.text("#departure")


def test_the_map_can_be_seen_without_the_actor(opened: Opened) -> None:
    page = opened(SMALL)
    choose(page, "mairie")
    assert "Son groupe se couperait en 2 morceaux" in page.text("#departure")
    page.one("#leave").click()
    settle(page)
    assert page.one("#leave").get_attribute("aria-pressed") == "true"
    cut = page.run("return [...document.querySelectorAll('.apart')].map((a) => a.dataset.actor)")
    assert cut == ["grange"]
    hidden = page.run("return [...document.querySelectorAll('.link')].map((l) => getComputedStyle(l).display)")
    assert hidden == ["none", "none"]
    page.one("#leave").click()
    assert page.all(".apart") == []


def test_without_any_link_nothing_is_said_of_what_would_split(opened: Opened) -> None:
    page = opened("acteurs: [{id: a, nom: A}, {id: b, nom: B, fonctions: {animation: 2}}]\n")
    choose(page, "a")
    assert "on ne sait pas qui travaille avec qui" in page.text("#departure")
    assert "se coupe" not in page.text("#departure")


# Keyboard and screen reader


def test_the_whole_page_is_used_with_the_keyboard_alone(opened: Opened) -> None:
    page = opened(SMALL)
    page.press(Keys.TAB)
    assert page.focused.text == "Aller à la liste des acteurs"
    names = []
    for _ in range(16):
        page.press(Keys.TAB)
        names.append(page.focused.get_attribute("id") or page.focused.get_attribute("data-actor"))
        if page.focused.get_attribute("data-actor"):
            break
    assert names[:2] == ["theme", "search"]
    assert {"category", "circle", "function", "nature", "reset", "closer", "farther", "whole"} <= set(names)
    first = names[-1]
    # One stop for the whole map: the next Tab leaves it.
    page.press(Keys.TAB)
    assert page.focused.get_attribute("data-actor") is None
    page.run("document.querySelector(`[data-actor='${arguments[0]}']`).focus()", first)
    visited = {first}
    for key in (Keys.ARROW_LEFT, Keys.ARROW_UP, Keys.ARROW_RIGHT, Keys.ARROW_DOWN) * 2:
        page.press(key)
        visited.add(page.focused.get_attribute("data-actor"))
    assert visited == {"mairie", "grange", "silo", "forge"}
    here = page.focused.get_attribute("data-actor")
    page.press(Keys.ENTER)
    assert page.one("#card").is_displayed() and page.focused.get_attribute("id") == "card"
    page.press(Keys.TAB)
    assert page.focused.get_attribute("id") == "close"
    page.press(Keys.ESCAPE)
    assert not page.one("#card").is_displayed()
    assert page.focused.get_attribute("data-actor") == here


def test_a_card_opened_from_the_list_is_in_sight_and_gives_the_keyboard_back_to_the_list(opened: Opened) -> None:
    page = opened(VALLEY)
    name = page.all("[data-row] button")[-1]
    page.run("arguments[0].focus()", name)
    page.press(Keys.ENTER)
    settle(page)
    top = page.run("return document.getElementById('card').getBoundingClientRect().top")
    assert 0 <= top < 900
    page.press(Keys.ESCAPE)
    assert page.focused == name


def test_arrows_go_to_the_actor_that_is_there(opened: Opened) -> None:
    page = opened(VALLEY)
    page.run("document.querySelector(\"[data-actor='virlouve-en-commun']\").focus()")
    settle(page)
    for key, axis, sign in (
        (Keys.ARROW_UP, 1, -1),
        (Keys.ARROW_LEFT, 0, -1),
        (Keys.ARROW_DOWN, 1, 1),
        (Keys.ARROW_RIGHT, 0, 1),
    ):
        before = str(page.focused.get_attribute("data-actor"))
        page.press(key)
        after = str(page.focused.get_attribute("data-actor"))
        settle(page)
        moved = place_of(page, after)[axis] - place_of(page, before)[axis]
        assert after != before and moved * sign > 0


def test_filtered_out_actors_are_no_stop_of_the_keyboard(opened: Opened) -> None:
    page = opened(SMALL)
    select(page, "nature", "financement")
    stops = page.run("return [...document.querySelectorAll('.actor[tabindex=\"0\"]')].map((a) => a.dataset.actor)")
    assert len(stops) == 1 and stops[0] in ("mairie", "forge")
    page.run("document.querySelector('.actor[tabindex=\"0\"]').focus()")
    for key in (Keys.ARROW_LEFT, Keys.ARROW_UP, Keys.ARROW_RIGHT, Keys.ARROW_DOWN) * 2:
        page.press(key)
        assert page.focused.get_attribute("data-actor") in ("mairie", "forge")


def test_a_screen_reader_is_told_what_changes(opened: Opened) -> None:
    page = opened(SMALL)
    assert page.one("#found").get_attribute("role") == page.one("#said").get_attribute("role") == "status"
    choose(page, "mairie")
    assert page.run("return document.getElementById('said').textContent").replace("\u00a0", " ") == (
        "Mairie d’Orsel : en lien avec 2 acteurs."
    )
    sign = page.one("[data-actor=mairie]")
    assert (sign.aria_role, sign.accessible_name) == ("button", "Mairie d’Orsel, Collectivité, Coopération")
    assert sign.get_attribute("aria-pressed") == "true"
    assert page.one("#map").get_attribute("aria-label").startswith("Carte de 4 acteurs.")
    page.press(Keys.ESCAPE)
    assert page.run("return document.getElementById('said').textContent") == "Fiche fermée."


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_serious_fault_of_accessibility(
    opened: Opened, browser: DrivenPage, auditor: str, scheme: str, width: int, language: str
) -> None:
    browser.size(width, 844, touch=width < 600)
    browser.media(prefers_color_scheme=scheme)
    page = opened(VALLEY, language=language)
    assert page.violations(auditor) == []
    page.run("for (const each of document.querySelectorAll('details')) each.open = true")
    select(page, "function", "animation")
    choose(page, "virlouve-en-commun")
    settle(page)
    assert page.violations(auditor) == []


# Moving about


def test_the_wheel_zooms_around_the_pointer_and_dragging_moves_the_map(opened: Opened) -> None:
    page = opened(VALLEY)
    x, y = place_of(page, "bief-ouvert")
    whole = view_of(page)
    for _ in range(6):
        page.mouse("mouseWheel", x, y, deltaX=0, deltaY=-100)
    page.wait(lambda: view_of(page)[2] < whole[2] / 2)
    settle(page)
    there = place_of(page, "bief-ouvert")
    assert there == pytest.approx((x, y), abs=2)
    page.mouse("mousePressed", x, y, button="left", clickCount=1)
    for step in range(1, 6):
        page.mouse("mouseMoved", x - 20 * step, y + 10 * step, button="left", buttons=1)
    page.mouse("mouseReleased", x - 100, y + 50, button="left", clickCount=1)
    assert place_of(page, "bief-ouvert") == pytest.approx((x - 100, y + 50), abs=2)
    # Dragging is no click.
    assert not page.one("#card").is_displayed()
    page.one("#whole").click()
    page.wait(lambda: view_of(page) == pytest.approx(whole))


def test_two_fingers_zoom(opened: Opened, browser: DrivenPage) -> None:
    browser.size(390, 844, touch=True)
    page = opened(VALLEY)
    page.run("document.getElementById('view').scrollIntoView()")
    whole = view_of(page)
    x, y = place_of(page, "bief-ouvert")
    page.touch("touchStart", (x - 20, y), (x + 20, y))
    for step in range(1, 9):
        page.touch("touchMove", (x - 20 - 8 * step, y), (x + 20 + 8 * step, y))
    page.touch("touchEnd")
    assert view_of(page)[2] < whole[2] / 2


def test_the_buttons_and_keys_zoom_within_limits(opened: Opened) -> None:
    page = opened(SMALL)
    whole = view_of(page)
    for _ in range(30):
        page.one("#closer").click()
    closest = view_of(page)
    assert closest[2] == pytest.approx(whole[2] / 12)
    for _ in range(40):
        page.one("#farther").click()
    assert view_of(page)[2] == pytest.approx(whole[2] * 1.5)
    page.run("document.querySelector(\"[data-actor='forge']\").focus()")
    page.press("0")
    page.wait(lambda: view_of(page) == pytest.approx(whole))
    page.press("+")
    assert view_of(page)[2] == pytest.approx(whole[2] * 0.7)


def test_nothing_glides_for_who_asked_for_no_motion(opened: Opened, browser: DrivenPage) -> None:
    browser.media(prefers_reduced_motion="reduce")
    page = opened(SMALL)
    whole = view_of(page)
    page.one("#closer").click()
    assert page.run(
        "document.getElementById('whole').click(); return document.getElementById('map').getAttribute('viewBox')"
    )
    assert view_of(page) == pytest.approx(whole)


# Names on the map

OVERLAPS = """
const boxes = [...document.querySelectorAll('.actor')].map((actor) => {
  const lines = [...actor.querySelectorAll('text')].map((t) => t.getBoundingClientRect()).filter((b) => b.width);
  return lines.length && {
    name: actor.dataset.actor, size: Math.min(...lines.map((b) => b.height)),
    left: Math.min(...lines.map((b) => b.left)), right: Math.max(...lines.map((b) => b.right)),
    top: Math.min(...lines.map((b) => b.top)), bottom: Math.max(...lines.map((b) => b.bottom)),
  };
}).filter((box) => box);
const pairs = [];
boxes.forEach((one, i) => boxes.slice(i + 1).forEach((two) => {
  const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
  const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
  if (across > 1.5 && down > 1.5) pairs.push([one.name, two.name, across, down]);
}));
return [boxes.length, pairs, Math.min(...boxes.map((box) => box.size))];
"""


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/territoires/*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [1280, 390])
def test_names_written_on_the_map_never_cover_one_another(
    opened: Opened, browser: DrivenPage, path: Path, width: int
) -> None:
    browser.size(width, 844)
    page = opened(path)
    for _ in range(4):
        settle(page)
        count, pairs, size = page.run(OVERLAPS)
        assert pairs == [] and count > 0
        assert size >= 9, "too small to be read"
        page.one("#closer").click()


# Any territory


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("acteurs: [{nom: Seul}]\n", 1),
        ("acteurs: [{nom: A}, {nom: B}]\nrelations: [{entre: [a, b], nature: projet}]\n", 2),
        ("acteurs: [{nom: A}, {nom: B}, {nom: C}]\n", 3),
        ("acteurs: [{nom: A}, {nom: B}]\nrelations: [{entre: [a, b], nature: conflit}]\n", 2),
    ],
)
@pytest.mark.parametrize("audience", ["publique", "interne"])
def test_a_territory_with_almost_nothing_has_a_sensible_page(
    opened: Opened, text: str, count: int, audience: str
) -> None:
    page = opened(text, audience=audience)
    said = {0: "Aucun acteur n’est décrit.", 1: "1 acteur."}.get(count, f"{count} acteurs.")
    assert page.text("#found") == said
    assert len(page.all(".actor")) == len(shown_rows(page)) == count
    for actor in shown_rows(page):
        choose(page, actor)
        assert page.text("#card h2")


@pytest.mark.parametrize("name", [HOSTILE, LONG, ARABIC, "W" * 200])
def test_any_name_is_shown_to_the_letter(opened: Opened, tmp_path: Path, name: str) -> None:
    text = f"nom: {json.dumps(name)}\nacteurs:\n  - {{id: a, nom: {json.dumps(name)}}}\n  - {{id: b, nom: B}}\n"
    page = opened(text + "relations: [{entre: [a, b], nature: projet}]\n")
    wanted = " ".join(name.split())
    choose(page, "a")
    heading, title, cell = page.run(
        "return ['#card h2', 'h1', \"[data-row='a'] button\"].map((s) => document.querySelector(s).textContent)"
    )
    assert (heading, title, cell) == (wanted, wanted, wanted)
    assert page.run("return document.title") == wanted
    assert page.all("img, main script") == []
    overflow = page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0


def test_two_thousand_actors_can_be_searched_and_chosen(opened: Opened, tmp_path: Path) -> None:
    draw = random.Random(3)
    actors = [{"id": f"a{n}", "nom": f"Acteur {n}", "fonctions": {"animation": n % 4}} for n in range(2000)]
    links = [{"entre": [f"a{e}" for e in draw.sample(range(2000), 2)], "nature": "projet"} for _ in range(3000)]
    text = yaml.safe_dump({"type": "territoire", "nom": "Val", "acteurs": actors, "relations": links})
    page = opened(write_territory(tmp_path, text))
    page.one("#search").send_keys("1999")
    assert shown_rows(page) == ["a1999"]
    choose(page, "a1999")
    assert page.text("#card h2") == "Acteur 1999"


# Screen, paper, network


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_width_of_screen_makes_the_page_wider_than_itself(opened: Opened, browser: DrivenPage, width: int) -> None:
    browser.size(width, 844)
    page = opened(VALLEY)
    choose(page, "virlouve-en-commun")
    overflow = page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    box = page.one("#card").rect
    assert box["x"] >= 0 and box["x"] + box["width"] <= width


def test_on_a_phone_the_card_comes_up_over_the_map(opened: Opened, browser: DrivenPage) -> None:
    browser.size(390, 844, touch=True)
    page = opened(VALLEY)
    page.run("document.getElementById('view').scrollIntoView()")
    x, y = place_of(page, "virlouve-en-commun")
    page.touch("touchStart", (x, y))
    page.touch("touchEnd")
    page.wait(lambda: page.one("#card").is_displayed())
    bottom = page.run("const b = document.getElementById('card').getBoundingClientRect(); return [b.top, b.bottom]")
    assert 0 < bottom[0] < 844 and bottom[1] <= 845


def test_colours_follow_the_system_until_the_reader_chooses(opened: Opened, browser: DrivenPage) -> None:
    ground = "return getComputedStyle(document.documentElement).backgroundColor"
    page = opened(SMALL)
    light = page.run(ground)
    browser.media(prefers_color_scheme="dark")
    dark = page.run(ground)
    assert light != dark
    theme = page.one("#theme")
    theme.click()
    assert page.run(ground) == light and theme.text.replace("\u00a0", " ") == "Couleurs : claires"
    browser.media()
    theme.click()
    assert page.run(ground) == dark and theme.text.replace("\u00a0", " ") == "Couleurs : sombres"
    theme.click()
    assert page.run(ground) == light


def test_paper_gets_the_whole_map_and_the_list_and_no_button(opened: Opened, browser: DrivenPage) -> None:
    browser.media(prefers_color_scheme="dark")
    page = opened(VALLEY)
    page.one("#closer").click()
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False, "preferCSSPageSize": True})
    reader = pypdf.PdfReader(io.BytesIO(base64.b64decode(printed["data"])))
    pages = [sheet.extract_text() for sheet in reader.pages]
    told = " ".join(" ".join(pages).split())
    for name in ("Mairie de Montrelune", "Le Cageot bavard", "Moulin de Pont-Merlet", "Légende", "Liste des acteurs"):
        assert name in told, name
    for button in ("Rechercher", "Tout montrer", "Vue entière", "Couleurs"):
        assert button not in told, button
    assert "Hors de la démarche" in " ".join(pages[0].split())


def test_without_script_the_map_and_the_list_are_still_there(
    opened: Opened, browser: DrivenPage, tmp_path: Path
) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        (tmp_path / "bare.html").write_text(page_of(VALLEY), encoding="utf-8")
        browser.open((tmp_path / "bare.html").as_uri())
        assert len(browser.all("tbody tr")) == 49
        assert browser.one("#map").is_displayed() and not browser.one("#tools").is_displayed()
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_no_request_leaves_whatever_is_done(opened: Opened, browser: DrivenPage) -> None:
    page = opened(VALLEY)
    select(page, "function", "animation")
    choose(page, "virlouve-en-commun")
    page.one("#leave").click()
    page.one("#theme").click()
    settle(page)
    asked = browser.requests()
    assert len(asked) == 1 and asked[0].startswith("file:") and asked[0].endswith("page.html")


def test_the_policy_of_the_page_stops_what_would_be_put_into_it(opened: Opened, browser: DrivenPage) -> None:
    page = opened(SMALL)
    page.run(
        "const script = document.createElement('script'); script.textContent = 'window.taken = true';"
        "document.body.append(script);"
        "const image = new Image(); image.src = 'http://127.0.0.1:9/leak.png'; document.body.append(image);"
    )
    reached = page.driver.execute_async_script(
        "const done = arguments[0]; fetch('http://127.0.0.1:9/').then(() => done(true), () => done(false));"
    )
    assert reached is False and page.run("return window.taken === undefined")
    assert [each for each in browser.requests() if not each.startswith("file:")] == []
    assert len([line for line in browser.console() if "Content Security Policy" in line]) >= 3
