"""What a match says: the essential, the needs left without an offer, then territory by territory and offer by offer."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import islice

from cit_toolkit.analysis.matching.assignment import Proof
from cit_toolkit.analysis.matching.building import MOST_URGENT
from cit_toolkit.analysis.matching.call_sheet import Doubts
from cit_toolkit.analysis.matching.match import Match
from cit_toolkit.analysis.matching.offer_loads import Load, loads
from cit_toolkit.analysis.matching.orphans import Orphan, orphans_of
from cit_toolkit.documents.match_calls_section import CallGroup, call_groups
from cit_toolkit.documents.match_matrix import MatchMatrix, match_matrix
from cit_toolkit.documents.match_network_section import NetworkSection
from cit_toolkit.documents.match_offers_section import OffersSection
from cit_toolkit.documents.match_orphans_section import OrphanLine, orphan_lines
from cit_toolkit.documents.match_proofs import PairProof, pair_proofs
from cit_toolkit.documents.match_territories_section import PlaceSection, place_sections
from cit_toolkit.documents.match_words import MatchWords
from cit_toolkit.documents.voice import Voice
from cit_toolkit.wording.dates import format_date

FIRST_CALLS = 5
MOST_ORPHANS, MOST_CALLS = 100, 200
"""Told when the territories are not: their document tells every need; this one is about the network."""


@dataclass(frozen=True)
class MatchDocument:
    """What `match.md` tells. Figures come from the match, words from the voice."""

    found: Match
    voice: Voice
    today: date
    parts: tuple[str, ...]
    """The parts wanted: territoires, offres, reseau."""
    with_proofs: bool
    files: Mapping[str, str]
    """Names of files as messages give them → inside their dossier: no document tells a path of this machine."""
    fiction: str = ""
    """What of it is invented, in words; empty for nothing."""

    @cached_property
    def words(self) -> MatchWords:
        """How things are said."""
        return MatchWords(self.found, self.voice)

    @property
    def title(self) -> str:
        """The territory, or how many there are."""
        places = dict.fromkeys(demand.place.name for demand in self.found.demands)
        if len(places) == 1:
            return next(iter(places))
        return self.words.counted(len(places), "territory")

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    @property
    def method(self) -> str:
        """The name of the method."""
        return self.voice.text(self.found.method.name)

    @cached_property
    def several(self) -> bool:
        """Whether there is more than one territory."""
        return len({demand.place.id for demand in self.found.demands}) > 1

    # The essential

    @property
    def asked(self) -> str:
        """«13 besoins, 84 offres»."""
        counted = self.words.counted
        return self.voice.series((counted(len(self.found.demands), "need"), counted(len(self.found.supplies), "offer")))

    @property
    def served(self) -> str:
        """«12 besoins sur 13 reçoivent une offre»."""
        return self.voice.say("match.served", count=len(self.found.offers_of), total=len(self.found.demands))

    @property
    def certain(self) -> str:
        """«dont 7 sans rien à vérifier»."""
        firm = {int(self.found.pairs.demand[pair]) for pair in self.found.made.tolist() if self.found.is_firm(pair)}
        return self.voice.say("match.certain", count=len(firm))

    @property
    def value(self) -> str:
        """What the plan is worth, and what proves that none is worth more."""
        plan = self.found.plan
        told = self.words.points_of_plan(plan.total)
        if plan.proof is Proof.NONE:
            gap = Fraction(plan.bound - plan.total, plan.bound)
            return self.voice.say("match.proof.ecart", value=told, gap=self.voice.percent(float(gap), 1))
        return self.voice.say(f"match.proof.{plan.proof.value}", value=told)

    @property
    def firm(self) -> str:
        """What the plan of certain pairs is worth beside."""
        return self.voice.say("match.firm", value=self.words.points_of_plan(self.found.firm.total))

    @property
    def stable(self) -> str:
        """What going down the list would give."""
        return self.network.stable

    @cached_property
    def orphans(self) -> tuple[OrphanLine, ...]:
        """The needs without an offer, those that matter most first."""
        told = self.orphans_found if self.with_territories else self.orphans_found[:MOST_ORPHANS]
        return tuple(orphan_lines(self.words, told, self.several))

    @cached_property
    def orphans_found(self) -> tuple[Orphan, ...]:
        """The same, before words."""
        return tuple(orphans_of(self.found))

    def first_orphans(self, most: int) -> tuple[OrphanLine, ...]:
        """A few of them, the others not even looked into."""
        return tuple(orphan_lines(self.words, islice(orphans_of(self.found), most), self.several))

    @property
    def other_orphans(self) -> str:
        """«et 12 autres besoins sans offre», empty for none."""
        left = 0 if self.with_territories else len(self.found.orphans) - MOST_ORPHANS
        return self.voice.say("match.other-orphans", count=left) if left > 0 else ""

    @property
    def orphan_reasons(self) -> str:
        """What keeps offers from the needs left without any, all together."""
        total: Counter[str] = Counter()
        for orphan in self.orphans_found:
            total.update(orphan.reasons)
        return self.words.reasons(total)

    @property
    def orphans_counted(self) -> str:
        """«1 besoin reste sans offre», empty for none."""
        count = len(self.found.orphans)
        return self.voice.say("match.orphans-counted", count=count) if count else ""

    @cached_property
    def calls(self) -> tuple[CallGroup, ...]:
        """The calls to make, by whom to call, those whose answers settle most pairs first."""
        return call_groups(self.words, self.doubts.calls()[: None if self.with_territories else MOST_CALLS])

    @property
    def other_calls(self) -> str:
        """«et 120 autres questions», empty for none."""
        left = 0 if self.with_territories else len(self.doubts.calls()) - MOST_CALLS
        return self.voice.say("match.other-calls", count=left) if left > 0 else ""

    @property
    def first_calls(self) -> tuple[str, ...]:
        """The questions whose answers settle most."""
        return tuple(self.words.asked_of(call) for call in self.doubts.calls()[:FIRST_CALLS])

    @cached_property
    def doubts(self) -> Doubts:
        """What pairs wait for."""
        return Doubts(self.found)

    @cached_property
    def matrix(self) -> MatchMatrix:
        """The pairs to draw."""
        return match_matrix(self.words)

    # Its parts

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """What becomes of each offer."""
        return loads(self.found)

    @cached_property
    def places(self) -> tuple[PlaceSection, ...]:
        """Territory by territory; empty when not wanted."""
        return tuple(self.each_place()) if self.with_territories else ()

    def each_place(self) -> Iterator[PlaceSection]:
        """Every territory, each told when it is asked for."""
        return place_sections(self.words, self.doubts, {proof.pair: proof.number for proof in self.proofs})

    @property
    def with_territories(self) -> bool:
        """Whether that part is wanted."""
        return "territoires" in self.parts

    @cached_property
    def offers(self) -> OffersSection | None:
        """Offer by offer."""
        return OffersSection(self.words, self.loads) if "offres" in self.parts else None

    @cached_property
    def network(self) -> NetworkSection:
        """For the network: themes, the price of places, the stable plan."""
        return NetworkSection(self.words, self.loads)

    @property
    def with_network(self) -> bool:
        """Whether that part is wanted."""
        return "reseau" in self.parts

    @cached_property
    def proofs(self) -> tuple[PairProof, ...]:
        """The proof sheet of each pair of the plan; empty unless asked for."""
        return pair_proofs(self.words, self.files) if self.with_proofs else ()

    @property
    def unit(self) -> str:
        """How the value of a plan is counted."""
        return self.voice.say("match.unit", most=self.voice.number(MOST_URGENT))
