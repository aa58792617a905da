from analysis.territories import diagnosis_of


def test_each_hinge_and_each_only_holder_is_told_with_what_it_takes_away():
    found = diagnosis_of("""\
acteurs:
  - {nom: Seul, fonctions: {foncier: 3}}
  - {nom: Pivot, fonctions: {animation: 2}}
  - {nom: Autre, fonctions: {animation: 2}}
  - {nom: Bout, fonctions: {foncier: 1}}
  - {nom: Double, fonctions: []}
relations:
  - {entre: [pivot, seul], nature: cooperation}
  - {entre: [pivot, autre], nature: cooperation}
  - {entre: [pivot, bout], nature: cooperation}
  - {entre: [seul, autre], nature: cooperation}
  - {entre: [bout, double], nature: conflit}
""").departures
    assert [(d.actor.id, [f.id for f in d.lost_functions], d.cut_off) for d in found] == [
        ("seul", ["foncier"], ()),
        ("pivot", [], (("bout",),)),
    ]


def test_nobody_is_said_to_be_the_only_holder_while_another_may_hold_it_too():
    assert diagnosis_of("acteurs: [{nom: A, fonctions: {foncier: 3}}, {nom: B}]\n").departures == ()


def test_without_relations_only_the_functions_lost_are_told():
    found = diagnosis_of("acteurs: [{nom: A, fonctions: {foncier: 3}}, {nom: B, fonctions: []}]\n").departures
    assert [(d.actor.id, len(d.lost_functions), d.cut_off) for d in found] == [("a", 1, ())]


def test_the_heaviest_losses_come_first():
    found = diagnosis_of("""\
acteurs:
  - {nom: Un, fonctions: {foncier: 3}}
  - {nom: Deux, fonctions: {animation: 2}}
  - {nom: Trois, fonctions: []}
  - {nom: Quatre, fonctions: []}
relations: [{entre: [deux, trois], nature: projet}, {entre: [deux, quatre], nature: projet}]
""").departures
    assert [d.actor.id for d in found] == ["deux", "un"]
