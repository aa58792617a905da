"""Times of day and lengths of time as they are said: «9 h 30», «14 h», «1 h 45», «45 min»."""

_SPACE = "\u00a0"


def format_clock(minute: int, language: str) -> str:
    """Minutes after midnight: «9 h 30», «14 h», "9:30", "14:00". Past midnight the count starts again."""
    hours, minutes = divmod(minute % (24 * 60), 60)
    if language != "fr":
        return f"{hours}:{minutes:02d}"
    return f"{hours}{_SPACE}h{_SPACE}{minutes:02d}" if minutes else f"{hours}{_SPACE}h"


def format_length(minutes: int, language: str) -> str:
    """«45 min», «1 h 30», «2 h», "1 h 30 min"."""
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{left}{_SPACE}min"
    if not left:
        return f"{hours}{_SPACE}h"
    return f"{hours}{_SPACE}h{_SPACE}{left:02d}" if language == "fr" else f"{hours}{_SPACE}h{_SPACE}{left}{_SPACE}min"
