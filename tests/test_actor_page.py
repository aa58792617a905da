"""The interactive page as bytes: what it holds, what it must not hold, what it asks of others.

`tests/browser/` opens it.
"""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from interactive_pages import page_of
from running_cit import EXAMPLES, VALLEY, cit, write_territory
from test_privacy import QUIET, SECRETS

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><b>gras</b>',
    "<!-- --> &amp; &#65; ]]>",
    '{{ 7*7 }} #read("/etc/passwd") $z$',
    "a\u2028b\u2029c",
)


class Reader(HTMLParser):
    """Start tags with their attributes, and the text of each element by name."""

    VOID = frozenset({"meta", "input", "img", "br", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.nested = True
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.nested &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def record_of(html: str) -> Any:
    """What the script of the page works on."""
    found = re.search(r'<script type="application/json" id="record">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def valley() -> str:
    return page_of(VALLEY)


# One file, sufficient to itself


def test_nothing_is_asked_of_any_other_place(valley: str) -> None:
    reader = Reader(valley)
    assert reader.nested and reader.open == []
    assert not {"link", "iframe", "object", "embed", "base", "form", "audio", "video"} & {tag for tag, _ in reader.tags}
    sources = [
        v for _, a in reader.tags for k, v in a.items() if k in ("src", "srcset", "xlink:href", "href", "action")
    ]
    assert [each for each in sources if each and not each.startswith(("data:image/", "#"))] == []
    assert not re.search(
        r"url\((?!#)|@import|import\(|importScripts|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon", valley
    )


def test_the_policy_of_the_page_allows_its_own_script_and_style_and_no_other(valley: str) -> None:
    policies = [a["content"] for a in Reader(valley).all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1 and "unsafe" not in str(policies)
    rules = dict(rule.strip().split(" ", 1) for rule in str(policies[0]).split(";"))
    assert (rules["default-src"], rules["base-uri"], rules["form-action"]) == ("'none'", "'none'", "'none'")
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", valley, re.DOTALL)
        mark = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{mark}'"
    assert valley.index("Content-Security-Policy") < valley.index("<style>")
    assert "style=" not in re.sub(r"<(script|style)[^>]*>.*?</\1>", "", valley, flags=re.DOTALL)


def test_the_same_file_gives_the_same_bytes(valley: str) -> None:
    assert page_of(VALLEY) == valley


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/territoires/*.yaml")), ids=lambda path: path.stem)
def test_every_example_has_its_page_in_both_languages(path: Path, language: str) -> None:
    html = page_of(path, language=language)
    assert f'<html lang="{language}"' in html
    shown = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    assert ("Liste des acteurs" in shown) is (language == "fr")
    assert ("List of actors" in shown) is (language == "en")


def test_the_french_of_the_page_has_spaces_that_never_break(valley: str) -> None:
    said = re.search(r'id="words">(.*?)</script>', valley, re.DOTALL)
    assert said
    words = json.dumps(json.loads(said[1]), ensure_ascii=False)
    assert "Acteur-charnière\u00a0: sans lui" in words
    assert " :" not in words and " ;" not in words and " ?" not in words


# The table says what the map says


def test_the_table_tells_every_actor_without_any_script(valley: str) -> None:
    reader = Reader(valley)
    rows = [a["data-row"] for a in reader.all("tr") if "data-row" in a]
    record = record_of(valley)
    assert rows == [actor["id"] for actor in record["actors"]] and len(rows) == 49
    signs = [a["data-actor"] for a in reader.all("g") if "data-actor" in a]
    assert sorted(map(str, signs)) == sorted(map(str, rows))
    links = [a for a in reader.all("g") if a.get("class") == "link"]
    assert len(links) == len(record["links"])
    assert {a["scope"] for a in reader.all("th")} == {"col", "row"}


def test_the_table_of_an_internal_page_sets_conflicts_apart_from_links(tmp_path: Path) -> None:
    html = page_of(write_territory(tmp_path, QUIET), "interne")
    row = re.search(r'<tr data-row="comptoir">.*?</tr>', html)
    assert row and row[0].endswith("<td>Mairie de Sorgnes\u202f; Association Grange (conflit)</td></tr>")


def test_what_is_unknown_is_said_to_be(tmp_path: Path) -> None:
    text = (
        "acteurs:\n  - {id: a, nom: A, fonctions: {animation: inconnu, accueil: 2}}\n  - {id: b, nom: B}\n"
        "  - {id: c, nom: C, categorie: association, cercle: hors, fonctions: {}}\n"
    )
    record = record_of(page_of(write_territory(tmp_path, text)))
    one, other, last = record["actors"]
    assert one["levels"] == {"animation": [0, 3], "accueil": [2, 2]}
    assert (other["levels"], other["category"], other["circle"]) == (None, None, None)
    assert last["levels"] == {}
    assert record["links_known"] is False
    html = page_of(write_territory(tmp_path, text))
    assert ">à demander<" in html and "<td>?</td>" in html


# To the letter


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_everywhere(tmp_path: Path, name: str) -> None:
    written = json.dumps(name, ensure_ascii=True)
    text = (
        f"nom: {written}\nredaction: {{par: {written}}}\n"
        f"acteurs:\n  - {{id: a, nom: {written}, commune: {written}, fonctions: {{animation: 1}}}}\n"
        "  - {id: b, nom: B}\nrelations:\n  - {entre: [a, b], nature: projet}\n"
    )
    html = page_of(write_territory(tmp_path, text))
    reader = Reader(html)
    assert reader.nested and reader.open == []
    assert len(reader.all("script")) == 3
    assert not {"b", "img"} & {tag for tag, _ in reader.tags}
    assert not [a for _, a in reader.tags if any(key.startswith("on") for key in a)]
    assert record_of(html)["actors"][0]["name"] == " ".join(name.split())


# What must not leave


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("audience", ["publique", "financeur"])
def test_no_byte_of_a_public_page_tells_what_is_confidential(tmp_path: Path, audience: str, language: str) -> None:
    html = page_of(write_territory(tmp_path, QUIET), audience, language)
    told = html.casefold()
    assert [secret for secret in SECRETS if secret.casefold() in told] == []
    decoded = json.dumps(record_of(html), ensure_ascii=False).casefold()
    assert [secret for secret in SECRETS if secret.casefold() in decoded] == []
    assert ("Acteur non nommé 1" if language == "fr" else "Unnamed actor 1") in html
    assert str(tmp_path) not in html


def test_conflicts_and_weights_are_for_an_internal_reader_only(tmp_path: Path) -> None:
    text = QUIET.replace("categorie: collectivite", "categorie: collectivite\n    influence: 3\n    interet: 0")
    public, inside = (record_of(page_of(write_territory(tmp_path, text), a)) for a in ("publique", "interne"))
    assert [link["nature"] for link in public["links"]] == ["cooperation"] and "conflit" not in public["natures"]
    assert [link["nature"] for link in inside["links"]] == ["cooperation", "conflit"]
    assert all(actor["influence"] is None and actor["interest"] is None for actor in public["actors"])
    assert [(a["influence"], a["interest"]) for a in inside["actors"]][1] == (3, 0)
    assert not public["internal"] and inside["internal"]
    shown = [page_of(tmp_path / "territoire.yaml", audience) for audience in ("publique", "interne")]
    assert ["Document interne" in html for html in shown] == [False, True]


def test_an_internal_page_still_tells_how_to_reach_nobody(tmp_path: Path) -> None:
    html = page_of(write_territory(tmp_path, QUIET), "interne")
    assert "Le Comptoir d’Aliénor" in html
    assert [secret for secret in ("Odile", "sorgnes.example", "47 11 22 33", "en douce") if secret in html] == []


def test_a_withheld_name_in_another_name_stops_the_page_or_is_masked(tmp_path: Path) -> None:
    path = write_territory(tmp_path, QUIET.replace("Association Grange", "Amis d’Odile Ferrand"), "lieu.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("association-grange", "amis-d-odile-ferrand"), "utf-8")
    refused = cit("map", path, "-o", tmp_path / "page.html")
    assert refused.code == 1 and "[privacy-name]" in refused.err and "lieu.yaml:" in refused.err
    assert not (tmp_path / "page.html").exists()
    masked = page_of(path, mask=True)
    assert "odile" not in masked.casefold() and "[masqué]" in masked


# The command line


def test_the_page_is_written_where_it_is_asked_for_in_either_language(tmp_path: Path) -> None:
    path = write_territory(tmp_path, QUIET, "val.yaml")
    ended = cit("map", path, "-o", tmp_path / "carte.html")
    assert ended.code == 0 and ended.out.strip().endswith("carte.html")
    assert (tmp_path / "carte.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    ended = cit("--lang", "en", "map", "val.yaml", "--format", "html", cwd=tmp_path)
    assert ended.out == "sorties/carte-acteurs-val-en.html\n"


def test_what_a_page_cannot_show_is_refused_in_words(tmp_path: Path) -> None:
    path = write_territory(tmp_path, QUIET)
    two_dates = cit("map", path, "--since", path, "-o", tmp_path / "x.html")
    assert two_dates.code == 2 and "[one-date-in-html]" in two_dates.err
    influence = cit("map", path, "--taille", "influence", "-o", tmp_path / "x.html")
    assert influence.code == 2 and "[influence-is-internal]" in influence.err
    assert not (tmp_path / "x.html").exists()
    assert cit("map", path, "--taille", "influence", "--audience", "interne", "-o", tmp_path / "x.html").code == 0
