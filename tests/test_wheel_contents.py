"""The built packages hold everything the program reads, and nothing that is only for the checkout. No network."""

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cit_toolkit import __version__

CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the source archive, and the wheel made from it."""
    folder = tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    yield folder


@pytest.fixture(scope="module")
def wheel_names(packages: Path) -> set[str]:
    """The names of the files in the wheel."""
    (wheel,) = packages.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_of(folder: str) -> set[str]:
    """The files of a folder of the checkout, by their path inside it; without what editors and Python leave there."""
    root = CHECKOUT / folder
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if "__pycache__" not in path.parts and not path.name.startswith(".")}


@pytest.mark.parametrize(
    ("folder", "inside"),
    [
        ("methods", "cit_toolkit/_data/methods"),
        ("templates", "cit_toolkit/_data/templates"),
        ("mappings", "cit_toolkit/_data/mappings"),
        ("starter", "cit_toolkit/_data/starter"),
        ("examples/vallee-fictive", "cit_toolkit/_data/examples/vallee-fictive"),
        ("src/cit_toolkit", "cit_toolkit"),
    ],
)
def test_the_wheel_holds_every_file_of(folder: str, inside: str, wheel_names: set[str]) -> None:
    expected = {f"{inside}/{name}" for name in files_of(folder)}
    assert len(expected) > 0
    assert expected - wheel_names == set()


def test_the_wheel_holds_nothing_but_the_package_and_its_metadata(wheel_names: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel_names} == {"cit_toolkit", f"cit_toolkit-{__version__}.dist-info"}
    assert {"cit_toolkit/py.typed", f"cit_toolkit-{__version__}.dist-info/licenses/LICENSE"} <= wheel_names


def test_the_wheel_carries_the_licence_of_every_font_family(wheel_names: set[str]) -> None:
    fonts = "cit_toolkit/_data/templates/styles/fonts/"
    families = {
        Path(name).stem.split("-")[0]
        for name in wheel_names
        if name.startswith(fonts) and name[-4:] in (".ttf", ".otf")
    }
    licensed = {Path(name).name.split("-")[0] for name in wheel_names if name.startswith(fonts) and "LICENSE" in name}
    assert families and families <= licensed


def test_the_source_archive_holds_what_its_readme_tells_to_run(packages: Path) -> None:
    (archive_path,) = packages.glob("*.tar.gz")
    with tarfile.open(archive_path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"README.md", "constraints.txt", "pyproject.toml", "LICENSE", ".ci/run", "tests/test_wheel_contents.py"}
    wanted |= {f"examples/{name}" for name in files_of("examples")}
    wanted |= {f"tests/{name}" for name in files_of("tests")}
    assert wanted - names == set()
