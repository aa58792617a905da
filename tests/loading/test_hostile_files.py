"""A hostile file is refused in well under a second and in bounded memory; whatever a file holds, nothing breaks."""

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.loading.files import LoadedFile, load_file, load_text
from cit_toolkit.loading.limits import Limits
from cit_toolkit.model.territory import Territory
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import problem_lines

HEAD = "type: territoire\nnom: Val-Essai\n"


@contextmanager
def bounded(megabytes: int) -> Iterator[None]:
    """A second at most (ten times that for a busy machine), and so many megabytes."""
    start = time.monotonic()
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.monotonic() - start < 10
    assert peak < megabytes * 1_000_000


def codes(loaded: LoadedFile) -> list[str]:
    return [problem.code for problem in loaded.problems]


def test_a_billion_laughs_are_not_heard() -> None:
    lines = ["x-a0: &a0 [rire, rire, rire, rire, rire, rire, rire, rire, rire, rire]"]
    lines += [f"x-a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    with bounded(megabytes=2):
        loaded = load_text(HEAD + "\n".join(lines) + "\n", "lieu.yaml")
    assert (codes(loaded), loaded.model) == (["file-expands"], None)


def test_an_alias_inside_what_it_repeats_is_refused() -> None:
    assert codes(load_text(HEAD + "x-a: &a [*a]\n", "lieu.yaml")) == ["yaml-undefined-alias"]


def test_an_alias_repeats_what_is_small() -> None:
    loaded = load_text(HEAD + "acteurs: [{nom: A, x-b: &b [un, deux], x-c: *b}]\n", "lieu.yaml")
    assert isinstance(loaded.model, Territory)
    assert loaded.model.actors[0].extra == {"b": ["un", "deux"], "c": ["un", "deux"]}


@pytest.mark.parametrize(("inside", "refused"), [(63, []), (64, ["file-too-deep"]), (100_000, ["file-too-deep"])])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")], ids=["lists", "tables"])
def test_sixty_four_levels_and_no_more(opening: str, closing: str, inside: int, refused: list[str]) -> None:
    # The whole file is one level, its lists or tables are the others.
    with bounded(megabytes=5):
        loaded = load_text(f"{HEAD}x-a: {opening * inside}{closing * inside}\n", "lieu.yaml")
    assert codes(loaded) == refused


def test_aliases_cannot_be_used_to_go_deeper() -> None:
    lines = ["x-a0: &a0 [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[fin]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"]
    lines += [f"x-a{i}: &a{i} [[[[[[[[[[[[[[[[[[[[*a{i - 1}]]]]]]]]]]]]]]]]]]]]" for i in range(1, 4)]
    assert codes(load_text(HEAD + "\n".join(lines) + "\n", "lieu.yaml")) == ["file-too-deep"]


def test_a_file_of_more_than_twenty_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "lieu.yaml"
    with path.open("wb") as stream:
        stream.write(HEAD.encode())
        stream.truncate(20_000_001)  # a hole: no such disk space is taken
    with bounded(megabytes=1):
        assert codes(load_file(path)) == ["file-too-large"]


def test_the_bounds_are_settings() -> None:
    loaded = load_text(HEAD + "x-a: [[[fin]]]\n", "lieu.yaml", limits=Limits(depth=3))
    assert [problem.arguments for problem in loaded.problems] == [{"limit": 3}]


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system ['id']", "!!str x", "!x y", "!!binary aGVsbG8="])
def test_no_tag_is_taken(tag: str) -> None:
    assert codes(load_text(f"{HEAD}region: {tag}\n", "lieu.yaml")) == ["yaml-tag"]


PIECES = st.sampled_from(
    [
        *("acteurs:", "nom:", "type: territoire", "inconnu", "3,5", "oui", "fonctions", "animation", "x-a", "é", "🌻"),
        *("  ", "\n", "\t", "\r\n", "- ", "{", "}", "[", "]", ",", ": ", "&a ", "*a", "?", "|", ">", "#", "'", '"'),
        *("!!str", "---", "\x00", "\ufeff", "\u2028", "\u202e"),
    ]
)
FRENCH, ENGLISH = Catalog.of("fr"), Catalog.of("en")


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join)))
def test_whatever_a_file_holds_every_mistake_has_its_sentence(text: str) -> None:
    for whole in (text, HEAD + text):
        loaded = load_text(whole, "lieu.yaml")
        assert loaded.problems or loaded.model is not None
        for problem in loaded.problems:
            assert problem_lines(problem, FRENCH) and problem_lines(problem, ENGLISH)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_a_file_is_read_or_refused(data: bytes) -> None:
    from cit_toolkit.loading.reading import decode

    text, problems = decode(data, "lieu.yaml")
    assert (text is None) is bool(problems)
