"""Tables of needs in the shapes people give them, all invented, and the needs they become."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cit_toolkit.builtin_data import METHODS
from cit_toolkit.exchange.actor_likeness import NearNames
from cit_toolkit.loading.files import load_file, load_text
from cit_toolkit.loading.mappings import load_mapping, table_mapping_of, table_mapping_problems
from cit_toolkit.model.method import Method
from cit_toolkit.model.need import Need
from cit_toolkit.model.need_mapping import NeedsMapping
from cit_toolkit.model.partial_date import PartialDate
from cit_toolkit.model.territory import Territory
from cit_toolkit.pipeline.kept_mapping import kept_mapping
from cit_toolkit.pipeline.needs_import import NeedsImport, NeedsRequest, addition, import_needs, new_territory
from cit_toolkit.problems import Severity
from cit_toolkit.wording.catalog import Catalog
from exchange.test_workbook_sheets import ods

_METHOD = load_file(METHODS / "cit.yaml").model
assert isinstance(_METHOD, Method)
METHOD = _METHOD
FR = Catalog.of("fr")
TERRITORY = """\
type: territoire
nom: Val d’Orsel (fictif)
acteurs:
  - nom: Mairie d’Orsel
  - nom: La Grange
besoins:
  - intitule: Choisir une forme juridique
    themes: [juridique]
    urgence: 1
"""


def imported(*files: Path, territory: str | None = None, **asked: Any) -> NeedsImport:
    model = load_text(territory, "val.yaml").model if territory else None
    assert model is None or isinstance(model, Territory)
    return import_needs(files, NeedsRequest(METHOD, date(2026, 3, 12), territory=model, **asked))


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "besoins.csv"
    path.write_bytes(text.encode(encoding))
    return path


def needs_of(made: NeedsImport) -> dict[str, Need]:
    """What our own reader finds in the file that is written."""
    text = new_territory(made, [Path("besoins.csv")], FR)
    loaded = load_text(text, "essai.yaml")
    assert [problem for problem in loaded.problems if problem.severity is Severity.ERROR] == [], text
    assert isinstance(loaded.model, Territory)
    return {need.id: need for need in loaded.model.needs}


def doubts(made: NeedsImport) -> list[tuple[str, str]]:
    """Code and cell of each remark."""
    return [(remark.code, need.record.cell(remark.column)) for need in made.things for remark in need.remarks]


FULL = """\
Besoin;Thématique;Fonctions;\
Type de besoin;Urgence;Importance;Jours;Budget;À partir de;Échéance;Modalité;Statut;Verbatim;Précisions
Tenir les comptes à plusieurs;Gestion et comptabilité, Gouvernance;Services support;\
conseil, formation;très urgent;2;3,5 j;1 250,50 €;01/09/2026;juin 2027;visio;en cours;\
« On s’y perd. »;Trois associations
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_each_part_of_a_need_is_read_whatever_the_encoding(tmp_path: Path, encoding: str) -> None:
    made = imported(table(tmp_path, FULL, encoding))
    (need,) = needs_of(made).values()
    assert (need.id, need.title) == ("tenir-les-comptes-a-plusieurs", "Tenir les comptes à plusieurs")
    assert need.themes == ("gestion-comptabilite", "gouvernance") and need.natures == ("expertise", "formation")
    assert (need.urgency, need.importance, need.days, need.budget) == (3, 2, Decimal("3.5"), Decimal("1250.50"))
    assert need.period is not None
    assert (need.period.start, need.period.end) == (PartialDate(2026, 9, 1), PartialDate(2027, 6))
    assert (need.formats, need.status, need.description) == (("distance",), "pris-en-charge", "Trois associations")
    assert [origin.words for origin in need.origins] == ["« On s’y perd. »"]
    assert need.functions == ("services-support",)
    assert doubts(made) == [] and need.extra == {}
    assert [table.file.encoding for table in made.tables] == ["Windows-1252" if encoding == "cp1252" else None]


def test_a_workbook_of_excel_and_one_of_libreoffice_are_read_sheet_by_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Habitants"  # type: ignore[union-attr]
    book.active.append(["Besoins exprimés"])  # type: ignore[union-attr]
    book.active.append(["Besoin", "Thème", "Urgence", "Échéance"])  # type: ignore[union-attr]
    book.active.append(["Trouver un local", "Foncier et bâti", 2.0, date(2026, 9, 1)])  # type: ignore[union-attr]
    book.create_sheet("Élus").append(["Besoin", "Thème"])
    book["Élus"].append(["Financer l’amorçage", "sous"])
    book.save(tmp_path / "besoins.xlsx")
    made = imported(tmp_path / "besoins.xlsx")
    first, second = needs_of(made).values()
    assert (first.themes, first.urgency) == (("foncier",), 2)
    assert first.period is not None and first.period.end == PartialDate(2026, 9, 1)
    # Both sheets are named: the cell alone would not say where to look.
    assert doubts(made) == [("actor-word", "Élus!B2")] and second.extra["themes"] == ["sous"]
    assert made.tables[0].file.above == 1
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in (("Besoin", "Urgence"), ("Trouver un local", "forte"))
    )
    (need,) = needs_of(imported(ods(tmp_path, f'<table:table table:name="B">{rows}</table:table>'))).values()
    assert (need.title, need.urgency) == ("Trouver un local", 3)


def test_a_word_that_is_not_understood_is_told_by_cell_and_kept_beside_those_that_are(tmp_path: Path) -> None:
    made = imported(
        table(tmp_path, "Besoin;Thème;Nature;Statut\nSe former;Droit et statuts / trucs;formation;au frigo\n")
    )
    (need,) = needs_of(made).values()
    assert need.themes == ("juridique",) and need.natures == ("formation",)
    assert doubts(made) == [("actor-word", "B2"), ("actor-word", "D2")]
    assert need.extra == {"themes": ["Droit et statuts", "trucs"], "statut": ["au frigo"]}


def test_a_word_that_points_to_one_theme_only_is_understood(tmp_path: Path) -> None:
    # «Scic» stands in the words of one theme of the method; «plan de financement», in those of two.
    made = imported(table(tmp_path, "Besoin;Thème\nA;Scic\nB;plan de financement\n"))
    assert [need.values.get("themes") for need in made.things] == [["juridique"], None]
    assert doubts(made) == [("actor-word", "B3")]


@pytest.mark.parametrize(
    ("written", "level"),
    [("0", 0), ("3", 3), ("2.0", 2), ("2/3", 2), ("3 – très urgent", 3), ("Très urgent", 3), ("moyenne", 2),
     ("?", None), ("3/5", "kept"), ("bof", "kept"), ("1-2", "kept"), ("-1", "kept")],
)  # fmt: skip
def test_urgency_is_a_level_or_a_word_and_never_a_guess(tmp_path: Path, written: str, level: object) -> None:
    (need,) = imported(table(tmp_path, f"Besoin;Urgence\nSe former;{written}\n")).things
    kept = need.values.get("x-urgence")
    assert (need.values.get("urgence"), kept) == ((None, written) if level == "kept" else (level, None))


def test_numbers_of_a_scale_past_3_are_left_until_a_mapping_says_what_they_are_worth(tmp_path: Path) -> None:
    path = table(tmp_path, "Besoin;Urgence\nA;2\nB;5\nC;forte\n")
    made = imported(path)
    assert [need.values.get("urgence") for need in made.things] == [None, None, 3]
    assert doubts(made) == [("other-scale", "B2"), ("other-scale", "B3")]
    kept = kept_mapping(made, "mienne", FR)
    assert '# "2":' in kept and '# "5":' in kept
    mine = load_text(kept.replace('# "2":', '"2": 1').replace('# "5":', '"5": 3'), "mienne.yaml")
    assert isinstance(mine.model, NeedsMapping), mine.problems
    again = imported(path, mapping=mine.model)
    assert [need.values.get("urgence") for need in again.things] == [1, 3, 3] and doubts(again) == []


def test_carriers_are_actors_of_the_territory_and_a_name_like_one_is_only_proposed(tmp_path: Path) -> None:
    text = "Besoin;Porteurs\nTrouver un local;LA GRANGE, Mairie\nAutre besoin;Coop d’ailleurs\n"
    made = imported(table(tmp_path, text), territory=TERRITORY)
    first, second = made.things
    assert first.values["porteurs"] == ["la-grange"] and first.values["x-porteurs"] == ["Mairie"]
    assert [(remark.code, remark.arguments["ids"]) for remark in first.remarks] == [("actor-near", ["mairie-d-orsel"])]
    assert [remark.code for remark in second.remarks] == ["actor-unknown"] and "porteurs" not in second.values
    alone = imported(table(tmp_path, text))
    assert [need.values.get("porteurs") for need in alone.things] == [None, None]
    assert {code for code, _ in doubts(alone)} == {"carriers-without-territory"}


def test_a_mapping_says_who_a_name_is(tmp_path: Path) -> None:
    path = table(tmp_path, "Besoin;Porteurs\nTrouver un local;Mairie\n")
    kept = kept_mapping(imported(path, territory=TERRITORY), "mienne", FR)
    mine = load_text(kept.replace("# Mairie: []", "Mairie: [mairie-d-orsel]"), "mienne.yaml")
    assert isinstance(mine.model, NeedsMapping), mine.problems
    (need,) = imported(path, territory=TERRITORY, mapping=mine.model).things
    assert need.values["porteurs"] == ["mairie-d-orsel"] and need.remarks == ()


def test_a_need_that_is_there_already_is_not_added_and_what_it_would_bring_is_told(tmp_path: Path) -> None:
    text = "Besoin;Thème;Urgence;Jours\nChoisir une forme juridique;gouvernance;3;2\nChoisir la forme juridique;;;\n"
    made = imported(table(tmp_path, text), territory=TERRITORY)
    (already,) = made.already
    # An urgency that the territory has is not replaced.
    assert already.brings == ("themes: [gouvernance]", "jours: 2")
    assert [need.id for need in made.things] == ["choisir-la-forme-juridique"]
    assert [(pair.first.id, pair.reason) for pair in made.likenesses] == [("choisir-une-forme-juridique", "near-name")]
    after = addition(made, TERRITORY, "val.yaml")
    assert after == TERRITORY + "  - id: choisir-la-forme-juridique\n    intitule: Choisir la forme juridique\n"


def test_a_session_is_named_by_its_title_or_its_identifier(tmp_path: Path) -> None:
    text = "Besoin;Séance;Cercle\nA;Premier séminaire;coconstruction\nB;Une autre;\n"
    made = imported(table(tmp_path, text), sessions={"Premier séminaire": "seminaire-1", "seminaire-1": "seminaire-1"})
    first, second = made.things
    assert first.values["origine"] == [{"seance": "seminaire-1", "cercle": "coconstruction"}]
    assert "origine" not in second.values and second.values["x-seance"] == "Une autre"
    assert doubts(made) == [("session-unknown", "B3")]


def test_dates_numbers_and_amounts_that_cannot_be_read_are_kept_as_written(tmp_path: Path) -> None:
    text = "Besoin;Jours;Budget;Début;Fin\nA;deux ou trois;à voir;T4;2026-02-30\nB;-2;-5;2027;2026\nC;dix;8 k€;;\n"
    made = imported(table(tmp_path, text))
    first, second, third = made.things
    extra = {"x-jours": "deux ou trois", "x-budget": "à voir", "x-debut": "T4", "x-fin": "2026-02-30"}
    assert {key: first.values[key] for key in extra} == extra
    assert [code for code, _ in doubts(made)] == [
        "bad-days", "bad-amount", "bad-date", "bad-date", "bad-days", "bad-amount", "dates-reversed",
    ]  # fmt: skip
    assert "periode" not in second.values and (second.values["x-debut"], second.values["x-fin"]) == ("2027", "2026")
    assert (third.values["jours"], third.values["budget"]) == (Decimal(10), Decimal(8000))


def test_rows_without_a_title_are_refused_and_columns_of_ones_own_kept(tmp_path: Path) -> None:
    text = "Besoin;Thème;Priorité;Qui appeler\nSe former;;1;a.dupont@exemple.example\n;Scic;2;\n"
    made = imported(table(tmp_path, text))
    assert [(each.reason.code, each.name) for each in made.refused] == [("need-without-title", "Scic")]
    (need,) = needs_of(made).values()
    assert need.extra == {"priorite": "1", "qui-appeler": "a.dupont@exemple.example"}
    assert [code for code, _ in doubts(made)] == ["personal-kept"]
    assert made.described.added_columns == {"Priorité": 1, "Qui appeler": 1}


def test_a_table_that_names_no_need_gives_nothing(tmp_path: Path) -> None:
    made = imported(table(tmp_path, "12;13\n14;15\n16;17\n"))
    assert made.things == () and len(made.without_use) == 1


def test_what_a_spreadsheet_would_take_for_a_formula_stays_a_text(tmp_path: Path) -> None:
    made = imported(table(tmp_path, "Besoin;Précisions\n'=SOMME(A1);#REF!\n"))
    (need,) = needs_of(made).values()
    assert (need.title, need.description) == ("=SOMME(A1)", None)
    assert doubts(made) == [("broken-formula", "B2")]


def test_the_provided_mapping_names_nothing_that_the_method_lacks() -> None:
    mapping = table_mapping_of(load_mapping("besoins-tableau"), "correspondance-besoins")
    assert isinstance(mapping, NeedsMapping) and table_mapping_problems(mapping, METHOD) == []
    wrong = "type: correspondance-besoins\nid: m\nnom: m\ncolonnes: {}\nvocabulaires: {themes: {x: [inexistant]}}\n"
    model = load_text(wrong, "m.yaml").model
    assert isinstance(model, NeedsMapping)
    assert [problem.code for problem in table_mapping_problems(model, METHOD)] == ["unknown-reference"]


def test_names_are_near_by_a_letter_or_by_words_that_one_lacks() -> None:
    known = {"grange": "La Grange", "mairie": "Mairie d’Orsel", "lot-1": "Lot 1 des Prés"}
    near = NearNames(known)
    assert near.of("La Grnge") == ("grange",)
    assert near.of("mairie") == ("mairie",)
    assert near.of("La Grange du Haut") == ("grange",)
    assert near.of("Le Silo") == ()


def test_beside_a_sheet_of_needs_the_others_are_left_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, rows in (("Acteurs", [["Nom", "Cercle"], ["La Grange", "hors"]]),
                        ("Besoins", [["Besoin", "Thème"], ["Se former", "Scic"]])):  # fmt: skip
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "b.xlsx")
    made = imported(tmp_path / "b.xlsx")
    assert [need.id for need in made.things] == ["se-former"]
    assert [table.file.sheet for table in made.without_use] == ["Acteurs"]
