"""`cit diagnose --action`: who took part, in the terminal, in the document, as JSON."""

import json
from pathlib import Path

import jsonschema

from cit_toolkit.json_schemas import output_schema
from running_cit import EXAMPLES, VALLEY, cit

ACTION = EXAMPLES / "vallee-fictive" / "action.yaml"
DAY = ("--date", "2026-11-23")


def engagement(*options: str) -> dict[str, object]:
    ended = cit("diagnose", VALLEY, "--action", ACTION, "--json", *DAY, *options)
    assert ended.code == 0, ended.err
    record = json.loads(ended.out)
    jsonschema.validate(record, output_schema("diagnostic"))
    found: dict[str, object] = record["engagement"]
    return found


def test_without_action_the_record_says_that_nothing_is_known_of_engagement() -> None:
    record = json.loads(cit("diagnose", VALLEY, "--json", *DAY).out)
    assert record["engagement"] is None
    jsonschema.validate(record, output_schema("diagnostic"))


def test_seminars_stand_beside_webinars() -> None:
    formats = {each["format"]: each for each in engagement()["formats"]}  # type: ignore[attr-defined]
    # 14, 15 and 16 on the three lists; 23 different people, counted by hand on the files.
    assert formats["seminaire"]["presences"] == {"min": 45, "max": 45}
    assert formats["seminaire"]["personnes"] == {"min": 23, "max": 23}
    assert formats["webinaire"]["presences"] == {"min": 25, "max": 35}  # «environ 30»
    assert formats["webinaire"]["roti"] == {"reponses": 4, "moyenne": None, "repartition": None}
    assert list(formats) == ["seminaire", "webinaire", "atelier"]


def test_the_ladder_tells_who_moved_closer_and_who_came_only_to_webinars() -> None:
    structures = {each["id"]: each for each in engagement()["structures"]}  # type: ignore[attr-defined]
    assert structures["graines-d-etabli"]["progression"] == {"de": "information", "vers": "coconstruction"}
    assert structures["union-regionale"]["seulement_webinaires"] is True
    assert [step["presence"] for step in structures["union-regionale"]["parcours"]] == [
        "absente", "presente", "absente", "absente", "absente",
    ]  # fmt: skip
    assert structures["foyer-rural"]["plus_revue_depuis"] == "seminaire-1"


def test_the_figures_are_the_same_for_every_audience() -> None:
    public, internal = engagement("--audience", "publique"), engagement("--audience", "interne")
    assert public["formats"] == internal["formats"]
    assert [each["taux"] for each in public["structures"]] == [each["taux"] for each in internal["structures"]]  # type: ignore[attr-defined]


def test_no_share_of_fewer_than_twenty_is_told_in_per_cent(tmp_path: Path) -> None:
    def told(people: int) -> str:
        for i in (1, 2):
            listed = ", ".join(f"{{personne: p{n}}}" for n in range(people))
            text = f"type: seance\nid: s{i}\nformat: seminaire\ntitre: S{i}\nparticipants: [{listed}]\n"
            (tmp_path / f"s{i}.yaml").write_text(text, encoding="utf-8")
        directory = "".join(f"  - {{id: p{n}, nom: Personne {n}}}\n" for n in range(people))
        (tmp_path / "action.yaml").write_text(
            f"type: action\ntitre: A\nseances: ['s*.yaml']\npersonnes:\n{directory}", encoding="utf-8"
        )
        (tmp_path / "t.yaml").write_text("type: territoire\nnom: T\n", encoding="utf-8")
        return cit("diagnose", tmp_path / "t.yaml", "--action", tmp_path / "action.yaml", "-o", "-").out

    assert "| Dont venues plusieurs fois | 19 sur 19 |" in told(19)
    assert "| Dont venues plusieurs fois | 20 sur 20 (100\u00a0%) |" in told(20)


def test_an_action_that_is_not_one_or_is_not_there_is_told_clearly(tmp_path: Path) -> None:
    for path, code in ((VALLEY, "not-an-action"), (tmp_path / "absente.yaml", "file-not-found")):
        ended = cit("diagnose", VALLEY, "--action", path)
        assert ended.code == 1 and f"[{code}]" in ended.err and "Traceback" not in ended.err


def test_an_action_without_any_session_says_so(tmp_path: Path) -> None:
    (tmp_path / "action.yaml").write_text("type: action\ntitre: A\n", encoding="utf-8")
    (tmp_path / "t.yaml").write_text("type: territoire\nnom: T\n", encoding="utf-8")
    for options in ((), ("-o", "-")):
        told = cit("diagnose", tmp_path / "t.yaml", "--action", tmp_path / "action.yaml", *options).out
        assert "été tenue" in told


def test_new_and_returning_people_are_counted_against_the_lists_before() -> None:
    arrivals = {each["seance"]: each for each in engagement()["arrivees"]}  # type: ignore[attr-defined]
    # The fourteen of the first seminar are all new; of the fifteen of the second, p07, p08, p11, p12, p15, p17 and p20.
    assert (arrivals["seminaire-1"]["personnes_nouvelles"], arrivals["seminaire-1"]["listes_completes"]) == (14, True)
    second = arrivals["seminaire-2"]
    assert (second["personnes_nouvelles"], second["personnes_revenues"]) == (7, 8)
    assert second["listes_completes"] is False  # the webinar between them has no list
    assert arrivals["webinaire-1"]["personnes_nouvelles"] is None
