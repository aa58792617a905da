"""Where every failure ends: a sentence and an exit code, never a traceback."""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cit_toolkit.cli.exit_codes import BUG, FINE, INTERRUPTED, USAGE
from cit_toolkit.cli.message_language import message_language
from cit_toolkit.cli.said import report_error, say
from cit_toolkit.failure_report import failure_report
from cit_toolkit.problems import CitError
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import error_lines

_OF_THE_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)
"""What went wrong is neither ours nor the user's: a full disk, where the output was sent."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line; every way it may end is an exit code."""
    catalog = Catalog.of(message_language(arguments))
    try:
        code = _dispatch(list(arguments), catalog)
        sys.stdout.flush()
        return code
    except CitError as error:
        return report_error(error, catalog)
    except KeyboardInterrupt:
        say(catalog.say("cli.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough: not a failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
            return report_error(CitError("machine-refuses", exit_code=3, reason=error), catalog)
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            longest = max(Path(str(error.filename)).parts, key=len)
            return report_error(CitError("name-too-long", exit_code=USAGE, beginning=longest[:40]), catalog)
        report = failure_report(f"cit {' '.join(arguments)}", error)
        say(error_lines(CitError("unexpected-failure", report=str(report)), catalog))
        return BUG


def _dispatch(arguments: list[str], catalog: Catalog) -> int:
    from typer.exceptions import Abort, Exit, TyperException

    from cit_toolkit.cli.app import build_app

    try:
        result = build_app(catalog, arguments).main(arguments, prog_name="cit", standalone_mode=False)
    except Exit as end:
        result = end.exit_code
    except Abort as end:
        raise KeyboardInterrupt from end
    except SystemExit as end:
        # What the library makes of a pipe that its reader closed.
        raise BrokenPipeError from end
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            say(error.format_message())
            return USAGE
        say(f"{catalog.say('severity.error')}: {_usage_sentence(error, catalog)}")
        say(catalog.say("cli.see-help"))
        return USAGE
    if result == INTERRUPTED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else FINE


def _usage_sentence(error: Any, catalog: Catalog) -> str:
    """Our sentence for the mistakes of a command line that people make; the library's words for the others."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        if near:
            return catalog.say("cli.usage.option-misspelt", option=error.option_name, suggestion=near[0])
        return catalog.say("cli.usage.no-such-option", option=error.option_name)
    if kind == "MissingParameter":
        parameter = error.param
        return catalog.say("cli.usage.missing-parameter", name=parameter.metavar or parameter.name)
    if kind == "BadOptionUsage":
        return catalog.say("cli.usage.bad-option", option=error.option_name)
    said = str(getattr(error, "message", error))
    if said.startswith("No such command"):
        return catalog.say("cli.usage.no-such-command", command=said.split("'")[1] if "'" in said else said)
    if said.startswith("Missing command"):
        return catalog.say("cli.usage.missing-command")
    if kind == "BadParameter" and (option := _option_of(error)):
        return catalog.say("cli.usage.bad-value", option=option, said=_why_refused(error, catalog) or said)
    return said


_REFUSALS = {
    "greater_than_equal": "at-least", "less_than_equal": "at-most", "int_parsing": "not-whole",
    "int_from_float": "not-whole", "float_parsing": "not-a-number",
}  # fmt: skip
"""What the library that checks numbers says in English, and our sentence for it."""


def _why_refused(error: Any, catalog: Catalog) -> str:
    """Why the library's own check refused a number; empty for a check of ours, which says it itself."""
    told = getattr(error.__cause__, "errors", None)
    first: dict[str, Any] = next(iter(told()), {}) if told else {}
    key = _REFUSALS.get(first.get("type", ""))
    return catalog.say(f"cli.usage.{key}", count=next(iter(first.get("ctx", {}).values()), "")) if key else ""


def _option_of(error: Any) -> str:
    """The option a bad value was given to: the library's own check knows it, ours say it."""
    parameter = getattr(error, "param", None)
    return "/".join(parameter.opts) if parameter is not None else str(getattr(error, "param_hint", None) or "")
