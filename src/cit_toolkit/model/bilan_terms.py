"""The words an action may use about its bilan: parts of a document, forms, computed measures."""

from cit_toolkit.model.gathering import GatheringFormat

SECTIONS = (
    "objet", "deroule", "resultats", "enseignements", "limites", "suites", "chantiers", "promesses", "indicateurs",
    "participation", "mobilisation", "beneficiaires", "budget", "annexes",
)  # fmt: skip
"""The parts of a bilan, in the order of one that no funder asks otherwise."""

WRITTEN_SECTIONS = ("objet", "deroule", "resultats", "enseignements", "limites", "suites", "chantiers")
"""Those made of texts: whose words can be counted."""

FORMS = ("bilan", "cerfa-15059")
"""The forms that come with the program."""

SESSION_GROUPS = {
    "seminaires": GatheringFormat.SEMINAR,
    "webinaires": GatheringFormat.WEBINAR,
    "reunions": GatheringFormat.MEETING,
    "visites": GatheringFormat.VISIT,
    "ateliers": GatheringFormat.WORKSHOP,
    "toutes": None,
}
"""How measures call the sessions of a format, or all of them."""

SESSION_MEASURES = (
    "nombre", "presences", "participants_moyens", "participants_min", "participants_max", "personnes",
    "personnes_revenues", "structures", "heures", "heures_participants", "roti_moyen", "decisions", "productions",
    "heures_par_decision", "heures_par_production",
)  # fmt: skip

MEASURES = (
    *(f"seances.{group}.{measure}" for group in SESSION_GROUPS for measure in SESSION_MEASURES),
    "partenaires.nombre",
    "partenaires.presents_a_tous_les_seminaires",
    "structures.nombre",
    "structures.presentes",
    "territoires.nombre",
    "objectifs.nombre",
    "objectifs.realises",
    "resultats.nombre",
    "beneficiaires.nombre",
    "budget.charges_prevues",
    "budget.charges_realisees",
    "budget.produits_prevus",
    "budget.produits_realises",
)
"""What an indicator may name in `auto:`."""
