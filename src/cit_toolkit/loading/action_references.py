"""What an action, a session, a catalogue or a governance file names: does it exist?"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cit_toolkit.loading.action_files import earlier_actions, files_matching, named_files, places_of
from cit_toolkit.loading.dossier_index import DossierIndex
from cit_toolkit.loading.files import LoadedFile
from cit_toolkit.loading.references import MethodNames, References, same
from cit_toolkit.loading.workspace import Dossier, own_templates
from cit_toolkit.model.action import Action, ObjectiveStatus
from cit_toolkit.model.base import CitModel
from cit_toolkit.model.bilan_terms import FORMS, MEASURES, SECTIONS, WRITTEN_SECTIONS
from cit_toolkit.model.funder import Requirements
from cit_toolkit.model.gathering import Gathering, GatheringFormat
from cit_toolkit.model.governance import Governance
from cit_toolkit.model.method import Method
from cit_toolkit.model.territory import Territory
from cit_toolkit.model.workspace import Language
from cit_toolkit.problems import Problem, Severity


def action_problems(action: Action, method: Method) -> list[Problem]:
    """Objectives, partners, funders and indicators named inside the action."""
    check, names = References(), MethodNames.of(method)
    check.unique(action, "partenaires", action.partners, "structure")
    check.unique(action, "structures", action.structures, "structure")
    check.unique(action, "personnes", action.people, "personne")
    check.unique(action, "objectifs", action.objectives, "objectif")
    check.unique(action, "indicateurs", action.indicators, "indicateur")
    check.unique(action, "financeurs", action.funders, "financeur")
    objectives = same(objective.id for objective in action.objectives)
    partners = same(structure.id for structure in action.partners)
    structures = partners | same(structure.id for structure in action.structures)
    funders = same(funder.id for funder in action.funders)
    indicators = same(indicator.id for indicator in action.indicators)
    for text in (*action.results, *action.limits, *action.sequels):
        check.many(text, ("objectifs",), text.objectives, "objectif", objectives)
    for structure in (*action.partners, *action.structures):
        if names.categories:
            check.one(structure, ("categorie",), structure.category, "categorie", names.categories)
        if names.circles:
            check.one(structure, ("cercle",), structure.circle, "cercle", names.circles)
    for person in action.people:
        check.one(person, ("structure",), person.structure, "structure", structures)
    for partner in action.appropriation:
        check.one(action, ("appropriation", partner), partner, "partenaire", partners, on_key=True)
    for line in (*action.budget.expenses, *action.budget.income) if action.budget else ():
        check.one(line, ("financeur",), line.funder, "financeur", funders)
    measures = same(MEASURES)
    for indicator in action.indicators:
        check.one(indicator, ("auto",), indicator.metric, "mesure-action", measures)
    for funder in action.funders:
        check.one(funder, ("langue",), funder.language, "langue", same(Language))
        if funder.requirements:
            _check_requirements(check, funder.requirements, indicators)
    for objective in action.objectives:
        if objective.status not in (None, ObjectiveStatus.DONE) and not objective.explanation:
            check.tell(
                objective, (), "missing-explanation", Severity.WARNING,
                objective=objective.title, status=objective.status,
            )  # fmt: skip
    return check.problems


def _check_requirements(check: References, wanted: Requirements, indicators: Mapping[str, str]) -> None:
    check.many(wanted, ("sections",), wanted.sections, "section", same(SECTIONS))
    check.keys(wanted, "mots_max", wanted.max_words, "section-redigee", same(WRITTEN_SECTIONS))
    check.many(wanted, ("indicateurs",), wanted.indicators, "indicateur", indicators)


def file_problems(
    action: Action, dossier: Dossier, folder: str, read: Mapping[Path, LoadedFile] | None = None
) -> list[Problem]:
    """Files named by the action that are not there, or are of another kind.

    `folder` is that of the action's file, relative to the dossier: names of files are tried from both.
    """
    check = References()
    for key, patterns in (("territoires", action.territories), ("seances", action.gatherings)):
        for i, pattern in enumerate(patterns):
            _check_pattern(check, action, (key, i), pattern, dossier, folder)
    for i, annex in enumerate(action.annexes):
        if annex.file:
            _check_pattern(check, action, ("annexes", i, "fichier"), annex.file, dossier, folder)
    forms = same((*FORMS, *own_templates(dossier)))
    for funder in action.funders:
        check.one(funder, ("gabarit",), funder.template, "gabarit", forms)
    territories = named_files(action, "territoires", Territory, dossier, folder, read)
    gatherings = named_files(action, "seances", Gathering, dossier, folder, read)
    earlier = earlier_actions(action, dossier, folder, read)
    _check_carried_over(check, action, [each.model for each in earlier.files if isinstance(each.model, Action)])
    return [*check.problems, *territories.problems, *gatherings.problems, *earlier.problems]


def _check_carried_over(check: References, action: Action, earlier: Sequence[Action]) -> None:
    """What an objective takes up again, when the action it comes from can be read."""
    known = {each.id: each for each in earlier}
    for objective in action.objectives:
        origin = objective.carried_over
        if origin and known and check.one(origin, ("action",), origin.action, "action", same(known)):
            objectives = same(each.id for each in known[origin.action].objectives)
            check.one(origin, ("objectif",), origin.objective, "objectif-anterieur", objectives)


def _check_pattern(
    check: References, owner: CitModel, path: tuple[str | int, ...], pattern: str, dossier: Dossier, folder: str
) -> None:
    if not places_of(pattern, dossier, folder):
        check.tell(owner, path, "path-outside-dossier", value=pattern)
    elif not files_matching(pattern, dossier, folder):
        check.tell(owner, path, "no-file-matches", pattern=pattern)


def gathering_problems(gathering: Gathering, index: DossierIndex) -> list[Problem]:
    """People, structures and sessions named in a session; people listed against people counted."""
    check = References()
    check.one(gathering, ("prepare",), gathering.prepares, "seance", index.gatherings)
    if index.structures:
        check.many(gathering, ("animation",), gathering.facilitators, "structure", index.structures)
        check.many(gathering, ("structures_presentes",), gathering.structures_present, "structure", index.structures)
        for participant in gathering.participants:
            check.one(participant, ("structure",), participant.structure, "structure", index.structures)
        for decision in (*gathering.decisions, *(d for item in gathering.programme for d in item.decisions)):
            check.one(decision, ("porteur",), decision.carrier, "structure", index.structures | index.people)
        for task in gathering.tasks:
            check.many(task, ("qui",), task.who, "structure", index.structures | index.people)
    for participant in gathering.participants:
        if index.people or participant.name is None:
            check.one(participant, ("personne",), participant.person, "personne", index.people)
    _check_count(check, gathering)
    _check_days(check, gathering)
    return check.problems


def _check_count(check: References, gathering: Gathering) -> None:
    counted, listed = gathering.attendance, len(gathering.participants)
    if counted is None or not listed:
        return
    if listed < counted.low or (counted.high is not None and listed > counted.high):
        check.tell(
            gathering, ("participants_nombre",), "count-mismatch", Severity.WARNING,
            count=counted.written, listed=listed,
        )  # fmt: skip


def _check_days(check: References, gathering: Gathering) -> None:
    held = len(gathering.dates)
    places: Iterable[tuple[CitModel, tuple[str | int, ...], int]] = (
        *((item, ("jour",), item.day) for item in gathering.programme if item.day is not None),
        *((p, ("jours", i), day) for p in gathering.participants for i, day in enumerate(p.days)),
        *(
            (p, ("demi_journees", i), int(half.partition("-")[0]))
            for p in gathering.participants
            for i, half in enumerate(p.half_days)
        ),
    )
    for owner, path, day in places:
        if held and not 1 <= day <= held and gathering.format is not GatheringFormat.VISIT:
            check.tell(owner, path, "no-such-day", day=day, held=held)


def governance_problems(governance: Governance, index: DossierIndex) -> list[Problem]:
    """Categories named by the colleges, and the territory."""
    check = References()
    if index.territories:
        check.one(governance, ("territoire",), governance.territory, "territoire", index.territories)
    check.unique(governance, "colleges", governance.colleges, "college")
    categories = same(item.id for item in check.unique(governance, "categories", governance.categories, "categorie"))
    for college in governance.colleges:
        check.many(college, ("categories",), college.categories, "categorie-membres", categories)
    return check.problems
