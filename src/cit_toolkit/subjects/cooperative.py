"""A cooperative being prepared, read with the rules of its legal form."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from cit_toolkit.analysis.redaction import texts_of
from cit_toolkit.builtin_data import LEGAL_RULES
from cit_toolkit.loading.action_references import governance_problems
from cit_toolkit.loading.dossier_index import DossierIndex
from cit_toolkit.loading.files import load_file
from cit_toolkit.loading.workspace import files_under, find_dossier, method_of
from cit_toolkit.model.governance import Governance
from cit_toolkit.model.legal_rules import LegalRules
from cit_toolkit.problems import CitError
from cit_toolkit.subjects.action import withheld_in
from cit_toolkit.subjects.subject import Subject, UnusableFileError, shared_method, sound_problems


@dataclass(frozen=True)
class ReadCooperative(Subject):
    """A cooperative ready to be checked."""

    governance: Governance
    rules: LegalRules

    @cached_property
    def withheld_names(self) -> tuple[str, ...]:
        """People and confidential actors of the dossier."""
        return withheld_in(self.dossier)

    def own_texts(self) -> Iterable[str]:
        """Every text of the file."""
        return texts_of(self.governance)


def read_cooperative(path: Path, strict: bool = False) -> ReadCooperative:
    """Read a governance file. CitError when nothing can be made of it, or when no rule is known for its form."""
    loaded = load_file(path)
    dossier = find_dossier(path)
    governance = loaded.model
    problems = [*dossier.problems, *loaded.problems]
    if not isinstance(governance, Governance):
        if not problems and loaded.kind:
            raise CitError("not-a-governance", name=str(path), kind=loaded.kind)
        raise UnusableFileError(tuple(problems))
    rules = legal_rules()
    if governance.form is not None and governance.form not in rules.forms:
        known = [form.value for form in rules.forms]
        raise CitError("form-without-rules", variant=governance.form.value, form=governance.form.value, known=known)
    index = DossierIndex.of(load_file(other) for other in files_under(dossier.root, dossier))
    found = sound_problems((*problems, *governance_problems(governance, index)), strict)
    chosen = shared_method(dossier.settings.method, dossier.root.resolve())
    return ReadCooperative((loaded,), dossier, method_of(chosen), found, governance, rules)


@cache
def legal_rules() -> LegalRules:
    """The rules of the SCIC, those that come with the program."""
    rules = load_file(LEGAL_RULES).model
    if not isinstance(rules, LegalRules):
        raise CitError("method-unusable", method=LEGAL_RULES.stem)
    return rules
