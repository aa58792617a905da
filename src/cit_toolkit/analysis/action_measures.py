"""The measures an indicator may name (`auto: partenaires.nombre`): of sessions, of the action, of its budget."""

from collections.abc import Mapping
from decimal import Decimal

from cit_toolkit.analysis.attendance import Total
from cit_toolkit.analysis.budget import Accounts, Column
from cit_toolkit.analysis.engagement import Engagement
from cit_toolkit.analysis.mobilisation import Mobilisation
from cit_toolkit.analysis.session_measures import Measure, count_of, number_of, session_measures, sum_of
from cit_toolkit.model.action import Action, ObjectiveStatus
from cit_toolkit.model.gathering import GatheringFormat
from cit_toolkit.problems import Position


def measures(
    action: Action, held: Mobilisation, engaged: Engagement, accounts: Accounts | None, territories: int
) -> Mapping[str, Measure | None]:
    """The value of every name of `MEASURES`; None when nothing is known of it."""
    return session_measures(held, engaged) | _of_action(action, engaged, territories) | _of_budget(accounts)


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
        "partenaires.nombre": count_of(each.position() for each in action.partners),
        "partenaires.presents_a_tous_les_seminaires": Measure(
            Decimal(len(faithful)), Decimal(max(len(faithful), len(perhaps))), (), _there(action, "partenaires")
        ),
        "structures.nombre": count_of(each.position() for each in structures),
        "structures.presentes": Measure(Decimal(len(seen)), None, (), _there(action, "seances")),
        "territoires.nombre": number_of(territories, _there(action, "territoires")),
        "objectifs.nombre": count_of(each.position() for each in action.objectives),
        "objectifs.realises": Measure(Decimal(len(done)), Decimal(len(done) + unknown), (), here),
        "resultats.nombre": count_of(each.position() for each in action.results),
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
    return sum_of(total, tuple(place for each in action.beneficiaries if (place := each.position("nombre"))))


def _there(action: Action, key: str) -> tuple[Position, ...]:
    place = action.position(key)
    return (place,) if place else ()
