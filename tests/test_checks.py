"""What `cit check` finds across files: names that stand for nothing, files that are missing, what is incomplete."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from cit_toolkit.checks import CheckReport, check_paths
from cit_toolkit.problems import CitError, Severity
from cit_toolkit.wording.catalog import Catalog


def checked(folder: Path, files: Mapping[str, str], *given: str) -> CheckReport:
    """The report on files written in a folder; `given` are those to check, all when left out."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check_paths([folder / name for name in given] or [folder])


def found(report: CheckReport) -> list[tuple[str, str, int, int]]:
    """(code, file, line, column) of each problem."""
    told = ((p.code, Path(p.position.file).name, p.position.line, p.position.column) for p in report.problems)
    return list(told)


ACTION = """\
type: action
titre: A
partenaires:
  - {id: localos, nom: Les Localos, categorie: developpement-local}
objectifs:
  - {id: connaitre, intitule: Se connaître, statut: realise}
"""

# Actions


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("resultats: [{titre: R, texte: T, objectifs: [connaite]}]", 46),
        ("limites: [{texte: L, objectifs: [connaite]}]", 34),
        ("suites: [{texte: S, objectifs: [connaite]}]", 33),
        ("structures: [{nom: S, categorie: asociation}]", 34),
        ("structures: [{nom: S, cercle: dehors}]", 31),
        ("personnes: [{nom: P, structure: localo}]", 33),
        ("appropriation: {localo: {presente: oui}}", 17),
        ("budget: {produits: [{intitule: I, financeur: region}]}", 46),
        ("indicateurs: [{intitule: I, auto: seances.seminaire.nombre}]", 35),
        ("financeurs: [{nom: F, langue: de}]", 31),
        ("financeurs: [{nom: F, gabarit: cerfa-15095}]", 32),
        ("financeurs: [{nom: F, exigences: {sections: [deroule, resultat]}}]", 55),
        ("financeurs: [{nom: F, exigences: {mots_max: {resultat: 3}}}]", 46),
    ],
)
def test_a_name_that_stands_for_nothing_in_an_action(tmp_path: Path, line: str, column: int) -> None:
    (problem,) = found(checked(tmp_path, {"action.yaml": f"{ACTION}{line}\n"}))
    assert problem[0] in ("unknown-reference", "reference-to-nothing")
    assert problem[1:] == ("action.yaml", 7, column)


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("indicateurs: [{intitule: I, auto: seances.seminaire.nombre}]", "seances.seminaires.nombre"),
        ("financeurs: [{nom: F, gabarit: cerfa-15095}]", "cerfa-15059"),
        ("financeurs: [{nom: F, exigences: {sections: [resultat]}}]", "resultats"),
    ],
)
def test_a_mistyped_term_of_a_bilan_is_told_with_the_nearest_one(tmp_path: Path, line: str, suggestion: str) -> None:
    report = checked(tmp_path, {"action.yaml": f"{ACTION}{line}\n"})
    assert [problem.arguments["suggestion"] for problem in report.problems] == [suggestion]


EARLIER = "type: action\nid: avant\ntitre: Avant\nobjectifs: [{id: statuts, intitule: Statuts, statut: realise}]\n"


@pytest.mark.parametrize(
    ("follows", "carried", "expected"),
    [
        ("../avant/action.yaml", "{action: avant, objectif: statuts}", []),
        ("../avant/action.yaml", "{action: avent, objectif: statuts}", [("unknown-reference", 5)]),
        ("../avant/action.yaml", "{action: avant, objectif: statut}", [("unknown-reference", 5)]),
        ("../absent/action.yaml", "{action: avant}", [("no-file-matches", 3)]),
        ("../../../action.yaml", "{action: avant}", [("path-outside-dossier", 3)]),
        ("../seance.yaml", "{action: avant}", [("file-of-another-kind", 3)]),
        ("action.yaml", "{action: avant}", []),
    ],
)
def test_the_action_that_one_continues_and_the_objectives_it_takes_up_exist(
    tmp_path: Path, follows: str, carried: str, expected: list[tuple[str, int]]
) -> None:
    action = (
        f"type: action\ntitre: A\nsuite_de: {follows}\n"
        f"objectifs:\n  - {{intitule: O, statut: realise, repris_de: {carried}}}\n"
    )
    files = {
        "cit.yaml": "type: dossier\n",
        "avant/action.yaml": EARLIER + "suite_de: ../maintenant/action.yaml\n",
        "seance.yaml": "type: seance\ntitre: S\nformat: reunion\n",
        "maintenant/action.yaml": action,
    }
    report = checked(tmp_path, files, "maintenant/action.yaml")
    assert [(problem.code, problem.position.line) for problem in report.problems] == expected


def test_a_form_may_be_a_template_of_the_dossier(tmp_path: Path) -> None:
    files = {
        "cit.yaml": "type: dossier\n",
        "templates/fr/region.md": "# R\n",
        "action.yaml": f"{ACTION}financeurs: [{{nom: F, gabarit: region}}]\n",
    }
    assert found(checked(tmp_path, files)) == []


def test_prose_is_checked_against_the_sessions_the_action_names(tmp_path: Path) -> None:
    session = "type: seance\ntitre: S{n}\nformat: seminaire\nnumero: {n}\nparticipants_nombre: {count}\n"
    files = {
        "a.yaml": f"{ACTION}objet: Une douzaine de participants à chaque séminaire.\nseances: [s*.yaml]\n",
        "s1.yaml": session.format(n=1, count=11),
        "s2.yaml": session.format(n=2, count=12),
    }
    report = checked(tmp_path, files, "a.yaml")
    assert found(report) == []
    assert [(claim.verdict.value, claim.found) for claim in report.files[0].claims] == [("a-peu-pres", ("11", "12"))]
    changed = checked(tmp_path, files | {"s2.yaml": session.format(n=2, count=21)}, "a.yaml")
    assert found(changed) == [("prose-contradicts", "a.yaml", 7, 8)]
    assert Path(str(changed.problems[0].arguments["place"])).name == "s2.yaml:5:1"
    assert changed.fine(strict=False) and not changed.fine(strict=True)


def test_a_funder_asks_for_an_indicator_the_action_does_not_have(tmp_path: Path) -> None:
    text = (
        ACTION + "indicateurs: [{id: sites, intitule: S}]\nfinanceurs: [{nom: R, exigences: {indicateurs: [site]}}]\n"
    )
    report = checked(tmp_path, {"action.yaml": text})
    assert found(report) == [("unknown-reference", "action.yaml", 8, 49)]
    assert report.problems[0].arguments["suggestion"] == "sites"


def test_files_an_action_names_are_looked_for_beside_it_and_at_the_root_but_never_outside(tmp_path: Path) -> None:
    named = "territoires: [t.yaml, ../t.yaml]\nseances: [seances/*.yaml, rien/*.yaml, ../../x/*.yaml]\n"
    files = {
        "cit.yaml": "type: dossier\n",
        "t.yaml": "type: territoire\nnom: T\n",
        "une/action.yaml": ACTION
        + named
        + "annexes: [{titre: T, fichier: plan.pdf}, {titre: U, fichier: /etc/passwd}]\n",
        "une/seances/s.yaml": "type: seance\ntitre: S\nformat: reunion\n",
    }
    assert found(checked(tmp_path, files)) == [
        ("no-file-matches", "action.yaml", 8, 27),
        ("path-outside-dossier", "action.yaml", 8, 40),
        ("no-file-matches", "action.yaml", 9, 31),
        ("path-outside-dossier", "action.yaml", 9, 62),
    ]


def test_an_objective_that_was_not_met_asks_for_an_explanation(tmp_path: Path) -> None:
    text = "type: action\ntitre: A\nobjectifs:\n  - {intitule: O, statut: partiel}\n"
    report = checked(tmp_path, {"a.yaml": text})
    assert [(p.code, p.severity) for p in report.problems] == [("missing-explanation", Severity.WARNING)]
    assert report.fine(strict=False) and not report.fine(strict=True)


# Sessions


SESSION = "type: seance\ntitre: S\nformat: seminaire\ndates: [2021-10-22, 2021-10-23]\n"


def test_a_session_names_structures_people_and_sessions_of_its_dossier(tmp_path: Path) -> None:
    files = {
        "action.yaml": ACTION + "personnes: [{id: p1, nom: Ada}]\n",
        "s.yaml": SESSION + "id: s1\nprepare: s3\nanimation: [localos, localo]\nstructures_presentes: [tela]\n"
        "participants: [{personne: p1, structure: localos}, {personne: p2}]\n"
        "decisions: [{texte: D, porteur: personne-ici}]\nactions: [{texte: A, qui: [p1, p9]}]\n",
        "s2.yaml": "type: seance\nid: s2\ntitre: S\nformat: webinaire\nprepare: s1\n",
    }  # fmt: skip
    expected = [("s.yaml", 6, 10), ("s.yaml", 7, 22), ("s.yaml", 8, 24), ("s.yaml", 9, 63), ("s.yaml", 10, 33),
                ("s.yaml", 11, 32)]  # fmt: skip
    assert [problem[1:] for problem in found(checked(tmp_path, files))] == expected
    # What another file of the dossier describes is known even when that file is not the one checked.
    assert [problem[1:] for problem in found(checked(tmp_path, {}, "s.yaml"))] == expected


@pytest.mark.parametrize(
    ("count", "told"), [("2", False), ("3", True), ("environ 2", False), ("plus de 1", False), ("plus de 30", True)]
)
def test_people_listed_are_compared_with_people_counted(tmp_path: Path, count: str, told: bool) -> None:
    text = f"{SESSION}participants: [{{nom: Ada}}, {{nom: Grace}}]\nparticipants_nombre: {count}\n"
    report = checked(tmp_path, {"s.yaml": text})
    assert [problem.code for problem in report.problems] == (["count-mismatch"] if told else [])
    assert report.fine(strict=False)


def test_a_day_that_the_session_did_not_have(tmp_path: Path) -> None:
    text = SESSION + "programme: [{intitule: P, jour: 3}]\nparticipants: [{nom: Ada, jours: [1, 2, 4]}]\n"
    assert found(checked(tmp_path, {"s.yaml": text})) == [
        ("no-such-day", "s.yaml", 5, 33),
        ("no-such-day", "s.yaml", 6, 41),
    ]


# Offers, governance, territories


def test_an_offer_names_the_things_of_the_method(tmp_path: Path) -> None:
    text = (
        "type: offres\noffres:\n  - intitule: O\n    themes: [juridiqu]\n    fonctions: [foncier]\n"
        "    etapes: [emergence, emergeance]\n    publics: [collectivité]\n  - {id: o, intitule: P, themes: []}\n"
    )
    assert found(checked(tmp_path, {"o.yaml": text})) == [
        ("unknown-reference", "o.yaml", 4, 14),
        ("unknown-reference", "o.yaml", 6, 25),
        ("duplicate-id", "o.yaml", 8, 10),
    ]


def test_a_college_names_the_categories_of_its_file_and_the_territory_one_of_the_dossier(tmp_path: Path) -> None:
    text = (
        "type: gouvernance\nterritoire: vall\ncategories: [{id: salaries, nom: S}]\n"
        "colleges:\n  - {nom: C, categories: [salaries, usagers]}\n"
    )
    files = {"g.yaml": text, "t.yaml": "type: territoire\nnom: Val\n"}
    assert found(checked(tmp_path, files)) == [
        ("unknown-reference", "g.yaml", 2, 13),
        ("unknown-reference", "g.yaml", 5, 37),
    ]


def test_a_need_may_come_from_a_session_of_the_dossier_only(tmp_path: Path) -> None:
    text = "type: territoire\nnom: V\nbesoins:\n  - {intitule: B, themes: [], origine: [{seance: s1}, {seance: s2}]}\n"
    files = {"t.yaml": text, "s.yaml": "type: seance\nid: s1\ntitre: S\nformat: reunion\n"}
    assert found(checked(tmp_path, files)) == [("unknown-reference", "t.yaml", 4, 64)]


# Methods


def method(rest: str) -> dict[str, str]:
    return {"m.yaml": f"type: methode\nid: m\nnom: M\nfonctions: [{{id: f, nom: F}}]\n{rest}"}


@pytest.mark.parametrize(
    ("rest", "code", "place"),
    [
        ("themes: [{id: t, nom: T, parent: u}]\n", "unknown-reference", (5, 34)),
        ("modules: [{id: a, nom: A, prerequis: [b]}]\n", "unknown-reference", (5, 39)),
        ("modules: [{id: a, nom: A, repond: {fonctions: [g]}}]\n", "unknown-reference", (5, 48)),
        ("etapes: [{id: e, nom: E, seuils: {acteurs.nombres: 3}}]\n", "unknown-reference", None),
        ("regles: [{id: r, si: couvertur.min > 0, sens: force, texte: T}]\n", "rule-unknown-name", (5, 22)),
        ("regles: [{id: r, si: couverture.min >, sens: force, texte: T}]\n", "rule-syntax", (5, 22)),
        ('regles: [{id: r, si: "1 == 1", sens: force, texte: "{{ besoins.nombre | nombres }}"}]\n',
         "rule-unknown-filter", None),
        ("regles: [{id: r, si: 1 == 1, sens: force, texte: T, modules: [x]}]\n", "reference-to-nothing", (5, 63)),
        ("fonction_s: []\n", "unknown-key", (5, 1)),
        ("modules: [{id: a, nom: A, prerequis: [b]}, {id: b, nom: B, prerequis: [a]}]\n", "prerequisite-cycle", None),
        ("langues: [fr, en]\n", "missing-translation", None),
    ],
)  # fmt: skip
def test_a_method_that_does_not_hold_together(
    tmp_path: Path, rest: str, code: str, place: tuple[int, int] | None
) -> None:
    report = checked(tmp_path, method(rest))
    assert {problem.code for problem in report.problems} == {code}
    if place is not None:
        assert [problem[2:] for problem in found(report)] == [place]


def test_a_circle_of_prerequisites_is_told_once_with_its_steps(tmp_path: Path) -> None:
    modules = "modules:\n" + "".join(
        f"  - {{id: {one}, nom: N, prerequis: [{other}]}}\n" for one, other in ("ab", "bc", "ca", "da")
    )
    (problem,) = checked(tmp_path, method(modules)).problems
    assert (problem.code, problem.arguments["cycle"]) == ("prerequisite-cycle", "a → b → c → a")


def test_the_built_in_method_has_no_problem() -> None:
    from cit_toolkit.builtin_data import METHODS

    assert check_paths(sorted(METHODS.glob("*.yaml"))).problems == ()


# The settings and the method they name


@pytest.mark.parametrize("given", [(), ("t.yaml",)], ids=["folder", "file"])
def test_an_unknown_method_is_a_mistake_of_the_settings_and_the_rest_is_checked(
    tmp_path: Path, given: tuple[str, ...]
) -> None:
    files = {"cit.yaml": "type: dossier\nmethode: cti\n", "t.yaml": "type: territoire\nnom: V\nhabitant: 3\n"}
    assert sorted(found(checked(tmp_path, files, *given))) == [
        ("unknown-key", "t.yaml", 3, 1),
        ("unknown-method", "cit.yaml", 2, 10),
    ]


@pytest.mark.parametrize("given", [(), ("t.yaml",)], ids=["folder", "file"])
def test_a_broken_method_or_broken_settings_are_told_once(tmp_path: Path, given: tuple[str, ...]) -> None:
    files = {
        "cit.yaml": "type: dossier\nmethode: m.yaml\ntitres: x\n",
        "m.yaml": "type: methode\nid: m\nnom: M\nfonctions: [{id: f, nom: F, poid: 2}]\n",
        "t.yaml": "type: territoire\nnom: V\nacteurs: [{nom: A, fonctions: [f, g]}]\n",
    }
    assert sorted(found(checked(tmp_path, files, *given))) == [
        ("unknown-key", "cit.yaml", 3, 1),
        ("unknown-key", "m.yaml", 4, 29),
        ("unknown-reference", "t.yaml", 3, 35),
    ]


def test_a_territory_may_name_a_method_of_its_own(tmp_path: Path) -> None:
    files = {
        "cit.yaml": "type: dossier\n",
        "m.yaml": "type: methode\nid: m\nnom: M\nfonctions: [{id: f, nom: F}]\n",
        "t.yaml": "type: territoire\nnom: V\nmethode: m.yaml\nacteurs: [{nom: A, fonctions: [f]}]\n",
        "u.yaml": "type: territoire\nnom: U\nmethode: n.yaml\nacteurs: [{nom: A, fonctions: [f]}]\n",
    }
    assert found(checked(tmp_path, files, "t.yaml")) == []
    assert [problem[0] for problem in found(checked(tmp_path, files, "u.yaml"))] == ["file-not-found"]


def test_a_method_given_on_the_command_line_must_exist(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("type: territoire\nnom: V\n", encoding="utf-8")
    with pytest.raises(CitError, match="unknown-method"):
        check_paths([tmp_path], "cti")


def test_settings_name_nothing_outside_the_dossier_nor_a_logo_that_is_not_there(tmp_path: Path) -> None:
    text = "type: dossier\ntemplates: ../t\nsorties: /tmp\ncharte: {logo: rien.svg, police: rien.otf}\n"
    assert found(checked(tmp_path, {"cit.yaml": text})) == [
        ("path-outside-dossier", "cit.yaml", 2, 12),
        ("path-outside-dossier", "cit.yaml", 3, 10),
        ("logo-unreadable", "cit.yaml", 4, 16),
        ("font-unreadable", "cit.yaml", 4, 34),
    ]


@pytest.mark.parametrize(
    ("name", "content"), [("logo.png", b"\x89PNG\r\n\x1a\nabc"), ("logo.svg", b"Bonjour")], ids=["png", "svg"]
)
def test_a_logo_that_no_document_could_show_is_told_where_it_is_named(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    report = checked(tmp_path, {"cit.yaml": f"type: dossier\ncharte:\n  logo: {name}\n"})
    assert found(report) == [("logo-unreadable", "cit.yaml", 3, 9)]
    message, help_text = Catalog.of("fr").problem(report.problems[0])
    assert "abîmé" in message and ".yaml" not in help_text


def test_a_logo_that_documents_show_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>', "utf-8")
    assert found(checked(tmp_path, {"cit.yaml": "type: dossier\ncharte: {logo: logo.svg}\n"})) == []


# Completeness


def completeness(folder: Path, text: str) -> tuple[set[str], set[str]]:
    (file,) = checked(folder, {"t.yaml": f"type: territoire\nnom: V\n{text}"}).files
    assert file.completeness is not None
    return set(file.completeness.met), set(file.completeness.missing)


def test_completeness_names_what_is_there_and_what_is_missing(tmp_path: Path) -> None:
    met, missing = completeness(
        tmp_path,
        "etat_au: 2024\npopulation: {valeur: 3, annee: 2020, source: INSEE}\nrelations: []\n"
        "acteurs: [{nom: A, categorie: association, cercle: inconnu}, {nom: B, categorie: association}]\n",
    )
    assert {"date", "population-source", "acteurs", "acteurs-categorie"} <= met
    assert {"redaction", "contexte", "acteurs-cercle", "acteurs-roles", "relations", "besoins", "grille"} <= missing


def test_what_has_nothing_to_be_judged_on_is_left_out(tmp_path: Path) -> None:
    met, missing = completeness(tmp_path, "contexte: Un lieu\n")
    assert "contexte" in met and {"acteurs", "besoins"} <= missing
    assert not {"acteurs-categorie", "relations", "besoins-parole", "besoins-porteurs"} & (met | missing)


def test_an_answer_that_is_not_known_leaves_the_grid_incomplete(tmp_path: Path) -> None:
    files = {
        "m.yaml": "type: methode\nid: m\nnom: M\nfonctions: [{id: f, nom: F}]\n"
        "grille: [{id: d, nom: D, criteres: [{id: c, nom: C, question: Q, niveaux: [a, b, c, d]}]}]\n",
        "t.yaml": "type: territoire\nnom: V\nmethode: m.yaml\ngrille: {c: inconnu}\n",
        "u.yaml": "type: territoire\nnom: U\nmethode: m.yaml\ngrille: {c: 0}\n",
    }
    report = {Path(file.name).name: file.completeness for file in checked(tmp_path, files).files}
    unknown, known = report["t.yaml"], report["u.yaml"]
    assert unknown is not None and "grille" in unknown.missing
    assert known is not None and "grille" in known.met


# The files that the page about the format gives as examples


FORMAT = Path(__file__).parent / "format"


def test_the_examples_of_the_format_are_read_without_a_mistake() -> None:
    """Territory §2, action §3, session §4, offers §5, governance §6, dossier §8; what they do not give apart."""
    report = check_paths([FORMAT])
    assert {Path(file.name).name: file.kind for file in report.files} == {
        "cit.yaml": "dossier",
        "saint-paterne-racan.yaml": "territoire",
        "action.yaml": "action",
        "seminaire-1.yaml": "seance",
        "offres.yaml": "offres",
        "gouvernance.yaml": "gouvernance",
    }
    errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]
    told = [
        (
            Path(p.position.file).name,
            p.code,
            str(next(p.arguments[k] for k in ("value", "pattern", "file") if k in p.arguments)),
        )
        for p in errors
    ]
    assert sorted(told) == NOT_GIVEN


NOT_GIVEN = [
    ("action.yaml", "no-file-matches", "annexes/diaporama.pdf"),
    ("action.yaml", "path-outside-dossier", "../action-2020/action.yaml"),
    ("action.yaml", "unknown-reference", "modele-economique"),
    ("cit.yaml", "font-unreadable", "…"),
    ("cit.yaml", "logo-unreadable", "logo.svg"),
    ("saint-paterne-racan.yaml", "unknown-reference", "peniche"),
    ("saint-paterne-racan.yaml", "unknown-reference", "seminaire-2"),
    ("seminaire-1.yaml", "unknown-reference", "adar-civam-36"),
    ("seminaire-1.yaml", "unknown-reference", "la-traverse"),
    ("seminaire-1.yaml", "unknown-reference", "la-traverse"),
    ("seminaire-1.yaml", "unknown-reference", "seminaire-2"),
    ("seminaire-1.yaml", "unknown-reference", "tela"),
]
"""What the examples name without describing it."""
