"""What a bilan says of its indicators: what was aimed at, what was reached, what separates them."""

from dataclasses import dataclass
from decimal import Decimal

from cit_toolkit.analysis.action_measures import Measure
from cit_toolkit.analysis.bilan import IndicatorResult
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.action import ActionIndicator
from cit_toolkit.model.quantities import Quantity


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator."""

    title: str
    target: str
    """Empty when none was set."""
    achieved: str
    gap: str
    """Reached less aimed at, signed; empty unless both are exact."""
    figure: str
    """Id of its proof; empty when nothing was reached that is known."""


def indicator_line(result: IndicatorResult, voice: Voice) -> IndicatorLine:
    """An indicator in words."""
    indicator = result.indicator
    return IndicatorLine(
        indicator.title,
        with_unit(voice.quantity(indicator.target), indicator) if indicator.target else "",
        with_unit(achieved_words(result, voice), indicator) if result.known else voice.say("words.unknown"),
        _gap(result, voice),
        f"indicateur.{indicator.id}" if result.known else "",
    )


def achieved_words(result: IndicatorResult, voice: Voice) -> str:
    """What was reached: computed, else as it is written."""
    return measure_words(result.measure, voice) if result.measure else voice.quantity(result.written)


def measure_words(measure: Measure, voice: Voice) -> str:
    """«11,3», «de 18 à 23», «au moins 22», «environ 30» when that alone is written."""
    if len(measure.terms) == 1 and measure.terms[0] and measure.terms[0].written:
        return voice.quantity(measure.terms[0])
    return span_words(measure.low, measure.high, voice)


def term_words(term: Quantity | None, voice: Voice) -> str:
    """One of the terms of a measure: «11», «environ 30», «de 37,5 à 52,5», «?»."""
    if term is None:
        return "?"
    return voice.quantity(term) if term.written else span_words(term.low, term.high, voice)


def span_words(low: Decimal, high: Decimal | None, voice: Voice) -> str:
    """What lies between two bounds."""
    first = voice.number(low.normalize(), _digits(low))
    if low == high:
        return first
    if high is None:
        return voice.say("session.at-least", number=first)
    return voice.say("session.from-to", low=first, high=voice.number(high.normalize(), _digits(high)))


def with_unit(told: str, indicator: ActionIndicator) -> str:
    """The figure and its unit; a figure that is withheld has none."""
    return f"{told} {indicator.unit}" if indicator.unit and told.lower() != "secret" else told


def _gap(result: IndicatorResult, voice: Voice) -> str:
    target, reached = result.indicator.target, result.measure or result.written
    if target is None or not target.exact or reached is None or not reached.exact:
        return ""
    return voice.signed(reached.low - target.low, _digits(reached.low - target.low))


def _digits(value: Decimal) -> int | None:
    """A mean is told to a tenth; what was written keeps its decimals."""
    exponent = value.normalize().as_tuple().exponent
    return 1 if isinstance(exponent, int) and exponent < -2 else None
