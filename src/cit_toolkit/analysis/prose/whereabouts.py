"""What texts say of when and where sessions were held, and of when the action began and ended."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from cit_toolkit.analysis.prose.claims import Claim, Sentence, Verdict
from cit_toolkit.analysis.prose.dates import StatedDate, same_statement, stated_dates
from cit_toolkit.analysis.prose.records import EVENT, NAMED_SESSION, Records, format_of
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.model.partial_date import PartialDate
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Position

_HELD = r"(?:(?:qui\s+)?(?:s'est\s+tenue?|a\s+eu\s+lieu|s'est\s+déroulée?)|organisée?|tenue?)"
_PLACE_NAME = r"[A-ZÀ-ÖØ-Ý][\w'’]*(?:[- ](?:[a-zà-ÿ']{1,4}[- ]){0,2}[A-ZÀ-ÖØ-Ý][\w'’]*)*"
_WHERE = rf"(?:à|de|d')\s*{_PLACE_NAME}(?:\s*\(\d\w\d?\))?"
_UP_TO_DATE = re.compile(
    rf"[\s,(:]*(?:{_HELD}\s*)?(?:{_WHERE}\s*,?\s*)?(?:le|les|du|des|en|au|,|\()?\s*$", re.IGNORECASE
)
_UP_TO_PLACE = re.compile(rf"\s*(?P<held>{_HELD})?\s*(?:à|de|d')\s*(?P<place>{_PLACE_NAME})")
_KIND_BEFORE_DATE = re.compile(rf"(?<!\w)(?P<event>{EVENT})(?:\s+d'information)?\s+(?:du|des)\s+$", re.IGNORECASE)
_BEGUN = r"(?:initié|lancé|démarré|débuté|engagé|commencé|entamé)"
_ENDED = r"(?:achevé|terminé|clos|clôturé|conclu)"
_OF_ACTION = re.compile(
    rf"(?<!\w)(?:(?P<begun>{_BEGUN})|(?P<ended>{_ENDED}))e?\s+(?:en|le|dès|depuis|au\s+mois\s+de)\s+$", re.IGNORECASE
)
_ACTION = re.compile(r"(?<!\w)(?:action|coopération|projet|recherche-action|démarche|expérimentation)s?(?!\w)", re.I)
_NEAR = 40
"""Characters within which «action» or «projet» tells what began."""


def dated_claims(sentence: Sentence, records: Records) -> Iterator[Claim]:
    """Every date of a sentence that is plainly that of a session, or of the beginning or end of the action."""
    for dates in _statements(sentence.text):
        claim = _of_session(sentence, dates, records) or _of_kind(sentence, dates, records)
        claim = claim or _of_action(sentence, dates, records)
        if claim is not None:
            yield claim


def placed_claims(sentence: Sentence, records: Records) -> Iterator[Claim]:
    """Every place of a sentence that is plainly that of a numbered session."""
    municipalities = {fold(place): place for each in records.gatherings if (place := _municipality(each))}
    for named in NAMED_SESSION.finditer(sentence.text):
        session = records.named(named)
        found = _UP_TO_PLACE.match(sentence.text, named.end())
        recorded = _municipality(session) if session else None
        if found is None or session is None or recorded is None:
            continue
        said = fold(found["place"])
        verdict = Verdict.AGREES if said.startswith(fold(recorded)) else Verdict.CONTRADICTS
        # «Le séminaire 2 de La Traverse» says who held it, not where.
        if verdict is Verdict.CONTRADICTS and not found["held"] and said not in municipalities:
            continue
        yield Claim(sentence, named.start(), found.end(), "lieux", verdict, (recorded,), session.position("lieu"))


def _municipality(session: Gathering) -> str | None:
    return session.place.municipality if session.place else None


def _statements(text: str) -> Iterator[tuple[StatedDate, ...]]:
    """The dates of a text, those that are said together in one: «31 mars et 1er avril 2022»."""
    dates = stated_dates(text)
    together: list[StatedDate] = dates[:1]
    for first, second in pairwise(dates):
        if same_statement(text, first, second):
            together.append(second)
        else:
            yield tuple(together)
            together = [second]
    if together:
        yield tuple(together)


def _of_session(sentence: Sentence, dates: tuple[StatedDate, ...], records: Records) -> Claim | None:
    before = sentence.before(dates[0].start)
    named = [*NAMED_SESSION.finditer(before)][-1:]
    session = records.named(named[0]) if named and _UP_TO_DATE.match(before, named[0].end()) else None
    if session is None or not session.dates:
        return None
    start = dates[0].start - len(before) + named[0].start()
    return _claim(sentence, start, dates, _same_days(dates, session), _written(session), session.position("dates"))


def _of_kind(sentence: Sentence, dates: tuple[StatedDate, ...], records: Records) -> Claim | None:
    """«le webinaire du 20 décembre»: one of its kind was held then, or on other days of that month."""
    found = _KIND_BEFORE_DATE.search(sentence.before(dates[0].start))
    if found is None:
        return None
    start = dates[0].start - len(found[0])
    sessions = records.sessions(format_of(found["event"]), only_in_scheme=False)
    for session in sessions:
        if session.dates and _same_days(dates, session):
            return _claim(sentence, start, dates, True, _written(session), session.position("dates"))
    months = {(each.year, each.month) for each in dates}
    for session in sessions:
        held = {(each.date.year, each.date.month) for each in session.dates if each.date.day}
        if any((year in (None, when[0])) and month == when[1] for year, month in months for when in held):
            return _claim(sentence, start, dates, False, _written(session), session.position("dates"))
    return None


def _of_action(sentence: Sentence, dates: tuple[StatedDate, ...], records: Records) -> Claim | None:
    found = _OF_ACTION.search(sentence.before(dates[0].start))
    period = records.action.period
    start = dates[0].start - len(found[0]) if found else 0
    around = sentence.text[max(0, start - _NEAR) : dates[-1].end + _NEAR]
    if found is None or period is None or re.search(EVENT, around, re.IGNORECASE) or not _ACTION.search(around):
        return None
    recorded, key = (period.start, "du") if found["begun"] else (period.end, "au")
    if recorded is None:
        return None
    agrees = any(date.agrees_with(recorded) for date in dates)
    return _claim(sentence, start, dates, agrees, (str(recorded),), period.position(key))


def _same_days(dates: tuple[StatedDate, ...], session: Gathering) -> bool:
    """Whether every day that is said is one of the session's; of a whole month, whether one of its days is."""
    held = [each.date for each in session.dates]
    return all(_held_on(date, day, held) for date in dates for day in date.days or (None,))


def _held_on(date: StatedDate, day: int | None, held: list[PartialDate]) -> bool:
    """Whether a day of a date, or its month when `day` is None, is one of those of a session."""
    one = replace(date, days=(day,) if day else ())
    return any(one.agrees_with(each) for each in held)


def _written(session: Gathering) -> tuple[str, ...]:
    return tuple(str(each.date) for each in session.dates)


def _claim(
    sentence: Sentence,
    start: int,
    dates: tuple[StatedDate, ...],
    agrees: bool,
    found: tuple[str, ...],
    place: Position | None,
) -> Claim:
    verdict = Verdict.AGREES if agrees else Verdict.CONTRADICTS
    return Claim(sentence, start, dates[-1].end, "dates", verdict, found, place)
