"""`cit import acteurs` as a facilitator runs it."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from cit_toolkit.json_schemas import output_schema
from cit_toolkit.loading.files import load_file
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.territory import Territory
from running_cit import VALLEY, cit, write_territory

DAY = ("--date", "2026-03-12")
TABLE = """\
Nom;Type;SIRET;Courriel;Surnom
Mairie d’Orsel;mairie;73282932000074;mairie@orsel.example;
La Grange;Tiers-lieu;7,32829E+13;;la grange rouge
;asso;;;
"""


def table(folder: Path, text: str = TABLE, name: str = "liste.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_becomes_a_territory_and_everything_doubtful_is_said_by_cell(tmp_path: Path) -> None:
    table(tmp_path)
    ended = cit("import", "acteurs", "liste.csv", "--nom", "Val d’Orsel", *DAY, cwd=tmp_path)
    assert (ended.code, ended.out) == (1, "territoire-liste.yaml\n")  # a record was refused
    assert ended.err == (
        "Import : 2 acteurs, dont 1 à vérifier, 1 refusé.\n"
        "liste.csv, colonnes devinées : nom ← « Nom », categorie ← « Type », siret ← « SIRET »,"
        " courriel ← « Courriel ».\n"
        "À vérifier :\n"
        "  « Tiers-lieu » n’a pas d’équivalent ici (catégorie) ; le mot est gardé sous « x- » :"
        " liste.csv, B3.\n"
        "  « 7,32829E+13 » a perdu des chiffres dans un tableur : le numéro est à retrouver : liste.csv, C3.\n"
        "Refusés :\n"
        "  liste.csv, A4 (asso) : sans nom d’acteur\n"
        "Colonnes inconnues, gardées sous « x- » : Surnom (1).\n"
    )
    assert (tmp_path / "territoire-liste.yaml").read_text(encoding="utf-8") == (
        "# Acteurs importés le 12 mars 2026 de liste.csv.\n"
        "# Chaque « à vérifier » demande un coup d’œil : corrigez, puis effacez la remarque. « contact » n’est jamais"
        " imprimé.\n"
        "type: territoire\n"
        "nom: Val d’Orsel\n"
        "acteurs:\n"
        "  - id: mairie-d-orsel\n"
        "    nom: Mairie d’Orsel\n"
        "    categorie: collectivite\n"
        '    siren: "732829320"\n'
        '    contact: {courriel: "mairie@orsel.example"}\n'
        '    x-siret: "73282932000074"\n'
        "\n"
        "  # à vérifier : B3 : « Tiers-lieu » n’a pas d’équivalent ici (catégorie) ; le mot est gardé sous"
        " « x- »\n"
        "  # à vérifier : C3 : « 7,32829E+13 » a perdu des chiffres dans un tableur : le numéro est à retrouver\n"
        "  - id: la-grange\n"
        "    nom: La Grange\n"
        "    x-categorie: [Tiers-lieu]\n"
        '    x-siret: "7,32829E+13"\n'
        "    x-surnom: la grange rouge\n"
        "\n"
        "# 1 enregistrement n’a rien donné :\n"
        "# liste.csv, A4 (asso) : sans nom d’acteur\n"
    )
    checked = cit("check", "territoire-liste.yaml", "--strict", cwd=tmp_path)
    assert checked.code == 0, checked.out


def test_the_guess_is_kept_corrected_and_used_again(tmp_path: Path) -> None:
    table(tmp_path)
    kept = cit("import", "acteurs", "liste.csv", "-o", "-", "--garder", "mienne.yaml", *DAY, cwd=tmp_path)
    assert kept.code == 1 and kept.out.endswith("mienne.yaml\n")
    mine = tmp_path / "mienne.yaml"
    text = mine.read_text(encoding="utf-8")
    mine.write_text(text.replace("# Tiers-lieu: []", "Tiers-lieu: [porteur-initiative]"), encoding="utf-8")
    assert cit("check", "mienne.yaml", cwd=tmp_path).code == 0
    again = cit("import", "acteurs", "liste.csv", "-o", "-", "--correspondance", "mienne.yaml", *DAY, cwd=tmp_path)
    assert "categorie: porteur-initiative" in again.out and "liste.csv : lu comme « mienne »." in again.err
    mine.write_text(text.replace("# Tiers-lieu: []", "Tiers-lieu: [tiers-lieu]"), encoding="utf-8")
    wrong = cit("import", "acteurs", "liste.csv", "-o", "-", "--correspondance", "mienne.yaml", *DAY, cwd=tmp_path)
    assert wrong.code == 1 and "mienne.yaml:" in wrong.err and "[unknown-reference]" in wrong.err


def test_a_territory_is_shown_what_would_change_and_changed_on_consent_only(tmp_path: Path) -> None:
    mine = write_territory(tmp_path, "acteurs:\n  # à nous\n  - nom: La Grange\n", "val.yaml")
    before = mine.read_text(encoding="utf-8")
    table(tmp_path)
    shown = cit("import", "acteurs", "liste.csv", "--territoire", "val.yaml", *DAY, cwd=tmp_path)
    assert shown.code == 1 and mine.read_text(encoding="utf-8") == before
    assert "+  - id: mairie-d-orsel" in shown.out and "--oui" in shown.err
    assert "« La Grange » est la-grange (même nom)" in shown.err
    done = cit("import", "acteurs", "liste.csv", "--territoire", "val.yaml", "--oui", *DAY, cwd=tmp_path)
    assert done.code == 1  # the nameless record
    after = mine.read_text(encoding="utf-8")
    assert after.startswith(before) and "mairie-d-orsel" in after
    (kept,) = tmp_path.glob("val.yaml.ancien-*")
    assert kept.read_text(encoding="utf-8") == before
    again = cit("import", "acteurs", "liste.csv", "--territoire", "val.yaml", "--oui", *DAY, cwd=tmp_path)
    assert mine.read_text(encoding="utf-8") == after and "Import : 0 acteur" in again.err


def test_the_completed_territory_may_be_written_elsewhere_and_never_over_itself(tmp_path: Path) -> None:
    mine = write_territory(tmp_path, "acteurs:\n  - nom: La Grange\n", "val.yaml")
    before = mine.read_text(encoding="utf-8")
    table(tmp_path)
    ended = cit("import", "acteurs", "liste.csv", "--territoire", "val.yaml", "-o", "neuf.yaml", *DAY, cwd=tmp_path)
    assert ended.out == "neuf.yaml\n" and mine.read_text(encoding="utf-8") == before
    assert (tmp_path / "neuf.yaml").read_text(encoding="utf-8").startswith(before)
    refused = cit("import", "acteurs", "liste.csv", "--territoire", "val.yaml", "-o", "val.yaml", *DAY, cwd=tmp_path)
    assert refused.code == 2 and mine.read_text(encoding="utf-8") == before


def test_a_broken_territory_is_not_touched(tmp_path: Path) -> None:
    broken = write_territory(tmp_path, "acteurs:\n  - {nom: A, couleur: b}\n", "val.yaml")
    table(tmp_path)
    ended = cit("import", "acteurs", "liste.csv", "--territoire", broken, "--oui", cwd=tmp_path)
    assert ended.code == 1 and "[import-into-broken]" in ended.err and "[unknown-key]" in ended.err


def test_json_tells_every_record_and_keeps_to_its_schema(tmp_path: Path) -> None:
    table(tmp_path)
    links = table(tmp_path, "De;Vers;Nature\nLa Grange;Mairie d’Orsel;adhère\nLa Grange;Rien;adhère\n", "liens.csv")
    ended = cit("import", "acteurs", "liste.csv", links, "-o", "x.yaml", "--json", *DAY, cwd=tmp_path)
    record = json.loads(ended.out)
    Draft202012Validator(output_schema("import-acteurs")).validate(record)
    assert [each["id"] for each in record["acteurs"]] == ["mairie-d-orsel", "la-grange"]
    assert [(doubt["code"], doubt["cellule"]) for doubt in record["acteurs"][1]["a_verifier"]] == [
        ("actor-word", "B3"), ("digits-lost", "C3"),
    ]  # fmt: skip
    assert record["relations"][0]["entre"] == ["la-grange", "mairie-d-orsel"]
    assert [(each["cellule"], each["motif"]["code"]) for each in record["refuses"]] == [
        ("B3", "end-unknown"), ("A4", "actor-without-name"),
    ]  # fmt: skip
    assert record["tables"][0]["colonnes"]["nom"] == "Nom"


def test_mistakes_of_the_command_line_are_told(tmp_path: Path) -> None:
    path = table(tmp_path)
    assert cit("import", "acteurs", path, "--nature", "amitié").code == 2
    assert cit("import", "acteurs", path, "--correspondance", "inconnue").code == 2
    assert cit("import", "acteurs", path, "--departement", "99").code == 2
    assert cit("import", "acteurs", path, "--json", "-o", "-").code == 2
    assert cit("import", "acteurs", tmp_path / "absent.csv").code == 1
    nothing = cit("import", "acteurs", table(tmp_path, "12;13\n14;15\n", "chiffres.csv"), cwd=tmp_path)
    assert nothing.code == 1 and "ni noms d’acteurs ni liens" in nothing.err
    assert [each.name for each in tmp_path.glob("*.yaml")] == []


def test_in_english_too(tmp_path: Path) -> None:
    table(tmp_path)
    ended = cit("--lang", "en", "import", "acteurs", "liste.csv", "-o", "-", *DAY, cwd=tmp_path)
    assert ended.err.startswith("Import: 2 actors, 1 of them to check, 1 refused.\n")
    assert ended.out.startswith("# Actors imported on 12 March 2026 from liste.csv.\n")


# What goes out comes back


def _compared(path: Path) -> tuple[object, ...]:
    """What the formats carry: levels that are not certain are only told to be unknown, a level of 0 need not be."""
    model = load_file(path).model

    def levels(actor: Actor) -> object:
        known = {f: level.low if level.certain else "?" for f, level in (actor.functions or {}).items()}
        return actor.functions and {function: level for function, level in known.items() if level}

    assert isinstance(model, Territory)
    actors = [
        (a.id, a.name, a.category, a.circle, a.roles, levels(a), a.influence, a.interest, a.siren, a.website,
         a.location, a.municipality, (a.note or "").strip())
        for a in model.actors
    ]  # fmt: skip
    links = [
        (r.ends if r.directed else sorted(r.ends), r.directed, r.nature, r.intensity, r.since)
        for r in model.relations or ()
    ]
    return actors, links


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["csv", "xlsx", "kumu", "graphml", "gexf"])
def test_what_is_exported_comes_back_the_same(tmp_path: Path, name: str, language: str) -> None:
    exported = cit("--lang", language, "export", name, VALLEY, "-o", f"{tmp_path}/s/", "--audience", "interne", *DAY)
    files = exported.out.split()
    ended = cit("import", "acteurs", *files, "-o", tmp_path / "retour.yaml", *DAY, "--methode", "cit")
    assert ended.code == 0, ended.err
    there, back = _compared(VALLEY), _compared(tmp_path / "retour.yaml")
    assert back == there


def test_an_export_to_gogocarto_is_read_back_and_says_what_it_cannot_carry(tmp_path: Path) -> None:
    text = (
        "acteurs:\n"
        '  - {nom: La Grange, categorie: association, commune: Orsel, x-adresse: 1 rue Haute, x-code-postal: "36999",'
        ' x-latitude: "46,8", x-longitude: "1.69", contact: {courriel: a@b.example}}\n'
        '  - {nom: Le Silo, confidentiel: oui, x-latitude: "1", x-longitude: "2"}\n'
        "relations: [{entre: [la-grange, le-silo], nature: projet}]\n"
    )
    path = write_territory(tmp_path, text, "val.yaml")
    ended = cit("export", "gogocarto", path, "-o", "-", *DAY)
    assert ended.code == 0, ended.err
    first, second = json.loads(ended.out)["data"]
    assert first == {
        "id": "la-grange", "name": "La Grange", "geo": {"latitude": 46.8, "longitude": 1.69},
        "address": {"streetAddress": "1 rue Haute", "addressLocality": "Orsel", "postalCode": "36999"},
        "categories": ["Association"],
    }  # fmt: skip
    assert "geo" not in second and "Silo" not in ended.out and "a@b.example" not in ended.out
    assert "1 lien : une carte de lieux n’en a pas" in ended.err and "1 contact" in ended.err
    (tmp_path / "carte.json").write_text(ended.out, encoding="utf-8")
    back = cit("import", "acteurs", tmp_path / "carte.json", "-o", "-", *DAY)
    assert "carte.json : lu comme « GoGoCarto »." in back.err and 'x-latitude: "46.8"' in back.out


def test_an_exported_workbook_has_no_formula(tmp_path: Path) -> None:
    path = write_territory(tmp_path, 'acteurs:\n  - {id: a, nom: "=1+1"}\n  - {id: b, nom: "@b"}\n')
    assert cit("export", "xlsx", path, "-o", tmp_path / "x.xlsx", *DAY).code == 0
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["acteurs"]
    assert [(row[1].value, row[1].data_type) for row in sheet.iter_rows(min_row=2)] == [("=1+1", "s"), ("@b", "s")]
    back = cit("import", "acteurs", tmp_path / "x.xlsx", "-o", "-", *DAY)
    assert 'nom: "=1+1"' in back.out


def test_a_csv_export_of_a_formula_comes_back_without_its_apostrophe(tmp_path: Path) -> None:
    path = write_territory(tmp_path, 'acteurs:\n  - {id: a, nom: "=1+1"}\n  - {id: b, nom: B}\n')
    cit("export", "csv", path, "-o", tmp_path / "x.csv", *DAY)
    text = (tmp_path / "x-acteurs.csv").read_bytes().decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(text), delimiter=";"))["nom"] == "'=1+1"
    back = cit("import", "acteurs", tmp_path / "x-acteurs.csv", "-o", "-", *DAY)
    assert 'nom: "=1+1"' in back.out


# What is written can be given back, and nothing is written over


def test_one_word_spelt_three_ways_is_kept_once_and_the_mapping_can_be_used(tmp_path: Path) -> None:
    table(tmp_path, "Nom;Type\nA;Collectivité\nB;collectivite\nC;collectivité\nD;Machin\nE;machin\n", "t.csv")
    cit("import", "acteurs", "t.csv", "--garder", "mm.yaml", "-o", "un.yaml", *DAY, cwd=tmp_path)
    kept = (tmp_path / "mm.yaml").read_text(encoding="utf-8")
    assert "    Collectivité: [collectivite]\n" in kept and "collectivité:" not in kept
    assert "    # Machin: []\n" in kept and "machin" not in kept
    assert cit("check", "mm.yaml", cwd=tmp_path).code == 0
    again = cit(
        "import", "acteurs", "t.csv", "--correspondance", "mm.yaml", "-o", "deux.yaml", *DAY, cwd=tmp_path
    )  # fmt: skip
    assert again.code == 0 and "repeated-key" not in again.err


@pytest.mark.parametrize("number", ["2,1230E+13", "néant", "00000000000000", "73282932000075"])
def test_what_is_not_a_valid_number_likens_nobody_gives_no_siren_and_is_told(tmp_path: Path, number: str) -> None:
    table(tmp_path, f"Nom;SIRET\nMairie d’Aubrac;{number}\nGarage Bélier;{number}\n", "t.csv")
    ended = cit("import", "acteurs", "t.csv", "-o", "-", *DAY, cwd=tmp_path)
    assert "même" not in ended.err and f"{number} " in ended.err.replace("« ", "").replace(" »", "")
    assert "siren:" not in ended.out and ended.out.count("x-siret:") == 2


def test_a_siren_that_fails_its_check_is_kept_apart(tmp_path: Path) -> None:
    table(tmp_path, "Nom;SIREN\nA;732829321\nB;732829320\n", "t.csv")  # 732829320 passes, see SIRET above
    ended = cit("import", "acteurs", "t.csv", "-o", "-", *DAY, cwd=tmp_path)
    assert 'x-siren: "732829321"' in ended.out and '  siren: "732829320"' in ended.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "x.pdf"], "« x.pdf » ne finit pas par .yaml"),
        (["--garder", "liste.csv"], "« liste.csv » ne finit pas par .yaml"),
        (["--garder", "val.yaml", "--territoire", "val.yaml"], "« val.yaml » est l’un des fichiers de la commande"),
        (["--garder", "x.yaml", "-o", "x.yaml"], "« x.yaml » est l’un des fichiers de la commande"),
    ],
)
def test_only_yaml_is_written_and_never_over_a_source(tmp_path: Path, options: list[str], said: str) -> None:
    write_territory(tmp_path, "acteurs:\n  - nom: La Grange\n", "val.yaml")
    table(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    ended = cit("import", "acteurs", "liste.csv", *options, *DAY, cwd=tmp_path)
    assert ended.code == 2 and said in ended.err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert cit("import", "offres", "liste.csv", "-o", "x.pdf", cwd=tmp_path).code == 2


def test_what_is_said_of_many_records_is_said_once(tmp_path: Path) -> None:
    """Six postal codes without their zero, five records refused for one reason, five rows of one name."""
    rows = "".join(f"Ferme du Val;{code}\n" for code in (1001, 1002, 1003, 1004, 1005, 1005)) + ";01000\n" * 5
    (tmp_path / "liste.csv").write_text("Nom;Code postal\n" + rows, encoding="utf-8")
    ended = cit("import", "acteurs", "liste.csv", *DAY, cwd=tmp_path)
    assert ended.err == (
        "Import : 6 acteurs, dont 6 à vérifier, 5 refusés.\n"
        "liste.csv, colonnes devinées : nom ← « Nom », code_postal ← « Code postal ».\n"
        "À vérifier :\n"
        "  « 1005 » a perdu son zéro de tête ; lu 01005 : liste.csv, B6 ; B7.\n"
        "  « 1001 » a perdu son zéro de tête ; lu 01001 : liste.csv, B2.\n"
        "  « 1002 » a perdu son zéro de tête ; lu 01002 : liste.csv, B3.\n"
        "  … et de même pour 2 autres valeurs : liste.csv, B4 ; B5.\n"
        "Peut-être les mêmes ; les deux sont écrits, rien n’est fusionné :\n"
        "  « Ferme du Val » (ferme-du-val-6) : peut-être le même acteur que « Ferme du Val » (ferme-du-val-5) :"
        " même nom\n"
        "Refusés :\n"
        "  5 enregistrements, sans nom d’acteur : liste.csv, A8 (01000) ; A9 (01000) ; A10 (01000) ; A11 (01000) ; …\n"
    )


def test_columns_read_as_levels_of_functions_are_said(tmp_path: Path) -> None:
    """«Accueil: oui» of a public list was read as the function of that name, and nothing said so."""
    (tmp_path / "liste.csv").write_text("Nom;Accueil;Wifi\nLe Fournil;oui;oui\n", encoding="utf-8")
    ended = cit("import", "acteurs", "liste.csv", *DAY, cwd=tmp_path)
    assert "liste.csv, niveaux de fonctions : Accueil et orientation ← « Accueil ».\n" in ended.err


def test_many_rows_of_one_actor_make_one_line(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("Nom;Ville\n" + "Ferme du Val;Orsel\n" * 6, encoding="utf-8")
    ended = cit("import", "acteurs", "liste.csv", *DAY, cwd=tmp_path)
    assert (
        "  « Ferme du Val » (ferme-du-val) : 5 autres y ressemblent (même nom) : ferme-du-val-2,"
        " ferme-du-val-3, ferme-du-val-4, ferme-du-val-5, …\n"
    ) in ended.err
