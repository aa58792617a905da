"""`cit diagnose NEW --since OLD`: what changed, in the terminal, in the document and as JSON."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cit_toolkit.json_schemas import output_schema
from running_cit import EXAMPLES, VALLEY, cit, write_territory

OLD = EXAMPLES / "vallee-fictive" / "territoires" / "vallee-2024.yaml"
DAY = ("--date", "2026-11-23")
MOVED = ("portage-collectif:", "animation-dediee:", "disponibilite-porteurs:")


def evolution(*options: str | Path) -> list[dict[str, Any]]:
    ended = cit("diagnose", VALLEY, "--since", OLD, "--json", *DAY, *options)
    assert ended.code == 0, ended.err
    record = json.loads(ended.out)
    jsonschema.validate(record, output_schema("diagnostic"))
    found: list[dict[str, Any]] = record["evolution"]
    return found


def test_without_since_nothing_is_said_to_have_changed() -> None:
    assert json.loads(cit("diagnose", VALLEY, "--json", *DAY).out)["evolution"] is None


def test_the_valley_is_compared_as_its_files_say_in_their_remarks() -> None:
    (step,) = evolution()
    assert (step["du"], step["au"], step["meme_auteur"]) == ("2024-03", "2025-11-14", True)
    causes = {answer["critere"]: (answer["cause"], answer["atteste"]) for answer in step["reponses"]}
    # The file of 2024 says of it: «une découverte, pas un progrès».
    assert causes["projet-de-territoire"] == ("connaissance", False)
    # The contract is of January 2024: in March it was already there.
    assert causes["animation-dediee"] == ("jugement", True)
    assert causes["portage-collectif"] == ("changement", True)
    # Counted by hand: 49 actors, 34 of them described 20 months before, and two that left.
    assert (len(step["acteurs_nouveaux"]), step["acteurs_sortis"]) == (17, ["la-virlette", "ferme-du-coteau"])
    assert all(
        place.startswith("territoires/vallee-2024.yaml:") for a in step["reponses"] if (place := a["place_avant"])
    )


def test_more_than_two_dates_give_a_series(tmp_path: Path) -> None:
    files = [
        write_territory(tmp_path, f"id: val\netat_au: {year}\ngrille: {{portage-collectif: {level}}}\n", f"{year}.yaml")
        for year, level in ((2025, 2), (2023, "inconnu"), (2024, 1))
    ]
    since = [word for file in files[1:] for word in ("--since", file)]
    told = json.loads(cit("diagnose", files[0], *since, "--json").out)["evolution"]
    assert [(step["du"], step["au"]) for step in told] == [("2023", "2024"), ("2024", "2025")]
    assert [step["reponses"][0]["cause"] for step in told] == ["connaissance", "changement"]
    document = cit("diagnose", files[0], *since, "-o", "-").out
    assert "| 2023 | 2024 | 2025 |" in document
    # A level answered is no arrow, a level that moved is one: 0 to 3, then 1, then 2, on one criterion of five.
    (row,) = [line for line in document.splitlines() if line.startswith("| Portage et animation |") and "↑" in line]
    assert [cell.count("↑") for cell in row.split("|")[2:5]] == [0, 0, 1]


def test_what_moved_a_figure_is_proved_by_the_lines_that_differ() -> None:
    document = cit("diagnose", VALLEY, "--since", OLD, "-o", "-", "--preuves", *DAY).out
    # The dimension «Portage et animation» of the grid: one answer known since, one judged otherwise, one that moved.
    # Weights 3, 3, 2, 2 over 30: (3·1 + 3·1)/30 to (6 + 2·3 + 2·3)/30, then disponibilité known at 1: 8/30 to 14/30,
    # animation judged at 2: 11/30 to 17/30, portage from 1 to 2: 14/30 to 20/30.
    entry = document.partition("Écart : Portage et animation")[2].partition("###")[0]
    assert "- meilleure connaissance : de 20 à 60 % → de 27 à 47 %" in entry.replace("\u00a0", " ")
    assert "- progrès possible : de 37 à 57 % → de 47 à 67 %" in entry.replace("\u00a0", " ")
    lines = {name: (VALLEY.parent / name).read_text(encoding="utf-8").splitlines() for name in (OLD.name, VALLEY.name)}
    expected = {
        name: [n for n, line in enumerate(text, 1) if line.strip().startswith(MOVED)] for name, text in lines.items()
    }
    for name, numbers in expected.items():
        told = ", ".join(map(str, numbers))
        assert numbers and f"territoires/{name}:{told}" in entry.replace("`", ""), (name, told)


def test_a_folder_may_hold_all_the_dates(tmp_path: Path) -> None:
    for year in (2023, 2024, 2025):
        write_territory(tmp_path, f"id: val\netat_au: {year}\n", f"{year}.yaml")
    told = json.loads(cit("diagnose", tmp_path / "2025.yaml", "--since", tmp_path, "--json").out)["evolution"]
    assert [step["du"] for step in told] == ["2023", "2024"]


def test_an_actor_that_is_confidential_at_one_date_is_named_at_none(tmp_path: Path) -> None:
    old = write_territory(
        tmp_path, "id: val\nacteurs: [{nom: Foyer}, {nom: Zorglub Secret, confidentiel: oui, cercle: hors}]\n", "a.yaml"
    )
    new = write_territory(tmp_path, "id: val\nacteurs: [{nom: Zorglub Secret, cercle: cooperation}]\n", "b.yaml")
    for words in (["-o", "-"], ["--json"], []):
        public = cit("diagnose", new, "--since", old, *words)
        assert public.code == 0 and "Zorglub" not in public.out and "zorglub" not in public.out, words
    assert (
        "**Acteur non nommé 1** : Hors de la démarche → Coopération"
        in cit("diagnose", new, "--since", old, "-o", "-").out
    )
    internal = cit("diagnose", new, "--since", old, "-o", "-", "--audience", "interne").out
    assert "**Zorglub Secret** : Hors de la démarche → Coopération" in internal


def test_a_secret_of_the_earlier_file_stops_the_document_or_is_masked(tmp_path: Path) -> None:
    old = write_territory(tmp_path, "id: val\nbesoins: [{intitule: Appeler jean@exemple.fr, themes: []}]\n", "a.yaml")
    new = write_territory(tmp_path, "id: val\n", "b.yaml")
    refused = cit("diagnose", new, "--since", old, "-o", "-")
    assert refused.code == 1 and "a.yaml:4" in refused.err and not refused.out
    masked = cit("diagnose", new, "--since", old, "-o", "-", "--masquer")
    assert masked.code == 0 and "jean@" not in masked.out and "Appeler" in masked.out


def test_dates_given_the_wrong_way_round_are_told() -> None:
    copied = cit("--lang", "en", "diagnose", OLD, "--since", VALLEY)
    assert copied.code == 1 and "[not-earlier]" in copied.err


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_that_changed_is_a_clear_sentence(tmp_path: Path, language: str) -> None:
    files = [write_territory(tmp_path, f"id: val\netat_au: {year}\n", f"{year}.yaml") for year in (2024, 2025)]
    words = {"fr": "Rien n’a changé d’une description à l’autre.", "en": "Nothing changed from one description"}
    for options in ([], ["-o", "-"]):
        ended = cit("--lang", language, "diagnose", files[1], "--since", files[0], *options)
        assert ended.code == 0 and words[language] in ended.out


def test_hostile_names_come_out_to_the_letter(tmp_path: Path) -> None:
    name = '#read("/etc/passwd") *x* _y_ $z$ <b> {{ 7*7 }} [bold]🦊 שלום'
    old = write_territory(tmp_path, "id: val\nacteurs: []\n", "a.yaml")
    new = write_territory(tmp_path, f"id: val\nacteurs:\n  - {{nom: '{name}'}}\n", "b.yaml")
    terminal = cit("diagnose", new, "--since", old).out
    assert "{{ 7*7 }} [bold]" in " ".join(terminal.split())
    target = tmp_path / "d.pdf"
    assert cit("diagnose", new, "--since", old, "-o", target).code == 0 and target.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("old", "options", "code", "said"),
    [
        ("id: autre\n", (), 1, "[another-territory]"),
        ("id: val\netat_au: 2026\n", (), 1, "[not-earlier]"),
        ("id: val\n", ("--since", "b.yaml"), 2, "[no-earlier-date]"),
        ("id: val\n", ("--since", "a.yaml", "--since", "c.yaml"), 1, "[undated-in-series]"),
        ("id: val\nmethode: ptce\n", (), 1, "[earlier-of-other-method]"),
        ("id: val\n", ("--since", "absent.yaml"), 1, "absent.yaml"),
        ("id: val\n", ("--since", "a.yaml", "--questions"), 2, "--questions"),
        ("id: val\n", ("--since", "a.yaml", "--why", "etape"), 2, "--why"),
        ("id: val\n", ("a.yaml", "--since", "a.yaml"), 2, "un seul territoire"),
    ],
)
def test_a_mistake_gets_one_message(tmp_path: Path, old: str, options: tuple[str, ...], code: int, said: str) -> None:
    write_territory(tmp_path, old, "a.yaml")
    write_territory(tmp_path, "id: val\netat_au: 2025\n", "b.yaml")
    write_territory(tmp_path, "id: val\netat_au: 2023\n", "c.yaml")
    ended = cit("diagnose", "b.yaml", *(options or ("--since", "a.yaml")), cwd=tmp_path)
    assert ended.code == code and said in ended.err and "Traceback" not in ended.err, ended.err


def test_what_is_wrong_with_the_earlier_file_is_told_too(tmp_path: Path) -> None:
    old = write_territory(tmp_path, "id: val\nacteur: []\n", "a.yaml")
    ended = cit("diagnose", write_territory(tmp_path, "id: val\n", "b.yaml"), "--since", old)
    assert ended.code == 1 and "a.yaml:4:1" in ended.err and "[unknown-key]" in ended.err


def test_the_evolution_and_an_action_stand_in_one_diagnosis() -> None:
    action = EXAMPLES / "vallee-fictive" / "action.yaml"
    ended = cit("diagnose", VALLEY, "--since", OLD, "--action", action, "--json", *DAY)
    record = json.loads(ended.out)
    assert ended.code == 0 and record["engagement"] and record["evolution"]


def test_the_terminal_tells_both_dates_and_the_sorts_of_change() -> None:
    out = cit("diagnose", VALLEY, "--since", OLD).out
    assert max(map(len, out.splitlines())) <= 80
    assert [
        word for word in ("depuis : mars 2024", "Progrès", "Mieux connu", "Jugé autrement") if word not in out
    ] == []
