"""`cit governance` from the files to the terminal, the documents and the JSON."""

import json
from pathlib import Path

import jsonschema
import pytest

from cit_toolkit.json_schemas import output_schema
from running_cit import EXAMPLES, VALLEY, cit

COOPERATIVE = EXAMPLES / "vallee-fictive" / "gouvernance.yaml"


def test_the_terminal_says_what_to_mend_with_the_article_and_the_figures() -> None:
    ended = cit("governance", COOPERATIVE, "--date", "2026-11-26")
    assert ended.code == 0, ended.err
    told = " ".join(ended.out.split())
    # 13,000 of 24,000 is 54.2 %; 2 × 13,000 − 24,000 = 2,000 more would make it half.
    assert "constaté : 54,2 % du capital ; attendu : 50 % au plus" in told
    assert "apportent 2 000 € de plus" in told.replace("\u202f", " ")
    assert "art. 19 septies, al. 4 (texte officiel)" in told and "statuts › projet_cooperatif" in told
    assert max(map(len, ended.out.splitlines())) <= 80


def test_the_json_follows_its_schema_and_gives_verdicts_and_power() -> None:
    ended = cit("governance", COOPERATIVE, "--json", "--simuler", "--date", "2026-11-26")
    record = json.loads(ended.out)
    jsonschema.validate(record, output_schema("gouvernance"))
    verdicts = {rule["id"]: rule["verdict"] for rule in record["regles"]}
    assert verdicts["collectivites-moitie"] == "non-conforme" and verdicts["liberation"] == "incomplet"
    assert all("/" not in place for rule in record["regles"] for place in rule["places"])
    simple = record["pouvoir"][0]
    assert [round(college["banzhaf"], 3) for college in simple["colleges"]] == [0.333, 0.333, 0.333]
    assert simple["colleges"][0]["ponderations"]["max"] == pytest.approx(0.6)


def test_a_territory_gives_the_members_to_gather(tmp_path: Path) -> None:
    path = tmp_path / "val.yaml"
    path.write_text(
        "type: territoire\nnom: Val\nacteurs:\n"
        "  - {id: ferme, nom: Ferme, roles: [producteur], categorie: entreprise}\n"
        "  - {id: mairie, nom: Mairie, roles: [], categorie: collectivite}\n"
        "  - {id: cafe, nom: Café, categorie: association}\n",
        encoding="utf-8",
    )
    ended = cit("governance", path, "--json")
    record = json.loads(ended.out)
    jsonschema.validate(record, output_schema("societariat"))
    kinds = {kind["nature"]: (kind["acteurs"], kind["possibles"]) for kind in record["associes"]}
    assert kinds["producteur"] == (["ferme"], ["cafe"]) and kinds["collectivite"] == (["mairie"], [])
    assert kinds["beneficiaire"] == ([], ["cafe"])
    # The required ones first.
    assert record["a_trouver"] == ["salarie", "beneficiaire", "financeur", "partenaire"]


def test_a_confidential_actor_is_not_named_among_possible_members() -> None:
    public = cit("governance", VALLEY).out
    assert "Acteur non nommé" in " ".join(public.split())


@pytest.mark.parametrize("form", ["CAE", "association", "autre"])
def test_a_form_whose_rules_are_not_described_is_refused_clearly(tmp_path: Path, form: str) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(f"type: gouvernance\nforme: {form}\n", encoding="utf-8")
    ended = cit("governance", path)
    assert ended.code == 1 and ended.out == ""
    assert "[form-without-rules]" in ended.err and "SCIC-SAS" in ended.err and "rien n’est vérifié" in ended.err


def test_another_kind_of_file_is_refused_clearly(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("type: seance\ntitre: S\nformat: reunion\n", encoding="utf-8")
    ended = cit("governance", path)
    assert ended.code == 1 and "[not-a-governance]" in ended.err


@pytest.mark.parametrize("ending", [".md", ".pdf", ".html"])
def test_the_document_is_made_in_every_format(tmp_path: Path, ending: str) -> None:
    ended = cit("governance", COOPERATIVE, "--simuler", "-o", tmp_path / f"g{ending}")
    assert ended.code == 0, ended.err
    assert (tmp_path / f"g{ending}").stat().st_size > 1000
