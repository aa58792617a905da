"""Lines of the summary of an import: what is said of many records is said once, with where to look."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cit_toolkit.exchange.actor_likeness import Likeness
from cit_toolkit.exchange.mapped_tables import RefusedRecord
from cit_toolkit.exchange.records import Record
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.pipeline.import_words import place_in_words, remark_in_words
from cit_toolkit.pipeline.things_import import likeness_in_words, record_in_words, refused_in_words
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible

_PLACES_AT_MOST = 4
"""Records or cells named in a line; `--json` and the new file name them all."""
_VALUES_AT_MOST = 3
"""Lines of one kind that differ only by a value, such as a postal code that lost its zero."""
_WORDS_AT_MOST = 12
"""The same for words without a meaning: each of them is to be answered."""
_WORDS = "actor-word"


@dataclass
class _Kind:
    """Remarks that differ only by a value."""

    lines: list[str] = field(default_factory=list)
    values: int = 0
    """Values beyond those that have a line."""
    places: list[tuple[Record, str]] = field(default_factory=list)
    """Where these are."""


def remarks_once(told: Iterable[tuple[Record, Remark]], catalog: Catalog) -> Iterator[str]:
    """Each remark once, the commonest first, with the places it is about; of remarks that differ only by a value,
    the first ones and how many more there are."""
    about: dict[str, list[tuple[Record, str]]] = {}
    kinds: dict[str, tuple[str, str]] = {}
    for record, remark in told:
        sentence = remark_in_words(remark, catalog)
        about.setdefault(sentence, []).append((record, remark.column))
        kinds.setdefault(sentence, (remark.code, str(remark.arguments.get("part", ""))))
    found: dict[tuple[str, str], _Kind] = {}
    for sentence, places in sorted(about.items(), key=lambda item: -len(item[1])):
        kind = found.setdefault(kinds[sentence], _Kind())
        if len(kind.lines) < (_WORDS_AT_MOST if kinds[sentence][0] == _WORDS else _VALUES_AT_MOST):
            named = _named(list(_places(places[:_PLACES_AT_MOST], catalog)), len(places), catalog)
            kind.lines.append(catalog.say("import.tables.remark", remark=sentence, places=named, count=len(places)))
        else:
            kind.values += 1
            kind.places += places
    for kind in found.values():
        yield from kind.lines
        if kind.values:
            named = _named(list(_places(kind.places[:_PLACES_AT_MOST], catalog)), len(kind.places), catalog)
            yield catalog.say("import.tables.other-values", count=kind.values, places=named)


def refused_once(refused: Sequence[RefusedRecord], catalog: Catalog) -> Iterator[str]:
    """Each record that was refused; those refused for one reason together when they are many."""
    reasons = [remark_in_words(each.reason, catalog) for each in refused]
    counts = Counter(reasons)
    said: set[str] = set()
    for record, reason in zip(refused, reasons, strict=True):
        if counts[reason] <= _PLACES_AT_MOST:
            yield refused_in_words(record, catalog)
        elif reason not in said:
            said.add(reason)
            alike = [each for each, other in zip(refused, reasons, strict=True) if other == reason]
            named = _named(list(_records(alike[:_PLACES_AT_MOST], catalog)), len(alike), catalog)
            yield catalog.say("import.tables.refused-together", reason=reason, count=len(alike), records=named)


def likeness_lines(pairs: Sequence[Likeness], kind: str, catalog: Catalog) -> Iterator[str]:
    """Things that may be one, the newer first; those that are like one thing for one reason together when they are
    many."""
    alike: dict[tuple[str, str], list[Likeness]] = {}
    for pair in pairs:
        alike.setdefault((pair.first.id, pair.reason), []).append(pair)
    for (first, reason), group in alike.items():
        if len(group) < _PLACES_AT_MOST:
            for pair in group:
                newer, said = pair.second, likeness_in_words(pair, kind, catalog)
                yield visible(catalog.say("import.tables.pair", id=newer.id, name=newer.name, likeness=said))
            continue
        others = _named([pair.second.id for pair in group[:_PLACES_AT_MOST]], len(group), catalog)
        why = catalog.say(f"import.likeness.{reason}")
        arguments = {"id": first, "name": group[0].first.name, "count": len(group), "reason": why, "others": others}
        yield visible(catalog.say("import.tables.pairs", **arguments))


def _named(named: list[str], count: int, catalog: Catalog) -> list[str]:
    """What is named, and a sign that there is more."""
    return [*named, catalog.say("import.more")] if count > len(named) else named


def _records(refused: Sequence[RefusedRecord], catalog: Catalog) -> Iterator[str]:
    """Which records, the name of a file said once."""
    file = ""
    for each in refused:
        yield record_in_words(each, catalog, with_file=each.file != file)
        file = each.file


def _places(places: Sequence[tuple[Record, str]], catalog: Catalog) -> Iterator[str]:
    """Where to look, the name of a file said once."""
    file = ""
    for record, column in places:
        if record.file != file:
            file = record.file
            yield place_in_words(record, column, catalog)
        else:
            yield visible(record.cell(column) or catalog.say("import.rank", rank=record.rank))
