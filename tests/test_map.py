"""`cit map`: the ecosystem drawn, alone or on a page, for an audience, at one date or two."""

import re
from pathlib import Path
from xml.etree import ElementTree

import page as pdf_checker
import pikepdf
import pypdf
import pytest
from PIL import Image

from running_cit import EXAMPLES, VALLEY, cit, write_territory

DAY = ("--date", "2026-11-23")
OLDER = VALLEY.with_name("vallee-2024.yaml")
SVG = "{http://www.w3.org/2000/svg}"

SMALL = """\
id: val
etat_au: 2026-03-01
redaction: {par: Odette, le: 2026-03-02}
acteurs:
  - {nom: Mairie, categorie: collectivite, cercle: cooperation, influence: 3}
  - {nom: La Grange, categorie: association, cercle: information, influence: inconnu}
  - {nom: Le Secret Gardé, id: secret, categorie: entreprise, cercle: hors, confidentiel: oui, influence: 1}
relations:
  - {entre: [mairie, la-grange], nature: projet, intensite: 2}
  - {entre: [secret, mairie], nature: conflit}
"""


def words_in(svg: str) -> str:
    return " ".join("".join(element.itertext()) for element in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def drawn(path: Path, *options: str | Path) -> str:
    ended = cit("map", path, "-o", "-", *DAY, *options)
    assert ended.code == 0, ended.err
    return ended.out


def test_a_drawing_that_goes_alone_says_what_it_shows_when_and_from_where(tmp_path: Path) -> None:
    svg = drawn(write_territory(tmp_path, SMALL))
    assert words_in(svg).startswith(
        "Carte des acteurs : Val-Essai Situation au 1er mars 2026. Description rédigée par Odette le 2 mars 2026. "
        "Source : territoire.yaml. Document du 23 novembre 2026."
    )
    root = ElementTree.fromstring(svg)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img" and title is not None and description is not None
    assert description.text == (
        "Carte de 3 acteurs. Cercles : Coopération (1) ; Information et retours croisés (1) ; Hors de la démarche (1). "
        "1 lien. Sans lien : Acteur non nommé 1."
    )


def test_a_fictional_territory_is_said_to_be_so_on_the_drawing() -> None:
    assert "Exemple fictif : territoire, acteurs et chiffres inventés." in words_in(drawn(VALLEY))


def test_in_english_everything_is_said_in_english(tmp_path: Path) -> None:
    ended = cit("--lang", "en", "map", write_territory(tmp_path, SMALL), "-o", "-", *DAY)
    assert words_in(ended.out).startswith(
        "Map of actors: Val-Essai As of 1 March 2026. Described by Odette on 2 March 2026. "
        "Source: territoire.yaml. Document dated 23 November 2026."
    )


@pytest.mark.parametrize("ending", ["svg", "pdf"])
def test_the_same_file_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    files = [tmp_path / f"{name}.{ending}" for name in "ab"]
    for file in files:
        assert cit("map", VALLEY, "-o", file, *DAY).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_picture_is_the_drawing_at_twice_its_size(tmp_path: Path) -> None:
    target = tmp_path / "carte.png"
    assert cit("map", VALLEY, "-o", target, *DAY).code == 0
    root = ElementTree.fromstring(drawn(VALLEY))
    with Image.open(target) as picture:
        assert abs(picture.width - 2 * float(root.attrib["width"])) <= 2
        assert picture.convert("RGB").getpixel((1, picture.height - 2)) == (255, 255, 255)


def test_the_page_is_tagged_and_says_the_map_in_words_and_in_a_table(tmp_path: Path) -> None:
    target = tmp_path / "carte.pdf"
    assert cit("map", VALLEY, "-o", target, *DAY).code == 0
    reader = pypdf.PdfReader(target)
    first, text = reader.pages[0].extract_text(), "".join(page.extract_text() for page in reader.pages)
    assert "Situation au 14 novembre 2025." in first and "Source : territoires/vallee-2025.yaml." in first
    assert "Le Bief Ouvert" in text and "Acteur non nommé 1" in text and "Moulin de Pont-Merlet" in text
    assert reader.trailer["/Root"]["/Lang"] == "fr" and reader.metadata is not None
    assert reader.metadata.title == "Carte des acteurs – Vallée de la Virlouve"
    with pikepdf.open(target) as pdf:
        told = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert any(words.startswith("Carte de 49 acteurs. Cercles : Coopération (5)") for words in told)
    for profile in (pdf_checker.ValidationProfile.PDF_UA_1, pdf_checker.ValidationProfile.PDF_A_2A):
        failures = pdf_checker.validate_pdf_bytes(target.read_bytes(), profile=profile).failures
        assert [failure.message for failure in failures if "STREAM-LENGTH" not in failure.rule_id] == []


def test_the_sheet_grows_with_the_actors_until_names_can_be_read(tmp_path: Path) -> None:
    sizes = []
    for count in (3, 49, 150):
        actors = "".join(f"  - {{nom: Association du village {n}, categorie: association}}\n" for n in range(count))
        target = tmp_path / f"{count}.pdf"
        assert cit("map", write_territory(tmp_path, f"acteurs:\n{actors}"), "-o", target, *DAY).code == 0
        sizes.append(round(float(pypdf.PdfReader(target).pages[0].mediabox.width) / 72 * 25.4))
    assert sizes[0] == 210 and sizes == sorted(sizes) and sizes[-1] > 210


# Audiences


def test_a_public_map_has_no_conflict_no_influence_and_no_confidential_name(tmp_path: Path) -> None:
    path = write_territory(tmp_path, SMALL)
    public, internal = drawn(path), drawn(path, "--audience", "interne")
    assert "Le Secret" in words_in(internal) and "conflit" in words_in(internal)
    assert "Secret" not in public and "secret" not in public.lower() and "conflit" not in public
    assert "Acteur non nommé 1" in public
    refused = cit("map", path, "--taille", "influence", "-o", "-")
    assert refused.code == 2 and "[influence-is-internal]" in refused.err and not refused.out


def test_sizes_tell_links_or_influence_and_what_is_unknown_is_dashed(tmp_path: Path) -> None:
    path = write_territory(tmp_path, SMALL)
    by_influence = words_in(drawn(path, "--audience", "interne", "--taille", "influence"))
    assert "influence inconnue" in by_influence and "taille : influence (1\u00a0à\u00a03)" in by_influence
    assert "nombre de liens" in words_in(drawn(path, "--audience", "interne"))


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_nothing_is_drawn_when_a_name_tells_what_it_must_not(tmp_path: Path, ending: str) -> None:
    path = write_territory(tmp_path, "acteurs:\n  - {nom: Atelier a@b.fr}\n  - {nom: Mairie}\n")
    target = tmp_path / f"carte.{ending}"
    ended = cit("map", path, "-o", target)
    assert ended.code == 1 and "[privacy-email]" in ended.err and not target.exists()
    masked = cit("map", path, "-o", target, "--masquer")
    assert masked.code == 0 and b"a@b.fr" not in target.read_bytes()


def test_who_is_confidential_at_the_later_date_is_named_at_neither(tmp_path: Path) -> None:
    newer = write_territory(tmp_path, SMALL, "b.yaml")
    older = write_territory(tmp_path, SMALL.replace(", confidentiel: oui", "").replace("2026-03-01", "2025"), "a.yaml")
    svg = drawn(newer, "--since", older)
    assert "Secret" not in svg and "Acteur non nommé 1" in svg
    assert "acteur arrivé" not in svg and "acteur parti" not in svg


def test_two_unnamed_actors_are_not_taken_for_one_because_each_is_the_first_of_its_file(tmp_path: Path) -> None:
    newer = write_territory(tmp_path, SMALL, "b.yaml")
    older = write_territory(tmp_path, SMALL.replace("Le Secret Gardé, id: secret", "Tout Autre, id: secret-2")
                            .replace("[secret,", "[secret-2,"), "a.yaml")  # fmt: skip
    words = words_in(drawn(newer, "--since", older))
    assert "Acteur non nommé 1" in words and "Acteur non nommé 2" in words
    assert "acteur arrivé" in words and "acteur parti" in words


# Two dates


def test_two_dates_stand_side_by_side_with_what_changed(tmp_path: Path) -> None:
    words = words_in(drawn(VALLEY, "--since", OLDER))
    assert "Situation en mars 2024, puis au 14 novembre 2025." in words
    assert "Source : territoires/vallee-2024.yaml et territoires/vallee-2025.yaml." in words
    assert all(
        key in words for key in ("acteur arrivé", "acteur parti", "a changé de cercle", "lien apparu ou disparu")
    )
    assert words.count("Cageot") == 2
    target = tmp_path / "carte.pdf"
    assert cit("map", VALLEY, "--since", OLDER, "-o", target, *DAY).code == 0
    page = pypdf.PdfReader(target).pages[0]
    assert page.mediabox.width > page.mediabox.height


def test_another_territory_is_no_earlier_date(tmp_path: Path) -> None:
    ended = cit("map", VALLEY, "--since", write_territory(tmp_path, SMALL), "-o", "-")
    assert ended.code == 1 and "[another-territory]" in ended.err and "val" in ended.err and not ended.out


# The command


def test_without_a_path_the_map_goes_to_the_outputs_of_the_dossier(tmp_path: Path) -> None:
    ended = cit("map", write_territory(tmp_path, SMALL).name, "--format", "svg", cwd=tmp_path)
    assert ended.out == "sorties/carte-acteurs-territoire.svg\n" and (tmp_path / ended.out.strip()).exists()


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("-o", "carte.gif"), 2, "[unknown-format]"),
        (("--taille", "chapeau"), 2, "chapeau (liens, influence)"),
        (("--since", "absent.yaml"), 1, "absent.yaml"),
        (("--since", "territoire.yaml", "-o", "carte.html"), 2, "[one-date-in-html]"),
    ],
)
def test_a_mistake_gets_one_message(tmp_path: Path, options: tuple[str, ...], code: int, said: str) -> None:
    ended = cit("map", write_territory(tmp_path, SMALL).name, *options, cwd=tmp_path)
    assert ended.code == code and said in ended.err and "Traceback" not in ended.err


def test_with_since_only_one_territory_is_drawn(tmp_path: Path) -> None:
    files = [write_territory(tmp_path, SMALL, name) for name in ("a.yaml", "b.yaml")]
    ended = cit("map", *files, "--since", files[0], "-o", f"{tmp_path}/")
    assert ended.code == 2 and "un seul territoire" in ended.err


def test_the_page_to_explore_is_made_too_and_keeps_what_its_audience_must_not_know(tmp_path: Path) -> None:
    target = tmp_path / "carte.html"
    assert cit("map", write_territory(tmp_path, SMALL), "-o", target, *DAY).code == 0
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and "La Grange" in page and "Secret" not in page


@pytest.mark.parametrize("content", ["", "acteurs: []\n", "acteurs:\n  - nom: Seule\n"])
def test_hardly_anything_described_is_still_a_sensible_picture(tmp_path: Path, content: str) -> None:
    svg = drawn(write_territory(tmp_path, content))
    assert "Aucun acteur n’est décrit." in svg or ("Seule" in svg and "Aucun lien n’est décrit" in svg)
    assert cit("map", tmp_path / "territoire.yaml", "-o", tmp_path / "c.pdf").code == 0


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*/territoires/*.yaml")), ids=lambda file: file.stem)
@pytest.mark.parametrize("audience", ["publique", "interne"])
def test_on_the_examples_no_name_is_cut(file: Path, audience: str) -> None:
    svg = drawn(file, "--audience", audience)
    names = [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}title")][1:]
    words = re.sub(r"\s+", "", words_in(svg))
    assert names and [name for name in names if re.sub(r"\s+", "", name) not in words] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("audience", ["publique", "interne"])
def test_with_its_map_the_profile_of_the_valley_still_holds_on_two_pages(
    tmp_path: Path, language: str, audience: str
) -> None:
    target = tmp_path / "fiche.pdf"
    assert cit("--lang", language, "profile", VALLEY, "-o", target, "--audience", audience, *DAY).code == 0
    assert len(pypdf.PdfReader(target).pages) == 2


def test_the_weight_of_actors_is_drawn_in_the_internal_diagnosis_only() -> None:
    public, internal = (cit("diagnose", VALLEY, "-o", "-", "--audience", name).out for name in ("publique", "interne"))
    assert "Influents et intéressés" in internal and "Influents" not in public
    assert "Carte de 49 acteurs" in internal and "Carte de 49 acteurs" in public
    assert "Fonctions tenues avec certitude" in internal and "Fonctions tenues avec certitude" in public


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_high_map_stands_under_its_title_and_its_caution_before_what_it_is_about(
    tmp_path: Path, language: str
) -> None:
    """A map higher than what the title leaves is drawn smaller: no page holds a title alone, nor a caution alone."""
    words = {
        "fr": ("Figure 1", "À lire avec prudence", "Relié à"),
        "en": ("Figure 1", "Read with caution", "Linked to"),
    }
    figure, caution, table = words[language]
    places = [EXAMPLES / "pole-fictif" / "territoires" / "sarmelle.yaml", VALLEY]
    for place, options in ((places[0], ()), (places[1], ("--since", OLDER))):
        target = tmp_path / f"{place.stem}.pdf"
        assert cit("--lang", language, "map", place, "-o", target, *DAY, *options).code == 0
        first, *others = (page.extract_text() for page in pypdf.PdfReader(target).pages)
        assert figure in first and figure not in "".join(others)
        assert others[0].index(caution) < others[0].index(table)
        assert len(others) == 1
