"""What is told while one long thing is done."""

import io
import sys
import time

import pytest

from cit_toolkit.cli import progress
from cit_toolkit.cli.progress import patience


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "seconds", "told"), [(Terminal, 0, True), (Terminal, 60, False), (io.StringIO, 0, False)]
)
def test_a_word_is_said_to_who_waits_for_long(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], seconds: float, told: bool
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", seconds)
    screen = stream()
    monkeypatch.setattr(sys, "stderr", screen)
    with patience("Recherche du meilleur plan"):
        time.sleep(0.3)
    assert ("Recherche du meilleur plan" in screen.getvalue()) == told
