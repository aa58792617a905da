"""A session whose days begin at another hour: everything that was given an hour moves with its day."""

from collections.abc import Mapping

from cit_toolkit.analysis.timetable import clock, minutes, session_days
from cit_toolkit.model.gathering import Gathering, GatheringDate, ProgrammeItem
from cit_toolkit.model.method import Method


def shifted(gathering: Gathering, beginnings: Mapping[int, int], method: Method) -> Gathering:
    """The session with the days of these numbers beginning at these minutes; 1 is the first day."""
    days = {day.number or 1: day for day in session_days(gathering, method.hours_per_day)}
    moves = {
        number: beginning - (start if (start := days[number].start) is not None else beginning)
        for number, beginning in beginnings.items()
    }
    first = {id(days[number].moments[0].item): beginnings[number] for number in moves if days[number].moments}
    numbers = {id(moment.item): number for number, day in days.items() for moment in day.moments}

    def moved(item: ProgrammeItem) -> ProgrammeItem:
        move = moves.get(numbers[id(item)], 0)
        start = minutes(item.start) + move if item.start else first.get(id(item))
        return item if start is None else item.model_copy(update={"start": clock(start)})

    dates = [
        _moved_date(each, moves[number], beginnings[number]) if number in moves else each
        for number, each in enumerate(gathering.dates, 1)
    ]
    return gathering.model_copy(update={"dates": tuple(dates), "programme": tuple(map(moved, gathering.programme))})


def _moved_date(dated: GatheringDate, move: int, beginning: int) -> GatheringDate:
    end = clock(minutes(dated.end) + move) if dated.end else None
    return dated.model_copy(update={"start": clock(beginning) if dated.start else None, "end": end})
