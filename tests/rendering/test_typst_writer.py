"""What Typst understands of our source, against what markdown-it-py makes of the same Markdown."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cit_toolkit.rendering.markdown_tokens import content_of
from cit_toolkit.rendering.page import Page
from cit_toolkit.rendering.to_pdf import _compiler
from cit_toolkit.rendering.typst_writer import literal, typst_source

_BARE_THEME = """
#let announcement(body) = par(body)
#let outer-list(body) = body
#let whole(body) = body
#let callout(short: true, body) = quote(block: true, body)
#let data-table(accent, columns: (), align: (), crowded: false, ..cells) = table(columns: columns, ..cells)
#let report(body, ..others) = body
"""

# One example or more for each part of CommonMark that our documents use, and for the traps of each.
_EXAMPLES = [
    "Un paragraphe.\n\nUn autre.",
    "Une ligne\nqui continue\n  encore",
    "Saut forcé  \nà la ligne\\\net encore",
    "Texte.\n\n# Un\n\n## Deux\n\n### Trois",
    "Texte.\n\nUn\n===\n\nDeux\n---",
    "Texte.\n\n# Avec *accent* et `code` #",
    "#pas un titre",
    "*a* **b** ***c*** _d_ __e__",
    "a*b*c a_b_c **a*b*c**",
    "*pas fermé **non plus",
    "**gras *dedans* encore**",
    "a ~~barré~~ b",
    r"\*échappé\* \_non\_ \`rien\` \# \[x\]",
    "&amp; &eacute; &#233; &copy; &rien;",
    "`code` ``a ` b``",
    "`<b>` `*x*` `\\n`",
    "    code indenté\n    suite\n\n    fin",
    "```\nun\n  deux\n\ntrois\n```",
    '~~~python\nx = "y" # z\n~~~',
    "```\npas fermé",
    "- un\n- deux\n- trois",
    "* un\n* deux",
    "+ un\n\n+ deux",
    "- un\n  - deux\n    - trois\n- quatre",
    "- un\n\n  suite\n- deux",
    "1. un\n2. deux\n3. trois",
    "7. sept\n8. huit",
    "1) un\n2) deux",
    "0. zéro\n1. un",
    "1. un\n   - a\n   - b\n2. deux",
    "- un\n\n      code\n- deux",
    "- > citation\n- texte",
    "-\n- deux\n-",
    "Annonce :\n\n- un\n- deux",
    "Annonce :\n- un",
    "> Citation\n> suite",
    "> a\n\n> b",
    "> - un\n> - deux\n>\n> fin",
    "> > double",
    "> ```\n> code\n> ```",
    "[lien](https://exemple.fr)",
    '[lien](https://exemple.fr "titre")',
    "[*lien* en `code`](https://exemple.fr/a?b=c&d=e)",
    "<https://exemple.fr/a_b>",
    "<moi@exemple.fr>",
    "[ref]\n\n[ref]: https://exemple.fr",
    "[rien] [rien][] [rien][x]",
    "https://exemple.fr n'est pas un lien",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "| a | b | c |\n|:--|:-:|--:|\n| *1* | `2` | **3** |\n| 4 | | 6 |",
    "| a |\n|---|\n| x \\| y |",
    "| a | b |\n|---|---|\n| seul |\n| 1 | 2 | 3 |",
    "pas | une\ntable | du tout",
    "<b>html</b> et <!-- commentaire -->",
    "<div>\nbloc\n</div>",
    '$x$ #read("/etc/passwd") @ref <label> // rien /* ni ceci */',
    "= pas un titre\n/ T: ni ceci\n+ un",
    "\"guillemets\" 'simples' -- --- ...",
    "a\\b \\\\ c",
    '#{panic()} \\u{41} "; panic("x"); "',
    "- [ ] à faire\n- [x] fait",
]


class _Shape(HTMLParser):
    """A page as a list of tags and texts, without what the two writers are free to do otherwise."""

    _IGNORED = frozenset({"html", "head", "meta", "body", "tbody"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._in_item = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_item += tag == "li"
        if tag in self._IGNORED or (tag == "p" and self._in_item):
            return
        kept = [f"{name}={value}" for name, value in attrs if name in ("href", "start") and value != "1"]
        self.parts.append(f"<{' '.join([tag, *kept])}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_item -= tag == "li"
        if tag != "br" and tag not in self._IGNORED and not (tag == "p" and self._in_item):
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.parts.append(data)


def _shape(html: str) -> list[str]:
    parser = _Shape()
    parser.feed(html)
    parser.close()
    joined = "".join(parser.parts)
    pieces = re.split(r"(</?[a-z0-9]+(?: [^>]*)?>)", joined)
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def _by_typst(page: Page) -> str:
    source = typst_source(page, content_of(page)).replace('#import "report.typ": *', _BARE_THEME)
    return bytes(_compiler(None)(input={"main.typ": source.encode()}, format="html")).decode()


def _by_markdown_it(markdown: str) -> str:
    html = str(MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).render(markdown))
    # Typst keeps <h1> for the page's title; a bare list item has nothing to hold.
    return re.sub(r"<(/?)h([1-5])>", lambda found: f"<{found[1]}h{int(found[2]) + 1}>", html)


def _renumbered(html: str) -> str:
    """Our level 2 is written where the Markdown, which has no title, says 1."""
    return re.sub(r"<(/?)h([2-6])>", lambda found: f"<{found[1]}h{int(found[2]) - 1}>", html)


@pytest.mark.parametrize("markdown", _EXAMPLES)
def test_typst_reads_what_markdown_means(bare_page: Page, markdown: str) -> None:
    page = replace(bare_page, language="en", markdown=markdown)
    assert _shape(_renumbered(_by_typst(page))) == _shape(_by_markdown_it(markdown))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_a_literal_is_one_string_whatever_it_holds(text: str) -> None:
    written = literal(text)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\["\\])*"', written)
