"""The proof of each figure of a support plan: the hours of its modules, the weight of what it answers."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cit_toolkit.analysis.planning.targets import Target
from cit_toolkit.analysis.support_plan import KeptModule
from cit_toolkit.documents.plan_words import PlanWords
from cit_toolkit.documents.proofs import Proof, places_of
from cit_toolkit.documents.voice import Voice
from cit_toolkit.problems import Position


def plan_proofs(words: PlanWords) -> Iterator[Proof]:
    """Every figure, in the order of the document."""
    targets = words.plan.targets
    yield from _of_modules(words)
    if targets.weight:
        yield _share(words)
    yield from (_weight(target, words) for target in sorted(targets.sure, key=lambda each: -each.weight))
    if targets.sure:
        yield _total(words)


def target_figure(target: Target) -> str:
    """Id of the proof of a weight."""
    return f"poids.{target.kind.value}.{target.id}"


def _of_modules(words: PlanWords) -> Iterator[Proof]:
    """Sessions, modules and hours: they rest on the method, and on no line of the territory."""
    plan, voice = words.plan, words.voice
    if not plan.kept:
        return
    sessions = voice.parts(words.days(held.when.days) for held in plan.sessions)
    yield _titled("seances", voice.number(len(plan.sessions)), sessions, (), voice)
    labels = voice.parts(voice.label(kept.module) for kept in plan.kept)
    yield _titled("modules", voice.number(len(plan.kept)), labels, (), voice)
    hours = [words.hours(kept.candidate.minutes) for kept in plan.kept]
    yield _titled("heures", words.hours(plan.minutes), f"{' + '.join(hours)} = {words.hours(plan.minutes)}", (), voice)
    told = " + ".join(_asked_of_all(kept, words) for kept in plan.kept)
    yield _titled("heures-personnes", words.person_hours(), told, (), voice)


def _asked_of_all(kept: KeptModule, words: PlanWords) -> str:
    people = kept.module.participants
    return "?" if people is None else f"{words.hours(kept.candidate.minutes)} × {people}"


def _share(words: PlanWords) -> Proof:
    plan, voice = words.plan, words.voice
    answered, total = words.points(plan.weight), words.points(plan.targets.weight)
    share = voice.percent(plan.weight / plan.targets.weight)
    places = [target.position for target in plan.answered]
    return _titled("part", share, f"{answered} ÷ {total} = {share}", places, voice)


def _weight(target: Target, words: PlanWords) -> Proof:
    weight = words.points(target.weight)
    made = " × ".join(_factor(each, words.voice) for each in target.factors)
    return _proof(
        target_figure(target),
        words.target(target),
        weight,
        "poids",
        f"{made} = {weight}",
        [target.position],
        words.voice,
    )


def _total(words: PlanWords) -> Proof:
    targets = words.plan.targets
    total = words.points(targets.weight)
    weights = " + ".join(words.points(target.weight) for target in targets.sure)
    places = [target.position for target in targets.sure]
    return _titled("total", total, f"{weights} = {total}", places, words.voice)


def _titled(figure: str, value: str, made: str, places: Iterable[Position | None], voice: Voice) -> Proof:
    return _proof(figure, voice.say(f"plan.proofs.{figure}"), value, figure, made, places, voice)


def _proof(
    figure: str, title: str, value: str, definition: str, made: str, places: Iterable[Position | None], voice: Voice
) -> Proof:
    return Proof(figure, title, value, voice.say(f"plan.definitions.{definition}"), (made,), places_of(places))


def _factor(value: Fraction, voice: Voice) -> str:
    """«1,5» as it is written, «2/3» for what a decimal would round."""
    decimal = value * 100
    return voice.number(float(value)) if decimal.denominator == 1 else f"{value.numerator}/{value.denominator}"
