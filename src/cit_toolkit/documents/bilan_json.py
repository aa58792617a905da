"""A bilan as JSON (METHOD.md §9): French keys, ids, intervals as {min, max}, unknown as null, euros as exact text."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypedDict

from cit_toolkit.analysis.attendance import Presence
from cit_toolkit.analysis.budget import Accounts, Amounts, Grant, amounts_of
from cit_toolkit.analysis.engagement import StructureEngagement
from cit_toolkit.analysis.promises import EarlierPromise, Promise
from cit_toolkit.analysis.prose.records import attendance_of
from cit_toolkit.analysis.session_measures import Measure
from cit_toolkit.documents.bilan_document import BilanDocument
from cit_toolkit.documents.json_bounds import Bounds
from cit_toolkit.documents.missing_section import MissingLine
from cit_toolkit.model.funder import BudgetLine, Funder
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.need import Period
from cit_toolkit.model.quantities import Quantity


class PeriodJson(TypedDict):
    """From when to when, no more precise than written."""

    du: str | None
    au: str | None


class ActionJson(TypedDict):
    """The action."""

    id: str
    titre: str
    periode: PeriodJson
    fictif: bool


class FunderJson(TypedDict):
    """Whom the bilan is for."""

    id: str
    nom: str
    gabarit: str
    convention: str | None
    date_limite: str | None


class SessionDateJson(TypedDict):
    """A day of a session; `deduite` when part of it was worked out."""

    date: str
    deduite: bool


class SessionJson(TypedDict):
    """A session: how many came, be it roughly."""

    id: str
    format: str
    numero: int | None
    titre: str
    dates: list[SessionDateJson]
    dispositif: bool
    participants: Bounds | None


class ObjectiveJson(TypedDict):
    """An objective, what became of it, what is said of it (places in the lists of the action's texts are not kept)."""

    id: str
    intitule: str
    statut: str | None
    explication: str | None
    limites: list[str]
    suites: list[str]
    repris_de: list[str] | None


class EarlierJson(TypedDict):
    """An objective that an earlier action had left open, and the objectives that take it up here."""

    action: str
    objectif: str
    statut: str | None
    repris_par: list[str]


class IndicatorJson(TypedDict):
    """An indicator: what was aimed at and what was reached."""

    id: str
    intitule: str
    unite: str | None
    cible: Bounds | None
    realise: Bounds | None
    auto: str | None


class EngagementJson(TypedDict):
    """A structure: the sessions it certainly came to, those it may have come to."""

    structure: str
    presente: list[str]
    peut_etre: list[str]
    cercles: list[str | None]


class BeneficiariesJson(TypedDict):
    """How many people of a public."""

    public: str
    nombre: Bounds | None


class AmountsJson(TypedDict):
    """Euros as exact text; the gap and its share of what was planned, null when they cannot be worked out."""

    prevu: str | None
    realise: str | None
    ecart: str | None
    ecart_part: float | None


class LineJson(AmountsJson):
    """A line of the budget."""

    compte: str | None
    intitule: str
    financeur: str | None
    indirecte: bool


class GrantJson(TypedDict):
    """A grant: its share of all income received."""

    financeur: str
    accorde: str | None
    verse: str | None
    reste: str | None
    part: float | None


class BudgetJson(TypedDict):
    """The accounts."""

    exercice: str | None
    charges: list[LineJson]
    produits: list[LineJson]
    emplois: list[LineJson]
    ressources: list[LineJson]
    totaux: dict[str, AmountsJson]
    subventions: list[GrantJson]


class MissingJson(TypedDict):
    """Something that is missing."""

    texte: str
    indispensable: bool
    place: str | None


class BilanJson(TypedDict):
    """The whole record. `manques` is told to the team only."""

    cit: str
    genre: str
    methode: str
    date: str
    action: ActionJson
    financeur: FunderJson | None
    sections: list[str]
    seances: list[SessionJson]
    objectifs: list[ObjectiveJson]
    anterieurs: list[EarlierJson]
    indicateurs: list[IndicatorJson]
    mesures: dict[str, Bounds | None]
    participation: list[EngagementJson]
    beneficiaires: list[BeneficiariesJson]
    budget: BudgetJson | None
    manques: list[MissingJson]


def bilan_json(document: BilanDocument, version: str) -> BilanJson:
    """The record of a bilan as its audience may see it."""
    bilan, action = document.bilan, document.action
    return {
        "cit": version,
        "genre": "bilan",
        "methode": bilan.method.id,
        "date": document.today.isoformat(),
        "action": {
            "id": action.id,
            "titre": action.title,
            "periode": _period(action.period),
            "fictif": action.fictional,
        },
        "financeur": _funder(document.funder) if document.funder else None,
        "sections": list(document.sections),
        "seances": [_session(each) for each in bilan.gatherings],
        "objectifs": [_objective(each) for each in bilan.ledger.promises],
        "anterieurs": [_earlier(each) for each in bilan.ledger.earlier],
        "indicateurs": [
            {
                "id": each.indicator.id,
                "intitule": each.indicator.title,
                "unite": each.indicator.unit,
                "cible": _quantity(each.indicator.target),
                "realise": _measure(each.measure) if each.measure else _quantity(each.written),
                "auto": each.indicator.metric,
            }
            for each in bilan.indicators
        ],
        "mesures": {name: _measure(measure) if measure else None for name, measure in bilan.measures.items()},
        "participation": [
            _engagement(each, [session.id for session in bilan.engagement.sessions])
            for each in bilan.engagement.structures
        ],
        "beneficiaires": [{"public": each.public, "nombre": _quantity(each.number)} for each in action.beneficiaries],
        "budget": _budget(bilan.accounts) if bilan.accounts else None,
        "manques": [_missing(each) for each in document.note.lines] if document.internal else [],
    }


def _period(period: Period | None) -> PeriodJson:
    start, end = (period.start, period.end) if period else (None, None)
    return {"du": str(start) if start else None, "au": str(end) if end else None}


def _funder(funder: Funder) -> FunderJson:
    deadline = funder.requirements.deadline if funder.requirements else None
    return {
        "id": funder.id,
        "nom": funder.name,
        "gabarit": funder.template or "bilan",
        "convention": funder.agreement.number if funder.agreement else None,
        "date_limite": str(deadline) if deadline else None,
    }


def _session(gathering: Gathering) -> SessionJson:
    return {
        "id": gathering.id,
        "format": gathering.format.value,
        "numero": gathering.number,
        "titre": gathering.title,
        "dates": [{"date": str(each.date), "deduite": each.inferred} for each in gathering.dates],
        "dispositif": gathering.in_scheme,
        "participants": _quantity(attendance_of(gathering)),
    }


def _objective(promise: Promise) -> ObjectiveJson:
    objective = promise.objective
    earlier = promise.earlier
    return {
        "id": objective.id,
        "intitule": objective.title,
        "statut": objective.status.value if objective.status else None,
        "explication": objective.explanation,
        "limites": [each.text for each in promise.limits],
        "suites": [each.text for each in promise.sequels],
        "repris_de": [earlier[0].id, *([earlier[1].id] if earlier[1] else [])] if earlier else None,
    }


def _earlier(promise: EarlierPromise) -> EarlierJson:
    status = promise.objective.status
    return {
        "action": promise.action.id,
        "objectif": promise.objective.id,
        "statut": status.value if status else None,
        "repris_par": [each.id for each in promise.taken_up_by],
    }


def _engagement(each: StructureEngagement, sessions: Iterable[str]) -> EngagementJson:
    steps = list(zip(sessions, each.steps, strict=True))
    return {
        "structure": each.structure,
        "presente": [session for session, step in steps if step.presence is Presence.PRESENT],
        "peut_etre": [session for session, step in steps if step.presence is Presence.UNKNOWN],
        "cercles": [step.circle.id if step.circle else None for _, step in steps],
    }


def _budget(accounts: Accounts) -> BudgetJson:
    sides = {
        "charges": accounts.expenses,
        "produits": accounts.income,
        "emplois": accounts.uses,
        "ressources": accounts.resources,
    }
    totals = {name: _amounts(lines.total) for name, lines in sides.items() if lines.lines}
    return {
        "exercice": accounts.budget.exercise,
        "charges": [_line(line) for line in accounts.expenses.lines],
        "produits": [_line(line) for line in accounts.income.lines],
        "emplois": [_line(line) for line in accounts.uses.lines],
        "ressources": [_line(line) for line in accounts.resources.lines],
        "totaux": totals,
        "subventions": [_grant(each) for each in accounts.grants],
    }


def _line(line: BudgetLine) -> LineJson:
    return {
        "compte": line.account,
        "intitule": line.title,
        "financeur": line.funder,
        "indirecte": line.indirect,
        **_amounts(amounts_of(line)),
    }


def _amounts(sums: Amounts) -> AmountsJson:
    return {
        "prevu": _euros(sums.planned),
        "realise": _euros(sums.actual),
        "ecart": _euros(sums.gap),
        "ecart_part": None if sums.gap_share is None else float(sums.gap_share),
    }


def _grant(grant: Grant) -> GrantJson:
    return {
        "financeur": grant.funder.id,
        "accorde": _euros(grant.granted),
        "verse": _euros(grant.paid),
        "reste": _euros(grant.due),
        "part": None if grant.share is None else float(grant.share),
    }


def _missing(line: MissingLine) -> MissingJson:
    return {"texte": line.text, "indispensable": line.required, "place": line.place or None}


def _quantity(value: Quantity | None) -> Bounds | None:
    if value is None or value.secret:
        return None
    return {"min": float(value.low), "max": None if value.high is None else float(value.high)}


def _measure(measure: Measure) -> Bounds:
    return {"min": float(measure.low), "max": None if measure.high is None else float(measure.high)}


def _euros(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
