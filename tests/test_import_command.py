"""`cit import` as a facilitator runs it."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from cit_toolkit.json_schemas import output_schema
from running_cit import cit

AIDS = {
    "count": 3,
    "results": [
        {"slug": "creer-une-halle", "name": "Créer une halle", "financers": ["Région"], "perimeter": "France",
         "categories": ["Urbanisme / logement / aménagement / Espace public"], "aid_types": ["Subvention"],
         "contact": "x@example.org", "nouveau_champ": 3},
        {"slug": "sans-zone", "name": "Suivre un projet", "financers": ["Région"], "aid_types": ["Magie"]},
        {"slug": "sans-nom"},
    ],
}  # fmt: skip


def written(folder: Path) -> Path:
    path = folder / "aides.json"
    path.write_text(json.dumps(AIDS), encoding="utf-8")
    return path


def test_the_file_checks_clean_and_what_became_of_each_record_is_said(tmp_path: Path) -> None:
    ended = cit(
        "import", "aides-territoires", written(tmp_path), "-o", "offres.yaml", "--date", "2026-03-12", cwd=tmp_path
    )
    assert ended.code == 1  # a record was refused
    assert ended.out == "offres.yaml\n"
    assert ended.err == (
        "Aides-territoires : 3 enregistrements lus, 2 offres, dont 1 à vérifier, 1 refusé.\n"
        "À vérifier :\n"
        "  « Magie » n’a pas d’équivalent dans la correspondance : 1 offre (sans-zone).\n"
        "  la source ne dit pas où l’offre est disponible : 1 offre (sans-zone).\n"
        "Refusés :\n"
        "  aides.json, n° 3 (sans-nom) : sans nom\n"
        "Colonnes inconnues de la correspondance, gardées sous « x- » : nouveau_champ (1).\n"
        "Colonnes laissées de côté : contact (1 ; coordonnées : elles sont sur la page de l’aide).\n"
    )
    checked = cit("check", "offres.yaml", "--strict", cwd=tmp_path)
    assert checked.code == 0
    assert "1 fichier, 0 erreur, 0 avertissement" in checked.out


def test_a_folder_receives_a_file_of_a_name_that_stays_the_same(tmp_path: Path) -> None:
    ended = cit("import", "aides-territoires", written(tmp_path), "-o", "catalogues/", cwd=tmp_path)
    assert ended.out == "catalogues/offres-aides-territoires.yaml\n"
    assert (tmp_path / "catalogues" / "offres-aides-territoires.yaml").is_file()


def test_a_file_that_was_corrected_since_is_set_aside_never_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "offres.yaml"
    mine.write_text("type: offres\n# à moi\n", encoding="utf-8")
    ended = cit("import", "aides-territoires", written(tmp_path), "-o", mine)
    (kept,) = tmp_path.glob("offres (*).yaml")
    assert kept.read_text(encoding="utf-8") == "type: offres\n# à moi\n"
    assert kept.name in ended.err


def test_json_tells_every_record_and_keeps_to_its_schema(tmp_path: Path) -> None:
    ended = cit("import", "aides-territoires", written(tmp_path), "-o", tmp_path / "o.yaml", "--json")
    record = json.loads(ended.out)
    Draft202012Validator(output_schema("import")).validate(record)
    assert (record["lus"], len(record["offres"]), record["hors_zone"]) == (3, 2, 0)
    assert [(refused["rang"], refused["motif"]["code"]) for refused in record["refuses"]] == [(3, "no-title")]
    assert {offer["id"]: [doubt["code"] for doubt in offer["a_verifier"]] for offer in record["offres"]} == {
        "creer-une-halle": [], "sans-zone": ["unknown-word", "no-zone"],
    }  # fmt: skip


def test_a_long_list_of_refusals_is_cut_in_the_terminal_and_whole_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "aides.json").write_text(json.dumps([{"name": "A"}, *[{"slug": f"x{i}"} for i in range(50)]]), "utf-8")
    ended = cit("import", "aides-territoires", "aides.json", "-o", "o.yaml", cwd=tmp_path)
    assert ended.err.count(" : sans nom\n") == 40
    assert "  … et 10 autres : tous sont à la fin du fichier d’offres, ou avec --json.\n" in ended.err
    assert (tmp_path / "o.yaml").read_text(encoding="utf-8").count(" : sans nom\n") == 50


def test_one_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "coupe.json").write_text('{"results": [{"name": ', encoding="utf-8")
    ended = cit("import", "aides-territoires", "coupe.json", "absent.json", written(tmp_path), "-o", "-", cwd=tmp_path)
    assert ended.code == 1
    assert "coupe.json:1:23: erreur: ce fichier n’est pas du JSON complet" in ended.err
    assert "absent.json:1:1: erreur: ce fichier n’existe pas" in ended.err
    assert "intitule: Créer une halle" in ended.out


def test_a_mapping_of_one_s_own_is_used_and_its_mistakes_are_told(tmp_path: Path) -> None:
    (tmp_path / "mienne.yaml").write_text(
        "type: correspondance\nid: mienne\nnom: Le Pays\n"
        "colonnes: {intitule: [Libellé], themes: [Sujet], couleur: [x]}\n"
        "vocabulaires: {themes: {vélos: [mobilite], chats: [chat]}}\n",
        encoding="utf-8",
    )
    table = tmp_path / "pays.csv"
    table.write_text("Libellé;Sujet\nPrêt de vélos;Vélos\n", encoding="utf-8")
    ended = cit("import", "offres", table, "--correspondance", "mienne.yaml", "-o", "-", cwd=tmp_path)
    assert "themes: [mobilite]" in ended.out and "Source : Le Pays ; pays.csv." in ended.out
    told = [line.split(" [")[0] for line in ended.err.splitlines() if line.startswith("mienne.yaml:")]
    assert told == [
        "mienne.yaml:4:50: erreur: clé « couleur » inconnue parmi les colonnes d’une correspondance",
        "mienne.yaml:5:52: erreur: le thème « chat » n’est pas dans la méthode",
    ]
    assert ended.code == 1
    assert cit("import", "offres", table).code == 2


def test_a_catalogue_may_be_a_workbook(tmp_path: Path) -> None:
    from datetime import date

    from cit_toolkit.exchange.spreadsheets import workbook_bytes

    mapping = "type: correspondance\nid: pays\nnom: Le Pays\ncolonnes: {intitule: [Libellé], structure: [Qui]}\n"
    (tmp_path / "pays.yaml").write_text(mapping, encoding="utf-8")
    rows = [["Catalogue 2026"], [], ["Libellé", "Qui"], ["Prêt de vélos", "Le Pays"]]
    (tmp_path / "pays.xlsx").write_bytes(workbook_bytes({"Offres": rows}, date(2026, 1, 1)))
    ended = cit("import", "offres", "pays.xlsx", "--correspondance", "pays.yaml", "-o", "-", cwd=tmp_path)
    assert ended.code == 0 and "intitule: Prêt de vélos" in ended.out and "structure: Le Pays" in ended.out


def test_a_department_that_does_not_exist_is_a_mistake_of_the_command_line(tmp_path: Path) -> None:
    assert cit("import", "aides-territoires", written(tmp_path), "--departement", "99").code == 2


def test_in_english_too(tmp_path: Path) -> None:
    ended = cit("--lang", "en", "import", "aides-territoires", written(tmp_path), "-o", "-", "--date", "2026-03-12")
    assert ended.out.startswith("# Offers imported on 12 March 2026. Source: Aides-territoires; aides.json.\n")
    assert "Aides-territoires: 3 records read, 2 offers, 1 of them to check, 1 refused.\n" in ended.err
