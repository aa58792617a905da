"""A territory read with its own earlier descriptions, to tell what changed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cit_toolkit.problems import CitError
from cit_toolkit.subjects.subject import sound_problems
from cit_toolkit.subjects.territory import ReadTerritory, read_territory


def with_earlier(
    read: ReadTerritory, paths: Sequence[Path], method: str | None = None, strict: bool = False
) -> ReadTerritory:
    """The territory with its earlier descriptions, the oldest first. CitError when one cannot be compared with it."""
    earlier = [read_territory(path, method, strict) for path in paths if path.resolve() != read.files[0].path.resolve()]
    if not earlier:
        raise CitError("no-earlier-date", exit_code=2, name=read.name)
    for each in earlier:
        _refuse_incomparable(each, read)
    if len(earlier) > 1:
        for each in (*earlier, read):
            if each.territory.as_of is None:
                raise CitError("undated-in-series", name=each.name)
        earlier.sort(key=_date)
    names = {file.path.resolve() for file in read.files}
    files = [file for each in earlier for file in each.files if file.path.resolve() not in names]
    problems = sound_problems((*read.problems, *(problem for each in earlier for problem in each.problems)), strict)
    return replace(read, files=(*read.files, *files), problems=problems, earlier=tuple(earlier))


def _refuse_incomparable(earlier: ReadTerritory, read: ReadTerritory) -> None:
    if earlier.territory.id != read.territory.id:
        raise CitError(
            "another-territory", name=earlier.name, identifier=earlier.territory.id, expected=read.territory.id
        )
    if earlier.method.id != read.method.id:
        raise CitError("earlier-of-other-method", name=earlier.name, method=earlier.method.id, chosen=read.method.id)
    then, now = earlier.territory.as_of, read.territory.as_of
    if then and now and then.earliest > now.latest:
        raise CitError("not-earlier", name=earlier.name, date=str(then), later=str(now))


def _date(read: ReadTerritory) -> tuple[int, ...]:
    dated = read.territory.as_of
    return tuple(part or 0 for part in dated.parts) if dated else ()
