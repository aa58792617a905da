"""From the figures of mobilisation and engagement to their JSON. Apart from its types, which a diagnosis without action
needs too: the models of sessions take their time to load."""

from decimal import Decimal

from cit_toolkit.analysis.attendance import Total
from cit_toolkit.analysis.engagement import Arrivals, Engagement, Rate, StructureEngagement
from cit_toolkit.analysis.mobilisation import EventMobilisation, GroupMobilisation, Mobilisation, Ratings
from cit_toolkit.documents.engagement_json import (
    ArrivalsJson,
    EngagementJson,
    GroupJson,
    MoveJson,
    OpenBounds,
    RateJson,
    RatingsJson,
    SessionPresenceJson,
    StepJson,
    StructureJson,
)
from cit_toolkit.model.quantities import Quantity


def engagement_record(action: str, mobilised: Mobilisation, engaged: Engagement) -> EngagementJson:
    """Both, for one action."""
    held = (*mobilised.together.events, *mobilised.outside)
    identifiers = [each.id for each in engaged.sessions]
    return EngagementJson(
        action=action,
        formats=[group_record(kind.value, group) for kind, group in mobilised.formats.items()],
        seances=[_session(event) for event in held],
        a_venir=[each.id for each in mobilised.to_come],
        arrivees=[_arrivals(name, each) for name, each in zip(identifiers, engaged.arrivals, strict=True)],
        structures=[_structure(each, identifiers) for each in engaged.structures],
    )


def group_record(kind: str, group: GroupMobilisation) -> GroupJson:
    """The sessions of one format."""
    people = group.people
    return GroupJson(
        format=kind,
        seances=len(group.events),
        presences=total_record(group.presences),
        personnes=OpenBounds(min=people.low, max=people.high),
        personnes_revenues=people.returning,
        heures=total_record(group.hours),
        heures_personnes=total_record(group.person_hours),
        roti=ratings_record(group.ratings),
        decisions=group.decisions,
        productions=group.productions,
    )


def ratings_record(ratings: Ratings) -> RatingsJson:
    """Answers, withheld when they are few."""
    return RatingsJson(
        reponses=ratings.answers,
        moyenne=None if ratings.mean is None else round(float(ratings.mean), 2),
        repartition=None if ratings.distribution is None else list(ratings.distribution),
    )


def total_record(total: Total) -> OpenBounds:
    """A sum as far as it is known."""
    return OpenBounds(min=_number(total.low), max=None if total.high is None else _number(total.high))


def bounds_of(quantity: Quantity | None) -> OpenBounds | None:
    """One count; null when it is not known."""
    return None if quantity is None else total_record(Total((quantity,)))


def _number(value: Decimal) -> float:
    return int(value) if value == value.to_integral_value() else float(value)


def _session(event: EventMobilisation) -> SessionPresenceJson:
    gathering = event.gathering
    return SessionPresenceJson(
        id=gathering.id,
        format=gathering.format.value,
        presences=bounds_of(event.attendance.presences),
        dispositif=gathering.in_scheme,
    )


def _arrivals(session: str, found: Arrivals) -> ArrivalsJson:
    return ArrivalsJson(
        seance=session,
        structures_nouvelles=list(found.new_structures),
        structures_revenues=list(found.returning_structures),
        personnes_nouvelles=found.new_people,
        personnes_revenues=found.returning_people,
        listes_completes=found.lists_complete,
    )


def _structure(found: StructureEngagement, sessions: list[str]) -> StructureJson:
    return StructureJson(
        id=found.structure,
        taux=_rate(found.rate),
        par_format={kind.value: _rate(rate) for kind, rate in found.rates.items()},
        parcours=[
            StepJson(seance=name, presence=step.presence.value, cercle=step.circle.id if step.circle else None)
            for name, step in zip(sessions, found.steps, strict=True)
        ],
        progression=MoveJson(de=found.moved[0].id, vers=found.moved[1].id) if found.moved else None,
        plus_revue_depuis=found.last_seen,
        seulement_webinaires=found.only_webinars,
    )


def _rate(rate: Rate) -> RateJson:
    return RateJson(present=rate.present, peut_etre=rate.perhaps, seances=rate.sessions)
