"""The territory on one or two pages: identity, figures with their sources, actors, functions, needs."""

from dataclasses import dataclass

from cit_toolkit.documents.diagnosis_document import DiagnosisDocument, Row
from cit_toolkit.model.facts import Fact


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
            self._figure(indicator.title, indicator, indicator.comparison, indicator.unit or "", indicator.comparison_area)
            for indicator in place.indicators
        )
        return tuple(rows)

    def _figure(
        self, name: str, fact: Fact, comparison: Fact | None, unit: str, area: str | None = None
    ) -> Row:
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
    def actors_by_circle(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The actors of each circle, closest first, with category and roles; those of unknown circle last."""
        method, language = self.diagnosis.method, self.voice.language
        circles = sorted(method.circles, key=lambda circle: -circle.rank)
        groups: list[tuple[str, tuple[Row, ...]]] = []
        for identifier, label in [(c.id, c.label(language)) for c in circles] + [(None, self.voice.say("profile.no-circle"))]:
            rows = tuple(
                Row(
                    {
                        "name": actor.name,
                        "category": method.label(method.categories, actor.category, language) if actor.category else "–",
                        "roles": ", ".join(method.label(method.roles, role, language) for role in actor.roles or ()) or "–",
                    }
                )
                for actor in self.territory.actors
                if actor.circle == identifier
            )
            if rows:
                groups.append((label, rows))
        return tuple(groups)

    @property
    def contact(self) -> str | None:
        """Who drew the description up: a structure, never a person."""
        drafting = self.territory.drafting
        return drafting.by if drafting else None
