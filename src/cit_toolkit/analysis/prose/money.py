"""What texts say of euros: the budget, the expenses, the income, what a funder grants."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from cit_toolkit.analysis.budget import Accounts, Amounts
from cit_toolkit.analysis.prose.claims import Claim, Sentence, Verdict, compared
from cit_toolkit.analysis.prose.numbers import StatedNumber, stated_numbers
from cit_toolkit.analysis.prose.records import Records
from cit_toolkit.model.action import Action
from cit_toolkit.model.funder import Funder
from cit_toolkit.model.quantities import Quantity
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Position

_EUROS = re.compile(r"\s*(?:€|euros?(?!\w))", re.IGNORECASE)
_SUBJECT = re.compile(
    r"""(?<!\w)(?:(?P<budget>budget|coût)|(?P<expenses>dépenses|charges)|(?P<income>recettes|produits)
        |(?P<grant>subvention|aide|financement))s?
    (?P<between>(?:\s+(?:totale?s?|globale?s?|de\ l'action|du\ projet|prévisionnel(?:le)?s?|prévue?s?|réalisée?s?
        |est|était|sont|étaient|s'élève(?:nt)?|a\ été))*
      (?P<giver>\s+(?:de\s+(?:la|l')|du|de)\s*[\w'\s-]{2,60}?)?)
    \s+(?:d[e']|à)\s*$""".replace(r"\ ", r"\s+"),
    re.IGNORECASE | re.VERBOSE,
)


def money_claims(sentence: Sentence, records: Records, accounts: Accounts | None) -> Iterator[Claim]:
    """Every amount in euros of a sentence."""
    for number in stated_numbers(sentence.text):
        if euros := _EUROS.match(sentence.text, number.end):
            yield _claim(sentence, number, euros.end(), records.action, accounts)


def _claim(sentence: Sentence, number: StatedNumber, end: int, action: Action, accounts: Accounts | None) -> Claim:
    subject = _SUBJECT.search(sentence.before(number.start))
    amounts, place = _recorded(subject, sentence, action, accounts) if subject else ((), None)
    if not amounts:
        said = _anywhere(number, action)
        verdict = Verdict.AGREES if said else Verdict.UNCHECKABLE
        return Claim(sentence, number.start, end, "euros", verdict, said, None)
    verdicts = [compared(number.quantity, number.about, _exactly(amount)) for amount in amounts]
    kindest = next((v for v in (Verdict.AGREES, Verdict.LOOSELY) if v in verdicts), Verdict.CONTRADICTS)
    return Claim(sentence, number.start, end, "euros", kindest, amounts, place)


def _recorded(
    subject: re.Match[str], sentence: Sentence, action: Action, accounts: Accounts | None
) -> tuple[tuple[Decimal, ...], Position | None]:
    """The amounts a text may mean, none when one of them is unknown: it might be that one."""
    if subject["grant"]:
        funder = _funder_meant(sentence.text, action.funders, alone=subject["giver"] is None)
        grant = accounts.grant(funder.id) if accounts and funder else None
        agreed = funder.agreement.amount if funder and funder.agreement else None
        if funder is None or (agreed is None and grant is None):
            return (), None
        sums = grant.lines.total if grant else Amounts(None, None)
        place = funder.agreement.position("montant") if funder.agreement else funder.position()
        return _all_known((agreed, sums.planned, sums.actual), needed=agreed is None), place
    if accounts is None:
        return (), None
    expenses, income = (accounts.expenses, accounts.all_expenses), (accounts.income, accounts.all_income)
    sides = income if subject["income"] else expenses if subject["expenses"] else (*expenses, *income)
    totals = [side.total for side in sides]
    between = fold(subject["between"])
    if "prev" in between:
        amounts = [total.planned for total in totals]
    elif "realise" in between:
        amounts = [total.actual for total in totals]
    else:
        amounts = [amount for total in totals for amount in (total.planned, total.actual)]
    return _all_known(amounts, needed=True), accounts.budget.position("produits" if subject["income"] else "charges")


def _all_known(amounts: Iterable[Decimal | None], needed: bool) -> tuple[Decimal, ...]:
    told = tuple(amounts)
    known = tuple(dict.fromkeys(amount for amount in told if amount is not None))
    return () if needed and len(known) and None in told else known


def _funder_meant(text: str, funders: tuple[Funder, ...], alone: bool) -> Funder | None:
    """The funder a sentence names; the only one there is when it names no giver (`alone`)."""
    folded = fold(text)
    named = [funder for funder in funders if fold(funder.name) in folded or f"-{funder.id}-" in f"-{folded}-"]
    if len(named) == 1:
        return named[0]
    return funders[0] if alone and len(funders) == 1 and not named else None


def _anywhere(number: StatedNumber, action: Action) -> tuple[Decimal, ...]:
    """The amount itself when a line of the budget or a convention gives it."""
    if not number.quantity.exact or number.about:
        return ()
    budget = action.budget
    in_kind = budget.in_kind if budget else None
    lines = (*(budget.expenses if budget else ()), *(budget.income if budget else ()))
    lines += (*(in_kind.uses if in_kind else ()), *(in_kind.resources if in_kind else ()))
    agreements = [funder.agreement for funder in action.funders if funder.agreement]
    known = [amount for line in lines for amount in (line.planned, line.actual)]
    known += [amount for each in agreements for amount in (each.amount, each.paid)]
    return tuple(amount for amount in known if amount == number.quantity.low)[:1]


def _exactly(amount: Decimal) -> Quantity:
    return Quantity(amount, amount, str(amount))
