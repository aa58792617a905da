"""The return on time invested (ROTI) in words; withheld when answers are few."""

from dataclasses import dataclass

from cit_toolkit.analysis.mobilisation import FEWEST_ANSWERS, Ratings
from cit_toolkit.documents.voice import Voice


@dataclass(frozen=True, slots=True)
class RatingLine:
    """How many gave one rating, and what that rating means."""

    rating: int
    meaning: str
    answers: int


@dataclass(frozen=True, slots=True)
class RatingWords:
    """Answers to «was it worth your time?»."""

    ratings: Ratings
    voice: Voice

    @property
    def asked(self) -> bool:
        """Whether anybody answered."""
        return self.ratings.answers > 0

    @property
    def answers(self) -> str:
        """«11 réponses»."""
        return self.voice.say("session.answers", count=self.ratings.answers)

    @property
    def withheld(self) -> str:
        """Why nothing more is told, empty when it is."""
        return self.voice.say("session.ratings-withheld", fewest=FEWEST_ANSWERS) if self.ratings.withheld else ""

    @property
    def mean(self) -> str:
        """«3,9», empty when it is withheld."""
        return "" if self.ratings.mean is None else self.voice.number(self.ratings.mean, 1)

    @property
    def distribution(self) -> tuple[RatingLine, ...]:
        """From 5 to 1; empty when it is withheld."""
        counts = self.ratings.distribution
        if counts is None:
            return ()
        lines = enumerate(counts, 1)
        return tuple(
            RatingLine(rating, self.voice.say(f"session.rating-meanings.r{rating}"), count)
            for rating, count in sorted(lines, reverse=True)
        )

    @property
    def arithmetic(self) -> str:
        """«(5 × 6 + 4 × 4 + 3 × 1) ÷ 11 = 4,5», empty when it is withheld."""
        counts = self.ratings.distribution
        if counts is None:
            return ""
        given = [(rating, count) for rating, count in enumerate(counts, 1) if count]
        told = " + ".join(f"{rating} × {self.voice.number(count)}" for rating, count in sorted(given, reverse=True))
        return f"({told}) ÷ {self.voice.number(self.ratings.answers)} = {self.mean}"
