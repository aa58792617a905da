"""Territories and catalogues matched: who receives what, what is certain, why a need is left, what to ask."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching.networks import FULL_NEED, FULL_OFFER, PLACE, TODAY, catalogue, matched, place, plan_of
from cit_toolkit.analysis.eligibility import Verdict
from cit_toolkit.analysis.matching.building import PlanOptions, urgency_weight
from cit_toolkit.analysis.matching.call_sheet import Doubts, Side
from cit_toolkit.analysis.matching.choices import choice_of, free_places, separating
from cit_toolkit.analysis.matching.match import Match
from cit_toolkit.analysis.matching.offer_loads import State, loads
from cit_toolkit.analysis.matching.orphans import Orphan, orphans_of

NEED, OFFER = f"id: a, {FULL_NEED}", f"id: o, {FULL_OFFER}"


def other(text: str, **changes: str) -> str:
    """A need or an offer with some values changed: `jours="5"`."""
    for key, value in changes.items():
        begin = text.index(f", {key}: ") + 2
        depth, end = 0, begin
        while end < len(text) and (depth or text[end] != ","):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(text[end], 0)
            end += 1
        text = text[:begin] + f"{key}: {value}" + text[end:]
    return text


def only_orphan(found: Match) -> Orphan:
    (orphan,) = orphans_of(found)
    return orphan


# What is certain and what is not


def test_a_pair_that_meets_everything_is_in_the_firm_plan() -> None:
    found = matched([place(NEED)], [catalogue(OFFER)])
    assert plan_of(found) == [("val", "a", "o")]
    # fonctions 300 + themes 300 + natures 200 + etape 100 + proximite 80, times (2 + 2) × 2.
    assert (found.plan.total, found.plan.bound, found.firm.total) == (7840, 7840, 7840)
    assert found.is_firm(int(found.made[0]))


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ({"budget": "inconnu"}, {}),
        ({"jours": "inconnu"}, {"cout": "{jour: 100}"}),
        ({"porteurs": "[]"}, {"zone": "{departements: ['37']}, publics: [collectivite]"}),
        ({}, {"cout": "inconnu"}),
        ({}, {"formats": "[]"}),
        ({}, {"disponibilite": "inconnu"}),
        ({}, {"disponibilite": "{du: 2026-01}"}),
        ({}, {"zone": "{autres: [Pays de Racan]}"}),
    ],
)
def test_an_unknown_never_excludes_it_keeps_the_pair_out_of_the_firm_plan_only(need: dict, offer: dict) -> None:
    found = matched([place(other(NEED, **need))], [catalogue(other(OFFER, **offer))])
    assert plan_of(found) == [("val", "a", "o")]
    assert found.firm.total == 0 < found.plan.total


def test_a_score_that_may_or_may_not_reach_the_threshold_is_possible_and_not_firm() -> None:
    # fonctions 0 of 300, natures 0 of 200, etape 100, proximite 80; themes unknown, 0 to 300: between 180 and 480.
    offer = other(OFFER, themes="[]", fonctions="[foncier]", natures="[recherche]")
    found = matched([place(NEED)], [catalogue(offer)])
    assert [found.pairs.low[0], found.pairs.points[0], found.pairs.high[0]] == [180, 330, 480]
    assert plan_of(found) == [("val", "a", "o")]
    assert found.firm.total == 0


def test_a_score_that_cannot_reach_the_threshold_is_never_made() -> None:
    offer = other(OFFER, themes="[bois]", fonctions="[foncier]", natures="[recherche]")
    found = matched([place(NEED)], [catalogue(offer)])
    assert plan_of(found) == []
    orphan = only_orphan(found)
    assert dict(orphan.reasons) == {"seuil": 1}
    assert orphan.nearest is not None
    # etape 100, proximite 80: 180 of the 350 it takes.
    common = {"points": 170, "criteres": ("fonctions", "themes", "natures")}
    assert [(each.what, dict(each.values)) for each in orphan.nearest.advices] == [("seuil-rien", common)]


UNKNOWNS = ("themes", "fonctions", "natures", "jours", "budget", "periode", "formats", "porteurs")
HIDDEN = ("themes", "fonctions", "natures", "cout", "formats", "disponibilite")


@given(
    st.lists(st.sets(st.sampled_from(UNKNOWNS)), min_size=1, max_size=3),
    st.lists(st.tuples(st.sets(st.sampled_from(HIDDEN)), st.sampled_from(["{}", "{territoires: 1}", "{jours: 3}"])),
             min_size=1, max_size=3),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_hiding_what_is_known_never_raises_what_is_certain(needs, offers) -> None:
    def text(hidden: bool) -> Match:
        asked = [
            other(f"id: b{i}, {FULL_NEED}", **{k: _nothing(k) for k in gone if hidden}) for i, gone in enumerate(needs)
        ]
        given_ = [
            other(f"id: o{i}, {FULL_OFFER}, capacite: {most}", **{k: _nothing(k) for k in gone if hidden})
            for i, (gone, most) in enumerate(offers)
        ]
        return matched([place("\n".join(asked))], [catalogue("\n".join(given_))])

    known, unknown = text(False), text(True)
    assert unknown.firm.total <= known.firm.total
    assert unknown.firm.total <= unknown.plan.total
    assert known.firm.total == known.plan.total
    assert {(d, s) for d, s in zip(known.pairs.demand.tolist(), known.pairs.supply.tolist(), strict=True)} <= {
        (d, s) for d, s in zip(unknown.pairs.demand.tolist(), unknown.pairs.supply.tolist(), strict=True)
    }


def _nothing(key: str) -> str:
    return "[]" if key in ("themes", "fonctions", "natures", "formats", "porteurs") else "inconnu"


# Order, priority, local offers


def test_the_order_of_files_needs_and_offers_changes_nothing() -> None:
    needs = [f"id: {name}, {FULL_NEED}" for name in "abc"]
    offers = [f"id: {name}, {FULL_OFFER}, capacite: {{jours: 4}}" for name in "xyz"]
    plans = set()
    for order in permutations(range(3)):
        texts = [place("\n".join(needs[i] for i in order), f"Val {i}") for i in order]
        found = matched(texts, [catalogue(offers[i]) for i in order])
        plans.add((tuple(plan_of(found)), found.plan.total, found.firm.total))
    assert len(plans) == 1


def test_the_most_urgent_need_is_served_first_by_an_offer_that_fits_both_as_well() -> None:
    needs = "\n".join([other(f"id: calme, {FULL_NEED}", urgence="1"), other(f"id: urgent, {FULL_NEED}", urgence="3")])
    found = matched([place(needs)], [catalogue(f"{OFFER}, capacite: {{jours: 2}}")])
    assert plan_of(found) == [("val", "urgent", "o")]


def test_the_weight_of_a_need_is_twelve_times_its_priority_an_unknown_counting_for_the_middle() -> None:
    needs = "urgence: 3, importance: 3\nid: b, urgence: 0, importance: 0\nid: c, urgence: 2\nid: d, importance: inconnu"
    found = matched([place("id: a, " + needs)], [catalogue(OFFER)])
    assert [urgency_weight(demand.need) for demand in found.demands] == [12, 0, 7, 6]


def test_a_resource_of_the_place_comes_before_an_offer_of_equal_score_and_serves_no_other_place() -> None:
    local = "ressources:\n  - {intitule: R, " + other(OFFER, zone="{communes: ['37231']}") + "}\n"
    offer = other(OFFER, zone="{communes: ['37231']}")
    found = matched([place(NEED) + local, place(NEED, "Ailleurs")], [catalogue(offer)])
    assert plan_of(found) == [("ailleurs", "a", "o"), ("val", "a", "val/o")]


def test_two_catalogues_may_give_one_id_to_two_offers() -> None:
    need = other(NEED, budget="1600")
    found = matched([place(need)], [catalogue(OFFER), catalogue(OFFER)], PlanOptions(per_need=2))
    assert plan_of(found) == [("val", "a", "o@offres-0"), ("val", "a", "o@offres-1")]


def test_a_need_that_no_longer_waits_is_not_matched() -> None:
    found = matched([place(f"{NEED}, statut: couvert")], [catalogue(OFFER)])
    assert (found.demands, plan_of(found), found.plan.total) == ((), [], 0)


def test_nothing_to_match_gives_an_empty_plan() -> None:
    for territories, offers in (([], []), ([place(NEED)], []), ([place("")], [catalogue(OFFER)])):
        found = matched(territories, offers)
        assert (plan_of(found), found.plan.total, found.plan.bound) == ([], 0, 0)


# Settled, forbidden, already agreed


def test_a_settled_pair_is_made_though_a_filter_says_no() -> None:
    offers = "\n".join([OFFER, other(f"id: cher, {FULL_OFFER}", cout="{forfait: 9000}")])
    found = matched([place(NEED)], [catalogue(offers)], PlanOptions(settled=frozenset({("val", "a", "cher")})))
    assert plan_of(found) == [("val", "a", "cher")]


def test_a_forbidden_pair_is_never_made_and_says_so() -> None:
    found = matched([place(NEED)], [catalogue(OFFER)], PlanOptions(forbidden=frozenset({("val", "a", "o")})))
    assert plan_of(found) == []
    assert dict(only_orphan(found).reasons) == {"interdite": 1}


def test_a_pair_already_agreed_is_kept_for_a_twentieth_less() -> None:
    # proximite: 100 for the municipality, 80 for the department: 1,000 points against 980.
    offers = "\n".join([OFFER, other(f"id: mieux, {FULL_OFFER}", zone="{communes: ['37231']}")])
    assert plan_of(matched([place(NEED)], [catalogue(offers)])) == [("val", "a", "mieux")]
    kept = matched([place(NEED)], [catalogue(offers)], PlanOptions(already=frozenset({("val", "a", "o")})))
    assert plan_of(kept) == [("val", "a", "o")]
    assert kept.plan.total == 8 * 980 + 8 * 980 // 20 == kept.plan.bound


# Orphans: reasons and the nearest miss


MISSES = {
    "zone": (NEED, other(OFFER, zone="{departements: ['23']}"), "zone-departement", {"departements": ("37",)}),
    "etape": (NEED, f"{OFFER}, etapes: [fin]", "etape", {"etapes": ("milieu",)}),
    "public": (NEED, f"{OFFER}, publics: [entreprise]", "public", {"publics": ("collectivite",)}),
    "periode": (other(NEED, periode="{du: 2027-01, au: 2027-03}"), OFFER, "periode-prolonger", {"date": "2027-01"}),
    "format": (other(NEED, formats="[distance]"), OFFER, "format", {"formats": ("distance",)}),
    "budget": (other(NEED, budget="300.50"), OFFER, "budget", {"euros": Decimal("499.50")}),
    "capacite": (NEED, f"{OFFER}, capacite: {{jours: 1.5}}", "capacite-jours", {"jours": Decimal("0.5")}),
    "echeance": (
        other(NEED, periode="inconnu"), other(OFFER, disponibilite="{au: 2025-06}"), "echeance", {"date": TODAY},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISSES)
def test_each_no_has_its_reason_and_what_would_turn_it(name: str) -> None:
    need, offer, what, values = MISSES[name]
    orphan = only_orphan(matched([place(need)], [catalogue(offer)]))
    assert dict(orphan.reasons) == {name: 1}
    assert orphan.nearest is not None
    (advice,) = orphan.nearest.advices
    assert (advice.filter, advice.what) == (name, what)
    assert {key: str(v) if key == "date" else v for key, v in advice.values.items()} == {
        key: str(v) if key == "date" else v for key, v in values.items()
    }


@pytest.mark.parametrize("name", MISSES)
def test_following_the_advice_makes_the_pair_possible(name: str) -> None:
    need, offer, _, _ = MISSES[name]
    changed = {
        "zone": lambda: (need, other(offer, zone="{departements: ['23', '37']}")),
        "etape": lambda: (need, other(offer, etapes="[fin, milieu]")),
        "public": lambda: (need, other(offer, publics="[entreprise, collectivite]")),
        "periode": lambda: (need, other(offer, disponibilite="{du: 2026-01, au: 2027-01}")),
        "format": lambda: (need, other(offer, formats="[presentiel, distance]")),
        "budget": lambda: (other(need, budget="800"), offer),
        "capacite": lambda: (need, other(offer, capacite="{jours: 2}")),
        "echeance": lambda: (need, other(offer, disponibilite="{au: 2026-01-15}")),
    }[name]()
    assert plan_of(matched([place(changed[0])], [catalogue(changed[1])])) == [("val", "a", "o")]


def test_reasons_are_counted_an_offer_under_each_of_its_own() -> None:
    offers = [
        other(f"id: loin, {FULL_OFFER}", zone="{departements: ['23']}"),
        other(f"id: loin-et-cher, {FULL_OFFER}", zone="{departements: ['23']}", cout="{forfait: 5000}"),
        other(f"id: cher, {FULL_OFFER}", cout="{forfait: 1200}"),
        other(f"id: sans-rapport, {FULL_OFFER}", themes="[bois]", fonctions="[foncier]", natures="[recherche]"),
    ]
    orphan = only_orphan(matched([place(NEED)], [catalogue("\n".join(offers))]))
    assert dict(orphan.reasons) == {"zone": 2, "budget": 2, "seuil": 1}
    assert orphan.offers == 4
    # Of the two that one reason keeps away, both score 980 had they been possible but the far one: 300+300+200+100+20.
    assert orphan.nearest is not None
    assert (orphan.nearest.supply, orphan.nearest.points) == (0, 980)
    assert [(each.what, each.values["euros"]) for each in orphan.nearest.advices] == [("budget", Decimal(200))]


def test_a_need_whose_offers_are_all_taken_says_so_and_how_much_is_missing() -> None:
    needs = "\n".join([other(f"id: a, {FULL_NEED}", urgence="1"), other(f"id: b, {FULL_NEED}", jours="3")])
    found = matched([place(needs)], [catalogue(f"{OFFER}, capacite: {{jours: 4}}")])
    assert plan_of(found) == [("val", "b", "o")]
    orphan = only_orphan(found)
    assert dict(orphan.reasons) == {"complete": 1}
    assert orphan.nearest is not None
    # Four days, three of which are taken: one is left of the two it would need.
    assert [(a.what, dict(a.values)) for a in orphan.nearest.advices] == [("complete-jours", {"jours": Decimal(1)})]


def test_a_structure_or_a_budget_that_is_spent_is_told_as_such() -> None:
    structures = "structures: [{nom: Maison, capacite: {territoires: 1}}]\n"
    offers = "\n".join(f"id: {name}, structure: Maison, {FULL_OFFER}" for name in "xy")
    found = matched([place(NEED), place(NEED, "Ailleurs")], [catalogue(offers, structures)])
    assert len(plan_of(found)) == 1
    assert dict(only_orphan(found).reasons) == {"structure": 2}
    needs = "\n".join(f"id: {name}, {FULL_NEED}" for name in "ab")
    poor = matched([place(needs, head=PLACE + "budget: 1000\n")], [catalogue(OFFER)])
    assert len(plan_of(poor)) == 1
    assert dict(only_orphan(poor).reasons) == {"depense": 1}


def test_orphans_come_in_the_order_of_their_priority() -> None:
    needs = "\n".join(other(f"id: {name}, {FULL_NEED}", urgence=u) for name, u in (("a", "1"), ("b", "3"), ("c", "2")))
    found = matched([place(needs)], [])
    assert [found.demands[orphan.demand].need.id for orphan in orphans_of(found)] == ["b", "c", "a"]
    assert all(orphan.nearest is None and not orphan.reasons for orphan in orphans_of(found))


# What else a need could have


def test_the_next_best_and_what_separates_it() -> None:
    offers = "\n".join([OFFER, other(f"id: second, {FULL_OFFER}", themes="[juridique, bois]", natures="[recherche]")])
    found = matched([place(NEED)], [catalogue(offers)])
    choice = choice_of(found, 0)
    ranks = [int(found.pairs.supply[pair]) for pair in (*choice.made, *choice.alternatives)]
    assert [found.supplies[rank].id for rank in ranks] == ["o", "second"]
    scores = [found.tables.score(0, rank) for rank in ranks]
    assert separating(*scores) == (("natures", 200), ("themes", 150))
    assert choice.elsewhere is None
    assert free_places(found) == {choice.alternatives[0]}


def test_a_best_offer_that_went_elsewhere_says_to_whom_and_what_giving_it_here_would_cost() -> None:
    needs = "\n".join([other(f"id: a, {FULL_NEED}", urgence="1"), other(f"id: b, {FULL_NEED}", urgence="3")])
    offers = "\n".join(
        [f"{OFFER}, capacite: {{jours: 2}}", other(f"id: second, {FULL_OFFER}", themes="[juridique, bois]")]
    )
    found = matched([place(needs)], [catalogue(offers)])
    # a weighs 6 and b 10; o scores 980 and the other 830: 10 × 980 + 6 × 830, against 6 × 980 + 10 × 830.
    assert plan_of(found) == [("val", "a", "second"), ("val", "b", "o")]
    elsewhere = choice_of(found, 0).elsewhere
    assert elsewhere is not None
    assert [found.demands[rank].need.id for rank in elsewhere.to] == ["b"]
    assert elsewhere.price == (9800 + 4980) - (5880 + 8300)


# Offers


def test_loads_idle_over_and_overloaded_offers_and_what_one_more_place_brings() -> None:
    offers = "\n".join([
        f"id: demandee, {FULL_OFFER}, capacite: {{territoires: 5, jours: 2}}",
        other(f"id: finie, {FULL_OFFER}", disponibilite="{au: 2025-11}"),
        other(f"id: inutile, {FULL_OFFER}", themes="[bois]", fonctions="[foncier]", natures="[recherche]"),
    ])  # fmt: skip
    needs = "\n".join([other(f"id: a, {FULL_NEED}", urgence="1"), other(f"id: b, {FULL_NEED}", urgence="3")])
    found = matched([place(needs)], [catalogue(offers)])
    wanted, over, idle = loads(found)
    assert (wanted.territories, wanted.days, wanted.most_days, wanted.possible) == (1, Decimal(2), Decimal(2), 2)
    assert (wanted.first_choices, wanted.waiting, wanted.overloaded, wanted.one_more) == (2, (0,), True, 6 * 980)
    assert [each.state for each in (wanted, over, idle)] == [State.FULL, State.OVER, State.IDLE]
    assert idle.pairs == over.pairs == ()


# The calls to make


def test_calls_are_ranked_by_the_pairs_that_their_answer_settles() -> None:
    needs = "\n".join([NEED, other(f"id: b, {FULL_NEED}", budget="inconnu")])
    offers = "\n".join(
        [other(f"id: x, {FULL_OFFER}", cout="inconnu"), other(f"id: y, {FULL_OFFER}", formats="[]"), OFFER]
    )
    found = matched([place(needs)], [catalogue(offers)])
    told = []
    for call in Doubts(found).calls():
        name = found.supplies[call.thing].id if call.side is Side.OFFER else found.demands[call.thing].need.id
        told.append((call.side.value, name, call.field, call.settles, call.concerns))
    # b lacks its budget against x (whose price lacks too), y (whose formats lack too) and o.
    assert told == [
        ("besoin", "b", "budget", 1, 3),
        ("offre", "x", "cout", 1, 2),
        ("offre", "y", "formats", 1, 2),
    ]  # fmt: skip


def test_a_place_is_asked_for_the_code_that_the_zone_of_an_offer_is_told_by() -> None:
    found = matched([place(NEED, head=PLACE.replace("region: Centre-Val de Loire\n", ""))],
                    [catalogue(other(OFFER, zone="{regions: [Centre-Val de Loire]}"))])  # fmt: skip
    assert [(call.side, call.field, call.settles) for call in Doubts(found).calls()] == [(Side.PLACE, "region", 1)]


def test_nothing_unknown_nobody_to_call() -> None:
    assert Doubts(matched([place(NEED)], [catalogue(OFFER)])).calls() == ()


def test_verdicts_are_those_of_the_words_of_the_method() -> None:
    found = matched([place(NEED)], [catalogue(OFFER)])
    assert set(found.tables.verdicts(0, 0).values()) <= {Verdict.YES, Verdict.NOT_APPLICABLE}
