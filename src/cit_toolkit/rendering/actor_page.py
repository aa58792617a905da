"""The interactive page of actors: one file, which asks nothing of the network and lets nothing in.

Its policy (Content-Security-Policy) allows its own script and style, known by their fingerprints, and nothing else.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Any

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.figures.palette import legible, tint
from cit_toolkit.rendering.actor_table import actor_table
from cit_toolkit.rendering.characters import without_forbidden_characters
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.to_html import IMAGE_TYPES
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.typography import french_spacing

_FOLDER = TEMPLATES / "page"
_SCRIPTS = ("words.js", "network.js", "viewport.js", "filters.js", "names.js", "card.js", "main.js")
"""In the order they are read: each uses those before it."""


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What the page is made of."""

    page: Page
    """Title, language, date, look; `markdown` is not used."""
    subtitle: str
    map: str
    """The drawing, an SVG document."""
    map_description: str
    key: str
    record: Mapping[str, Any]
    """What the script works on."""


def actor_page_html(made: ActorPage) -> str:
    """The whole file."""
    page = made.page
    catalog = Catalog.of(page.language)
    style = f"{_colours(page)}\n{_read('page.css')}"
    script = '(() => {\n"use strict";\n' + "\n".join(map(_read, _SCRIPTS)) + "\n})();\n"
    words = _spaced(catalog.whole_section("actor-page.script"), page.language)
    say = _Words(catalog.section("actor-page.page"), page.language)
    internal = f'\n<p class="internal">{say("internal")}</p>' if made.record["internal"] else ""
    html = f"""<!DOCTYPE html>
<html lang="{page.language}" data-theme="auto">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{escape(page.title)}</title>
<meta name="date" content="{page.date.isoformat()}">
<style>{style}</style>
</head>
<body>
<a class="skip" href="#actors">{say("skip-map")}</a>
<header>
<div class="who"><p class="kind">{escape(page.kind)}</p><h1>{escape(page.title)}</h1>
<p class="lead">{escape(made.subtitle)}</p>{_notice(page)}{internal}</div>
{_logo(page)}<button type="button" id="theme" class="tool">{say("theme-auto")}</button>
</header>
<main>
<section id="tools" aria-label="{say("tools")}">
<p class="field"><label for="search">{say("search")}</label><input id="search" type="search" autocomplete="off"></p>
<details id="filters" open><summary>{say("filters")}</summary>
<div class="fields">
{_select("category", say)}{_select("circle", say)}{_select("function", say)}{_select("nature", say)}</div>
<button type="button" id="reset" class="tool">{say("reset")}</button></details>
<p id="found" role="status"></p>
</section>
<div id="left"><section id="view" aria-label="{say("map")}">
<div class="zoom"><button type="button" id="closer" class="tool" aria-label="{say("closer")}">+</button>
<button type="button" id="farther" class="tool" aria-label="{say("farther")}">−</button>
<button type="button" id="whole" class="tool">{say("whole")}</button></div>
{_drawing(made.map, "map", "group", made.map_description)}
<p class="how">{say("how")}</p>
</section></div>
<section id="card" tabindex="-1" aria-label="{say("card")}" hidden></section>
<details id="key"><summary>{say("key")}</summary>
{_drawing(made.key, "signs", "img", say("key"))}</details>
<section id="actors" tabindex="-1" aria-label="{say("actors")}">
<h2>{say("actors")}</h2>
<div class="wide" role="group" tabindex="0" aria-label="{say("actors")}">{actor_table(made.record, say)}</div>
</section>
<p id="said" class="unseen" role="status"></p>
</main>
{_footer(page)}<script type="application/json" id="record">{_json(made.record)}</script>
<script type="application/json" id="words">{_json(words)}</script>
<script>{script}</script>
</body>
</html>
"""
    return without_forbidden_characters(html)


class _Words:
    """The fixed words of the page, ready to be put in HTML."""

    def __init__(self, words: Mapping[str, str], language: str) -> None:
        self._words = _spaced(words, language)

    def __call__(self, key: str) -> str:
        return escape(self._words[key])


def _spaced(words: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The words with the spaces of French typography, which never break."""
    if language != "fr":
        return dict(words)
    return {
        key: _spaced(word, language) if isinstance(word, Mapping) else french_spacing(str(word))
        for key, word in words.items()
    }


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    def mark(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; script-src {mark(script)}; style-src {mark(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _json(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _colours(page: Page) -> str:
    accent = legible(page.colour)
    return f":root {{ --accent: {accent}; --accent-light: {tint(accent, 0.5)}; --accent-tint: {tint(accent, 0.08)}; }}"


def _select(name: str, say: _Words) -> str:
    return (
        f'<p class="field"><label for="{name}">{say(name)}</label>'
        f'<select id="{name}"><option value="">{say(f"every-{name}")}</option></select></p>\n'
    )


def _drawing(svg: str, identifier: str, role: str, label: str) -> str:
    return svg.replace("<svg ", f'<svg id="{identifier}" role="{role}" aria-label="{escape(label)}" ', 1)


def _logo(page: Page) -> str:
    if not page.logo:
        return ""
    source = f"data:{IMAGE_TYPES[page.logo_ending]};base64,{b64encode(page.logo).decode('ascii')}"
    return f'<img class="logo" alt="{escape(page.organisation or "")}" src="{source}">\n'


def _notice(page: Page) -> str:
    return f'\n<p class="notice">{escape(page.notice)}</p>' if page.notice else ""


def _footer(page: Page) -> str:
    said = " · ".join(filter(None, (page.notice, page.organisation)))
    return f"<footer><p>{escape(said)}</p></footer>\n" if said else ""
