"""Every workbook that is written keeps to what Excel asks: it opens without proposing to repair anything."""

from datetime import date
from pathlib import Path

import pytest

from cit_toolkit.exchange.spreadsheets import workbook_bytes
from excel_rules import broken_rules
from running_cit import EXAMPLES, cit

VALLEY = EXAMPLES / "vallee-fictive"
TERRITORIES = ["territoires/vallee-2024.yaml", "territoires/vallee-2025.yaml"]


@pytest.mark.parametrize(
    "command",
    [
        ("workbook", *TERRITORIES, "--contacts"),
        ("--lang", "en", "workbook", TERRITORIES[0]),
        ("match", *TERRITORIES, "--offres", EXAMPLES / "offres-nationales" / "offres-bilan.yaml"),
        ("compare", *TERRITORIES),
        ("export", "xlsx", TERRITORIES[1], "--audience", "interne"),
    ],
    ids=["workbook", "in-english", "match", "compare", "export"],
)
def test_what_is_written_of_an_example_opens_as_it_is(tmp_path: Path, command: tuple[str | Path, ...]) -> None:
    cit(*command, "-o", tmp_path / "x.xlsx", cwd=VALLEY)
    assert broken_rules(tmp_path / "x.xlsx") == []


NASTY = """\
type: territoire
nom: "[Val] : d’'Exemple'*?/"
acteurs:
  - {{id: a, nom: "  =1+1 _x000D_ ", note: "{long}", x-très-longue-clé-{key}: "{emoji}"}}
  - {{id: b, nom: "{emoji}", x-history: "\\tune tabulation\\nune ligne\\u0085une autre"}}
besoins:
  - {{id: c, intitule: "{many}", porteurs: [a, b]}}
"""


def test_what_people_write_at_its_worst_opens_as_it_is(tmp_path: Path) -> None:
    """Excel counts a face for two letters: a text of twenty thousand faces is longer than a cell."""
    text = NASTY.format(long="é" * 40_000, key="k" * 300, emoji="😀" * 20_000, many="ligne\\n" * 300)
    (tmp_path / "val.yaml").write_text(text, encoding="utf-8")
    ended = cit("workbook", "val.yaml", "-o", "x.xlsx", cwd=tmp_path)
    assert ended.code == 0, ended.err
    assert broken_rules(tmp_path / "x.xlsx") == []
    assert cit("workbook", "--relire", "x.xlsx", cwd=tmp_path).err == "x.xlsx : aucun changement.\n"


def test_sheets_named_after_anything_open_as_they_are(tmp_path: Path) -> None:
    names = ["History", "historique", "'a'", "a" * 40, "A" * 40, "[x]:*?/\\", "", "  "]
    (tmp_path / "x.xlsx").write_bytes(workbook_bytes({name: [["a", " b "]] for name in names}, date(2026, 1, 1)))
    assert broken_rules(tmp_path / "x.xlsx") == []
