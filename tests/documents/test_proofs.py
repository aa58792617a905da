"""`--preuves`: each figure marked has its entry in the annex, each entry its mark, whatever the document."""

import re
from pathlib import Path

import pytest

from running_cit import EXAMPLES, VALLEY, cit, write_territory

MARK = re.compile(r"\\\[P(\d+)\\\]")
LINES = re.compile(r"^Lignes : (.+)$", re.MULTILINE)
ENTRY = re.compile(r"^### P(\d+)\. ", re.MULTILINE)


DOSSIER = EXAMPLES / "vallee-fictive"
ACTION, SEMINAR = DOSSIER / "action.yaml", DOSSIER / "seances" / "seminaire-2.yaml"
DOCUMENTS: dict[str, tuple[str | Path, ...]] = {
    "diagnose": ("diagnose", VALLEY),
    "diagnose --action": ("diagnose", VALLEY, "--action", ACTION),
    "profile": ("profile", VALLEY),
    "report": ("seminar", "report", SEMINAR),
    "report, short": ("seminar", "report", SEMINAR, "--detail", "synthese"),
    "report, decisions": ("seminar", "report", SEMINAR, "--detail", "releve"),
    "actions": ("actions", DOSSIER),
    "plan": ("plan", VALLEY, "--heures", "24", "--debut", "2026-01-15"),
    "plan without an hour": ("plan", VALLEY, "--heures", "0", "--debut", "2026-01-15"),
    "bilan": ("bilan", ACTION),
    "bilan, internal": ("bilan", ACTION, "--audience", "interne"),
    "bilan, cerfa": ("bilan", ACTION, "--financeur", "communaute-communes"),
    "bilan, own form": ("bilan", ACTION, "--financeur", "parc-naturel"),
}
every_document = pytest.mark.parametrize("words", DOCUMENTS.values(), ids=DOCUMENTS)


@every_document
@pytest.mark.parametrize("language", ["fr", "en"])
def test_marks_and_entries_are_the_same_numbers_from_one(words: tuple[str | Path, ...], language: str) -> None:
    out = cit("--lang", language, *words, "-o", "-", "--preuves").out
    body, annex = re.split(r"^## (?:Annexe : les preuves|Annex: the proofs)$", out, flags=re.MULTILINE)
    entries = [int(number) for number in ENTRY.findall(annex)]
    assert entries == list(range(1, len(entries) + 1)) and entries
    assert {int(number) for number in MARK.findall(body)} == set(entries)


@every_document
def test_nothing_is_marked_unless_asked_for(words: tuple[str | Path, ...]) -> None:
    plain = cit(*words, "-o", "-").out
    assert plain and not MARK.search(plain)


@every_document
def test_every_line_an_annex_names_is_in_the_file_it_names(words: tuple[str | Path, ...]) -> None:
    annex = cit(*words, "-o", "-", "--preuves").out.partition("## Annexe : les preuves")[2]
    named = [place for lines in LINES.findall(annex) for place in lines.replace("\\", "").split(" ; ")]
    assert named
    for place in named:
        name, _, numbers = place.partition(":")
        lines = (DOSSIER / name).read_text(encoding="utf-8").splitlines()
        assert all(lines[int(number) - 1].strip() for number in numbers.split(", "))


def test_how_many_sessions_a_structure_came_to_rests_on_the_lines_that_name_it() -> None:
    annex = cit("bilan", ACTION, "-o", "-", "--preuves").out.partition("## Annexe : les preuves")[2]
    proof = re.search(r"Le Bief Ouvert » : 4 sur 5\n(.*?)###", annex, flags=re.DOTALL)
    assert proof is not None
    named = [place for lines in LINES.findall(proof[1]) for place in lines.split(" ; ")]
    assert len(named) == 4
    for place in named:
        name, _, number = place.partition(":")
        assert "bief" in (DOSSIER / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]


def test_the_mean_of_ratings_is_worked_out_from_its_distribution() -> None:
    out = cit("seminar", "report", SEMINAR, "--preuves", "-o", "-").out
    assert "\n- (5 × 3 + 4 × 5 + 3 × 2) ÷ 10 = 4,1\n" in out


def test_what_a_plan_answers_weighs_what_its_factors_make() -> None:
    out = cit("plan", VALLEY, "--heures", "24", "--debut", "2026-01-15", "--preuves", "-o", "-").out
    assert "| Hébergement et test d’activités | Fonction | 2,67 \\[P9\\] |" in out
    proof = out.partition("### P9. Hébergement et test d’activités : 2,67\n")[2]
    assert proof.startswith("\n- 2 × 2 × 2/3 = 2,67\n\nLignes : territoires/vallee-2025.yaml:")


@pytest.mark.parametrize(
    ("figure", "arithmetic"),
    [
        ("seances.seminaires.heures_par_decision", "(108 + 141,5 + 133) ÷ 7 = 54,6"),
        ("seances.ateliers.heures_par_decision", "49 ÷ 2 = 24,5"),
        ("seances.seminaires.participants_moyens", "(14 + 15 + 16) ÷ 3 = 15"),
    ],
)
def test_a_measure_of_the_sessions_can_be_asked_about(figure: str, arithmetic: str) -> None:
    out = cit("diagnose", VALLEY, "--action", ACTION, "--why", figure).out
    assert arithmetic in out and "seances/" in out


def test_the_lines_of_a_session_are_shown_to_the_team_alone() -> None:
    words = ("diagnose", VALLEY, "--action", ACTION, "--why", "seances.seminaires.presences")
    assert "participants:" in cit(*words, "--audience", "interne").out
    assert "participants:" not in cit(*words).out


def test_a_figure_of_a_profile_is_proved_by_its_source_and_its_line(tmp_path: Path) -> None:
    path = write_territory(
        tmp_path,
        "population: {valeur: 1650, annee: 2019, source: INSEE}\nindicateurs:\n  - {intitule: Densité, valeur: 33}\n",
    )
    out = cit("profile", path, "-o", "-", "--preuves").out
    assert "| Population | 1\u202f650 \\[P1\\] |" in out
    assert "### P1. Population : 1\u202f650\n" in out and "\n- 2019, INSEE\n\nLignes : territoire.yaml:3\n" in out
    assert out.endswith("### P2. Densité : 33\n\nLignes : territoire.yaml:5\n")
