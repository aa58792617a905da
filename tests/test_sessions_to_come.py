"""A session still to come is no contradiction and lacks nothing: texts and gaps count what was held."""

import shutil
from pathlib import Path

import pytest

from running_cit import EXAMPLES, cit

SESSION = "type: seance\nid: seminaire-4\nfictif: oui\nformat: seminaire\nnumero: 4\ntitre: La suite\n"


@pytest.mark.parametrize(
    ("dates", "held"), [("dates: [2099-03-12]\n", False), ("dates: [2026-03-12]\n", True), ("", True)]
)
def test_the_texts_and_the_gaps_count_the_sessions_that_were_held(dates: str, held: bool, tmp_path: Path) -> None:
    """The example says «trois séminaires»: a fourth contradicts it once it was held. One without a date was."""
    dossier = tmp_path / "vallee"
    shutil.copytree(EXAMPLES / "vallee-fictive", dossier)
    (dossier / "seances" / "seminaire-4.yaml").write_text(SESSION + dates, encoding="utf-8")
    checked = cit("check", "action.yaml", cwd=dossier).out
    lacking = cit("bilan", "action.yaml", "--manque", "--date", "2026-11-26", cwd=dossier).out
    assert ("[prose-contradicts]" in checked) == held
    assert ("Indispensable" in lacking) == held
    assert ("Le nombre de participants à « La suite »" in lacking) == held
