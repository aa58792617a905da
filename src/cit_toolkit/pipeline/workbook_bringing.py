"""The sheets of a workbook brought together with the files: what each changes in them, and what must be told of it."""

from collections.abc import Collection, Mapping, Sequence

from cit_toolkit.documents.voice import Voice
from cit_toolkit.exchange.workbook.cells import shown
from cit_toolkit.exchange.workbook.edits import added_edit, change_edits, removed_edit
from cit_toolkit.exchange.workbook.entries import Entry
from cit_toolkit.exchange.workbook.merge import Change, Clash, Conflict, Merge, Row, Rows, merged
from cit_toolkit.exchange.workbook.opening import Opened
from cit_toolkit.exchange.workbook.row_names import row_name
from cit_toolkit.exchange.workbook.row_values import cell_problems
from cit_toolkit.exchange.workbook.sheet_rows import CellPlace
from cit_toolkit.exchange.workbook.tables import ACTORS, FUNCTIONS, SESSIONS, Emptied, Table
from cit_toolkit.exchange.workbook.understanding import NEW, Understood, understood
from cit_toolkit.exchange.yaml_edits import Edit, edited
from cit_toolkit.loading.workspace import files_under
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.identity import identifier_from
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.revisions import Revision
from cit_toolkit.pipeline.workbook_breaks import Breaks, breaks_of
from cit_toolkit.pipeline.workbook_contents import Contents
from cit_toolkit.pipeline.workbook_files import Source, WorkbookFiles
from cit_toolkit.pipeline.workbook_outcome import GoneRow, Reading, Tally
from cit_toolkit.pipeline.workbook_sessions import new_session
from cit_toolkit.pipeline.workbook_words import Vocabularies, vocabularies
from cit_toolkit.problems import Problem, Severity


class Bringing:
    """The work, sheet by sheet."""

    def __init__(self, opened: Opened, files: WorkbookFiles, voice: Voice, name: str, missing: list[Problem]) -> None:
        self._opened, self._files, self._voice, self._name = opened, files, voice, name
        self._words: Vocabularies = vocabularies(files, Voice(opened.record.language))
        self._contents = Contents(files, self._words)
        self._sources = {source.key: source for source in files.sources}
        self._edits: dict[str, list[Edit]] = {source.key: [] for source in files.sources}
        self._removals: dict[tuple[str, str], tuple[Edit, CellPlace | None, str]] = {}
        self._new_files: list[Revision] = []
        self._reading = Reading(problems=list(missing))

    def made(self) -> Reading:
        """What the workbook changes."""
        reading, opened = self._reading, self._opened
        for code, titles in (("workbook-sheet-missing", opened.absent), ("workbook-sheet-unknown", opened.unknown)):
            for title in titles:
                self._tell(code, CellPlace(self._name, 0, 0), Severity.WARNING, name=title)
        for source in self._files.sources:
            recorded = opened.record.files.get(source.key)
            if recorded is not None and recorded.fingerprint != source.fingerprint:
                reading.stale.append(source.loaded.name)
        for table in self._files.tables:
            if table.id in opened.sheets:
                self._bring(table)
        self._revise()
        reading.problems.sort(key=lambda problem: (problem.severity is not Severity.ERROR, _order(problem)))
        return reading

    def _bring(self, table: Table) -> None:
        sheet = self._opened.sheets[table.id]
        keys = [source.key for source in self._files.sources_of(table)]
        recorded = [row for row in self._opened.record.rows if row.table == table.id]
        found = understood(table, sheet, recorded, keys, lambda column, file: self._words.of(column, file))
        tally = Tally(refused=found.refused)
        self._reading.tallies[self._opened.record.sheets[table.id].title] = tally
        self._reading.problems += found.problems
        if table is SESSIONS:
            self._add_sessions(found, tally)
        for source in self._files.sources_of(table):
            base = {row.ref: row.cells for row in recorded if row.file == source.key}
            rows = found.rows.get(source.key, {})
            rows = {**{ref: {} for file, ref in found.kept if file == source.key}, **rows}
            self._tell_missing(table, base, rows.keys())
            if not table.removed:
                rows = {**{ref: {} for ref in base}, **rows}
            entries = {entry.ref: entry for entry in self._contents.entries(table, source)}
            cells = {ref: entry.cells for ref, entry in entries.items()}
            named = self._named(table, found, source, base, rows, cells)
            self._take(table, found, source, merged(base, named, cells), entries, base | named, tally)
            if table is ACTORS:
                self._words.call(source.key, {ref: row["nom"] for ref, row in named.items() if row.get("nom")})

    def _named(
        self, table: Table, found: Understood, source: Source, base: Rows, rows: Rows, cells: Rows
    ) -> dict[str, Row]:
        """The rows of a sheet under the identifiers that the file may have: a new one is named by what it says."""
        named: dict[str, Row] = {}
        called = {fold(row.get(table.title, "")) for row in cells.values()} if table.title else set()
        taken = set(rows)
        for ref, row in rows.items():
            known = row_name(table, ref, row, base, cells, taken)
            place, name = found.place(source.key, ref), row.get(table.title, "")
            added = ref.startswith(NEW) and table.title and known not in cells
            if added and name and place is not None and (known != identifier_from(name) or fold(name) in called):
                self._tell("workbook-name-taken", place, Severity.WARNING, name=name, ref=known)
            named[known] = row
            taken.add(known)
            if known != ref:
                found.move(source.key, ref, known)
        return named

    def _take(
        self, table: Table, found: Understood, source: Source, merge: Merge, entries: Mapping[str, Entry],
        rows: Rows, tally: Tally,
    ) -> None:  # fmt: skip
        """The edits of one file, and what its reader is told."""
        by_entry: dict[str, list[Change]] = {}
        for change in merge.changes:
            by_entry.setdefault(change.ref, []).append(change)
        for ref, changes in by_entry.items():
            kept = self._sound(table, found, source, entries[ref], changes, tally)
            tally.changes += len(kept)
            if kept:
                self._edits[source.key] += change_edits(table, entries[ref], found.columns, kept)
        for conflict in merge.conflicts:
            tally.conflicts += 1
            self._tell_conflict(table, found, source, conflict, rows[conflict.ref])
        for ref in merge.added:
            self._add(table, found, source, ref, rows[ref], tally)
        for ref in merge.removed:
            place = CellPlace(self._name, 0, 0, self._opened.record.sheets[table.id].title)
            edit = removed_edit(entries[ref])
            self._removals[source.key, f"{table.id}|{ref}"] = (edit, place, self._called(table, source, ref, rows[ref]))

    def _add(self, table: Table, found: Understood, source: Source, ref: str, row: Row, tally: Tally) -> None:
        place = found.place(source.key, ref) or CellPlace(self._name, 0, 0)
        if self._wrong(table, found, source.key, ref, row, set(row) | {""}, place):
            tally.refused += 1
            return
        tally.added += 1
        self._edits[source.key].append(added_edit(table, source.root, found.columns, row, ref))

    def _add_sessions(self, found: Understood, tally: Tally) -> None:
        """New rows of sessions become files of their own."""
        taken = {source.path.resolve() for source in self._files.sources} | {
            path.resolve() for path in files_under(self._files.dossier.root, self._files.dossier)
        }
        others = {fold(file.model.title) for file in self._files.others if isinstance(file.model, Gathering)}
        for ref, row in found.rows.pop("", {}).items():
            place = found.place("", ref) or CellPlace(self._name, 0, 0)
            if fold(row.get("titre", "")) in others:
                self._tell("workbook-row-twice", place, Severity.WARNING, variant="same", name=row["titre"])
                continue
            if self._wrong(SESSIONS, found, "", ref, row, set(row) | {""}, place):
                tally.refused += 1
                continue
            made = new_session(self._files, found.columns, row, taken)
            taken.add(made.path.resolve())
            tally.added += 1
            self._new_files.append(made)

    # What is sound

    def _sound(
        self, table: Table, found: Understood, source: Source, entry: Entry, changes: Sequence[Change], tally: Tally
    ) -> list[Change]:
        """The changes of an entry that its model would read; the others are told, each with its cell."""
        kept = []
        for change in changes:
            column, place = found.columns[change.column], found.place(source.key, entry.ref, change.column)
            if change.column in entry.fixed:
                self._refuse(tally, "workbook-cell-fixed", place, file=source.key)
            elif not change.after and column.emptied is Emptied.REFUSED:
                self._refuse(tally, "workbook-cell-empty", place, before=change.before)
            else:
                kept.append(change)
        names = {change.column for change in kept}
        cells = {**entry.cells, **{change.column: change.after for change in kept}}
        row = found.place(source.key, entry.ref) or CellPlace(self._name, 0, 0)
        looked = cells if table.id != FUNCTIONS else {name: cells[name] for name in names}
        wrong = self._wrong(table, found, source.key, entry.ref, looked, names, row)
        tally.refused += len(wrong)
        return [change for change in kept if change.column not in wrong]

    def _wrong(
        self, table: Table, found: Understood, file: str, ref: str, cells: Mapping[str, str], names: set[str],
        row: CellPlace,
    ) -> set[str]:  # fmt: skip
        """The columns among `names` whose cells cannot be read; what is wrong with them is told."""
        places = {name: found.place(file, ref, name) or row for name in cells}
        wrong: set[str] = set()
        for problem in cell_problems(table, found.columns, cells, places, row):
            at = {name for name, place in places.items() if place == problem.position and name in names and cells[name]}
            if not at and "" in names:
                at = {""}
            if at:
                self._reading.problems.append(problem)
                wrong |= at
        return wrong

    # What is told

    def _refuse(self, tally: Tally, code: str, place: CellPlace | None, **arguments: object) -> None:
        tally.refused += 1
        self._tell(code, place or CellPlace(self._name, 0, 0), Severity.ERROR, **arguments)

    def _tell(self, code: str, place: CellPlace, severity: Severity, **arguments: object) -> None:
        self._reading.problems.append(Problem(code, place, arguments, severity))

    def _tell_missing(self, table: Table, base: Rows, there: Collection[str]) -> None:
        """Rows that are no longer in a sheet where taking one out changes nothing."""
        if table.removed or table.id == FUNCTIONS:
            return
        place = CellPlace(self._name, 0, 0, self._opened.record.sheets[table.id].title)
        for ref in (ref for ref in base if ref not in there):
            name = base[ref].get(table.title) or ref
            self._tell("workbook-row-missing", place, Severity.WARNING, variant=table.id, name=name)

    def _tell_conflict(self, table: Table, found: Understood, source: Source, conflict: Conflict, row: Row) -> None:
        place = found.place(source.key, conflict.ref, conflict.column)
        title = self._opened.record.sheets[table.id].title
        named = self._called(table, source, conflict.ref, row)
        column = found.columns.get(conflict.column)
        words = self._words.of(column, source.key) if column else None

        def in_words(text: str) -> str:
            return (shown(column, text, words) if column else text) or self._voice.say("words.unknown")

        self._tell(
            "workbook-conflict", place or CellPlace(self._name, 0, 0, title), Severity.ERROR,
            variant=None if conflict.clash is Clash.CHANGED else conflict.clash.value, name=named,
            sheet=in_words(conflict.sheet), file=in_words(conflict.file), base=in_words(conflict.base), path=source.key,
        )  # fmt: skip

    def _called(self, table: Table, source: Source, ref: str, row: Row) -> str:
        """What people call an entry."""
        if table.title:
            return row.get(table.title) or ref
        columns = [column for column in table.columns if column.id in table.names[:2]]
        names = (shown(column, row.get(column.id, ""), self._words.of(column, source.key)) for column in columns)
        return " – ".join(filter(None, names)) or ref

    # What is written

    def _revise(self) -> None:
        """The new texts; deletions that would leave a name without anything behind it are not made."""
        while True:
            texts = {key: self._text(source) for key, source in self._sources.items()}
            breaks = breaks_of(self._files, texts)
            blocked = {place: problems for place in self._removals if (problems := self._naming(place, breaks))}
            if not blocked:
                break
            for place, problems in blocked.items():
                _, cell, name = self._removals.pop(place)
                where = dict.fromkeys(f"{each.position.file}: {each.source_line.strip()}" for each in problems)
                self._tell(
                    "workbook-still-named", cell or CellPlace(self._name, 0, 0), Severity.ERROR,
                    name=name, where=list(where),
                )  # fmt: skip
        for (key, entry), (_, _, name) in self._removals.items():
            table = entry.partition("|")[0]
            title = self._opened.record.sheets[table].title
            self._reading.tallies[title].removed += 1
            self._reading.gone.append(GoneRow(title, name, key))
        for key, source in self._sources.items():
            broken = breaks.of(key)
            self._reading.problems += broken
            self._reading.broken += [source.loaded.name] if broken else []
            if not broken and texts[key] != source.text:
                self._reading.revisions.append(Revision(source.path, source.loaded.name, source.text, texts[key]))
        self._reading.revisions += self._new_files

    def _text(self, source: Source) -> str:
        removed = [edit for (key, _), (edit, _, _) in self._removals.items() if key == source.key]
        return edited(source.text, source.loaded.name, [*self._edits[source.key], *removed])

    def _naming(self, place: tuple[str, str], breaks: Breaks) -> list[Problem]:
        """What would still name an actor that goes."""
        table, _, ref = place[1].partition("|")
        return breaks.naming(ref) if table == ACTORS.id else []


def _order(problem: Problem) -> tuple[str, str, int, int]:
    place = problem.position
    sheet = place.sheet if isinstance(place, CellPlace) else ""
    return place.file, sheet, place.line, place.column
