"""Records of another tool made into links between actors: what each is made of is read, never supposed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cit_toolkit.exchange.actor_records import ReadTable
from cit_toolkit.exchange.actor_words import ActorWords
from cit_toolkit.exchange.html_markdown import line_of, markdown_of
from cit_toolkit.exchange.mapped_parts import texts_of
from cit_toolkit.exchange.mapped_tables import RefusedRecord, refused, rejected_of, row_of
from cit_toolkit.exchange.mapped_things import ImportedThing
from cit_toolkit.exchange.records import Record
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, text_of
from cit_toolkit.model.actor import RelationNature
from cit_toolkit.model.actor_mapping import LinkColumns
from cit_toolkit.model.partial_date import NotADateError, parse_partial_date
from cit_toolkit.model.text import fold, identifier_of

_INTENSITY = re.compile(r"([123])(?:[.,]0*)?")
_OWN_ENDS = (("de", "vers"), ("from", "to"))
"""How our own exports tell the two ends of a link that goes one way, beside those that every tool reads."""


@dataclass(frozen=True, slots=True)
class ImportedLink:
    """A link as it will be written."""

    record: Record
    values: dict[str, Any]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ImportedLinks:
    """All that became of the records that describe links."""

    links: tuple[ImportedLink, ...]
    refused: tuple[RefusedRecord, ...]
    undirected: int
    """Links whose source does not say whether they go one way: written without direction."""


class Ends:
    """Who bears which name: identifiers of the source, our own, names, official numbers."""

    def __init__(self, actors: Sequence[ImportedThing], described: Mapping[str, str]) -> None:
        """`described`: id → name of the actors of the territory they are added to. A record found to be one of them
        stands among `actors` under its identifier."""
        self._known: dict[str, list[str]] = {}
        for actor in actors:
            numbers = (str(actor.values.get("siren") or ""), str(actor.values.get("x-siret") or ""))
            for name in dict.fromkeys((actor.source_id, fold(actor.id), fold(str(actor.values["nom"])), *numbers)):
                self._add(name, actor.id)
        for identifier, name in described.items():
            for key in dict.fromkeys((identifier, fold(name))):
                self._add(key, identifier)

    def _add(self, name: str, identifier: str) -> None:
        if name and identifier not in self._known.setdefault(name, []):
            self._known[name].append(identifier)

    def of(self, written: str) -> tuple[str, ...]:
        """The actors that a name may mean."""
        return tuple(self._known.get(written) or self._known.get(fold(written)) or ())


def links_from(
    tables: Sequence[ReadTable], words: Mapping[int, ActorWords], ends: Ends, nature: str | None = None
) -> ImportedLinks:
    """The links of some tables. `nature`: that of links whose source gives none."""
    links: list[ImportedLink] = []
    set_aside: list[RefusedRecord] = []
    undirected = 0
    seen: dict[tuple[str, ...], Record] = {}
    for rank, table in enumerate(tables):
        if not table.of_links or table.mapping.links is None:
            continue
        set_aside += rejected_of(table.file)
        reader = _LinkReader(table, table.mapping.links, words[rank], ends, nature)
        for record in table.file.records:
            made = reader.read(row_of(record, table))
            if isinstance(made, RefusedRecord):
                set_aside.append(made)
                continue
            key = _key(made.values)
            if key in seen:
                where = seen[key].cell("") or str(seen[key].rank)
                set_aside.append(refused(record, reader.named(record), Remark("link-again", {"where": where})))
                continue
            seen[key] = record
            undirected += "directed-unknown" in {remark.code for remark in made.remarks}
            told = tuple(remark for remark in made.remarks if remark.code != "directed-unknown")
            links.append(ImportedLink(record, made.values, told))
    return ImportedLinks(tuple(links), tuple(set_aside), undirected)


def _key(values: Mapping[str, Any]) -> tuple[str, ...]:
    ends = sorted(values["entre"]) if "entre" in values else [values["de"], "→", values["vers"]]
    return (*ends, str(values["nature"]), str(values.get("depuis", "")))


class _LinkReader:
    """Reads the links of one table."""

    def __init__(
        self, table: ReadTable, columns: LinkColumns, words: ActorWords, ends: Ends, nature: str | None
    ) -> None:
        self._table, self._columns, self._words, self._ends, self._nature = table, columns, words, ends, nature
        self._known = table.mapping.known_columns

    def named(self, record: Record) -> str:
        """A link in words: «a – b»."""
        row = row_of(record, self._table)
        return f"{row.line(self._columns.source) or '…'} – {row.line(self._columns.target) or '…'}"

    def read(self, row: Row) -> ImportedLink | RefusedRecord:
        """A link, or why there is none."""
        record, remarks = row.record, list[Remark]()
        ends: list[str] = []
        for columns in (self._columns.source, self._columns.target):
            column, value = next(row.found(columns), ("", ""))
            written = line_of(text_of(value))
            found = self._ends.of(written)
            if not found:
                why = "end-unknown" if written else "end-missing"
                return refused(record, self.named(record), Remark(why, {"name": written}, column))
            if len(found) > 1:
                remarks.append(Remark("end-several", {"name": written, "ids": list(found)}, column))
            ends.append(found[0])
        if ends[0] == ends[1]:
            return refused(record, self.named(record), Remark("link-to-itself"))
        nature = self._nature_of(row, remarks)
        if isinstance(nature, Remark):
            return refused(record, self.named(record), nature)
        directed = self._is_directed(row)
        if directed and self._is_reversed(row):
            ends.reverse()
        if directed is None:
            remarks.append(Remark("directed-unknown"))
        values: dict[str, Any] = {"de": ends[0], "vers": ends[1]} if directed else {"entre": ends}
        values |= {"nature": nature, **self._facts(row, remarks)}
        return ImportedLink(record, values, tuple(remarks))

    def _nature_of(self, row: Row, remarks: list[Remark]) -> str | Remark:
        unknown = Remark("nature-missing")
        for column, value in row.found(self._columns.nature):
            word = line_of(text_of(value))
            if meant := self._words.meaning("natures", word):
                return meant[0]
            unknown = Remark("nature-unknown", {"word": word}, column)
        if self._nature is None:
            return unknown
        if unknown.code == "nature-unknown":
            remarks.append(unknown)
        return RelationNature(self._nature).value

    def _is_directed(self, row: Row) -> bool | None:
        """What the file says; our own exports say it by naming the ends twice."""
        if "source" in row.by_column and any(row.by_column.keys() >= {*ends} for ends in _OWN_ENDS):
            return True
        for _, value in row.found(self._columns.directed):
            meant = self._words.meaning("oriente", line_of(text_of(value)))
            if meant:
                return meant[0] == "oui"
        return None

    def _is_reversed(self, row: Row) -> bool:
        meanings = (self._words.meaning("oriente", line_of(text_of(v))) for v in row.values(self._columns.reversed))
        return ("oui",) in meanings

    def _facts(self, row: Row, remarks: list[Remark]) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for column, value in row.found(self._columns.intensity):
            written = line_of(text_of(value))
            if found := _INTENSITY.fullmatch(written):
                facts["intensite"] = int(found[1])
                break
            facts["x-intensite"] = written
            remarks.append(Remark("bad-intensity-cell", {"value": written}, column))
        for column, value in row.found(self._columns.since):
            written = line_of(text_of(value))
            try:
                facts["depuis"] = str(parse_partial_date(written[:10]))
                break
            except NotADateError:
                facts["x-depuis"] = written
                remarks.append(Remark("bad-date", {"value": written}, column))
        if note := texts_of(row, self._columns.note):
            facts["note"] = note
        for key, (name, value) in row.by_column.items():
            if key not in self._known and key not in ("id", "-id", "label") and (kept := markdown_of(text_of(value))):
                facts.setdefault(f"x-{identifier_of(name) or 'colonne'}", kept)
        return facts
