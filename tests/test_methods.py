"""The methods that come with the tool: coherent, complete in both languages, and written nowhere in the program."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import cit_toolkit
from cit_toolkit.analysis.diagnosis import diagnose
from cit_toolkit.analysis.metrics import metric_names
from cit_toolkit.analysis.planning.candidates import Reason, sorted_modules
from cit_toolkit.analysis.planning.targets import Targets
from cit_toolkit.builtin_data import METHODS, TEMPLATES
from cit_toolkit.checks import check_method
from cit_toolkit.loading.files import load_file
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from running_cit import EXAMPLES, cit

SHIPPED = ("cit", "ptce")
CLUSTER = EXAMPLES / "pole-fictif" / "territoires" / "sarmelle.yaml"


@cache
def method(name: str) -> Method:
    loaded = load_file(METHODS / f"{name}.yaml")
    assert loaded.problems == ()
    assert isinstance(loaded.model, Method)
    return loaded.model


@pytest.mark.parametrize("name", SHIPPED)
def test_the_method_is_coherent_and_says_everything_in_both_languages(name: str) -> None:
    assert check_method(method(name)) == []
    assert method(name).languages == ("fr", "en")
    assert cit("method", "check", name).code == 0


@pytest.mark.parametrize("name", SHIPPED)
def test_the_method_is_complete(name: str) -> None:
    found = method(name)
    assert len(found.dimensions) >= 6 and len(found.criteria) >= 24
    assert len(found.modules) >= 20 and len(found.rules) >= 25
    assert found.matching and found.comparison and found.calendar
    assert all(criterion.evidence for criterion in found.criteria.values())
    assert all(module.aim and module.output and module.hours and module.participants for module in found.modules)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_stage_asks_for_the_next_ones_do_not_ask_less(name: str) -> None:
    asked: dict[str, float] = {}
    for stage in method(name).stages:
        for metric, threshold in stage.thresholds.items():
            assert float(threshold) >= asked.get(metric, 0), (stage.id, metric)
            asked[metric] = float(threshold)
    assert asked.keys() <= set(metric_names(method(name)))


@pytest.mark.parametrize("name", SHIPPED)
def test_each_thing_that_may_lack_has_a_module_that_answers_it(name: str) -> None:
    answers = [module.answers for module in method(name).modules if module.answers]
    criteria = {criterion for each in answers for criterion in each.criteria}
    functions = {function for each in answers for function in each.functions}
    themes = {theme for each in answers for theme in each.themes}
    assert set(method(name).criteria) <= criteria
    assert {function.id for function in method(name).functions} <= functions
    assert {theme.id for theme in method(name).themes} <= themes


@pytest.mark.parametrize("name", SHIPPED)
def test_no_module_waits_for_one_that_comes_too_late(name: str) -> None:
    """At whatever stage a territory stands, the modules that suit it can be given."""
    nowhere = Territory(type="territoire", id="vide", nom="Vide")
    for rank in range(len(method(name).stages)):
        # With no threshold up to it the stage is reached, whatever is known; the next one is not.
        stages = tuple(
            stage.model_copy(update={"thresholds": {}}) if i <= rank else stage
            for i, stage in enumerate(method(name).stages)
        )
        diagnosis = diagnose(nowhere, method(name).model_copy(update={"stages": stages}))
        assert diagnosis.stage and diagnosis.stage.certain == rank
        found = sorted_modules(diagnosis, Targets((), (), ()))
        late = [each for each in found.refused.values() if each.reason is Reason.PREREQUISITE]
        assert [each.module.id for each in late] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_of_the_method_is_written_in_the_program(name: str) -> None:
    """Ids of two words or more: a single one, such as `animation`, may be a key of the file format too."""
    found = method(name)
    things = (*found.categories, *found.circles, *found.roles, *found.functions, *found.themes, *found.stages,
              *found.modules, *found.dimensions, *found.criteria.values())  # fmt: skip
    ids = {thing.id for thing in things if "-" in thing.id}
    assert len(ids) > 50
    source = Path(cit_toolkit.__file__).parent
    texts = {
        node.value
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    words = {word for path in TEMPLATES.rglob("*.md") for word in re.findall(r"[a-z0-9-]+", path.read_text("utf-8"))}
    assert ids & texts == set()
    assert ids & words == set()


@pytest.mark.parametrize("command", [["diagnose"], ["profile"], ["plan", "--heures", "20", "--debut", "2026-09-17"]])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_territory_of_another_method_gets_documents_without_a_word_of_the_first(
    command: list[str], language: str
) -> None:
    name, *options = command
    ended = cit("--lang", language, name, CLUSTER, *options, "-o", "-")
    assert ended.code == 0
    assert method("ptce").name.text(language) in ended.out
    foreign = re.compile(
        r"coopérative intégrée|coopérative de territoire|territorial cooperative|une scic réunit", re.I
    )
    assert not foreign.search(ended.out)


def test_a_territory_written_for_one_method_is_diagnosed_with_the_other() -> None:
    """What the other method does not know is told with its place; the rest is used."""
    valley = EXAMPLES / "vallee-fictive" / "territoires" / "vallee-2025.yaml"
    ended = cit("diagnose", valley, "--methode", "ptce")
    assert ended.code == 1
    assert "[unknown-reference]" in ended.err and "Traceback" not in ended.err
    assert "Animation du pôle" in ended.out and "49 acteurs" in ended.out


def test_a_method_is_copied_under_a_name_of_one_s_own_and_never_over_another(tmp_path: Path) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\nmethode: methodes/la-notre.yaml\n", encoding="utf-8")
    ended = cit("method", "copy", "ptce", "methodes/la-notre.yaml", cwd=tmp_path)
    assert (ended.code, ended.out) == (0, "methodes/la-notre.yaml\n")
    copied = tmp_path / "methodes" / "la-notre.yaml"
    text = copied.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/methode.json\n") and "\nid: la-notre\n" in text
    assert (tmp_path / "schemas" / "methode.json").is_file()
    assert cit("method", "check", "methodes/la-notre.yaml", cwd=tmp_path).out == (
        "methodes/la-notre.yaml : aucun problème.\n"
    )
    assert cit("check", cwd=tmp_path).code == 0
    again = cit("method", "copy", "cit", "methodes/la-notre.yaml", cwd=tmp_path)
    assert again.code == 2 and "[file-already-there]" in again.err and copied.read_text(encoding="utf-8") == text
    assert cit("method", "copy", cwd=tmp_path).out == "methodes/ma-methode.yaml\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("cti",), "unknown-method"),
        (("cit", "../dehors.yaml"), "path-outside"),
        (("cit", "ma-methode"), "not-a-yaml-name"),
    ],
)
def test_a_copy_of_a_method_that_cannot_be_made_says_why(tmp_path: Path, arguments: tuple[str, ...], code: str) -> None:
    (tmp_path / "cit.yaml").write_text("type: dossier\n", encoding="utf-8")
    assert f"[{code}]" in cit("method", "copy", *arguments, cwd=tmp_path).err
    assert [path.name for path in tmp_path.iterdir()] == ["cit.yaml"]


@pytest.mark.parametrize(
    ("text", "kind"), [("type: dossier\n", "dossier"), ("type: offres\noffres: []\n", "offres")]
)  # fmt: skip
def test_a_sound_file_that_is_no_method_is_not_said_to_be_a_good_one(tmp_path: Path, text: str, kind: str) -> None:
    (tmp_path / "autre.yaml").write_text(text, encoding="utf-8")
    checked = cit("method", "check", "autre.yaml", cwd=tmp_path)
    assert (checked.code, checked.out) == (1, "")
    assert f"« autre.yaml » n’est pas une méthode : son type est « {kind} » [not-a-method]" in checked.err
    assert "is not a method" in cit("--lang", "en", "method", "show", "autre.yaml", cwd=tmp_path).err
