"""What is missing from a bilan for its funder's form: told before the deadline, never invented in the document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cit_toolkit.analysis.bilan import Bilan, IndicatorResult
from cit_toolkit.analysis.bilan_sections import is_filled, sections_of, words_in
from cit_toolkit.analysis.budget import SIGNIFICANT_GAP, Accounts, amounts_of
from cit_toolkit.analysis.whether_held import is_to_come
from cit_toolkit.model.action import ObjectiveStatus, Structure
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.funder import BudgetLine, Funder, Requirements
from cit_toolkit.model.text import fold
from cit_toolkit.problems import Position

CERFA = "cerfa-15059"
_EXPECTED = ("objet", "deroule", "resultats", "enseignements", "suites")
"""Parts that a bilan for anybody has, each written under the key of its name."""
_LEADS = ("pilot", "porteu", "chef-de-", "cheffe-de-", "lead")
"""How the role of the structure that answers for an action begins."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing. `code` names its sentence; `required`, whether the form cannot do without it."""

    code: str
    required: bool
    place: Position | None
    arguments: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing from the bilan of an action for one funder, or for nobody in particular."""

    funder: Funder | None
    gaps: tuple[Gap, ...]
    """The required ones first."""
    deadline: date | None
    days_left: int | None
    """Negative when the deadline is past."""


def missing(bilan: Bilan, funder: Funder | None) -> Missing:
    """What is missing for a funder, the required first, in the order of the form."""
    wanted = funder.requirements if funder else None
    gaps = tuple(_gaps(bilan, funder, wanted or Requirements()))
    deadline = wanted.deadline.latest if wanted and wanted.deadline else None
    return Missing(
        funder,
        (*(gap for gap in gaps if gap.required), *(gap for gap in gaps if not gap.required)),
        deadline,
        (deadline - bilan.today).days if deadline else None,
    )


def lead_of(structures: Iterable[Structure]) -> Structure | None:
    """The structure that answers for an action: the one whose role says so, else the only one that signs, else the
    only one."""
    partners = tuple(structures)
    leads = [each for each in partners if fold(each.role or "").startswith(_LEADS)]
    signing = [each for each in partners if each.signatory]
    return next((found[0] for found in (leads, signing, partners) if len(found) == 1), None)


def threshold_of(funder: Funder | None) -> Decimal:
    """From how many per cent a gap must be explained to a funder."""
    asked = funder.requirements.significant_gap if funder and funder.requirements else None
    return SIGNIFICANT_GAP if asked is None else asked


def _gaps(bilan: Bilan, funder: Funder | None, wanted: Requirements) -> Iterator[Gap]:
    form = (funder.template if funder else None) or "bilan"
    if funder is not None:
        yield from _agreement(funder)
    if form == CERFA:
        yield from _identity(bilan)
    asked = ("objet", "deroule", "promesses", "indicateurs", "beneficiaires", "budget") if form == CERFA else ()
    sections = sections_of(bilan, wanted.sections or asked)
    for name in dict.fromkeys((*wanted.sections, *asked)):
        if not is_filled(name, bilan):
            yield Gap("section-empty", True, bilan.action.position(), {"section": name})
    if not wanted.sections and not asked:
        yield from _nothing_asked(bilan)
    for name, limit in wanted.max_words.items():
        words = words_in(name, bilan)
        if words > limit:
            place = wanted.position("mots_max", name)
            yield Gap("too-many-words", True, place, {"section": name, "words": words, "limit": limit})
    if "deroule" in sections:
        yield from _sessions(bilan)
    if "promesses" in sections:
        yield from _promises(bilan)
    if "indicateurs" in sections:
        yield from _indicators(bilan, wanted)
    if "budget" in sections and bilan.accounts:
        yield from _budget(bilan.accounts, funder, form)
    if "annexes" in sections:
        for annex in bilan.action.annexes:
            if not annex.file:
                yield Gap("annex-without-file", False, annex.position(), {"title": annex.title})


def _nothing_asked(bilan: Bilan) -> Iterator[Gap]:
    """What any reader looks for in a bilan, when no form asks for anything."""
    action = bilan.action
    if action.period is None or action.period.start is None or action.period.end is None:
        yield Gap("period", False, action.position("periode"), {})
    if not bilan.gatherings:
        yield Gap("no-session", False, action.position("seances"), {})
    for name in _EXPECTED:
        if not is_filled(name, bilan):
            yield Gap("section-blank", False, action.position(), {"section": name, "key": name})


def _agreement(funder: Funder) -> Iterator[Gap]:
    agreement = funder.agreement
    if agreement is None:
        yield Gap("agreement", True, funder.position(), {})
    else:
        given = (("numero", agreement.number), ("date", agreement.date), ("montant", agreement.amount))
        for key, value in given:
            if value is None:
                yield Gap(f"agreement-{key}", True, agreement.position(), {})
        if agreement.paid is None:
            yield Gap("agreement-verse", False, agreement.position(), {})
    if funder.requirements is None or funder.requirements.deadline is None:
        yield Gap("deadline", False, funder.position(), {})


def _identity(bilan: Bilan) -> Iterator[Gap]:
    action = bilan.action
    lead = lead_of(action.partners)
    if lead is None:
        yield Gap("lead", True, action.position("partenaires"), {})
        return
    for key, value in (("siret", lead.siret), ("rna", lead.rna)):
        if value is None:
            # Not every structure is an association: only those have an RNA number.
            yield Gap(key, key == "siret", lead.position(), {"name": lead.name})
    if lead.signatory is None or lead.signatory.capacity is None:
        yield Gap("signatory", True, lead.position("signataire"), {"name": lead.name})
    if action.period is None or action.period.start is None or action.period.end is None:
        yield Gap("period", True, action.position("periode"), {})


def _sessions(bilan: Bilan) -> Iterator[Gap]:
    for gathering in bilan.gatherings:
        to_come = is_to_come(gathering, bilan.today)
        remote = gathering.place is not None and gathering.place.remote
        known = (
            ("session-date", bool(gathering.dates), ("dates",)),
            ("session-place", remote or bool(gathering.place and gathering.place.municipality), ("lieu",)),
            ("session-attendance", bool(gathering.attendance or gathering.participants), ("participants_nombre",)),
        )
        for code, given, path in known:
            if not given and gathering.in_scheme and (code == "session-date" or not to_come):
                yield Gap(code, False, gathering.position(*path), {"title": gathering.title})


def _promises(bilan: Bilan) -> Iterator[Gap]:
    for promise in bilan.ledger.promises:
        objective = promise.objective
        told = {"title": objective.title}
        if objective.status is None:
            yield Gap("objective-status", True, objective.position(), told)
        elif objective.status is not ObjectiveStatus.DONE and not objective.explanation:
            yield Gap("objective-explanation", True, objective.position(), told)
        elif not promise.is_accounted_for:
            yield Gap("objective-sequel", False, objective.position(), told)
    for earlier in bilan.ledger.earlier:
        if not earlier.taken_up_by:
            told = {"title": earlier.objective.title, "action": earlier.action.title}
            yield Gap("earlier-promise", False, earlier.objective.position(), told)


def _indicators(bilan: Bilan, wanted: Requirements) -> Iterator[Gap]:
    for result in shown_indicators(bilan, wanted):
        indicator = result.indicator
        asked = indicator.id in wanted.indicators
        if not result.known:
            yield Gap("indicator-achieved", asked, indicator.position(), {"title": indicator.title})
        if result.differs and indicator.achieved is not None:
            told = {"title": indicator.title, "written": indicator.achieved.written, "found": result.measure}
            yield Gap("indicator-differs", False, indicator.position("realise"), told)
        if indicator.target is None:
            yield Gap("indicator-target", False, indicator.position(), {"title": indicator.title})


def shown_indicators(bilan: Bilan, wanted: Requirements | None) -> tuple[IndicatorResult, ...]:
    """The indicators a funder asks for, in its order; all of them when it asks for none in particular."""
    found = {result.indicator.id: result for result in bilan.indicators}
    asked = wanted.indicators if wanted else ()
    return tuple(found[name] for name in asked if name in found) or bilan.indicators


def _budget(accounts: Accounts, funder: Funder | None, form: str) -> Iterator[Gap]:
    budget = accounts.budget
    for line in (*accounts.all_expenses.lines, *accounts.all_income.lines):
        for key, value in (("prevu", line.planned), ("realise", line.actual)):
            if value is None:
                yield Gap(f"line-{key}", True, line.position(), {"title": line.title})
        if form == CERFA and not line.account and not line.indirect:
            yield Gap("line-account", True, line.position(), {"title": line.title})
    for balance in accounts.balances:
        if balance.difference:
            told = {"left": balance.left, "right": balance.right, "difference": abs(balance.difference)}
            yield Gap(f"balance-{balance.name}-{balance.column}", True, budget.position("charges"), told)
    yield from _grant(accounts, funder)
    threshold = threshold_of(funder)
    for line in accounts.significant_gaps(threshold):
        if not line.explanation:
            yield _unexplained(line, form == CERFA)
    if form != CERFA:
        return
    if not budget.exercise:
        yield Gap("exercise", True, budget.position(), {})
    if accounts.indirect_expenses.lines and not budget.sharing_rule:
        yield Gap("sharing-rule", True, budget.position(), {})
    if accounts.has_in_kind and not (budget.in_kind and budget.in_kind.valuation):
        yield Gap("valuation", True, _place(budget.in_kind), {})


def _grant(accounts: Accounts, funder: Funder | None) -> Iterator[Gap]:
    grant = accounts.grant(funder.id) if funder else None
    if grant is None or funder is None:
        return
    if not grant.lines.lines:
        yield Gap("grant-line", True, funder.position(), {"id": funder.id})
    for column in grant.mismatches:
        told = {"amount": grant.granted, "lines": grant.lines.total.of(column)}
        yield Gap(f"grant-{column}", True, _place(funder.agreement), told)
    if grant.overpaid:
        yield Gap("grant-overpaid", True, _place(funder.agreement), {"amount": grant.granted, "paid": grant.paid})


def _unexplained(line: BudgetLine, required: bool) -> Gap:
    share = amounts_of(line).gap_share
    told = {"title": line.title, "gap": amounts_of(line).gap, "share": share}
    return Gap("gap-unplanned" if share is None else "gap-unexplained", required, line.position(), told)


def _place(owner: CitModel | None) -> Position | None:
    return owner.position() if owner else None
