"""The bilan of the example, section by section, against the real bilan it was described from: every fact of it, in its
order, and nothing that is not in it."""

import re
import shutil
from pathlib import Path

import pytest

from running_cit import EXAMPLES, cit

ACTION = EXAMPLES / "cooperation-ponctuelle-2021" / "action.yaml"


def facts() -> dict[str, list[str]]:
    """What the source document says, in its order, part by part."""
    text = (Path(__file__).parent / "faits-du-bilan.txt").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {head: body.split("\n")[1:] for head, body in zip(parts[1::2], parts[2::2], strict=True)}


SOURCE = {head: [fact for fact in told if fact] for head, told in facts().items()}

OURS: dict[str, list[str]] = {
    # The third seminar has no number in the source, webinars no year and no place but that they were videoconferences.
    "Déroulé de l'action": [
        "à distance, le", "2021 (date en partie déduite). P", "à distance, le", "2022 (date en partie déduite). P",
        "Séminaire 3 :", "à distance, le", "2022 (date en partie déduite). P",
        "En dehors du dispositif, et non comptées dans les chiffres de l'action :",
        "Séminaire Locals à Saint-Paterne-Racan",
    ],
}  # fmt: skip
"""What the document adds to the text of the source, section by section."""

COMPUTED = ("Ce qui était prévu, et ce qu'il en est", "Indicateurs", "La participation des structures",
            "Ce que l'action a mobilisé")  # fmt: skip


def folded(text: str) -> str:
    """On one line, without the marks of Markdown, apostrophes and spaces as a keyboard types them."""
    text = re.sub(r"\\(.)", r"\1", text).replace("’", "'").replace("**", "").replace("»", " »")
    text = re.sub(r"^\s*(?:- |#+ )", "", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="module")
def sections() -> dict[str, str]:
    """Each part of the bilan by its heading."""
    ended = cit("bilan", ACTION, "-o", "-", "--date", "2026-11-23")
    assert ended.code == 0, ended.err
    parts = re.split(r"^## (.+)$", ended.out, flags=re.MULTILINE)
    return {folded(head): body for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def test_the_parts_stand_in_the_order_of_the_source_computed_ones_before_the_annexes(sections: dict[str, str]) -> None:
    *written, annexes = SOURCE
    assert list(sections) == [*written, *COMPUTED, annexes]


@pytest.mark.parametrize("heading", SOURCE)
def test_every_fact_of_the_source_is_told_in_its_order(sections: dict[str, str], heading: str) -> None:
    body, place = folded(sections[heading]), 0
    for fact in SOURCE[heading]:
        found = body.find(folded(fact), place)
        assert found >= 0, fact
        place = found + len(folded(fact))


@pytest.mark.parametrize("heading", SOURCE)
def test_nothing_is_told_that_the_source_does_not_say(sections: dict[str, str], heading: str) -> None:
    left = folded(sections[heading])
    for fact in sorted([*SOURCE[heading], *OURS.get(heading, [])], key=len, reverse=True):
        left = left.replace(folded(fact), " ", 1)
    assert re.findall(r"\w+", left) == []


def test_what_is_computed_invents_no_figure(sections: dict[str, str]) -> None:
    """11 + 11 + 12 = 34 presences, told to be no persons: between 12, the fullest, and 34, if nobody came back."""
    told = sections["Ce que l'action a mobilisé"]
    assert "| Présences | 34 | inconnu |" in told
    assert "| Personnes différentes | inconnu (entre 12 et 34) | ? |" in told
    assert "des présences ne sont jamais des personnes" in told
    shown = [re.sub(r"\]\(<.*>\)", "", sections[name]) for name in COMPUTED]
    numbers = {int(number) for told in shown for number in re.findall(r"(?<![\w#])\d+", told)}
    # 36 is in the name of a partner; 6 sessions, 12 objectives; ranks of circles 1 to 3; results and statuses up to 4.
    assert numbers <= {0, 1, 2, 3, 4, 6, 11, 12, 34, 36}


def test_there_is_no_budget_no_funder_no_person_and_no_other_section() -> None:
    told = cit("bilan", ACTION, "-o", "-").out.casefold()
    for word in ("budget", "€", "financeur", "subvention", "convention", "siret", "non renseigné", "signataire"):
        assert word not in told, word


def test_a_webinar_year_that_the_source_does_not_give_is_shown_as_inferred(sections: dict[str, str]) -> None:
    told = sections["Déroulé de l'action"]
    assert told.count("(date en partie déduite)") == 3
    assert "octobre 2021 (date" not in told


def line_of(words: str, path: Path) -> int:
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line)


def test_a_count_that_is_changed_makes_the_prose_contradict_with_both_places(tmp_path: Path) -> None:
    folder = tmp_path / "action"
    shutil.copytree(ACTION.parent, folder)
    seminar = folder / "seances" / "seminaire-2.yaml"
    seminar.write_text(
        seminar.read_text(encoding="utf-8").replace("participants_nombre: 11", "participants_nombre: 25")
    )
    ended = cit("bilan", folder / "action.yaml", "-o", "-")
    assert "le texte dit « Une douzaine de participant·es étaient présent·es à chaque séminaire »" in ended.err
    assert "les séances en comptent 11, 25, 12" in ended.err
    assert f"action.yaml:{line_of('Une douzaine de participant·es', folder / 'action.yaml')}:" in ended.err
    assert f"seminaire-2.yaml:{line_of('participants_nombre', seminar)}:1" in ended.err
    assert cit("bilan", folder / "action.yaml", "-o", "-", "--strict").code == 1
