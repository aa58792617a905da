"""Bilans for funders: their parts and limits, accounts to the cent, what is missing, what each audience may read."""

import difflib
import json
import pickle
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from cit_toolkit.json_schemas import output_schema
from cit_toolkit.pipeline.bilan_documents import BilanOrder, MadeBilan, bilan_made, read_for_bilan
from running_cit import EXAMPLES, Ended, cit
from test_privacy import texts_in

VALLEY = EXAMPLES / "vallee-fictive" / "action.yaml"
SEED = EXAMPLES / "cooperation-ponctuelle-2021" / "action.yaml"
DAY = ("--date", "2026-06-18")
D = Decimal


def make_bilan(order: BilanOrder) -> MadeBilan:
    return bilan_made(read_for_bilan(order.action), order)


def write_action(folder: Path, text: str, **others: str) -> Path:
    """An action file, and other files of its dossier by name (`__` stands for a folder)."""
    path = folder / "action.yaml"
    path.write_text(f"type: action\ntitre: Essai\n{text}", encoding="utf-8")
    for name, content in others.items():
        other = folder / name.replace("__", "/")
        other = other.with_suffix(".md") if "templates" in other.parts else other.with_suffix(".yaml")
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_text(content, encoding="utf-8")
    return path


def told(path: Path, *options: str) -> str:
    ended = cit("bilan", path, "-o", "-", *DAY, *options)
    assert ended.code == 0, ended.err
    return ended.out.replace("\u202f", " ").replace("\u00a0", " ").replace("\\", "")


def headings(markdown: str) -> list[str]:
    return re.findall(r"^## (.+)$", markdown, flags=re.MULTILINE)


def tables(markdown: str) -> dict[str, list[list[str]]]:
    """The rows of each table by the head of its first column."""
    found: dict[str, list[list[str]]] = {}
    for block in re.findall(r"(?:^\|.*\|\n)+", markdown, flags=re.MULTILINE):
        rows = [
            [cell.strip().replace("**", "") for cell in line.strip("|").split(" | ")] for line in block.splitlines()
        ]
        found[rows[0][0].strip("| ")] = [[cell.strip("| ") for cell in row] for row in rows[2:]]
    return found


def euros(text: str) -> Decimal:
    return D(re.sub(r"\[P\d+\]", "", text).replace(" ", "").replace(",", ".").replace("−", "-").replace("+", ""))


# The form 15059


@pytest.fixture(scope="module")
def cerfa() -> str:
    return told(VALLEY, "--financeur", "communaute-communes")


def test_the_form_has_its_three_parts_and_who_certifies_it(cerfa: str) -> None:
    assert [head.split(".")[0] for head in headings(cerfa)] == ["1", "2", "3"]
    assert "Je soussigné(e), Nadia Aubemiroir, présidente, représentant(e) légal(e) de Virlouve en commun" in cerfa
    assert "Fait à …" in cerfa and "Signature :" in cerfa
    assert "| Numéro SIRET | 00000000000017 |" in cerfa and "| Exercice | 2024-2025 |" in cerfa


@pytest.mark.parametrize(
    ("table", "accounts", "total", "planned", "actual"),
    [
        # 600 + 900 + 3 500 + 18 200 + 800; 548,20 + 640 + 3 911,80 + 18 200 + 800
        ("Charges (en euros)", "6", "Total des charges", "24000.00", "24100.00"),
        # 18 000 + 4 000 + 1 200 + 800; 18 000 + 4 000 + 1 300 + 800
        ("Produits (en euros)", "7", "Total des produits", "24000.00", "24100.00"),
    ],
)
def test_the_table_of_figures_adds_up_to_the_cent(
    cerfa: str, table: str, accounts: str, total: str, planned: str, actual: str
) -> None:
    rows = tables(cerfa)[table]
    by_title = {row[0]: row for row in rows}
    assert [euros(cell) for cell in by_title[total][1:3]] == [D(planned), D(actual)]
    lines = [row for row in rows if re.match(rf"{accounts}\d · ", row[0]) and row[1] != "–"]
    indirect = [row for row in rows if row[0] in ("Charges fixes de fonctionnement", "Fonds propres de l’association")]
    for column, expected in ((1, planned), (2, actual)):
        assert sum(euros(row[column]) for row in (*lines, *indirect)) == D(expected)
    for row in rows:
        if row[1] != "–":
            assert euros(row[3]) == euros(row[2]) - euros(row[1])


def test_contributions_in_kind_are_equal_on_both_sides_and_come_after_the_totals(cerfa: str) -> None:
    expenses, income = (tables(cerfa)[name] for name in ("Charges (en euros)", "Produits (en euros)"))
    assert [euros(cell) for cell in expenses[-1][1:3]] == [euros(cell) for cell in income[-1][1:3]] == [28500, 29300]
    assert [row[0] for row in expenses].index("Total des charges") < [row[0][:2] for row in expenses].index("86")


def test_the_share_of_the_grant_is_told_in_the_sentence_of_the_form(cerfa: str) -> None:
    # 18 000 ÷ 24 100 = 74,688… %
    assert "La subvention de 18 000 € représente 74,7 % du total des produits." in cerfa


def test_every_account_of_the_form_is_printed_used_or_not(cerfa: str) -> None:
    expenses, income = (tables(cerfa)[name] for name in ("Charges (en euros)", "Produits (en euros)"))
    printed = [row[0].split(" ")[0] for row in expenses]
    assert [each for each in printed if each.isdigit()] == [*map(str, range(60, 70)), "86", "860", "861", "862", "864"]
    assert {"70", "73", "74", "75", "76", "77", "78", "79", "87", "870", "871", "875"} <= {
        row[0].split(" ")[0] for row in income
    }
    assert ["63 · Impôts et taxes", "–", "–", "–", "–"] in expenses


BUDGET = """\
partenaires: [{id: a, nom: A, role: pilote, signataire: {nom: Zoé Durantin, qualite: trésorière}}]
budget:
  charges:
    - {compte: "60", intitule: Rien prévu, prevu: 0, realise: "12,40"}
    - {compte: "61", intitule: Pas encore su, prevu: 100}
    - {compte: "62", intitule: Juste, prevu: 50, realise: 50}
  produits: [{compte: "74", intitule: Aide, financeur: f, prevu: 150, realise: 150}]
financeurs: [{id: f, nom: Fonds F, gabarit: cerfa-15059, convention: {montant: 150}}]
"""


def test_no_percent_where_nothing_was_planned_and_no_sum_with_an_unknown(tmp_path: Path) -> None:
    rows = {
        row[0]: row[1:]
        for row in tables(told(write_action(tmp_path, BUDGET), "--financeur", "f"))["Charges (en euros)"]
    }
    assert rows["60 · Achats : Rien prévu"] == ["0,00", "12,40", "+12,40", "–"]
    assert rows["61 · Services extérieurs : Pas encore su"] == ["100,00", "?", "–", "–"]
    assert rows["62 · Autres services extérieurs : Juste"] == ["50,00", "50,00", "0,00", "0,0 %"]
    assert rows["Total des charges"] == ["150,00", "?", "–", "–"]


def test_a_form_without_data_says_so_and_invents_nothing(tmp_path: Path) -> None:
    path = write_action(tmp_path, "financeurs: [{id: f, nom: Fonds F, gabarit: cerfa-15059}]\n")
    text = told(path, "--financeur", "f")
    assert text.count("Non renseigné.") >= 5 and "| Numéro SIRET | non renseigné |" in text
    assert not re.search(r"\d+ €|0,00", text)
    required = [
        line.text for line in make_bilan(BilanOrder(path, date(2026, 6, 18), "f", ".md")).missing if line.required
    ]
    for word in ("convention", "pilote", "présentation", "objectifs", "indicateurs", "bénéficiaires", "budget"):
        assert any(word in line for line in required), word


# A funder's own parts, limits, language and template

OWN = """\
objet: Un deux trois quatre cinq.
resultats: [{titre: Un titre, texte: "Un texte, de six mots."}]
limites: [Rien à dire.]
indicateurs: [{id: a, intitule: Premier, realise: 1}, {id: b, intitule: Second, realise: 2}]
budget: {charges: [{intitule: c, prevu: 1, realise: 1}], produits: [{intitule: p, prevu: 1, realise: 1}]}
financeurs:
  - id: f
    nom: Fonds F
    convention: {numero: n, date: 2025, montant: 1, verse: 1}
    exigences:
      sections: [budget, limites, objet, suites, indicateurs]
      mots_max: {objet: 4, resultats: 8}
      indicateurs: [b]
      date_limite: 2026-06-30
"""


def test_a_funder_gets_its_parts_in_its_order_those_without_data_marked(tmp_path: Path) -> None:
    text = told(write_action(tmp_path, OWN), "--financeur", "f")
    presentation = "Présentation de l’action et des principaux résultats"
    assert headings(text) == ["Budget prévu et réalisé", "Limites", presentation, "Suite de l’action", "Indicateurs"]
    assert re.search(r"## Suite de l’action\n\nNon renseigné\.\n", text)
    assert "| Second |" in text and "| Premier |" not in text


def test_too_many_words_are_counted_and_told_never_cut(tmp_path: Path) -> None:
    path = write_action(tmp_path, OWN)
    assert "Un deux trois quatre cinq." in told(path, "--financeur", "f")
    notes = json.loads(cit("bilan", path, "--manque", "--json", *DAY).out)
    told_words = [each["texte"] for each in notes[0]["manques"] if "mots" in each["texte"]]
    # «objet» has five words; «résultats» two of title and six of text, «de six» and all, which is eight: no more.
    assert told_words == ["La partie « présentation » a 5 mots, 4 au plus sont demandés."]


def test_the_note_tells_the_deadline_and_the_days_left(tmp_path: Path) -> None:
    path = write_action(tmp_path, OWN)
    notes = json.loads(cit("bilan", path, "--manque", "--json", *DAY).out)
    assert (notes[0]["date_limite"], notes[0]["jours_restants"]) == ("2026-06-30", 12)
    shown = cit("bilan", path, "--manque", *DAY).out
    assert "à rendre le 30 juin 2026, dans 12 jours" in shown
    assert "il y a 1 jour" in cit("bilan", path, "--manque", "--date", "2026-07-01").out
    assert "à rendre aujourd’hui" in cit("bilan", path, "--manque", "--date", "2026-06-30").out


def test_nothing_is_written_when_only_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    path = write_action(tmp_path, OWN)
    before = sorted(tmp_path.rglob("*"))
    assert cit("bilan", path, "--manque", "--tous").code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bilan_speaks_the_language_of_its_funder_unless_asked_otherwise(tmp_path: Path) -> None:
    path = write_action(tmp_path, OWN.replace("    nom: Fonds F\n", "    nom: Fonds F\n    langue: en\n"))
    english = cit("bilan", path, "--financeur", "f", "-o", "-", env={"CIT_LANG": ""}).out
    assert "## The action and its main results" in english
    assert "## Présentation" in cit("--lang", "fr", "bilan", path, "--financeur", "f", "-o", "-").out
    assert "## Présentation" in cit("bilan", path, "-o", "-", env={"CIT_LANG": "", "LANG": "fr_FR"}).out


def test_a_funder_may_have_a_template_of_the_dossier(tmp_path: Path) -> None:
    template = "# {{ d.action.title }} pour {{ d.funder.name }}\n\n{{ d.budget.result }} {{ d.grants[0].sentence }}\n"
    path = write_action(
        tmp_path,
        OWN.replace("    nom: Fonds F\n", "    nom: Fonds F\n    gabarit: region\n"),
        templates__fr__region=template,
    )
    assert told(path, "--financeur", "f") == (
        "# Essai pour Fonds F\n\n"
        "Charges et produits réalisés s’équilibrent. La subvention de 1 € représente 100,0 % du total des produits.\n"
    )


def test_a_template_of_the_dossier_may_replace_one_part_of_the_form(tmp_path: Path) -> None:
    extended = (
        '{% extends "builtin/fr/bilan.md" %}\n{% block limites scoped %}\n## Nos limites à nous\n{% endblock %}\n'
    )
    path = write_action(tmp_path, OWN, templates__fr__bilan=extended)
    assert "Nos limites à nous" in headings(told(path, "--financeur", "f"))


# What differs, what is seen


SESSION = "type: seance\nid: s{n}\ntitre: T{n}\nformat: seminaire\nnumero: {n}\nparticipants_nombre: {count}\n"


def test_two_bilans_differ_exactly_where_their_data_differ(tmp_path: Path) -> None:
    path = write_action(
        tmp_path, OWN + "seances: [s*.yaml]\n", s1=SESSION.format(n=1, count=11), s2=SESSION.format(n=2, count=12)
    )
    first = told(path)
    (tmp_path / "s2.yaml").write_text(SESSION.format(n=2, count=14), encoding="utf-8")
    second = told(path)
    changed = [line for line in difflib.ndiff(first.splitlines(), second.splitlines()) if line[0] in "+-"]
    drawn = "![Présences : Séminaire 1 : T1 (11) ; Séminaire 2 : T2 ({}).](<bilan-essai-figures/attendance.svg>)"
    assert changed == [
        "- **12 participants.**", "+ **14 participants.**",
        f"- {drawn.format(12)}", f"+ {drawn.format(14)}",
        "- | Présences | 23 |", "+ | Présences | 25 |",
        "- | Personnes différentes | inconnu (entre 12 et 23) |",
        "+ | Personnes différentes | inconnu (entre 14 et 25) |",
    ]  # fmt: skip


def blocks(markdown: str) -> Iterator[str]:
    """Each heading, paragraph, item and cell."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    yield from (token.content for token in tokens if token.type == "inline" and token.content)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("audience", ["publique", "financeur"])
@pytest.mark.parametrize(
    ("path", "funder"),
    [(SEED, ()), (VALLEY, ()), *((VALLEY, ("--financeur", each)) for each in ("communaute-communes", "parc-naturel"))],
    ids=["source", "valley", "form", "parts"],
)
def test_the_public_bilan_is_a_subset_of_the_internal_one(
    path: Path, funder: tuple[str, ...], audience: str, language: str
) -> None:
    def of(whose: str) -> list[str]:
        ended = cit("--lang", language, "bilan", path, *funder, "-o", "-", "--audience", whose, *DAY)
        assert ended.code == 0, ended.err
        return list(blocks(ended.out))

    internal = of("interne")
    left = [block for block in of(audience) if block not in internal]
    # In public nobody is said to sign: the line to sign on is blank.
    assert [block for block in left if "……" not in block] == []
    assert len(of(audience)) < len(internal)


def test_the_signatory_is_told_to_the_funder_and_never_in_public(tmp_path: Path) -> None:
    path = write_action(tmp_path, BUDGET)
    assert "Zoé Durantin" in told(path, "--financeur", "f")
    assert "Zoé" not in told(path, "--financeur", "f", "--audience", "publique")
    withdrawn = "type: seance\ntitre: S\nformat: reunion\nparticipants: [{nom: Zoé Durantin, diffusion: retiree}]\n"
    write_action(tmp_path, BUDGET, seance=withdrawn)
    assert "Zoé" not in told(path, "--financeur", "f", "--audience", "interne")


def test_a_name_to_withhold_in_a_text_stops_the_bilan_and_can_be_masked(tmp_path: Path) -> None:
    people = "personnes: [{id: p, nom: Basile Ventadour, consentement: oui}]\n"
    path = write_action(tmp_path, "objet: Merci à Basile Ventadour.\n" + people)
    refused = cit("bilan", path, "-o", "-")
    assert refused.code == 1 and refused.out == "" and "action.yaml:3:" in refused.err
    assert "Merci à [masqué]." in told(path, "--masquer")
    assert "Basile" not in cit("bilan", path, "--json", "--masquer").out


def test_a_name_to_withhold_in_an_earlier_action_is_masked_as_well(tmp_path: Path) -> None:
    earlier = (
        "type: action\nid: avant\ntitre: Avant\npersonnes: [{nom: Basile Ventadour}]\n"
        "objectifs: [{id: o, intitule: Fini avec Basile Ventadour}]\n"
    )
    path = write_action(tmp_path, "suite_de: avant.yaml\nobjet: O.\n", avant=earlier)
    assert cit("bilan", path, "-o", "-").code == 1
    assert "Fini avec [masqué]" in told(path, "--masquer")


@pytest.mark.parametrize("ending", [".md", ".pdf", ".html", ".docx", ".odt"])
@pytest.mark.parametrize("funder", ["communaute-communes", "parc-naturel"])
def test_every_format_tells_the_same_figures(tmp_path: Path, ending: str, funder: str) -> None:
    target = tmp_path / f"bilan{ending}"
    ended = cit("bilan", VALLEY, "--financeur", funder, "-o", target, "--preuves", *DAY)
    assert ended.code == 0 and ended.out == f"{target}\n", ended.err
    text = re.sub(r"[\s\u00a0\u202f\\]+", " ", texts_in(target))
    share = {"communaute-communes": "74,7 %", "parc-naturel": "16,6 %"}[funder]
    for figure in ("24 100,00", "548,20", share, "P1"):
        assert figure in text, figure


# The proofs


@pytest.mark.parametrize("funder", [(), ("--financeur", "communaute-communes"), ("--financeur", "parc-naturel")])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_figure_marked_has_its_proof_and_each_proof_its_mark(language: str, funder: tuple[str, ...]) -> None:
    out = cit("--lang", language, "bilan", VALLEY, *funder, "-o", "-", "--preuves", *DAY).out
    body, annex = re.split(r"^## (?:Annexe : les preuves|Annex: the proofs)$", out, flags=re.MULTILINE)
    entries = [int(number) for number in re.findall(r"^### P(\d+)\. ", annex, flags=re.MULTILINE)]
    assert entries == list(range(1, len(entries) + 1)) and len(entries) >= 5
    assert {int(number) for number in re.findall(r"\\\[P(\d+)\\\]", body)} == set(entries)


def test_a_proof_gives_the_terms_and_the_lines(tmp_path: Path) -> None:
    path = write_action(
        tmp_path,
        "indicateurs: [{intitule: Moyenne, auto: seances.seminaires.participants_moyens}]\nseances: [s*.yaml]\n",
        s1=SESSION.format(n=1, count=11),
        s2=SESSION.format(n=2, count=12),
    )
    annex = told(path, "--preuves").split("Annexe : les preuves")[1]
    assert (
        "Présences, divisées par le nombre de séances.\n\n- (11 + 12) ÷ 2 = 11,5\n\nLignes : s1.yaml:6 ; s2.yaml:6"
        in annex
    )


# JSON


@pytest.mark.parametrize("path", [SEED, VALLEY], ids=["source", "valley"])
def test_the_record_of_a_bilan_keeps_to_its_schema(path: Path) -> None:
    schema = output_schema("bilan")
    Draft202012Validator.check_schema(schema)
    ended = cit("bilan", path, "--tous", "--json", *DAY)
    records = json.loads(ended.out)
    for record in records if isinstance(records, list) else [records]:
        assert list(Draft202012Validator(schema).iter_errors(record)) == []
        assert str(EXAMPLES) not in json.dumps(record)


def test_the_record_gives_euros_as_exact_text_and_unknowns_as_null(tmp_path: Path) -> None:
    record = json.loads(cit("bilan", write_action(tmp_path, BUDGET), "--financeur", "f", "--json").out)
    assert record["budget"]["totaux"]["charges"] == {
        "prevu": "150.00",
        "realise": None,
        "ecart": None,
        "ecart_part": None,
    }
    assert record["budget"]["subventions"] == [
        {"financeur": "f", "accorde": "150.00", "verse": None, "reste": None, "part": 1.0}
    ]
    assert record["financeur"]["id"] == "f" and record["manques"] == []
    internal = json.loads(cit("bilan", write_action(tmp_path, BUDGET), "--json", "--audience", "interne").out)
    assert internal["manques"]


# The command


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("bilan-*") if path.is_file())


def test_every_funder_of_every_action_has_its_bilan(tmp_path: Path) -> None:
    ended = cit("bilan", VALLEY, "--tous", "-o", f"{tmp_path}/", "--format", "md", *DAY)
    assert ended.code == 0, ended.err
    assert listed(tmp_path) == [
        "bilan-virlouve-2024-2025-communaute-communes.md",
        "bilan-virlouve-2024-2025-parc-naturel.md",
    ]
    assert cit("bilan", SEED, "--tous", "-o", f"{tmp_path}/", "--format", "md").code == 0
    assert "bilan-cooperation-ponctuelle-2021.md" in listed(tmp_path)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--financeur", "parc-naturl"], 2, "vouliez-vous dire « parc-naturel » ?"),
        (["--financeur", "x"], 2, "financeurs connus : communaute-communes, parc-naturel"),
        (["--financeur", "parc-naturel", "--tous"], 2, "--financeur et --tous ne s’emploient pas ensemble"),
        (["--tous", "-o", "un.pdf"], 2, "plusieurs documents ne tiennent pas dans un seul fichier"),
        (["-o", "un.xyz"], 2, "le format « .xyz » n’est pas connu"),
        (["--format", "xyz"], 2, "le format « xyz » n’est pas connu"),
        (["--date", "hier"], 2, "--date"),
        (["--audience", "tous"], 2, "--audience"),
    ],
)
def test_a_mistyped_command_is_told_in_one_sentence(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    ended: Ended = cit("bilan", VALLEY, *words, cwd=tmp_path)
    assert (ended.code, said in ended.err) == (code, True), ended.err
    assert list(tmp_path.iterdir()) == []


def test_an_action_without_funder_says_so(tmp_path: Path) -> None:
    ended = cit("bilan", write_action(tmp_path, ""), "--financeur", "f")
    assert ended.code == 2 and "n’a aucun financeur" in ended.err


def test_a_session_that_cannot_be_read_does_not_stop_the_bilan(tmp_path: Path) -> None:
    path = write_action(tmp_path, "objet: O.\nseances: [s*.yaml]\n", s1="type: seance\ntitre: [\n")
    ended = cit("bilan", path, "-o", "-")
    assert ended.code == 1 and "s1.yaml" in ended.err and ended.out.startswith("# Essai\n")
    assert cit("bilan", path, "-o", "-", "--strict").out == ""


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (None, "le gabarit « fr/region.md » n’existe pas"),
        ("{{ d.rien }}", "templates/fr/region.md:1:6: erreur: le gabarit demande « rien »"),
        ("{% for %}", "templates/fr/region.md:1:1: erreur: cette ligne du gabarit n’est pas comprise"),
    ],
)
def test_a_template_in_error_is_told_and_stops_that_bilan_only(tmp_path: Path, template: str | None, said: str) -> None:
    body = OWN.replace("    nom: Fonds F\n", "    nom: Fonds F\n    gabarit: region\n")
    others = {"templates__fr__region": template} if template else {}
    path = write_action(tmp_path, body, **others)
    ended = cit("bilan", path, SEED, "--tous", "-o", f"{tmp_path}/faits/", "--format", "md")
    assert ended.code == 1 and said in ended.err
    assert listed(tmp_path / "faits") == ["bilan-cooperation-ponctuelle-2021.md"]


def test_the_measures_are_listed_with_their_value() -> None:
    shown = cit("bilan", SEED, "--mesures").out
    assert "seances.seminaires.presences : 34\n" in shown
    assert "seances.seminaires.participants_moyens : 11,3\n" in shown
    assert "seances.webinaires.presences : inconnu\n" in shown


def test_one_call_makes_a_bilan_from_an_order_that_can_be_sent_elsewhere() -> None:
    order = pickle.loads(pickle.dumps(BilanOrder(VALLEY, date(2026, 6, 18), "parc-naturel", ".md")))
    made = pickle.loads(pickle.dumps(make_bilan(order)))
    assert made.files == make_bilan(order).files
    assert [name for name, _ in made.files] == [
        "bilan-virlouve-2024-2025-parc-naturel.md", "bilan-virlouve-2024-2025-parc-naturel-figures/budget.svg",
    ]  # fmt: skip
    named = {path.name for path in made.inputs}
    assert {"action.yaml", "action-2022.yaml", "seminaire-1.yaml", "vallee-2025.yaml", "cit.yaml", "logo.svg"} <= named
