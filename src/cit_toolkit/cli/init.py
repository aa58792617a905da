"""`cit init`: a dossier to fill in, from a few questions, or the invented example to look at."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.builtin_data import method_ids
from cit_toolkit.cli.exit_codes import FINE
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.said import say
from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.pipeline.new_dossier import NewDossier, example_files, starter_files, write_new
from cit_toolkit.problems import CitError
from cit_toolkit.wording.catalog import LANGUAGES, Catalog
from cit_toolkit.wording.problem_text import visible

_DEPARTMENT = re.compile(r"\d{2}|2[AB]|9[78]\d")


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""

    def option(*names: str, key: str, **settings: Any) -> Any:
        return typer.Option(*names, help=catalog.say(f"init.{key}"), **settings)

    @app.command("init", cls=LocalisedCommand, help=catalog.say("init.help"))
    def init(
        folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help=catalog.say("init.folder"))],
        example: Annotated[bool, option("--exemple", key="example")] = False,
        name: Annotated[str | None, option("--nom", key="name", metavar="NOM")] = None,
        organisation: Annotated[str | None, option("--organisation", key="organisation", metavar="NOM")] = None,
        department: Annotated[str | None, option("--departement", key="department", metavar="NN")] = None,
        language: Annotated[str | None, option("--langue", key="language", metavar="fr|en")] = None,
        method: Annotated[str | None, option("--methode", key="method", metavar="ID")] = None,
    ) -> int:
        if folder.exists() and not folder.is_dir():
            raise CitError("not-a-folder", exit_code=2, path=str(folder))
        if example:
            _refuse_with_example(catalog, (name, organisation, department, language, method))
            write_new(folder, example_files(catalog.language))
            say(catalog.say("init.example-made", folder=_typed(folder), enter=_way_in(folder, catalog)))
            return FINE
        asked = _Asked(catalog, sys.stdin.isatty() and sys.stderr.isatty())
        wanted = NewDossier(
            territory=asked.required("name", "--nom", name),
            organisation=asked.text("organisation", organisation, "", lambda text: text) or None,
            department=asked.text("department", department, "", _department) or None,
            language=asked.text("language", language, catalog.language, _language),
            method=asked.text("method", method, "cit", _method),
        )
        write_new(folder, starter_files(wanted))
        told = {"folder": _typed(folder), "enter": _way_in(folder, catalog), "territory": wanted.territory_file}
        say(catalog.say("init.made", **told))
        return FINE


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user says: by an option, else in answer to a question when there is somebody to ask."""

    catalog: Catalog
    in_a_terminal: bool

    def required(self, key: str, option: str, given: str | None) -> str:
        """A text that there is no doing without."""
        if given is None and not self.in_a_terminal:
            raise CitError("init-needs-a-name", exit_code=2, option=option)
        while not (text := self.text(key, given, "", lambda text: text)):
            if given is not None:
                raise CitError("init-needs-a-name", exit_code=2, option=option)
        return text

    def text(self, key: str, given: str | None, usual: str, read: Callable[[str], str]) -> str:
        """A text as `read` understands it. What an option gives wrong stops the command; an answer is asked again."""
        if given is not None or not self.in_a_terminal:
            return read(_one_line(usual if given is None else given))
        while True:
            question = self.catalog.say(f"init.ask.{key}")
            answer = typer.prompt(question, default=usual, show_default=bool(usual), err=True)
            try:
                return read(_one_line(str(answer)))
            except CitError as error:
                say(self.catalog.error(error)[0])


def _department(text: str) -> str:
    code = text.upper()
    if code and not _DEPARTMENT.fullmatch(code):
        raise CitError("init-department", exit_code=2, value=text)
    return code


def _language(text: str) -> str:
    if text.lower() not in LANGUAGES:
        raise CitError("init-language", exit_code=2, value=text)
    return text.lower()


def _method(text: str) -> str:
    known = list(method_ids())
    if text not in known:
        raise CitError("unknown-method", exit_code=2, method=text, known=known, suggestion=nearest(text, known))
    return text


def _one_line(text: str) -> str:
    """What a terminal or a script gave, without the control characters that no name holds."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _typed(folder: Path) -> str:
    """A folder as one types it: between quotation marks when it holds a space."""
    text = visible(str(folder))
    return f'"{text}"' if " " in text else text


def _way_in(folder: Path, catalog: Catalog) -> str:
    """The line that enters the folder; none when one stands in it."""
    return "" if folder.resolve() == Path.cwd() else catalog.say("init.enter", folder=_typed(folder))


def _refuse_with_example(catalog: Catalog, given: tuple[str | None, ...]) -> None:
    names = ("--nom", "--organisation", "--departement", "--langue", "--methode")
    for name, value in zip(names, given, strict=True):
        if value is not None:
            raise typer.BadParameter(catalog.say("cli.usage.not-together", one="--exemple", other=name))
