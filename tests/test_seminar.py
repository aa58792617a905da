"""`cit seminar`: the four documents of a session, in every format, read back with another program."""

import io
import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pypdf
import pytest

from cit_toolkit.json_schemas import output_schema
from running_cit import EXAMPLES, Ended, cit

VALLEY = EXAMPLES / "vallee-fictive" / "seances"
DAY = ("--date", "2026-11-23")

PEOPLE = """\
participants:
  - {nom: Odile Ferrand, structure: grange, jours: [1, 2], diffusion: publique}
  - {nom: Basile Ormeau, structure: grange, jours: [1]}
  - {nom: Clara Noirval, structure: mairie, diffusion: retiree}
"""
PROGRAMME = """\
programme:
  - {intitule: Accueil, jour: 1, debut: 9h, duree: 30 min, materiel: [Café]}
  - {intitule: La carte, jour: 1, duree: 2 h 30, modalite: tables, intervenants: [La Grange], materiel: [Feutres, café]}
  - {intitule: Suite, jour: 2, debut: 14h, duree: 1 h, production: "Une *carte*."}
"""
ACTION = """\
type: action
titre: Une action
seances: ['seances/*.yaml']
partenaires: [{id: grange, nom: La Grange}, {id: mairie, nom: Mairie de Sorgnes}]
"""


def session(folder: Path, body: str = PEOPLE + PROGRAMME, dates: str = "[2024-02-09, 2024-02-10]") -> Path:
    """A seminar of two days in a dossier with its action."""
    (folder / "seances").mkdir(parents=True, exist_ok=True)
    (folder / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    (folder / "action.yaml").write_text(ACTION, encoding="utf-8")
    path = folder / "seances" / "s.yaml"
    head = f"type: seance\nid: s\nformat: seminaire\nnumero: 1\ntitre: Se connaître\ndates: {dates}\n"
    path.write_text(head + body, encoding="utf-8")
    return path


def seminar(kind: str, path: Path, *options: str, language: str = "fr") -> Ended:
    return cit("--lang", language, "seminar", kind, path, "-o", "-", *DAY, *options)


def flat(text: str) -> str:
    return re.sub(r"[ \u00a0\u202f]+", " ", text)


# The report


def test_the_report_tells_who_came_by_structure_and_names_as_diffusion_allows(tmp_path: Path) -> None:
    path = session(tmp_path)
    public = seminar("report", path).out
    assert "| La Grange | 2 | Odile Ferrand et 1 autre |" in public
    assert "| Mairie de Sorgnes | 1 | – |" in public
    internal = seminar("report", path, "--audience", "interne").out
    assert "| La Grange | 2 | Odile Ferrand et Basile Ormeau |" in internal
    assert "Noirval" not in internal


def test_three_levels_of_detail(tmp_path: Path) -> None:
    body = PEOPLE + PROGRAMME + (
        "objectifs: [Se voir]\ndecisions: [Continuer.]\nactions: [{texte: Écrire., qui: grange, echeance: 2024-03}]\n"
        "evaluation: {roti: [4, 4, 4, 4, 4], verbatims: [Bien.]}\n"
    )  # fmt: skip
    path = session(tmp_path, body)
    full, summary, decisions = (
        seminar("report", path, "--detail", detail).out for detail in ("complet", "synthese", "releve")
    )
    for told in (full, summary, decisions):
        assert "Continuer." in told and "Écrire." in told and "Présences : **3**" in told
    assert "Une *carte*." in full and "Une *carte*." in summary and "Une *carte*." not in decisions
    assert "Se voir" in summary and "Se voir" not in decisions
    assert "Odile Ferrand" in full and "Odile Ferrand" not in summary
    assert "> Bien." in full and "> Bien." not in summary
    assert "9 h – 9 h 30" in flat(full) and "9 h – 9 h 30" not in flat(summary)
    ended = seminar("report", path, "--detail", "tout")
    assert ended.code == 2 and "releve, synthese, complet" in ended.err


def test_presence_per_half_day_is_told_only_from_a_complete_list(tmp_path: Path) -> None:
    # Day 1 lasts from 9 to 12, day 2 from 14 to 15. Clara says no day: all. Basile came on the first only.
    told = seminar("report", session(tmp_path)).out
    assert "Présences par demi-journée : jour 1, matin : 3 ; jour 2, après-midi : 2." in flat(told)
    counted = seminar("report", session(tmp_path, PEOPLE + PROGRAMME + "participants_nombre: plus de 10\n"))
    assert "demi-journée" not in counted.out and "Présences : **plus de 10**" in counted.out


def test_registrations_and_apologies_are_told_apart_from_presences(tmp_path: Path) -> None:
    body = "inscrits: une quarantaine\nexcuses: [mairie, Quelqu’un d’inconnu]\n"
    told = seminar("report", session(tmp_path, body)).out
    assert "On ne sait pas qui est venu ; inscriptions : une quarantaine." in told
    assert "Absences excusées : Mairie de Sorgnes et 1 autre." in told
    internal = seminar("report", session(tmp_path, body), "--audience", "interne").out
    assert "Absences excusées : Mairie de Sorgnes et Quelqu’un d’inconnu." in internal


@pytest.mark.parametrize(("ratings", "told"), [("[4, 4, 5, 3]", False), ("[4, 4, 5, 3, 4]", True)])
def test_ratings_under_five_answers_are_withheld_everywhere(tmp_path: Path, ratings: str, told: bool) -> None:
    path = session(tmp_path, f"evaluation: {{roti: {ratings}}}\n")
    for audience in ("publique", "interne", "financeur"):
        report = seminar("report", path, "--audience", audience).out
        assert ("sur 5" in report) is told and ("| 4 |" in report) is told
        record = json.loads(cit("seminar", "report", path, "--json", "--audience", audience).out)
        assert (record["roti"]["moyenne"] is not None) is told
        assert record["roti"]["reponses"] == len(ratings.split(","))
    slides = seminar("slides", path).out
    assert ("sur 5" in slides) is told


def test_dates_are_said_as_in_french(tmp_path: Path) -> None:
    def lead(dates: str, language: str = "fr") -> str:
        return seminar("report", session(tmp_path, "", dates), language=language).out.split("\n\n")[1]

    assert lead("[2021-10-22, 2021-10-23]") == "Les 22 et 23 octobre 2021."
    assert lead("[2022-03-31, 2022-04-01]") == "Les 31 mars et 1er avril 2022."
    assert lead("[2022-04-01]") == "Le 1er avril 2022."
    assert lead("[{date: 2021-12-20, deduite: oui}]") == "Le 20 décembre 2021 (date en partie déduite)."
    assert lead("[2022-04]") == "En avril 2022."
    assert lead("[2022-03-31, 2022-04-01]", "en") == "31 March and 1 April 2022."


def test_inclusive_writing_is_kept_as_it_is_written(tmp_path: Path) -> None:
    body = "objectifs: ['Réunir participant·es, porteur·euses et agent-es']\nprogramme: [Les administrateur·rice·s]\n"
    told = seminar("report", session(tmp_path, body)).out
    assert "participant·es, porteur·euses et agent-es" in told and "Les administrateur·rice·s" in told


def test_nothing_known_is_told_as_such_and_never_as_zero(tmp_path: Path) -> None:
    told = seminar("report", session(tmp_path, "", "[]")).out
    for absent in (
        "ni qui est venu",
        "ne sont pas renseignés",
        "n’est pas renseigné",
        "Aucune décision n’est consignée",
    ):
        assert absent in told
    assert not re.search(r"\b0\b", told)


def test_the_record_follows_its_published_schema() -> None:
    for path in sorted(EXAMPLES.glob("*/seances/*.yaml")):
        record = json.loads(cit("seminar", "report", path, "--json", *DAY).out)
        jsonschema.validate(record, output_schema("seance"))
        assert record["genre"] == "seance" and record["seance"]["id"] == path.stem
        assert not re.search(r"\bp\d\d\b|personne-\d", json.dumps(record)), "identifiers of people are told to nobody"


# The run sheet


def test_ends_are_computed_and_what_does_not_fit_is_flagged(tmp_path: Path) -> None:
    body = (
        "programme:\n  - {intitule: Accueil, debut: 9h, duree: 45 min}\n  - {intitule: Carte, duree: 2 h}\n"
        "  - {intitule: Bilan, debut: 11h30, duree: 30 min}\n  - {intitule: Vote, debut: 11h45, duree: 30 min}\n"
        "  - {intitule: Repas, debut: 13h}\n"
    )  # fmt: skip
    told = flat(seminar("run-sheet", session(tmp_path, body, "[{date: 2024-02-09, debut: 9h, fin: 12h}]")).out)
    assert "| 9 h 45 – 11 h 45 | 2 h | **Carte**" in told
    # Carte ends at 11:45, a quarter of an hour after Bilan should begin; Bilan ends at 12:00, after Vote begins.
    assert "**Bilan**. ⚠ *le programme a ici 15 min de retard*" in told
    assert "**Vote**. ⚠ *chevauche de 15 min un moment d’avant*" in told
    assert "**Repas**. ⚠ *durée à préciser*" in told
    assert "dépasse de 15 min la fin annoncée (12 h)" in told
    assert "3 h 15 sans pause (9 h – 12 h 15)" in told


def test_a_pause_or_a_gap_cuts_a_long_stretch(tmp_path: Path) -> None:
    def warned(middle: str) -> bool:
        body = f"programme:\n  - {{intitule: A, debut: 9h, duree: 1 h 30}}\n{middle}"
        return "sans pause" in seminar("run-sheet", session(tmp_path, body, "[2024-02-09]")).out

    assert warned("  - {intitule: B, duree: 1 h}\n")
    assert not warned("  - {intitule: Pause café, duree: 15 min}\n  - {intitule: B, duree: 1 h}\n")
    assert not warned("  - {intitule: B, debut: 10h40, duree: 1 h}\n")


def test_debut_shifts_a_day_and_leaves_the_others(tmp_path: Path) -> None:
    told = flat(seminar("run-sheet", session(tmp_path), "--debut", "9h45", "--debut", "2=10:00").out)
    assert "| 9 h 45 – 10 h 15 | 30 min | **Accueil**" in told
    assert "| 10 h 15 – 12 h 45 | 2 h 30 | **La carte**" in told
    assert "| 10 h – 11 h | 1 h | **Suite**" in told
    untouched = flat(seminar("run-sheet", session(tmp_path), "--debut", "8h").out)
    assert "| 14 h – 15 h | 1 h | **Suite**" in untouched


def test_debut_gives_an_hour_to_a_programme_that_has_none(tmp_path: Path) -> None:
    body = "programme: [{intitule: A, duree: 1 h}, {intitule: B, duree: 30 min}]\n"
    told = flat(seminar("run-sheet", session(tmp_path, body, "[2024-02-09]"), "--debut", "9h").out)
    assert "| 9 h – 10 h | 1 h | **A**" in told and "| 10 h – 10 h 30 | 30 min | **B**" in told


@pytest.mark.parametrize("wrong", ["3=9h", "0=9h", "matin", "25h", "9h75", "=9h"])
def test_a_day_that_is_not_there_or_no_hour_is_refused_by_the_command_line(tmp_path: Path, wrong: str) -> None:
    ended = seminar("run-sheet", session(tmp_path), "--debut", wrong)
    assert (ended.code, ended.out) == (2, "")
    assert "--debut" in ended.err and "Traceback" not in ended.err


def test_material_is_listed_once_in_the_order_it_is_needed(tmp_path: Path) -> None:
    told = seminar("run-sheet", session(tmp_path)).out
    assert told.split("## À apporter\n\n")[1].split("\n\n")[0] == "- Café\n- Feutres"


def test_structures_and_people_written_by_identifier_are_called_by_name(tmp_path: Path) -> None:
    path = session(
        tmp_path,
        "programme: [{intitule: Accueil, intervenants: [grange, p1, URSCOP]}]\nexcuses: [mairie, p1]\n",
        "[2024-02-09]",
    )
    with (tmp_path / "action.yaml").open("a", encoding="utf-8") as action:
        action.write("personnes: [{id: p1, nom: Odile Ferrand, structure: mairie}]\n")
    internal = seminar("report", path, "--audience", "interne").out
    assert "La Grange, Odile Ferrand et URSCOP" in internal
    assert "Mairie de Sorgnes et Odile Ferrand" in internal
    public = seminar("report", path).out
    assert "La Grange, Mairie de Sorgnes et URSCOP" in public
    assert "Odile" not in public and "Mairie de Sorgnes et 1 autre" in public


# The attendance sheet


def sheet(folder: Path, people: int, days: int, *options: str, programme: bool = True) -> bytes:
    listed = "".join(f"  - {{nom: Personne {i:02d}, structure: grange}}\n" for i in range(1, people + 1))
    moments = "".join(f"  - {{intitule: Séance, jour: {day}, debut: 9h, duree: 8 h}}\n" for day in range(1, days + 1))
    body = (f"participants:\n{listed}" if people else "") + (f"programme:\n{moments}" if programme else "")
    dates = "[" + ", ".join(f"2026-12-0{day}" for day in range(1, days + 1)) + "]"
    target = folder / "emargement.pdf"
    ended = cit("seminar", "attendance", session(folder, body, dates), "-o", target, *DAY, *options)
    assert ended.code == 0, ended.err
    return target.read_bytes()


def _keep_rank(told: str, matrix: list[float], heights: list[float]) -> None:
    """The height of each rank on its page, from the top."""
    if re.fullmatch(r"\d{1,2}", told.strip()) and matrix[4] < 72:
        heights.append(matrix[5])


@pytest.mark.parametrize(
    ("people", "days", "programme"),
    [(3, 1, True), (12, 3, True), (10, 1, True), (11, 1, True), (80, 1, True), (0, 1, False)],
)
def test_a_printed_sheet_repeats_its_head_and_its_boxes_are_high_enough_to_sign(
    tmp_path: Path, people: int, days: int, programme: bool
) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sheet(tmp_path, people, days, programme=programme)))
    heights: list[list[float]] = []
    for page in reader.pages:
        text = flat(page.extract_text())
        # No page is left to the signatures of the facilitation alone.
        assert "Prénom et nom" in text
        assert re.search(r"\d+(?:er)? déc\. matin", text), "every page says which half-day was signed"

        heights.append([])
        page.extract_text(visitor_text=lambda told, matrix, *_: _keep_rank(told, matrix, heights[-1]))
    rows = [above - below for page in heights for above, below in pairwise(page)]
    assert min(rows) >= 28  # points: 10 millimetres
    text = "".join(page.extract_text() for page in reader.pages)
    assert all(f"Personne {i:02d}" in text for i in range(1, people + 1))


def test_a_sheet_has_a_page_per_day_a_box_per_half_day_and_blank_rows(tmp_path: Path) -> None:
    told = seminar("attendance", session(tmp_path)).out
    days = told.split("\n---\n")
    assert len(days) == 2
    assert "## Jour 1 – vendredi 9 février 2024 · 9 h – 12 h" in flat(days[0])
    assert "| 9 févr. matin |\n" in flat(days[0]) and "après-midi" not in days[0].split("\n## ")[1]
    assert "| 10 févr. après-midi |\n" in flat(days[1])
    # Internal unless told otherwise: names are printed, but never of who withdrew; five blank rows after them.
    assert "| 2 | Basile Ormeau | La Grange |  |" in days[0] and "| 3 |  | Mairie de Sorgnes |  |" in days[0]
    assert "| 8 |  |  |  |" in days[0] and "| 9 |" not in days[0]
    # Basile comes on the first day only.
    assert "Basile" not in days[1]


def test_a_public_sheet_leaves_names_to_be_written_in(tmp_path: Path) -> None:
    told = seminar("attendance", session(tmp_path), "--audience", "publique").out
    assert "Odile Ferrand" in told and "Basile" not in told


@pytest.mark.parametrize(("options", "body", "last"), [
    (("--lignes", "2"), PEOPLE, 5), (("--lignes", "0"), PEOPLE, 3), ((), PEOPLE + "inscrits: 20\n", 20),
    ((), "inscrits: plus de 30\n", 31), ((), "", 15),
])  # fmt: skip
def test_blank_rows_are_as_many_as_asked_for_or_as_were_registered(
    tmp_path: Path, options: tuple[str, ...], body: str, last: int
) -> None:
    told = seminar("attendance", session(tmp_path, body, "[2026-12-01]"), *options).out
    ranks = [int(rank) for rank in re.findall(r"^\| (\d+) \|", told, re.MULTILINE)]
    assert ranks == list(range(1, last + 1))


def test_office_sheets_are_grids_with_high_rows_and_heads_that_repeat(tmp_path: Path) -> None:
    path = session(tmp_path)
    for ending in ("docx", "odt"):
        assert cit("seminar", "attendance", path, "-o", tmp_path / f"x.{ending}").code == 0
    with zipfile.ZipFile(tmp_path / "x.docx") as package:
        word = package.read("word/document.xml").decode()
    ElementTree.fromstring(word)
    rows = re.findall(r"<w:tr>.*?</w:tr>", word, re.S)
    heads = [row for row in rows if "w:tblHeader" in row]
    assert len(heads) == 4  # two tables a day
    assert all('w:trHeight w:val="652" w:hRule="atLeast"' in row for row in rows if row not in heads)
    assert word.count("<w:tblBorders>") == 4
    with zipfile.ZipFile(tmp_path / "x.odt") as package:
        text = package.read("content.xml").decode()
    ElementTree.fromstring(text)
    assert 'style:min-row-height="1.15cm"' in text and "table:table-header-rows" in text
    assert re.search(r'style:name="TableRowCell".*?fo:border="0.5pt solid', text, re.S)


# Slides


def test_slides_are_sixteen_by_nine_and_each_has_its_title(tmp_path: Path) -> None:
    target = tmp_path / "s.pdf"
    assert cit("seminar", "slides", VALLEY / "seminaire-2.yaml", "-o", target, *DAY).code == 0
    reader = pypdf.PdfReader(target)
    sizes = {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in reader.pages}
    ((width, height),) = sizes
    assert abs(width / height - 16 / 9) < 0.01
    titles = [str(each.title) for each in reader.outline if not isinstance(each, list)]
    markdown = seminar("slides", VALLEY / "seminaire-2.yaml").out
    wanted = re.findall(r"^## (.+)$", markdown, re.MULTILINE)
    assert [flat(title) for title in titles] == [flat(title.replace("\\", "")) for title in wanted]
    assert len(reader.pages) == len(wanted) + 1


def slides_of(path: Path) -> list[str]:
    """The texts of each slide of a PPTX, in order."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        names.sort(key=lambda name: int(re.findall(r"\d+", name)[0]))
        trees = [ElementTree.fromstring(package.read(name)) for name in names]
    texts = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
    return ["".join(node.text or "" for node in tree.iter(texts)) for tree in trees]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_pptx_has_one_slide_per_section_none_without_title(tmp_path: Path, language: str) -> None:
    target = tmp_path / "s.pptx"
    source = VALLEY / "seminaire-2.yaml"
    assert cit("--lang", language, "seminar", "slides", source, "-o", target, *DAY).code == 0
    found = slides_of(target)
    headings = re.findall(r"^## (.+)$", seminar("slides", source, language=language).out, re.MULTILINE)
    assert len(found) == len(headings) + 1
    for slide, heading in zip(found[1:], headings, strict=True):
        assert flat(slide).startswith(flat(heading.replace("\\", "")))
    with zipfile.ZipFile(target) as package:
        shown = package.read("ppt/presentation.xml").decode() + package.read("ppt/theme/theme1.xml").decode()
        core = package.read("docProps/core.xml").decode()
    assert f'lang="{"fr-FR" if language == "fr" else "en-GB"}"' in shown
    assert "De nos besoins" in core


def test_only_slides_are_made_as_pptx(tmp_path: Path) -> None:
    ended = cit("seminar", "report", session(tmp_path), "-o", tmp_path / "x.pptx")
    assert ended.code == 2 and "[only-slides]" in ended.err and not (tmp_path / "x.pptx").exists()


def test_a_long_list_takes_several_slides_and_a_table_one_to_itself(tmp_path: Path) -> None:
    points = "".join(
        f"  - Un objectif assez long pour prendre plus d’une ligne à l’écran, numéro {i}\n" for i in range(12)
    )
    output = "Avant.\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n\\nAprès."
    body = f'objectifs:\n{points}programme: [{{intitule: Carte, production: "{output}"}}]\n'
    told = seminar("slides", session(tmp_path, body)).out
    assert told.count("\n## Pourquoi cette séance (suite)\n") >= 1
    headings = re.findall(r"^## (.+)$", told, re.MULTILINE)
    assert headings.count("Carte") == 1 and headings.count("Carte (suite)") == 2


# Every document, every format


@pytest.mark.parametrize("kind", ["report", "run-sheet", "attendance", "slides"])
def test_every_document_is_made_in_every_format_and_both_languages(tmp_path: Path, kind: str) -> None:
    endings = [".md", ".pdf", ".html", ".docx", ".odt", *([".pptx"] if kind == "slides" else [])]
    for language in ("fr", "en"):
        for ending in endings:
            target = tmp_path / f"{kind}-{language}{ending}"
            ended = cit("--lang", language, "seminar", kind, VALLEY / "seminaire-1.yaml", "-o", target, *DAY)
            assert (ended.code, ended.out) == (0, f"{target}\n"), ended.err
            assert target.stat().st_size > 500


HOSTILE = """\
type: seance
id: s
format: seminaire
titre: '#read("/etc/passwd") *x* _y_ $z$ <b> {{ 7*7 }} | 🙂'
dates: [2024-02-09]
lieu: {commune: "*Ville*", salle: "| salle |"}
objectifs: ["# Titre *dans* un objectif | barres", "1. premier"]
programme:
  - {intitule: "{{ 7*7 }} <img src=x onerror=1>", debut: 9h, duree: 3 h, modalite: "| *", materiel: ["- x | y"],
     production: "- # Titre\\n\\n| a |\\n|---|\\n| <b>2</b> |\\n\\n![x](/etc/passwd)"}
participants: [{nom: "Jean *Étoile* | <script>", diffusion: publique}]
evaluation: {verbatims: ["> cité\\n\\n- a"]}
decisions: [{texte: "Longue\\n\\n- a | b", mode: vote, reserves: ["r | s"]}]
actions: [{texte: "Faire | ceci", echeance: 2025}]
"""


@pytest.mark.parametrize("kind", ["report", "run-sheet", "attendance", "slides"])
def test_hostile_names_come_out_to_the_letter(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(HOSTILE, encoding="utf-8")
    target = tmp_path / "x.pdf"
    assert cit("seminar", kind, path, "-o", target, *DAY).code == 0
    text = re.sub(r"\s+", " ", "".join(page.extract_text() for page in pypdf.PdfReader(target).pages))
    assert '#read("/etc/passwd") *x* _y_ $z$ <b> {{ 7*7 }} |' in text and "root:" not in text
    html = tmp_path / "x.html"
    assert cit("seminar", kind, path, "-o", html, *DAY).code == 0
    assert "<script" not in html.read_text(encoding="utf-8") and "<img src=x" not in html.read_text(encoding="utf-8")
    if kind in ("report", "attendance"):
        assert "Jean *Étoile* | <script>" in text
    headings = re.findall(r"^#{1,6} ", seminar(kind, path).out, re.MULTILINE)
    assert headings.count("# ") == 1


def test_an_empty_or_broken_session_gets_one_clear_message(tmp_path: Path) -> None:
    for text, code in (
        ("", "file-empty"),
        ("type: seance\n", "missing-key"),
        ("type: territoire\nnom: X\n", "not-a-gathering"),
    ):
        path = tmp_path / "s.yaml"
        path.write_text(text, encoding="utf-8")
        ended = cit("seminar", "report", path, "-o", "-")
        assert ended.code == 1 and f"[{code}]" in ended.err and "Traceback" not in ended.err


def test_a_folder_gives_the_document_of_each_session_it_holds(tmp_path: Path) -> None:
    ended = cit("seminar", "report", VALLEY, "-o", f"{tmp_path}/", "--format", "md", *DAY)
    assert ended.code == 0
    assert sorted(path.name for path in tmp_path.glob("*.md")) == [
        "compte-rendu-atelier-1.md", "compte-rendu-seminaire-1.md", "compte-rendu-seminaire-2.md",
        "compte-rendu-seminaire-3.md", "compte-rendu-webinaire-1.md",
    ]  # fmt: skip
