"""`--preuves`: each figure marked has its entry in the annex, each entry its mark, whatever the document."""

import re
from pathlib import Path

import pytest

from running_cit import VALLEY, cit, write_territory

MARK = re.compile(r"\\\[P(\d+)\\\]")
ENTRY = re.compile(r"^### P(\d+)\. ", re.MULTILINE)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("command", ["diagnose", "profile"])
def test_marks_and_entries_are_the_same_numbers_from_one(command: str, language: str) -> None:
    out = cit("--lang", language, command, VALLEY, "-o", "-", "--preuves").out
    body, annex = re.split(r"^## (?:Annexe : les preuves|Annex: the proofs)$", out, flags=re.MULTILINE)
    entries = [int(number) for number in ENTRY.findall(annex)]
    assert entries == list(range(1, len(entries) + 1)) and len(entries) > 5
    assert {int(number) for number in MARK.findall(body)} == set(entries)


@pytest.mark.parametrize("command", ["diagnose", "profile"])
def test_nothing_is_marked_unless_asked_for(command: str) -> None:
    assert not MARK.search(cit(command, VALLEY, "-o", "-").out)


def test_a_figure_of_a_profile_is_proved_by_its_source_and_its_line(tmp_path: Path) -> None:
    path = write_territory(
        tmp_path,
        "population: {valeur: 1650, annee: 2019, source: INSEE}\nindicateurs:\n  - {intitule: Densité, valeur: 33}\n",
    )
    out = cit("profile", path, "-o", "-", "--preuves").out
    assert "| Population | 1\u202f650 \\[P1\\] |" in out
    assert "### P1. Population : 1\u202f650\n" in out and "\n- 2019, INSEE\n\nLignes : territoire.yaml:3\n" in out
    assert out.endswith("### P2. Densité : 33\n\nLignes : territoire.yaml:5\n")
