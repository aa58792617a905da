"""The measures an indicator may name (`auto: seances.seminaires.participants_moyens`), as intervals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cit_toolkit.analysis.attendance import Total
from cit_toolkit.analysis.budget import Accounts, Column
from cit_toolkit.analysis.engagement import Engagement
from cit_toolkit.analysis.mobilisation import GroupMobilisation, Mobilisation
from cit_toolkit.analysis.prose.records import attendance_place
from cit_toolkit.model.action import Action, ObjectiveStatus
from cit_toolkit.model.bilan_terms import SESSION_GROUPS, SESSION_MEASURES
from cit_toolkit.model.gathering import Gathering, GatheringFormat
from cit_toolkit.model.quantities import Quantity
from cit_toolkit.problems import Position


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of a measure and where what it is made from is written. Nothing bounds a `high` of None."""

    low: Decimal
    high: Decimal | None
    terms: tuple[Quantity | None, ...]
    """What is added or compared, None for what nobody knows; empty for a plain count."""
    places: tuple[Position, ...]

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


def measures(
    action: Action, held: Mobilisation, engaged: Engagement, accounts: Accounts | None, territories: int
) -> Mapping[str, Measure | None]:
    """The value of every name of `MEASURES`; None when nothing is known of it."""
    values: dict[str, Measure | None] = {}
    for name, kind in SESSION_GROUPS.items():
        group = held.together if kind is None else held.formats.get(kind)
        found = _of_sessions(group, kind, engaged) if group else {"nombre": _count(())}
        values |= {f"seances.{name}.{measure}": found.get(measure) for measure in SESSION_MEASURES}
    return values | _of_action(action, engaged, territories) | _of_budget(accounts)


def _of_sessions(
    group: GroupMobilisation, kind: GatheringFormat | None, engaged: Engagement
) -> dict[str, Measure | None]:
    events = group.events
    places = _known(attendance_place(event.gathering) for event in events)
    rating = group.ratings.mean
    structures = {
        each.structure
        for each in engaged.structures
        if any(rate.present for of, rate in each.rates.items() if kind in (None, of))
    }
    own = [event.gathering for event in events]
    return {
        "nombre": _count(each.position() for each in own),
        "presences": _sum(group.presences, places),
        "participants_moyens": _mean(group.presences, places),
        "participants_min": _least(group.presences, places),
        "participants_max": _most(group.presences, places),
        "personnes": _people(group, places),
        "structures": Measure(Decimal(len(structures)), None, (), places),
        "heures": _sum(group.hours, _keys(own, "programme")),
        "heures_participants": _sum(group.person_hours, (*_keys(own, "programme"), *places)),
        "roti_moyen": None if rating is None else Measure(rating, rating, (), _keys(own, "evaluation")),
        "decisions": _number(group.decisions, _decisions(own)),
        "productions": _number(group.productions, _productions(own)),
    }


def _keys(gatherings: Iterable[Gathering], key: str) -> tuple[Position, ...]:
    """Where a part of each session is written; nothing for those without."""
    return _known(
        each.position(key) for each in gatherings if (each.programme if key == "programme" else each.evaluation)
    )


def _decisions(gatherings: Iterable[Gathering]) -> tuple[Position, ...]:
    within = [(each, item) for each in gatherings for item in each.programme if item.decisions]
    return _known(
        (
            *(each.position("decisions") for each in gatherings if each.decisions),
            *(item.position("decisions") for _, item in within),
        )
    )


def _productions(gatherings: Iterable[Gathering]) -> tuple[Position, ...]:
    return _known(item.position("production") for each in gatherings for item in each.programme if item.output)


def _of_action(action: Action, engaged: Engagement, territories: int) -> dict[str, Measure | None]:
    partners = {partner.id for partner in action.partners}
    faithful = [name for name in engaged.regular(GatheringFormat.SEMINAR) if name in partners]
    perhaps = [
        each.structure
        for each in engaged.structures
        if each.structure in partners
        and (rate := each.rates.get(GatheringFormat.SEMINAR)) is not None
        and rate.perhaps == rate.sessions
    ]
    seen = [each.structure for each in engaged.structures if each.rate.present]
    structures = (*action.partners, *action.structures)
    done = [each for each in action.objectives if each.status is ObjectiveStatus.DONE]
    unknown = sum(each.status is None for each in action.objectives)
    here = _there(action, "objectifs")
    return {
        "partenaires.nombre": _count(each.position() for each in action.partners),
        "partenaires.presents_a_tous_les_seminaires": Measure(
            Decimal(len(faithful)), Decimal(max(len(faithful), len(perhaps))), (), _there(action, "partenaires")
        ),
        "structures.nombre": _count(each.position() for each in structures),
        "structures.presentes": Measure(Decimal(len(seen)), None, (), _there(action, "seances")),
        "territoires.nombre": _number(territories, _there(action, "territoires")),
        "objectifs.nombre": _count(each.position() for each in action.objectives),
        "objectifs.realises": Measure(Decimal(len(done)), Decimal(len(done) + unknown), (), here),
        "resultats.nombre": _count(each.position() for each in action.results),
        "beneficiaires.nombre": _beneficiaries(action),
    }


def _of_budget(accounts: Accounts | None) -> dict[str, Measure | None]:
    sides = (
        ("budget.charges_prevues", "charges", Column.PLANNED),
        ("budget.charges_realisees", "charges", Column.ACTUAL),
        ("budget.produits_prevus", "produits", Column.PLANNED),
        ("budget.produits_realises", "produits", Column.ACTUAL),
    )
    values: dict[str, Measure | None] = {}
    for name, side, column in sides:
        lines = (accounts.expenses if side == "charges" else accounts.income) if accounts else None
        total = lines.total.of(column) if lines else None
        placed = [line.position(column.value) for line in lines.lines] if lines else []
        values[name] = None if total is None else Measure(total, total, (), tuple(each for each in placed if each))
    return values


def _beneficiaries(action: Action) -> Measure | None:
    given = [each.number for each in action.beneficiaries]
    total = Total(tuple(None if each is None or each.secret else each for each in given))
    return _sum(total, tuple(place for each in action.beneficiaries if (place := each.position("nombre"))))


def _people(group: GroupMobilisation, places: tuple[Position, ...]) -> Measure | None:
    """Presences would bound them, and be read as a number of people: nothing does unless everybody is known."""
    if not group.presences.known:
        return None
    low = Decimal(group.people.low)
    return Measure(low, low if group.people.known else None, (), places)


def _sum(total: Total, places: tuple[Position, ...]) -> Measure | None:
    if not total.known:
        return None
    return Measure(total.low, total.high, total.terms, places)


def _mean(total: Total, places: tuple[Position, ...]) -> Measure | None:
    """Of the counts that are known, when all are; otherwise nobody knows the mean."""
    if not total.known or total.unknown:
        return None
    number = len(total.known)
    high = None if total.high is None else total.high / number
    return Measure(total.low / number, high, total.terms, places)


def _least(total: Total, places: tuple[Position, ...]) -> Measure | None:
    """The least that any session may have had; an unknown one may have had fewer."""
    if not total.known:
        return None
    low = Decimal(0) if total.unknown else min(each.low for each in total.known)
    highs = [each.high for each in total.known if each.high is not None]
    return Measure(low, min(highs, default=None), total.terms, places)


def _most(total: Total, places: tuple[Position, ...]) -> Measure | None:
    if not total.known:
        return None
    bounded = not total.unknown and all(each.high is not None for each in total.known)
    high = max((each.high for each in total.known if each.high is not None), default=None) if bounded else None
    return Measure(max(each.low for each in total.known), high, total.terms, places)


def _count(places: Iterable[Position | None]) -> Measure:
    found = tuple(places)
    return _number(len(found), _known(found))


def _number(count: int, places: tuple[Position, ...]) -> Measure:
    return Measure(Decimal(count), Decimal(count), (), places)


def _known(places: Iterable[Position | None]) -> tuple[Position, ...]:
    return tuple(place for place in places if place)


def _there(action: Action, key: str) -> tuple[Position, ...]:
    return _known((action.position(key),))
