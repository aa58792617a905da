"""The reading rules of FORMAT.md §1, each on a file of its own: what people write is what is read."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.loading.files import LoadedFile, load_file, load_text
from cit_toolkit.loading.references import resolve_territory
from cit_toolkit.loading.workspace import Dossier, load_method, method_of
from cit_toolkit.model.actor import PERFORMED
from cit_toolkit.model.field_types import FULL_LEVEL
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.territory import Perimeter, Territory
from cit_toolkit.model.workspace import Workspace

HEAD = "type: territoire\nnom: Val-Essai\n"


def read(body: str) -> LoadedFile:
    return load_text(HEAD + body, "lieu.yaml")


def territory(body: str) -> Territory:
    """A territory that must be sound."""
    loaded = read(body)
    assert loaded.problems == ()
    assert isinstance(loaded.model, Territory)
    return loaded.model


def told(loaded: LoadedFile) -> list[tuple[str, int, int]]:
    return [(p.code, p.position.line, p.position.column) for p in loaded.problems]


# Bytes


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_utf_8_is_read_with_or_without_bom_and_with_either_end_of_line(tmp_path: Path, mark: bytes, end: str) -> None:
    text = HEAD.replace("Val-Essai", "Guéret") + "contexte: |\n  Une ligne.\n  Une autre.\n"
    (tmp_path / "t.yaml").write_bytes(mark + text.replace("\n", end).encode())
    loaded = load_file(tmp_path / "t.yaml")
    assert loaded.problems == () and isinstance(loaded.model, Territory)
    assert (loaded.model.name, loaded.model.context) == ("Guéret", "Une ligne.\nUne autre.")


@pytest.mark.parametrize(
    ("encoding", "named", "place"),
    [
        ("cp1252", "Windows-1252 (Latin-1)", (2, 8)),
        ("utf-16", "UTF-16", (1, 1)),
        ("utf-16-le", "UTF-16", (1, 1)),
        ("utf-16-be", "UTF-16", (1, 1)),
        ("utf-32", "UTF-32", (1, 1)),
    ],
)
def test_another_encoding_is_named(tmp_path: Path, encoding: str, named: str, place: tuple[int, int]) -> None:
    (tmp_path / "t.yaml").write_bytes("type: territoire\nnom: Guéret\n".encode(encoding))
    (problem,) = load_file(tmp_path / "t.yaml").problems
    assert (problem.code, problem.arguments["encoding"]) == ("not-utf-8", named)
    assert (problem.position.line, problem.position.column) == place


# What YAML would change by itself


def test_words_that_yaml_takes_for_booleans_stay_words() -> None:
    found = territory("region: no\nacteurs: [{nom: oui}, {nom: 'Off'}, {nom: y}, {nom: on}]\nx-reponse: non\n")
    assert found.region == "no"
    assert [actor.name for actor in found.actors] == ["oui", "Off", "y", "on"]
    assert found.extra == {"reponse": "non"}


@pytest.mark.parametrize(
    ("written", "value"),
    [("oui", True), ("non", False), ("true", True), ("false", False), ("Oui", True), ('"non"', False)],
)
def test_a_yes_or_no_is_either_language_s(written: str, value: bool) -> None:
    assert territory(f"acteurs: [{{nom: A, confidentiel: {written}}}]\n").actors[0].confidential is value


@pytest.mark.parametrize("written", ["on", "off", "y", "1", "peut-être"])
def test_nothing_else_is_a_yes_or_no_and_the_actor_is_then_withheld(written: str) -> None:
    loaded = read(f"acteurs: [{{nom: A, confidentiel: {written}}}]\n")
    assert [code for code, _, _ in told(loaded)] == ["not-a-boolean"]
    assert isinstance(loaded.model, Territory) and loaded.model.actors[0].confidential


@pytest.mark.parametrize("written", ["01004", "12:30", "1_000", "0x1F", "1e3", "2022-01-15", ".5", "~x", "=", "NaN"])
def test_what_yaml_would_turn_into_a_number_or_a_date_stays_as_it_is_written(written: str) -> None:
    assert territory(f"x-code: {written}\nregion: {written}\n").extra == {"code": written}


@pytest.mark.parametrize(
    ("written", "code"), [("37231", "37231"), ('"37231"', "37231"), ("01004", "01004"), ("2a004", "2A004")]
)
def test_a_code_is_text_whether_quoted_or_not(written: str, code: str) -> None:
    found = territory(f"code_insee: {written}\ncommunes: [{written}]\n")
    assert (found.insee_code, found.municipalities) == (code, (code,))


def test_official_numbers_may_be_written_in_groups() -> None:
    found = territory("departement: 01\nacteurs:\n  - {nom: A, siren: 213 702 319}\n  - {nom: B, siren: 213.702.319}\n")
    assert found.department == "01"
    assert {actor.siren for actor in found.actors} == {"213702319"}


@pytest.mark.parametrize("written", ["1_000", "01004", "0x1F", "1e3", "12:30", "1 0000", "3,5,2"])
def test_a_number_is_written_as_people_write_numbers(written: str) -> None:
    assert [code for code, _, _ in told(read(f"population: {written}\n"))] == ["not-a-figure"]


# Numbers, money, dates, durations as the French write them


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("12 500", "12500"),
        ("12\u202f500,25", "12500.25"),
        ("1\u00a0250", "1250"),
        ("-3", "-3"),
    ],
)
def test_a_figure_has_a_decimal_comma_and_spaces_between_thousands(written: str, value: str) -> None:
    for body in (
        f"indicateurs:\n  - intitule: a\n    valeur: {written}\n",
        f"indicateurs: [{{intitule: a, valeur: {written}}}]\n",
    ):
        figure = territory(body).indicators[0].value
        assert figure is not None and figure.exact and figure.low == Decimal(value)


def test_a_decimal_comma_between_braces_is_one_even_before_another_key() -> None:
    need = "{intitule: B, jours: 0,5, budget: 1 250,50 €, urgence: 2, origine: [{cercle: hors}]}"
    found = territory(f"besoins: [{need}]\n").needs[0]
    assert (found.days, found.budget, found.urgency) == (Decimal("0.5"), Decimal("1250.50"), 2)
    # A list is a list: three answers, not a number.
    session = load_text("type: seance\ntitre: S\nformat: reunion\nevaluation: {roti: [4,5,3]}\n", "s.yaml").model
    assert isinstance(session, Gathering) and session.evaluation is not None
    assert session.evaluation.ratings == (4, 5, 3)


@pytest.mark.parametrize(
    ("written", "cents"),
    [("1 250,50", 125050), ("1250.5", 125050), ("1250.50 €", 125050), ("8000", 800000), ("12 euros", 1200)],
)
def test_an_amount_is_exact_to_the_cent(written: str, cents: int) -> None:
    budget = territory(f"besoins: [{{intitule: B, budget: {written}, origine: [{{cercle: hors}}]}}]\n").needs[0].budget
    assert budget is not None and budget * 100 == cents and isinstance(budget, Decimal)


@pytest.mark.parametrize("written", ["1250,505", "1,2,3", "beaucoup", "1 25"])
def test_what_is_no_amount_is_told(written: str) -> None:
    loaded = read(f'besoins: [{{intitule: B, budget: "{written}", origine: [{{cercle: hors}}]}}]\n')
    assert [code for code, _, _ in told(loaded)] == ["not-an-amount"]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2021-10-22", (2021, 10, 22)),
        ("22/10/2021", (2021, 10, 22)),
        ("2/1/2022", (2022, 1, 2)),
        ("2021-10", (2021, 10, None)),
        ("10/2021", (2021, 10, None)),
        ("2021", (2021, None, None)),
    ],
)
def test_a_date_is_no_more_precise_than_it_is_written(written: str, parts: tuple[int, int | None, int | None]) -> None:
    found = territory(f"etat_au: {written}\n").as_of
    assert found is not None and found.parts == parts


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31/02/2021", "not-in-calendar"),
        ("2021-13", "not-in-calendar"),
        ("hier", "not-a-date"),
        ("10-22-2021", "not-a-date"),
    ],
)
def test_what_is_no_date_is_told(written: str, code: str) -> None:
    assert [found for found, _, _ in told(read(f"etat_au: {written}\n"))] == [code]


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("45 min", "0.75"),
        ("1 h 30", "1.5"),
        ("1h30", "1.5"),
        ("2 h", "2"),
        ("0,5 j", "3.5"),
        ("2 jours", "14"),
        ("90 minutes", "1.5"),
    ],
)
def test_a_duration_is_in_minutes_hours_or_days_of_seven_hours(written: str, hours: str) -> None:
    for duration in (f"\n    duree: {written}", f"\n    duree: '{written}'"):
        text = f"type: seance\ntitre: S\nformat: reunion\nprogramme:\n  - intitule: A{duration}\n"
        session = load_text(text, "s.yaml").model
        assert isinstance(session, Gathering)
        length = session.programme[0].duration
        assert length is not None and length.in_hours(Decimal(7)) == Decimal(hours)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("1650", 1650, 1650),
        ("environ 30", 25, 35),  # 30 ± 15 %, rounded outwards: 25.5 and 34.5
        ("une trentaine", 25, 35),
        ("une douzaine", 10, 14),  # 12 ± 1.8
        ("plus de 30", 31, None),
        ("au moins 10", 10, None),
        ("moins de 5", 0, 4),
        ("au plus 8", 0, 8),
        ("10 à 12", 10, 12),
        ("entre 10 et 12", 10, 12),
        ("plus d’une trentaine", 25, None),
        ("secret", 0, None),
    ],
)
def test_a_qualified_count_is_an_interval_with_its_words(written: str, low: int, high: int | None) -> None:
    quantity = territory(f"population: {written}\n").population
    assert quantity is not None and quantity.value is not None
    assert (quantity.value.low, quantity.value.high, quantity.value.written) == (low, high, written)
    assert quantity.value.exact is (low == high)


def test_a_sum_with_a_qualified_count_is_qualified() -> None:
    first, second = (territory(f"population: {text}\n").population for text in ("12", "environ 30"))
    assert first is not None and second is not None and first.value is not None and second.value is not None
    total = first.value.plus(second.value, "environ 42")
    assert (total.low, total.high, total.exact) == (37, 47, False)


# Unknowns, facts, names


@pytest.mark.parametrize("written", ["inconnu", "Inconnu", "?", "null", "~", "", "unknown"])
def test_unknown_is_a_value_that_is_neither_zero_nor_no(written: str) -> None:
    found = territory(
        f"population: {written}\nregion: {written}\nrelations: {written}\nacteurs:\n"
        f"  - {{nom: A, categorie: {written}, influence: {written}, fonctions: {{animation: {written}, foncier: 2}}}}\n"
        f"  - {{nom: B, fonctions: {written}}}\n  - {{nom: C}}\n  - {{nom: D, fonctions: {{}}}}\n"
        f"grille: {{portage-collectif: {written}}}\n"
    )
    a, b, c, d = found.actors
    assert (found.population and found.population.value, found.region, found.relations) == (None, None, None)
    assert (a.category, a.influence) == (None, None)
    assert a.functions == {"animation": FULL_LEVEL, "foncier": Interval(2, 2)}
    assert (b.functions, c.functions, d.functions) == (None, None, {})
    assert found.grid["portage-collectif"].level == FULL_LEVEL


def test_functions_may_be_a_bare_list_of_what_is_performed() -> None:
    found = territory("acteurs: [{nom: A, fonctions: [animation, Foncier-Lieux]}]\n").actors[0]
    assert found.functions == {"animation": PERFORMED, "foncier-lieux": PERFORMED}


@pytest.mark.parametrize(
    "written", ["1650", "{valeur: 1650}", "\n  valeur: 1650\n  annee: 2019\n  source: INSEE\n  date: 2022-01-15"]
)
def test_a_fact_is_short_or_long(written: str) -> None:
    fact = territory(f"population: {written}\n").population
    assert fact is not None and fact.value is not None and fact.value.low == 1650
    if "annee" in written:
        assert fact.date is not None
        assert (fact.year, fact.source, fact.date.parts) == (2019, "INSEE", (2022, 1, 15))


def test_any_field_in_one_piece_may_carry_its_source() -> None:
    found = territory(
        "region: {valeur: Centre, source: rue}\nacteurs: [{nom: A, influence: {valeur: 2, annee: 2021}}]\n"
    )
    assert (found.region, found.actors[0].influence) == ("Centre", 2)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30))
def test_a_name_between_quotes_is_read_to_the_letter(name: str) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    loaded = load_text(f"type: territoire\nnom: {quoted}\n", "lieu.yaml")
    assert isinstance(loaded.model, Territory) and loaded.model.name == name


# Keys, identifiers, references


def test_a_misspelt_key_is_told_once_with_the_nearest_and_nothing_else_is_lost() -> None:
    loaded = read("populaton: 12\nregion: Centre\nacteurs:\n  - nom: A\n    categori: association\n")
    assert told(loaded) == [("unknown-key", 3, 1), ("unknown-key", 7, 5)]
    assert [p.arguments["suggestion"] for p in loaded.problems] == ["population", "categorie"]
    assert isinstance(loaded.model, Territory) and (loaded.model.region, len(loaded.model.actors)) == ("Centre", 1)


def test_keys_that_begin_with_x_are_kept_for_templates() -> None:
    found = territory("x-projet: {a: 1, b: [deux]}\nX-autre: 3\nacteurs: [{nom: A, x-note: oui}]\n")
    assert found.extra == {"projet": {"a": "1", "b": ["deux"]}, "autre": "3"}
    assert found.actors[0].extra == {"note": "oui"}


def test_keys_are_read_in_french_in_english_and_however_they_are_accented() -> None:
    body = "perimetre: pnr\nacteurs: [{nom: A, categorie: association, roles: [porteur], cercle: hors}]\n"
    french = territory(body)
    english = load_text(
        "type: territoire\nname: Val-Essai\nperimeter: pnr\n"
        "actors: [{name: A, category: association, roles: [porteur], circle: hors}]\n",
        "lieu.yaml",
    )
    accented = load_text(
        "Type: Territoire\nNom: Val-Essai\nPérimètre: PNR\n"
        "Acteurs: [{Nom: A, Catégorie: Association, Rôles: [Porteur], Cercle: Hors}]\n",
        "lieu.yaml",
    )
    for loaded in (english, accented):
        assert loaded.problems == () and isinstance(loaded.model, Territory)
        assert loaded.model.model_dump() == french.model_dump()
    assert french.perimeter is Perimeter.NATURE_PARK


def test_a_thing_written_in_both_languages_is_written_twice() -> None:
    assert told(read("acteurs: [{nom: A, name: B}]\n")) == [("repeated-key", 3, 20)]


def test_a_key_given_twice_is_an_error_at_both_places() -> None:
    loaded = read("population: 1\nregion: X\npopulation: 2\nacteurs:\n  - nom: A\n    nom: B\n    nom: C\n")
    assert told(loaded) == [
        ("duplicate-key", 3, 1), ("duplicate-key", 5, 1),
        ("duplicate-key", 7, 5), ("duplicate-key", 8, 5), ("duplicate-key", 9, 5),
    ]  # fmt: skip


def test_an_identifier_is_made_from_the_name_its_accents_folded() -> None:
    found = territory(
        "acteurs: [{nom: Mairie de l’Île-d’Yeu}, {nom: 'Œuvre & Cie'}, {nom: 里山の会}, {id: b, nom: B}]\n"
    )
    first, second, third, last = (actor.id for actor in found.actors)
    assert (first, second, last) == ("mairie-de-l-ile-d-yeu", "oeuvre-cie", "b")
    assert third and third == territory("acteurs: [{nom: 里山の会}]\n").actors[0].id


def resolved(body: str) -> tuple[Territory, list[tuple[str, int, int, object]]]:
    method = method_of(load_method("cit", Dossier(Path(), Workspace())))
    found, problems = resolve_territory(territory(body), method)
    return found, [(p.code, p.position.line, p.position.column, p.arguments.get("suggestion")) for p in problems]


def test_a_reference_is_folded_and_a_dangling_one_has_the_nearest_as_a_hint() -> None:
    body = (
        "acteurs:\n  - {nom: Mairie de X, categorie: Collectivité, fonctions: {annimation: 2}}\n  - {nom: Péniche}\n"
        "relations:\n  - {entre: [Mairie de X, peniche], nature: projet}\n"
        "  - {entre: [mairie-de-x, penniche], nature: projet}\n"
    )
    found, problems = resolved(body)
    assert problems == [("unknown-reference", 4, 61, "animation"), ("unknown-reference", 8, 27, "peniche")]
    assert found.actors[0].category == "collectivite" and found.actors[0].functions == {}
    assert found.relations is not None and [each.ends for each in found.relations] == [("mairie-de-x", "peniche")]


def test_an_identifier_is_unique_within_its_kind() -> None:
    body = "acteurs: [{nom: A}, {nom: À}]\nbesoins: [{id: a, intitule: A, origine: [{cercle: hors}]}]\n"
    found, problems = resolved(body)
    assert [(code, line, column) for code, line, column, _ in problems] == [("duplicate-id", 3, 21)]
    assert (len(found.actors), len(found.needs)) == (1, 1)


def test_every_value_keeps_its_place_up_to_the_model() -> None:
    found = territory("acteurs:\n  - nom: A\n    fonctions:\n      animation: 2\ngrille:\n  portage-collectif: 1\n")
    assert str(found.actors[0].position("fonctions", "animation")) == "lieu.yaml:6:7"
    assert str(found.position("grille", "portage-collectif")) == "lieu.yaml:8:3"


def test_every_mistake_is_told_in_one_reading_in_the_order_of_the_file() -> None:
    loaded = read(
        "etat_au: hier\nacteurs:\n  - {nom: A, influence: 9}\n  - {name: B, confidentiel: peut-être}\nregon: X\n"
    )
    assert told(loaded) == [
        ("not-a-date", 3, 10), ("bad-level", 5, 25), ("not-a-boolean", 6, 29), ("unknown-key", 7, 1),
    ]  # fmt: skip


def test_one_bad_actor_does_not_stop_the_others() -> None:
    loaded = read(
        "acteurs:\n  - {categorie: association}\n  - {nom: B}\n  - un texte: qui n’est pas un acteur\n  - {nom: C}\n"
    )
    assert isinstance(loaded.model, Territory)
    assert [actor.name for actor in loaded.model.actors] == ["B", "C"]


@pytest.mark.parametrize("written", ["\ue03f", "a\ue03fb\ue040", '"\\uE03F"', '"\\U0000e03f"'])
def test_no_character_is_taken_for_a_lone_question_mark(written: str) -> None:
    read = territory(f"contexte: {written}\npopulation: ?\n")
    expected = "\ue03f" if written.startswith('"') else written
    assert (read.context, read.population) == (expected, None)
