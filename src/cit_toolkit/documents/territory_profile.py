"""The territory on one or two pages: identity, figures with their sources, actors, functions, needs."""

from dataclasses import dataclass

from cit_toolkit.documents.diagnosis_document import DiagnosisDocument, Row
from cit_toolkit.model.facts import Fact

FIRST_NEEDS = 8


@dataclass(frozen=True)
class TerritoryProfile(DiagnosisDocument):
    """What `profile.md` tells: the territory as described, with little judgement."""

    @property
    def identity(self) -> tuple[Row, ...]:
        """What the place is, line by line; what is unknown is left out."""
        place = self.territory
        lines = (
            ("perimeter", self.voice.say(f"perimeters.{place.perimeter.value}") if place.perimeter else ""),
            ("department", place.department or ""),
            ("region", place.region or ""),
            ("insee", place.insee_code or ""),
            ("municipalities", str(len(place.municipalities)) if len(place.municipalities) > 1 else ""),
            ("as-of", self.voice.date(place.as_of)),
        )
        return tuple(Row({"name": self.voice.say(f"profile.{key}"), "value": value}) for key, value in lines if value)

    @property
    def key_figures(self) -> tuple[Row, ...]:
        """Population and indicators, each with its year and source, and the wider area when it is given."""
        place = self.territory
        rows = []
        if place.population and place.population.value:
            rows.append(self._figure(self.voice.say("profile.population"), place.population, None, ""))
        rows.extend(
            self._figure(
                indicator.title, indicator, indicator.comparison, indicator.unit or "", indicator.comparison_area
            )
            for indicator in place.indicators
        )
        return tuple(rows)

    def _figure(self, name: str, fact: Fact, comparison: Fact | None, unit: str, area: str | None = None) -> Row:
        value = self.voice.quantity(fact.value)
        compared = self._with_unit(self.voice.quantity(comparison.value), unit) if comparison else "–"
        if comparison and area:
            compared = f"{compared} ({area})"
        return Row(
            {
                "name": name,
                "value": self._with_unit(value, unit) if fact.value and not fact.value.secret else value,
                "comparison": compared,
                "source": self.voice.fact(fact) or "–",
            }
        )

    def _with_unit(self, value: str, unit: str) -> str:
        return f"{value} {unit}".rstrip()

    @property
    def has_comparison(self) -> bool:
        """Whether any figure is compared with a wider area."""
        return any(indicator.comparison for indicator in self.territory.indicators)

    @property
    def categories(self) -> str:
        """«association 12, collectivité 6»: actors counted by category, the most numerous first."""
        rows = sorted(self.counts("category"), key=lambda row: -int(row.count))
        told = [f"{row.name} {row.count}" for row in rows]
        if unknown := len(self.diagnosis.ecosystem.without_category):
            told.append(f"{self.voice.say('words.unknown')} {unknown}")
        return self.voice.listing(told)

    @property
    def first_needs(self) -> tuple[Row, ...]:
        """The needs of highest priority: a profile is short."""
        return self.need_rows[:FIRST_NEEDS]

    @property
    def other_needs(self) -> str:
        """How many needs are left out, empty for none."""
        left = len(self.need_rows) - FIRST_NEEDS
        return self.voice.say("profile.other-needs", count=left) if left > 0 else ""

    @property
    def _circles(self) -> tuple[tuple[str | None, str], ...]:
        ranked = sorted(self.diagnosis.method.circles, key=lambda circle: -circle.rank)
        return (
            *((circle.id, self.voice.label(circle)) for circle in ranked),
            (None, self.voice.say("profile.no-circle")),
        )

    @property
    def actors_by_circle(self) -> tuple[tuple[str, str], ...]:
        """Names of the actors of each circle, closest first."""
        groups = (
            (label, [actor.name for actor in self.territory.actors if actor.circle == circle])
            for circle, label in self._circles
        )
        return tuple((label, self.voice.listing(names)) for label, names in groups if names)

    @property
    def contact(self) -> str | None:
        """Who drew the description up: a structure, never a person."""
        drafting = self.territory.drafting
        return drafting.by if drafting else None
