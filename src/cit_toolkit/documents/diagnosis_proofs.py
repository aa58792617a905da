"""The proof of each figure of a diagnosis in words: its definition, its arithmetic, the lines it rests on."""

from fractions import Fraction

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.evidence import Evidence, Term, evidence
from cit_toolkit.analysis.functions_coverage import Status
from cit_toolkit.documents.metric_words import metric_words
from cit_toolkit.documents.proofs import Proof
from cit_toolkit.documents.voice import Voice

MANY_TERMS = 24
"""Past this number of terms a count is told by its total: the places remain."""
SHARES = frozenset(("coverage", "dimension", "density", "priority"))
"""Kinds of figures that are shares of 1, told in per cent."""


def diagnosis_proofs(diagnosis: Diagnosis, voice: Voice) -> tuple[Proof, ...]:
    """Every figure of the diagnosis with its proof."""
    return tuple(_proof(item, diagnosis, voice) for item in evidence(diagnosis))


def _proof(item: Evidence, diagnosis: Diagnosis, voice: Voice) -> Proof:
    value = _value(item, diagnosis, voice)
    return Proof(
        item.id,
        voice.say(f"evidence.{item.kind}.title", subject=voice.named(item.subject)),
        value,
        voice.say(f"evidence.{item.kind}.definition"),
        tuple(line for line in _arithmetic(item, diagnosis, voice) if line != value),
        item.places,
    )


def _value(item: Evidence, diagnosis: Diagnosis, voice: Voice) -> str:
    if item.kind == "function" and item.words:
        return voice.status(Status(item.words[0]), Status(item.words[1]))
    if item.kind == "stage" and item.words:
        labels = {stage.id: voice.label(stage) for stage in diagnosis.method.stages}
        certain, possible = (labels.get(word, voice.say("words.none")) for word in item.words)
        return certain if certain == possible else voice.say("stages.between", low=certain, high=possible)
    if item.value is None:
        return voice.say("words.unknown")
    if item.kind in SHARES:
        return voice.share(item.value)
    return voice.range(item.value, 0 if item.value.low == int(item.value.low) and item.value.certain else 2)


def _arithmetic(item: Evidence, diagnosis: Diagnosis, voice: Voice) -> list[str]:
    if item.kind == "function":
        return [voice.labelled(voice.named(term.name), _span(term, voice)) for term in item.terms]
    if item.kind == "stage":
        return [
            voice.say(
                "evidence.stage.gate",
                name=metric_words(t.name[""], diagnosis.method, voice),
                value=_span(t, voice),
                threshold=_n(t.weight, voice),
            )
            for t in item.terms
        ]
    if item.kind == "effective-categories":
        total = sum((term.low for term in item.terms), Fraction(0))
        counts = [f"{voice.named(term.name)} {_n(term.low, voice)}" for term in item.terms]
        return [voice.parts((*counts, f"n = {_n(total, voice)}")), "exp(−Σ p ln p)"]
    if item.divisor is None or not item.terms:
        return []
    return [_sum(item, voice, "low"), *([] if _certain(item) else [_sum(item, voice, "high")])]


def _sum(item: Evidence, voice: Voice, end: str) -> str:
    values: list[Fraction] = [getattr(term, end) for term in item.terms]
    total = sum((term.weight * value for term, value in zip(item.terms, values, strict=True)), Fraction(0))
    divisor = item.divisor or Fraction(1)
    weighted = any(term.weight != 1 for term in item.terms)
    if len(item.terms) <= MANY_TERMS and not all(value == 1 and not weighted for value in values):
        products = " + ".join(
            f"{_n(term.weight, voice)} × {_n(value, voice)}" if weighted else _n(value, voice)
            for term, value in zip(item.terms, values, strict=True)
        )
    else:
        products = _n(total, voice)
    several = len(products.split(" ")) > 1
    dividend = f"({products})" if several else products
    told = f"{dividend} ÷ {_n(divisor, voice)}" if divisor != 1 else products
    share = total / divisor
    result = voice.percent(float(share)) if item.kind in SHARES else _n(share, voice)
    line = told if told == result else f"{told} = {result}"
    return line if _certain(item) else voice.say(f"evidence.{end}", sum=line)


def _certain(item: Evidence) -> bool:
    return all(term.low == term.high for term in item.terms)


def _span(term: Term, voice: Voice) -> str:
    if term.low == term.high:
        return _n(term.low, voice)
    if term.high >= 10**9:
        return voice.say("words.unknown")
    return f"{_n(term.low, voice)}–{_n(term.high, voice)}"


def _n(value: Fraction, voice: Voice) -> str:
    if value.denominator == 1:
        return voice.number(value.numerator)
    if value.denominator == 3:
        return f"{value.numerator}/3"
    return voice.number(float(value), 3)
