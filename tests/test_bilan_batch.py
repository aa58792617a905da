"""`cit bilan … --tous -o dossier/`: many bilans at once, told in a table and in manifeste.json."""

import io
import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from cit_toolkit.pipeline.bilan_batch import made
from cit_toolkit.pipeline.bilan_documents import BilanOrder
from running_cit import EXAMPLES, cit

ACTION = """\
type: action
id: {id}
titre: Une action {id}
fictif: oui
periode: {{du: 2024-01, au: 2024-12}}
objet: Se rencontrer.
financeurs:
  - {{id: region, nom: Région}}
  - {{id: fondation, nom: Fondation}}
"""


def with_actions(folder: Path, *ids: str) -> Path:
    (folder / "cit.yaml").write_text("type: dossier\nlangue: fr\n", encoding="utf-8")
    for number, identifier in enumerate(ids):
        path = folder / "actions" / f"a{number}" / "action.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(ACTION.format(id=identifier), encoding="utf-8")
    return folder


def run(folder: Path, *options: str) -> tuple[int, str, str]:
    ended = cit(
        "bilan", "actions/*/action.yaml", "--tous", "-o", "bilans/", "--date", "2026-11-26", *options, cwd=folder
    )
    return ended.code, ended.out, ended.err


def manifest(folder: Path) -> dict[str, dict[str, object]]:
    record = json.loads((folder / "bilans" / "manifeste.json").read_text(encoding="utf-8"))
    return {each["cle"]: each for each in record["documents"]}


def documents(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "bilans").glob("bilan-*"))


@pytest.mark.parametrize("saved", ["action.yaml", "../../cit.yaml", "seances/s.yaml"])
def test_a_file_saved_between_two_bilans_of_an_action_is_read_again(tmp_path: Path, saved: str) -> None:
    with_actions(tmp_path, "un")
    action = tmp_path / "actions" / "a0" / "action.yaml"
    with action.open("a", encoding="utf-8") as written:
        written.write("seances: [seances/*.yaml]\n")
    order = BilanOrder(action, date(2026, 11, 26), "region", ".md")
    assert "Réécrit" not in made(order).files[0][1].decode()
    session = "type: seance\nid: s\nformat: seminaire\ntitre: Réécrit\ndates: [2024-02-09]\nparticipants_nombre: 8\n"
    texts = {
        "action.yaml": action.read_text(encoding="utf-8").replace("Une action", "Réécrit"),
        "../../cit.yaml": "type: dossier\nlangue: fr\ntitre: Réécrit\n",
        "seances/s.yaml": session,
    }
    path = action.parent / saved
    path.parent.mkdir(exist_ok=True)
    path.write_text(texts[saved], encoding="utf-8")
    told = made(replace(order, funder="fondation")).files[0][1].decode()
    assert ("Réécrit" in told) == (saved != "../../cit.yaml") and "Fondation" in told
    if saved == "../../cit.yaml":  # what it sets shows on pages only
        pdf = made(replace(order, funder="fondation", ending=".pdf")).files[0][1]
        assert "Réécrit" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_one_bilan_for_each_funder_of_each_action(tmp_path: Path) -> None:
    code, out, err = run(with_actions(tmp_path, "un", "deux"))
    assert code == 0, err
    assert documents(tmp_path) == [
        "bilan-deux-fondation.pdf", "bilan-deux-region.pdf", "bilan-un-fondation.pdf", "bilan-un-region.pdf",
    ]  # fmt: skip
    assert "Une action deux" in PdfReader(tmp_path / "bilans" / "bilan-deux-region.pdf").pages[0].extract_text()
    assert set(manifest(tmp_path)) == {
        f"../actions/a{n}/action.yaml, {funder}, pdf, fr" for n in (0, 1) for funder in ("region", "fondation")
    }
    assert out.splitlines()[-1].startswith("4 documents")


def test_run_again_only_what_changed_is_made(tmp_path: Path) -> None:
    with_actions(tmp_path, "un", "deux")
    run(tmp_path)
    before = {name: (tmp_path / "bilans" / name).stat().st_mtime_ns for name in documents(tmp_path)}
    path = tmp_path / "actions" / "a1" / "action.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "suites: [Continuer.]\n", encoding="utf-8")
    code, out, _ = run(tmp_path)
    after = {name: (tmp_path / "bilans" / name).stat().st_mtime_ns for name in documents(tmp_path)}
    assert code == 0 and "dont 2 déjà à jour" in out
    assert sorted(name for name in after if after[name] != before[name]) == [
        "bilan-deux-fondation.pdf", "bilan-deux-region.pdf",
    ]  # fmt: skip


def test_a_funder_that_is_added_gets_its_bilan_and_the_others_stay(tmp_path: Path) -> None:
    with_actions(tmp_path, "un")
    run(tmp_path)
    path = tmp_path / "actions" / "a0" / "action.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  - {id: europe, nom: Europe}\n", encoding="utf-8")
    assert run(tmp_path)[0] == 0
    assert "bilan-un-europe.pdf" in documents(tmp_path)


def test_two_actions_of_one_id_get_names_that_tell_them_apart(tmp_path: Path) -> None:
    assert run(with_actions(tmp_path, "meme", "meme"))[0] == 0
    assert documents(tmp_path) == [
        f"bilan-meme-a{n}-action-{funder}.pdf" for n in (0, 1) for funder in ("fondation", "region")
    ]


def test_a_bad_action_stops_no_other_and_the_table_says_why(tmp_path: Path) -> None:
    with_actions(tmp_path, "un", "deux")
    (tmp_path / "actions" / "a0" / "action.yaml").write_text("type: action\ntitre: [\n", encoding="utf-8")
    code, out, err = run(tmp_path)
    assert code == 1
    assert documents(tmp_path) == ["bilan-deux-fondation.pdf", "bilan-deux-region.pdf"]
    assert "refusé : ../actions/a0/action.yaml" in out and "1 document refusé" in out
    assert err.count("[yaml-unclosed]") == 1
    assert manifest(tmp_path)["../actions/a0/action.yaml, -, pdf, fr"]["etat"] == "refuse"


def test_a_name_that_becomes_secret_makes_the_bilans_of_its_dossier_again(tmp_path: Path) -> None:
    with_actions(tmp_path, "un", "deux")
    run(tmp_path)
    (tmp_path / "actions" / "a0" / "liste.yaml").write_text(
        "type: seance\ntitre: S\nformat: reunion\nparticipants: [{nom: Odile Ferrand}]\n", encoding="utf-8"
    )
    assert "déjà à jour" not in run(tmp_path)[1]


@pytest.mark.parametrize("ending", ["md", "json"])
def test_other_formats_and_another_language_stand_beside(tmp_path: Path, ending: str) -> None:
    with_actions(tmp_path, "un")
    assert run(tmp_path, "--format", ending)[0] == 0
    assert {Path(name).suffix for name in documents(tmp_path)} == {f".{ending}"}


def test_the_same_files_and_date_give_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    """One of the examples, copied in two places, its actions given in another order."""
    told = []
    for name in ("a", "b"):
        dossier = tmp_path / name / "vallee"
        shutil.copytree(EXAMPLES / "vallee-fictive", dossier)
        code = cit("bilan", "action.yaml", "--tous", "-o", "bilans/", "--date", "2026-11-26", cwd=dossier).code
        assert code == 0
        folder = dossier / "bilans"
        told.append({path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".pdf", ".json")})
    assert told[0] == told[1] and len(told[0]) == 4


def test_patterns_that_lead_out_of_the_dossier_are_told_and_the_bilan_is_made(tmp_path: Path) -> None:
    with_actions(tmp_path, "un")
    with (tmp_path / "actions" / "a0" / "action.yaml").open("a", encoding="utf-8") as written:
        written.write("seances: [../../../*.yaml, /etc/*.yaml]\n")
    code, _, err = run(tmp_path)
    assert code == 1
    assert err.count("[path-outside-dossier]") == 2
    assert len(documents(tmp_path)) == 2


@pytest.mark.parametrize(("language", "said"), [("fr", "ce fichier n’existe pas"), ("en", "this file does not exist")])
def test_an_action_that_does_not_exist_is_told_plainly_and_the_others_are_made(
    language: str, said: str, tmp_path: Path
) -> None:
    with_actions(tmp_path, "un")
    ended = cit(
        "bilan", "actions/a0/action.yaml", "nimp.yaml", "--tous", "-o", "bilans/", cwd=tmp_path,
        env={"CIT_LANG": language},
    )  # fmt: skip
    assert ended.code == 1
    assert f"nimp.yaml:1:1: {'erreur' if language == 'fr' else 'error'}: {said}" in ended.err
    assert "nimp" not in ended.out
    assert len(documents(tmp_path)) == 2
    alone = cit("bilan", "nimp.yaml", "--tous", cwd=tmp_path, env={"CIT_LANG": language})
    assert (alone.code, alone.out) == (1, "")


def test_an_action_of_a_title_only_lacks_what_any_bilan_has(tmp_path: Path) -> None:
    (tmp_path / "a1.yaml").write_text("type: action\nid: a1\ntitre: Une action\n", encoding="utf-8")
    told = cit("bilan", "a1.yaml", "--manque", cwd=tmp_path).out
    for key in ("periode:", "seances:", "objet:", "deroule:", "resultats:", "enseignements:", "suites:"):
        assert told.count(f"« {key}") == 1
    assert "Rien ne manque" not in told
    assert "“objet: …”" in cit("bilan", "a1.yaml", "--manque", cwd=tmp_path, env={"CIT_LANG": "en"}).out
