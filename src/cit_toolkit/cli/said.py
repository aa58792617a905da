"""What goes to stderr: problems and the sentences of stopped commands."""

import sys

from cit_toolkit.problems import TOLD_BY_PROBLEMS, CitError
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import error_lines, problem_lines


def say(text: str) -> None:
    """A text and the end of its line."""
    sys.stderr.write(text.rstrip("\n") + "\n")


def report_error(error: CitError, catalog: Catalog) -> int:
    """Print a stopped command's sentence, and the problems it carries; its exit code."""
    problems = getattr(error, "problems", ())
    for problem in problems:
        say(problem_lines(problem, catalog))
    if not problems or error.code not in TOLD_BY_PROBLEMS:
        say(error_lines(error, catalog))
    return error.exit_code
