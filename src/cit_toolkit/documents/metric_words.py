"""What a threshold is about, in words: a criterion of the grid, or a metric (`acteurs.par_cercle.cooperation`)."""

from collections.abc import Sequence

from cit_toolkit.documents.voice import Voice
from cit_toolkit.model.method import Method, MethodItem


def metric_words(name: str, method: Method, voice: Voice) -> str:
    """The name of a criterion or metric as documents print it."""
    if name in method.criteria:
        return voice.label(method.criteria[name])
    family, _, last = name.rpartition(".")
    tables: dict[str, Sequence[MethodItem]] = {
        "acteurs.par_categorie": method.categories,
        "acteurs.par_cercle": method.circles,
        "acteurs.par_role": method.roles,
        "fonctions": method.functions,
    }
    key = name.replace(".", "-")
    if family in tables and not voice.catalog.has(f"metrics.{key}"):
        label = method.label(tables[family], last, voice.language)
        return voice.say(f"metrics.{family.replace('.', '-')}", label=label)
    return voice.say(f"metrics.{key}")
