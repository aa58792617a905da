"""How a document says things in its language: names, statuses, intervals, dates."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cit_toolkit.analysis.functions_coverage import Status
from cit_toolkit.model.facts import Fact
from cit_toolkit.model.interval import Interval
from cit_toolkit.model.labels import Label
from cit_toolkit.model.method import MethodItem
from cit_toolkit.model.partial_date import PartialDate
from cit_toolkit.model.quantities import Quantity, qualification
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.dates import format_partial
from cit_toolkit.wording.lists import join_words
from cit_toolkit.wording.numbers import counted, format_money, format_number, format_percent, format_range

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")


@dataclass(frozen=True, slots=True)
class Voice:
    """One language, "fr" or "en"."""

    language: str

    @property
    def catalog(self) -> Catalog:
        """The sentences of the language."""
        return Catalog.of(self.language)

    def say(self, key: str, /, **arguments: object) -> str:
        """A sentence of the catalogue."""
        return self.catalog.say(key, **arguments)

    def label(self, item: MethodItem | None) -> str:
        """Name of one of the method's things."""
        return item.label(self.language) if item else self.say("words.none")

    def text(self, label: Label | None) -> str:
        """A text of the method, empty when it has none."""
        return label.text(self.language) if label else ""

    def named(self, names: Mapping[str, str]) -> str:
        """A name given by language, or under "" when it is the same in all."""
        return names.get(self.language) or names.get("") or names.get("fr", "")

    def labelled(self, label: str, text: str) -> str:
        """«étiquette : texte», with the colon of the language."""
        return self.say("lists.labelled", label=label, text=text)

    def series(self, items: Iterable[str]) -> str:
        """«a, b, c»; «a ; b ; c» when one of them holds a comma, which would run it into the next."""
        told = list(items)
        return (self.say("lists.separator") if any("," in item for item in told) else ", ").join(told)

    def parts(self, items: Iterable[str]) -> str:
        """«a ; b ; c», for what may itself be a list."""
        return self.say("lists.separator").join(items)

    def names(self, items: Iterable[str], most: int | None = None) -> str:
        """«a, b et c», empty for none; past `most`, the last ones are counted.

        «a ; b ; c» when one holds a comma or the conjunction.
        """
        told = list(items)
        shown = told if most is None or len(told) <= most else told[: most - 1]
        others = len(told) - len(shown)
        if len(told) > 1 and any(map(self._runs_on, shown)):
            return self.parts([*shown, self.say("lists.others", count=others)] if others else shown)
        if others:
            return self.say("lists.and-others", names=", ".join(shown), count=others)
        return join_words(shown, self.language)

    def _runs_on(self, item: str) -> bool:
        """Whether a name could be taken for two in a list: it holds a comma, or «et» outside quotation marks."""
        return "," in item or f" {self.say('lists.and')} " in _QUOTED.sub("", item)

    def number(self, value: float | Decimal, digits: int | None = None) -> str:
        """A number as the language writes it."""
        return format_number(value, self.language, digits)

    def signed(self, value: float | Decimal, digits: int | None = None) -> str:
        """A difference with its sign: «+2», «−3,5», «0»."""
        told = format_number(value, self.language, digits)
        return f"+{told}" if value > 0 and any(digit in told for digit in "123456789") else told

    def money(self, amount: Decimal) -> str:
        """Euros: «1 250,50 €»."""
        return format_money(amount, self.language)

    def signed_money(self, amount: Decimal) -> str:
        """A difference in euros with its sign: «+411,80 €»."""
        return f"+{self.money(amount)}" if amount > 0 else self.money(amount)

    def share(self, value: Interval) -> str:
        """An interval of shares of 1, in per cent."""
        return format_range(value.low, value.high, self.language, percent=True)

    def percent(self, value: float | Decimal, digits: int = 0) -> str:
        """A share of 1 in per cent."""
        return format_percent(value, self.language, digits)

    def range(self, value: Interval, digits: int | None = None) -> str:
        """An interval of numbers."""
        return format_range(value.low, value.high, self.language, digits=digits)

    def count(self, number: float, word: str) -> str:
        """«3 acteurs»: a number and a counted word of the catalogue (`counted.<word>`)."""
        return counted(number, self.say(f"counted.{word}.singular"), self.say(f"counted.{word}.plural"), self.language)

    def date(self, value: PartialDate | None) -> str:
        """A date no more precise than written."""
        return format_partial(*value.parts, self.language) if value else ""

    def situation(self, value: PartialDate | None) -> str:
        """When a description was true: «au 14 novembre 2025», «en novembre 2025»; empty when it is not dated."""
        return self._dated("as-of", value)

    def moment(self, value: PartialDate | None) -> str:
        """When something was done: «le 14 novembre 2025», «en novembre 2025»; empty when it is not dated."""
        return self._dated("on", value)

    def _dated(self, word: str, value: PartialDate | None) -> str:
        if value is None:
            return ""
        return self.say(f"dates.{word}-{'day' if value.day else 'period'}", date=self.date(value))

    def quantity(self, value: Quantity | None) -> str:
        """A figure: an exact one as the language writes numbers, a qualified one as it was written, or translated."""
        if value is None:
            return self.say("words.unknown")
        return self.number(value.low) if value.exact else self.written(value.written)

    def written(self, written: str) -> str:
        """«environ 30» as it was written, "about 30" in a document in English; any other text as it is."""
        qualified = qualification(written)
        if qualified is None or qualified.language in ("", self.language):
            return written
        first, *last = map(self.number, qualified.numbers)
        told = self.say(f"quantities.{qualified.kind}", number=first, last="".join(last))
        return f"{told} {qualified.counted}".rstrip()

    def with_unit(self, figure: str, unit: str) -> str:
        """«15,2 %», "15.2%"; any other unit is parted from its figure in both languages."""
        return f"{figure}{unit}" if unit.startswith("%") and self.language == "en" else f"{figure} {unit}"

    def fact(self, fact: Fact) -> str:
        """The year and the source of a figure, empty when neither is given."""
        return ", ".join(filter(None, [str(fact.year) if fact.year else "", fact.source or ""]))

    def status(self, certain: Status, possible: Status) -> str:
        """«fragile», or «au moins en germe, au plus partagée» when an unknown leaves it open."""
        if certain == possible:
            return self.say(f"statuses.{certain.value}")
        return self.say(
            "statuses.between", low=self.say(f"statuses.{certain.value}"), high=self.say(f"statuses.{possible.value}")
        )

    def level(self, level: Interval) -> str:
        """A level 0–3, «?» when nothing is known of it."""
        if level.certain:
            return self.number(level.low)
        return "?" if (level.low, level.high) == (0, 3) else f"{level.low:g}–{level.high:g}"
