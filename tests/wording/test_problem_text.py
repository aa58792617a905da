"""How a problem looks on a terminal, and what of a file may reach it."""

from cit_toolkit.problems import CitError, Position, Problem, Severity
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import error_lines, problem_lines, problem_record

FRENCH, ENGLISH = Catalog.of("fr"), Catalog.of("en")


def bad_level(line: str, column: int, width: int, value: str = "5", file: str = "gueret.yaml", at: int = 3) -> Problem:
    return Problem("bad-level", Position(file, at, column), {"value": value}, source_line=line, width=width)


def source_lines(problem: Problem) -> list[str]:
    """The line of the file and the carets, without their margin."""
    return [line.split("| ", 1)[1] for line in problem_lines(problem, FRENCH).splitlines()[1:3]]


def test_a_problem_says_where_what_and_what_to_type() -> None:
    assert problem_lines(bad_level("influence: forte", 12, 5, "forte"), FRENCH) == (
        "gueret.yaml:3:12: erreur: « forte » n’est pas un niveau [bad-level]\n"
        "  3 | influence: forte\n"
        "    |            ^^^^^\n"
        "  aide : écrire 0, 1, 2 ou 3 ; « inconnu » quand on ne sait pas"
    )


def test_the_margin_is_as_wide_as_the_line_number() -> None:
    assert problem_lines(bad_level("influence: 9", 12, 1, "9", at=1200), ENGLISH) == (
        "gueret.yaml:1200:12: error: “9” is not a level [bad-level]\n"
        "  1200 | influence: 9\n"
        "       |            ^\n"
        "  help: write 0, 1, 2 or 3; “inconnu” when it is not known"
    )


def test_a_warning_is_called_one() -> None:
    warning = Problem("need-without-voice", Position("a.yaml", 1, 1), {"need": "Un local"}, Severity.WARNING)
    assert problem_lines(warning, FRENCH).startswith("a.yaml:1:1: avertissement: ")


def test_a_problem_of_the_whole_file_shows_no_line() -> None:
    assert problem_lines(Problem("file-not-found", Position("a.yaml", 1, 1)), ENGLISH) == (
        "a.yaml:1:1: error: this file does not exist [file-not-found]\n"
        "  help: check the path: folder, name and ending (.yaml)"
    )


def test_carets_stand_under_the_mistake_after_a_tab_a_wide_character_and_a_combining_accent() -> None:
    assert source_lines(bad_level("\tx: 5", 5, 1)) == ["    x: 5", "       ^"]
    assert source_lines(bad_level("東京: 5", 5, 1)) == ["東京: 5", "      ^"]
    assert source_lines(bad_level("e\u0301: 5", 5, 1)) == ["e\u0301: 5", "   ^"]


def test_a_wide_mistake_is_underlined_whole() -> None:
    assert source_lines(bad_level("x: 東京", 4, 2)) == ["x: 東京", "   ^^^^"]


def test_a_long_line_is_cut_around_the_mistake() -> None:
    line = "a" * 300 + "5" + "b" * 300
    shown, carets = source_lines(bad_level(line, 301, 1))
    assert shown == "…" + "a" * 40 + "5" + "b" * 59 + "…"
    assert carets == " " * 41 + "^"


def test_a_mistake_at_either_end_of_a_long_line_stays_in_sight() -> None:
    assert source_lines(bad_level("5" + "b" * 300, 1, 1)) == ["5" + "b" * 99 + "…", "^"]
    assert source_lines(bad_level("b" * 300 + "5", 301, 1)) == ["…" + "b" * 99 + "5", " " * 100 + "^"]


def test_a_place_past_the_end_of_its_line_is_still_shown() -> None:
    assert source_lines(bad_level("nom:", 6, 1)) == ["nom:", "    ^"]


def test_no_control_character_of_a_file_reaches_the_terminal() -> None:
    hostile = "\x1b[31m\x07\x9b2J\u202e\u2028\r\x7f"
    problem = bad_level(f"x: {hostile}", 4, 3, hostile, file=f"{hostile}.yaml")
    for text in (problem_lines(problem, FRENCH), error_lines(CitError("no-file-found", path=hostile), FRENCH)):
        assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e", "\u2028", "\r", "\x7f"}
        assert "␛[31m␇<U+009B>2J<U+202E>" in text


def test_a_name_of_a_file_cannot_forge_a_line() -> None:
    forged = problem_lines(Problem("file-not-found", Position("a\nb.yaml: tout va bien", 1, 1)), FRENCH)
    assert forged.splitlines()[0] == "a b.yaml: tout va bien:1:1: erreur: ce fichier n’existe pas [file-not-found]"


def test_a_paragraph_is_quoted_by_its_beginning() -> None:
    message = problem_lines(bad_level("x", 1, 1, "mot\n" * 200), FRENCH).splitlines()[0]
    assert message == f"gueret.yaml:3:1: erreur: « {('mot ' * 200)[:79]}… » n’est pas un niveau [bad-level]"


def test_the_nearest_word_is_proposed_in_place_of_the_general_help() -> None:
    arguments = {"key": "habitant", "suggestion": "habitants", "known": ["habitants", "nom"]}
    problem = Problem("unknown-key", Position("a.yaml", 1, 1), arguments)
    assert problem_lines(problem, FRENCH).splitlines()[-1] == "  aide : vouliez-vous dire « habitants » ?"
    assert problem_lines(problem, ENGLISH).splitlines()[-1] == "  help: did you mean “habitants”?"


def test_the_record_for_other_programs_has_french_keys_in_any_language() -> None:
    assert problem_record(bad_level("influence: 9", 12, 1, "9"), ENGLISH) == {
        "code": "bad-level",
        "gravite": "erreur",
        "fichier": "gueret.yaml",
        "ligne": 3,
        "colonne": 12,
        "message": "“9” is not a level",
        "aide": "write 0, 1, 2 or 3; “inconnu” when it is not known",
    }


def test_a_stopped_command_says_why_and_what_to_type() -> None:
    assert error_lines(CitError("office-converter-missing", exit_code=3), FRENCH) == (
        "erreur: il manque le convertisseur des formats DOCX, ODT et PPTX [office-converter-missing]\n"
        '  aide : taper : pip install "cit-toolkit[bureau]"'
    )


def test_what_is_listed_is_parted_by_more_than_its_own_commas() -> None:
    """As the language parts it, whichever sentence lists it."""
    said = {"name": "Mairie", "where": ["v.yaml: {de: a, vers: b}", "v.yaml: porteurs: [a]"]}
    listed = [catalog.say("problems.workbook-still-named.message", **said).partition(": v.")[2] for catalog in (
        FRENCH, ENGLISH
    )]  # fmt: skip
    assert listed == ["yaml: {de: a, vers: b} ; v.yaml: porteurs: [a]", "yaml: {de: a, vers: b}; v.yaml: porteurs: [a]"]
    said["where"] = ["a", "b"]
    assert ENGLISH.say("problems.workbook-still-named.message", **said).endswith("name it: a, b")


def test_a_refusing_machine_is_told_without_any_option_that_the_command_may_lack() -> None:
    for code in ("machine-refuses", "file-unwritable", "folder-unwritable"):
        told = error_lines(CitError(code, exit_code=3, path="val.yaml", reason=OSError(28, "")), ENGLISH)
        assert "the disk is full" in told and "-o" not in told
