"""Why a support plan leaves a module out, in the words of the method."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a module is not in a plan."""

    FOLLOWED = "deja-suivi"
    """The territory has followed it."""
    PAST = "etape-passee"
    """It suits stages that are behind."""
    TOO_EARLY = "trop-tot"
    """It suits stages further than the next one, or helps to open the next one but can only be given after."""
    NO_HOURS = "heures-inconnues"
    """The method does not say how long it lasts."""
    PREREQUISITE = "prerequis-impossible"
    """A module that must come before cannot be given."""
    NOTHING_LACKS = "rien-ne-manque"
    """Nothing it answers is lacking here."""
    TO_VERIFY = "a-verifier"
    """What it answers is not known to be lacking: a question comes first."""
    ANSWERED = "deja-repondu"
    """What it answers, the modules kept answer."""
    CAP = "plafond"
    """The hours do not suffice."""
