"""`cit method test`: the cases of the methods hold, and what does not hold is told where it was expected."""

import json
from pathlib import Path

import pytest

from cit_toolkit.builtin_data import METHOD_CASES, method_ids
from cit_toolkit.loading.files import load_file
from cit_toolkit.model.method_case import MethodCases
from running_cit import cit

METHOD = """\
type: methode
id: mienne
nom: La mienne
fonctions: [{id: animation, nom: Animation, poids: 2}, {id: foncier-lieux, autres_noms: [foncier]}]
roles: [{id: porteur}]
grille:
  - id: portage
    criteres: [{id: collectif, nom: Portage, question: Qui porte ?, niveaux: [a, b, c, d]}]
etapes: [{id: depart, nom: Départ}, {id: suite, nom: Suite, seuils: {collectif: 2, acteurs.nombre: 1}}]
modules:
  - {id: roles, nom: Les rôles, heures: 2, etapes: [depart], repond: {criteres: [collectif]}}
  - {id: plus-tard, nom: Plus tard, heures: 2, etapes: [suite]}
regles:
  - {id: seul, si: acteurs.nombre == 1, sens: faiblesse, texte: Un seul acteur., modules: [roles]}
  - {id: nombreux, si: acteurs.nombre >= 9, sens: force, texte: Beaucoup de monde.}
"""

HOLDS = """\
type: cas
cas:
  - nom: Un acteur seul
    entree:
      acteurs: [{nom: Mairie, fonctions: {animation: 2}}]
      grille: {collectif: 1}
    attendu:
      fonctions: {animation: fragile, foncier: absente}
      mesures: {acteurs.nombre: 1, couverture: "0,44", collectif: 1}
      etape: depart
      a_faire: [collectif]
      constats: [seul]
      sans_constats: [nombreux]
      modules: [roles]
      questions: [roles]
      plan: {retenus: [roles], ecartes: [plus-tard], motifs: {plus-tard: rien-ne-manque}, ordre: [roles], vide: non}
"""

DIFFERS = """\
type: cas
cas:
  - nom: Un acteur seul
    entree:
      acteurs: [{nom: Mairie, fonctions: {animation: 2}}]
      besoins: [{id: un, intitule: Un, urgence: 3, importance: 3}, {id: deux, intitule: Deux, urgence: 1}]
      grille: {collectif: 1}
    attendu:
      fonctions:
        animation: partagee
      mesures:
        acteurs.nombre: {min: 2}
      etape: suite
      etape_possible: suite
      a_faire: [acteurs.nombre]
      a_verifier: [collectif]
      constats: [nombreux]
      sans_constats: [seul]
      questions: [collectif]
      premiere_question: collectif
      modules: [plus-tard]
      besoins: [deux, un]
      plan:
        retenus: [plus-tard]
        ecartes: [roles]
        motifs: {plus-tard: plafond}
        ordre: [plus-tard, roles]
        vide: oui
"""


def written(folder: Path, cases: str, name: str = "mienne.cas.yaml") -> Path:
    (folder / "mienne.yaml").write_text(METHOD, encoding="utf-8")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(cases, encoding="utf-8")
    return folder / "mienne.yaml"


@pytest.mark.parametrize("name", ["cit", "ptce"])
def test_the_cases_of_each_method_hold(name: str) -> None:
    ended = cit("method", "test", name)
    assert ended.code == 0, ended.out
    assert ended.out.count("✓") >= 12 and "✗" not in ended.out


def test_every_method_that_comes_with_the_tool_has_its_cases() -> None:
    models = [load_file(path).model for path in METHOD_CASES.glob("*.yaml")]
    assert {model.method for model in models if isinstance(model, MethodCases)} >= {"cit", "ptce"} & set(method_ids())
    assert cit("method", "test").code == 0
    assert cit("check", METHOD_CASES, "--strict").code == 0


def test_cases_stand_beside_the_method_of_ones_own_or_in_a_folder_of_it(tmp_path: Path) -> None:
    for name in ("mienne.cas.yaml", "cas/premiers.yaml"):
        method = written(tmp_path, HOLDS, name)
        ended = cit("method", "test", method)
        assert (ended.code, ended.out.count("✓")) == (0, 1), ended.out
        (tmp_path / name).unlink()


def test_each_thing_that_differs_is_told_where_it_was_expected(tmp_path: Path) -> None:
    written(tmp_path, DIFFERS)
    ended = cit("method", "test", "mienne.yaml", cwd=tmp_path)
    assert ended.code == 1
    lines = {line.strip().split(":", 1)[1] for line in ended.out.splitlines() if "mienne.cas.yaml:" in line}
    told = {line.split(": ", 1)[1] for line in lines if ": " in line}
    # 2·2/3 is the coverage of animation (weight 2 of 3); the need «deux» is at (1 + 1.5)/6.
    assert told >= {
        "fonction « Animation » : attendu partagée, trouvé fragile",
        "Nombre d’acteurs décrits : attendu au moins 2, trouvé 1",
        "étape certaine : attendu « Suite », trouvé « Départ »",
        "étape possible : attendu « Suite », trouvé « Départ »",
        "« Nombre d’acteurs décrits » devrait être à faire avant l’étape suivante ; à faire : Portage",
        "« Portage » devrait être à vérifier avant l’étape suivante ; rien ne l’est",
        "le constat « nombreux » devrait parler ; parlent : seul",
        "le constat « seul » ne devrait pas parler ; il dit : Un seul acteur.",
        "les constats devraient appeler le module « Plus tard » ; ils appellent : Les rôles",
        "ordre des besoins : attendu Deux, Un ; trouvé Un, Deux",
        "plan : « Plus tard » devrait être retenu ; il est écarté (rien ne manque à quoi il réponde)",
        "plan : « Les rôles » est retenu et ne devrait pas l’être",
        "plan : « Plus tard » devrait être écarté (faute d’heures) ; il l’est pour une autre raison"
        " (rien ne manque à quoi il réponde)",
        "plan : ordre attendu Plus tard, Les rôles ; trouvé Les rôles",
        "plan : il devrait être vide ; retenus : Les rôles",
    }
    places = {line.strip().split(" ")[0] for line in ended.out.splitlines() if "fonction «" in line}
    assert places == {"mienne.cas.yaml:10:9:"}
    assert "1 cas sur 1 diffère." in ended.out


def test_the_same_is_told_in_english_and_to_programs(tmp_path: Path) -> None:
    method = written(tmp_path, DIFFERS)
    english = cit("--lang", "en", "method", "test", method).out
    assert "function “Animation”: expected shared, found fragile" in english
    assert "1 case out of 1 differs." in english
    record = json.loads(cit("method", "test", method, "--json").out)
    (case,) = record["fichiers"][0]["cas"]
    assert (case["nom"], case["reussi"]) == ("Un acteur seul", False)
    first = case["ecarts"][0]
    assert (first["objet"], first["nom"], first["attendu"], first["trouve"]) == (
        "fonction", "animation", ["partagee", "partagee"], ["fragile", "fragile"]
    )  # fmt: skip


def test_an_uncertain_status_is_written_with_its_two_ends(tmp_path: Path) -> None:
    cases = HOLDS.replace("animation: 2}}", "animation: inconnu}}")
    cases = cases.replace("animation: fragile", "animation: [absente, fragile]")
    ended = cit("method", "test", written(tmp_path, cases.split("      mesures")[0]))
    assert ended.code == 0, ended.out


def test_a_situation_may_stand_in_a_file_of_the_dossier_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\nmethode: mienne.yaml\n", encoding="utf-8")
    (tmp_path / "lieu.yaml").write_text("type: territoire\nnom: Lieu\nacteurs: [{nom: A}, {nom: B}]\n", "utf-8")
    for file, code, said in (
        ("lieu.yaml", 0, "✓"),
        ("absent.yaml", 1, "[no-file-matches]"),
        ("../../etc/passwd", 1, "[path-outside-dossier]"),
        ("cit.yaml", 1, "[no-file-matches]"),
    ):
        attendu = "{mesures: {acteurs.nombre: {max: 2}}}"
        written(tmp_path, f"type: cas\ncas:\n  - nom: Deux\n    fichier: {file}\n    attendu: {attendu}\n")
        ended = cit("method", "test", tmp_path / "mienne.cas.yaml")
        assert (ended.code, said in ended.out) == (code, True), ended.out


def test_what_a_case_misspells_is_told_with_its_place_by_check_and_by_the_trial(tmp_path: Path) -> None:
    cases = HOLDS.replace("constats: [seul]", "constats: [seule]").replace("etape: depart", "etape: departt")
    method = written(tmp_path, cases.replace("animation: fragile,", "anmation: fragile,"))
    checked = cit("check", tmp_path / "mienne.cas.yaml", "--methode", "mienne.yaml", cwd=tmp_path)
    for ended in (checked, cit("method", "test", method)):
        said = ended.out + ended.err
        assert ended.code == 1
        for wrong, near in (("seule", "seul"), ("departt", "depart"), ("anmation", "animation")):
            assert f"« {wrong} »" in said and f"vouliez-vous dire « {near} »" in said


def test_a_method_without_cases_and_a_file_of_another_kind_are_told(tmp_path: Path) -> None:
    (tmp_path / "mienne.yaml").write_text(METHOD, encoding="utf-8")
    (tmp_path / "lieu.yaml").write_text("type: territoire\nnom: Lieu\n", encoding="utf-8")
    assert "[no-case]" in cit("method", "test", tmp_path / "mienne.yaml").err
    assert "[not-cases]" in cit("method", "test", tmp_path / "lieu.yaml").err
    unknown = cit("method", "test", "cti")
    assert unknown.code == 1 and "« cit »" in unknown.err


BROKEN = ["", "type: cas\n", "type: cas\ncas: inconnu\n", "type: cas\ncas: [{nom: x}]\n", "a: [", "type: cas\ncas: 3\n"]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_of_cases_is_told_without_a_trace(text: str, tmp_path: Path) -> None:
    (tmp_path / "cas.yaml").write_text(text, encoding="utf-8")
    ended = cit("method", "test", tmp_path / "cas.yaml")
    assert "Traceback" not in ended.out + ended.err
    assert ended.code == (0 if text.endswith("inconnu\n") else 1)


def test_the_case_of_the_readme_gives_what_the_readme_shows(tmp_path: Path) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    section = readme.partition("**Écrire des cas**")[2]
    written, shown = (section.split("```")[rank] for rank in (1, 3))
    (tmp_path / "cas").mkdir()
    (tmp_path / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    (tmp_path / "cas" / "portage.yaml").write_text(written.removeprefix("yaml\n"), encoding="utf-8")
    assert cit("method", "copy", "cit", "ma-methode.yaml", cwd=tmp_path).code == 0
    for name in ("ma-methode.yaml", "cas/portage.yaml"):
        tested = cit("method", "test", name, cwd=tmp_path)
        assert (tested.code, tested.out) == (1, shown.removeprefix("\n"))
    path = tmp_path / "cas" / "portage.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("animation: partagee", "animation: fragile"), encoding="utf-8"
    )
    assert cit("method", "test", "ma-methode.yaml", cwd=tmp_path).code == 0
