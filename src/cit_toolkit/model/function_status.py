"""How firmly a function is held, in the words of the method."""

from enum import StrEnum


class Status(StrEnum):
    """How a function is held, from nobody to several actors."""

    ABSENT = "absente"
    SEED = "en-germe"
    FRAGILE = "fragile"
    SHARED = "partagee"
