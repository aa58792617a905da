"""What a shell asks about, and what it is proposed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that may stand there, and what it is."""

    value: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands before the cursor: whole words, and the beginning of the one being typed."""

    words: tuple[str, ...]
    beginning: str
