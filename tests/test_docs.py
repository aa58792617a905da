"""The pages of the site do what they say, line by line; the reference leaves nothing out; the site builds alone."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

import cit_toolkit
from cit_toolkit.builtin_data import method_ids
from cit_toolkit.json_schemas import file_schema, file_schema_names
from cit_toolkit.loading.workspace import Dossier, load_method, method_of
from cit_toolkit.model.workspace import Workspace
from docs.page_steps import put, steps
from docs.reference_pages import NAMES, reference_pages
from running_cit import cit
from test_architecture import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").glob("*/**/*.md"))
PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")
"""Whoever reads a page and the terminal does not see which spaces may break."""
SAID = {"sh", "powershell"}
"""Blocks that are told and not run: what installs the tool, held to the README below."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_a_page_does_what_it_says_from_the_first_command_to_the_last(page: Path, tmp_path: Path) -> None:
    language = page.relative_to(ROOT / "docs").parts[0]
    folder, shown, ends = tmp_path, "", []
    blocks = list(steps(page.read_text(encoding="utf-8")))
    for rank, step in enumerate(blocks):
        following = blocks[rank + 1] if rank + 1 < len(blocks) else None
        if step.title:
            put(step, folder)
        elif step.language == "bash":
            shown, ends = "", []
            for line in step.text.splitlines():
                program, *words = shlex.split(line)
                if program == "cd":
                    folder = folder / words[0]
                    assert folder.is_dir(), line
                    continue
                assert program == "cit", line
                ended = cit(*words, cwd=folder, env={"CIT_LANG": language})
                shown += ended.out + ended.err
                ends.append(ended.code)
            # A page that shows a mistake shows it after the command that finds it, and no command fails otherwise.
            mistaken = following is not None and not following.language and re.search("erreur:|error:", following.text)
            assert ends[:-1] == [0] * len(ends[:-1]) and ends[-1:] in ([], [1 if mistaken else 0]), shown
        elif not step.language:
            missing = [line for line in step.text.splitlines() if line.strip() not in shown.translate(PLAIN_SPACES)]
            assert missing == [], shown
        else:
            assert step.language in SAID, step
    assert blocks or page.stem == "index"


@pytest.mark.parametrize(("name", "other"), [("fr/tutoriel.md", "installer.md"), ("en/tutorial.md", "install.md")])
def test_the_first_diagnosis_takes_ten_minutes_and_sends_nobody_elsewhere(name: str, other: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    worth = {"une": 1, "deux": 2, "trois": 3, "one": 1, "two": 2, "three": 3}
    assert sum(worth[word] for word in re.findall(r"^## .*\((\w+) minutes?\)$", text, re.MULTILINE)) == 10
    links = set(re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", text))
    assert links == {other}


def test_the_page_that_installs_says_what_the_readme_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("fr/installer.md", "en/install.md"):
        told = [s for s in steps((ROOT / "docs" / name).read_text(encoding="utf-8")) if s.language in SAID]
        assert len(told) == 4
        assert all(step.text.strip() in readme for step in told)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_reference_names_every_command_and_option(language: str) -> None:
    page = reference_pages(language)[f"reference/{NAMES[language]['commands']}.md"]
    parts = re.split(r"^## <code>", page, flags=re.MULTILINE)[1:]
    told = {re.sub(r"( \[?[A-Z|&#0-9;.…\]]+)*</code>.*", "", part.partition("\n")[0]): part for part in parts}
    assert list(told) == list(COMMANDS)
    for command, options in COMMANDS.items():
        assert [option for option in options if not re.search(rf"{option}(?![\w-])", told[command])] == [], command


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_reference_names_every_key_of_every_file(language: str) -> None:
    page = reference_pages(language)[f"reference/{NAMES[language]['files']}.md"]
    parts = dict(re.findall(r"^## <code>type: ([\w-]+)</code>\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    assert list(parts) == list(file_schema_names())
    for kind, part in parts.items():
        schema = file_schema(kind, language)
        tables = [schema, *(each for name, each in schema["$defs"].items() if "source" not in name)]
        keys = {key for table in tables for key in table.get("properties", {})}
        assert [key for key in sorted(keys) if f"| <code>{key}</code>" not in part] == [], kind
        assert "→" not in part
    territory = parts["territoire"]
    meant = {
        "fr": "Poids dans les décisions locales, de 0 (aucun) à 3 (décisif).",
        "en": "Weight in what is decided locally, 0 to 3.",
    }
    assert re.search(rf"<code>influence</code> \\| [^|]+ \\| {re.escape(meant[language])}", territory)
    assert "[ses clés](#territoire-actor)" in territory or "[its keys](#territoire-actor)" in territory


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_reference_names_every_message_and_everything_in_the_methods(language: str) -> None:
    pages = reference_pages(language)
    locale = Path(cit_toolkit.__file__).parent / "locales" / language / "problems.toml"
    table = tomllib.loads(locale.read_text(encoding="utf-8"))["problems"]
    codes = [code for code, texts in table.items() if isinstance(texts, dict)]
    messages = pages[f"reference/{NAMES[language]['messages']}.md"]
    assert len(codes) > 150 and [code for code in codes if f"{{ #{code} }}" not in messages] == []
    for name in method_ids():
        method = method_of(load_method(name, Dossier(Path(), Workspace())))
        page = pages[f"reference/{NAMES[language]['method']}-{name}.md"]
        named = [*method.functions, *method.stages, *method.modules, *method.rules, *method.criteria.values()]
        assert [item.id for item in named if f"<code>{item.id}</code>" not in page] == []
        assert all(f"≥ {value.normalize():f}" in page for stage in method.stages for value in stage.thresholds.values())


class Fetched(HTMLParser):
    """Every address that opening a page fetches by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "source", "video"):
            self.addresses.append(given.get("src") or "")
        elif tag == "link" and (given.get("rel") or "") not in ("canonical", "next", "prev", "alternate"):
            self.addresses.append(given.get("href") or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as CONTRIBUTING says."""
    folder = tmp_path_factory.mktemp("site")
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(Path(cit_toolkit.__file__).parent.parent),
    }
    for file, where in (("mkdocs.yml", folder), ("mkdocs.en.yml", folder / "en")):
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", ROOT / file, "-d", where]
        made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stdout + made.stderr
    return folder


def test_the_site_builds_without_a_warning_and_fetches_nothing_from_elsewhere(site: Path) -> None:
    pages = [page for page in site.rglob("*.html") if page.name != "404.html"]
    assert len(pages) >= len(PAGES) + 2 * (3 + len(method_ids()))
    for page in pages:
        reader = Fetched()
        reader.feed(page.read_text(encoding="utf-8"))
        assert [address for address in reader.addresses if "//" in address] == [], page
        local = [address.partition("?")[0].partition("#")[0] for address in reader.addresses if address]
        assert [address for address in local if not (page.parent / address).resolve().is_file()] == [], page
    for sheet in site.rglob("*.css"):
        assert re.findall(r"url\(\s*[\"']?(?:https?:)?//", sheet.read_text(encoding="utf-8")) == []


def test_each_page_of_the_site_is_in_the_language_it_says(site: Path) -> None:
    assert '<html lang="fr"' in (site / "tutoriel.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in (site / "en" / "tutorial.html").read_text(encoding="utf-8")
