"""A session still to come is no contradiction and lacks nothing: texts and gaps count what was held."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from cit_toolkit.analysis.whether_held import is_to_come
from cit_toolkit.loading.files import load_text
from cit_toolkit.model.gathering import Gathering
from running_cit import EXAMPLES, cit

SESSION = "type: seance\nid: seminaire-4\nfictif: oui\nformat: seminaire\nnumero: 4\ntitre: La suite\n"
TOLD = "decisions: [{texte: Continuer.}]\n"


@pytest.mark.parametrize(
    ("dates", "held"), [("dates: [2099-03-12]\n", False), ("dates: [2026-03-12]\n", True), ("", False), (TOLD, True)]
)
def test_the_texts_and_the_gaps_count_the_sessions_that_were_held(dates: str, held: bool, tmp_path: Path) -> None:
    """The example says «trois séminaires»: a fourth contradicts it once held; without a date, once it is told."""
    dossier = tmp_path / "vallee"
    shutil.copytree(EXAMPLES / "vallee-fictive", dossier)
    (dossier / "seances" / "seminaire-4.yaml").write_text(SESSION + dates, encoding="utf-8")
    checked = cit("check", "action.yaml", cwd=dossier).out
    lacking = cit("bilan", "action.yaml", "--manque", "--date", "2026-11-26", cwd=dossier).out
    assert ("[prose-contradicts]" in checked) == held
    assert ("Indispensable" in lacking) == held
    assert ("Le nombre de participants à « La suite »" in lacking) == held


def session(body: str) -> Gathering:
    loaded = load_text(f"type: seance\nformat: atelier\ntitre: Lire\n{body}", "s.yaml")
    assert isinstance(loaded.model, Gathering), loaded.problems
    return loaded.model


@pytest.mark.parametrize(
    "told",
    [
        "participants_nombre: 9",
        "participants: [{nom: Odile}]",
        "structures_presentes: [mairie]",
        "decisions: [{texte: Oui.}]",
        "actions: [{texte: Relire.}]",
        "evaluation: {roti: [4]}",
        "programme: [{intitule: Lire, production: Un texte.}]",
    ],
)
def test_a_session_of_today_or_without_a_date_was_held_once_something_is_told_of_it(told: str) -> None:
    day = date(2026, 3, 12)
    prepared = "lieu: distance\ninscrits: 12\nprogramme: [{intitule: Lire, duree: 1 h}]\n"
    for dates in ("", "dates: [2026-03-12]\n", "dates: [2026-03-12, 2026-03-13]\n"):
        assert is_to_come(session(dates + prepared), day)
        assert not is_to_come(session(dates + told), day)
    assert not is_to_come(session(f"dates: [2026-03-11]\n{prepared}"), day)
    assert is_to_come(session(f"dates: [2026-03-13]\n{told}"), day)


def test_a_plan_that_begins_today_holds_no_session_today(tmp_path: Path) -> None:
    dossier = tmp_path / "vallee"
    shutil.copytree(EXAMPLES / "vallee-fictive", dossier)
    first, planned = cit("bilan", "action.yaml", "--mesures", "--date", "2026-11-26", cwd=dossier), "--date 2026-11-26"
    cit("plan", "territoires/vallee-2025.yaml", "--seances", "seances", *planned.split(), cwd=dossier)
    assert list((dossier / "seances").glob("2026-11-26-*.yaml"))
    assert cit("bilan", "action.yaml", "--mesures", *planned.split(), cwd=dossier).out == first.out


def test_a_session_without_a_date_is_still_asked_for_it(tmp_path: Path) -> None:
    dossier = tmp_path / "vallee"
    shutil.copytree(EXAMPLES / "vallee-fictive", dossier)
    (dossier / "seances" / "seminaire-4.yaml").write_text(SESSION, encoding="utf-8")
    lacking = cit("bilan", "action.yaml", "--manque", "--date", "2026-11-26", cwd=dossier).out
    assert "La séance « La suite » n’a pas de date" in " ".join(lacking.split())
    bilan = cit("bilan", "action.yaml", "-o", "-", "--date", "2026-11-26", cwd=dossier).out
    assert "À venir, ou dont rien n’est encore écrit :\n\n- **Séminaire 4 : La suite**" in bilan
