"""What a bilan says of its indicators: what was aimed at, what was reached, what separates them."""

from dataclasses import dataclass

from cit_toolkit.analysis.bilan import IndicatorResult
from cit_toolkit.documents.measure_words import digits_of, measure_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.action import ActionIndicator


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
        with_unit(voice.quantity(indicator.target), indicator, voice) if indicator.target else "",
        with_unit(achieved_words(result, voice), indicator, voice) if result.known else voice.say("words.unknown"),
        _gap(result, voice),
        f"indicateur.{indicator.id}" if result.known else "",
    )


def achieved_words(result: IndicatorResult, voice: Voice) -> str:
    """What was reached: computed, else as it is written."""
    return measure_words(result.measure, voice) if result.measure else voice.quantity(result.written)


def with_unit(told: str, indicator: ActionIndicator, voice: Voice) -> str:
    """The figure and its unit; a figure that is withheld has none."""
    return voice.with_unit(told, indicator.unit) if indicator.unit and told.lower() != "secret" else told


def _gap(result: IndicatorResult, voice: Voice) -> str:
    target, reached = result.indicator.target, result.measure or result.written
    if target is None or not target.exact or reached is None or not reached.exact:
        return ""
    return voice.signed(reached.low - target.low, digits_of(reached.low - target.low))
