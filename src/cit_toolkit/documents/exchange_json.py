"""An exchange as JSON: French keys, ids, intervals as {min, max}."""

from typing import TypedDict

from cit_toolkit.analysis.exchange import Answer, Exchange
from cit_toolkit.documents.json_bounds import Bounds


class LessonJson(TypedDict):
    """A function that one territory masters and another lacks. `certain`: it surely lacks it."""

    fonction: str
    acteurs: list[str]
    certain: bool


class PassageJson(TypedDict):
    """What one territory could bring another. `reciproque`: the other could bring it something too."""

    donne: str
    recoit: str
    reciproque: bool
    proche: bool
    fonctions: list[LessonJson]


class HeldJson(TypedDict):
    """A function and the level of an actor in it."""

    fonction: str
    niveau: Bounds


class AnswerJson(TypedDict):
    """A producer who could answer a need. `relie`: whether it is linked already, null when links are not known."""

    producteur: str
    fonctions: list[HeldJson]
    certain: bool
    relie: bool | None


class BeneficiaryNeedJson(TypedDict):
    """A need of beneficiaries inside a territory."""

    territoire: str
    besoin: str
    beneficiaires: list[str]
    reponses: list[AnswerJson]


class ExchangeJson(TypedDict):
    """`cit match --exchange --json`."""

    cit: str
    genre: str
    methode: str
    date: str
    entre_territoires: list[PassageJson]
    dans_les_territoires: list[BeneficiaryNeedJson]
    non_decrits: list[str]


def exchange_json(found: Exchange, method: str, version: str, date: str) -> ExchangeJson:
    """The whole exchange."""
    return ExchangeJson(
        cit=version,
        genre="echange",
        methode=method,
        date=date,
        entre_territoires=[
            PassageJson(
                donne=passage.giver.id,
                recoit=passage.taker.id,
                reciproque=passage.mutual,
                proche=passage.near,
                fonctions=[
                    LessonJson(
                        fonction=lesson.function.id,
                        acteurs=[actor.id for actor in lesson.holders],
                        certain=lesson.certain,
                    )
                    for lesson in passage.lessons
                ],
            )
            for passage in found.passages
        ],
        dans_les_territoires=[
            BeneficiaryNeedJson(
                territoire=each.territory.id,
                besoin=need.need.id,
                beneficiaires=[actor.id for actor in need.beneficiaries],
                reponses=list(map(_answer, need.answers)),
            )
            for each in found.inner
            for need in each.needs
        ],
        non_decrits=[territory.id for territory in found.undescribed],
    )


def _answer(answer: Answer) -> AnswerJson:
    return AnswerJson(
        producteur=answer.producer.id,
        fonctions=[
            HeldJson(fonction=function.id, niveau=Bounds(min=level.low, max=level.high))
            for function, level in answer.functions
        ],
        certain=answer.certain,
        relie=answer.linked,
    )
