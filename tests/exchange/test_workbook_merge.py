"""Three states of a table brought together: nothing is lost, nothing is taken that was not meant."""

from hypothesis import given
from hypothesis import strategies as st

from cit_toolkit.exchange.workbook.merge import Change, Clash, Conflict, Merge, Rows, merged

COLUMNS = ("nom", "niveau")
rows = st.dictionaries(
    st.sampled_from("abcd"), st.fixed_dictionaries({column: st.sampled_from(["", "1", "2"]) for column in COLUMNS})
)


def applied(merge: Merge, sheet: Rows, file: Rows) -> dict[str, dict[str, str]]:
    """The file once the merge is written in it."""
    made = {ref: dict(row) for ref, row in file.items() if ref not in merge.removed}
    for change in merge.changes:
        made[change.ref][change.column] = change.after
    return made | {ref: dict(sheet[ref]) for ref in merge.added}


def test_one_side_changed_is_taken_and_both_is_a_conflict() -> None:
    base = {"a": {"nom": "Ferme", "niveau": "1"}, "b": {"nom": "Grange", "niveau": "2"}}
    sheet = {"a": {"nom": "Ferme d’en haut", "niveau": "2"}, "b": {"nom": "Grange", "niveau": "2"}}
    file = {"a": {"nom": "Ferme", "niveau": "3"}, "b": {"nom": "La Grange", "niveau": "2"}}
    merge = merged(base, sheet, file)
    assert merge.changes == [Change("a", "nom", "Ferme", "Ferme d’en haut")]
    assert merge.conflicts == [Conflict(Clash.CHANGED, "a", "niveau", "1", "2", "3")]


def test_rows_come_and_go_unless_the_other_side_changed_them() -> None:
    base = {"gone": {"n": "1"}, "gone-changed": {"n": "1"}, "changed-gone": {"n": "1"}, "both-gone": {"n": "1"}}
    sheet = {"changed-gone": {"n": "2"}, "new": {"n": "5"}, "new-in-both": {"n": "7"}}
    file = {"gone": {"n": "1"}, "gone-changed": {"n": "2"}, "new-in-both": {"n": "7"}, "new-in-file": {"n": "9"}}
    merge = merged(base, sheet, file)
    assert (merge.added, merge.removed, merge.changes) == (["new"], ["gone"], [])
    assert [(conflict.clash, conflict.ref) for conflict in merge.conflicts] == [
        (Clash.CHANGED_THEN_GONE, "changed-gone"),
        (Clash.GONE_THEN_CHANGED, "gone-changed"),
    ]


def test_a_column_that_is_no_longer_in_the_sheet_changes_nothing() -> None:
    merge = merged({"a": {"nom": "x", "niveau": "1"}}, {"a": {"nom": "y"}}, {"a": {"nom": "x", "niveau": "1"}})
    assert merge.changes == [Change("a", "nom", "x", "y")]


@given(rows, rows)
def test_a_sheet_that_nobody_touched_changes_nothing(base: Rows, file: Rows) -> None:
    assert merged(base, base, file) == Merge()


@given(rows, rows)
def test_a_file_that_nobody_touched_becomes_the_sheet(base: Rows, sheet: Rows) -> None:
    merge = merged(base, sheet, base)
    assert merge.conflicts == []
    assert applied(merge, sheet, base) == sheet


@given(rows, rows, rows)
def test_every_cell_of_the_result_is_that_of_the_sheet_or_of_the_file(base: Rows, sheet: Rows, file: Rows) -> None:
    merge = merged(base, sheet, file)
    result = applied(merge, sheet, file)
    told = {(conflict.ref, conflict.column) for conflict in merge.conflicts}
    for ref in {*base, *sheet, *file}:
        for column in COLUMNS:
            here, there, now = (state.get(ref, {}).get(column) for state in (sheet, file, result))
            # In a row that was not in the workbook, a cell was empty.
            was = base.get(ref, {}).get(column, None if here is None else "")
            if ref in merge.added:
                assert now == here
            elif (ref, column) in told or (ref, "") in told or here in (was, there):
                assert now == there
            else:
                assert (now, there) == (here, was)


@given(rows, rows, rows)
def test_reading_the_same_sheet_again_changes_nothing_more(base: Rows, sheet: Rows, file: Rows) -> None:
    merge = merged(base, sheet, file)
    again = merged(base, sheet, applied(merge, sheet, file))
    assert (again.changes, again.added, again.removed, again.conflicts) == ([], [], [], merge.conflicts)
