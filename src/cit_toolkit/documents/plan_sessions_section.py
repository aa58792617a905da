"""The sessions of a support plan, stage by stage, and the modules kept with the reason of each."""

from dataclasses import dataclass
from itertools import groupby

from cit_toolkit.analysis.support_plan import HeldSession, KeptModule
from cit_toolkit.documents.plan_words import PlanWords


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session of the calendar."""

    number: int
    when: str
    title: str
    """Its modules, one after the other."""
    format: str
    hours: str


@dataclass(frozen=True, slots=True)
class StagePart:
    """The sessions of one stage; an empty title when the method has no stages."""

    title: str
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module kept; an empty text has nothing to say."""

    name: str
    terms: str
    """«séance 1, séminaire, 5 h, 12 participants»."""
    aim: str
    output: str
    answers: str
    """After «répond»."""
    opens: str
    """The modules that need it."""


def stage_parts(words: PlanWords) -> tuple[StagePart, ...]:
    """The sessions, stage by stage."""
    numbered = enumerate(words.plan.sessions, 1)
    return tuple(
        StagePart(_stage_title(rank, words), tuple(_session(number, held, words) for number, held in sessions))
        for rank, sessions in groupby(numbered, key=lambda pair: pair[1].session.stage)
    )


def _stage_title(rank: int, words: PlanWords) -> str:
    reached = words.plan.diagnosis.stage
    stage = reached.stage(rank) if reached else None
    if reached is None or stage is None:
        return ""
    key = "once-stage" if rank > max(reached.certain, 0) else "at-stage" if reached.certain >= 0 else "to-stage"
    return words.voice.say(f"plan.{key}", stage=words.voice.label(stage))


def _session(number: int, held: HeldSession, words: PlanWords) -> SessionLine:
    return SessionLine(
        number,
        words.when(held.when),
        words.voice.parts(words.voice.label(candidate.module) for candidate in held.session.modules),
        words.format(held.session.format),
        words.voice.say("plan.hours", hours=words.hours(held.session.minutes)),
    )


def module_lines(words: PlanWords) -> tuple[ModuleLine, ...]:
    """The modules kept, in the order of the sessions."""
    return tuple(_module(kept, words) for kept in words.plan.kept)


def _module(kept: KeptModule, words: PlanWords) -> ModuleLine:
    module, voice = kept.module, words.voice
    people = module.participants
    terms = (
        voice.say("plan.session", number=kept.session + 1),
        words.format(module.format),
        voice.say("plan.hours", hours=words.hours(kept.candidate.minutes)),
        voice.say("plan.participants-unknown") if people is None else words.count(people, "participant"),
    )
    return ModuleLine(
        voice.label(module),
        ", ".join(terms),
        voice.text(module.aim),
        voice.text(module.output),
        words.answer(kept.candidate.answers),
        words.modules(kept.needed_by),
    )
