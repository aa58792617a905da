"""The diagnosis as a support for debate: the essential on one page, then the detail, the questions, the sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cit_toolkit.analysis.diagnosis import Diagnosis
from cit_toolkit.analysis.functions_coverage import FunctionCoverage, Status
from cit_toolkit.analysis.maturity import DimensionScore, Gate
from cit_toolkit.documents.evidence_annex import Proof, proofs
from cit_toolkit.documents.finding_texts import FindingText, finding_texts
from cit_toolkit.documents.interview import InterviewGroup, asked, interview
from cit_toolkit.documents.metric_words import metric_words
from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.territory import Direction, Territory
from cit_toolkit.model.workspace import Audience
from cit_toolkit.wording.dates import format_date

FIRST_QUESTIONS = 5
FIRST_FINDINGS = 2
FEW_ACTORS = 12
"""Under this number of actors, measures of a network say little: the document warns."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table or list: texts ready to print, by name."""

    cells: dict[str, str]

    def __getattr__(self, name: str) -> str:
        try:
            return self.cells[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class DiagnosisDocument:
    """What `diagnosis.md` tells. Figures come from the diagnosis, words from the voice."""

    diagnosis: Diagnosis
    voice: Voice
    audience: Audience
    today: date
    with_proofs: bool
    files: Mapping[str, str]
    """Names of files as messages give them → inside their dossier: no document tells a path of this machine."""

    @property
    def territory(self) -> Territory:
        """The territory as this audience may see it."""
        return self.diagnosis.territory

    @property
    def internal(self) -> bool:
        """Whether conflicts and the weight of actors may be told."""
        return self.audience is Audience.INTERNAL

    @property
    def day(self) -> str:
        """The date of the document."""
        return format_date(self.today, self.voice.language)

    def mark(self, identifier: str) -> str:
        """« [P3]» after a figure that the annex proves; nothing without annex."""
        number = next((proof.number for proof in self.proofs if proof.id == identifier), None)
        return f" [P{number}]" if number else ""

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """The annex, empty unless asked for."""
        return proofs(self.diagnosis, self.voice) if self.with_proofs else ()

    @property
    def afom(self) -> tuple[tuple[str, tuple[FindingText, ...]], ...]:
        """The four boxes, each with its findings."""
        told = finding_texts(self.diagnosis, self.voice)
        return tuple((box.value, tuple(f for f in told if f.direction is box)) for box in Direction)

    @property
    def first_findings(self) -> tuple[tuple[str, tuple[FindingText, ...]], ...]:
        """The two weightiest of each box that has any."""
        return tuple((box, told[:FIRST_FINDINGS]) for box, told in self.afom if told)

    # Functions

    @property
    def coverage(self) -> str | None:
        """The coverage in per cent, None when no actor is described."""
        overall = self.diagnosis.coverage.overall
        return self.voice.share(overall) if overall else None

    @property
    def coverage_is_certain(self) -> bool:
        """Whether no unknown can move it."""
        overall = self.diagnosis.coverage.overall
        return overall is not None and overall.certain

    def functions_named(self, status: str) -> tuple[str, ...]:
        """Names of the functions that certainly have a status."""
        found = self.diagnosis.coverage.with_status(Status(status))
        return tuple(self.voice.label(covered.function) for covered in found)

    @property
    def unsettled_functions(self) -> tuple[str, ...]:
        """Names of the functions whose status depends on what is unknown."""
        return tuple(self.voice.label(covered.function) for covered in self.diagnosis.coverage.unsettled)

    @property
    def function_rows(self) -> tuple[Row, ...]:
        """One row per function of the method, in its order."""
        return tuple(self._function_row(covered) for covered in self.diagnosis.coverage.functions)

    def _function_row(self, covered: FunctionCoverage) -> Row:
        held = [f"{h.actor.name} ({self.voice.level(h.level)})" for h in covered.holders if h.level.low >= 1]
        unknown = [h.actor.name for h in covered.holders if h.level.low < 1]
        return Row(
            {
                "name": self.voice.label(covered.function),
                "status": self.voice.status(covered.certain, covered.possible),
                "holders": ", ".join(held) or "–",
                "to_ask": self._some(unknown),
                "mark": self.mark(f"fonction.{covered.function.id}"),
            }
        )

    def _some(self, names: list[str]) -> str:
        if len(names) > 3:
            return self.voice.say("lists.and-others", names=", ".join(names[:2]), count=len(names) - 2)
        return ", ".join(names) or "–"

    @property
    def departure_rows(self) -> tuple[Row, ...]:
        """«Si cet acteur part»: what would be lost and cut off."""
        names = {actor.id: actor.name for actor in self.territory.actors}
        return tuple(
            Row(
                {
                    "actor": departure.actor.name,
                    "lost": self.voice.listing(self.voice.label(f) for f in departure.lost_functions),
                    "cut_off": " ; ".join(", ".join(names[a] for a in group) for group in departure.cut_off) or "–",
                }
            )
            for departure in self.diagnosis.departures
        )

    # Actors

    def counts(self, kind: str) -> tuple[Row, ...]:
        """Actors by category, circle or role: name, number, who."""
        people, method = self.diagnosis.ecosystem, self.diagnosis.method
        kinds: dict[str, tuple[dict[str, int], tuple[object, ...], Callable[..., bool]]] = {
            "category": (people.by_category, method.categories, lambda actor, key: actor.category == key),
            "circle": (people.by_circle, method.circles, lambda actor, key: actor.circle == key),
            "role": (people.by_role, method.roles, lambda actor, key: key in (actor.roles or ())),
        }
        counted, items, belongs = kinds[kind]
        return tuple(
            Row(
                {
                    "name": method.label(items, key, self.voice.language),  # type: ignore[arg-type]
                    "count": str(number),
                    "who": ", ".join(actor.name for actor in people.actors if belongs(actor, key)),
                }
            )
            for key, number in counted.items()
        )

    @property
    def missing_categories(self) -> tuple[str, ...]:
        """Expected categories nobody belongs to."""
        method = self.diagnosis.method
        missing = self.diagnosis.ecosystem.missing_categories
        return tuple(method.label(method.categories, name, self.voice.language) for name in missing)

    @property
    def effective_categories(self) -> str | None:
        """How many equally present categories would be as diverse; of a single actor it would say nothing."""
        people = self.diagnosis.ecosystem
        if people.effective_categories is None or sum(people.by_category.values()) < 2:
            return None
        return self.voice.number(people.effective_categories, 1)

    @property
    def triad(self) -> tuple[Row, ...]:
        """The three legs of a SCIC: present, absent or to be verified."""
        triad = self.diagnosis.ecosystem.triad
        if triad is None:
            return ()
        legs = (("producers", triad.producers), ("beneficiaries", triad.beneficiaries), ("third", triad.third))
        answers = {True: "yes", False: "no", None: "unknown"}
        return tuple(
            Row({"name": self.voice.say(f"triad.{leg}"), "answer": self.voice.say(f"triad.{answers[value]}")})
            for leg, value in legs
        )

    # Cohesion

    @property
    def broker_rows(self) -> tuple[Row, ...]:
        """The five actors most shortest paths go through, with the categories they link."""
        links = self.diagnosis.cohesion
        if links is None:
            return ()
        names = {actor.id: actor.name for actor in self.territory.actors}
        reached = dict(links.brokers)
        order = sorted(links.betweenness, key=lambda name: -links.betweenness[name])
        return tuple(
            Row(
                {
                    "actor": names[name],
                    "share": self.voice.percent(links.betweenness[name]),
                    "categories": str(reached[name]) if name in reached else "–",
                    "hinge": self.voice.say("words.yes") if name in links.hinges else "–",
                }
            )
            for name in order[:5]
            if links.betweenness[name] > 0
        )

    @property
    def few_actors(self) -> bool:
        """Whether the network is too small for its measures to say much."""
        return len(self.territory.actors) < FEW_ACTORS

    @property
    def isolated(self) -> tuple[str, ...]:
        """Names of the actors without any link."""
        links = self.diagnosis.cohesion
        names = {actor.id: actor.name for actor in self.territory.actors}
        return tuple(names[name] for name in links.isolated) if links else ()

    @property
    def separate_groups(self) -> tuple[str, ...]:
        """The smaller groups that have no link with the main one."""
        links = self.diagnosis.cohesion
        names = {actor.id: actor.name for actor in self.territory.actors}
        groups = [group for group in links.components[1:] if len(group) > 1] if links else []
        return tuple(self.voice.listing(names[name] for name in group) for group in groups)

    @property
    def conflict_rows(self) -> tuple[str, ...]:
        """The conflicts, named in an internal document only."""
        names = {actor.id: actor.name for actor in self.territory.actors}
        return tuple(" / ".join(names[end] for end in relation.ends) for relation in self.diagnosis.conflicts)

    # Needs

    @property
    def need_rows(self) -> tuple[Row, ...]:
        """Needs that wait for an answer, by priority."""
        names = {actor.id: actor.name for actor in self.territory.actors}
        local = {True: "covered", False: "uncovered", None: "unknown"}
        return tuple(
            Row(
                {
                    "title": ranked.need.title,
                    "priority": self.voice.share(ranked.priority),
                    "carriers": ", ".join(names[name] for name in ranked.need.carriers) or "–",
                    "voice": self._voices(ranked.need.origins),
                    "local": self.voice.say(f"needs.{local[ranked.covered_locally]}"),
                    "resources": ", ".join(answer.resource.title for answer in ranked.answers),
                    "mark": self.mark(f"besoin.{ranked.need.id}"),
                }
            )
            for ranked in self.diagnosis.needs
            if ranked.still_open
        )

    def _voices(self, origins: tuple[object, ...]) -> str:
        method = self.diagnosis.method
        circles = dict.fromkeys(getattr(origin, "circle", None) for origin in origins)
        told = [method.label(method.circles, name, self.voice.language) for name in circles if name]
        if not origins:
            return self.voice.say("needs.no-voice")
        return ", ".join(told) or self.voice.say("words.unknown")

    @property
    def closed_needs(self) -> tuple[Row, ...]:
        """Needs that no longer wait, and why."""
        return tuple(
            Row({"title": r.need.title, "status": self.voice.say(f"need-statuses.{r.need.status.value}")})
            for r in self.diagnosis.needs
            if not r.still_open
        )

    # Maturity

    @property
    def stage_certain(self) -> str | None:
        """The stage certainly reached."""
        stage = self.diagnosis.stage
        reached = stage.stage(stage.certain) if stage else None
        return self.voice.label(reached) if reached else None

    @property
    def stage_possible(self) -> str | None:
        """The stage possibly reached, when it is a further one."""
        stage = self.diagnosis.stage
        if stage is None or stage.possible <= stage.certain:
            return None
        return self.voice.label(stage.stage(stage.possible))

    @property
    def stage_next(self) -> str | None:
        """The stage to open now."""
        stage = self.diagnosis.stage
        return self.voice.label(stage.next) if stage and stage.next else None

    @property
    def stage_rows(self) -> tuple[Row, ...]:
        """Every stage of the method, and whether it is reached."""
        stage = self.diagnosis.stage
        if stage is None:
            return ()
        return tuple(
            Row(
                {
                    "name": self.voice.label(each),
                    "description": self.voice.text(each.description),
                    "reached": self.voice.say(
                        "stages.reached" if rank <= stage.certain else
                        "stages.possible" if rank <= stage.possible else "stages.ahead"
                    ),
                }
            )
            for rank, each in enumerate(stage.stages)
        )  # fmt: skip

    @property
    def to_do(self) -> tuple[Row, ...]:
        """What must be worked on before the next stage."""
        return tuple(map(self._gate, self.diagnosis.stage.to_do)) if self.diagnosis.stage else ()

    @property
    def to_verify(self) -> tuple[Row, ...]:
        """What must be asked before the next stage."""
        return tuple(map(self._gate, self.diagnosis.stage.to_verify)) if self.diagnosis.stage else ()

    def _gate(self, gate: Gate) -> Row:
        criterion = self.diagnosis.method.criteria.get(gate.name)
        wanted = self.voice.number(gate.threshold)
        if criterion is not None:
            wanted = self.voice.text(criterion.levels[min(3, int(gate.threshold))])
        name = metric_words(gate.name, self.diagnosis.method, self.voice)
        if criterion is None and gate.name == "couverture":
            wanted = self.voice.percent(gate.threshold)
        return Row({"name": name, "wanted": wanted, "now": self._gate_value(gate)})

    def _gate_value(self, gate: Gate) -> str:
        if gate.value.high == float("inf"):
            return self.voice.say("words.unknown")
        if gate.name == "couverture":
            return self.voice.share(gate.value)
        return self.voice.level(gate.value) if gate.value.certain else self.voice.range(gate.value)

    @property
    def dimension_rows(self) -> tuple[Row, ...]:
        """One row per dimension: its score and how many answers it rests on."""
        return tuple(
            Row(
                {
                    "name": self.voice.label(scored.dimension),
                    "score": self.voice.share(scored.score) if scored.score and scored.answered else "–",
                    "answers": self.voice.say("maturity.answers", count=scored.answered, total=len(scored.criteria)),
                    "mark": self.mark(f"dimension.{scored.dimension.id}"),
                }
            )
            for scored in self.diagnosis.dimensions
        )

    @property
    def grid(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """Every dimension with its criteria: the level answered in words, what was observed, what attests it."""
        return tuple((self.voice.label(s.dimension), self._criteria(s)) for s in self.diagnosis.dimensions)

    def _criteria(self, scored: DimensionScore) -> tuple[Row, ...]:
        rows = []
        for each in scored.criteria:
            words = self.voice.text(each.criterion.levels[int(each.level.low)]) if each.answered else ""
            given = each.answer
            said = [given.statement, given.evidence] if given else []
            rows.append(
                Row(
                    {
                        "name": self.voice.label(each.criterion),
                        "level": self.voice.level(each.level),
                        "words": words or self.voice.say("maturity.unanswered"),
                        "evidence": " ".join(filter(None, said)) or "–",
                    }
                )
            )
        return tuple(rows)

    # What next

    @property
    def first_questions(self) -> tuple[str, ...]:
        """The questions whose answers settle most."""
        return tuple(
            asked(question, self.voice, alone=True).text for question in self.diagnosis.questions[:FIRST_QUESTIONS]
        )

    @property
    def guide(self) -> tuple[InterviewGroup, ...]:
        """Every question, by who can answer."""
        return interview(self.diagnosis.questions, self.voice)

    @property
    def module_rows(self) -> tuple[Row, ...]:
        """Support modules that the findings call for."""
        return tuple(
            Row(
                {
                    "name": self.voice.label(module),
                    "aim": self.voice.text(module.aim),
                    "format": self.voice.say(f"formats.{module.format.value}") if module.format else "–",
                    "hours": self.voice.number(module.hours) if module.hours is not None else "–",
                }
            )
            for module, _ in self.diagnosis.modules[:8]
        )
