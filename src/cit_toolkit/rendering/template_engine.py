"""Jinja templates to Markdown: every value escaped, undefined names refused, a dossier's templates looked up first."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.rendering.template_mistakes import (
    TemplateMistakeError,
    TemplateSource,
    syntax_problem,
    undefined_problem,
)
from cit_toolkit.rendering.template_names import public_names

MAX_OUTPUT = 5_000_000
"""Characters a template may produce: a runaway loop in a template somebody brought ends here."""

MAX_SECONDS = 10
"""Seconds a dossier's own template may take: the built-in ones take a hundredth of one."""

# What Markdown or a well-known extension of it could take for a mark wherever it stands; and quotes, which the French
# typography of running text would change: a name comes out to the letter.
_MARKS = re.compile(r"""([\\`*_\[\]<>#|~&$'"])""")
# No-break spaces are part of what is said («12 500», «67 %»): only ordinary white space is folded.
_WHITE_SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_LINE_START = re.compile(r"^([+\-=]|\d{1,9}(?=[.)](?:\s|$)))")
_HEADING = re.compile(r"^( {0,3})(#{1,6})(?=\s|$)", re.MULTILINE)
_SETEXT = re.compile(r"^(?P<text>[^\n]+)\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"(?<!\\)((?:\\\\)*)<(?=[A-Za-z/!?])(?!https?://|mailto:)")
_FENCE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$)", re.MULTILINE | re.DOTALL)
_BLOCK_START = re.compile(r"^(\d{1,9}|)([#>.)]|[-+*](?=\s))")
_BAR = re.compile(r"(?<!\\)\|")
_BLANK_LINES = re.compile(r"\n{3,}")


class Markdown(str):
    """Text that is Markdown already: templates print it as it is."""

    __slots__ = ()


def plain(value: object) -> Markdown:
    """A value on one line, to the letter: what Markdown could read as a mark is escaped, white space folded."""
    text = _MARKS.sub(r"\\\1", _WHITE_SPACE.sub(" ", str(value)))
    # «- x», «1. x» begin a list only where a line begins, and a value may stand there.
    return Markdown(_LINE_START.sub(lambda found: f"\\{text[0]}" if not text[0].isdigit() else f"{found[1]}\\", text))


def author_markdown(text: str, level: int = 3, indent: int = 0) -> Markdown:
    """An author's Markdown inside a document: its headings under `level`, its HTML shown and not run.

    `indent` spaces begin every line but the first: the text of a list item stays inside it.
    """
    pieces = _FENCE.split(text.strip())
    tamed = "".join(piece if i % 2 else _tamed(piece, level) for i, piece in enumerate(pieces))
    return Markdown(tamed.replace("\n", "\n" + " " * indent))


def one_line_markdown(text: str) -> Markdown:
    """An author's Markdown in a cell or a point: one line, its bars not those of a table, nor its start a block's."""
    folded = _WHITE_SPACE.sub(" ", _TAG.sub(r"\1\\<", text)).strip()
    return Markdown(_BAR.sub(r"\\|", _BLOCK_START.sub(r"\1\\\2", folded)))


def quoted_markdown(text: str) -> Markdown:
    """An author's Markdown as a quotation."""
    return Markdown("> " + author_markdown(text, level=4).replace("\n", "\n> "))


def _tamed(text: str, level: int) -> str:
    text = _SETEXT.sub(lambda found: f"## {found['text'].strip()}", text)
    text = _HEADING.sub(lambda found: found[1] + "#" * min(6, level + len(found[2]) - 1), text)
    return _TAG.sub(r"\1\\<", text)


def _finalize(value: object) -> object:
    if isinstance(value, Markdown):
        return value
    if isinstance(value, (str, int, float)):
        return plain(value)
    if value is None:
        raise UnknownValueError
    return plain(str(value))


class UnknownValueError(TypeError):
    """A template printed a value that is not known."""


class UndefinedNameError(Exception):
    """A template asked for a name that is not there."""

    def __init__(self, name: str, owner: object, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.owner = "" if owner is None else "extra" if isinstance(owner, Mapping) else type(owner).__name__
        self.known = known


_STOPPING = (UndefinedNameError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a template that computes something impossible ends with, beside the errors of the template language."""


@cache
def template_environment(folders: tuple[Path, ...]) -> Any:
    """The template language over folders of templates, looked up before the built-in ones."""
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateNotFound
    from jinja2.exceptions import SecurityError, UndefinedError
    from jinja2.utils import missing

    class Missing(StrictUndefined):
        """Knows what stands beside the name that was not found."""

        __slots__ = ()

        def __init__(self, hint: Any = None, obj: Any = missing, name: Any = None, exc: Any = UndefinedError) -> None:
            def told(message: str) -> Any:
                if hint is not None or not isinstance(name, str):
                    return exc(message)
                alone = obj is missing
                known = ("d", "extra") if alone else public_names(obj)
                return UndefinedNameError(name, None if alone else obj, known)

            raised: Any = told
            super().__init__(hint, obj, name, raised)

    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class FolderLoader(FileSystemLoader):
        """Templates of a dossier: a symbolic link does not lead out of their folder."""

        def get_source(self, environment: Any, template: str) -> Any:
            try:
                found = super().get_source(environment, template)
            except TemplateNotFound:  # an OSError too: the next folder may hold it
                raise
            except UnicodeDecodeError as error:
                raise CitError("template-not-utf-8", path=self._typed(template)) from error
            except OSError as error:
                raise CitError("template-unreadable", path=self._typed(template), reason=error) from error
            if not Path(found[1]).resolve().is_relative_to(Path(self.searchpath[0]).resolve()):
                raise TemplateNotFound(template)
            return found

        def _typed(self, template: str) -> str:
            return TemplateSource(Path(self.searchpath[0]) / template, "").name

    class Environment(ImmutableSandboxedEnvironment):
        """What a template may compute stays small."""

        intercepted_binops = frozenset(("*", "**"))

        @staticmethod
        def concat(pieces: Iterable[str]) -> Markdown:
            """What a macro or `super()` gives was escaped where its values were: it is Markdown, not a value."""
            return Markdown("".join(pieces))

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**" or not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
                raise SecurityError(f"{operator}: numbers only" if operator == "*" else "**")
            return super().call_binop(context, operator, left, right)

    builtin = FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=ChoiceLoader([*map(FolderLoader, folders), builtin, PrefixLoader({"builtin": builtin})]),
        undefined=Missing,
        autoescape=False,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = author_markdown
    environment.filters["one_line"] = one_line_markdown
    environment.filters["quoted"] = quoted_markdown
    environment.filters["plain"] = plain
    return environment


def fill_template(name: str, context: Mapping[str, Any], folders: tuple[Path, ...] = ()) -> str:
    """The Markdown of a template such as `fr/diagnosis.md`, looked up in `folders` before the built-in ones.

    A folder's template may extend the one it replaces by the name `builtin/fr/diagnosis.md`.
    CitError names the template and the line of a mistake in it.
    """
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    pieces: list[str] = []
    size = 0
    try:
        with _watched(name) if folders else nullcontext():
            for piece in template_environment(folders).get_template(name).generate(**context):
                size += len(piece)
                if size > MAX_OUTPUT:
                    raise CitError("template-runaway", template=name)
                pieces.append(piece)
    except TemplateNotFound as error:
        raise CitError("template-not-found", template=str(error.name)) from error
    except TemplateSyntaxError as error:
        source = _source(error.name or name, folders)
        raise TemplateMistakeError(syntax_problem(source, error.message or "", error.lineno)) from error
    except (RecursionError, MemoryError) as error:
        raise CitError("template-runaway", template=name) from error
    except (TemplateError, *_STOPPING) as error:
        raise TemplateMistakeError(_mistake(error, name, folders)) from error
    return _BLANK_LINES.sub("\n\n", "".join(pieces)).strip() + "\n"


@contextmanager
def _watched(name: str) -> Iterator[None]:
    """Stop a template that runs on and on, even one that writes nothing: only tracing its lines can."""
    deadline = monotonic() + MAX_SECONDS

    def each_line(frame: FrameType, event: str, argument: object) -> Any:
        if monotonic() > deadline:
            raise CitError("template-runaway", template=name)
        return each_line

    def each_call(frame: FrameType, event: str, argument: object) -> Any:
        return each_line if frame.f_code.co_filename.endswith(".md") else None

    before = sys.gettrace()
    sys.settrace(each_call)
    try:
        yield
    finally:
        sys.settrace(before)


def _mistake(error: BaseException, name: str, folders: tuple[Path, ...]) -> Problem:
    """What stopped a template while it was filled."""
    from jinja2.exceptions import SecurityError

    path, line = _place(error)
    source = TemplateSource(path, path.read_text(encoding="utf-8")) if path else _source(name, folders)
    if isinstance(error, UndefinedNameError):
        return undefined_problem(source, line, error.name, error.owner, error.known)
    if isinstance(error, UnknownValueError):
        return source.problem("template-unknown-value", line)
    if isinstance(error, SecurityError):
        return source.problem("template-forbidden", line)
    said = str(error) or type(error).__name__
    problem = syntax_problem(source, said, line)
    return problem if problem.code != "template-syntax" else source.problem("template-stopped", line, said=said)


def _source(name: str, folders: tuple[Path, ...]) -> TemplateSource:
    """The text of a template, found as the template language finds it."""
    environment = template_environment(folders)
    text, path, _ = environment.loader.get_source(environment, name)
    return TemplateSource(Path(path), text)


def _place(error: BaseException) -> tuple[Path | None, int]:
    """The innermost frame of a template in a traceback: Jinja gives it the template's own file and line."""
    path, line, trace = None, 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".md"):
            path, line = Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno
        trace = trace.tb_next
    return path, line
