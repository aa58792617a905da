"""The JSON Schemas that are published: one per kind of file, for editors, and one per output of an analysis."""

import tomllib
from typing import Any

from cit_toolkit.builtin_data import LOCALES
from cit_toolkit.documents.bilan_json import BilanJson
from cit_toolkit.documents.compare_json import CompareJson
from cit_toolkit.documents.diagnosis_json import DiagnosisJson
from cit_toolkit.documents.exchange_json import ExchangeJson
from cit_toolkit.documents.follow_up_json import FollowUpJson
from cit_toolkit.documents.governance_json import GovernanceJson, MembersJson
from cit_toolkit.documents.import_json import (
    ActorsImportJson,
    AttendanceImportJson,
    CalendarImportJson,
    ImportJson,
    NeedsImportJson,
)
from cit_toolkit.documents.match_schema import MatchJson
from cit_toolkit.documents.plan_json import PlanJson
from cit_toolkit.documents.session_json import SessionJson
from cit_toolkit.loading.files import KINDS, model_of_kind
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.json_schema import docstring, model_schema, output_record_schema, summary
from cit_toolkit.model.written_forms import EXPECTED

OUTPUTS: dict[str, type] = {
    "diagnostic": DiagnosisJson,
    "seance": SessionJson,
    "suivi": FollowUpJson,
    "bilan": BilanJson,
    "plan": PlanJson,
    "appariement": MatchJson,
    "echange": ExchangeJson,
    "comparaison": CompareJson,
    "gouvernance": GovernanceJson,
    "societariat": MembersJson,
    "import": ImportJson,
    "import-acteurs": ActorsImportJson,
    "import-besoins": NeedsImportJson,
    "import-presences": AttendanceImportJson,
    "import-calendrier": CalendarImportJson,
}
"""What each analysis writes with `--json`, by the name `cit schema --sortie` takes."""


def file_schema_names() -> tuple[str, ...]:
    """The kinds of files that have a schema."""
    return tuple(KINDS)


def file_schema(kind: str, language: str = "fr") -> dict[str, Any]:
    """The schema of a kind of file: keys in French, descriptions in the language."""
    model, title = model_of_kind(kind), f"type: {kind}"
    if language != "fr":
        description = summary(model).removeprefix(f"`{title}`: ")
        return model_schema(model, title, description[0].upper() + description[1:], docstring, EXPECTED)
    french = french_descriptions()
    return model_schema(
        model, title, french["types"][kind], lambda owner, key: _french(french, owner, key), french["attendus"]
    )


def output_schema_names() -> tuple[str, ...]:
    """The analyses whose JSON has a schema."""
    return tuple(OUTPUTS)


def output_schema(name: str) -> dict[str, Any]:
    """The schema of what an analysis writes; its descriptions are in English."""
    return output_record_schema(OUTPUTS[name], f"cit: {name}")


def french_descriptions() -> dict[str, dict[str, str]]:
    """The French description of each field, by class and key; of files, under `types`; of forms, under `attendus`."""
    return tomllib.loads((LOCALES / "fields.fr.toml").read_text(encoding="utf-8"))


def _french(descriptions: dict[str, dict[str, str]], owner: type[CitModel], key: str) -> str:
    # A key inherited from another model is described with that model.
    described = (descriptions.get(model.__name__, {}) for model in owner.__mro__)
    return next(texts[key] for texts in described if key in texts)
