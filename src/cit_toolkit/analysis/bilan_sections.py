"""The parts of a bilan: which have something to say, and how many words their texts have."""

import re
from collections.abc import Iterable, Iterator

from cit_toolkit.analysis.bilan import Bilan
from cit_toolkit.model.action import Action
from cit_toolkit.model.bilan_terms import SECTIONS
from cit_toolkit.model.gathering import Gathering

_HAS_LETTER = re.compile(r"\w")


def sections_of(bilan: Bilan, asked: Iterable[str]) -> tuple[str, ...]:
    """The parts asked for, in their order, were they empty; of a bilan nobody asks otherwise, those that are not."""
    wanted = tuple(asked)
    return wanted or tuple(name for name in SECTIONS if is_filled(name, bilan))


def is_filled(section: str, bilan: Bilan) -> bool:
    """Whether a part has something to say."""
    action = bilan.action
    filled = {
        "objet": bool(action.purpose),
        "deroule": bool(action.course or bilan.gatherings),
        "resultats": bool(action.results),
        "enseignements": bool(action.lessons),
        "limites": bool(action.limits),
        "suites": bool(action.sequels),
        "chantiers": bool(action.worksites),
        "promesses": bool(action.objectives or bilan.ledger.earlier),
        "indicateurs": bool(action.indicators),
        "participation": bool(action.appropriation) or any(each.rate.present for each in bilan.engagement.structures),
        "mobilisation": bool(bilan.mobilisation.together.events),
        "beneficiaires": bool(action.beneficiaries),
        "budget": bool(bilan.accounts and (bilan.accounts.all_expenses.lines or bilan.accounts.all_income.lines)),
        "annexes": bool(action.annexes),
    }
    return filled[section]


def words_in(section: str, bilan: Bilan) -> int:
    """How many words somebody wrote for a part: titles and texts, what is computed left out. «l’action» is one word."""
    texts = " ".join(_texts(section, bilan.action, bilan.gatherings))
    return sum(_HAS_LETTER.search(word) is not None for word in texts.split())


def _texts(section: str, action: Action, gatherings: Iterable[Gathering]) -> Iterator[str]:
    if section == "objet":
        yield action.purpose or ""
    elif section == "deroule":
        yield action.course or ""
        for gathering in gatherings:
            yield gathering.title
            yield from gathering.objectives
            yield from (item.title for item in gathering.programme)
    elif section == "resultats":
        for result in action.results:
            yield from (result.title, result.text)
    elif section == "enseignements":
        yield from action.lessons
    elif section == "chantiers":
        yield from action.worksites
    else:
        yield from (each.text for each in {"limites": action.limits, "suites": action.sequels}.get(section, ()))
