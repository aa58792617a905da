"""One record of another tool as an offer: each of its parts read through a mapping, and what is doubtful of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urljoin

from cit_toolkit.exchange.html_markdown import line_of, lines_of, markdown_of
from cit_toolkit.exchange.records import Record
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, meaning_of, says_something, text_of, word_key
from cit_toolkit.exchange.zones import WrittenZone, written_zone, zone_of
from cit_toolkit.loading.references import MethodNames
from cit_toolkit.model.mapping import ImportMapping, Vocabularies
from cit_toolkit.model.partial_date import NotADateError, PartialDate, parse_partial_date
from cit_toolkit.model.text import fold, identifier_of

T = TypeVar("T")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
_SHORT_YEAR = re.compile(r"(\d{1,2}/\d{1,2}/)(\d{2})")
_NO = ("false", "non", "no", "0")


class OfferReader:
    """Reads records through a mapping, in the words of a method."""

    def __init__(self, mapping: ImportMapping, known: MethodNames, structures: Mapping[str, str]) -> None:
        """`known`: what the method names; `structures`: the names of those that records refer to, by identifier."""
        self._mapping = mapping
        self._columns = mapping.columns
        self._structures = structures
        words = mapping.words or Vocabularies()
        self._natures = _by_key(words.natures)
        self._themes = _known(words.themes, known.themes)
        self._functions = _known(words.functions, known.functions)
        self._audiences = _known(words.audiences, known.categories)
        self._stages = _known(words.stages, known.stages)
        self._formats, self._free = _by_key(words.formats), _by_key(words.free)
        self._areas = {key: written_zone(zone) for key, zone in _by_key(words.areas).items()}
        self._kept = {fold(column): f"x-{identifier_of(name)}" for column, name in mapping.kept.items()}
        self._known_columns = mapping.known_columns

    def read(self, row: Row, title: str) -> tuple[dict[str, Any], tuple[Remark, ...]]:
        """The parts of an offer, French key by French key in the order they are written; and its remarks."""
        columns, remarks = self._columns, list(_of_shape(row.record))
        values: dict[str, Any] = {
            "id": identifier(row, columns.identifier, self._mapping) or identifier_of(title),
            "intitule": title,
            "structure": self._structure(row, remarks),
            "description": self._description(row),
            "natures": self._translated(row, columns.natures, self._natures, remarks),
            "themes": self._translated(row, columns.themes, self._themes, remarks),
            # What a subject says of functions is a guess at most: a word without any is no doubt.
            "fonctions": self._translated(row, columns.functions, self._functions, []),
            "etapes": self._translated(row, columns.stages, self._stages, remarks),
            "publics": self._translated(row, columns.audiences, self._audiences, remarks),
            "zone": _zone_keys(self._zone(row, remarks) or {}),
            "formats": self._translated(row, columns.formats, self._formats, remarks),
            "cout": self._cost(row, remarks),
            "disponibilite": _period(row, columns.start, columns.end, remarks),
            "exemples": _examples(row, columns.examples),
            "url": self._url(row, remarks),
        }
        if row.line(columns.online).lower() in _NO:
            remarks.append(Remark("not-online"))
        values |= self._extra(row)
        return {key: value for key, value in values.items() if says_something(value)}, tuple(remarks)

    def _structure(self, row: Row, remarks: list[Remark]) -> str:
        columns = self._columns
        if name := row.line(columns.structure):
            return name
        reference = row.line(columns.structure_id)
        if reference and (name := self._structures.get(identifier(row, columns.structure_id, self._mapping), "")):
            return name
        if not reference:
            remarks.append(Remark("no-structure"))
        elif not self._structures:
            remarks.append(Remark("structures-elsewhere"))
        else:
            remarks.append(Remark("structure-not-found", {"id": reference}))
        return ""

    def _description(self, row: Row) -> str:
        texts = [markdown_of(text_of(value)) for value in row.values(self._columns.description)]
        conditions = [markdown_of(text_of(value)) for value in row.values(self._columns.conditions)]
        if conditions and self._mapping.conditions_title:
            conditions.insert(0, f"**{self._mapping.conditions_title}**")
        return "\n\n".join([*_each_once(texts), *_each_once(conditions)])

    def _translated(
        self, row: Row, columns: Sequence[str], vocabulary: Mapping[str, Sequence[str]], remarks: list[Remark]
    ) -> list[str]:
        """What the words of some columns mean here, each once; a word that means nothing is told."""
        value = next(row.values(columns), None)
        meant: dict[str, None] = {}
        for word in row.items(value, vocabulary) if value is not None else ():
            meaning = meaning_of(word, vocabulary)
            if meaning is None:
                remarks.append(Remark("unknown-word", {"word": word}))
            meant |= dict.fromkeys(meaning or ())
        return list(meant)

    def _zone(self, row: Row, remarks: list[Remark]) -> WrittenZone | None:
        zone = zone_of(row, self._columns, self._areas)
        if zone is not None:
            if "autres" in zone:
                remarks.append(Remark("zone-in-words", {"names": zone["autres"]}))
            return zone
        if self._mapping.unknown_area is None:
            return None
        remarks.append(Remark("no-zone"))
        return written_zone(self._mapping.unknown_area)

    def _cost(self, row: Row, remarks: list[Remark]) -> dict[str, str] | None:
        """Only what costs nothing is known: a price is never told by a word."""
        said = []
        for value in row.values(self._columns.cost):
            for word in row.items(value, self._free):
                free = meaning_of(word, self._free)
                said.append(free)
                if free is None:
                    remarks.append(Remark("unknown-word", {"word": word}))
        return {"gratuit": "oui"} if said and all(said) else None

    def _url(self, row: Row, remarks: list[Remark]) -> str:
        wrong = ""
        for value in row.values(self._columns.url):
            address = line_of(text_of(value))
            if address.startswith("/") and self._mapping.site:
                address = urljoin(self._mapping.site, address)
            if _ADDRESS.fullmatch(address):
                return address
            wrong = wrong or address
        if wrong:
            remarks.append(Remark("bad-address", {"value": wrong}))
        return ""

    def _extra(self, row: Row) -> dict[str, Any]:
        """Columns kept as they are: those the mapping names, and those it does not know."""
        extra: dict[str, Any] = {}
        for key, (name, value) in row.by_column.items():
            under = self._kept.get(key)
            if key not in self._known_columns:
                under = f"x-{identifier_of(name) or 'colonne'}"
            if under is not None:
                extra.setdefault(under, _as_written(row, value))
        return extra


def identifier(row: Row, columns: Sequence[str], mapping: ImportMapping) -> str:
    """What a record is called for good; a number, or a name that two sources may give, with whose it is."""
    written = row.line(columns)
    own = identifier_of(written.rstrip("/").rpartition("/")[2] if "/" in written else written)
    space = identifier_of(row.line(mapping.columns.namespace)) or (mapping.id if own.isdigit() else "")
    return own if not own or not space or own.startswith(f"{space}-") else f"{space}-{own}"


def _zone_keys(zone: WrittenZone) -> dict[str, Any]:
    return {key: names[0] if key == "pays" else names for key, names in zone.items()}


def _by_key(vocabulary: Mapping[str, T]) -> dict[str, T]:
    return {word_key(word): meaning for word, meaning in vocabulary.items()}


def _known(vocabulary: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """A vocabulary without the meanings a method does not name; a word left without any is one it does not know."""
    if not names:
        return _by_key(vocabulary)
    kept = {word: [names[name] for name in meaning if name in names] for word, meaning in vocabulary.items()}
    return _by_key({word: names for word, names in kept.items() if names or not vocabulary[word]})


def _of_shape(record: Record) -> Iterator[Remark]:
    if record.repeated:
        yield Remark("repeated-columns", {"names": list(record.repeated)})
    if record.extra_cells:
        yield Remark("extra-cells", {"count": record.extra_cells})


def _each_once(texts: Sequence[str]) -> list[str]:
    """Texts without those that are only the beginning, or a part, of another."""
    bare = [text.rstrip(" .…") for text in texts]
    return [
        text
        for i, text in enumerate(texts)
        if text
        and not any(bare[i] in other and (len(bare[i]) < len(other) or i > j) for j, other in enumerate(bare) if i != j)
    ]


def _period(row: Row, start: Sequence[str], end: Sequence[str], remarks: list[Remark]) -> dict[str, str] | None:
    ends = {key: _date(row.line(columns), remarks) for key, columns in (("du", start), ("au", end))}
    first, last = ends["du"], ends["au"]
    if first and last and last.latest < first.earliest:
        remarks.append(Remark("dates-reversed", {"start": str(first), "end": str(last)}))
        return None
    return {key: str(day) for key, day in ends.items() if day} or None


def _date(text: str, remarks: list[Remark]) -> PartialDate | None:
    """A day, whatever hour follows it."""
    if not text:
        return None
    written = _SHORT_YEAR.sub(r"\g<1>20\2", text) if _SHORT_YEAR.fullmatch(text) else text
    try:
        return parse_partial_date(written[:10] if written[10:11] in ("T", " ") else written)
    except NotADateError:
        remarks.append(Remark("bad-date", {"value": text}))
        return None


def _examples(row: Row, columns: Sequence[str]) -> list[str]:
    """Each line of the examples of projects."""
    lines = (
        line
        for value in row.values(columns)
        for item in (value if isinstance(value, list) else [value])
        for line in lines_of(text_of(item))
    )
    return list(dict.fromkeys(lines))


def _as_written(row: Row, value: Any) -> Any:
    """A value to keep: yes and no in words, texts without HTML, lists and tables as they are."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dict):
        return {line_of(key) or "?": _as_written(row, inner) for key, inner in value.items() if says_something(inner)}
    if isinstance(value, list):
        return [_as_written(row, inner) for inner in value if says_something(inner)]
    if isinstance(value, str) and row.cells and ";" in value and "\n" not in value:
        return row.items(value)
    return markdown_of(text_of(value))
