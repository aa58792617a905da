"""`cit match` as it is used: what is printed, written and refused; files that are wrong; many territories."""

import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from analysis.matching.networks import METHOD
from cit_toolkit.json_schemas import output_schema
from running_cit import EXAMPLES, VALLEY, cit, write_territory

CATALOGUES = EXAMPLES / "offres-nationales"
DAY = ("--date", "2025-12-15")
SETTINGS = "type: dossier\nmethode: essai.yaml\nconfidentialite: publique\n"
NEED = (
    "themes: [juridique], fonctions: [gouvernance], natures: [expertise], jours: 2, budget: 1000, urgence: 2, "
    "importance: 2, formats: [presentiel], porteurs: [mairie], origine: [{cercle: x}]"
)
OFFER = (
    "themes: [juridique], fonctions: [gouvernance], natures: [expertise], cout: {gratuit: oui}, formats: [presentiel]"
)
PLACE = "departement: '37'\ngrille: {collectif: 1}\nacteurs: [{id: mairie, nom: Mairie, categorie: collectivite}]\n"


def dossier(folder: Path, places: dict[str, str], offers: str = "", structures: str = "") -> Path:
    """A dossier with a small method, territories (name → needs, one a line) and a catalogue."""
    (folder / "cit.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "essai.yaml").write_text(METHOD, encoding="utf-8")
    for name, needs in places.items():
        listed = "".join(f"  - {{intitule: Besoin {i}, {need}}}\n" for i, need in enumerate(needs.splitlines()))
        write_territory(folder / "territoires", f"nom: {name}\n{PLACE}besoins:\n{listed}", f"{name.lower()}.yaml")
    if offers:
        listed = "".join(f"  - {{intitule: Offre {i}, {offer}}}\n" for i, offer in enumerate(offers.splitlines()))
        (folder / "offres.yaml").write_text(f"type: offres\n{structures}offres:\n{listed}", encoding="utf-8")
    return folder


def record(*arguments: str | Path, code: int = 0, **options: Any) -> dict[str, Any]:
    ended = cit("match", *arguments, "--json", **options)
    assert ended.code == code, ended.err
    told: dict[str, Any] = json.loads(ended.out)
    return told


def pairs(told: dict[str, Any]) -> list[tuple[str, str, str]]:
    return sorted((pair["territoire"], pair["besoin"], pair["offre"]) for pair in told["paires"])


# The examples


def valley() -> dict[str, Any]:
    return record(VALLEY, "--offres", CATALOGUES, *DAY)


def test_the_json_of_the_valley_follows_its_schema_and_proves_its_plan() -> None:
    told = valley()
    jsonschema.validate(told, output_schema("appariement"))
    assert told["total"] == told["borne"] > told["ferme"]["total"] > 0
    assert told["total"] == sum(pair["valeur"] for pair in told["paires"])
    assert told["total"] >= told["stable"]["total"]


def test_every_score_is_the_sum_of_its_parts_and_every_line_has_a_verdict() -> None:
    for pair in valley()["paires"]:
        assert pair["score"] == sum(part["points"] for part in pair["parts"])
        assert pair["intervalle"]["min"] == sum(part["intervalle"]["min"] for part in pair["parts"])
        assert pair["intervalle"]["max"] == sum(part["intervalle"]["max"] for part in pair["parts"])
        assert sum(part["poids"] for part in pair["parts"]) == 1000
        assert {part["verdict"] for part in pair["parts"]} <= {"oui", "non", "a-verifier", "sans-objet"}
        unsure = [part["critere"] for part in pair["parts"] if part["verdict"] == "a-verifier" and not part["poids"]]
        assert (pair["confiance"] == "certaine") == (not unsure)


def test_places_name_the_file_inside_its_dossier_and_a_line_that_says_it() -> None:
    told = valley()
    lines = VALLEY.read_text(encoding="utf-8").splitlines()
    seen = 0
    for pair in told["paires"]:
        for part in pair["parts"]:
            for place in part["places"]:
                name, line, _ = place.rsplit(":", 2)
                assert not name.startswith("/")
                if name == "territoires/vallee-2025.yaml" and part["critere"] in ("themes", "fonctions"):
                    seen += 1
                    assert part["critere"] in lines[int(line) - 1] or "intitule" in lines[int(line) - 1]
    assert seen > 10


def test_the_terminal_tells_orphans_first_in_eighty_columns_in_both_languages() -> None:
    french = cit("match", VALLEY, "--offres", CATALOGUES, *DAY)
    english = cit("--lang", "en", "match", VALLEY, "--offres", CATALOGUES, *DAY)
    assert (french.code, english.code) == (0, 0)
    assert french.out.index("Besoins sans offre") < french.out.index("Besoins servis")
    for told in (french.out, english.out):
        assert max(map(len, told.splitlines())) <= 80
    own = re.sub(r"[«“][^»”]*[»”]|→.*", "", english.out)
    assert not re.search(r"\b(besoins|offre|points au|déjà|jours)\b", own)


def test_what_a_need_without_an_offer_lacks_is_said_in_both_languages(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"Val": NEED}, OFFER.replace("gratuit: oui", "forfait: 1079.5"))
    assert "il faudrait 79,50 € de plus pour ce besoin" in " ".join(cit("match", folder).out.split())
    assert "it would take: €79.50 more for this need" in " ".join(cit("--lang", "en", "match", folder).out.split())
    foreign = OFFER.replace("juridique", "paie").replace("[gouvernance]", "[foncier]")
    far = dossier(tmp_path, {"Val": NEED.replace("budget: 1000, ", "")}, foreign)
    told = " ".join(cit("match", far).out.split())
    assert "1 au score trop bas" in told and "(rien en commun : fonctions et thèmes)" in told


def test_many_warnings_are_counted_and_every_error_told(tmp_path: Path) -> None:
    voiceless = NEED.replace(", origine: [{cercle: x}]", "")
    folder = dossier(tmp_path, {f"Val{i}": f"{voiceless}\n{voiceless}" for i in range(30)}, OFFER)
    broken = folder / "territoires" / "val29.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "populaton: 3\n", encoding="utf-8")
    ended = cit("match", folder)
    assert ended.code == 1
    assert ended.err.count("[need-without-voice]") == 20 and "« populaton »" in ended.err
    assert "… et 40 autres avertissements" in ended.err


@pytest.mark.parametrize("ending", ["md", "pdf", "html", "docx", "odt", "json", "xlsx", "csv"])
def test_each_format_is_written_where_it_is_asked_for(tmp_path: Path, ending: str) -> None:
    ended = cit("match", VALLEY, "--offres", CATALOGUES, *DAY, "-o", tmp_path / f"m.{ending}", "--preuves")
    assert ended.code == 0, ended.err
    made = [Path(line) for line in ended.out.splitlines()]
    assert made and all(path.stat().st_size > 100 for path in made)


def test_a_folder_gets_a_readable_name(tmp_path: Path) -> None:
    words = ("match", VALLEY, "--offres", CATALOGUES, *DAY, "-o", f"{tmp_path}/")
    assert Path(cit(*words, "--format", "md").out.strip()).name == "appariement-vallee-2025.md"
    assert Path(cit(*words, "--json").out.strip()).name == "appariement-vallee-2025.json"
    several = cit(
        "match", EXAMPLES / "vallee-fictive", EXAMPLES / "cooperation-ponctuelle-2021", *words[2:], "--format", "md"
    )
    assert Path(several.out.strip()).name == "appariement.md"


def test_the_workbook_says_what_the_json_says(tmp_path: Path) -> None:
    told = valley()
    path = tmp_path / "m.xlsx"
    assert cit("match", VALLEY, "--offres", CATALOGUES, *DAY, "-o", path).code == 0
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    assert book.sheetnames == ["Plan", "Sans offre", "Offres", "Appels", "Offres par besoin", "Matrice"]
    plan = [[cell.value for cell in row] for row in book["Plan"].iter_rows()]
    column = {name: i for i, name in enumerate(plan[0])}
    told_rows = {(pair["besoin"], pair["offre"], pair["score"], pair["valeur"]) for pair in told["paires"]}
    names = ("Besoin (id)", "Offre (id)", "Score", "Valeur dans le plan")
    assert {tuple(row[column[name]] for name in names) for row in plan[1:]} == told_rows
    assert len(list(book["Offres"].iter_rows())) == 1 + len(told["offres"])


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for ending in ("json", "xlsx", "pdf"):
        made = []
        for name in ("a", "b"):
            path = tmp_path / name / f"m.{ending}"
            assert cit("match", VALLEY, "--offres", CATALOGUES, *DAY, "-o", path).code == 0
            made.append(path.read_bytes())
        assert made[0] == made[1], ending


def test_a_match_is_kept_when_given_back_as_already_agreed(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    assert cit("match", VALLEY, "--offres", CATALOGUES, *DAY, "-o", path).code == 0
    first = json.loads(path.read_text(encoding="utf-8"))
    again = record(VALLEY, "--offres", CATALOGUES, *DAY, "--deja", path)
    assert pairs(again) == pairs(first)
    assert again["total"] == again["borne"] == sum(v + v // 20 for v in (pair["valeur"] for pair in first["paires"]))


# Which files


def test_a_catalogue_may_be_named_beside_the_option_and_those_of_the_dossier_are_read_by_default(
    tmp_path: Path,
) -> None:
    folder = dossier(tmp_path, {"Val": NEED}, OFFER)
    expected = [("val", "besoin-0", "offre-0")]
    assert pairs(record(folder / "territoires" / "val.yaml")) == expected
    assert pairs(record(folder / "territoires" / "val.yaml", folder / "offres.yaml")) == expected
    assert pairs(record(folder)) == expected
    assert pairs(record(folder / "territoires", "--offres", folder / "offres.yaml")) == expected
    (folder / "offres.yaml").unlink()
    assert pairs(record(folder)) == []


def test_patterns_that_no_shell_has_spread_are_spread(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"Val": NEED, "Mont": NEED}, OFFER)
    told = record("territoires/*.yaml", "--offres", "off*.yaml", cwd=folder)
    assert pairs(told) == [("mont", "besoin-0", "offre-0"), ("val", "besoin-0", "offre-0")]


def test_of_two_descriptions_of_a_territory_the_most_recent_is_used_and_it_is_said() -> None:
    ended = cit("match", EXAMPLES / "vallee-fictive" / "territoires", "--offres", CATALOGUES, *DAY, "--json")
    assert ended.code == 0
    assert "vallee-2024.yaml décrit le même territoire que " in ended.err
    assert [place["besoins"] for place in json.loads(ended.out)["territoires"]] == [13]


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "aucune offre dans ce dossier"), ("en", "there are no offers in this folder")]
)
def test_a_folder_without_catalogue_is_told(language: str, said: str) -> None:
    ended = cit("match", VALLEY, "--offres", VALLEY.parent, env={"CIT_LANG": language})
    assert (ended.code, ended.out) == (1, "")
    assert said in ended.err and str(VALLEY.parent) in ended.err


def test_a_file_named_twice_is_never_compared_with_itself(tmp_path: Path) -> None:
    ended = cit("match", VALLEY, "--offres", VALLEY, cwd=tmp_path)
    assert ended.code == 0
    assert "décrit le même territoire" not in ended.err


def test_a_match_is_named_after_the_description_that_was_used(tmp_path: Path) -> None:
    ended = cit("match", VALLEY.parent, "--offres", CATALOGUES, "--format", "md", "-o", f"{tmp_path}/", *DAY)
    assert "vallee-2024.yaml décrit le même territoire" in ended.err
    assert ended.out == f"{tmp_path}/appariement-vallee-2025.md\n"


def test_a_file_that_cannot_be_used_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"Val": NEED}, OFFER)
    (folder / "territoires" / "casse.yaml").write_text("type: territoire\nnom: [\n", encoding="utf-8")
    ended = cit("match", *sorted((folder / "territoires").iterdir()), folder / "essai.yaml", "--json")
    assert ended.code == 1
    assert pairs(json.loads(ended.out)) == [("val", "besoin-0", "offre-0")]
    assert "casse.yaml:2" in ended.err and "[not-to-be-matched]" in ended.err and "Traceback" not in ended.err


def test_nothing_usable_at_all_is_told(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {}, OFFER)
    assert "[file-not-found]" in cit("match", tmp_path / "rien.yaml").err
    ended = cit("match", folder / "offres.yaml")
    assert ended.code == 1 and "[no-territory]" in ended.err


def test_a_method_that_does_not_match_says_so(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"Val": NEED}, OFFER)
    (folder / "essai.yaml").write_text(METHOD.split("appariement:")[0], encoding="utf-8")
    ended = cit("match", folder)
    assert ended.code == 1 and "[method-without-matching]" in ended.err


def test_strict_uses_nothing_of_a_file_with_a_problem(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"Val": NEED, "Mont": NEED.replace("jours: 2", "jours: deux")}, OFFER)
    assert len(record(folder, code=1)["paires"]) == 2
    assert pairs(record(folder, "--strict", code=1)) == [("val", "besoin-0", "offre-0")]


# Pairs named


def test_pairs_are_settled_and_forbidden_by_name(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"Val": NEED, "Mont": NEED}, f"{OFFER}\n{OFFER}, zone: {{departements: ['23']}}")
    settled = record(folder, "--figer", "val/besoin-0=offre-1")
    assert pairs(settled) == [("mont", "besoin-0", "offre-0"), ("val", "besoin-0", "offre-1")]
    assert [pair["figee"] for pair in settled["paires"]] == [False, True]
    forbidden = record(folder, "--interdire", "val/besoin-0=offre-0")
    assert pairs(forbidden) == [("mont", "besoin-0", "offre-0")]
    assert forbidden["orphelins"][0]["motifs"] == {"zone": 1, "interdite": 1}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--figer", "besoin-9=offre-0"], "unknown-need"),
        (["--figer", "besoin-0=offre-0"], "several-needs"),
        (["--interdire", "val/besoin-0=ofre-0"], "unknown-offer"),
        (["--figer", "val/besoin-0=offre-0", "--interdire", "val/besoin-0=offre-0"], "settled-and-forbidden"),
        (["--figer", "val/besoin-0=offre-0", "--figer", "mont/besoin-0=offre-0"], "settled-too-much"),
        (["--deja", "rien.json"], "no-such-match"),
        (["--deja", "essai.yaml"], "not-a-match"),
        (["--figer", "sans-egal"], None),
        (["--parties", "reseau,tout"], None),
        (["--par-besoin", "0"], None),
        (["--exchange", "--offres", "offres.yaml"], None),
    ],
)
def test_a_mistake_of_the_command_line_is_told_with_what_to_type(
    tmp_path: Path, words: list[str], code: str | None
) -> None:
    folder = dossier(tmp_path, {"Val": NEED, "Mont": NEED}, f"{OFFER}, capacite: {{territoires: 1}}")
    for language in ("fr", "en"):
        ended = cit("--lang", language, "match", "territoires", *words, cwd=folder)
        assert ended.code == 2 and ended.out == ""
        assert "Traceback" not in ended.err
        assert code is None or f"[{code}]" in ended.err


def test_several_offers_a_need_and_a_first_service_for_every_territory(tmp_path: Path) -> None:
    urgent = NEED.replace("urgence: 2", "urgence: 3")
    folder = dossier(tmp_path, {"Val": f"{urgent}\n{urgent}", "Mont": NEED}, f"{OFFER}, capacite: {{jours: 4}}")
    assert {place["id"]: place["servis"] for place in record(folder)["territoires"]} == {"mont": 0, "val": 2}
    fair = record(folder, "--equite")
    assert {place["id"]: place["servis"] for place in fair["territoires"]} == {"mont": 1, "val": 1}
    assert fair["total"] == fair["borne"] < record(folder)["total"]
    two = dossier(tmp_path, {"Val": NEED, "Mont": NEED}, f"{OFFER}\n{OFFER}")
    assert len(record(two, "--par-besoin", "2")["paires"]) == 4


# Privacy


def test_a_confidential_actor_who_gives_a_resource_is_not_named(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"Val": NEED})
    path = folder / "territoires" / "val.yaml"
    hidden = "{id: zephyr, nom: Coopérative Zéphyr, confidentiel: oui}"
    text = path.read_text(encoding="utf-8").replace("acteurs: [", f"acteurs: [{hidden}, ")
    path.write_text(text + f"ressources:\n  - {{intitule: Une salle, structure: zephyr, {OFFER}}}\n", encoding="utf-8")
    for words in (["--json"], ["-o", "-"], [], ["-o", "-", "--format", "csv"]):
        ended = cit("match", path, *words)
        assert ended.code == 0 and "Une salle" in ended.out
        assert "Zéphyr" not in ended.out and "zephyr" not in ended.out
        assert "Acteur non nommé 1" in ended.out
    assert "Coopérative Zéphyr" in cit("match", path, "-o", "-", "--audience", "interne").out


def test_an_address_in_a_title_stops_the_document_and_its_place_is_shown_or_it_is_masked(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"Val": NEED}, OFFER)
    path = folder / "territoires" / "val.yaml"
    lines = path.read_text(encoding="utf-8").replace("Besoin 0", "Écrire à a.b@exemple.org").splitlines()
    path.write_text("\n".join(lines), encoding="utf-8")
    row = next(row for row, line in enumerate(lines) if "a.b@" in line)
    place = f"val.yaml:{row + 1}:{lines[row].index('a.b@') + 1}:"
    for words in (["--json"], ["-o", "-"], ["-o", "-", "--format", "csv"]):
        ended = cit("match", folder, *words)
        assert ended.code == 1 and ended.out == ""
        assert "[privacy-email]" in ended.err and place in ended.err
        masked = cit("match", folder, *words, "--masquer")
        assert masked.code == 0 and "a.b@exemple.org" not in masked.out
    assert "a.b@exemple.org" not in cit("match", folder).out


# Hostile names


def test_names_come_out_to_the_letter(tmp_path: Path) -> None:
    name = '#read("/etc/passwd") *x* _y_ $z$ <b> {{ 7*7 }} [link](x) 👩🏽‍🌾 عنوان'
    folder = dossier(tmp_path, {"Val": NEED}, OFFER)
    for file in (folder / "territoires" / "val.yaml", folder / "offres.yaml"):
        text = re.sub(r"intitule: (Besoin|Offre) 0", f"intitule: '{name}', id: x", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
    assert record(folder)["offres"][0]["intitule"] == name
    assert name in " ".join(line.strip() for line in cit("match", folder).out.splitlines())
    for ending in ("pdf", "html", "docx", "odt", "xlsx"):
        assert cit("match", folder, "-o", tmp_path / f"m.{ending}").code == 0


# Exchange


def test_the_exchange_of_the_examples_is_told_everywhere(tmp_path: Path) -> None:
    files = [*sorted(VALLEY.parent.glob("*.yaml")), EXAMPLES / "cooperation-ponctuelle-2021" / "territoires"]
    told = json.loads(cit("match", "--exchange", *files, "--json").out)
    jsonschema.validate(told, output_schema("echange"))
    assert told["entre_territoires"] and told["dans_les_territoires"]
    ended = cit("match", "--exchange", *files)
    assert ended.code == 0 and max(map(len, ended.out.splitlines())) <= 80
    for ending in ("md", "pdf", "html", "docx", "odt"):
        assert cit("match", "--exchange", *files, "-o", tmp_path / f"e.{ending}").code == 0
    assert cit("match", "--exchange", VALLEY).code == 0


def test_counts_that_add_up_to_more_than_the_offers_say_that_one_may_fail_for_several_reasons(tmp_path: Path) -> None:
    far = OFFER + ", zone: {departements: ['23']}"
    folder = dossier(tmp_path, {"Racan": NEED}, f"{far}\n{far}, publics: [association]")
    line = r"2 offres regardées, une offre pouvant être écartée pour plusieurs raisons : 2 hors de leur zone ; 1"
    for options in ((), ("-o", "-")):
        assert re.search(line, " ".join(cit("match", folder, *options, *DAY).out.split())), options
    folder = dossier(tmp_path, {"Racan": NEED}, f"{far}\n{far}")
    told = " ".join(cit("match", folder, *DAY).out.split())
    assert "2 offres regardées : 2 hors" in told and "plusieurs raisons" not in told
