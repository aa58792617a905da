"""What is known of a quantity: a lowest and a highest value it may have."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """`[low, high]`, equal when the value is certain. What is unknown widens it, never moves it."""

    low: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether nothing is left to know."""
        return self.low == self.high

    @property
    def width(self) -> float:
        """How much is left to know, in the unit of the quantity."""
        return self.high - self.low

    @property
    def middle(self) -> float:
        """Where to place the quantity when one place must be chosen."""
        return (self.low + self.high) / 2

    @staticmethod
    def exactly(value: float) -> "Interval":
        """The interval of a certain value."""
        return Interval(value, value)
