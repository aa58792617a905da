"""`cit template`: where each template comes from, a copy to change, and what is wrong with it before it is filled."""

import json
from pathlib import Path

import pytest

from cit_toolkit.builtin_data import LANGUAGES, TEMPLATES
from cit_toolkit.loading.workspace import Dossier
from cit_toolkit.model.workspace import Workspace
from cit_toolkit.pipeline.document_templates import problems_of_templates, templates_of
from cit_toolkit.wording.catalog import Catalog
from running_cit import Ended, cit, write_territory

EXTENDING = '{% extends "builtin/fr/diagnosis.md" %}\n'


def dossier(folder: Path, **templates: str) -> Path:
    """A dossier with templates of its own, named as `fr_diagnosis`."""
    (folder / "cit.yaml").write_text("type: dossier\nlangue: fr\n", encoding="utf-8")
    for name, text in templates.items():
        path = folder / "templates" / f"{name.replace('_', '/', 1)}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def checked(folder: Path, *names: str) -> Ended:
    return cit("template", "check", *names, cwd=folder)


def told(ended: Ended) -> list[tuple[str, str]]:
    """Place and code of each problem."""
    heads = [line for line in ended.out.splitlines() if line.endswith("]")]
    return [(line.partition(": ")[0].rpartition("/")[2], line.rpartition("[")[2][:-1]) for line in heads]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_built_in_template_asks_only_for_what_its_document_holds(language: str) -> None:
    templates = templates_of(Dossier(TEMPLATES, Workspace()), language)
    assert len(templates) >= 17
    assert problems_of_templates(Dossier(TEMPLATES, Workspace()), templates) == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ d.teritory.name }}", [("diagnosis.md:2:6", "template-undefined")]),
        # Never drawn with the data at hand, and found all the same.
        ("{% if false %}{{ d.territory.nam }}{% endif %}", [("diagnosis.md:2:30", "template-undefined")]),
        ("{% for a in d.territory.actors %}\n{{ a.nme }}{% endfor %}", [("diagnosis.md:3:6", "template-undefined")]),
        ("{% for a in d.territory.actors[:2] %}{{ a.nme }}{% endfor %}", [("diagnosis.md:2:43", "template-undefined")]),
        ("{% set t = d.territory %}{{ t.nme }}", [("diagnosis.md:2:31", "template-undefined")]),
        ("{% for one in [1] %}{{ one }}{% endfor %}\n{{ one }}", [("diagnosis.md:3:4", "template-undefined")]),
        ("{{ titre }}", [("diagnosis.md:2:4", "template-undefined")]),
        ("{{ titre | default('x') }}{% if d.sans is defined %}a{% endif %}", []),
        ("{{ extra.carnet }}{{ loop }}", [("diagnosis.md:2:22", "template-undefined")]),
        ("{% macro m(x) %}{{ x.y }}{{ caller() }}{% endmacro %}{{ m(1) }}", []),
        ("{{ d.day | uper }}", [("diagnosis.md:2:12", "template-unknown-filter")]),
        ("{% if d.day is emty %}a{% endif %}", [("diagnosis.md:2:16", "template-unknown-test")]),
        ("{% include 'fr/pieds.md' %}", [("diagnosis.md:2:13", "template-unknown-file")]),
        ("{% include 'fr/pied.md' %}{% include 'builtin/fr/proofs.md' %}", []),
        ("{{ d.day }", [("diagnosis.md:2:1", "template-syntax")]),
        ("{% if d.day %}a", [("diagnosis.md:2:4", "template-unclosed")]),
    ],
)
def test_what_is_wrong_is_found_without_filling_the_template(
    tmp_path: Path, template: str, expected: list[tuple[str, str]]
) -> None:
    parts = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in parts_of("diagnosis"))
    folder = dossier(tmp_path, fr_diagnosis=f"{parts}\n{template}", fr_pied="Un pied de page.")
    ended = checked(folder)
    assert told(ended) == expected
    assert ended.code == (1 if expected else 0)


def parts_of(name: str) -> tuple[str, ...]:
    templates = templates_of(Dossier(TEMPLATES, Workspace()), "fr")
    return next(template.parts for template in templates if template.name == name)


@pytest.mark.parametrize(
    ("template", "expected", "code"),
    [
        (EXTENDING + "{% block modules %}Rien.{% endblock %}", [], 0),
        (EXTENDING + "{% block modlues %}Rien.{% endblock %}", [("diagnosis.md:2:10", "template-unknown-block")], 1),
        (
            EXTENDING + "{% block title %}# A{% block sous_titre %}b{% endblock %}{% endblock %}",
            [],
            0,
        ),
        (EXTENDING + "\nUn texte qui se perdrait.\n", [("diagnosis.md:3:1", "template-outside-block")], 0),
        ('{% extends "fr/diagnosis.md" %}', [("diagnosis.md:1:13", "template-extends-itself")], 1),
        ('{% extends "builtin/fr/diagnosi.md" %}', [("diagnosis.md:1:13", "template-unknown-file")], 1),
        ("# {{ d.territory.name }}", [("diagnosis.md:1:1", "template-part-missing")], 0),
    ],
)
def test_a_part_that_would_never_show_or_is_left_out_is_told(
    tmp_path: Path, template: str, expected: list[tuple[str, str]], code: int
) -> None:
    folder = dossier(tmp_path, fr_diagnosis=template)
    ended = checked(folder)
    assert (told(ended), ended.code) == (expected, code)
    assert cit("template", "check", "--strict", cwd=folder).code == (1 if expected else 0)


def test_a_problem_is_told_as_in_any_file(tmp_path: Path) -> None:
    ended = checked(dossier(tmp_path, fr_diagnosis=EXTENDING + "{% block modlues %}{% endblock %}\n"))
    assert ended.out == (
        "templates/fr/diagnosis.md:2:10: erreur: la partie « modlues » n’existe pas dans le gabarit prolongé : ce"
        " qu’elle contient ne paraîtrait jamais [template-unknown-block]\n"
        "  2 | {% block modlues %}{% endblock %}\n"
        "    |          ^^^^^^^\n"
        "  aide : vouliez-vous dire « modules » ?\n"
        "1 gabarit, 1 problème.\n"
    )
    english = cit("--lang", "en", "template", "check", cwd=tmp_path)
    assert "error: there is no part “modlues” in the template extended" in english.out
    record = json.loads(cit("template", "check", "--json", cwd=tmp_path).out)
    assert record["gabarits"] == ["fr/diagnosis.md"]
    assert [(p["code"], p["ligne"], p["colonne"]) for p in record["problemes"]] == [("template-unknown-block", 2, 10)]


def test_a_template_for_a_funder_is_held_to_what_a_bilan_tells(tmp_path: Path) -> None:
    folder = dossier(tmp_path, fr_region="# {{ d.action.title }}\n\n{{ d.perod }}\n")
    assert told(checked(folder)) == [("region.md:3:6", "template-undefined")]
    assert told(checked(folder, "region")) == [("region.md:3:6", "template-undefined")]


def test_a_part_that_others_include_may_ask_anything_of_the_document(tmp_path: Path) -> None:
    extended = EXTENDING + "{% block modules %}{% include 'fr/pied.md' %}{% endblock %}"
    folder = dossier(tmp_path, fr_diagnosis=extended, fr_pied="Page de {{ d.author }}, {{ autre }}")
    assert told(checked(folder)) == [("pied.md:1:28", "template-undefined")]


def test_a_dossier_without_templates_is_told_so_and_a_wrong_name_gets_the_nearest(tmp_path: Path) -> None:
    folder = dossier(tmp_path)
    assert checked(folder).out == Catalog.of("fr").say("templates.none") + "\n"
    for command in ("check", "show", "copy"):
        ended = cit("template", command, "diagnosi", cwd=folder)
        assert ended.code == 2 and "vouliez-vous dire « diagnosis » ?" in ended.err
    (folder / "templates" / "fr").mkdir(parents=True)
    (folder / "templates" / "fr" / "bilan.md").write_bytes("# Été".encode("latin-1"))
    for ended in (checked(folder), cit("template", "show", "bilan", cwd=folder)):
        assert ended.code == 1 and "templates/fr/bilan.md" in ended.err and "[template-not-utf-8]" in ended.err


def test_a_template_that_no_machine_could_read_is_refused_in_words(tmp_path: Path) -> None:
    folder = dossier(tmp_path, fr_diagnosis="{% if 1 %}" * 3000 + "{% endif %}" * 3000)
    (folder / "templates" / "fr" / "bilan.md").mkdir()
    ended = checked(folder)
    assert ended.code == 1 and "[template-runaway]" in ended.err and "Traceback" not in ended.err
    assert cit("template", "list", cwd=folder).code == 0


def test_the_list_says_where_each_template_comes_from(tmp_path: Path) -> None:
    folder = dossier(tmp_path, fr_profile="# A", fr_region="# B")
    out = cit("template", "list", cwd=folder).out
    names = {line.split()[0] for line in out.splitlines() if not line.startswith(" ")}
    assert names == {path.stem for path in (TEMPLATES / "fr").glob("*.md")} | {"region"}
    assert "templates/fr/profile.md, à la place de builtin/fr/profile.md" in out
    assert "templates/fr/region.md, propre à ce dossier" in out
    assert "fourni : builtin/fr/diagnosis.md" in out
    record = json.loads(cit("template", "list", "--json", cwd=folder).out)
    (profile,) = [each for each in record["gabarits"] if each["nom"] == "profile"]
    assert (profile["fichier"], profile["fourni"]) == ("templates/fr/profile.md", "builtin/fr/profile.md")
    assert "builtin/en/diagnosis.md" in cit("--lang", "en", "template", "list", cwd=folder).out


def test_every_built_in_template_has_its_line_in_the_list() -> None:
    for language in LANGUAGES:
        known = set(Catalog.of(language).section("templates.documents"))
        assert known == {path.stem for path in (TEMPLATES / language).glob("*.md")}


def test_what_is_shown_is_the_template_in_use_or_the_built_in_one(tmp_path: Path) -> None:
    folder = dossier(tmp_path, fr_profile="# Le mien\n")
    assert cit("template", "show", "profile", cwd=folder).out == "# Le mien\n"
    built_in = (TEMPLATES / "fr" / "profile.md").read_text(encoding="utf-8")
    assert cit("template", "show", "builtin/profile", cwd=folder).out == built_in
    assert cit("template", "show", "builtin/fr/profile.md", cwd=folder).out == built_in


def test_a_whole_copy_or_some_parts_change_nothing_until_they_are_edited(tmp_path: Path) -> None:
    folder = dossier(tmp_path)
    territory = write_territory(folder, "acteurs:\n  - {nom: Mairie, fonctions: [animation]}\n")
    before = {name: cit(name, territory, "-o", "-", "--date", "2026-01-15").out for name in ("diagnose", "profile")}
    whole = cit("template", "copy", "profile", cwd=folder)
    parts = cit("template", "copy", "diagnosis", "--partie", "modules", "--partie", "sources", cwd=folder)
    assert (whole.out, parts.out) == ("templates/fr/profile.md\n", "templates/fr/diagnosis.md\n")
    assert '{% extends "builtin/fr/profile.md" %}' in whole.err and "{{ super() }}" in parts.err
    copied = (folder / "templates" / "fr" / "diagnosis.md").read_text(encoding="utf-8")
    assert copied.startswith('{% extends "builtin/fr/diagnosis.md" %}\n\n{% block modules %}\n## Des appuis possibles')
    assert checked(folder).out == "2 gabarits, 0 problème.\n"
    for name, text in before.items():
        assert cit(name, territory, "-o", "-", "--date", "2026-01-15").out == text
    again = cit("template", "copy", "profile", cwd=folder)
    assert again.code == 2 and "[file-already-there]" in again.err
    wrong = cit("template", "copy", "match", "--partie", "titel", cwd=folder)
    assert wrong.code == 2 and "[unknown-part]" in wrong.err and "« title »" in wrong.err


def test_a_template_that_is_not_in_utf_8_stops_documents_as_it_stops_the_check(tmp_path: Path) -> None:
    folder = dossier(tmp_path, fr_diagnosis="", fr_region="")
    for name in ("diagnosis", "region"):
        (folder / "templates" / "fr" / f"{name}.md").write_bytes("# Été".encode("cp1252"))
    write_territory(folder, "")
    action = "type: action\ntitre: A\nfinanceurs:\n  - {nom: Région, gabarit: region}\n"
    (folder / "action.yaml").write_text(action, encoding="utf-8")
    for command, name in (
        (("diagnose", "territoire.yaml", "-o", "d.pdf"), "diagnosis"),
        (("bilan", "action.yaml", "--financeur", "region", "-o", "b.pdf"), "region"),
    ):
        ended = cit(*command, cwd=folder)
        assert ended.code == 1 and f"templates/fr/{name}.md" in ended.err and "[template-not-utf-8]" in ended.err
    batch = cit("bilan", "action.yaml", "--tous", cwd=folder)
    assert batch.code == 1 and "templates/fr/region.md" in batch.err and "[unexpected-failure]" not in batch.err


def test_a_folder_that_refuses_a_copy_is_told_without_an_option_the_command_lacks(tmp_path: Path) -> None:
    folder = dossier(tmp_path)
    (folder / "templates").write_text("", encoding="utf-8")
    for command in (
        ("template", "copy", "diagnosis"),
        ("method", "copy", "cit", "templates/m.yaml"),
        ("init", "templates/d", "--nom", "Essai"),
    ):
        ended = cit(*command, cwd=folder)
        assert ended.code == 3 and "[folder-unwritable]" in ended.err and "-o" not in ended.err.split("aide")[1]
