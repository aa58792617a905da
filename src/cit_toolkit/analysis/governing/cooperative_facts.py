"""What the rules of a legal form may name about a cooperative, and what is missing to know it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from typing import Any

from cit_toolkit.analysis.partly_known import Count, KnownItems, Measure
from cit_toolkit.analysis.rule_facts import NamedThing, RuleFacts
from cit_toolkit.model.governance import College, Governance, MemberCategory, MemberNature
from cit_toolkit.model.legal_rules import LegalRules

CLAUSES = {
    "capital_variable": "variable_capital",
    "interet_collectif": "collective_interest",
    "projet_cooperatif": "cooperative_project",
    "une_personne_une_voix": "one_person_one_vote",
    "liberation_initiale": "paid_up",
    "mention_cooperative": "cooperative_named",
}
"""Keys of `statuts`, and their attributes."""
ANY_NUMBER = 10**6
"""How many there may be of what nobody counted."""


@dataclass(frozen=True, slots=True)
class CooperativeFacts:
    """The figures, and for each that is not wholly known the keys of the file that would tell it."""

    values: Mapping[str, Any]
    missing: Mapping[str, tuple[str, ...]]

    def names(self) -> RuleFacts:
        """The same, as the check of a rule looks names up."""
        return RuleFacts(self.values, {})

    def lacking(self, names: Iterable[str]) -> tuple[str, ...]:
        """Keys to fill in before the figures of these names are known, each once."""
        return tuple(dict.fromkeys(key for name in names for key in self.missing.get(name, ())))


def cooperative_facts(governance: Governance, rules: LegalRules, year: int) -> CooperativeFacts:
    """What is known of a cooperative in a year. Unknown is None, or an interval: never zero, never «no»."""
    missing: dict[str, tuple[str, ...]] = {}
    values: dict[str, Any] = {
        "annee": year,
        "forme": governance.form.value if governance.form else None,
        "effectif_salarie": governance.employees,
        "reserves_impartageables": _number(governance.indivisible_reserves),
        "revision_cooperative": governance.review_year,
        "statuts": {key: _clause(governance, name) for key, name in CLAUSES.items()},
    }
    missing |= {name: (name,) for name in values if values[name] is None}
    missing |= {f"statuts.{key}": (f"statuts › {key}",) for key, value in values["statuts"].items() if value is None}
    values["capital"] = _number(governance.capital)
    if values["capital"] is None:
        values["capital"] = _whole_sum(governance.categories, "capital")
    if values["capital"] is None:
        missing["capital"] = ("capital",)
    for part in (_categories, _authorities, _members, _colleges):
        found, lacking = part(governance, rules, values["capital"])
        values |= found
        missing |= lacking
    return CooperativeFacts(values, missing)


_Part = tuple[dict[str, Any], dict[str, tuple[str, ...]]]


def _clause(governance: Governance, name: str) -> Any:
    value = getattr(governance.clauses, name) if governance.clauses else None
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _whole_sum(categories: tuple[MemberCategory, ...], name: str) -> int | float | None:
    amounts = [getattr(category, name) for category in categories]
    return _number(Decimal(sum(amounts))) if amounts and None not in amounts else None


def _categories(governance: Governance, rules: LegalRules, _: object) -> _Part:
    """Their number, and their natures: one whose nature is not said may be of any."""
    categories = governance.categories
    if not categories:
        unknown = {"nombre": Count(0, ANY_NUMBER), "natures": KnownItems((), ANY_NUMBER)}
        lacking = ("categories",)
        return {"categories": unknown}, {f"categories.{name}": lacking for name in unknown}
    labels = {kind.nature: kind.name for kind in rules.members}
    natures = dict.fromkeys(category.nature for category in categories if category.nature)
    untold = [category for category in categories if category.nature is None]
    things = [
        NamedThing(nature.value, {"fr": labels[nature].fr, "en": labels[nature].text("en")}
                   if nature in labels else {"": nature.value})
        for nature in natures
    ]  # fmt: skip
    found = {"nombre": len(categories), "natures": KnownItems(things, len(untold))}
    return {"categories": found}, {"categories.natures": _keys(untold, "nature")} if untold else {}


def _authorities(governance: Governance, _: object, capital: int | float | None) -> _Part:
    """Capital and share of local authorities, from what they surely hold to what the others leave them."""
    held = _bounds_of(governance.categories, lambda category: category.nature is MemberNature.LOCAL_AUTHORITY)
    known = sum((category.capital or Decimal(0) for category in governance.categories), Decimal(0))
    low, high = held
    certain = low == high and bool(governance.categories)
    lacking: dict[str, tuple[str, ...]] = {}
    if not certain:
        if capital is not None:
            sure_others = sum(
                category.capital or Decimal(0)
                for category in governance.categories
                if category.nature not in (None, MemberNature.LOCAL_AUTHORITY)
            )
            high = min(high, float(Decimal(str(capital)) - sure_others))
        untold = [each for each in governance.categories if each.nature is None]
        unpriced = [
            each
            for each in governance.categories
            if each.capital is None and each.nature in (None, MemberNature.LOCAL_AUTHORITY)
        ]
        keys = (*_keys(untold, "nature"), *_keys(unpriced, "capital")) or ("categories",)
        lacking = {"collectivites.capital": keys, "collectivites.part": keys}
    total = capital if capital is not None else _number(known)
    if capital is None and high > 0:
        lacking["collectivites.part"] = (*lacking.get("collectivites.part", ()), "capital")
        share: Any = Measure(0, 0, 100)
    elif not total:
        share = 0 if high == 0 else Measure(0, 0, 100)
    else:
        share = _measure(low * 100 / total, min(high * 100 / total, 100))
    return {"collectivites": {"capital": _measure(low, high), "part": share}}, lacking


def _members(governance: Governance, _: object, __: object) -> _Part:
    categories = governance.categories
    known = sum(category.members or 0 for category in categories)
    uncounted = [category for category in categories if category.members is None]
    if categories and not uncounted:
        return {"associes": known}, {}
    keys = _keys(uncounted, "membres") if categories else ("categories",)
    return {"associes": Count(known, ANY_NUMBER)}, {"associes": keys}


def _colleges(governance: Governance, _: object, __: object) -> _Part:
    """Votes of the colleges; none said, they weigh the same (loi 47-1775, art. 19 octies)."""
    colleges, lacking = governance.colleges, {}
    weights = [_number(college.votes) for college in colleges]
    if colleges and all(weight is None for weight in weights):
        weights = [100 / len(colleges)] * len(colleges)
        total: Any = 100
    else:
        total = _measure_sum([college.votes for college in colleges])
    unsaid = [college for college, weight in zip(colleges, weights, strict=True) if weight is None]
    known = [weight for weight in weights if weight is not None]
    least: Any = min(known, default=0)
    most: Any = max(known, default=0)
    if unsaid:
        least, most = Measure(least, 0, least if known else 100), Measure(most, most, 100)
        lacking = {
            f"colleges.{name}": _keys(unsaid, "voix", "colleges") for name in ("voix_min", "voix_max", "voix_total")
        }
    in_colleges = [name for college in colleges for name in college.categories]
    named = {category.id: NamedThing(category.id, {"": category.name}) for category in governance.categories}
    without = [thing for name, thing in named.items() if name not in in_colleges] if colleges else []
    several = [thing for name, thing in named.items() if in_colleges.count(name) > 1]
    return {
        "colleges": {
            "nombre": len(colleges), "voix_min": least, "voix_max": most, "voix_total": total,
            "sans_college": tuple(without), "en_plusieurs": tuple(several),
        }
    }, lacking  # fmt: skip


def _measure_sum(votes: list[Decimal | None]) -> Any:
    known = sum((vote for vote in votes if vote is not None), Decimal(0))
    if None in votes:
        return Measure(float(known), float(known), inf)
    return _number(known)


def _bounds_of(categories: tuple[MemberCategory, ...], chosen: Callable[[MemberCategory], bool]) -> tuple[float, float]:
    """Lowest and highest capital of the categories chosen; what is not said may be anything."""
    if not categories:
        return 0, inf
    low = high = 0.0
    for category in categories:
        if chosen(category):
            low += float(category.capital or 0)
            high += inf if category.capital is None else float(category.capital)
        elif category.nature is None:
            high += inf if category.capital is None else float(category.capital)
    return low, high


def _measure(low: float, high: float) -> Any:
    if low == high:
        return int(low) if low == int(low) else low
    return Measure(low, low, high)


def _keys(items: Iterable[MemberCategory | College], key: str, table: str = "categories") -> tuple[str, ...]:
    return tuple(f"{table} › {item.id} › {key}" for item in items)
