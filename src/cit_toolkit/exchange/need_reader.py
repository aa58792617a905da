"""One row of a table as a need: each of its parts read through a mapping, and what is doubtful of it."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from cit_toolkit.exchange.actor_likeness import NearNames
from cit_toolkit.exchange.html_markdown import line_of
from cit_toolkit.exchange.mapped_parts import UNKNOWN_WORDS, KeptColumns, WordParts, texts_of
from cit_toolkit.exchange.mapped_tables import MappedTable, remarks_on_shape
from cit_toolkit.exchange.need_words import NeedWords
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, says_something, text_of, word_key
from cit_toolkit.loading.french_writings import amount_meant, date_meant, number_meant
from cit_toolkit.model.actor import Actor
from cit_toolkit.model.need_mapping import NeedsMapping
from cit_toolkit.model.partial_date import NotADateError, PartialDate, parse_partial_date
from cit_toolkit.model.quantities import NotANumberError, parse_money, parse_number
from cit_toolkit.model.text import fold

T = TypeVar("T")
_LEVEL = re.compile(r"([0-3])(?:[.,]0+)?(?:\s*/\s*3)?(?:\s*[-–:(=]?\s*[^\W\d].*)?")
"""0 to 3, whatever words follow: «3 – très urgent»; «3/5» is on another scale."""
_NUMBER = re.compile(r"(\d+)(?:[.,]0+)?")
_HIGHEST = 3
_DAYS = re.compile(r"\s*(?:j|jrs?|jours?|days?)\.?$", re.IGNORECASE)
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d.*")


class NeedReader:
    """Reads the rows of one table through its mapping, in the words of a method and of a territory."""

    def __init__(self, table: MappedTable[NeedsMapping], words: NeedWords, actors: Sequence[Actor] | None) -> None:
        """`actors`: those of the territory; None when the table is added to none, and nobody can be named."""
        self._columns = table.mapping.columns
        self._words = WordParts(words)
        self._vocabularies = words
        self._kept = KeptColumns(table.mapping)
        self._actors = actors
        self._near = NearNames({actor.id: actor.name for actor in actors or ()})
        self._other_scale = {column for column in table.columns if _is_on_another_scale(table, column)}

    def read(self, row: Row, name: str) -> tuple[dict[str, Any], tuple[Remark, ...]]:
        """The parts of a need, French key by French key in the order they are written, `id` left to be chosen; and
        what is to be known of them."""
        columns, remarks = self._columns, list(remarks_on_shape(row.record))
        extra: dict[str, Any] = {}
        values: dict[str, Any] = {
            "intitule": name,
            "description": texts_of(row, columns.description),
            "themes": self._words.every("themes", row, columns.themes, remarks, extra),
            "fonctions": self._words.every("fonctions", row, columns.functions, remarks, extra),
            "natures": self._words.every("natures", row, columns.natures, remarks, extra),
            "urgence": self._level("urgence", row, columns.urgency, remarks, extra),
            "importance": self._level("importance", row, columns.importance, remarks, extra),
            "porteurs": self._carriers(row, remarks, extra),
            "jours": _read(row, columns.days, "jours", _days, "bad-days", remarks, extra),
            "budget": _read(row, columns.budget, "budget", _euros, "bad-amount", remarks, extra),
            "periode": _period(row, columns.start, columns.end, remarks, extra),
            "formats": self._words.every("formats", row, columns.formats, remarks, extra),
            "statut": self._words.one("statut", row, columns.status, remarks, extra),
            "origine": self._origins(row, remarks, extra),
        }
        plain, personal = self._kept.of(row)
        if personal:
            remarks.append(Remark("personal-kept", {"names": list(personal)}))
        extra |= {key: value for key, value in (plain | personal).items() if key not in extra}
        values |= extra
        return {key: value for key, value in values.items() if says_something(value)}, tuple(remarks)

    def reads_by_itself(self, column: str) -> bool:
        """No column is read that the mapping does not name."""
        return False

    def _level(
        self, part: str, row: Row, columns: Sequence[str], remarks: list[Remark], extra: dict[str, Any]
    ) -> int | None:  # fmt: skip
        """0 to 3, as a number or in words. Numbers of a column that goes past 3 are on another scale: none is read."""
        for column, value in row.found(columns):
            written = line_of(text_of(value))
            if written.lower() in UNKNOWN_WORDS:
                return None
            number = _NUMBER.fullmatch(written)
            level = None if column in self._other_scale else _LEVEL.fullmatch(written)
            if level is None or word_key(written) in self._vocabularies.parts[part]:
                if meant := self._vocabularies.meaning(part, written):
                    return int(meant[0])
            elif level:
                return int(level[1])
            extra.setdefault(f"x-{part}", written)
            remarks.append(Remark("other-scale" if number else "bad-level-cell", {"value": written}, column))
            return None
        return None

    def _carriers(self, row: Row, remarks: list[Remark], extra: dict[str, Any]) -> list[str]:
        """The actors that the names stand for; a name that is nearly one is proposed, never taken for it."""
        carriers: dict[str, None] = {}
        left: dict[str, None] = {}
        for column, value in row.found(self._columns.carriers):
            for word in row.items(value, self._vocabularies.parts["porteurs"]):
                if (meant := self._vocabularies.meaning("porteurs", word)) is not None:
                    carriers |= dict.fromkeys(meant)
                    continue
                left[word] = None
                if self._actors is None:
                    continue
                near = self._near.of(word)
                told = {"name": word, "ids": list(near)}
                remarks.append(Remark("actor-near", told, column) if near else Remark("actor-unknown", told, column))
        if left:
            extra["x-porteurs"] = list(left)
            if self._actors is None:
                remarks.append(Remark("carriers-without-territory"))
        return list(carriers)

    def _origins(self, row: Row, remarks: list[Remark], extra: dict[str, Any]) -> list[dict[str, str]]:
        """Whose voice the need comes from, as far as the table says."""
        columns = self._columns
        origin = {
            "seance": self._session(row, remarks, extra),
            "cercle": self._words.one("cercle", row, columns.circle, remarks, extra),
            "parole": texts_of(row, columns.words),
        }
        told = {key: value for key, value in origin.items() if value}
        return [told] if told else []

    def _session(self, row: Row, remarks: list[Remark], extra: dict[str, Any]) -> str:
        """The session of the dossier that bears the name, or the identifier."""
        for column, value in row.found(self._columns.session):
            written = line_of(text_of(value))
            if meant := self._vocabularies.parts["seance"].get(word_key(written)):
                return meant[0]
            extra["x-seance"] = written
            remarks.append(Remark("session-unknown", {"name": written}, column))
            return ""
        return ""


def _is_on_another_scale(table: MappedTable[NeedsMapping], column: str) -> bool:
    """Whether the numbers of a column of levels go past 3: its 3 is then not the highest."""
    columns = table.mapping.columns
    if fold(column) not in map(fold, (*columns.urgency, *columns.importance)):
        return False
    written = (_NUMBER.fullmatch(line_of(text_of(record.values.get(column)))) for record in table.file.records)
    return any(found and int(found[1]) > _HIGHEST for found in written)


def _read(
    row: Row, columns: Sequence[str], part: str, read: Callable[[str], T], wrong: str, remarks: list[Remark],
    extra: dict[str, Any],
) -> T | None:  # fmt: skip
    """A value in the writing of a file; one that is not understood is kept as it is written, and told."""
    for column, value in row.found(columns):
        written = line_of(text_of(value))
        if written.lower() in UNKNOWN_WORDS:
            return None
        try:
            return read(written)
        except (NotANumberError, NotADateError):
            extra[f"x-{part}"] = written
            remarks.append(Remark(wrong, {"value": written}, column))
            return None
    return None


def _days(written: str) -> Decimal:
    bare = _DAYS.sub("", written)
    number = parse_number(number_meant(bare) or bare)
    if number < 0:
        raise NotANumberError(written)
    return number


def _euros(written: str) -> Decimal:
    meant = amount_meant(written)
    amount = parse_money(meant if meant is not None else written)
    if amount < 0:
        raise NotANumberError(written)
    return Decimal(int(amount)) if amount == amount.to_integral_value() else amount


def _period(
    row: Row, start: Sequence[str], end: Sequence[str], remarks: list[Remark], extra: dict[str, Any]
) -> dict[str, str]:  # fmt: skip
    """From a date to another; an end before its start is kept aside with it."""
    first = _read(row, start, "debut", _date, "bad-date", remarks, extra)
    last = _read(row, end, "fin", _date, "bad-date", remarks, extra)
    if first and last and parse_partial_date(last).latest < parse_partial_date(first).earliest:
        remarks.append(Remark("dates-reversed", {"start": first, "end": last}))
        extra |= {"x-debut": first, "x-fin": last}
        return {}
    return {key: day for key, day in (("du", first), ("au", last)) if day}


def _date(written: str) -> str:
    """A day, a month or a year, whatever hour follows."""
    bare = _TIME.sub(r"\1", written)
    found: PartialDate = parse_partial_date(date_meant(bare) or bare)
    return str(found)
