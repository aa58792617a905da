"""Records of another tool made into offers: those written, those refused and why, those that lie elsewhere."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cit_toolkit.exchange.french_areas import french_areas
from cit_toolkit.exchange.html_markdown import line_of
from cit_toolkit.exchange.offer_reader import OfferReader, identifier
from cit_toolkit.exchange.records import Record, RecordFile
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, text_of
from cit_toolkit.loading.references import MethodNames
from cit_toolkit.model.mapping import ImportMapping
from cit_toolkit.model.text import fold

_SHOWN = 80
"""Characters of a nameless record that are shown."""


@dataclass(frozen=True, slots=True)
class ImportedOffer:
    """An offer as it will be written."""

    record: Record
    values: dict[str, Any]
    """French key → text, list of texts or table, in the order they are written; `x-` keys last."""
    remarks: tuple[Remark, ...]

    @property
    def id(self) -> str:
        """Its identifier."""
        return str(self.values["id"])


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record no offer could be made of."""

    file: str
    rank: int
    name: str
    """What it is called, or how it begins."""
    reason: Remark


@dataclass(frozen=True, slots=True)
class ImportedOffers:
    """All that became of the records of some files."""

    offers: tuple[ImportedOffer, ...]
    refused: tuple[RefusedRecord, ...]
    elsewhere: int
    """Records left out because their zone is surely not one that was asked for."""
    added_columns: Mapping[str, int]
    """Columns the mapping does not know, kept under `x-`: how many records fill them."""
    left_out: Mapping[str, int]
    """Columns the mapping leaves out on purpose: the same."""
    structures: int
    """Records that only served to name who gives the offers."""


def offers_from(
    files: Sequence[RecordFile], mapping: ImportMapping, known: MethodNames, departments: Collection[str] = ()
) -> ImportedOffers:
    """The offers of some files. `known`: what the method names; `departments`: those asked for; none, all."""
    rows = [Row.of(record, file.from_cells) for file in files for record in file.records]
    structures, rows, refused = _structures_apart(rows, mapping)
    refused += [
        RefusedRecord(i.file, i.rank, i.written, Remark("not-a-record")) for file in files for i in file.rejected
    ]
    reader = OfferReader(mapping, known, structures)
    made: dict[str, tuple[ImportedOffer, Row]] = {}
    elsewhere = 0
    for row in rows:
        offer = _made(row, mapping, reader)
        if isinstance(offer, RefusedRecord):
            refused.append(offer)
        elif offer.id in made:
            refused.append(_again(offer, made[offer.id][0].record))
        elif departments and not french_areas().reaches(departments, offer.values.get("zone", {})):
            elsewhere += 1
        else:
            made[offer.id] = offer, row
    added, left_out = _columns_apart((row for _, row in made.values()), mapping)
    return ImportedOffers(
        tuple(sorted((offer for offer, _ in made.values()), key=_reading_order)),
        tuple(sorted(refused, key=lambda record: (record.file, record.rank))),
        elsewhere,
        added,
        left_out,
        len(structures),
    )


def _structures_apart(rows: list[Row], mapping: ImportMapping) -> tuple[dict[str, str], list[Row], list[RefusedRecord]]:
    """The names of structures, by identifier, and the other records. A structure has no structure of its own."""
    columns = mapping.columns
    if not columns.structure_id:
        return {}, rows, []
    owned = {fold(column) for column in (*columns.structure_id, *columns.structure)}
    offers = [row for row in rows if not owned.isdisjoint(row.columns)]
    structures = [row for row in rows if owned.isdisjoint(row.columns)]
    if rows and not offers:
        return {}, [], [_refused(row, row.line(columns.title), Remark("only-a-structure")) for row in structures]
    return {identifier(row, columns.identifier, mapping): row.line(columns.title) for row in structures}, offers, []


def _made(row: Row, mapping: ImportMapping, reader: OfferReader) -> ImportedOffer | RefusedRecord:
    title = row.line(mapping.columns.title)
    if not title:
        begins = next((text for value in row.record.values.values() if (text := line_of(text_of(value)))), "")
        return _refused(row, begins[:_SHOWN], Remark("no-title"))
    return ImportedOffer(row.record, *reader.read(row, title))


def _refused(row: Row, name: str, reason: Remark) -> RefusedRecord:
    return RefusedRecord(row.record.file, row.record.rank, name or "…", reason)


def _again(offer: ImportedOffer, first: Record) -> RefusedRecord:
    reason = Remark("again", {"id": offer.id, "rank": first.rank, "file": Path(first.file).name})
    return RefusedRecord(offer.record.file, offer.record.rank, offer.values["intitule"], reason)


def _columns_apart(rows: Iterable[Row], mapping: ImportMapping) -> tuple[dict[str, int], dict[str, int]]:
    """How many records fill each column the mapping does not know, then each one it leaves out."""
    known, passed_over = mapping.known_columns, {fold(column) for column in mapping.left_out}
    added: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for row in rows:
        for key, (name, _) in row.by_column.items():
            if key in passed_over:
                left_out[name] += 1
            elif key not in known:
                added[name] += 1
    return dict(added), dict(left_out)


def _reading_order(offer: ImportedOffer) -> tuple[str, str, str]:
    """By structure, then by title: how one looks for an offer in a file."""
    return fold(offer.values.get("structure", "")), fold(offer.values["intitule"]), offer.id
