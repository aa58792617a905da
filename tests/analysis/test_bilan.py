"""What a bilan is made from: indicators computed and written, measures as intervals; every value worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from analysis.sessions import action_of, came, method_with_circles, session
from cit_toolkit.analysis.action_redaction import Discretion, seen_action
from cit_toolkit.analysis.bilan import Bilan, bilan
from cit_toolkit.model.bilan_terms import MEASURES
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.workspace import Audience

PARTNERS = "partenaires: [{id: a, nom: A}, {id: b, nom: B}]\n"


def worked_out(body: str, *gatherings: Gathering, territories: int = 0) -> Bilan:
    action = action_of(body)
    structures = {each.id: each for each in (*action.partners, *action.structures)}
    seen = seen_action(action, gatherings, structures, Audience.INTERNAL, Discretion(), str)
    found = bilan(seen, (), territories, method_with_circles(), date(2026, 1, 1))
    assert found is not None
    return found


def span(found: Bilan, name: str) -> tuple[Decimal, Decimal | None] | None:
    measure = found.measures[name]
    return (measure.low, measure.high) if measure else None


SEMINARS = [session(f"participants_nombre: {n}\ndates: [2021-10-0{n % 9 + 1}]\n", f"s{i}") for i, n in
            enumerate((11, 11, 12))]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("nombre", 3, 3),
        ("presences", 34, 34),
        ("participants_moyens", Decimal(34) / 3, Decimal(34) / 3),
        ("participants_min", 11, 11),
        ("participants_max", 12, 12),
        # 34 presences are no 34 people: at least those of the fullest, and nothing more is known.
        ("personnes", 12, None),
    ],
)
def test_measures_of_sessions_by_hand(name: str, low: Decimal, high: Decimal | None) -> None:
    found = worked_out(PARTNERS, *SEMINARS)
    assert span(found, f"seances.seminaires.{name}") == (low, high)
    assert span(found, f"seances.toutes.{name}") == (low, high)


def test_a_measure_of_sessions_nobody_held_is_unknown_but_their_number_is_zero() -> None:
    found = worked_out(PARTNERS, *SEMINARS)
    assert span(found, "seances.webinaires.nombre") == (0, 0)
    assert span(found, "seances.webinaires.participants_moyens") is None


def test_an_unknown_count_leaves_the_mean_unknown_and_the_sum_open() -> None:
    found = worked_out(PARTNERS, *SEMINARS[:2], session("dates: [2021-10-22]\n", "s9"))
    assert span(found, "seances.seminaires.participants_moyens") is None
    assert span(found, "seances.seminaires.presences") == (22, None)
    assert span(found, "seances.seminaires.participants_min") == (0, 11)


def test_a_qualified_count_makes_a_qualified_mean() -> None:
    # environ 30 is 25 to 35; with 11 : from (25 + 11) / 2 to (35 + 11) / 2.
    found = worked_out(PARTNERS, SEMINARS[0], session("participants_nombre: environ 30\n", "s9"))
    assert span(found, "seances.seminaires.participants_moyens") == (18, 23)


def test_hours_decisions_and_rating_of_a_seminar() -> None:
    body = (
        "dates: [2021-10-22]\nprogramme: [{intitule: P, debut: 9h00, duree: 3 h, production: Une carte.}]\n"
        "decisions: [Continuer., Se revoir.]\nevaluation: {roti: [5, 4, 4, 3, 4]}\n"
    )
    found = worked_out(PARTNERS, session(body + came("p1", "p2", structure="a"), "s1"))
    group = {name: span(found, f"seances.seminaires.{name}") for name in
             ("heures", "heures_participants", "decisions", "productions", "roti_moyen")}  # fmt: skip
    assert group == {
        "heures": (3, 3), "heures_participants": (6, 6), "decisions": (2, 2), "productions": (1, 1),
        "roti_moyen": (4, 4),
    }  # fmt: skip


def test_measures_of_the_action_by_hand() -> None:
    body = (
        PARTNERS + "structures: [{id: c, nom: C}]\n"
        "objectifs: [{intitule: O1, statut: realise}, {intitule: O2},"
        " {intitule: O3, statut: partiel, explication: E}]\n"
        "resultats: [{titre: R, texte: T}]\n"
        "beneficiaires: [{public: habitants, nombre: 150}, {public: élus, nombre: environ 20}]\n"
        "budget: {charges: [{intitule: c, prevu: 10, realise: 12.50}], produits: [{intitule: p, prevu: 10}]}\n"
    )
    present = "structures_presentes: [a, b]\n"
    first, second = session(present, "s1"), session("structures_presentes: [a, c]\n", "s2")
    found = worked_out(body, first, second, territories=2)
    values = {
        "partenaires.nombre": (2, 2),
        # «b» is not on the second list, which does not say that it is complete: it may have come.
        "partenaires.presents_a_tous_les_seminaires": (1, 2),
        "structures.nombre": (3, 3),
        "structures.presentes": (3, None),
        "territoires.nombre": (2, 2),
        "objectifs.nombre": (3, 3),
        "objectifs.realises": (1, 2),
        "resultats.nombre": (1, 1),
        # environ 20 is 17 to 23.
        "beneficiaires.nombre": (167, 173),
        "budget.charges_prevues": (10, 10),
        "budget.charges_realisees": (Decimal("12.50"), Decimal("12.50")),
        "budget.produits_prevus": (10, 10),
        "budget.produits_realises": None,
    }
    assert {name: span(found, name) for name in values} == values


def test_every_documented_measure_is_computed_and_no_other() -> None:
    assert set(worked_out(PARTNERS).measures) == set(MEASURES)


INDICATORS = (
    PARTNERS + "indicateurs:\n"
    "  - {id: i1, intitule: Présences, cible: 30, auto: seances.seminaires.presences}\n"
    "  - {id: i2, intitule: Sites, cible: 2, realise: 3}\n"
    "  - {id: i3, intitule: Webinaires, auto: seances.webinaires.participants_moyens, realise: une trentaine}\n"
    "  - {id: i4, intitule: Pas encore, cible: 4}\n"
    "  - {id: i5, intitule: Faux, auto: seances.seminaires.nombre, realise: 5}\n"
)


def test_an_indicator_is_computed_when_it_can_be_else_what_is_written_stands() -> None:
    found = worked_out(INDICATORS, *SEMINARS).indicators
    told = [(each.measure and each.measure.low, each.written and each.written.written, each.known) for each in found]
    assert told == [(34, None, True), (None, "3", True), (None, "une trentaine", True), (None, None, False),
                    (3, None, True)]  # fmt: skip
    assert [each.differs for each in found] == [False, False, False, False, True]
