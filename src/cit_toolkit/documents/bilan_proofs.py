"""The proof of each figure of a bilan: what it counts, the terms it is made from, the lines they stand on."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cit_toolkit.analysis.action_measures import Measure
from cit_toolkit.analysis.bilan import Bilan, IndicatorResult
from cit_toolkit.analysis.budget import Column, Grant, Lines, amounts_of
from cit_toolkit.analysis.prose.records import attendance_of, attendance_place
from cit_toolkit.documents.indicators_section import achieved_words, measure_words, term_words, with_unit
from cit_toolkit.documents.mobilisation_words import people_words
from cit_toolkit.documents.proofs import Proof
from cit_toolkit.documents.session_words import SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.bilan_terms import MEASURES, SESSION_GROUPS
from cit_toolkit.problems import Position

MANY_TERMS = 24
"""Past this number of terms a sum is told by its total: the places remain."""


def bilan_proofs(bilan: Bilan, voice: Voice) -> Iterator[Proof]:
    """Every figure of a bilan, in the order of its parts."""
    yield from _attendances(bilan, voice)
    yield from (_indicator(result, voice) for result in bilan.indicators)
    for name in MEASURES:
        if (measure := bilan.measures[name]) is not None and name.startswith("seances."):
            yield _measure(name, measure, bilan, voice)
    for i, each in enumerate(bilan.action.beneficiaries):
        if each.number is not None:
            place = each.position("nombre")
            title = voice.say("bilan.proofs.beneficiaries", public=each.public)
            yield _written(f"beneficiaires.{i}", title, voice.quantity(each.number), "given", (place,), voice)
    if bilan.accounts is not None:
        sides = (
            ("charges", bilan.accounts.expenses), ("produits", bilan.accounts.income),
            ("emplois", bilan.accounts.uses), ("ressources", bilan.accounts.resources),
        )  # fmt: skip
        for key, lines in sides:
            if lines.lines:
                yield _total(key, lines, voice)
        yield from (_grant(grant, voice) for grant in bilan.accounts.grants if grant.granted is not None)


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


def _attendances(bilan: Bilan, voice: Voice) -> Iterator[Proof]:
    for gathering in bilan.gatherings:
        came = attendance_of(gathering)
        if came is not None:
            title = voice.say("bilan.proofs.attendance", session=SessionWords(gathering, voice).label)
            kind = "attendance" if gathering.attendance is not None else "listed"
            place = (attendance_place(gathering),)
            yield _written(f"presences.{gathering.id}", title, voice.quantity(came), kind, place, voice)


def _indicator(result: IndicatorResult, voice: Voice) -> Proof:
    indicator = result.indicator
    value = with_unit(achieved_words(result, voice), indicator) if result.known else voice.say("words.unknown")
    title = voice.say("bilan.proofs.indicator", title=indicator.title)
    figure = f"indicateur.{indicator.id}"
    if result.measure is None or indicator.metric is None:
        return _written(figure, title, value, "given", (indicator.position("realise"),), voice)
    arithmetic = _arithmetic(indicator.metric, result.measure, voice)
    return Proof(
        figure, title, value, measure_definition(indicator.metric, voice), arithmetic, _places(result.measure.places)
    )


def _measure(name: str, measure: Measure, bilan: Bilan, voice: Voice) -> Proof:
    value = measure_words(measure, voice)
    kind = SESSION_GROUPS[name.split(".")[1]]
    if name.endswith(".personnes") and kind is not None:
        value = people_words(bilan.mobilisation.formats[kind].people, voice)
    return Proof(
        name,
        measure_title(name, voice),
        value,
        measure_definition(name, voice),
        tuple(line for line in _arithmetic(name, measure, voice) if line != value),
        _places(measure.places),
    )


def _arithmetic(name: str, measure: Measure, voice: Voice) -> tuple[str, ...]:
    """The terms, and what is made of them."""
    terms = [term_words(term, voice) for term in measure.terms]
    if not terms or len(terms) > MANY_TERMS:
        return ()
    if name.endswith(("participants_min", "participants_max")):
        return (voice.parts(terms),)
    added = " + ".join(terms)
    if name.endswith("participants_moyens"):
        several = f"({added})" if len(terms) > 1 else added
        return (f"{several} ÷ {len(terms)} = {measure_words(measure, voice)}",)
    return (f"{added} = {measure_words(measure, voice)}",) if len(terms) > 1 else ()


def _total(key: str, lines: Lines, voice: Voice) -> Proof:
    sums = lines.total
    told = [voice.money(amount) if (amount := sums.of(column)) is not None else "?" for column in Column]
    arithmetic = []
    for column, total in zip(Column, told, strict=True):
        amounts = [amounts_of(line).of(column) for line in lines.lines]
        terms = " + ".join("?" if amount is None else voice.number(amount) for amount in amounts)
        if 1 < len(amounts) <= MANY_TERMS:
            arithmetic.append(voice.labelled(voice.say(f"bilan.columns.{column.value}"), f"{terms} = {total}"))
    return Proof(
        f"budget.{key}",
        voice.say(f"bilan.totals.{key}"),
        voice.say("bilan.proofs.both", planned=told[0], actual=told[1]),
        voice.say("bilan.definitions.budget"),
        tuple(arithmetic),
        _places(line.position() for line in lines.lines),
    )


def _grant(grant: Grant, voice: Voice) -> Proof:
    granted, income = grant.granted or Decimal(0), grant.income.actual
    share = None if grant.share is None else voice.percent(grant.share, 1)
    agreement = grant.funder.agreement
    place = agreement.position("montant") if agreement and agreement.amount is not None else None
    arithmetic = () if share is None or income is None else (
        f"{voice.number(granted)} ÷ {voice.number(income)} = {share}",
    )  # fmt: skip
    return Proof(
        f"subvention.{grant.funder.id}",
        voice.say("bilan.proofs.grant", funder=grant.funder.name),
        voice.money(granted)
        if share is None
        else voice.say("bilan.proofs.share", amount=voice.money(granted), share=share),
        voice.say("bilan.definitions.grant"),
        arithmetic,
        _places((place, *(line.position() for line in grant.lines.lines))),
    )


def _written(figure: str, title: str, value: str, kind: str, places: Iterable[Position | None], voice: Voice) -> Proof:
    return Proof(figure, title, value, voice.say(f"bilan.definitions.{kind}"), (), _places(places))


def _places(places: Iterable[Position | None]) -> tuple[Position, ...]:
    return tuple(sorted({place for place in places if place}))
