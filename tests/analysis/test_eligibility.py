import pytest

from analysis.territories import territory_of, with_functions
from cit_toolkit.analysis.eligibility import Eligibility, Verdict, cost_of, local_eligibility


def eligibility_of(need: str, resource: str, stages=("reperage",), carriers=("association",)) -> Eligibility:
    territory = territory_of(
        f"besoins:\n  - {{intitule: B, {need}}}\nressources:\n  - {{intitule: R, {resource}}}\n",
        with_functions("animation", "foncier"),
    )
    return local_eligibility(territory.needs[0], territory.resources[0], stages, carriers)


YES, NO, UNKNOWN, NOT_APPLICABLE = Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE


def test_a_resource_that_meets_everything_is_eligible():
    need = "natures: [formation], themes: [juridique], jours: 2, budget: 500, formats: [distance]"
    resource = "natures: [formation], themes: [juridique], cout: {jour: 250}, formats: [distance]"
    assert eligibility_of(need, resource).eligible is True


def test_one_no_excludes_whatever_is_unknown_and_one_unknown_leaves_the_pair_to_verify():
    assert eligibility_of("natures: [formation]", "natures: [recherche]").eligible is False
    assert eligibility_of("natures: [formation]", "natures: [formation], cout: {gratuit: oui}").eligible is None


@pytest.mark.parametrize(
    ("need", "resource", "verdict"),
    [
        ("natures: [formation, methode]", "natures: [methode]", YES),
        ("natures: [formation]", "natures: [methode]", NO),
        ("natures: [formation]", "cout: inconnu", UNKNOWN),
        ("urgence: 1", "natures: [formation]", UNKNOWN),
    ],
)
def test_natures(need, resource, verdict):
    assert eligibility_of(need, resource).verdicts["nature"] == verdict


@pytest.mark.parametrize(
    ("need", "resource", "verdict"),
    [
        ("themes: [a], fonctions: [animation]", "themes: [b], fonctions: [animation]", YES),
        ("themes: [a], fonctions: [animation]", "themes: [a], fonctions: [foncier]", YES),
        ("themes: [a], fonctions: [animation]", "themes: [b], fonctions: [foncier]", NO),
        # Its themes are not known: they may be the right ones.
        ("themes: [a], fonctions: [animation]", "fonctions: [foncier]", UNKNOWN),
        ("themes: [a]", "fonctions: [foncier]", UNKNOWN),
    ],
)
def test_a_common_function_or_theme_is_enough_and_an_unknown_one_never_excludes(need, resource, verdict):
    assert eligibility_of(need, resource).verdicts["objet"] == verdict


@pytest.mark.parametrize(
    ("suited", "possible", "verdict"),
    [
        ("[]", ("un",), YES),
        ("[un, deux]", ("un", "deux"), YES),
        ("[deux]", ("un", "deux"), UNKNOWN),
        ("[trois]", ("un", "deux"), NO),
        ("[un]", (), UNKNOWN),
    ],
)
def test_the_stage_must_suit_wherever_the_territory_may_be(suited, possible, verdict):
    assert eligibility_of("urgence: 1", f"etapes: {suited}", stages=possible).verdicts["etape"] == verdict


@pytest.mark.parametrize(
    ("audiences", "carriers", "verdict"),
    [
        ("[]", ("association",), YES),
        ("[association]", ("collectivite", "association"), YES),
        ("[association]", ("collectivite",), NO),
        ("[association]", ("collectivite", None), UNKNOWN),
        ("[association]", (), UNKNOWN),
    ],
)
def test_the_audience_is_that_of_those_who_carry_the_need(audiences, carriers, verdict):
    assert eligibility_of("urgence: 1", f"publics: {audiences}", carriers=carriers).verdicts["public"] == verdict


@pytest.mark.parametrize(
    ("wanted", "given", "verdict"),
    [
        ("{du: 2022-09, au: 2023-06}", "{du: 2022-01, au: 2022-12}", YES),
        ("{du: 2022-09, au: 2023-06}", "{du: 2020, au: 2022-08}", NO),
        ("{du: 2022-09, au: 2023-06}", "{du: 2023-07-01, au: 2024}", NO),
        ("{du: 2022-09, au: 2023-06}", "{du: 2023-06-30, au: 2024}", YES),
        ("{du: 2022-09, au: 2023-06}", "{du: 2022-10}", YES),
        ("{du: 2022-09, au: 2023-06}", "{du: 2022-01}", UNKNOWN),
        ("{du: 2022-09, au: 2023-06}", "inconnu", UNKNOWN),
        ("{du: 2022-09}", "{au: 2022-08}", NO),
        ("{du: 2022-09}", "{au: 2023-01}", UNKNOWN),
        ("inconnu", "{du: 2020, au: 2021}", NOT_APPLICABLE),
    ],
)
def test_periods_meet_do_not_or_may(wanted, given, verdict):
    found = eligibility_of(f"periode: {wanted}", f"disponibilite: {given}")
    assert found.verdicts["periode"] == verdict


@pytest.mark.parametrize(
    ("wanted", "given", "verdict"),
    [
        ("[]", "[distance]", YES),
        ("[distance, presentiel]", "[distance]", YES),
        ("[presentiel]", "[distance]", NO),
        ("[presentiel]", "[]", UNKNOWN),
        ("[presentiel, distance]", "[]", YES),
    ],
)
def test_formats(wanted, given, verdict):
    assert eligibility_of(f"formats: {wanted}", f"formats: {given}").verdicts["format"] == verdict


@pytest.mark.parametrize(
    ("need", "cost", "verdict"),
    [
        ("budget: 2000", "{forfait: 2000}", YES),
        ("budget: 2000", "{forfait: '2000,01'}", NO),
        ("budget: 2000, jours: 3", "{jour: 600}", YES),
        ("budget: 1500, jours: 3", "{jour: 600}", NO),
        ("budget: 2000", "{jour: 600}", UNKNOWN),
        ("budget: inconnu", "{forfait: 10}", UNKNOWN),
        ("budget: 2000", "inconnu", UNKNOWN),
        ("budget: inconnu", "{gratuit: oui}", YES),
        ("budget: 2000", "{gratuit: non}", UNKNOWN),
    ],
)
def test_the_budget_of_the_need_must_pay_the_cost(need, cost, verdict):
    assert eligibility_of(need, f"cout: {cost}").verdicts["budget"] == verdict


def test_the_cost_of_so_many_days():
    territory = territory_of(
        "besoins: [{intitule: B, jours: '2,5'}]\nressources: [{intitule: R, cout: {jour: '600,50'}}]\n",
        with_functions("animation"),
    )
    assert str(cost_of(territory.needs[0], territory.resources[0])) == "1501.250"


@pytest.mark.parametrize(
    ("status", "verdict"),
    [("ouvert", YES), ("pris-en-charge", YES), ("couvert", NO), ("sans-suite", NO), ("abandonne", NO)],
)
def test_only_a_need_that_still_waits_may_be_served(status, verdict):
    assert eligibility_of(f"statut: {status}", "cout: inconnu").verdicts["statut"] == verdict
