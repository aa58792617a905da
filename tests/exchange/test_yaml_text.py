from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.exchange.html_markdown import line_of, lines_of, markdown_of
from cit_toolkit.exchange.yaml_text import yaml_lines
from cit_toolkit.loading.files import load_text
from cit_toolkit.model.offer import Offer, OffersFile


def read_back(values: dict[str, Any]) -> Offer:
    text = "\n".join(["type: offres", "offres:", *yaml_lines(values, 4, "- ")]) + "\n"
    loaded = load_text(text, "offres.yaml")
    assert loaded.problems == (), text
    assert isinstance(loaded.model, OffersFile)
    return loaded.model.offers[0]


HOSTILE = [
    "oui", "Non", "null", "?", "inconnu", "12", "1e3", "01004", "12:30", "2021-10-22", "a: b", "a #b", "- a", "[a]",
    "{{ 7*7 }}", "#read('/etc/passwd') *x* _y_ $z$ <b>", "\"'\\", "~", "*nom", "&nom", "!tag", "%x", "@x", "`x`",
    "emoji 🙂", "שלום", "l’été, à Guéret (23)", "a,b", "fin ", "\u00a0début", "C:\\x", "''", "| bloc", "> bloc",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back_to_the_letter(text: str) -> None:
    line = line_of(text)
    values = {"id": "o", "intitule": line, "description": markdown_of(text), "exemples": [line, "b"], "x-note": line}
    offer = read_back({key: value for key, value in values.items() if value})
    assert offer.title == line
    assert offer.description == markdown_of(text) or (
        line in ("?", "~", "null", "inconnu") and offer.description is None
    )
    assert offer.examples == (line, "b")
    assert offer.extra["note"] == line


@given(st.text(st.characters(), min_size=1), st.lists(st.text(st.characters()), max_size=3))
def test_any_text_comes_back_to_the_letter(text: str, others: list[str]) -> None:
    title = line_of(text) or "Sans nom"
    values: dict[str, Any] = {"id": "o", "intitule": title, "description": markdown_of("\n\n".join(others))}
    values["exemples"] = [line for other in others for line in lines_of(other)]
    values["x-table"] = {"clé de liste": [line_of(other) for other in others if line_of(other)], "texte": title}
    offer = read_back({key: value for key, value in values.items() if value})
    assert offer.title == title
    assert (offer.description or "") in (values["description"], "")
    assert list(offer.examples) == values["exemples"]


def test_long_texts_and_lists_are_laid_out_to_be_read() -> None:
    values = {
        "id": "o", "intitule": "Un titre " + "long " * 30, "description": "Une phrase.\n\n- un\n- deux",
        "natures": ["formation"], "exemples": ["Une légumerie pour trois cantines de la vallée"] * 3,
        "zone": {"departements": ["23", "2A"]},
    }  # fmt: skip
    assert list(yaml_lines(values, 4, "- ")) == [
        "  - id: o",
        f'    intitule: "Un titre {"long " * 30}"',
        "    description: |",
        "      Une phrase.",
        "",
        "      - un",
        "      - deux",
        "    natures: [formation]",
        "    exemples:",
        "      - Une légumerie pour trois cantines de la vallée",
        "      - Une légumerie pour trois cantines de la vallée",
        "      - Une légumerie pour trois cantines de la vallée",
        '    zone: {departements: ["23", "2A"]}',
    ]
