"""The ledger of promises: what became of each objective, and of what earlier actions left to be done."""

from analysis.actions import read
from cit_toolkit.analysis.promises import ledger
from cit_toolkit.model.action import ObjectiveStatus

EARLIER = read("""\
type: action
id: action-2020
titre: Avant
objectifs:
  - {id: statuts, intitule: Écrire les statuts, statut: premature, explication: Trop tôt.}
  - {id: rencontre, intitule: Se rencontrer, statut: realise}
  - {id: lieu, intitule: Trouver un lieu}
suites: [{texte: Écrire les statuts en 2021., objectifs: [statuts, rencontre]}]
""")

ACTION = read("""\
type: action
titre: Maintenant
objectifs:
  - {id: scic, intitule: Créer la Scic, statut: partiel, explication: Pas fini.,
     repris_de: {action: action-2020, objectif: statuts}}
  - {id: fete, intitule: Faire la fête, statut: imprevu, explication: Il faisait beau.}
  - {id: modele, intitule: Modèle économique, statut: premature, explication: Trop tôt.}
resultats: [{titre: Une esquisse, texte: T, objectifs: [scic]}]
limites: [{texte: Les règles restent orales., objectifs: [scic, autre]}, Sans lien.]
suites: [{texte: Finir., objectifs: [scic]}]
""")


def test_each_objective_has_its_results_limits_and_sequels() -> None:
    scic, fete, modele = ledger(ACTION, ()).promises
    assert [each.title for each in scic.results] == ["Une esquisse"]
    assert [each.text for each in scic.limits] == ["Les règles restent orales."]
    assert [each.text for each in scic.sequels] == ["Finir."]
    assert (fete.limits, fete.sequels) == ((), ())
    assert [each.is_accounted_for for each in (scic, fete, modele)] == [True, True, False]


def test_an_objective_taken_up_again_knows_the_one_it_continues() -> None:
    scic = ledger(ACTION, (EARLIER,)).promises[0]
    assert scic.earlier is not None and scic.earlier[1] is not None
    assert (scic.earlier[0].title, scic.earlier[1].title) == ("Avant", "Écrire les statuts")
    assert ledger(ACTION, ()).promises[0].earlier is None


def test_what_an_earlier_action_left_open_is_listed_with_who_takes_it_up() -> None:
    found = ledger(ACTION, (EARLIER,)).earlier
    # «Se rencontrer» was done: nothing of it was promised. «Trouver un lieu» has no status: it may still be open.
    assert [(each.objective.id, [taker.id for taker in each.taken_up_by]) for each in found] == [
        ("statuts", ["scic"]),
        ("lieu", []),
    ]
    assert [text.text for text in found[0].sequels] == ["Écrire les statuts en 2021."]


def test_statuses_are_counted_and_an_unknown_one_is_none() -> None:
    assert ledger(EARLIER, ()).by_status == {ObjectiveStatus.DONE: 1, ObjectiveStatus.TOO_EARLY: 1, None: 1}
