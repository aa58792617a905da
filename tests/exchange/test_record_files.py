import json
from pathlib import Path

import pytest

from cit_toolkit.exchange.record_files import read_records
from cit_toolkit.exchange.records import RecordFile

LISTS, ENVELOPES = ("results", "items"), ("service",)


def read(folder: Path, content: str | bytes, name: str = "donnees") -> RecordFile:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (file,) = read_records(path, LISTS, ENVELOPES)
    return file


def values(file: RecordFile) -> list[dict[str, object]]:
    return [dict(record.values) for record in file.records]


@pytest.mark.parametrize(
    "text",
    [
        '[{"nom": "A"}, {"nom": "B"}]',
        '{"count": 2, "results": [{"nom": "A"}, {"nom": "B"}]}',
        '{"items": [{"service": {"nom": "A"}, "distance": 3}, {"nom": "B"}]}',
        '{"nom": "A"}\n{"nom": "B"}\n',
        "\ufeff nom\nA\nB\n".replace("nom\n", "nom;\n"),
    ],
)
def test_a_list_of_records_is_found_in_every_usual_shape(tmp_path: Path, text: str) -> None:
    assert [value["nom"] for value in values(read(tmp_path, text))] == ["A", "B"]


def test_one_record_alone_is_a_list_of_one(tmp_path: Path) -> None:
    assert values(read(tmp_path, '{"nom": "A", "extra": {"x": [1, null]}}')) == [
        {"nom": "A", "extra": {"x": [1, None]}}
    ]


def test_what_is_not_a_record_keeps_its_rank_and_its_beginning(tmp_path: Path) -> None:
    file = read(tmp_path, '[{"nom": "A"}, null, "B", [1]]')
    assert [(item.rank, item.written) for item in file.rejected] == [(2, "null"), (3, "B"), (4, "[1]")]
    lines = read(tmp_path, '{"nom": "A"}\n{"nom": \n{"nom": "C"}\n')
    assert [(item.rank, item.written) for item in lines.rejected] == [(2, '{"nom": ')]


def test_a_page_of_a_longer_list_is_known_to_be_one(tmp_path: Path) -> None:
    assert read(tmp_path, '{"count": 3038, "results": [{"nom": "A"}]}').announced == 3038
    assert read(tmp_path, '{"total": 1, "items": [{"nom": "A"}]}').announced is None


def test_a_key_written_twice_is_told(tmp_path: Path) -> None:
    (record,) = read(tmp_path, '[{"nom": "A", "nom": "B"}]').records
    assert (record.values["nom"], record.repeated) == ("B", ("nom",))


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ('[{"nom": "A"},\n {"nom": ', "import-not-json", 2, 10),
        ("[" * 100_000, "import-too-deep", 1, 1),
        ("", "import-no-record", 1, 1),
        ("une phrase", "import-no-record", 1, 1),
        ("[]", None, 0, 0),
        ("3", "import-no-record", 1, 1),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook-old", 1, 1),
        (b"PK\x03\x04classeur", "workbook-broken", 1, 1),
    ],
)
def test_a_file_that_holds_no_list_says_why(
    tmp_path: Path, content: str | bytes, code: str | None, line: int, column: int
) -> None:
    problem = read(tmp_path, content).problem
    assert (problem.code if problem else None) == code
    if problem:
        assert (problem.position.line, problem.position.column) == (line, column)


def test_numbers_that_python_would_refuse_are_read(tmp_path: Path) -> None:
    (record,) = read(tmp_path, f'[{{"n": {"9" * 5000}, "x": NaN, "y": Infinity}}]').records
    assert (len(str(record.values["n"])), record.values["x"], record.values["y"]) == (5000, None, None)


def test_cells_with_line_ends_and_separators_belong_to_one_record(tmp_path: Path) -> None:
    file = read(tmp_path, 'Nom;Descriptif\nA;"ligne 1\nligne 2; suite"\n;\nB;c;en trop\n')
    assert file.from_cells
    assert [value.get("Nom") for value in values(file)] == ["A", "B"]
    assert (file.records[0].values["Descriptif"], file.records[1].extra_cells) == ("ligne 1\nligne 2; suite", 1)


def test_a_table_saved_by_a_spreadsheet_in_windows_1252_is_read_and_said_so(tmp_path: Path) -> None:
    file = read(tmp_path, "Nom;Périmètre\nÉcole;Guéret\n".encode("cp1252"))
    assert (values(file), file.encoding) == ([{"Nom": "École", "Périmètre": "Guéret"}], "Windows-1252")


def test_a_missing_file_is_a_problem_among_others(tmp_path: Path) -> None:
    (file,) = read_records(tmp_path / "absent.json", LISTS, ENVELOPES)
    assert file.problem is not None and file.problem.code == "file-not-found"


def test_json_of_another_tool_is_read_with_its_own_names(tmp_path: Path) -> None:
    text = json.dumps({"résultats": [{"nom": "A"}]}, ensure_ascii=False)
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    (file,) = read_records(path, ("resultats",), ())
    assert len(file.records) == 1
