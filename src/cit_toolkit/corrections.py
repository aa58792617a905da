"""`cit check --corriger`: the mistakes that can mean one thing only, repaired.

A repair replaces some characters of one line: nothing else in the file changes. The text is then checked again; a
repair that does not end its mistake, or makes another elsewhere, is left out before anything is proposed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cit_toolkit.checks import CheckedFile, CheckReport, check_paths, files_checked
from cit_toolkit.loading.reading import decode
from cit_toolkit.loading.real_paths import real_path
from cit_toolkit.loading.repairs import Repair, repair_of
from cit_toolkit.loading.tabs import without_tabs
from cit_toolkit.problems import Problem

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line: problems count lines so."""
_ROUNDS = 60
"""Repairs that only show once another is made: a file that YAML cannot read tells one mistake at a time."""
_ALONE_AT_MOST = 200
"""Repairs tried one by one when they cannot all be made together."""
_Key = tuple[Path, str, int, int, str]
"""One repair: file, code of the problem, line, column, what would be written."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A file as it is, and as it would be."""

    path: Path
    name: str
    before: str
    after: str
    repairs: int


def corrections(paths: Sequence[Path], method: str | None = None) -> tuple[Correction, ...]:
    """What can be repaired in files and folders; nothing is written."""
    files = {real_path(path): path for path in files_checked(paths)}
    before = {path: text for path in files if (text := _text(path)) is not None}
    texts, counts = dict(before), Counter[Path]()
    refused: set[_Key] = set()
    found = _told(check_paths(paths, method), files)
    for _ in range(_ROUNDS):
        steps = {path: step for path in before if (step := _first_step(path, texts[path], found.get(path), refused))}
        if not steps:
            break
        tried = {path: step.text for path, step in steps.items()}
        after = _told(check_paths(paths, method, {**texts, **tried}), files)
        for path, step in steps.items():
            if not _better(found[path], after[path], step.made):
                step = _one_by_one(files[path], texts, found[path], step, method)
                refused |= {_key(path, *each) for each in steps[path].made if each not in step.made}
            texts[path] = step.text
            counts[path] += step.count
        found = after if texts == {**texts, **tried} else _told(check_paths(paths, method, texts), files)
    return tuple(
        Correction(files[path], str(files[path]), text, texts[path], counts[path])
        for path, text in before.items()
        if texts[path] != text
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """A text some repairs later."""

    text: str
    made: list[tuple[Problem, Repair]]
    count: int


def _text(path: Path) -> str | None:
    """What a file holds; None for one that cannot be read, of which the check tells why."""
    try:
        return decode(path.read_bytes(), str(path))[0] if path.is_file() else None
    except OSError:
        return None


def _told(report: CheckReport, files: Mapping[Path, Path]) -> dict[Path, CheckedFile]:
    """What is told of the files given; of others, nothing is repaired."""
    told = ((real_path(Path(file.name)), file) for file in report.files)
    return {path: file for path, file in told if path in files}


def _first_step(path: Path, text: str, checked: CheckedFile | None, refused: set[_Key]) -> _Step | None:
    """All the repairs of a file at once; its tabs first, which keep the rest from being read."""
    problems = checked.problems if checked else ()
    if any(problem.code == "yaml-tab" for problem in problems):
        clean = without_tabs(text)
        return None if clean is None else _Step(clean, [], _changed_lines(text, clean))
    made = [each for each in _repairs(problems) if _key(path, *each) not in refused]
    return _Step(_applied(text, [repair for _, repair in made]), made, len(made)) if made else None


def _one_by_one(path: Path, texts: Mapping[Path, str], checked: CheckedFile, step: _Step, method: str | None) -> _Step:
    """Those of the repairs that can be made: one of them spoils the others, or the place of something."""
    text = texts[real_path(path)]
    kept = _Step(text, [], 0)
    for one in step.made[:_ALONE_AT_MOST]:
        together = [*kept.made, one]
        new = _applied(text, [repair for _, repair in together])
        report = check_paths([path], method, {**texts, real_path(path): new})
        after = _told(report, {real_path(path): path})[real_path(path)]
        if _better(checked, after, together):
            kept = _Step(new, together, len(together))
    return kept


def _repairs(problems: Iterable[Problem]) -> Iterator[tuple[Problem, Repair]]:
    taken: set[tuple[int, int]] = set()
    for problem in problems:
        repair = repair_of(problem)
        if repair is not None and (repair.line, repair.column) not in taken:
            taken.add((repair.line, repair.column))
            yield problem, repair


def _key(path: Path, problem: Problem, repair: Repair) -> _Key:
    return path, problem.code, repair.line, repair.column, repair.text


def _better(before: CheckedFile, after: CheckedFile, found: Sequence[tuple[Problem, Repair]]) -> bool:
    """Whether each mistake repaired is gone and no other came, but on the same lines, or in what could not be read."""
    told = Counter((problem.code, problem.position.line) for problem in before.problems)
    still = Counter((problem.code, problem.position.line) for problem in after.problems)
    gone = Counter((problem.code, problem.position.line) for problem, _ in found)
    if any(still[key] > told[key] - count for key, count in gone.items()):
        return False
    lines = {repair.line for _, repair in found}
    came = [line for (_, line), count in (still - told).items() if count and line not in lines]
    return not came or before.kind is None


def _applied(text: str, repairs: Sequence[Repair]) -> str:
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    for repair in sorted(repairs, key=lambda each: (each.line, each.column), reverse=True):
        start = starts[repair.line - 1] + repair.column - 1
        text = text[:start] + repair.text + text[start + repair.width :]
    return text


def _changed_lines(one: str, other: str) -> int:
    return sum(before != after for before, after in zip(one.split("\n"), other.split("\n"), strict=True))
