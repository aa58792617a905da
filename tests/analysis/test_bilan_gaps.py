"""What is missing from a bilan for its funder: each thing told once, the indispensable first, nothing made up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analysis.sessions import action_of, method_with_circles, session
from cit_toolkit.analysis.action_redaction import Discretion, seen_action
from cit_toolkit.analysis.bilan import Bilan, bilan
from cit_toolkit.analysis.bilan_gaps import Missing, lead_of, missing
from cit_toolkit.analysis.bilan_sections import sections_of, words_in
from cit_toolkit.model.action import Action
from cit_toolkit.model.bilan_terms import SECTIONS, WRITTEN_SECTIONS
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.workspace import Audience

TODAY = date(2026, 6, 18)
OF_ANY_BILAN = ("period", "no-session", "section-blank")


def worked_out(body: str, *gatherings: Gathering, earlier: tuple[Action, ...] = ()) -> Bilan:
    action = action_of(body)
    structures = {each.id: each for each in (*action.partners, *action.structures)}
    seen = seen_action(action, gatherings, structures, Audience.INTERNAL, Discretion(), str)
    found = bilan(seen, earlier, 0, method_with_circles(), TODAY)
    assert found is not None
    return found


def lacking(body: str, *gatherings: Gathering, earlier: tuple[Action, ...] = ()) -> Missing:
    """What is missing, but for what any bilan has (`test_an_action_of_a_title_only_lacks_what_any_bilan_has`): the
    actions of these tests hold little else than what they are about."""
    worked = worked_out(body, *gatherings, earlier=earlier)
    found = missing(worked, worked.action.funders[0] if worked.action.funders else None)
    return replace(found, gaps=tuple(gap for gap in found.gaps if gap.required or gap.code not in OF_ANY_BILAN))


def codes(body: str, *gatherings: Gathering) -> list[str]:
    return [gap.code for gap in lacking(body, *gatherings).gaps]


SIGNED = "convention: {numero: n, date: 2025, montant: 100, verse: 50}"
LATE = "exigences: {date_limite: 2026-06-30}"


@pytest.mark.parametrize(
    ("funder", "expected"),
    [
        (f"{SIGNED}, {LATE}", []),
        (LATE, ["agreement"]),
        (f"convention: {{}}, {LATE}", ["agreement-numero", "agreement-date", "agreement-montant", "agreement-verse"]),
        (f"convention: {{numero: n, date: 2025, montant: 100}}, {LATE}", ["agreement-verse"]),
        (SIGNED, ["deadline"]),
    ],
)
def test_what_the_agreement_lacks(funder: str, expected: list[str]) -> None:
    assert codes(f"financeurs: [{{nom: F, {funder}}}]\n") == expected


def test_the_indispensable_comes_first() -> None:
    found = lacking("financeurs: [{nom: F, convention: {numero: n, montant: 1}}]\n")
    assert [(gap.code, gap.required) for gap in found.gaps] == [
        ("agreement-date", True), ("agreement-verse", False), ("deadline", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "left"), [("2026-06-30", 12), ("2026-06", 12), ("2026-06-18", 0), ("2026-06-01", -17), ("2026", 196)]
)
def test_days_left_count_to_the_last_day_the_deadline_may_mean(day: str, left: int) -> None:
    assert lacking(f"financeurs: [{{nom: F, exigences: {{date_limite: {day}}}}}]\n").days_left == left


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("objectifs: [{intitule: O}]", ["objective-status"]),
        ("objectifs: [{intitule: O, statut: partiel}]", ["objective-explanation"]),
        ("objectifs: [{intitule: O, statut: partiel, explication: E}]", ["objective-sequel"]),
        ("objectifs: [{id: o, intitule: O, statut: partiel, explication: E}]\n"
         "suites: [{texte: S, objectifs: [o]}]", []),
        ("objectifs: [{intitule: O, statut: realise}]", []),
        ("indicateurs: [{intitule: I}]", ["indicator-achieved", "indicator-target"]),
        ("indicateurs: [{intitule: I, cible: 3, realise: secret}]", []),
        ("annexes: [{titre: A}]", ["annex-without-file"]),
        ("budget: {charges: [{intitule: C}], produits: [{intitule: P, prevu: 1, realise: 1}]}",
         ["line-prevu", "line-realise"]),
        ("budget: {charges: [{intitule: C, prevu: 2, realise: 1, explication: E}],"
         " produits: [{intitule: P, prevu: 1, realise: 1}]}", ["balance-budget-prevu"]),
        ("budget: {charges: [{intitule: C, prevu: 1, realise: 2}], produits: [{intitule: P, prevu: 1, realise: 2,"
         " explication: E}]}", ["gap-unexplained"]),
        ("budget: {charges: [{intitule: C, prevu: 0, realise: 2}], produits: [{intitule: P, prevu: 0, realise: 2,"
         " explication: E}]}", ["gap-unplanned"]),
    ],
)  # fmt: skip
def test_what_a_bilan_for_everybody_lacks(body: str, expected: list[str]) -> None:
    assert codes(body + "\n") == expected


def test_an_indicator_written_otherwise_than_it_is_computed_is_told() -> None:
    partners = "partenaires: [{id: a, nom: A}, {id: b, nom: B}]\n"
    written = partners + "indicateurs: [{intitule: I, cible: 2, auto: partenaires.nombre, realise: %s}]\n"
    assert "indicator-differs" in codes(written % 3)
    assert "indicator-differs" not in codes(written % 2)
    assert "indicator-differs" not in codes(written % "2 à 3")


def test_a_session_without_date_place_or_count_is_told_but_not_one_outside_the_scheme() -> None:
    bare = session("decisions: [{texte: Continuer.}]\n", "s1")
    assert codes("", bare) == ["session-date", "session-place", "session-attendance"]
    # Nothing says that it was held: only its day is asked for.
    assert codes("", session("", "s1")) == ["session-date"]
    assert codes("", session("dispositif: non\n", "s2")) == []
    assert codes("", session("dates: [2025-01-02]\nlieu: distance\nparticipants_nombre: environ 30\n", "s3")) == []


def test_what_an_earlier_action_left_open_and_nobody_takes_up() -> None:
    before = action_of("id: avant\nobjectifs: [{id: o, intitule: Ouvert}, {id: f, intitule: Fini, statut: realise}]\n")
    (gap,) = lacking("", earlier=(before,)).gaps
    assert (gap.code, gap.arguments["title"], gap.required) == ("earlier-promise", "Ouvert", False)
    taken = "objectifs: [{intitule: O, statut: realise, repris_de: {action: avant, objectif: o}}]\n"
    assert lacking(taken, earlier=(before,)).gaps == ()


CERFA = f"financeurs: [{{id: f, nom: F, gabarit: cerfa-15059, {SIGNED}, {LATE}}}]\n"


def test_the_form_asks_for_more_than_a_bilan_for_everybody() -> None:
    found = [gap.code for gap in lacking(CERFA + "partenaires: [{nom: A, role: pilote}]\n").gaps]
    assert found == ["siret", "signatory", "period", *["section-empty"] * 6, "rna"]


def test_the_form_asks_how_indirect_expenses_are_shared_and_contributions_valued() -> None:
    budget = (
        "budget: {charges: [{compte: '60', intitule: C, prevu: 90, realise: 90},"
        " {intitule: L, prevu: 10, realise: 10, indirecte: oui}],"
        " produits: [{intitule: P, financeur: f, prevu: 100, realise: 100}],"
        " contributions_volontaires: {emplois: [{compte: '864', intitule: B, prevu: 1, realise: 1}],"
        " ressources: [{compte: '870', intitule: B, prevu: 1, realise: 1}]}}\n"
    )
    found = codes(CERFA + budget)
    assert {"exercise", "sharing-rule", "valuation", "line-account"} <= set(found)
    assert found.count("line-account") == 1  # the income; an indirect expense belongs to no account
    assert not {"grant-line", "grant-prevu", "balance-budget-prevu"} & set(found)


def test_a_grant_without_a_line_of_income_or_with_another_amount() -> None:
    lines = "[{intitule: P, prevu: 90, realise: 90}]"
    budget = f"budget: {{charges: {lines}, produits: {lines}}}\n"
    funder = f"financeurs: [{{id: f, nom: F, {SIGNED}, {LATE}}}]\n"
    assert "grant-line" in codes(funder + budget)
    named = budget.replace("produits: [{intitule: P,", "produits: [{intitule: P, financeur: f,")
    found = {gap.code: gap.arguments for gap in lacking(funder + named).gaps}
    assert found["grant-prevu"] == {"amount": Decimal(100), "lines": Decimal(90)}


@pytest.mark.parametrize(
    ("partners", "expected"),
    [
        ("[{id: a, nom: A}]", "a"),
        ("[{id: a, nom: A}, {id: b, nom: B}]", None),
        ("[{id: a, nom: A}, {id: b, nom: B, role: pilote}]", "b"),
        ("[{id: a, nom: A, signataire: {nom: N}}, {id: b, nom: B}]", "a"),
        ("[{id: a, nom: A, signataire: {nom: N}}, {id: b, nom: B, role: Cheffe de file}]", "b"),
        ("[{id: a, nom: A, role: porteuse}, {id: b, nom: B, role: pilote}]", None),
    ],
)
def test_which_structure_answers_for_the_action(partners: str, expected: str | None) -> None:
    lead = lead_of(action_of(f"partenaires: {partners}\n").partners)
    assert (lead.id if lead else None) == expected


# Parts


def test_parts_without_anything_to_say_are_left_out_unless_a_funder_asks_for_them() -> None:
    found = worked_out("objet: O.\nlimites: [L]\n")
    assert sections_of(found, ()) == ("objet", "limites")
    assert sections_of(found, ("budget", "objet")) == ("budget", "objet")


def test_every_part_can_be_filled() -> None:
    body = (
        "objet: O.\nderoule: D.\nresultats: [{titre: T, texte: X}]\nenseignements: [E]\n"
        "limites: [L]\nsuites: [{texte: S}]\n"
        "chantiers: [C]\nobjectifs: [{intitule: O}]\nindicateurs: [{intitule: I}]\nbeneficiaires: [{public: P}]\n"
        "partenaires: [{id: a, nom: A}]\nappropriation: {a: {presente: oui}}\nannexes: [{titre: A}]\n"
        "budget: {charges: [{intitule: C}]}\n"
    )
    assert sections_of(worked_out(body, session("dates: [2021-10-22]\n", "s1")), ()) == SECTIONS


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("objet", 5),
        ("resultats", 4),
        ("enseignements", 2),
        ("limites", 3),
        ("suites", 1),
        ("chantiers", 2),
        ("deroule", 8),
    ],
)
def test_words_are_those_somebody_wrote(section: str, words: int) -> None:
    body = (
        "objet: Voici l’action ; **en** « quatre » mots.\nderoule: Un mot.\n"
        "resultats: [{titre: Un titre, texte: deux mots}]\n"
        "enseignements: [Un, deux]\nlimites: [Un deux, trois]\nsuites: [{texte: un}]\nchantiers: [un - deux]\n"
    )
    told = session("objectifs: [But un]\nprogramme: [Un moment]\n", "s1")
    assert words_in(section, worked_out(body, told)) == words
    assert section in WRITTEN_SECTIONS
