"""How a match is said: reasons counted, what would have to change, what is left to verify, what to ask and of whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cit_toolkit.analysis.matching.building import MOST_URGENT
from cit_toolkit.analysis.matching.call_sheet import Call, Side
from cit_toolkit.analysis.matching.match import Match
from cit_toolkit.analysis.matching.nearest_miss import Advice
from cit_toolkit.analysis.matching.score import Part, Score
from cit_toolkit.analysis.matching.thesaurus import suggested_themes
from cit_toolkit.analysis.needs import priority
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.need import Need
from cit_toolkit.model.offer import Offer
from cit_toolkit.model.partial_date import PartialDate
from cit_toolkit.wording.dates import format_date, format_period
from cit_toolkit.wording.numbers import counted, format_money


@dataclass(frozen=True, slots=True)
class MatchWords:
    """A match in a language."""

    found: Match
    voice: Voice

    def reasons(self, reasons: Mapping[str, int]) -> str:
        """«11 hors de leur zone ; 3 déjà prises», the most frequent first."""
        ranked = sorted(reasons.items(), key=lambda reason: (-reason[1], list(reasons).index(reason[0])))
        return self.voice.parts(self.voice.say(f"match.reasons.{name}", count=count) for name, count in ranked)

    def counted(self, number: float, word: str) -> str:
        """«3 territoires»."""
        say = self.voice.say
        singular, plural = (say(f"match.counted.{word}.{form}") for form in ("singular", "plural"))
        return counted(number, singular, plural, self.voice.language)

    def offer(self, supply: int) -> str:
        """«Comprendre la forme SCIC (URSCOP)»."""
        each = self.found.supplies[supply]
        return f"{each.title} ({each.structure})" if each.structure else each.title

    def quoted(self, supply: int) -> str:
        """The same inside a sentence: «« Comprendre la forme SCIC » (URSCOP)»."""
        each = self.found.supplies[supply]
        title = self.voice.say("match.quoted", name=each.title)
        return f"{title} ({each.structure})" if each.structure else title

    def need(self, demand: int) -> str:
        """A need, and its territory when there are several."""
        each = self.found.demands[demand]
        return f"{each.need.title} ({each.place.name})" if self._several else each.need.title

    @property
    def _several(self) -> bool:
        demands = self.found.demands
        return bool(demands) and demands[0].place.id != demands[-1].place.id

    def priority(self, need: Need) -> str:
        """In per cent; empty when neither its urgency nor its importance is known."""
        return "" if need.urgency is None and need.importance is None else self.voice.share(priority(need))

    def suggested_themes(self, thing: Need | Offer) -> str:
        """The themes its words point to, when it has none."""
        found = suggested_themes(thing, self.found.thesaurus)
        return self.voice.names(
            self.found.method.label(self.found.method.themes, theme, self.voice.language) for theme in found
        )

    def pair_score(self, pair: int) -> Score:
        """The score of a pair, part by part."""
        return self.found.tables.score(int(self.found.pairs.demand[pair]), int(self.found.pairs.supply[pair]))

    def points(self, pair: int) -> str:
        """«804 points»."""
        return self.points_of(int(self.found.pairs.points[pair]))

    def points_of(self, points: int) -> str:
        """«1 250 points»."""
        return self.voice.say("match.points", count=points, points=self.voice.number(points))

    def range(self, pair: int) -> str:
        """«de 515 à 745 selon ce qui reste inconnu»; empty when the score is certain."""
        low, high = int(self.found.pairs.low[pair]), int(self.found.pairs.high[pair])
        if low == high:
            return ""
        return self.voice.say("match.between", range=self.voice.range(Interval(low, high), 0))

    def score(self, pair: int) -> str:
        """«804 points», «630 points, de 515 à 745 selon ce qui reste inconnu»."""
        return ", ".join(filter(None, (self.points(pair), self.range(pair))))

    def parts(self, pair: int) -> str:
        """«fonctions 231, thèmes 230 (de 0 à 230)»."""
        return self.voice.series(map(self._part, self.pair_score(pair).parts))

    def _part(self, part: Part) -> str:
        told = f"{self.criterion(part.criterion)} {self.voice.number(part.points)}"
        if part.level is not None:
            return told
        return self.voice.say("match.part-between", part=told, range=self.voice.range(Interval(part.low, part.high), 0))

    def gap(self, criterion: str, points: int) -> str:
        """«natures −77»: what another offer has more, or less, than the one made."""
        return f"{self.criterion(criterion)} {self.voice.signed(-points)}"

    def points_of_plan(self, value: int) -> str:
        """What a plan is worth: scores, each counted in proportion to the priority of its need."""
        return self.points_of(int(Fraction(value, MOST_URGENT) + Fraction(1, 2)))

    def criterion(self, name: str) -> str:
        """A filter, or a criterion of the score."""
        return self.voice.say(f"match.criteria.{name}")

    def verdict(self, name: str) -> str:
        """oui, non, à vérifier, sans objet."""
        return self.voice.say(f"match.verdicts.{name}")

    def advices(self, advices: Iterable[Advice], supply: int) -> str:
        """All that would have to change for an offer, in one sentence."""
        return self.voice.parts(self.advice(advice, supply) for advice in advices)

    def advice(self, advice: Advice, supply: int) -> str:
        """One thing that would have to change."""
        values = {name: self._value(name, value) for name, value in advice.values.items()}
        points = advice.values.get("points")
        listed = max((len(value) for value in advice.values.values() if isinstance(value, tuple)), default=1)
        many = points if isinstance(points, int) else listed
        giver = self.found.supplies[supply].structure or self.voice.say("match.no-structure")
        return self.voice.say(f"match.advice.{advice.what}", count=many, structure=giver, **values)

    def _value(self, name: str, value: object) -> str:
        method, language = self.found.method, self.voice.language
        if name == "etapes" and isinstance(value, tuple):
            return self.voice.names(method.label(method.stages, each, language) for each in value)
        if name == "publics" and isinstance(value, tuple):
            return self.voice.names(method.label(method.categories, each, language) for each in value)
        if name == "criteres" and isinstance(value, tuple):
            return self.voice.names(map(self.criterion, value))
        if name == "formats" and isinstance(value, tuple):
            return self.voice.names(self.voice.say(f"match.formats.{each}") for each in value)
        if isinstance(value, tuple):
            return self.voice.names(map(str, value))
        if name == "euros" and isinstance(value, Decimal):
            return format_money(value, language)
        if name == "jours" and isinstance(value, (int, Decimal)):
            return self.days(Decimal(value))
        if isinstance(value, PartialDate):
            return format_period(None, value.parts, language)
        if isinstance(value, date):
            return format_date(value, language)
        return self.voice.number(value) if isinstance(value, int) else str(value)

    def days(self, days: Decimal) -> str:
        """«1,5 jour»."""
        return self.counted(float(days) if days % 1 else int(days), "day")

    def fact(self, side: Side, field: str) -> str:
        """What is left to verify: «le prix»."""
        return self.voice.say(f"match.facts.{side.value}.{field}")

    def question(self, call: Call) -> str:
        """What to ask whom it is asked of: «« Légumerie » : à quel prix ?», «quel département ?»."""
        question = self.voice.say(f"match.questions.{call.side.value}.{call.field}")
        if call.side is Side.PLACE:
            return question
        offered = call.side is Side.OFFER
        title = self.found.supplies[call.thing].title if offered else self.found.demands[call.thing].need.title
        return self.voice.labelled(self.voice.say("match.quoted", name=title), question)

    def asked_of(self, call: Call) -> str:
        """The same with whom to ask: «Vallée de la Virlouve, « Légumerie » : à quel prix ?»."""
        respondent, question = self.respondent(call), self.question(call)
        return self.voice.labelled(respondent, question) if call.side is Side.PLACE else f"{respondent}, {question}"

    def respondent(self, call: Call) -> str:
        """Whom to call: the structure that gives the offer, or the territory."""
        if call.side is Side.OFFER:
            return self.found.supplies[call.thing].structure or self.voice.say("match.no-structure")
        return self.found.demands[call.thing].place.name
