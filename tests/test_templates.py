"""A dossier's own templates: looked up first, able to extend the built-in ones, and never able to do harm."""

from pathlib import Path

import pytest

from cit_toolkit.rendering import template_engine
from running_cit import Ended, cit, write_territory

EXTENDED = """\
{% extends "builtin/fr/diagnosis.md" %}
{% block title %}
# Notre diagnostic de {{ d.territory.name }}

Carnet : {{ extra.carnet }}.
{% endblock %}
"""


def dossier(folder: Path, template: str | None, settings: str = "", name: str = "fr/diagnosis.md") -> Path:
    """A dossier with one template of its own, and its territory."""
    (folder / "cit.yaml").write_text(f"type: dossier\n{settings}", encoding="utf-8")
    if template is not None:
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(template, encoding="utf-8")
    return write_territory(folder, "x-carnet: 'n° 3 *à part*'\nacteurs:\n  - {nom: Mairie, fonctions: [animation]}\n")


def filled(folder: Path, template: str) -> Ended:
    return cit("diagnose", dossier(folder, template), "-o", "-")


def test_a_template_of_the_dossier_replaces_a_block_of_the_built_in_one(tmp_path: Path) -> None:
    ended = filled(tmp_path, EXTENDED)
    assert ended.code == 0, ended.err
    assert ended.out.startswith("# Notre diagnostic de Val-Essai\n\nCarnet : n° 3 \\*à part\\*.\n")
    assert "## L’essentiel" in ended.out


def test_a_template_may_replace_the_whole_and_include_another(tmp_path: Path) -> None:
    path = dossier(tmp_path, "# {{ d.territory.name }}\n\n{% include 'fr/pied.md' %}")
    dossier(tmp_path, "Fait par {{ d.territory.actors | map(attribute='name') | join(', ') }}", name="fr/pied.md")
    assert cit("diagnose", path, "-o", "-").out == "# Val-Essai\n\nFait par Mairie\n"


def test_a_template_in_one_language_leaves_the_other_as_it_is(tmp_path: Path) -> None:
    path = dossier(tmp_path, "# Le mien\n")
    assert cit("diagnose", path, "-o", "-").out == "# Le mien\n"
    assert cit("--lang", "en", "diagnose", path, "-o", "-").out.startswith("# Shared diagnosis")


def test_the_settings_say_where_templates_are(tmp_path: Path) -> None:
    path = dossier(tmp_path, "# Ailleurs\n", "templates: gabarits/\n", "../gabarits/fr/diagnosis.md")
    assert cit("diagnose", path, "-o", "-").out == "# Ailleurs\n"


@pytest.mark.parametrize(
    ("template", "place", "code", "said"),
    [
        ("# A\n\n{{ d.territory.nom_mal_ecrit }}\n", "3:16", "template-undefined", "nom_mal_ecrit"),
        ("# A\n{{ d.teritory.name }}\n", "2:6", "template-undefined", "aide : vouliez-vous dire « territory » ?"),
        ("# A\n{{ inconnu }}\n", "2:4", "template-undefined", "aide : noms possibles : d, extra"),
        ("# A\n{{ extra.carnt }}\n", "2:10", "template-undefined", "aide : vouliez-vous dire « carnet » ?"),
        ("# A\n\n\n{% if %}\n", "4:1", "template-syntax", ""),
        ("# A\n{% for x in d.to_do %}\nb\n", "2:4", "template-unclosed", "{% endfor %}"),
        ("# A\n{% endfro %}\n", "2:4", "template-unknown-tag", "aide : vouliez-vous dire « endfor » ?"),
        ("# A\n{% if d %}\n{% endfor %}\n", "3:4", "template-misplaced-tag", "elif"),
        ("# A\n{{ 1 / 0 }}\n", "2:1", "template-stopped", "zero"),
        ("# A\n{{ d.day.nope() }}\n", "2:10", "template-undefined", "nope"),
        ("# A\n{{ 'x' | filtre_inconnu }}\n", "2:10", "template-unknown-filter", "filtre_inconnu"),
        ("# A\n{{ none }}\n", "2:1", "template-unknown-value", "inconnue"),
    ],
)
def test_a_mistake_is_told_as_in_any_file_with_its_place_and_its_line(
    tmp_path: Path, template: str, place: str, code: str, said: str
) -> None:
    ended = filled(tmp_path, template)
    line = template.splitlines()[int(place.partition(":")[0]) - 1]
    assert (ended.code, ended.out) == (1, "")
    assert f"templates/fr/diagnosis.md:{place}: erreur: " in ended.err and f"[{code}]\n" in ended.err
    assert f" | {line}\n" in ended.err and said in ended.err
    assert "Traceback" not in ended.err and ended.err.count("erreur:") == 1


def test_a_mistake_in_an_included_template_names_that_one(tmp_path: Path) -> None:
    path = dossier(tmp_path, "# A\n{% include 'fr/pied.md' %}")
    dossier(tmp_path, "\n\n{{ rien }}", name="fr/pied.md")
    ended = cit("diagnose", path, "-o", "-")
    assert "templates/fr/pied.md:3:4: erreur: " in ended.err


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in range(90000) %}{{ 'x' * 1 }}{% endfor %}",
        "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
        "{% for i in range(90000) %}{% for j in range(90000) %}un texte assez long{% endfor %}{% endfor %}",
        "{% for i in range(10 ** 9) %}x{% endfor %}",
        "{{ 'x' * 10000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% include 'fr/diagnosis.md' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_a_template_that_never_ends_is_stopped(tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_engine, "MAX_SECONDS", 0.3)
    monkeypatch.setattr(template_engine, "MAX_OUTPUT", 100_000)
    ended = filled(tmp_path, template)
    assert (ended.code, ended.out) == (1, "")
    assert "[template-runaway]" in ended.err or "[template-stopped]" in ended.err or "[template-forbidden]" in ended.err


@pytest.mark.parametrize(
    "template",
    [
        "{{ d.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ d.territory._origin }}",
        "{{ d.voice.say.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ d.territory.actors.append(1) }}",
    ],
)
def test_a_template_cannot_reach_the_program(tmp_path: Path, template: str) -> None:
    ended = filled(tmp_path, template)
    assert (ended.code, ended.out) == (1, "")
    assert "[template-forbidden]" in ended.err or "[template-undefined]" in ended.err


@pytest.mark.parametrize("name", ["../secret.md", "/etc/passwd", "fr/../../secret.md", "fr/lien.md"])
def test_a_template_outside_the_dossier_cannot_be_included(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text("le secret", encoding="utf-8")
    inside = tmp_path / "dossier"
    inside.mkdir()
    path = dossier(inside, f"# A\n{{% include '{name}' %}}")
    (inside / "templates" / "fr" / "lien.md").symlink_to(tmp_path / "secret.md")
    ended = cit("diagnose", path, "-o", "-")
    assert (ended.code, ended.out) == (1, "")
    assert "[template-not-found]" in ended.err and "secret\n" not in ended.err


@pytest.mark.parametrize("settings", ["templates: ../dehors/\n", "templates: lien/\n"])
def test_a_folder_of_templates_outside_the_dossier_is_not_used(tmp_path: Path, settings: str) -> None:
    outside = tmp_path / "dehors" / "fr"
    outside.mkdir(parents=True)
    (outside / "diagnosis.md").write_text("# Pris dehors\n", encoding="utf-8")
    inside = tmp_path / "dossier"
    inside.mkdir()
    (inside / "lien").symlink_to(tmp_path / "dehors")
    ended = cit("diagnose", dossier(inside, None, settings), "-o", "-")
    assert "Pris dehors" not in ended.out


def test_what_a_template_prints_is_watched_like_the_rest(tmp_path: Path) -> None:
    path = dossier(tmp_path, "# A\n\n{{ extra.qui }}\n")
    path.write_text("type: territoire\nnom: V\nx-qui: jean@exemple.org\n", encoding="utf-8")
    ended = cit("diagnose", path, "-o", "-")
    assert (ended.code, ended.out) == (1, "") and "territoire.yaml:3:8: erreur" in ended.err
    assert cit("diagnose", path, "-o", "-", "--masquer").out == "# A\n\n\\[masqué\\]\n"


def test_values_are_escaped_and_the_words_of_an_author_are_kept_in_their_place() -> None:
    assert template_engine.plain("*a* | <b>\n# c") == r"\*a\* \| \<b\> \# c"
    assert [template_engine.plain(text) for text in ("- x", "1. x", "12) x", "+ x", "= x")] == [
        r"\- x", r"1\. x", r"12\) x", r"\+ x", r"\= x",
    ]  # fmt: skip
    told = template_engine.author_markdown("# Titre\n\nUn\n===\n\n<b>x</b> <https://a.fr>\n\n```\n# code\n```", level=3)
    assert told == "### Titre\n\n#### Un\n\n\\<b>x\\</b> <https://a.fr>\n\n```\n# code\n```"


@pytest.mark.parametrize(
    "written", ["# titre", "- point", "1. un", "> cité", "a | b", "<b>gras", "\\<b>", "a\n\n- b", "+ c"]
)
def test_an_authors_text_on_one_line_begins_no_block_and_cuts_no_table(written: str) -> None:
    from markdown_it import MarkdownIt

    cell = template_engine.one_line_markdown(written)
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(f"| x | y |\n|---|---|\n| {cell} | z |\n")
    shown = [token.children for token in tokens if token.type == "inline"]
    assert len(shown) == 4
    words = "".join(child.content for child in shown[2] or [])
    assert words == " ".join(written.replace("\\<", "<").split())
    point = MarkdownIt("commonmark").parse(f"- {cell}\n")
    assert [token.type for token in point if token.type.endswith("_open")] == [
        "bullet_list_open", "list_item_open", "paragraph_open",
    ]  # fmt: skip
