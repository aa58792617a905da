"""A catalogue of another tool as a file of offers: read, translated, and written for people to go on with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cit_toolkit.analysis.matching.thesaurus import Thesaurus, suggested_themes
from cit_toolkit.exchange.offer_records import ImportedOffer, ImportedOffers, RefusedRecord, offers_from
from cit_toolkit.exchange.record_files import read_records
from cit_toolkit.exchange.records import RecordFile
from cit_toolkit.exchange.yaml_text import yaml_lines
from cit_toolkit.loading.limits import LIMITS
from cit_toolkit.loading.references import MethodNames
from cit_toolkit.model.mapping import ImportMapping
from cit_toolkit.model.method import Method
from cit_toolkit.model.offer import Offer
from cit_toolkit.pipeline.import_words import remark_in_words
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.dates import format_date
from cit_toolkit.wording.problem_text import visible

_BEFORE = ("id", "intitule", "structure", "description", "natures")
"""What stands before the themes of an offer."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """How a catalogue is wanted."""

    mapping: ImportMapping
    method: Method
    day: date
    """When the data were taken."""
    departments: tuple[str, ...] = ()
    """Those one is interested in; none, all of them."""
    write_themes: bool = False
    """Whether the themes that words point to are written, or only suggested."""


@dataclass(frozen=True, slots=True)
class OffersImport:
    """What was read, and the file it makes."""

    request: ImportRequest
    files: tuple[RecordFile, ...]
    result: ImportedOffers
    text: str
    """The file of offers; empty when nothing could be made."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why some files could not be read at all."""
        return tuple(file.problem for file in self.files if file.problem is not None)

    @property
    def read(self) -> int:
        """Records met and not used only to name structures."""
        return len(self.result.offers) + len(self.result.refused) + self.result.elsewhere


def import_offers(paths: Sequence[Path], request: ImportRequest, catalog: Catalog) -> OffersImport:
    """The offers of some files. CitError when there would be more than a file of offers may hold."""
    mapping = request.mapping
    files = tuple(file for path in paths for file in read_records(path, mapping.lists, mapping.envelopes))
    result = offers_from(files, mapping, MethodNames.of(request.method), request.departments)
    lines = _lines([Path(file.name).name for file in files], result, request, catalog) if result.offers else ()
    text = "".join(f"{line}\n" for line in lines)
    if (size := len(text.encode())) > LIMITS.bytes:
        raise CitError("import-too-large", size=-(-size // 1_000_000), limit=LIMITS.bytes // 1_000_000)
    return OffersImport(request, files, result, text)


def refusal_in_words(record: RefusedRecord, catalog: Catalog) -> str:
    """Which record no offer was made of, and why."""
    reason, file = remark_in_words(record.reason, catalog), Path(record.file).name
    said = catalog.say("import.refused-record", file=file, rank=record.rank, name=record.name, reason=reason)
    return visible(said)


def _lines(files: Sequence[str], result: ImportedOffers, request: ImportRequest, catalog: Catalog) -> Iterator[str]:
    """The file of offers, line by line."""
    name, source = request.mapping.name, request.mapping.source
    day = format_date(request.day, catalog.language)
    yield _comment(catalog.say("import.head.title", name=name, files=files, day=day))
    about = {"nom": source.name if source and source.name else name, "date": request.day.isoformat()}
    if source is not None and source.licence:
        yield _comment(catalog.say("import.head.licence", licence=source.licence))
        about["licence"] = source.licence
    yield _comment(catalog.say("import.head.advice"))
    yield "type: offres"
    yield from yaml_lines({"source": about}, 0)
    yield "offres:"
    thesaurus = Thesaurus.of(request.method)
    for rank, offer in enumerate(result.offers):
        if rank:
            yield ""
        yield from _offer(offer, _suggested(offer, thesaurus), request.write_themes, catalog)
    if result.refused:
        yield ""
        yield _comment(catalog.say("import.head.refused", count=len(result.refused)))
        yield from (_comment(refusal_in_words(record, catalog)) for record in result.refused)


def _offer(offer: ImportedOffer, themes: Sequence[str], write_themes: bool, catalog: Catalog) -> Iterator[str]:
    """An offer, after what a person should look at in it before relying on it."""
    said = [catalog.say("import.head.to-check", remark=remark_in_words(remark, catalog)) for remark in offer.remarks]
    values: Mapping[str, object] = offer.values
    if themes:
        key = "import.head.themes-written" if write_themes else "import.head.themes"
        said.append(catalog.say(key, themes=themes, count=len(themes)))
    if themes and write_themes:
        before = {key: value for key, value in offer.values.items() if key in _BEFORE}
        values = {**before, "themes": [*themes], **offer.values}
    yield from (f"  {_comment(line)}" for line in said)
    yield from yaml_lines(values, 4, "- ")


def _suggested(offer: ImportedOffer, thesaurus: Thesaurus) -> tuple[str, ...]:
    if offer.values.get("themes"):
        return ()
    told = {key: offer.values.get(key) for key in ("id", "intitule", "description")}
    return suggested_themes(Offer.model_validate(told), thesaurus)


def _comment(text: str) -> str:
    return f"# {visible(text)}"
