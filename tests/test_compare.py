"""`cit compare`: in the terminal, as a document, as JSON, as tables; for the team unless said otherwise."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pypdf
import pytest

from cit_toolkit.json_schemas import output_schema
from running_cit import EXAMPLES, cit, write_territory

DAY = ("--date", "2026-11-23")
CRITERIA = ("portage-collectif", "interconnaissance", "producteurs-mobilises", "soutien-collectivite",
            "disponibilite-porteurs")  # fmt: skip
HOSTILE = '#read("/etc/passwd") *x* _y_ $z$ <b> {{ 7*7 }} [bold]🦊 שלום'


def place(folder: Path, name: str, *levels: object, more: str = "") -> Path:
    """A territory with a need and an actor, and the levels of the criteria that the method compares."""
    grid = ", ".join(f"{criterion}: {level}" for criterion, level in zip(CRITERIA, levels, strict=False))
    text = f"nom: '{name}'\ngrille: {{{grid}}}\nbesoins: [{{intitule: Local, themes: [juridique]}}]\n"
    actors = "" if "acteurs:" in more else "acteurs: [{nom: Foyer, categorie: association, fonctions: {}}]\n"
    return write_territory(folder, f"{text}{actors}{more}", f"{name[:6].strip()}.yaml")


def compared(*words: str | Path) -> dict[str, Any]:
    ended = cit("compare", *words, "--json", *DAY)
    assert ended.code == 0, ended.err
    record: dict[str, Any] = json.loads(ended.out)
    jsonschema.validate(record, output_schema("comparaison"))
    return record


def test_who_is_better_on_everything_comes_first_for_certain(tmp_path: Path) -> None:
    record = compared(place(tmp_path, "Haut", 3, 3, 3, 3, 3), place(tmp_path, "Bas", 1, 0, 0, 0, 0))
    assert record["dominances"] == [{"devant": "haut", "derriere": "bas"}]
    shares = {each["id"]: [rank["part"] for rank in each["rangs"]] for each in record["territoires"]}
    assert shares == {"haut": [1, 0], "bas": [0, 1]}
    assert record["tirages"] == 10_000 and record["questions"] == []
    assert [each["valeurs"]["portage"]["min"] for each in record["territoires"]] == [pytest.approx(100 / 3), 100]


def test_the_same_seed_gives_the_same_table_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    one, other = place(tmp_path, "Un", 2, "inconnu", 1), place(tmp_path, "Deux", 1, 3, "inconnu")
    first = compared(one, other)
    assert compared(one, other) == compared(other, one) == first
    shares = [each["rangs"] for each in compared(one, other, "--graine", "2")["territoires"]]
    assert shares != [each["rangs"] for each in first["territoires"]]
    more = compared(one, other, "--tirages", "40000")
    assert more["tirages"] == 40_000 and more["territoires"][0]["rangs"][0]["erreur"] < 0.0026


def test_the_question_whose_answer_decides_is_asked(tmp_path: Path) -> None:
    # The same everywhere but for the criterion that weighs most, unknown for one and in the middle for the other.
    files = place(tmp_path, "Connu", 2, 1, 1, 1, 1), place(tmp_path, "Flou", "inconnu", 1, 1, 1, 1)
    (question,) = compared(*files)["questions"]
    assert (question["territoire"], question["critere"], question["mesure"]) == ("flou", "portage", "portage-collectif")
    assert [issue["premier"] for issue in question["issues"]] in (
        ["connu", "connu", "connu", "flou"],
        ["connu", "connu", "flou", "flou"],
    )  # at 2 they are equal
    out = cit("compare", *files).out
    assert "Si c’est 0, Connu vient en premier" in " ".join(out.split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_territory_only_is_a_clear_sentence(tmp_path: Path, language: str) -> None:
    file = place(tmp_path, "Seul", 2)
    said = {"fr": "Un seul territoire est donné, « Seul »", "en": "Only one territory is given, “Seul”"}[language]
    for words in ([], ["-o", "-"]):
        ended = cit("--lang", language, "compare", file, *words)
        assert ended.code == 0 and said in " ".join(ended.out.replace("\u00a0", " ").split())
    assert compared(file)["tirages"] is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_two_identical_territories_are_a_clear_sentence(tmp_path: Path, language: str) -> None:
    files = [place(tmp_path, name, 2, 2, 2, 2, 2) for name in ("Un", "Deux")]
    said = {"fr": "rien ne les départage", "en": "nothing tells them apart"}[language]
    for words in ([], ["-o", "-"]):
        assert said in " ".join(cit("--lang", language, "compare", *files, *words).out.split())


def test_two_territories_that_are_alike_among_others_are_named(tmp_path: Path) -> None:
    files = [place(tmp_path, name, level, 2, 2, 2, 2) for name, level in (("Un", 2), ("Deux", 2), ("Trois", 1))]
    assert "**Deux et Un** ont exactement les mêmes valeurs" in cit("compare", *files, "-o", "-").out


METHOD = """\
type: methode
id: m
nom: M
fonctions: [{id: f}]
grille: [{id: d, criteres: [{id: c, question: Q ?, niveaux: [a, b, c, d]}]}]
"""


def test_everything_unknown_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(f"{METHOD}comparaison: {{criteres: [{{id: x, mesure: c}}]}}\n", encoding="utf-8")
    files = [write_territory(tmp_path, f"id: {name}\n", f"{name}.yaml") for name in ("a", "b")]
    ended = cit("compare", *files, "--methode", tmp_path / "m.yaml", "-o", "-")
    assert ended.code == 0 and "On ne sait encore rien de ce qui compare ces territoires" in ended.out


@pytest.mark.parametrize(
    ("comparison", "code", "said"),
    [
        ("", 1, "[method-without-comparison]"),
        ("comparaison: {criteres: []}\n", 0, "aucun critère de comparaison"),
        ("comparaison: {criteres: [{id: x, mesure: acteurs.nombre}]}\n", 0, "aucun critère de comparaison"),
    ],
)
def test_a_method_that_compares_nothing_says_so(tmp_path: Path, comparison: str, code: int, said: str) -> None:
    (tmp_path / "m.yaml").write_text(METHOD + comparison, encoding="utf-8")
    files = [write_territory(tmp_path, f"id: {name}\n", f"{name}.yaml") for name in ("a", "b")]
    for words in ([], ["-o", "-"]):
        ended = cit("compare", *files, "--methode", tmp_path / "m.yaml", *words)
        assert ended.code == code and said in " ".join((ended.out + ended.err).split())


def test_a_territory_that_misses_a_threshold_is_left_out_with_its_reason(tmp_path: Path) -> None:
    files = [place(tmp_path, name, level) for name, level in (("Un", 2), ("Deux", 0), ("Trois", "inconnu"))]
    document = cit("compare", *files, "-o", "-").out
    assert "**Deux** n’est pas comparé : Portage collectif : 0, il en faut au moins 1. Il faut au moins" in document
    assert "**Trois** est comparé, mais un seuil reste à vérifier" in document
    ended = cit("compare", *files[1:2], *[place(tmp_path, "Quatre", 0)])
    assert "Aucun territoire ne passe les seuils éliminatoires" in ended.out


def test_of_two_descriptions_of_one_territory_the_latest_is_compared() -> None:
    ended = cit("compare", EXAMPLES / "vallee-fictive", EXAMPLES / "cooperation-ponctuelle-2021", "--json", *DAY)
    record = json.loads(ended.out)
    assert {each["id"]: each["etat_au"] for each in record["territoires"]}["vallee-de-la-virlouve"] == "2025-11-14"
    assert "vallee-2024.yaml décrit le même territoire que" in ended.err


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    files = [place(tmp_path, "Un", 2), place(tmp_path, "Deux", 1), tmp_path / "absent.yaml"]
    ended = cit("compare", *files)
    assert ended.code == 1 and "absent.yaml" in ended.err and "Un" in ended.out


def test_it_is_for_the_team_unless_said_otherwise(tmp_path: Path) -> None:
    more = "contexte: Joindre jean@exemple.fr\n"
    files = [place(tmp_path, "Chez jean@exemple.fr", 2, more=more), place(tmp_path, "Deux", 1)]
    assert cit("compare", *files, "-o", "-").code == 0
    refused = cit("compare", *files, "-o", "-", "--audience", "publique")
    assert refused.code == 1 and "[privacy" in refused.err and not refused.out
    masked = cit("compare", *files, "-o", "-", "--audience", "publique", "--masquer")
    assert masked.code == 0 and "jean@" not in masked.out
    assert "jean@" not in cit("compare", *files, "--audience", "publique").out


def test_hostile_names_come_out_to_the_letter(tmp_path: Path) -> None:
    files = [place(tmp_path, HOSTILE, 2), place(tmp_path, "=Deux+1", 1)]
    assert "{{ 7*7 }} [bold]" in " ".join(cit("compare", *files).out.split())
    target = tmp_path / "c.pdf"
    assert cit("compare", *files, "-o", target).code == 0
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    assert "passwd" in text and "{{ 7*7 }}" in text
    book = tmp_path / "c.xlsx"
    assert cit("compare", *files, "-o", book).code == 0
    names = {row[0].value for row in openpyxl.load_workbook(book)["Valeurs"].iter_rows(min_row=2)}
    assert {"=Deux+1", HOSTILE} == names


def test_tables_hold_the_figures_of_the_record(tmp_path: Path) -> None:
    files = [place(tmp_path, "Un", 2, "inconnu"), place(tmp_path, "Deux", 1, 3)]
    record = compared(*files)
    book = tmp_path / "c.xlsx"
    assert cit("compare", *files, "-o", book, *DAY).out == f"{book}\n"
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["Valeurs", "Rangs", "À coup sûr", "Questions"]
    ranks = {row[1]: row[3] for row in sheets["Rangs"].iter_rows(min_row=2, values_only=True)}
    assert ranks == {each["id"]: round(each["rangs"][0]["part"], 4) for each in record["territoires"]}
    assert sheets["Questions"].max_row == 1 + len(record["questions"])
    told = cit("compare", *files, "-o", f"{tmp_path}/", "--format", "csv").out.splitlines()
    assert [Path(line).name for line in told] == [
        "comparaison-valeurs.csv", "comparaison-rangs.csv", "comparaison-a-coup-sur.csv", "comparaison-questions.csv",
    ]  # fmt: skip
    rows = list(csv.reader(io.StringIO(Path(told[0]).read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Territoire", "Identifiant", "Critère"] and len(rows) == 1 + 2 * 8


def test_proofs_give_the_arithmetic_and_the_line(tmp_path: Path) -> None:
    files = [place(tmp_path, "Un", 2), place(tmp_path, "Deux", 1)]
    document = cit("compare", *files, "-o", "-", "--preuves").out
    assert "(2 − 0) ÷ (3 − 0) × 100 = 67" in document and "Un.yaml:3" in document
    assert "## Annexe : les preuves" in document and "\\[P1\\]" in document


def test_a_hundred_territories_are_compared_in_a_document(tmp_path: Path) -> None:
    for rank in range(100):
        place(tmp_path / f"t{rank}", f"T{rank}", 1 + rank % 3, rank % 4, "inconnu" if rank % 5 else 2)
    ended = cit("compare", tmp_path, "-o", "-", *DAY)
    assert ended.code == 0 and "| 7e et après | Rang moyen |" in ended.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--tirages", "100"), "10\u202f000"),
        (("--graine", "-1"), "graine"),
        (("-o", "c.gif"), "[unknown-format]"),
        (("-o", "c.pdf", "--format", "docx"), "--format"),
    ],
)
def test_a_mistake_on_the_command_line_gets_one_message(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    place(tmp_path, "Un", 2), place(tmp_path, "Deux", 1)
    ended = cit("compare", ".", *options, cwd=tmp_path)
    assert ended.code == 2 and said in ended.err and "Traceback" not in ended.err


def test_without_a_path_a_format_goes_to_the_outputs(tmp_path: Path) -> None:
    place(tmp_path, "Un", 2), place(tmp_path, "Deux", 1)
    ended = cit("compare", ".", "--format", "html", cwd=tmp_path)
    assert ended.out == "sorties/comparaison.html\n" and (tmp_path / "sorties/comparaison.html").exists()


def test_the_terminal_holds_in_eighty_columns() -> None:
    out = cit("compare", EXAMPLES / "vallee-fictive", EXAMPLES / "cooperation-ponctuelle-2021").out
    assert max(map(len, out.splitlines())) <= 80
