"""Nothing personal leaves with a session: names, e-mails, phones, in free text too; who withdrew is named to nobody."""

import io
import re
import zipfile
from pathlib import Path

import pypdf
import pytest

from running_cit import EXAMPLES, cit

SECRETS = ("Basile", "Clara", "Denis", "Vaublanc", "odile@", "47 11", "scierie", "Emma")
DAY = ("--date", "2026-11-23")
KINDS = ("report", "run-sheet", "attendance", "slides")


def dossier(folder: Path, more: str = "") -> Path:
    """People of every kind, a signatory, a confidential structure; the path of the session."""
    files = {
        "cit": "type: dossier\n",
        "territoires/t": (
            "type: territoire\nnom: Vallée\nacteurs:\n  - {id: scierie, nom: Projet de scierie, confidentiel: oui}\n"
        ),
        "action": (
            "type: action\ntitre: Une action\nseances: ['seances/*.yaml']\nterritoires: [territoires/t.yaml]\n"
            "partenaires:\n  - {id: grange, nom: La Grange, signataire: {nom: Hector Vaublanc}}\n"
            "  - {id: scierie, nom: Projet de scierie}\n"
            "personnes:\n"
            "  - {id: odile, nom: Odile Ferrand, courriel: odile@grange.example, telephone: 02 47 11 22 33}\n"
            "  - {id: basile, nom: Basile Ormeau, structure: scierie}\n"
            "  - {id: clara, nom: Clara Noirval, consentement: non}\n  - {id: denis, nom: Denis Taillefer}\n"
        ),
        "seances/s": (
            "type: seance\nid: s\nformat: seminaire\ntitre: Se connaître\ndates: [2024-02-09]\n"
            "participants:\n  - {personne: odile, structure: grange, diffusion: publique}\n"
            "  - {personne: basile, structure: scierie}\n"
            "  - {personne: clara, structure: grange, diffusion: publique}\n"
            "  - {personne: denis, structure: grange, diffusion: retiree}\n"
            "excuses: [Emma Passante]\nanimation: [scierie]\nstructures_presentes: [scierie]\n"
            "programme: [{intitule: Accueil, intervenants: [Basile Ormeau]}]\n"
            "decisions: [{texte: On continue., porteur: basile}]\nactions: [{texte: Écrire., qui: [denis, scierie]}]\n"
            f"{more}"
        ),
    }
    for name, text in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "seances" / "s.yaml"


def texts_in(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".pdf":
        reader = pypdf.PdfReader(io.BytesIO(data))
        return "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    if path.suffix in (".docx", ".odt", ".pptx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            raw = b"\n".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
        return raw + re.sub(r"<[^>]*>", "", raw)
    return data.decode("utf-8").replace("\\", "")


@pytest.mark.parametrize("audience", ["publique", "financeur"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_format_tells_what_is_withheld(tmp_path: Path, kind: str, audience: str) -> None:
    path = dossier(tmp_path)
    endings = [".md", ".pdf", ".html", ".docx", ".odt"]
    endings += {"slides": [".pptx"], "report": [".json"]}.get(kind, [])
    for ending in endings:
        target = tmp_path / f"x{ending}"
        ended = cit("seminar", kind, path, "-o", target, "--audience", audience, *DAY)
        assert ended.code == 0, ended.err
        told = texts_in(target)
        assert [secret for secret in SECRETS if secret.casefold() in told.casefold()] == [], ending
    assert "Odile Ferrand" in cit("seminar", "report", path, "-o", "-", "--audience", audience).out


@pytest.mark.parametrize("kind", KINDS)
def test_an_internal_document_names_people_but_never_who_withdrew_nor_how_to_reach_anybody(
    tmp_path: Path, kind: str
) -> None:
    told = cit("seminar", kind, dossier(tmp_path), "-o", "-", "--audience", "interne").out
    assert [secret for secret in ("Clara", "Denis", "Vaublanc", "odile@", "47 11") if secret in told] == []
    if kind != "slides":
        assert "Basile Ormeau" in told and "Projet de scierie" in told


FREE_TEXTS = {
    "an objective": "objectifs: [Remercier Basile Ormeau]\n",
    "a quote": 'evaluation: {verbatims: ["J’ai appelé au 02 47 11 22 33."]}\n',
    "a note of evaluation": 'evaluation: {verbatims: ["Écrire à odile@grange.example"]}\n',
}


@pytest.mark.parametrize("text", FREE_TEXTS)
def test_a_name_an_email_or_a_phone_in_free_text_stops_a_public_report_with_its_place(
    tmp_path: Path, text: str
) -> None:
    path = dossier(tmp_path, FREE_TEXTS[text])
    ended = cit("seminar", "report", path, "-o", "-", *DAY)
    assert (ended.code, ended.out) == (1, "")
    assert re.search(r"s\.yaml:17:\d+: erreur:.*\[privacy-(name|email|phone)\]", ended.err)
    masked = cit("seminar", "report", path, "-o", "-", "--masquer", *DAY)
    assert masked.code == 0 and "masqué" in masked.out
    assert [secret for secret in SECRETS if secret in masked.out] == []


def test_who_withdrew_stops_an_internal_document_too(tmp_path: Path) -> None:
    path = dossier(tmp_path, "objectifs: [Remplacer Clara Noirval, et appeler le 02 47 11 22 33]\n")
    ended = cit("seminar", "report", path, "-o", "-", "--audience", "interne", *DAY)
    assert ended.code == 1 and "[privacy-name]" in ended.err and "[privacy-phone]" not in ended.err
    masked = cit("seminar", "report", path, "-o", "-", "--audience", "interne", "--masquer", *DAY).out
    assert "Clara" not in masked and "02 47 11 22 33" in masked


def test_a_territory_drawn_with_its_action_withholds_what_both_withhold(tmp_path: Path) -> None:
    dossier(tmp_path)
    territory, action = tmp_path / "territoires" / "t.yaml", tmp_path / "action.yaml"
    for options in (("-o", "-"), ("--json",), ()):
        ended = cit("diagnose", territory, "--action", action, *options, *DAY)
        assert ended.code == 0, ended.err
        assert [secret for secret in SECRETS if secret.casefold() in ended.out.casefold()] == []
        assert "personne-" not in ended.out
    told = cit("diagnose", territory, "--action", action, "-o", "-", *DAY).out
    assert "Structure non nommée 1" in told


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/seances/*.yaml")), ids=lambda path: path.stem)
def test_a_public_report_tells_nothing_that_the_internal_one_does_not(path: Path) -> None:
    words = {
        audience: set(
            re.findall(r"[\w’'-]+", cit("seminar", "report", path, "-o", "-", "--audience", audience, *DAY).out)
        )
        for audience in ("publique", "interne")
    }
    # «et 1 autre» stands in public for a name: it is all that may be added.
    assert words["publique"] - words["interne"] <= {"et", "1", "autre", "autres"}


def test_the_valley_hides_who_withdrew_and_who_did_not_say_public() -> None:
    path = EXAMPLES / "vallee-fictive" / "seances" / "seminaire-2.yaml"
    public = cit("seminar", "report", path, "-o", "-", *DAY).out
    internal = cit("seminar", "report", path, "-o", "-", "--audience", "interne", *DAY).out
    assert "Odile Sauvelune" in public and "Nadia Aubemiroir" not in public
    assert "Nadia Aubemiroir" in internal
    assert "Clairgué" not in public and "Clairgué" not in internal
    assert "| Roule, Virlouve ! | 1 | – |" in public and "| Roule, Virlouve ! | 1 | – |" in internal


@pytest.mark.parametrize(
    "written",
    [
        "Mme Ormeau",
        "M. ORMEAU",
        "Monsieur Ormeau",
        "Ormeau Basile",
        "ORMEAU, Basile",
        "basile   ormeau",
        "Basile-Ormeau",
    ],
)
def test_a_name_is_found_however_people_write_it(tmp_path: Path, written: str) -> None:
    path = dossier(tmp_path, f"objectifs: ['Merci à {written} pour la salle']\n")
    assert "[privacy-name]" in cit("seminar", "report", path, "-o", "-", *DAY).err
    masked = cit("seminar", "report", path, "-o", "-", "--masquer", *DAY).out
    assert "ormeau" not in masked.lower() and "Merci à" in masked


@pytest.mark.parametrize("written", ["un ormeau mort", "Basile a parlé", "de scierie en scierie", "ormeaux"])
def test_a_common_word_or_a_first_name_alone_stops_nothing(tmp_path: Path, written: str) -> None:
    path = dossier(tmp_path, f"objectifs: ['{written}']\n")
    ended = cit("seminar", "report", path, "-o", "-", *DAY)
    assert ended.code == 0 and written in ended.out
