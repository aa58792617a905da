"""Actions and sessions from Python."""

from datetime import date
from pathlib import Path

import pytest

import cit_toolkit
from running_cit import EXAMPLES

VALLEY = EXAMPLES / "vallee-fictive"


def test_an_action_is_read_and_measured_from_python() -> None:
    action = cit_toolkit.read_action(VALLEY / "action.yaml")
    assert [each.id for each in action.gatherings] == [
        "seminaire-1", "webinaire-1", "seminaire-2", "atelier-1", "seminaire-3",
    ]  # fmt: skip
    found = cit_toolkit.measure_mobilisation(action, today=date(2026, 1, 1))
    assert {kind.value: int(group.presences.low) for kind, group in found.formats.items()} == {
        "seminaire": 45, "webinaire": 25, "atelier": 9,
    }  # fmt: skip
    early = cit_toolkit.measure_mobilisation(action, today=date(2024, 12, 31))
    assert [each.id for each in early.to_come] == ["seminaire-2", "atelier-1", "seminaire-3"]


@pytest.mark.parametrize("kind", [None, "report", "run-sheet", "attendance", "slides"])
def test_the_documents_of_a_session_are_written_from_python(tmp_path: Path, kind: str | None) -> None:
    session = cit_toolkit.read_session(VALLEY / "seances" / "seminaire-1.yaml")
    target = cit_toolkit.render_document(session, tmp_path / "x.md", kind, language="en", today=date(2026, 1, 1))
    told = target.read_text(encoding="utf-8")
    assert told.startswith("# Seminar 1: ")
    assert ("## Who was there" in told) is (kind in (None, "report", "slides"))
