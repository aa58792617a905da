"""How a session is called, dated and placed, and how those it names are called."""

from collections.abc import Iterable
from dataclasses import dataclass

from cit_toolkit.analysis.action_redaction import SeenAction
from cit_toolkit.analysis.attendance import Total
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.gathering import Gathering, GatheringDate
from cit_toolkit.model.text import fold
from cit_toolkit.wording.dates import format_dates, format_weekday


@dataclass(frozen=True, slots=True)
class SessionWords:
    """One session in words. An empty text has nothing to say."""

    gathering: Gathering
    voice: Voice

    @property
    def label(self) -> str:
        """«Séminaire 2», «Webinaire» for want of a number."""
        number = self.gathering.number
        kind = self.voice.say(f"session.kinds.{self.gathering.format.value}")
        return kind if number is None else self.voice.say("session.numbered", kind=kind, number=number)

    @property
    def name(self) -> str:
        """«Séminaire 2 : Définir l’objet commun»; the title alone when it says the kind itself."""
        kind = fold(self.voice.say(f"session.kinds.{self.gathering.format.value}"))
        if fold(self.gathering.title).startswith((kind, self.gathering.format.value)):
            return self.gathering.title
        return self.voice.labelled(self.label, self.gathering.title)

    @property
    def when(self) -> str:
        """«les 22 et 23 octobre 2021», «le 20 décembre 2021 (date en partie déduite)»."""
        told = self._dates(article=True)
        if told and any(each.inferred for each in self.gathering.dates):
            return self.voice.say("session.inferred", dates=told)
        return told

    @property
    def days(self) -> str:
        """The same as in a table: «22 et 23 octobre 2021»."""
        told = self._dates(article=False)
        if told and any(each.inferred for each in self.gathering.dates):
            return self.voice.say("session.inferred", dates=told)
        return told

    def _dates(self, article: bool) -> str:
        dates = [each.date for each in self.gathering.dates]
        if all(each.day for each in dates):
            return format_dates([each.earliest for each in dates], self.voice.language, article)
        return self.voice.names(self.voice.moment(each) if article else self.voice.date(each) for each in dates)

    @property
    def where(self) -> str:
        """«Eymoutiers (87)», «Foyer rural, Saint-Ormin», «à distance»."""
        place = self.gathering.place
        if place is None:
            return ""
        if place.remote:
            return self.voice.say("session.remote")
        town = place.municipality or ""
        if town and place.department:
            town = f"{town} ({place.department})"
        return ", ".join(filter(None, [place.venue, town]))

    @property
    def when_and_where(self) -> str:
        """«Les 22 et 23 octobre 2021, Eymoutiers (87)», its first letter a capital."""
        told = ", ".join(filter(None, [self.when, self.where]))
        return told[:1].upper() + told[1:]

    def day(self, number: int | None, dated: GatheringDate | None) -> str:
        """«Jour 1 – vendredi 22 octobre 2021»; the day alone when there is only one; empty when nothing is known."""
        several = len(self.gathering.dates) > 1 or (number or 0) > 1
        rank = self.voice.say("session.day", number=number) if several and number else ""
        told = ""
        if dated:
            # The day of the week would be worked out from a date that was itself worked out.
            whole = dated.date.day and not dated.inferred
            told = format_weekday(dated.date.earliest, self.voice.language) if whole else self.voice.date(dated.date)
        named = " – ".join(filter(None, [rank, told]))
        return named[:1].upper() + named[1:]


@dataclass(frozen=True, slots=True)
class NamedInSession:
    """What the identifiers of a session stand for, as its reader may know it."""

    seen: SeenAction
    voice: Voice

    def structure(self, identifier: str) -> str:
        """The name of a structure."""
        found = self.seen.structures.get(identifier)
        return found.name if found else identifier

    def who(self, identifier: str) -> str:
        """A structure, or a person: by name where it may be read, else by the structure they come from."""
        person = self.seen.people.get(identifier)
        if person is None:
            return self.structure(identifier)
        if person.name:
            return person.name
        return self.structure(person.structure) if person.structure else self.voice.say("session.somebody")

    def everyone(self, identifiers: Iterable[str]) -> str:
        """Several of them: «a, b et c», each once."""
        return self.voice.names(dict.fromkeys(map(self.who, identifiers)))


def total_words(total: Total, voice: Voice) -> str:
    """A sum as far as it is known: «34», «environ 30», «de 36 à 46», «au moins 22», «inconnu»."""
    if not total.known:
        return voice.say("words.unknown")
    if total.exact:
        return voice.number(total.low)
    if len(total.terms) == 1:
        return voice.quantity(total.terms[0])
    if total.high is None:
        return voice.say("session.at-least", number=voice.number(total.low))
    return voice.say("session.from-to", low=voice.number(total.low), high=voice.number(total.high))
