"""The program as it is used: exit codes, languages, what is printed where, where documents go."""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from cit_toolkit import __version__
from running_cit import EXAMPLES, VALLEY, Ended, cit, cit_process, write_territory

SMALL = "acteurs:\n  - {nom: Mairie, fonctions: {animation: 2}}\n  - {nom: Épicerie, fonctions: {animation: 3}}\n"


def columns(line: str) -> int:
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    return wide - sum(unicodedata.combining(c) > 0 for c in line)


# Version, help, mistakes of the command line


def test_the_version_is_printed_alone() -> None:
    assert cit_process("--version") == Ended(0, f"cit {__version__}\n", "")
    assert cit("--lang", "en", "--version").out == f"cit {__version__}\n"


@pytest.mark.parametrize(
    "command", [[], ["check"], ["diagnose"], ["profile"], ["match"], ["method"], ["method", "show"], ["schema"]]
)
def test_help_is_in_the_language_asked_for(command: list[str]) -> None:
    french, english = cit(*command, "-h"), cit("--lang", "en", *command, "--help")
    assert (french.code, english.code) == (0, 0)
    assert french.out.startswith("Emploi : cit") and english.out.startswith("Usage: cit")
    assert "Affiche cette aide." in french.out and "Show this" in english.out
    assert not re.search(r"\b(the|Show|Usage)\b", french.out)
    assert not re.search(r"\b(les|des|une)\b", english.out)


def test_cit_lang_chooses_the_language_and_the_option_wins_over_it() -> None:
    assert cit("-h", env={"CIT_LANG": "en"}).out.startswith("Usage")
    assert cit("--lang", "fr", "-h", env={"CIT_LANG": "en"}).out.startswith("Emploi")
    assert cit("-h", env={"CIT_LANG": "", "LC_ALL": "en_GB.UTF-8"}).out.startswith("Usage")
    assert cit("-h", env={"CIT_LANG": "", "LC_ALL": "de_DE.UTF-8", "LANG": ""}).out.startswith("Emploi")


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        (["diagnose", "--bidule", "x"], "l’option « --bidule » n’existe pas", "there is no option “--bidule”"),
        (["diagnos"], "la commande « diagnos » n’existe pas", "there is no command “diagnos”"),
        (["diagnose"], "il manque TERRITOIRE", "TERRITOIRE is missing"),
        (["diagnose", "x.yaml", "--why"], "« --why » est mal employée", "“--why”"),
        (["--lang", "de", "check"], "--lang ne convient pas : de", "--lang"),
    ],
)
def test_a_mistake_of_the_command_line_is_told_in_both_languages(words: list[str], french: str, english: str) -> None:
    told = cit(*words), cit(*words, env={"CIT_LANG": "en"})
    assert [each.code for each in told] == [2, 2]
    assert [each.out for each in told] == ["", ""]
    assert french in told[0].err and "erreur: " in told[0].err
    assert english in told[1].err and "error: " in told[1].err


def test_no_command_at_all_shows_the_help_and_is_a_mistake() -> None:
    ended = cit()
    assert ended.code == 2 and "Commandes" in ended.err


def test_options_that_exclude_each_other_are_refused() -> None:
    assert cit("diagnose", VALLEY, "--why", "couverture", "--questions").code == 2
    assert cit("diagnose", VALLEY, "--questions", "-o", "x.md").code == 2
    assert cit("diagnose", VALLEY, "-o", "x.pdf", "--format", "md").code == 2
    assert cit("diagnose", VALLEY, "-o", "x.pdf", "--json").code == 2


@pytest.mark.parametrize(
    "options", [["--date", "demain"], ["--date", "2026-13-01"], ["--audience", "tous"], ["-o", "x.xyz"], ["-o", "sans"]]
)
def test_a_bad_date_audience_or_ending_is_a_mistake_of_the_command_line(options: list[str], tmp_path: Path) -> None:
    path = write_territory(tmp_path, SMALL)
    ended = cit("diagnose", path, "-o", tmp_path / "d.md", *options, cwd=tmp_path)
    assert ended.code == 2
    assert options[1].split(".")[-1] in ended.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["territoire.yaml"]


# cit check


def test_the_examples_have_no_error() -> None:
    ended = cit("check", EXAMPLES)
    assert ended.code == 0
    assert re.search(r"\d+ fichiers, 0 erreur, ", ended.out)
    assert "erreur:" not in ended.out


def test_check_tells_the_place_the_line_and_what_to_type(tmp_path: Path) -> None:
    write_territory(tmp_path, "habitant: 12734\n", "gueret.yaml")
    ended = cit("check", "gueret.yaml", cwd=tmp_path)
    assert ended.code == 1
    assert ended.out.splitlines()[:4] == [
        "gueret.yaml:3:1: erreur: clé « habitant » inconnue dans un territoire [unknown-key]",
        "  3 | habitant: 12734",
        "    | ^^^^^^^^",
        "  aide : vouliez-vous dire « habitants » ?"
        if "« habitants »" in ended.out
        else "  aide : clés possibles : " + ended.out.split("clés possibles : ")[1].splitlines()[0],
    ]


def test_a_warning_is_fine_unless_strict(tmp_path: Path) -> None:
    path = write_territory(tmp_path, "besoins:\n  - {intitule: Un local, themes: [foncier]}\n")
    assert cit("check", path).code == 0
    assert cit("check", path, "--strict").code == 1
    assert "1 avertissement" in cit("check", path).out


def test_check_as_json_gives_every_problem_with_its_place(tmp_path: Path) -> None:
    write_territory(tmp_path, "habitant: 12734\nacteurs:\n  - {nom: A, influence: 7}\n", "a.yaml")
    ended = cit("check", "--json", cwd=tmp_path)
    record = json.loads(ended.out)
    assert ended.code == 1
    assert (record["cit"], record["genre"]) == (__version__, "verification")
    (file,) = record["fichiers"]
    assert (file["fichier"], file["type"]) == ("a.yaml", "territoire")
    assert [(p["code"], p["gravite"], p["ligne"], p["colonne"]) for p in file["problemes"]] == [
        ("unknown-key", "erreur", 3, 1),
        ("bad-level", "erreur", 5, 25),
    ]
    assert all(p["message"] and p["fichier"] == "a.yaml" for p in file["problemes"])
    assert "acteurs" in file["completude"]["acquis"] and "date" in file["completude"]["manquants"]


def test_check_of_a_folder_without_any_file_says_so(tmp_path: Path) -> None:
    ended = cit("check", tmp_path)
    assert ended.code == 1 and "[no-file-found]" in ended.err


# cit diagnose, in the terminal


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "options", [[], ["--questions"], ["--audience", "interne"]], ids=["summary", "questions", "all"]
)
def test_the_summary_is_right_at_80_columns(language: str, options: list[str]) -> None:
    for path in sorted(EXAMPLES.glob("*/territoires/*.yaml")):
        ended = cit("--lang", language, "diagnose", path, *options)
        assert ended.code == 0, ended.err
        places = re.compile(r"^\s+\S+\.yaml:\d+$")  # a path may be longer: it is meant to be copied whole
        long = [line for line in ended.out.splitlines() if columns(line) > 80 and not places.match(line)]
        assert long == []
        cut = [line for line in ended.out.splitlines() if re.fullmatch(r"\s*([!:;»].*|\?)|.*«", line)]
        assert cut == []  # a sign never leaves the word it goes with
        assert "None" not in ended.out and "{" not in ended.out


def test_the_summary_tells_the_essential() -> None:
    out = " ".join(cit("diagnose", VALLEY).out.split())
    for told in (
        "Vallée de la Virlouve",
        "Exemple fictif",
        "Étape atteinte :",
        "Couverture des fonctions :",
        "49 acteurs",
        "Pour passer à :",
        "à vérifier",
        "Premières questions à poser",
    ):
        assert told in out


def test_what_stands_before_the_next_stage_is_told_under_its_heading_line_by_line() -> None:
    lines = cit("diagnose", VALLEY).out.splitlines()
    start = lines.index("Pour passer à : Préfiguration")
    assert lines[start + 1].startswith("  à faire    Vision partagée du projet (aujourd’hui : niveau 1) → Un texte")
    assert lines[start + 2].startswith(" " * 13 + "dit")
    verify = next(line for line in lines[start:] if line.startswith("  à vérifier"))
    assert verify.startswith("  à vérifier Priorités partagées (aujourd’hui : sans réponse) →")


def test_two_thousand_actors_are_summed_up_as_readably_as_forty(tmp_path: Path) -> None:
    actors = "".join(
        f"  - {{nom: Actrice {i}, categorie: association, fonctions: {{animation: {i % 4}}}, "
        f"contact: {{nom: Personne {i}, courriel: p{i}@exemple.org}}}}\n"
        for i in range(2000)
    )
    links = "".join(
        f"  - {{entre: [actrice-{i}, actrice-{(i * 7 + 1) % 1900}], nature: projet}}\n" for i in range(2, 1900)
    )
    path = write_territory(tmp_path, f"acteurs:\n{actors}relations:\n{links}")
    ended = cit("diagnose", path)
    assert ended.code == 0 and len(ended.out.splitlines()) < 100
    assert "2\u202f000 acteurs" in ended.out
    assert "Actrice 1, Actrice 1900, Actrice 1901 et 98 autres" in " ".join(ended.out.split())


def test_nothing_is_coloured_when_piped_nor_with_no_color() -> None:
    assert "\x1b" not in cit_process("diagnose", VALLEY).out
    assert "\x1b" not in cit_process("diagnose", VALLEY, env={"NO_COLOR": "1", "TERM": "xterm-256color"}).out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_colours_unless_no_color_is_set(tmp_path: Path) -> None:
    import pty

    path = write_territory(tmp_path, SMALL)
    for no_color, expected in (("", True), ("1", False)):
        shown = b""
        child, terminal = pty.fork()
        if child == 0:  # pragma: no cover - the child becomes the program
            environment = {**os.environ, "TERM": "xterm-256color", "CIT_LANG": "fr", "COLUMNS": "80"}
            environment.pop("NO_COLOR", None)
            if no_color:
                environment["NO_COLOR"] = no_color
            os.execve(sys.executable, [sys.executable, "-m", "cit_toolkit", "diagnose", str(path)], environment)
        try:
            while block := os.read(terminal, 65536):
                shown += block
        except OSError:
            pass
        os.waitpid(child, 0)
        os.close(terminal)
        assert "Épicerie" in shown.decode() or "acteurs" in shown.decode()
        assert bool(re.search(rb"\x1b\[[0-9;]*3[0-9]m", shown)) is expected


def test_a_name_that_looks_like_markup_is_printed_to_the_letter(tmp_path: Path) -> None:
    path = write_territory(tmp_path, "acteurs:\n  - nom: '[bold]x[/bold] :smile: [link=a]'\n    fonctions: inconnu\n")
    for options in ([], ["--questions"]):
        assert "[bold]x[/bold] :smile: [link=a]" in " ".join(cit("diagnose", path, *options).out.split())


def test_control_characters_of_a_file_never_reach_the_terminal(tmp_path: Path) -> None:
    path = write_territory(tmp_path, 'acteurs:\n  - nom: "a\\x1b[31mb\\u202Ec"\n    fonctions: inconnu\n')
    for options in ([], ["--questions"], ["--why", "acteurs.nombre"]):
        ended = cit("diagnose", path, *options)
        assert "\x1b" not in ended.out + ended.err


def test_the_interview_guide_gives_who_to_ask_the_levels_and_where_to_write(tmp_path: Path) -> None:
    long = f"{'très-' * 20}long/lieu.yaml"
    write_territory(tmp_path, "acteurs:\n  - {nom: Mairie, fonctions: {animation: inconnu}}\n", long)
    out = cit("diagnose", long, "--questions", cwd=tmp_path).out
    assert out.startswith("Guide d’entretien : Val-Essai")
    assert re.search(r"^Mairie *$", out, re.MULTILINE)
    assert re.search(r"\n +0\. \S", out) and re.search(r"\n +3\. \S", out)
    assert re.search(rf"^ +{long}:4 *$", out, re.MULTILINE)


@pytest.mark.parametrize(
    ("identifier", "told"),
    [
        ("couverture", ["Couverture des fonctions : de 67 à 89 %", "au moins :", "au plus :"]),
        ("fonction.animation", ["partagée", "Mairie", "Épicerie", "a.yaml:8:7: animation: 3", "a.yaml:9:"]),
        ("animation", ["partagée", "Mairie", "Épicerie", "a.yaml:8:7: animation: 3", "a.yaml:9:"]),
        ("acteurs.nombre", ["Nombre d’acteurs : 2", "a.yaml:5:5: - nom: Mairie", "a.yaml:9:5:"]),
    ],
)
def test_one_figure_is_explained_with_its_arithmetic_and_lines(
    tmp_path: Path, identifier: str, told: list[str]
) -> None:
    # METHOD.md §2, by hand: animation is shared; foncier from absent to fragile: [2·1 + 0, 2·1 + 2/3] / 3.
    method = "type: methode\nid: m\nnom: M\nfonctions:\n  - {id: animation, nom: Animation, poids: 2}\n"
    (tmp_path / "m.yaml").write_text(method + "  - {id: foncier, nom: Foncier, poids: 1}\n", encoding="utf-8")
    text = (
        "methode: m.yaml\nacteurs:\n"
        "  - nom: Mairie\n    fonctions:\n      foncier: inconnu\n      animation: 3\n"
        "  - {nom: Épicerie, fonctions: {animation: 2}}\n"
    )
    write_territory(tmp_path, text, "a.yaml")
    ended = cit("diagnose", "a.yaml", "--why", identifier, cwd=tmp_path)
    assert ended.code == 0
    for each in told:
        assert each in ended.out.replace("\u202f", " ").replace("\xa0", " ")


def test_an_unknown_figure_is_told_with_those_that_exist() -> None:
    ended = cit("diagnose", VALLEY, "--why", "fonction.animatoin")
    assert ended.code == 2
    assert "« fonction.animation »" in ended.err


# JSON


def test_the_json_holds_every_key_of_the_method() -> None:
    ended = cit("diagnose", VALLEY, "--json", "--date", "2026-11-23")
    record: dict[str, Any] = json.loads(ended.out)
    assert ended.code == 0
    assert (record["cit"], record["genre"], record["methode"], record["date"]) == (
        __version__, "diagnostic", "cit", "2026-11-23",
    )  # fmt: skip
    assert record["territoire"]["id"] == "vallee-de-la-virlouve"
    actors = record["acteurs"]
    assert actors["nombre"] == 49
    assert sum(actors["par_cercle"].values()) + actors["cercles_inconnus"] == 49
    assert {"par_categorie", "par_role", "categories_manquantes", "categories_effectives"} <= actors.keys()
    assert set(record["triade"].values()) <= {"oui", "non", None}
    assert len(record["fonctions"]) == 16
    for function in record["fonctions"]:
        assert set(function["statut"].values()) <= {"absente", "en-germe", "fragile", "partagee"}
        assert 0 <= function["niveau"]["min"] <= function["niveau"]["max"] <= 3
        assert all({"id", "niveau"} <= actor.keys() for actor in function["acteurs"])
    assert 0 <= record["couverture"]["min"] <= record["couverture"]["max"] <= 1
    assert {"densite", "composantes", "isoles", "charnieres", "centralite", "conflits"} <= record["cohesion"].keys()
    assert all({"id", "priorite", "couvert_localement"} <= need.keys() for need in record["besoins"])
    maturity = record["maturite"]
    assert all({"id", "score", "reponses", "criteres"} <= each.keys() for each in maturity["dimensions"])
    assert {"certaine", "possible"} <= maturity["etape"].keys() and {"a_faire", "a_verifier"} <= maturity.keys()
    assert all({"objet", "critere", "acteur", "gain"} <= question.keys() for question in record["questions"])
    assert all({"regle", "sens", "gravite", "texte", "places"} <= finding.keys() for finding in record["constats"])
    places = [place for finding in record["constats"] for place in finding["places"]]
    assert places and all(re.fullmatch(r"territoires/vallee-2025\.yaml:\d+:\d+", place) for place in places)


def test_json_and_the_document_are_the_same_for_the_same_date() -> None:
    options = ("--json", "--date", "2026-11-23")
    assert cit("diagnose", VALLEY, *options).out == cit("diagnose", VALLEY, *options).out


# Several territories


def test_a_broken_territory_does_not_stop_the_others(tmp_path: Path) -> None:
    write_territory(tmp_path, SMALL, "a.yaml")
    (tmp_path / "b.yaml").write_text("type: territoire\nnom: [\n", encoding="utf-8")
    write_territory(tmp_path, "nom: Troisième\n" + SMALL, "c.yaml")
    for given in (["a.yaml", "b.yaml", "c.yaml"], ["."], ["*.yaml"]):
        ended = cit("diagnose", *given, cwd=tmp_path)
        assert ended.code == 1
        assert "Val-Essai" in ended.out and "Troisième" in ended.out
        assert re.search(r"^b\.yaml:\d+:\d+: erreur: ", ended.err, re.MULTILINE)
    ended = cit("diagnose", "a.yaml", "b.yaml", "c.yaml", "--json", cwd=tmp_path)
    assert ended.code == 1
    assert [record["territoire"]["nom"] for record in json.loads(ended.out)] == ["Val-Essai", "Troisième"]


def test_what_is_sound_is_used_and_the_exit_code_tells_the_rest(tmp_path: Path) -> None:
    path = write_territory(tmp_path, "habitant: 3\n" + SMALL)
    ended = cit("diagnose", path)
    assert ended.code == 1 and "2 acteurs" in ended.out and "[unknown-key]" in ended.err
    strict = cit("diagnose", path, "--strict")
    assert strict.code == 1 and strict.out == ""


def test_a_file_of_another_kind_or_absent_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    for path in (tmp_path / "cit.yaml", tmp_path / "rien.yaml", EXAMPLES / "vallee-fictive" / "logo.svg"):
        ended = cit("diagnose", path)
        assert ended.code == 1 and "erreur" in ended.err and "Traceback" not in ended.err


# Where documents go


def test_documents_go_where_they_are_asked_for(tmp_path: Path) -> None:
    write_territory(tmp_path, SMALL, "lieu.yaml")
    made = cit("diagnose", "lieu.yaml", "-o", "ici.md", cwd=tmp_path)
    assert (made.code, made.out) == (0, "ici.md\n")
    assert (tmp_path / "ici.md").read_text("utf-8").startswith("# Diagnostic")
    made = cit("diagnose", "lieu.yaml", "-o", "la/", "--format", "html", cwd=tmp_path)
    assert made.out == "la/diagnostic-lieu.html\n" and (tmp_path / "la" / "diagnostic-lieu.html").is_file()
    made = cit("profile", "lieu.yaml", "--format", "md", cwd=tmp_path)
    assert made.out == "sorties/fiche-territoire-lieu.md\n" and (tmp_path / made.out.strip()).is_file()
    made = cit("--lang", "en", "profile", "lieu.yaml", "--format", "md", cwd=tmp_path)
    made = cit("diagnose", "lieu.yaml", "-o", "-", cwd=tmp_path)
    assert made.out.startswith("# Diagnostic")
    assert cit("diagnose", "lieu.yaml", "-o", "-", "--format", "html", cwd=tmp_path).out.startswith("<!DOCTYPE html>")
    made = cit("diagnose", "lieu.yaml", "-o", "x.json", cwd=tmp_path)
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["genre"] == "diagnostic"


def test_a_document_in_another_language_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\nlangue: fr\n", encoding="utf-8")
    path = write_territory(tmp_path, SMALL, "lieu.yaml")
    own = cit("profile", path, "--format", "md", env={"CIT_LANG": ""})
    english = cit("--lang", "en", "profile", path, "--format", "md")
    assert own.out.endswith("fiche-territoire-lieu.md\n") and english.out.endswith("fiche-territoire-lieu-en.md\n")


def test_several_territories_never_overwrite_one_another(tmp_path: Path) -> None:
    write_territory(tmp_path, "nom: Un\n" + SMALL, "un/lieu.yaml")
    write_territory(tmp_path, "nom: Deux\n" + SMALL, "deux/lieu.yaml")
    ended = cit("diagnose", "un/lieu.yaml", "deux/lieu.yaml", "-o", "tous.md", cwd=tmp_path)
    assert ended.code == 2 and "[several-to-one-file]" in ended.err and not (tmp_path / "tous.md").exists()
    ended = cit("diagnose", "un/lieu.yaml", "deux/lieu.yaml", "-o", "tous/", "--format", "md", cwd=tmp_path)
    assert ended.out.splitlines() == ["tous/diagnostic-un-lieu.md", "tous/diagnostic-deux-lieu.md"]
    assert "Deux" in (tmp_path / "tous" / "diagnostic-deux-lieu.md").read_text("utf-8").splitlines()[0]


def test_a_document_edited_since_is_set_aside_and_an_untouched_one_is_replaced(tmp_path: Path) -> None:
    write_territory(tmp_path, SMALL, "lieu.yaml")
    again = ("diagnose", "lieu.yaml", "-o", "d.md", "--date", "2026-11-23")
    cit(*again, cwd=tmp_path)
    assert "conservé" not in cit(*again, cwd=tmp_path).err
    (tmp_path / "d.md").write_text("mes annotations", encoding="utf-8")
    ended = cit(*again, cwd=tmp_path)
    kept = list(tmp_path.glob("d (*).md"))
    assert [each.read_text("utf-8") for each in kept] == ["mes annotations"]
    assert "d.md avait été modifié" in ended.err and kept[0].name in ended.err
    assert (tmp_path / "d.md").read_text("utf-8").startswith("# Diagnostic")


def test_a_file_that_was_never_ours_is_set_aside_too(tmp_path: Path) -> None:
    write_territory(tmp_path, SMALL, "lieu.yaml")
    (tmp_path / "d.json").write_text("à moi", encoding="utf-8")
    cit("diagnose", "lieu.yaml", "-o", "d.json", cwd=tmp_path)
    assert [each.read_text("utf-8") for each in tmp_path.glob("d (*).json")] == ["à moi"]


def test_a_place_that_cannot_be_written_to_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    write_territory(tmp_path, SMALL, "lieu.yaml")
    (tmp_path / "sorties").write_text("un fichier à la place du dossier", encoding="utf-8")
    ended = cit("diagnose", "lieu.yaml", "--format", "md", cwd=tmp_path)
    assert ended.code == 3 and "[output-unwritable]" in ended.err and "Traceback" not in ended.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["lieu.yaml", "sorties"]


def test_the_date_is_that_of_the_document(tmp_path: Path) -> None:
    path = write_territory(tmp_path, SMALL)
    assert "23 novembre 2026" in cit("diagnose", path, "-o", "-", "--date", "2026-11-23").out.replace("\xa0", " ")
    assert "23 November 2026" in cit("--lang", "en", "diagnose", path, "-o", "-", "--date", "2026-11-23").out


def test_settings_that_lead_out_of_the_dossier_are_refused(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    for settings in ("sorties: ../dehors/\n", "charte: {logo: ../../logo.svg}\n", "methode: ../m.yaml\n"):
        (tmp_path / "d" / "cit.yaml").write_text("type: dossier\n" + settings, encoding="utf-8")
        path = write_territory(tmp_path / "d", SMALL)
        ended = cit("diagnose", path, "--format", "md")
        assert ended.code == 1 and "erreur" in ended.err, settings
        assert sorted(each.name for each in tmp_path.iterdir()) == ["d"]


# How it ends


def test_a_bug_leaves_a_report_and_no_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from cit_toolkit.cli import diagnose

    def fails(*_: object) -> None:
        raise RuntimeError("cassé")

    monkeypatch.setattr(diagnose, "_print", fails)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    ended = cit("diagnose", VALLEY)
    assert ended.code == 4
    assert "Traceback" not in ended.err and "[unexpected-failure]" in ended.err
    (report,) = tmp_path.glob("cit-*.txt")
    assert str(report) in ended.err
    assert "RuntimeError: cassé" in report.read_text("utf-8") and __version__ in report.read_text("utf-8")


def test_an_interruption_is_told_and_has_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    from cit_toolkit.cli import diagnose

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(diagnose, "_print", interrupted)
    ended = cit("diagnose", VALLEY)
    assert ended.code == 130 and "Interrompu" in ended.err and "Traceback" not in ended.err


def test_a_reader_who_leaves_early_is_no_failure() -> None:
    import subprocess

    command = f"'{sys.executable}' -m cit_toolkit method show cit | head -1"
    ended = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("words", ["--version", "method list", "--help"])
def test_nothing_is_lost_on_a_caller_who_closed_the_output_or_filled_the_disk(words: str) -> None:
    import subprocess

    def ended(towards: str) -> tuple[int, str]:
        command = f"'{sys.executable}' -m cit_toolkit {words} {towards}"
        environment = {**os.environ, "CIT_LANG": "fr"}
        made = subprocess.run(["bash", "-c", command], stderr=subprocess.PIPE, text=True, check=False, env=environment)
        return made.returncode, made.stderr.partition("\n")[0]

    assert ended(">&-") == (0, "")
    assert ended("2>&-") == (0, "")
    assert ended(">/dev/full") == (
        3,
        "erreur: rien ne peut être écrit : il n’y a plus de place sur le disque [machine-refuses]",
    )


# Methods and schemas


def test_methods_are_listed_shown_and_checked() -> None:
    assert cit("method", "list").out.startswith("cit  ")
    shown = cit("method", "show", "cit").out
    assert "animation" in shown and "portage-collectif" in shown
    assert cit("method", "check", "cit").code == 0
    assert {row["id"] for row in json.loads(cit("method", "list", "--json").out)["methodes"]} == {"cit", "ptce"}
    record = json.loads(cit("method", "show", "cit", "--json").out)
    assert (record["fonctions"], record["etapes"]) == (16, 7)
    assert json.loads(cit("method", "check", "cit", "--json").out)["problemes"] == []


def test_an_unknown_method_is_told_with_those_that_exist() -> None:
    for words, code in ((["method", "show", "cti"], 1), (["diagnose", str(VALLEY), "--methode", "cti"], 2)):
        ended = cit(*words)
        assert ended.code == code and "« cit »" in ended.err


@pytest.mark.parametrize("kind", ["territoire", "action", "seance", "offres", "gouvernance", "methode", "dossier"])
def test_each_kind_of_file_has_its_schema(kind: str) -> None:
    assert json.loads(cit("schema", kind).out)["$schema"].startswith("https://json-schema.org/")


def test_an_unknown_schema_is_a_mistake_of_the_command_line() -> None:
    assert cit("schema", "commune").code == 2
    assert cit("schema", "--sortie", "facture").code == 2
    assert json.loads(cit("schema", "--sortie", "diagnostic").out)


def test_the_program_does_not_write_in_the_examples(tmp_path: Path) -> None:
    copy = tmp_path / "vallee"
    shutil.copytree(EXAMPLES / "vallee-fictive", copy)
    before = sorted(copy.rglob("*"))
    cit("check", copy)
    cit("diagnose", copy / "territoires" / "vallee-2025.yaml", "-o", "-")
    assert sorted(copy.rglob("*")) == before


def test_a_finding_names_thirty_things_and_counts_the_others(tmp_path: Path) -> None:
    long = "Association pour la sauvegarde des savoir-faire ruraux du hameau numéro"
    actors = "".join(f"  - {{id: a{i:03}, nom: {long} {i:03}}}\n" for i in range(400))
    path = write_territory(tmp_path, f"acteurs:\n{actors}relations:\n  - {{entre: [a000, a001], nature: projet}}\n")
    ended = cit("diagnose", path, "-o", "-")
    assert ended.code == 0, ended.err
    (told,) = [line for line in ended.out.splitlines() if line.startswith("- 398 acteurs n’ont aucun lien")]
    assert f"{long} 002" in told and "et 369 autres" in told
    assert told.count(long) == 29


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("fr", ("compare", "x", "--tirages", "5"), "--tirages ne convient pas : il faut au moins 10\u202f000."),
        ("fr", ("compare", "x", "--graine", "abc"), "--graine ne convient pas : un nombre entier est attendu."),
        ("fr", ("match", "x", "--par-besoin", "21"), "--par-besoin ne convient pas : il faut au plus 20."),
        ("fr", ("match", VALLEY, "--deja", "nimp.json"), "« nimp.json » n’existe pas"),
        ("en", ("compare", "x", "--tirages", "5"), "at least 10,000 is needed."),
        ("en", ("match", VALLEY, "--deja", "nimp.json"), "“nimp.json” does not exist"),
    ],
)
def test_a_number_or_a_file_refused_is_told_in_the_language(language: str, words: tuple[str, ...], said: str) -> None:
    ended = cit("--lang", language, *words)
    assert ended.code == 2
    assert said in ended.err and "Input" not in ended.err and "No such" not in ended.err


def test_a_day_is_typed_as_it_is_written_in_files() -> None:
    french, iso = (cit("diagnose", VALLEY, "--date", day, "-o", "-") for day in ("31/12/2026", "2026-12-31"))
    assert french.code == iso.code == 0 and french.out == iso.out
    for words in (("diagnose", VALLEY, "--date", "31/12/26"), ("diagnose", VALLEY, "--date", "12/2026")):
        refused = cit(*words)
        assert refused.code == 2 and "écrire 2026-12-31" in refused.err
    assert "write 2026-12-31" in cit("--lang", "en", "diagnose", VALLEY, "--date", "soon").err


def test_english_messages_have_english_semicolons_and_commands(tmp_path: Path) -> None:
    path = write_territory(tmp_path, "populaton: 12\n")
    told = cit("--lang", "en", "check", path).out
    assert "Missing: " in told and " ;" not in told
    assert "“cit --lang en check --corriger”" in told


@pytest.mark.parametrize("command", ["diagnose", "profile", "map", "plan", "governance", "compare", "workbook"])
def test_a_name_that_no_machine_takes_is_told_in_one_message(command: str, tmp_path: Path) -> None:
    territory = write_territory(tmp_path, SMALL)
    ending = "xlsx" if command == "workbook" else "pdf"
    for place in (f"{'a' * 300}.{ending}", f"{'a' * 300}/d.{ending}"):
        ended = cit(command, territory, "-o", place, cwd=tmp_path)
        assert ended.code in (2, 3) and ended.err.count("erreur") == 1 and "trop long" in ended.err


def test_an_unknown_ending_gets_those_the_command_makes(tmp_path: Path) -> None:
    territory = write_territory(tmp_path, SMALL)
    documents = ".md, .pdf, .html, .docx, .odt"
    for command, known in (
        ("diagnose", f"{documents}, .json"),
        ("profile", documents),
        ("plan", f"{documents}, .json, .ics"),
        ("compare", f"{documents}, .json, .xlsx, .csv"),
    ):
        ended = cit(command, territory, "-o", "x.xyz", cwd=tmp_path)
        assert ended.code == 2 and f"terminaisons possibles : {known}\n" in ended.err


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
@pytest.mark.parametrize("words", [("diagnose", VALLEY), ("--help",), ("method", "show")])
def test_an_encoding_that_lacks_a_character_stops_nothing(encoding: str, words: tuple[str | Path, ...]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "cit_toolkit", *map(str, words)],
        capture_output=True, env={**os.environ, "CIT_LANG": "fr", "PYTHONIOENCODING": encoding}, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert len(ended.stdout.decode(encoding)) > 500


def test_a_file_or_a_pipe_receives_utf_8_whatever_the_locale() -> None:
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON", "LANG"))}
    settings |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(
        [sys.executable, "-m", "cit_toolkit", "--lang", "fr", "diagnose", str(VALLEY), "--json"],
        capture_output=True, env=settings, check=True,
    ).stdout.decode("utf-8")  # fmt: skip
    assert json.loads(told)["territoire"]["nom"] == "Vallée de la Virlouve"
