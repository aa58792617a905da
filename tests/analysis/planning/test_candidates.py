"""Which modules may be given now, at which stage, and the reason of each refusal."""

from analysis.planning.plans import method_with
from analysis.territories import diagnosis_of
from cit_toolkit.analysis.planning.candidates import Reason, SortedModules, sorted_modules
from cit_toolkit.analysis.planning.targets import targets_of

AT_DIAGNOSTIC = "acteurs: [{nom: A, fonctions: {animation: 1}}]\ngrille: {collectif: 1, vision: 1}\n"


def sorted_for(modules: str, body: str = AT_DIAGNOSTIC) -> SortedModules:
    diagnosis = diagnosis_of(body, method_with(modules))
    return sorted_modules(diagnosis, targets_of(diagnosis))


def refusals(found: SortedModules) -> dict[str, tuple[Reason, str | None]]:
    return {name: (each.reason, each.prerequisite) for name, each in found.refused.items()}


def test_a_module_comes_at_the_first_stage_that_suits_it_and_its_prerequisites() -> None:
    found = sorted_for("""\
- {id: ici, heures: 1, etapes: [reperage, diagnostic]}
- {id: ensuite, heures: 1, etapes: [prefiguration]}
- {id: retarde, heures: 1, etapes: [diagnostic, prefiguration], prerequis: [ensuite]}
- {id: partout, heures: 1}
""")
    assert {name: each.stage for name, each in found.candidates.items()} == {
        "ici": 1, "ensuite": 2, "retarde": 2, "partout": 1
    }  # fmt: skip


def test_what_is_behind_is_refused_and_taken_as_met_by_what_follows() -> None:
    found = sorted_for("""\
- {id: passe, heures: 1, etapes: [reperage]}
- {id: suite, heures: 1, etapes: [diagnostic], prerequis: [passe]}
""")
    assert refusals(found) == {"passe": (Reason.PAST, None)}
    assert found.candidates["suite"].prerequisites == ()


def test_what_was_followed_is_not_proposed_again_and_opens_what_follows() -> None:
    found = sorted_for(
        "- {id: carte, heures: 3}\n- {id: suite, heures: 1, prerequis: [carte]}\n",
        AT_DIAGNOSTIC + "modules_suivis: [carte]\n",
    )
    assert refusals(found) == {"carte": (Reason.FOLLOWED, None)}
    assert found.candidates["suite"].prerequisites == ()


def test_a_refusal_is_passed_on_to_what_needs_it() -> None:
    found = sorted_for("""\
- {id: plus-tard, heures: 1, etapes: [constitution]}
- {id: sans-heures, etapes: [diagnostic]}
- {id: a, heures: 1, prerequis: [plus-tard]}
- {id: b, heures: 1, prerequis: [a]}
- {id: c, heures: 1, prerequis: [sans-heures]}
- {id: d, heures: 1, etapes: [diagnostic], prerequis: [e]}
- {id: e, heures: 1, etapes: [prefiguration]}
""")
    assert refusals(found) == {
        "plus-tard": (Reason.TOO_EARLY, None),
        "sans-heures": (Reason.NO_HOURS, None),
        "a": (Reason.PREREQUISITE, "plus-tard"),
        "b": (Reason.PREREQUISITE, "a"),
        "c": (Reason.PREREQUISITE, "sans-heures"),
        "d": (Reason.PREREQUISITE, "e"),
    }


def test_modules_that_wait_for_one_another_are_refused_with_what_waits_for_them() -> None:
    found = sorted_for("""\
- {id: a, heures: 1, prerequis: [b]}
- {id: b, heures: 1, prerequis: [a]}
- {id: c, heures: 1, prerequis: [b]}
- {id: seul, heures: 1, prerequis: [seul]}
- {id: libre, heures: 1}
""")
    assert list(found.candidates) == ["libre"]
    assert {reason for reason, _ in refusals(found).values()} == {Reason.PREREQUISITE}


def test_a_criterion_that_opens_the_next_stage_is_not_answered_once_it_is_open() -> None:
    found = sorted_for("""\
- {id: avant, heures: 1, etapes: [diagnostic], repond: {criteres: [vision]}}
- {id: apres, heures: 1, etapes: [prefiguration], repond: {criteres: [vision], fonctions: [animation]}}
""")
    assert [target.id for target in found.candidates["avant"].answers] == ["vision"]
    assert [target.id for target in found.candidates["apres"].answers] == ["animation"]


def test_hours_are_rounded_up_to_the_minute() -> None:
    found = sorted_for("- {id: a, heures: 1.5}\n- {id: b, heures: 0.333}\n")
    assert [each.minutes for each in found.candidates.values()] == [90, 20]
