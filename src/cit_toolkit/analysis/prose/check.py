"""Every claim of an action's texts, and those that the records contradict."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from cit_toolkit.analysis.budget import accounts_of
from cit_toolkit.analysis.prose.claims import Claim, Sentence, Verdict, sentences_of
from cit_toolkit.analysis.prose.counts import counted_claims
from cit_toolkit.analysis.prose.money import money_claims
from cit_toolkit.analysis.prose.records import Records
from cit_toolkit.analysis.prose.whereabouts import dated_claims, placed_claims
from cit_toolkit.model.action import Action
from cit_toolkit.model.gathering import Gathering
from cit_toolkit.problems import Problem, Severity


def prose_claims(action: Action, gatherings: Iterable[Gathering], territories: int, today: date) -> tuple[Claim, ...]:
    """What the texts of an action say of what its files record on a day, in the order of the texts."""
    records = Records(action, tuple(gatherings), territories, today)
    accounts = accounts_of(action.budget, action.funders) if action.budget else None

    def claims(sentence: Sentence) -> Iterator[Claim]:
        yield from counted_claims(sentence, records)
        yield from money_claims(sentence, records, accounts)
        yield from dated_claims(sentence, records)
        yield from placed_claims(sentence, records)

    return tuple(
        _placed(claim, action)
        for sentence in sentences_of(action)
        for claim in sorted(claims(sentence), key=lambda each: each.start)
    )


def _placed(claim: Claim, action: Action) -> Claim:
    if action._origin is None:
        return claim
    return replace(claim, said_at=action._origin.words_position(claim.sentence.path, claim.words, claim.occurrence))


def prose_problems(action: Action, claims: Iterable[Claim]) -> list[Problem]:
    """The claims that the records contradict, each with both places."""
    return [
        action._origin.words_problem(
            "prose-contradicts", claim.sentence.path, claim.words, claim.occurrence, Severity.WARNING,
            value=claim.words, found=claim.found, variant=claim.about, place=str(claim.place),
        )
        for claim in claims
        if claim.verdict is Verdict.CONTRADICTS and action._origin is not None
    ]  # fmt: skip
