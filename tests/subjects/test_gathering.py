"""A session read with the action that names it."""

from pathlib import Path

import pytest

from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError
from cit_toolkit.subjects.gathering import read_gathering
from subjects.dossiers import FIRST, dossier


def test_a_session_comes_with_the_action_that_names_it_and_its_other_sessions(tmp_path: Path) -> None:
    dossier(tmp_path)
    read = read_gathering(tmp_path / "seances" / "s2.yaml")
    assert read.action is not None and read.action.action.id == "essai"
    seen = read.seen(Audience.PUBLIC, Voice("fr"))
    assert [each.id for each in seen.gatherings] == ["s1", "s2"]
    assert read.session(seen).id == "s2"


def test_a_session_without_action_is_told_alone_with_the_names_of_its_own_list(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        "type: seance\nformat: reunion\ntitre: Réunion\nparticipants:\n"
        "  - {nom: Odile Ferrand, diffusion: publique}\n  - {nom: Basile Ormeau}\n",
        encoding="utf-8",
    )
    read = read_gathering(path)
    assert read.action is None and read.problems == ()
    public = read.session(read.seen(Audience.PUBLIC, Voice("fr")))
    assert [each.name for each in public.participants] == ["Odile Ferrand", None]
    assert read.withheld_names == ("Basile Ormeau",)


def test_who_is_public_in_this_list_may_be_named_in_its_report_though_another_list_says_no(tmp_path: Path) -> None:
    dossier(tmp_path)
    first = read_gathering(tmp_path / "seances" / "s1.yaml")
    second = read_gathering(tmp_path / "seances" / "s2.yaml")
    assert "Basile Ormeau" not in first.withheld_names and "Basile Ormeau" in second.withheld_names
    assert "Clara Noirval" in first.withheld_names  # she refused the directory: no list can allow it


def test_only_the_problems_of_the_session_itself_are_told(tmp_path: Path) -> None:
    dossier(
        tmp_path,
        seances_s1=FIRST + "animation: [grangee]\n",
        territoires_vallee="type: territoire\nnom: V\nhabitant: 3\n",
    )
    found = read_gathering(tmp_path / "seances" / "s1.yaml").problems
    assert [(p.code, p.position.line) for p in found] == [("unknown-reference", 14)]
    assert read_gathering(tmp_path / "seances" / "s2.yaml").problems == ()


def test_a_session_whose_id_another_bears_is_told_alone_not_as_the_other(tmp_path: Path) -> None:
    dossier(tmp_path, seances_s9=FIRST.replace("Premier", "Neuvième"))
    read = read_gathering(tmp_path / "seances" / "s9.yaml")
    seen = read.seen(Audience.PUBLIC, Voice("fr"))
    assert read.session(seen).title == "Neuvième séminaire"


def test_something_else_than_a_session_is_refused_by_its_kind(tmp_path: Path) -> None:
    with pytest.raises(CitError) as stopped:
        read_gathering(dossier(tmp_path))
    assert stopped.value.code == "not-a-gathering"
