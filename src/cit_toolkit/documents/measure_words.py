"""Measures in words: their title, their definition, their value and the arithmetic that makes it."""

from decimal import Decimal

from cit_toolkit.analysis.session_measures import Measure
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.quantities import Quantity

MANY_TERMS = 24
"""Past this number of terms a sum is told by its total: the places remain."""


def measure_title(name: str, voice: Voice) -> str:
    """«Présences (séminaires)», «Objectifs réalisés»."""
    first, *middle, last = name.split(".")
    if middle:
        return voice.say(
            "bilan.measure-of",
            measure=voice.say(f"bilan.measures.{last}"),
            group=voice.say(f"bilan.groups.{middle[0]}"),
        )
    return voice.say(f"bilan.measures.{first}-{last}")


def measure_definition(name: str, voice: Voice) -> str:
    """How a measure is made."""
    first, *middle, last = name.split(".")
    return voice.say(f"bilan.definitions.{last if middle else f'{first}-{last}'}")


def measure_words(measure: Measure, voice: Voice) -> str:
    """«11,3», «de 18 à 23», «au moins 22», «environ 30» when that alone is written."""
    if len(measure.terms) == 1 and measure.divisor in (None, 1):
        return term_words(measure.terms[0], voice)
    return span_words(measure.low, measure.high, voice)


def term_words(term: Quantity | None, voice: Voice) -> str:
    """One of the terms of a measure: «11», «environ 30», «de 37,5 à 52,5», «?»."""
    if term is None:
        return "?"
    return voice.quantity(term) if term.written and not term.exact else span_words(term.low, term.high, voice)


def span_words(low: Decimal, high: Decimal | None, voice: Voice) -> str:
    """What lies between two bounds."""
    first = voice.number(low.normalize(), digits_of(low))
    if low == high:
        return first
    if high is None:
        return voice.say("session.at-least", number=first)
    return voice.say("session.from-to", low=first, high=voice.number(high.normalize(), digits_of(high)))


def digits_of(value: Decimal) -> int | None:
    """A mean is told to a tenth; what was written keeps its decimals."""
    exponent = value.normalize().as_tuple().exponent
    return 1 if isinstance(exponent, int) and exponent < -2 else None


def measure_arithmetic(name: str, measure: Measure, voice: Voice) -> tuple[str, ...]:
    """The terms, and what is made of them; nothing when there is nothing to work out, or too much to be read."""
    terms = [term_words(term, voice) for term in measure.terms]
    if not terms or len(terms) > MANY_TERMS:
        return ()
    if name.endswith(("participants_min", "participants_max")):
        return (voice.parts(terms),)
    added = " + ".join(terms)
    if measure.divisor is None:
        return (f"{added} = {measure_words(measure, voice)}",) if len(terms) > 1 else ()
    several = f"({added})" if len(terms) > 1 else added
    return (f"{several} ÷ {voice.number(measure.divisor)} = {measure_words(measure, voice)}",)
