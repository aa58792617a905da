"""The support modules of the method that the findings call for."""

from dataclasses import dataclass

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.method import Module

MOST_MODULES = 8


@dataclass(frozen=True, slots=True)
class SupportLine:
    """A module; an empty text has nothing to say."""

    name: str
    terms: str
    """Its form and the hours it asks of each person: «atelier, 3 h»."""
    aim: str


def support_lines(diagnosis: Diagnosis, voice: Voice) -> tuple[SupportLine, ...]:
    """The most called for first."""
    return tuple(
        SupportLine(voice.label(module), _terms(module, voice), voice.text(module.aim))
        for module, _ in diagnosis.modules[:MOST_MODULES]
    )


def _terms(module: Module, voice: Voice) -> str:
    form = voice.say(f"formats.{module.format.value}") if module.format else ""
    hours = f"{voice.number(module.hours)} h" if module.hours is not None else ""
    return ", ".join(filter(None, (form, hours)))
