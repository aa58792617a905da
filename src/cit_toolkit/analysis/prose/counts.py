"""What texts say of how many sessions, participants, partners and territories there were."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cit_toolkit.analysis.prose.claims import Claim, Sentence, Verdict, compared, worst
from cit_toolkit.analysis.prose.dates import MONTHS
from cit_toolkit.analysis.prose.numbers import StatedNumber, stated_numbers
from cit_toolkit.analysis.prose.records import (
    EVENT,
    NAMED_SESSION,
    Records,
    attendance_of,
    attendance_place,
    format_of,
)
from cit_toolkit.model.gathering import Gathering, GatheringFormat
from cit_toolkit.model.quantities import Quantity
from cit_toolkit.problems import Position

_PEOPLE = r"participant(?:[·.(–-]\s?e?[·.)–-]?\s?s\)?|\ es|es|s)?|personnes?"
_COUNTED = re.compile(
    rf"""\s+(?:d[e']\s*)?(?:(?P<before>autres?|premi[eè]re?s|derni[eè]re?s|prochaine?s|future?s|grande?s|nouve\w+)\s+)?
    (?:(?P<event>{EVENT})|(?P<people>{_PEOPLE})|(?P<partners>structures\s+partenaires|partenaires|structures)
      |(?P<territories>territoires(?:[-\s]tests?)?))(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_AND_ONE = re.compile(rf"(?:,|\s+et)\s+(?P<number>une?)(?=\s+(?P<event>{EVENT})(?!\w))", re.IGNORECASE)
# Before a number, what says that it counts them all.
_ALL = re.compile(
    r"(?:\b(?:les|ces|nos|leurs|aux|des|tou(?:te)?s\ les|organisation\ d[e']|autour\ d[e']|composée?\ d[e']"
    r"|(?:réuni|compris|compté|comporté|organisé|tenu|comprend|comporte|compte))\s*)$".replace(r"\ ", r"\s+"),
    re.IGNORECASE,
)
# After what is counted, what says that it is a part of them only.
_SOME = re.compile(
    r"\s*(?:qui|que|qu'|dont|où|sur|auxquel\w+|supplémentaires?|suivante?s|restante?s|prévue?s|annulée?s|reportée?s"
    r"|consacrée?s|tenue?s|organisée?s|en\s+(?:\d{4}|présentiel|ligne))(?!\w)"
    rf"|\s*(?:en\s+|de\s+|d')(?:\w+\s+\d{{4}}|{'|'.join(MONTHS)})(?!\w)|\s*(?:à|en|de|du|d')\s*(?-i:[A-ZÀ-Ý])",
    re.IGNORECASE,
)
# «les quatre structures locales de …» and «les dix partenaires éloignés» are others than the partners.
_OURS = re.compile(r"\s*(?:$|[,;:.!?()–—-]|(?:et|ont|sont|étaient|avaient|se|partenaires|initiales|porteuses)(?!\w))")
_OTHERS = re.compile(r"\s+(?:éloigné|loca|nouve|extérieur|potentiel|financi|publi|privé|rencontré|du|de|des|d')", re.I)
_NOT_YET = re.compile(
    r"prévu|prévoi|prévision|envisag|devai|devra|initialement|programmé|à venir|prochain|futur|souhait|demand|propos"
    r"|\bser(?:a|ont)\b|pourr|aurai|faudr|hors|en dehors|autre action|précédent|\bpas\b|aucun",
    re.IGNORECASE,
)
_WORDS = r"(?:\s+[\w'·–-]+){0,4}?\s+"
_AFTER_EACH = re.compile(
    rf"{_WORDS}(?:(?:à|dans|pour|lors\s+de|de)\s+(?:chaque|chacune?\s+des(?:\s+\w+)?)|par)\s+(?P<event>{EVENT})(?!\w)",
    re.IGNORECASE,
)
_AFTER_ALL = re.compile(
    rf"{_WORDS}(?:aux|au\s+cours\s+des|lors\s+des|dans\s+les|pour\s+les|sur\s+les)\s+(?:\w+\s+)?(?P<event>{EVENT})(?!\w)",
    re.IGNORECASE,
)
_AFTER_ONE = re.compile(rf"{_WORDS}(?:au|à\s+la|lors\s+du|pour\s+le)\s+(?={NAMED_SESSION.pattern})", re.IGNORECASE)
_GATHERED = r"(?:rassemblé|réuni|accueilli|compté|mobilisé|touché)"
_BEFORE_EACH = re.compile(rf"chaque\s+(?P<event>{EVENT})(?:\s+[\w'-]+){{1,3}}\s+$", re.IGNORECASE)
_BEFORE_ALL = re.compile(
    rf"(?P<event>{EVENT})(?!\w)(?:(?!{EVENT})[^,;:.()])*?(?:auxquel\w+|(?:qui\s+)?ont\s+{_GATHERED})\s+$", re.IGNORECASE
)
_BEFORE_ONE = re.compile(rf"(?:{NAMED_SESSION.pattern})\s+a(?:vait)?\s+{_GATHERED}\s+$", re.IGNORECASE)
_TOOK_PART = re.compile(
    rf"(?:\s+(?:partenaires|initiales))*\s+ont\s+participé\s+(?:aux|à\s+tou(?:te)?s\s+les|à\s+chacune?\s+des)\s+"
    rf"(?:\w+\s+)?(?P<event>{EVENT})(?!\w)",
    re.IGNORECASE,
)


def counted_claims(sentence: Sentence, records: Records) -> Iterator[Claim]:
    """Every number of a sentence that counts something recorded."""
    text = sentence.text
    last_event_end = None
    for number in stated_numbers(text):
        if (found := _COUNTED.match(text, number.end)) is None:
            continue
        if found["event"]:
            last_event_end = found.end()
            yield _sessions(sentence, number, found, records)
        elif found["people"]:
            yield _people(sentence, number, found, records)
        elif found["partners"]:
            yield from _partners(sentence, number, found, records)
        else:
            yield _territories(sentence, number, found, records)
    if last_event_end is not None and (one := _AND_ONE.match(text, last_event_end)):
        exactly_one = Quantity(Decimal(1), Decimal(1), "1")
        number = StatedNumber(one.start("number"), one.end("number"), exactly_one, about=False)
        if found := _COUNTED.match(text, number.end):
            yield _sessions(sentence, number, found, records)


def _sessions(sentence: Sentence, number: StatedNumber, found: re.Match[str], records: Records) -> Claim:
    kind = format_of(found["event"])
    held = [len(records.held(kind, only_in_scheme=scheme)) for scheme in (True, False)]
    # A text may count those that are still planned.
    counts = dict.fromkeys((*held, len(records.sessions(kind)), len(records.sessions(kind, only_in_scheme=False))))
    verdict = min((compared(number.quantity, number.about, _exactly(n)) for n in counts), key=_ORDER.index)
    if verdict is Verdict.CONTRADICTS:
        certain = kind in (GatheringFormat.SEMINAR, GatheringFormat.WEBINAR) and held[1] > 0
        certain = certain and not found["before"] and not _NOT_YET.search(sentence.text)
        too_many = number.quantity.low > max(counts)
        if not (certain and (too_many or _counts_all(sentence, number, found))):
            verdict = Verdict.UNCHECKABLE
    place = records.action.position("seances")
    return _claim(sentence, number, found.end(), "seances", verdict, (str(held[0]),), place)


def _partners(sentence: Sentence, number: StatedNumber, found: re.Match[str], records: Records) -> Iterator[Claim]:
    action = records.action
    partners, structures = len(action.partners), len(action.partners) + len(action.structures)
    definite = _ALL.search(sentence.before(number.start)) is not None
    named_partners = "partenaire" in found["partners"].lower()
    if named_partners or definite:
        verdict = compared(number.quantity, number.about, _exactly(partners))
        ours = definite and not found["before"] and _is_ours(sentence, found, named_partners)
        if verdict is Verdict.CONTRADICTS and not (ours and partners and not _NOT_YET.search(sentence.text)):
            verdict = Verdict.UNCHECKABLE
        place = action.position("partenaires")
        yield _claim(sentence, number, found.end(), "partenaires", verdict, (str(partners),), place)
        yield from _presence(sentence, number, found, records)
        return
    verdict = compared(number.quantity, number.about, _exactly(structures))
    verdict = Verdict.UNCHECKABLE if verdict is Verdict.CONTRADICTS else verdict
    yield _claim(
        sentence, number, found.end(), "partenaires", verdict, (str(structures),), action.position("structures")
    )


def _is_ours(sentence: Sentence, found: re.Match[str], named_partners: bool) -> bool:
    """Whether what follows leaves no doubt that the partners are meant, all of them."""
    if not named_partners:
        return _OURS.match(sentence.text, found.end()) is not None
    return not any(pattern.match(sentence.text, found.end()) for pattern in (_SOME, _OTHERS))


def _presence(sentence: Sentence, number: StatedNumber, found: re.Match[str], records: Records) -> Iterator[Claim]:
    """«les quatre structures partenaires ont participé aux trois séminaires»: were they at each?"""
    took_part = _TOOK_PART.match(sentence.text, found.end())
    sessions = records.held(format_of(took_part["event"])) if took_part else ()
    present = [_present(each) for each in sessions]
    if took_part is None or not sessions or not all(present):
        return
    partners = {partner.id for partner in records.action.partners}
    faithful = partners.intersection(*present)
    verdict = compared(number.quantity, number.about, _exactly(len(faithful)))
    lacking = next((each for each, there in zip(sessions, present, strict=True) if partners - there), sessions[0])
    place = lacking.position("structures_presentes")
    yield _claim(sentence, number, took_part.end(), "partenaires", verdict, (str(len(faithful)),), place)


def _present(gathering: Gathering) -> set[str]:
    return {*gathering.structures_present, *(p.structure for p in gathering.participants if p.structure)}


def _territories(sentence: Sentence, number: StatedNumber, found: re.Match[str], records: Records) -> Claim:
    verdict = compared(number.quantity, number.about, _exactly(records.territories))
    if verdict is Verdict.CONTRADICTS:
        certain = records.territories and _counts_all(sentence, number, found) and not _NOT_YET.search(sentence.text)
        verdict = Verdict.CONTRADICTS if certain and not found["before"] else Verdict.UNCHECKABLE
    place = records.action.position("territoires")
    return _claim(sentence, number, found.end(), "territoires", verdict, (str(records.territories),), place)


def _people(sentence: Sentence, number: StatedNumber, found: re.Match[str], records: Records) -> Claim:
    text, end = sentence.text, found.end()
    before = sentence.before(number.start)
    if found["before"]:
        return _claim(sentence, number, end, "participants", Verdict.UNCHECKABLE, (), None)
    if one := _AFTER_ONE.match(text, end):
        named = NAMED_SESSION.match(text, one.end())
        return _at_one(sentence, number, named.end() if named else end, named and records.named(named))
    if each := _AFTER_EACH.match(text, end) or _BEFORE_EACH.search(before):
        stop = each.end() if each.string is text else end
        return _at_each(sentence, number, stop, records.held(format_of(each["event"])))
    if every := _AFTER_ALL.match(text, end) or _BEFORE_ALL.search(before):
        stop = every.end() if every.string is text else end
        return _at_all(sentence, number, stop, records.held(format_of(every["event"])))
    if one := _BEFORE_ONE.search(before):
        named = NAMED_SESSION.search(one[0])
        return _at_one(sentence, number, end, named and records.named(named))
    return _claim(sentence, number, end, "participants", Verdict.UNCHECKABLE, (), None)


def _at_one(sentence: Sentence, number: StatedNumber, end: int, session: Gathering | None) -> Claim:
    return _at_each(sentence, number, end, (session,) if session else ())


def _at_each(sentence: Sentence, number: StatedNumber, end: int, sessions: tuple[Gathering, ...]) -> Claim:
    """«une douzaine à chaque séminaire»: what is known of each session must allow it."""
    known = [(each, came) for each in sessions if (came := attendance_of(each)) is not None]
    verdicts = [compared(number.quantity, number.about, came) for _, came in known]
    wrong = [each for (each, _), found in zip(known, verdicts, strict=True) if found is Verdict.CONTRADICTS]
    place = next((attendance_place(each) for each in (*wrong, *(each for each, _ in known))), None)
    return _claim(sentence, number, end, "participants", worst(iter(verdicts)), _came(sessions), place)


def _at_all(sentence: Sentence, number: StatedNumber, end: int, sessions: tuple[Gathering, ...]) -> Claim:
    """«une trentaine aux webinaires»: of all together or of each, the text does not say; it holds if either does."""
    known = [(each, came) for each in sessions if (came := attendance_of(each)) is not None]
    verdict, place = Verdict.UNCHECKABLE, None
    if known:
        fullest, most = max(known, key=lambda each: each[1].low)
        place = attendance_place(fullest)
        if len(known) == len(sessions):
            verdict = _of_all(number, [came for _, came in known])
        if number.quantity.high is not None and number.quantity.high < most.low:
            verdict = Verdict.CONTRADICTS
    return _claim(sentence, number, end, "participants", verdict, _came(sessions), place)


def _of_all(number: StatedNumber, counts: list[Quantity]) -> Verdict:
    """Against the counts of all the sessions, none unknown."""
    total = counts[0]
    for came in counts[1:]:
        total = total.plus(came, "")
    apart = worst(compared(number.quantity, number.about, came) for came in counts)
    verdict = min(compared(number.quantity, number.about, total), apart, key=_ORDER.index)
    fewer_than_all = total.high is None or number.quantity.low <= total.high
    # Fewer people than presences is no contradiction: the same ones may have come again.
    return Verdict.UNCHECKABLE if verdict is Verdict.CONTRADICTS and fewer_than_all else verdict


def _counts_all(sentence: Sentence, number: StatedNumber, found: re.Match[str]) -> bool:
    return _ALL.search(sentence.before(number.start)) is not None and _SOME.match(sentence.text, found.end()) is None


def _came(sessions: tuple[Gathering, ...]) -> tuple[str, ...]:
    counts = [attendance_of(each) for each in sessions]
    return tuple(came.written if came else "?" for came in counts) if any(counts) else ()


def _exactly(count: int) -> Quantity:
    return Quantity(Decimal(count), Decimal(count), str(count))


def _claim(
    sentence: Sentence,
    number: StatedNumber,
    end: int,
    about: str,
    verdict: Verdict,
    found: tuple[str, ...],
    place: Position | None,
) -> Claim:
    return Claim(sentence, number.start, end, about, verdict, found, place)


_ORDER = (Verdict.AGREES, Verdict.LOOSELY, Verdict.UNCHECKABLE, Verdict.CONTRADICTS)
"""The kindest reading first: where two readings are possible, a text is given the benefit of the doubt."""
