"""The governance check as JSON (METHOD.md §9): French keys, ids, what is not known as null."""

from typing import TypedDict

from cit_toolkit.analysis.governing.voting_power import PowerRange
from cit_toolkit.documents.governance_document import GovernanceDocument, RuleLine
from cit_toolkit.documents.members_document import MembersDocument
from cit_toolkit.model.legal_rules import Majority


class RuleJson(TypedDict):
    """A rule. `verdict`: conforme, non-conforme, incomplet or a-verifier; `manque`: keys of the file to fill in."""

    id: str
    article: str
    force: str
    verdict: str
    constate: str | None
    attendu: str
    remede: str | None
    manque: list[str]
    places: list[str]


class PowerRangeJson(TypedDict):
    """Power over the lawful weightings, shares of 1."""

    min: float
    max: float
    peut_bloquer: bool
    bloque_toujours: bool


class CollegePowerJson(TypedDict):
    """A college: its share of the votes and its normalised Banzhaf index, shares of 1."""

    college: str
    voix: float
    banzhaf: float
    bloque_seul: bool
    ponderations: PowerRangeJson | None


class MajorityJson(TypedDict):
    """The colleges under one majority; `gagnantes` are the minimal winning coalitions."""

    majorite: str
    colleges: list[CollegePowerJson]
    gagnantes: list[list[str]]


class GovernanceJson(TypedDict):
    """`cit governance --json` on a governance file."""

    cit: str
    genre: str
    regles_de: str
    date: str
    fictif: bool
    nom: str | None
    territoire: str | None
    forme: str | None
    regles: list[RuleJson]
    pouvoir: list[MajorityJson] | None


class MemberKindJson(TypedDict):
    """A kind of members: ids of the actors who surely could be of it, and of those to ask."""

    nature: str
    obligatoire: bool
    acteurs: list[str]
    possibles: list[str]


class MembersJson(TypedDict):
    """`cit governance --json` on a territory."""

    cit: str
    genre: str
    regles_de: str
    date: str
    territoire: str
    associes: list[MemberKindJson]
    a_trouver: list[str]


def governance_json(document: GovernanceDocument, version: str) -> GovernanceJson:
    """The whole check."""
    governance = document.governance
    return GovernanceJson(
        cit=version,
        genre="gouvernance",
        regles_de=document.rules.id,
        date=document.today.isoformat(),
        fictif=governance.fictional,
        nom=governance.name,
        territoire=governance.territory,
        forme=governance.form.value if governance.form else None,
        regles=[
            _rule(line, check.rule.strength.value, [str(place) for place in check.places])
            for line, check in zip(document.lines, document.checks, strict=True)
        ],
        pouvoir=[_majority(document, majority) for majority in document.rules.majorities] if document.votes else None,
    )


def _rule(line: RuleLine, strength: str, places: list[str]) -> RuleJson:
    return RuleJson(
        id=line.id,
        article=line.article,
        force=strength,
        verdict=line.verdict.value,
        constate=line.observed or None,
        attendu=line.expected,
        remede=line.remedy or None,
        manque=list(line.missing),
        places=places,
    )


def _majority(document: GovernanceDocument, majority: Majority) -> MajorityJson:
    power, ranges, votes = document.power_under(majority), document.ranges_under(majority), document.votes or {}
    total = sum(votes.values())
    return MajorityJson(
        majorite=majority.name.fr,
        colleges=[
            CollegePowerJson(
                college=name,
                voix=float(held / total),
                banzhaf=float(power.index[name]) if power else 0.0,
                bloque_seul=name in power.blocking if power else False,
                ponderations=_range(ranges[name]) if name in ranges else None,
            )
            for name, held in votes.items()
        ],
        gagnantes=[list(coalition) for coalition in power.winning] if power else [],
    )


def _range(spread: PowerRange) -> PowerRangeJson:
    return PowerRangeJson(
        min=float(spread.low),
        max=float(spread.high),
        peut_bloquer=spread.may_block,
        bloque_toujours=spread.always_blocks,
    )


def members_json(document: MembersDocument, version: str) -> MembersJson:
    """Who could be a member."""
    kinds = document.readiness
    return MembersJson(
        cit=version,
        genre="societariat",
        regles_de=document.rules.id,
        date=document.today.isoformat(),
        territoire=document.territory.id,
        associes=[
            MemberKindJson(
                nature=each.kind.nature.value,
                obligatoire=each.kind.required,
                acteurs=[actor.id for actor in each.certain],
                possibles=[actor.id for actor in each.possible],
            )
            for each in kinds.kinds
        ],
        a_trouver=[each.kind.nature.value for each in kinds.to_find],
    )
