"""The drawing of who came, session by session."""

from cit_toolkit.analysis.mobilisation import EventMobilisation, Mobilisation
from cit_toolkit.documents.session_words import SessionWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.figures.attendance import AttendanceRow, attendance_figure
from cit_toolkit.figures.figure import Figure


def drawn_attendance(mobilisation: Mobilisation, voice: Voice, colour: str) -> Figure:
    """The sessions that were held, in order; those outside the scheme apart."""
    held = (*mobilisation.together.events, *mobilisation.outside)
    return attendance_figure([_row(event, voice) for event in held], voice.language, colour)


def _row(event: EventMobilisation, voice: Voice) -> AttendanceRow:
    words, counted = SessionWords(event.gathering, voice), event.attendance.presences
    return AttendanceRow(
        title=words.name,
        when=words.days,
        format=event.gathering.format.value,
        low=None if counted is None else int(counted.low),
        high=None if counted is None or counted.high is None else int(counted.high),
        written="" if counted is None else voice.quantity(counted),
        in_scheme=event.gathering.in_scheme,
    )
