"""An action read with the files it names, and what each audience may know of it."""

from pathlib import Path

import pytest

from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError
from cit_toolkit.subjects.action import read_action
from cit_toolkit.subjects.subject import UnusableFileError
from subjects.dossiers import ACTION, FIRST, SECOND, dossier

FRENCH = Voice("fr")


def test_sessions_come_in_the_order_they_were_held(tmp_path: Path) -> None:
    undated = SECOND.replace("id: s2", "id: s0").replace("dates: [2025-01-24]\n", "")
    read = read_action(dossier(tmp_path, seances_a0=undated))
    assert [each.id for each in read.gatherings] == ["s1", "s2", "s0"]
    assert [each.territory.id for each in read.territories] == ["vallee"]
    assert read.problems == ()


def test_names_are_told_where_each_list_allows_it_and_never_of_who_withdrew(tmp_path: Path) -> None:
    read = read_action(dossier(tmp_path))

    def names(audience: Audience) -> list[list[str | None]]:
        return [[each.name for each in session.participants] for session in read.seen(audience, FRENCH).gatherings]

    # Clara refused the directory, Denis withdrew from the second list: nobody reads their names, not even the team.
    public = [["Odile Ferrand", "Basile Ormeau", None, None], ["Odile Ferrand", None, None]]
    assert names(Audience.PUBLIC) == names(Audience.FUNDER) == public
    assert names(Audience.INTERNAL) == [
        ["Odile Ferrand", "Basile Ormeau", None, None],
        ["Odile Ferrand", "Basile Ormeau", None],
    ]


def test_people_are_numbered_the_same_in_every_session_and_for_every_audience(tmp_path: Path) -> None:
    read = read_action(dossier(tmp_path))
    for audience in Audience:
        first, second = read.seen(audience, FRENCH).gatherings
        assert [each.person for each in first.participants] == [f"personne-{n}" for n in (1, 2, 3, 4)]
        assert [each.person for each in second.participants] == ["personne-1", "personne-2", "personne-4"]
        assert first.tasks[0].who[0] == "personne-4"


def test_no_text_of_a_public_action_tells_what_is_withheld(tmp_path: Path) -> None:
    read = read_action(dossier(tmp_path))
    seen = read.seen(Audience.PUBLIC, FRENCH)
    told = "\n".join(texts_of((seen.action, seen.gatherings, tuple(seen.structures.values()))))
    for secret in ("Ferrand\n", "Clara", "Denis", "Vaublanc", "@", "47 11", "scierie", "Emma"):
        assert secret not in told.replace("Odile Ferrand\n", ""), secret
    assert seen.action is not None
    assert [each.name for each in seen.action.partners] == ["La Grange", "Structure non nommée 1"]
    assert seen.gatherings[1].structures_present == ("grange", "structure-non-nommee-1")
    assert seen.gatherings[0].decisions[0].carrier == "structure-non-nommee-1"
    # Whoever is no known structure, and may not be named, leaves an empty place: counted, not told.
    assert seen.gatherings[0].excused == ("La Grange", "", "")
    internal = read.seen(Audience.INTERNAL, FRENCH)
    assert internal.gatherings[0].excused == ("La Grange", "Emma Inconnue", "")
    assert internal.structures["scierie"].name == "Projet de scierie"


def test_withheld_are_all_but_those_whom_every_list_says_public(tmp_path: Path) -> None:
    read = read_action(dossier(tmp_path))
    assert set(read.withheld_names) == {
        "Basile Ormeau", "Clara Noirval", "Denis Taillefer", "odile@grange.example", "02 47 11 22 33",
        "Hector Vaublanc", "Projet de scierie",
    }  # fmt: skip
    assert set(read.withdrawn_names) == {"Clara Noirval", "Denis Taillefer"}


def test_a_mistyped_answer_about_diffusion_is_read_as_do_not_tell(tmp_path: Path) -> None:
    path = dossier(
        tmp_path, seances_s1=FIRST.replace("odile, structure: grange, diffusion: publique", "odile, diffusion: publik")
    )
    read = read_action(path)
    assert read.seen(Audience.INTERNAL, FRENCH).gatherings[0].participants[0].name is None
    assert "Odile Ferrand" in read.withdrawn_names


def test_masking_changes_the_texts_and_keeps_what_names_what(tmp_path: Path) -> None:
    body = FIRST + "objectifs: [Denis appelle odile@grange.example]\n"
    read = read_action(dossier(tmp_path, seances_s1=body.replace("Denis appelle", "Denis Taillefer appelle")))
    public = read.masked(Audience.PUBLIC, FRENCH)
    assert public.gatherings[0].objectives == ("[masqué] appelle [masqué]",)
    assert public.gatherings[0].participants[0].structure in public.structures
    internal = read.masked(Audience.INTERNAL, FRENCH)
    assert internal.gatherings[0].objectives == ("[masqué] appelle odile@grange.example",)


def test_problems_of_every_file_are_told_once_each_in_its_own(tmp_path: Path) -> None:
    path = dossier(
        tmp_path,
        seances_s1=FIRST.replace("porteur: scierie", "porteur: scierye"),
        territoires_vallee="type: territoire\nnom: Vallée\nacteurs: [{nom: A, influence: 9}]\n",
        seances_autre="type: territoire\nnom: Ailleurs\n",
        seances_double=FIRST,
    )
    found = [(Path(p.position.file).name, p.position.line, p.code) for p in read_action(path).problems]
    assert found == [
        ("action.yaml", 13, "file-of-another-kind"),
        ("s1.yaml", 2, "duplicate-id"),
        ("vallee.yaml", 3, "bad-level"),
    ]


def test_a_session_that_names_an_actor_of_another_territory_of_the_dossier_is_sound(tmp_path: Path) -> None:
    other = "type: territoire\nnom: Plateau\nacteurs: [{id: moulin, nom: Le Moulin}]\n"
    path = dossier(
        tmp_path, territoires_vallee=TERRITORY_ALONE, ailleurs_plateau=other,
        action=ACTION.replace("territoires/*.yaml", "territoires/vallee.yaml"),
        seances_s2=SECOND.replace("[grange, scierie]", "[grange, moulin]"),
    )  # fmt: skip
    assert read_action(path).problems == ()


TERRITORY_ALONE = "type: territoire\nid: vallee\nnom: La vallée\n"


def test_a_pattern_never_leads_out_of_the_dossier(tmp_path: Path) -> None:
    outside = tmp_path / "dehors.yaml"
    outside.write_text(FIRST, encoding="utf-8")
    path = dossier(
        tmp_path / "dossier", action=ACTION.replace("[seances/*.yaml]", "[../*.yaml, seances/*.yaml, '**x']")
    )
    (path.parent / "seances" / "lien.yaml").symlink_to(outside)
    read = read_action(path)
    assert [each.id for each in read.gatherings] == ["s1", "s2"]
    assert [p.code for p in read.problems] == ["path-outside-dossier", "no-file-matches"]


def test_one_unusable_session_does_not_stop_the_action_unless_strict(tmp_path: Path) -> None:
    path = dossier(tmp_path, seances_s2="type: seance\nformat: seminaire\n")
    read = read_action(path)
    assert [each.id for each in read.gatherings] == ["s1"]
    assert [p.code for p in read.problems] == ["missing-key"]
    with pytest.raises(UnusableFileError):
        read_action(path, strict=True)


def test_something_else_than_an_action_is_refused_by_its_kind(tmp_path: Path) -> None:
    dossier(tmp_path)
    with pytest.raises(CitError) as stopped:
        read_action(tmp_path / "seances" / "s1.yaml")
    assert stopped.value.code == "not-an-action"
