"""The proof of each figure of a bilan: what it counts, the terms it is made from, the lines they stand on."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cit_toolkit.analysis.bilan import Bilan, IndicatorResult
from cit_toolkit.analysis.budget import Column, Grant, Lines, amounts_of
from cit_toolkit.documents.engagement_section import EngagementSection
from cit_toolkit.documents.indicators_section import achieved_words, with_unit
from cit_toolkit.documents.measure_words import MANY_TERMS, measure_arithmetic, measure_definition
from cit_toolkit.documents.proofs import Proof, places_of
from cit_toolkit.documents.voice import Voice
from cit_toolkit.problems import Position


def bilan_proofs(bilan: Bilan, engagement: EngagementSection, voice: Voice) -> Iterator[Proof]:
    """Every figure of a bilan, in the order of its parts."""
    yield from engagement.attendance_proofs
    yield from (_indicator(result, voice) for result in bilan.indicators)
    yield from engagement.ladder_proofs
    yield from engagement.formats_proofs
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


def _indicator(result: IndicatorResult, voice: Voice) -> Proof:
    indicator = result.indicator
    value = with_unit(achieved_words(result, voice), indicator, voice) if result.known else voice.say("words.unknown")
    title = voice.say("bilan.proofs.indicator", title=indicator.title)
    figure = f"indicateur.{indicator.id}"
    if result.measure is None or indicator.metric is None:
        return _written(figure, title, value, "given", (indicator.position("realise"),), voice)
    arithmetic = measure_arithmetic(indicator.metric, result.measure, voice)
    return Proof(
        figure, title, value, measure_definition(indicator.metric, voice), arithmetic, places_of(result.measure.places)
    )


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
        places_of(line.position() for line in lines.lines),
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
        places_of((place, *(line.position() for line in grant.lines.lines))),
    )


def _written(figure: str, title: str, value: str, kind: str, places: Iterable[Position | None], voice: Voice) -> Proof:
    return Proof(figure, title, value, voice.say(f"bilan.definitions.{kind}"), (), places_of(places))
