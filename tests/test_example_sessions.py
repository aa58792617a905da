"""The action of the published bilan, session by session: every line, place, date and count as the source gives them."""

import json
from datetime import date

import pytest

from cit_toolkit.analysis.engagement import engagement
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering, GatheringFormat
from cit_toolkit.model.workspace import Audience
from cit_toolkit.subjects.action import ReadAction, read_action
from running_cit import EXAMPLES, cit

SOURCE = EXAMPLES / "cooperation-ponctuelle-2021"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def action() -> ReadAction:
    return read_action(SOURCE / "action.yaml")


def session(action: ReadAction, name: str) -> Gathering:
    return next(each for each in action.gatherings if each.id == name)


# Copied from the bilan, «Déroulé de l'action»: place, days, count, lines of the programme.
SEMINARS = {
    "seminaire-1": (
        "Eymoutiers", "87", ["2021-10-22", "2021-10-23"], 11,
        "Appropriation collective de l'action, de la forme d'une SCIC et de la méthode",
        [
            "Interconnaissance",
            "Mieux connaître et comprendre le fonctionnement d'une SCIC : intervention de l'URSCOP",
            "Appropriation du projet de SCIC nationale du développement",
            "S'inspirer d'autres initiatives : Oxalis, SCIC l'Ardelaine, fonds de dotation",
            "Appropriation collective du projet de SCIC du développement local",
            "Validation de la feuille de route pour la préfiguration",
        ],
    ),
    "seminaire-2": (
        "Guéret", "23", ["2022-01-15", "2022-01-16"], 11,
        "Définition de l'objet de production commun : la coopérative intégrée de territoire",
        [
            "Imaginer le fonctionnement d'une coopérative intégrée de territoire",
            "Définir les fonctions de ces coopératives intégrées de territoire",
            "Identifier les territoires-tests pressentis",
            "Cartographier les écosystèmes d'acteurs des territoires-tests pressentis",
        ],
    ),
    "seminaire-3": (
        "Trévol", "03", ["2022-03-31", "2022-04-01"], 12,
        "Définition d'une méthode d'accompagnement à l'émergence des coopératives intégrées de territoire",
        [
            "Rappel sur les coopératives intégrées de territoire",
            "Présentation de diverses offres d'accompagnement existantes ou en cours d'élaboration",
            "identification des besoins à l'émergence de coopératives intégrées de territoire par les "
            "territoires-tests",
            "Construction d'éléments de méthodes sur-mesure à l'accompagnement",
        ],
    ),
}  # fmt: skip

WEBINARS = {
    "webinaire-1": ("2021-12-20", "Présenter le projet et la méthode"),
    "webinaire-2": ("2022-03-21", "Présenter les coopératives intégrées de territoire"),
    "webinaire-3": ("2022-07-07", "Présenter le bilan de la coopération ponctuelle"),
}


@pytest.mark.parametrize("name", SEMINARS)
def test_a_seminar_is_as_the_source_tells_it(action: ReadAction, name: str) -> None:
    town, department, days, count, title, lines = SEMINARS[name]
    found = session(action, name)
    assert found.place is not None
    assert (found.place.municipality, found.place.department) == (town, department)
    assert [str(each.date) for each in found.dates] == days
    assert not any(each.inferred for each in found.dates)
    assert found.attendance is not None and found.attendance.low == found.attendance.high == count
    assert found.title == title
    assert [item.title for item in found.programme] == lines
    # Nothing invented: no hour, no length, nobody.
    assert not any(item.start or item.duration or item.output for item in found.programme)
    assert found.participants == () and found.decisions == () and found.evaluation is None


@pytest.mark.parametrize("name", WEBINARS)
def test_a_webinar_has_no_count_and_a_year_that_was_inferred(action: ReadAction, name: str) -> None:
    day, purpose = WEBINARS[name]
    found = session(action, name)
    assert [(str(each.date), each.inferred) for each in found.dates] == [(day, True)]
    assert found.objectives == (purpose,)
    assert found.attendance is None
    for language, said in (("fr", "date en partie déduite"), ("en", "date partly inferred")):
        report = cit("--lang", language, "seminar", "report", SOURCE / "seances" / f"{name}.yaml", "-o", "-").out
        assert said in report.split("\n## ")[0]


def test_the_four_partners_are_found_at_all_three_seminars(action: ReadAction) -> None:
    seen = action.seen(Audience.PUBLIC, Voice("fr"))
    partners = [partner.id for partner in action.action.partners]
    found = engagement(seen.gatherings, seen.structures, partners, action.method, TODAY)
    assert found.regular(GatheringFormat.SEMINAR) == ("localos", "la-traverse", "adar-civam-36", "tela")
    peniche = next(each for each in found.structures if each.structure == "la-peniche-d-abord")
    # «L'intégration à partir du second séminaire»: nothing says that nobody of it came to the first.
    assert (peniche.rates[GatheringFormat.SEMINAR].present, peniche.rates[GatheringFormat.SEMINAR].perhaps) == (2, 3)


def in_action(*options: str, language: str = "fr") -> str:
    territory = SOURCE / "territoires" / "saint-paterne-racan.yaml"
    ended = cit("--lang", language, "diagnose", territory, "--action", SOURCE / "action.yaml", *options)
    assert ended.code == 0, ended.err
    return ended.out


def test_eleven_eleven_and_twelve_make_thirty_four_presences_never_thirty_four_people() -> None:
    record = json.loads(in_action("--json"))["engagement"]
    seminars, webinars = record["formats"]
    assert seminars["presences"] == {"min": 34, "max": 34}
    assert seminars["personnes"] == {"min": 12, "max": 34} and seminars["personnes_revenues"] is None
    assert webinars["presences"] == {"min": 0, "max": None}
    for language, words in (("fr", ("34 personnes", "34 participant")), ("en", ("34 people", "34 participant"))):
        for told in (in_action("-o", "-", language=language), in_action(language=language)):
            assert "34" in told
            assert not any(word in told for word in words)


def test_the_seminar_outside_the_scheme_is_shown_and_not_counted() -> None:
    record = json.loads(in_action("--json"))["engagement"]
    assert [each["seances"] for each in record["formats"]] == [3, 3]
    assert {each["id"]: each["dispositif"] for each in record["seances"]}["seminaire-saint-paterne-racan"] is False
    assert "Hors du dispositif" in in_action("-o", "-") and "Hors du dispositif" in in_action()
    report = cit("seminar", "report", SOURCE / "seances" / "seminaire-saint-paterne-racan.yaml", "-o", "-").out
    assert "Hors du dispositif" in report


def test_the_qualified_counts_of_the_source_stay_as_they_were_written(action: ReadAction) -> None:
    written = {each.id: each.achieved.written for each in action.action.indicators if each.achieved}
    assert written["personnes-aux-webinaires"] == "plus d'une trentaine"
    assert written["participants-aux-webinaires"] == "une trentaine"
    assert written["participants-par-seminaire"] == "une douzaine"
    assert written["autres-participants"] == "une dizaine"


def test_the_invented_valley_has_four_sessions_with_full_lists_ratings_decisions_and_plans() -> None:
    valley = read_action(EXAMPLES / "vallee-fictive" / "action.yaml")
    full = [
        each
        for each in valley.gatherings
        if each.participants and all(p.structure for p in each.participants) and each.evaluation
        and len(each.evaluation.ratings) >= 5 and each.decisions and each.tasks
    ]  # fmt: skip
    assert [each.id for each in full] == ["seminaire-1", "seminaire-2", "atelier-1", "seminaire-3"]
