import pytest
from markdown_it import MarkdownIt

from cit_toolkit.exchange.html_markdown import line_of, lines_of, markdown_of


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("<p>Un <strong>appui</strong>&nbsp;:</p><ul><li>l’étude</li><li>le suivi</li></ul>",
         "Un **appui**\u00a0:\n\n- l’étude\n- le suivi"),
        ("<h2>Pour <b>qui</b> ?</h2>Les communes<br>et leurs groupements",
         "**Pour qui ?**\n\nLes communes\\\net leurs groupements"),
        ("<p>Voir <a href='https://example.org/a'>la page</a>.</p>", "Voir [la page](https://example.org/a)."),
        ("<table><tr><th>Taux</th></tr><tr><td>80 %</td></tr></table>", "| Taux |\n| --- |\n| 80 % |"),
        ("<p>Bien</p><script>alert(1)</script><iframe src='x'></iframe><img src='x' alt='logo'>", "Bien"),
        ("Ferme &amp; fournil, 2 < 3", "Ferme & fournil, 2 < 3"),
        ("Il peut :         appuyer la collectivité ;          acquérir des biens.",
         "Il peut :\n\nappuyer la collectivité ;\n\nacquérir des biens."),
        ("ligne 1\r\nligne 2", "ligne 1\nligne 2"),
        ("a\u200bb\x00c\ud800", "abc"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_html_of_others_becomes_our_markdown(written: str, markdown: str) -> None:
    assert markdown_of(written) == markdown


def test_what_looks_like_markdown_or_html_in_the_text_of_a_page_is_shown_to_the_letter() -> None:
    markdown = markdown_of("<p>*ni gras* ni &lt;b&gt;balise&lt;/b&gt; ni # titre, R&amp;D &amp; fils</p>")
    assert MarkdownIt().render(markdown) == (
        "<p>*ni gras* ni &lt;b&gt;balise&lt;/b&gt; ni # titre, R&amp;D &amp; fils</p>\n"
    )


def test_a_page_nested_beyond_reason_still_gives_its_text() -> None:
    assert markdown_of("<div>" * 5000 + "au fond" + "</div>" * 5000) == "au fond"


def test_one_line_and_lines() -> None:
    assert line_of("  Étude\n <b>et</b> suivi &amp; bilan ") == "Étude et suivi & bilan"
    assert lines_of("<ul><li><b>Une</b> légumerie</li><li>Un <a href='x'>four</a>_à_pain</li></ul>") == [
        "Une légumerie", "Un four_à_pain",
    ]  # fmt: skip
    assert lines_of("• Un four à pain\n2) Une halle\n\n") == ["Un four à pain", "Une halle"]
