"""Nothing personal leaves: what a public document, record, drawing or screen may never hold, and how it is refused."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest
from markdown_it import MarkdownIt

from running_cit import EXAMPLES, cit, write_territory

DAY = ("--date", "2026-11-23")

QUIET = """\
acteurs:
  - nom: Le Comptoir d’Aliénor
    id: comptoir
    confidentiel: oui
    categorie: entreprise
    cercle: information
    fonctions: {distribution: 2, foncier: inconnu}  # vu avec Basile
    siren: "213702319"
    site: https://comptoir-alienor.example
    note: Le gérant veut vendre en douce.
    x-loyer: 4321 euros par mois
  - nom: Mairie de Sorgnes
    categorie: collectivite
    cercle: coconstruction
    fonctions: {animation: 2}
    contact: {nom: Odile Ferrand, courriel: odile.ferrand@sorgnes.example, telephone: 02 47 11 22 33}
    note: Elle hésite, à revoir.
  - nom: Association Grange
    categorie: association
    fonctions: {animation: 1, distribution: inconnu}
relations:
  - {entre: [comptoir, mairie-de-sorgnes], nature: cooperation}
  - {entre: [comptoir, association-grange], nature: conflit}
besoins:
  - {intitule: Un local, themes: [foncier], porteurs: [comptoir], urgence: 3, importance: 2, origine: [{cercle: hors}]}
ressources:
  - {id: salle, intitule: Arrière-boutique, structure: comptoir, natures: [lieu-materiel], themes: [foncier]}
"""
"""A confidential actor and a contact, named only where they belong."""

SECRETS = (
    "Aliénor", "comptoir", "213702319", "alienor.example", "en douce", "4321", "Odile", "Ferrand", "sorgnes.example",
    "02 47 11 22 33", "0247112233", "à revoir", "Basile",
)  # fmt: skip


def texts_in(path: Path) -> str:
    """All that a file can tell: its words, its attributes, its metadata, what is packed inside it."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        reader = pypdf.PdfReader(io.BytesIO(data))
        pages = "\n".join(page.extract_text() for page in reader.pages)
        return pages + str(reader.metadata) + str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data())
    if path.suffix in (".docx", ".odt"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            inside = [package.read(name) for name in package.namelist()] + [" ".join(package.namelist()).encode()]
        raw = b"\n".join(inside).decode("utf-8", "replace")
        return raw + re.sub(r"<[^>]*>", "", raw)
    raw = data.decode("utf-8")
    return raw + re.sub(r"<[^>]*>", "", raw) + raw.replace("\\", "")


def made(path: Path, *options: str, command: str = "diagnose") -> list[Path]:
    """The document in every format, in the folder of the territory."""
    endings = (".md", ".pdf", ".html", ".docx", ".odt", *([".json"] if command == "diagnose" else []))
    targets = [path.parent / "faits" / f"{command}{ending}" for ending in endings]
    for target in targets:
        ended = cit(command, path, "-o", target, *DAY, *options)
        assert ended.code == 0, ended.err[-500:]
    return [each for each in sorted((path.parent / "faits").rglob("*")) if each.is_file() and each.name[0] != "."]


@pytest.mark.parametrize("audience", ["publique", "financeur"])
@pytest.mark.parametrize("command", ["diagnose", "profile"])
def test_no_format_tells_what_is_confidential(tmp_path: Path, command: str, audience: str) -> None:
    path = write_territory(tmp_path, QUIET)
    files = made(path, "--audience", audience, *(["--preuves"] if command == "diagnose" else []), command=command)
    assert {file.suffix for file in files} >= {".md", ".pdf", ".html", ".docx", ".odt"}
    assert command == "profile" or {".json", ".svg"} <= {file.suffix for file in files}
    for file in files:
        told = texts_in(file)
        assert [secret for secret in SECRETS if secret.casefold() in told.casefold()] == [], file.name
        assert str(tmp_path) not in told and str(tmp_path) not in file.name


def test_the_confidential_actor_is_counted_under_another_name(tmp_path: Path) -> None:
    path = write_territory(tmp_path, QUIET)
    assert "Acteur non nommé 1" in cit("diagnose", path, "-o", "-").out
    assert "Unnamed actor 1" in cit("--lang", "en", "diagnose", path, "-o", "-").out
    record = json.loads(cit("diagnose", path, "--json").out)
    assert record["acteurs"]["nombre"] == 3
    assert "acteur-non-nomme-1" in json.dumps(record)
    assert [actor for each in record["fonctions"] if each["id"] == "distribution" for actor in each["acteurs"]] == [
        {"id": "acteur-non-nomme-1", "niveau": {"min": 2, "max": 2}},
        {"id": "association-grange", "niveau": {"min": 0, "max": 3}},
    ]


def test_an_internal_document_names_the_actor_but_never_tells_how_to_reach_anybody(tmp_path: Path) -> None:
    path = write_territory(tmp_path, QUIET)
    for file in made(path, "--audience", "interne", "--preuves"):
        told = texts_in(file)
        assert "Odile" not in told and "sorgnes.example" not in told and "47 11 22 33" not in told, file.name
        if file.suffix in (".md", ".html"):
            assert "Le Comptoir d’Aliénor" in told


# Mistyped, repeated, spelt in English: what was meant to be secret stays so


@pytest.mark.parametrize(
    "line",
    [
        "confidentiel: peut-être",
        "confidentel: oui",
        "confidentiel: inconnu",
        "confidentiel: ?",
        "confidentiel:",
        "confidentiel: [oui]",
        "Confidentiel: Oui",
        "confidential: true",
        "confidentielle: oui",
    ],
)
def test_a_mistyped_answer_means_that_it_is_confidential(tmp_path: Path, line: str) -> None:
    path = write_territory(tmp_path, f"acteurs:\n  - nom: Coopérative Zéphyr\n    {line}\n    fonctions: [animation]\n")
    for words in (["diagnose", path, "-o", "-"], ["profile", path, "-o", "-"], ["diagnose", path]):
        ended = cit(*words)
        assert ended.out and "Zéphyr" not in ended.out
    assert "acteur-non-nomme-1" in cit("diagnose", path, "--json").out


def test_an_actor_said_not_to_be_confidential_is_named(tmp_path: Path) -> None:
    path = write_territory(
        tmp_path, "acteurs:\n  - {nom: Coopérative Zéphyr, confidentiel: non, fonctions: [animation]}\n"
    )
    assert "Zéphyr" in cit("diagnose", path, "-o", "-").out


def test_a_confidential_actor_left_out_for_a_mistake_is_not_told_either(tmp_path: Path) -> None:
    text = "contexte: Un mot sur Zéphyr.\nacteurs:\n  - {id: a, nom: A}\n  - {id: a, nom: Zéphyr, confidentiel: oui}\n"
    path = write_territory(tmp_path, text)
    ended = cit("profile", path, "-o", "-")
    assert ended.code == 1 and ended.out == ""
    assert "territoire.yaml:3:22: erreur" in ended.err and "[privacy-name]" in ended.err


# What stands in a free text


FREE = """\
contexte: {context}
acteurs:
  - {{nom: Comptoir Zéphyr, confidentiel: oui, fonctions: {{animation: 2}}}}
  - nom: {actor}
    fonctions: {{animation: 2}}
    contact: {{nom: Odile Ferrand, courriel: o@f.example, telephone: "+32 475 11 22 33"}}
besoins:
  - {{intitule: {need}, description: {description}, themes: [foncier], urgence: 3, origine: [{{cercle: hors}}]}}
grille:
  portage-collectif: {{niveau: 2, constat: {seen}, preuve: {proof}}}
constats:
  - {{sens: force, texte: {finding}}}
"""
HARMLESS = {
    "context": "Rien", "actor": "Mairie", "need": "Un local", "description": "Rien", "seen": "Rien", "proof": "Rien",
    "finding": "Rien",
}  # fmt: skip
PLACES = {"context": 3, "actor": 6, "need": 10, "seen": 12, "proof": 12, "finding": 14}
PERSONAL = {
    "e-mail": ("Écrire à jean_dupont@exemple.org", "privacy-email", "dupont"),
    "phone": ("Appeler le 06 12 34 56 78", "privacy-phone", "12 34 56"),
    "phone with dots": ("Appeler le 06.12.34.56.78", "privacy-phone", "12.34.56"),
    "foreign phone": ("Appeler le +32 475/11.22.33", "privacy-phone", "11.22.33"),
    "name": ("Voir avec Odile Ferrand", "privacy-name", "ferrand"),
    "name in capitals, emphasised": ("Voir avec _ODILE_ **FERRAND**", "privacy-name", "ferrand"),
    "name without accents": ("Le comptoir zephyr ferme", "privacy-name", "zephyr"),
}


def free_text(where: str, said: str) -> str:
    return FREE.format_map({name: json.dumps(said if name == where else text) for name, text in HARMLESS.items()})


@pytest.mark.parametrize("where", [where for where in PLACES if where != "context"])
@pytest.mark.parametrize("said", PERSONAL)
def test_a_document_is_refused_with_the_place_or_made_without_it(tmp_path: Path, where: str, said: str) -> None:
    text, code, part = PERSONAL[said]
    path = write_territory(tmp_path, free_text(where, text), "lieu.yaml")
    refused = cit("diagnose", path, "-o", tmp_path / "d.md", *DAY)
    assert refused.code == 1
    assert re.search(rf"lieu\.yaml:{PLACES[where]}:\d+: erreur: .*\[{code}\]", refused.err), refused.err
    assert "[privacy-hits]" in refused.err and not (tmp_path / "d.md").exists()
    assert cit("diagnose", path, "-o", tmp_path / "d.md", "--masquer", *DAY).code == 0
    told = texts_in(tmp_path / "d.md")
    assert part not in told.casefold()
    assert "[masqué]" in told


def test_the_context_is_watched_in_the_profile_which_prints_it(tmp_path: Path) -> None:
    for text, code, part in PERSONAL.values():
        path = write_territory(tmp_path, free_text("context", text), "lieu.yaml")
        refused = cit("profile", path, "-o", "-")
        assert (refused.code, refused.out) == (1, "") and f"[{code}]" in refused.err and "lieu.yaml:3:" in refused.err
        masked = cit("profile", path, "-o", "-", "--masquer")
        assert masked.code == 0 and part not in masked.out.casefold() and "masqué" in masked.out


def test_a_character_reference_hides_nothing(tmp_path: Path) -> None:
    path = write_territory(tmp_path, free_text("finding", "jean&#64;exemple&period;org"), "lieu.yaml")
    ended = cit("diagnose", path, "-o", "-")
    assert ended.code == 1 and "[privacy-email]" in ended.err and ended.out == ""


def test_every_place_is_told_at_once(tmp_path: Path) -> None:
    text = "constats:\n  - {sens: force, texte: a@b.fr}\n  - {sens: menace, texte: puis a@b.fr et c@d.fr}\n"
    ended = cit("diagnose", write_territory(tmp_path, text, "lieu.yaml"), "-o", "-")
    assert re.findall(r"lieu\.yaml:(\d+):(\d+)", ended.err) == [("4", "26"), ("5", "32"), ("5", "42")]


def test_an_internal_document_may_quote_whom_it_wants(tmp_path: Path) -> None:
    path = write_territory(tmp_path, free_text("finding", "Odile Ferrand, jean@exemple.org"), "lieu.yaml")
    ended = cit("diagnose", path, "-o", "-", "--audience", "interne")
    assert ended.code == 0 and "Odile Ferrand" in ended.out


def test_an_everyday_word_that_is_also_a_secret_name_does_not_stop_every_document(tmp_path: Path) -> None:
    # The method itself says «collectif» and «relais».
    actors = "acteurs:\n  - {nom: Le Collectif, confidentiel: oui, fonctions: [animation]}\n"
    path = write_territory(tmp_path, actors)
    assert cit("diagnose", path, "-o", "-").code == 0
    path = write_territory(tmp_path, actors + "constats:\n  - {sens: force, texte: Le collectif tient bon}\n")
    assert cit("diagnose", path, "-o", "-").code == 1
    masked = cit("diagnose", path, "-o", "-", "--masquer")
    assert masked.code == 0 and "tient bon" in masked.out and "Le collectif tient" not in masked.out


def test_a_date_a_number_or_an_identifier_is_no_telephone(tmp_path: Path) -> None:
    said = "Le 01/02/2021 à 10 h, 12 500 000 € pour 01004, SIRET 213 702 319 00015, rendez-vous le 02.03.2021 12 h 30"
    assert cit("diagnose", write_territory(tmp_path, free_text("finding", said)), "-o", "-").code == 0


def test_people_of_the_dossier_who_did_not_agree_are_not_named(tmp_path: Path) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    action = "type: action\ntitre: A\npersonnes:\n  - {id: p1, nom: Irène Solers}\n  - {id: p2, nom: Marc Aubin}\n"
    (tmp_path / "action.yaml").write_text(action, encoding="utf-8")
    session = (
        "type: seance\ntitre: S\nformat: reunion\nparticipants:\n  - {personne: p1, diffusion: interne}\n"
        "  - {personne: p2, diffusion: publique}\n  - {nom: Paul Vernet}\n"
    )
    (tmp_path / "s.yaml").write_text(session, encoding="utf-8")
    for name, code in (("Irène Solers", 1), ("Paul Vernet", 1), ("Marc Aubin", 0)):
        path = write_territory(tmp_path, f"constats:\n  - {{sens: force, texte: {name} est venu}}\n", "lieu.yaml")
        ended = cit("diagnose", path, "-o", "-")
        assert ended.code == code, (name, ended.err)
        assert (name in ended.out) is (code == 0)


@pytest.mark.parametrize(
    "session",
    [
        "participants:\n  - {personne: p1, diffusion: publique}\n",
        "format: reunion\nparticipants: [{nom: Irène Solers, courriel: [}]\n",
        "format: reunion\nParticipants:\n\n  # ligne\n  - structure: localos\n    nom: 'Irène Solers'\n\ttitre: S\n",
        "format: reunion\nparticipants:\n  - {name: Irène Solers, diffusion: retiree}\n",
    ],
    ids=["a directory cut short", "a bracket too many", "a tab", "withdrawn after all"],
)
def test_a_broken_file_or_a_change_of_mind_makes_nobody_public(tmp_path: Path, session: str) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    (tmp_path / "s.yaml").write_text(f"type: seance\n{session}", encoding="utf-8")
    agreed = "type: seance\ntitre: S\nformat: reunion\nparticipants:\n  - {nom: Irène Solers, diffusion: publique}\n"
    (tmp_path / "t.yaml").write_text(agreed if "retiree" in session else "type: seance\n", encoding="utf-8")
    directory = "type: action\npersonnes: [{id: p1, nom: Irène Solers}]\nobjectifs: [\n"
    (tmp_path / "action.yaml").write_text(directory if "p1" in session else "type: action\n", encoding="utf-8")
    path = write_territory(tmp_path, "constats:\n  - {sens: force, texte: Irène Solers est venue}\n", "lieu.yaml")
    ended = cit("diagnose", path, "-o", "-")
    assert (ended.code, ended.out) == (1, ""), ended.err
    assert "[privacy-name]" in ended.err


def test_a_template_of_the_dossier_receives_no_secret_at_all(tmp_path: Path) -> None:
    """What it never received it cannot tell, whether or not the last look would know it for a secret."""
    template = (
        "# A\n\n{% for a in d.territory.actors %}{{ a.id }} {{ a.name }} {{ a.contact }} {{ a.note }} {{ a.extra }} "
        "{{ a.siren }} {{ a.website }}\n{% endfor %}\n{% for r in d.territory.relations %}{{ r.note }} {{ r.ends }}"
        "{% endfor %}\n".replace(" }}", " or '-' }}")
    )
    (tmp_path / "templates" / "fr").mkdir(parents=True)
    (tmp_path / "templates" / "fr" / "profile.md").write_text(template, encoding="utf-8")
    text = QUIET.replace("nature: cooperation}", "nature: cooperation, note: Un bail à revoir}")
    path = write_territory(tmp_path, text)
    ended = cit("profile", path, "-o", "-")
    assert ended.code == 0, ended.err
    assert [secret for secret in SECRETS if secret.casefold() in ended.out.casefold()] == []
    inside = cit("profile", path, "-o", "-", "--audience", "interne").out
    assert "4321" in inside and "à revoir" in inside and "Odile" not in inside


@pytest.mark.parametrize("where", ["figure", "organisation"])
def test_drawings_and_the_margins_of_a_document_are_watched_too(tmp_path: Path, where: str) -> None:
    settings = "organisation: a@b.fr\n" if where == "organisation" else ""
    (tmp_path / "cit.yaml").write_text(f"type: dossier\n{settings}", encoding="utf-8")
    (tmp_path / "templates" / "fr").mkdir(parents=True)
    (tmp_path / "templates" / "fr" / "profile.md").write_text("# A\n\n![](figure:needs)\n", encoding="utf-8")
    title = "Écrire à quelqu’un de bien connu ici, a@b.fr" if where == "figure" else "Un local"
    need = (
        f'besoins:\n  - {{intitule: "{title}", themes: [], urgence: 3, importance: 3, origine: [{{cercle: hors}}]}}\n'
    )
    ended = cit("profile", write_territory(tmp_path, need), "-o", tmp_path / "p.html")
    assert ended.code == 1 and "[privacy-email]" in ended.err and not (tmp_path / "p.html").exists()


# JSON, the terminal, `--why`


def test_identifiers_made_from_a_secret_do_not_tell_it(tmp_path: Path) -> None:
    needs = (
        "  - {intitule: Aider Odile Ferrand, themes: [foncier], porteurs: [amis-d-odile-ferrand]}\n"
        "  - {intitule: Écrire à jean@exemple.org, themes: [foncier]}\n"
    )
    text = QUIET.replace("besoins:\n", "besoins:\n" + needs).replace("Association Grange", "Amis d’Odile Ferrand")
    path = write_territory(tmp_path, text.replace("association-grange", "amis-d-odile-ferrand"))
    refused = cit("diagnose", path, "--json")
    assert (refused.code, refused.out) == (1, "") and "[privacy-name]" in refused.err
    masked = cit("diagnose", path, "--json", "--masquer")
    assert masked.code == 0, masked.err
    record = json.loads(masked.out)
    assert [word for word in ("odile", "ferrand", "jean", "exemple", "comptoir") if word in masked.out.casefold()] == []
    assert len({need["id"] for need in record["besoins"]}) == 3
    assert record["cohesion"]["liens"] == 1


def test_a_record_tells_no_path_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    path = write_territory(tmp_path, QUIET, "lieux/ici.yaml")
    out = cit("diagnose", path, "--json").out
    assert str(tmp_path) not in out and '"lieux/ici.yaml:' in out


@pytest.mark.parametrize("options", [[], ["--questions"], ["--why", "distribution"], ["--why", "acteurs.nombre"],
                                     ["--why", "cohesion.densite"], ["--why", "besoin.un-local"]])  # fmt: skip
def test_the_terminal_tells_no_secret_unless_the_reading_is_internal(tmp_path: Path, options: list[str]) -> None:
    finding = "constats:\n  - {sens: force, texte: Odile Ferrand y croit}\n"
    path = write_territory(tmp_path, QUIET + finding)
    ended = cit("diagnose", path.name, *options, cwd=tmp_path)
    assert ended.code == 0
    told = (ended.out + ended.err).casefold()
    assert [secret for secret in SECRETS if secret.casefold() in told] == []
    if options[:1] == ["--why"]:
        assert re.search(r"territoire\.yaml:\d+:\d+", ended.out)
        inside = cit("diagnose", path, *options, "--audience", "interne").out
        assert "omptoir" in inside


# The public document is a part of the internal one


def blocks(markdown: str) -> Iterator[str]:
    """What each paragraph, item, heading and cell says, in words."""
    parser = MarkdownIt("commonmark").enable("table")
    for token in parser.parse(markdown):
        if token.type == "inline":
            yield " ".join("".join(child.content for child in token.children or []).split())


@pytest.mark.parametrize("command", ["diagnose", "profile"])
@pytest.mark.parametrize("name", ["vallee", "small"])
def test_the_public_document_says_nothing_that_the_internal_one_does_not(
    tmp_path: Path, command: str, name: str
) -> None:
    """Block by block: a public block is an internal one in which «Acteur non nommé N» stands for a name.

    The one exception is the sentence that counts the conflicts, which the internal document lists by name; the words of
    its map end with these names.
    """
    path = write_territory(tmp_path, QUIET)
    if name == "vallee":
        path = EXAMPLES / "vallee-fictive" / "territoires" / "vallee-2025.yaml"
    public = cit(command, path, "-o", "-", *DAY, "--audience", "publique", "--masquer").out
    inside = set(blocks(cit(command, path, "-o", "-", *DAY, "--audience", "interne").out))
    unnamed = re.compile(r"Acteur non nommé \d+|\[masqué\]")
    extra = []
    for block in blocks(public):
        pattern = ".+".join(map(re.escape, unnamed.split(block))) + "( Conflits : .+)?"
        if not any(re.fullmatch(pattern, other) for other in inside):
            extra.append(block)
    assert [block for block in extra if not re.match(r"\d+ conflits? ", block)] == []


@pytest.mark.parametrize(("audience", "told"), [("publique", []), ("financeur", []), ("interne", ["a", "b"])])
def test_who_is_in_conflict_with_whom_is_told_to_the_team_alone(tmp_path: Path, audience: str, told: list[str]) -> None:
    actors = "acteurs: [{id: a, nom: Grange}, {id: b, nom: Moulin}]\nrelations: [{entre: [a, b], nature: conflit}]\n"
    path = write_territory(tmp_path, actors)
    record = json.loads(cit("diagnose", path, "--json", *DAY, "--audience", audience).out)
    assert record["conflits"] == [{"entre": told}]
    assert record["cohesion"] is None or record["cohesion"]["conflits"] == [{"entre": told}]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "xlink:href")]


def test_an_html_document_points_to_nothing_on_this_machine(tmp_path: Path) -> None:
    reader = _Words()
    reader.feed(cit("diagnose", write_territory(tmp_path, QUIET), "-o", "-", "--format", "html").out)
    assert [each for each in reader.addresses if not each.startswith(("#", "data:", "http"))] == []
