"""What an import made of each record: a summary in words, or everything for a program."""

from collections.abc import Iterator
from pathlib import Path

from cit_toolkit import __version__
from cit_toolkit.documents.import_json import ImportJson, RemarkJson
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.model.text import fold
from cit_toolkit.pipeline.import_words import remark_in_words
from cit_toolkit.pipeline.offers_import import OffersImport, refusal_in_words
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import visible

_NAMED_AT_MOST = 3
"""Offers named for each remark in the terminal; `--json` and the file of offers name them all."""
_LISTED_AT_MOST = 40
"""Remarks, and refusals, shown in the terminal: a national list has thousands."""


def report_lines(made: OffersImport, catalog: Catalog) -> Iterator[str]:
    """The summary: counts first, then what is doubtful, refused, added and left out."""
    result = made.result
    doubtful = sum(bool(offer.remarks) for offer in result.offers)
    counts = [catalog.say("import.read", count=made.read), catalog.say("import.written", count=len(result.offers))]
    for key, count in (
        ("to-check", doubtful),
        ("structures", result.structures),
        ("refused", len(result.refused)),
        ("elsewhere", result.elsewhere),
    ):
        counts += [catalog.say(f"import.{key}", count=count)] if count else []
    yield catalog.say("import.summary", name=made.request.mapping.name, counts=counts)
    for file in made.files:
        if file.encoding:
            yield catalog.say("import.encoding", file=file.name, encoding=file.encoding)
        if file.announced:
            held = len(file.records) + len(file.rejected)
            yield catalog.say("import.partial", file=file.name, announced=file.announced, count=held)
    yield from _remarks(made, catalog)
    if result.refused:
        yield catalog.say("import.refused-title")
        yield from (f"  {refusal_in_words(record, catalog)}" for record in result.refused[:_LISTED_AT_MOST])
        if (more := len(result.refused) - _LISTED_AT_MOST) > 0:
            yield catalog.say("import.more-refused", count=more)
    yield from _columns(made, catalog)


def _remarks(made: OffersImport, catalog: Catalog) -> Iterator[str]:
    """Each remark once, the commonest first, with the offers it is about."""
    about: dict[str, list[str]] = {}
    for offer in made.result.offers:
        for sentence in dict.fromkeys(remark_in_words(remark, catalog) for remark in offer.remarks):
            about.setdefault(sentence, []).append(offer.id)
    if about:
        yield catalog.say("import.remarks-title")
    for sentence, offers in sorted(about.items(), key=lambda item: -len(item[1]))[:_LISTED_AT_MOST]:
        names = [*offers[:_NAMED_AT_MOST], *([catalog.say("import.more")] if len(offers) > _NAMED_AT_MOST else [])]
        said = catalog.say("import.offers-with", count=len(offers), names=names)
        yield catalog.say("import.remark-line", remark=sentence, offers=said)
    if (more := len(about) - _LISTED_AT_MOST) > 0:
        yield catalog.say("import.more-remarks", count=more)


def _columns(made: OffersImport, catalog: Catalog) -> Iterator[str]:
    added = [catalog.say("import.column", name=name, count=count) for name, count in made.result.added_columns.items()]
    if added:
        yield visible(catalog.say("import.added", columns=added))
    left_out = [
        catalog.say("import.column-why", name=name, count=count, why=_why(made, name, catalog))
        for name, count in made.result.left_out.items()
    ]
    if left_out:
        yield visible(catalog.say("import.left-out", columns=left_out))


def _why(made: OffersImport, column: str, catalog: Catalog) -> str:
    return made.request.mapping.left_out[fold(column)].text(catalog.language)


def import_record(made: OffersImport, catalog: Catalog) -> ImportJson:
    """Every record and what became of it."""
    result = made.result
    return {
        "cit": __version__,
        "genre": "import",
        "correspondance": made.request.mapping.id,
        "methode": made.request.method.id,
        "date": made.request.day.isoformat(),
        "lus": made.read,
        "hors_zone": result.elsewhere,
        "offres": [
            {
                "id": offer.id,
                "intitule": offer.values["intitule"],
                "fichier": Path(offer.record.file).name,
                "rang": offer.record.rank,
                "a_verifier": [_told(remark, catalog) for remark in offer.remarks],
            }
            for offer in result.offers
        ],
        "refuses": [
            {
                "fichier": Path(record.file).name,
                "rang": record.rank,
                "nom": record.name,
                "motif": _told(record.reason, catalog),
            }
            for record in result.refused
        ],
        "colonnes_ajoutees": dict(result.added_columns),
        "colonnes_laissees": [
            {"colonne": name, "enregistrements": count, "motif": _why(made, name, catalog)}
            for name, count in result.left_out.items()
        ],
        "fichiers_partiels": [
            {
                "fichier": Path(file.name).name,
                "annonces": file.announced,
                "contenus": len(file.records) + len(file.rejected),
            }
            for file in made.files
            if file.announced
        ],
    }


def _told(remark: Remark, catalog: Catalog) -> RemarkJson:
    return {"code": remark.code, "message": remark_in_words(remark, catalog)}
