"""One record of another tool as an actor: each of its parts read through a mapping, and what is doubtful of it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from cit_toolkit.exchange.actor_words import ActorWords
from cit_toolkit.exchange.html_markdown import line_of
from cit_toolkit.exchange.mapped_parts import EMAIL, LEVEL, UNKNOWN_WORDS, KeptColumns, WordParts, texts_of
from cit_toolkit.exchange.mapped_tables import remarks_on_shape
from cit_toolkit.exchange.official_numbers import OfficialNumber, official_number, place_code, telephone
from cit_toolkit.exchange.positions import position_of
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, says_something, text_of
from cit_toolkit.model.actor_mapping import ActorColumns, ActorsMapping

ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s<>\"]*)?", re.IGNORECASE)
_SCHEME = re.compile(r"^\w+")
_BETWEEN_ADDRESSES = re.compile(r"\s*(?:[,;|]|\s[/&–-]\s|\set\s|\s)\s*")
_POSTAL_AND_NAME = re.compile(r"(\d{5})\s*[-,]?\s+(.+)")
_YES, _NO = ("oui", "x", "yes", "true", "vrai", "✓", "✔"), ("non", "no", "false", "faux", "")


class ActorReader:
    """Reads records through a mapping, in the words of a method."""

    def __init__(self, mapping: ActorsMapping, words: ActorWords, columns: Iterable[str]) -> None:
        """`columns`: all those of the table; a record may lack some."""
        self._columns = mapping.columns
        self._words = WordParts(words)
        self._levels = {name: found for name in columns if (found := words.function_of_column(name))}
        self._kept = KeptColumns(mapping, self._levels)

    def read(self, row: Row, name: str) -> tuple[dict[str, Any], tuple[Remark, ...]]:
        """The parts of an actor, French key by French key in the order they are written, `id` left to be chosen; and
        what is to be known of them."""
        columns, remarks = self._columns, list(remarks_on_shape(row.record))
        extra: dict[str, Any] = {}
        values: dict[str, Any] = {
            "nom": name,
            "categorie": self._words.one("categorie", row, columns.category, remarks, extra),
            "roles": self._words.several("roles", row, columns.roles, remarks, extra),
            "cercle": self._words.one("cercle", row, columns.circle, remarks, extra),
            "fonctions": self._functions(row, remarks, extra),
            "influence": _score(row, columns.influence, remarks),
            "interet": _score(row, columns.interest, remarks),
            "siren": self._siren(row, remarks, extra),
            "site": _website(row, columns.website, remarks, extra),
            "territoire": self._words.one("territoire", row, columns.location, remarks, extra),
            "commune": _municipality(row, columns.municipality, extra),
            "confidentiel": _yes(row, columns.confidential, remarks),
        }
        for key, names in (("x-code-insee", columns.insee_code), ("x-code-postal", columns.postal_code)):
            _number(row, names, place_code, remarks, extra, key)
        extra |= _place(row, columns)
        if _is_over(row.line(columns.online)):
            remarks.append(Remark("not-online"))
        kept, personal = self._kept.of(row)
        extra |= {key: value for key, value in kept.items() if key not in extra}
        # What holds an e-mail or a telephone belongs with the contact, which is never printed.
        written_elsewhere = {key: value for key, value in extra.items() if EMAIL.search(str(value))}
        extra = {key: value for key, value in extra.items() if key not in written_elsewhere}
        values["contact"] = self._contact(row, remarks) | written_elsewhere | personal
        values["note"] = texts_of(row, columns.note)
        values |= extra
        return {key: value for key, value in values.items() if _is_said(key, value)}, tuple(remarks)

    def reads_by_itself(self, column: str) -> bool:
        """Whether a column holds the level of a function."""
        return column in self._levels

    def _functions(self, row: Row, remarks: list[Remark], extra: dict[str, Any]) -> Any:
        """A level for each column named after a function; else the list of those that are named."""
        columns = self._levels
        if not columns:
            return self._words.several("fonctions", row, self._columns.functions, remarks, extra) or None
        levels: dict[str, Any] = {}
        performed: list[str] = []
        for column, function in columns.items():
            written = line_of(text_of(row.record.values.get(column)))
            if not written or written.lower() in UNKNOWN_WORDS:
                levels[function] = "inconnu"
            elif found := LEVEL.fullmatch(written):
                levels[function] = int(found[1])
            elif written.lower() in _YES:
                performed.append(function)
            elif written.lower() not in _NO:
                levels[function] = "inconnu"
                remarks.append(Remark("bad-level-cell", {"value": written}, column))
        if performed:
            if any(isinstance(level, int) and level for level in levels.values()):
                return {**levels, **dict.fromkeys(performed, "inconnu")}
            # A cross says that it is done, not how well; an empty cell beside crosses, that it is not.
            return performed
        if all(level == "inconnu" for level in levels.values()):
            return None if levels else {}
        return {function: level for function, level in levels.items() if level != 0}

    def _siren(self, row: Row, remarks: list[Remark], extra: dict[str, Any]) -> str:
        siret = _number(row, self._columns.siret, _siret_or_siren, remarks, extra, "x-siret")
        if siret and len(siret) == 9:
            del extra["x-siret"]
        aside: dict[str, Any] = {}
        siren = _number(row, self._columns.siren, _siret_or_siren, remarks, aside, "x-siren")
        if not siren:
            extra |= aside
        if siret and siren and siret[:9] != siren[:9]:
            remarks.append(Remark("siren-differs", {"siret": siret, "siren": siren}))
        return (siret or siren)[:9]

    def _contact(self, row: Row, remarks: list[Remark]) -> dict[str, Any]:
        """Whom to call: internal, whatever it is."""
        columns = self._columns
        contact: dict[str, Any] = {"nom": row.line(columns.contact_name)}
        for column, value in row.found(columns.email):
            found = EMAIL.findall(written := line_of(text_of(value)))
            contact["courriel"] = contact.get("courriel") or next(iter(found), "")
            if len(found) > 1:
                contact["x-autres-courriels"] = found[1:]
            if not found:
                contact["x-courriel"] = written
                remarks.append(Remark("bad-email", {"value": written}, column))
        for column, value in row.found(columns.phone):
            number = telephone(written := line_of(text_of(value)))
            if number.doubt:
                remarks.append(Remark(number.doubt, {"value": written, "read": number.digits}, column))
            if "telephone" in contact:
                contact.setdefault("x-autres-telephones", []).append(number.digits)
            else:
                contact["telephone"] = number.digits
        contact["fonction"] = row.line(columns.contact_position)
        return {key: value for key, value in contact.items() if says_something(value)}


def _is_said(key: str, value: Any) -> bool:
    # «We asked: none» is an answer.
    return says_something(value) or (key == "fonctions" and value == {})


def _siret_or_siren(written: str) -> OfficialNumber:
    """People write one where the other is expected."""
    siret = official_number(written, 14)
    siren = official_number(written, 9)
    return siren if siret.doubt == "not-a-number" and siren.doubt != "not-a-number" else siret


def _number(row: Row, columns: Sequence[str], read: Any, remarks: list[Remark], extra: dict[str, Any], key: str) -> str:
    """A number with a known shape, kept under a key; what is doubtful of it is told, and what was written is kept.
    Empty for one that fails its check: nothing is drawn from it."""
    for column, value in row.found(columns):
        written = line_of(text_of(value))
        number: OfficialNumber = read(written)
        if number.doubt:
            remarks.append(Remark(number.doubt, {"value": written, "read": number.digits}, column))
        extra[key] = number.digits or written
        return "" if number.doubt == "key-wrong" else number.digits
    return ""


def _score(row: Row, columns: Sequence[str], remarks: list[Remark]) -> int | None:
    for column, value in row.found(columns):
        written = line_of(text_of(value))
        if found := LEVEL.fullmatch(written):
            return int(found[1])
        if written.lower() not in UNKNOWN_WORDS:
            remarks.append(Remark("bad-level-cell", {"value": written}, column))
    return None


def _yes(row: Row, columns: Sequence[str], remarks: list[Remark]) -> str:
    """What is not clearly «no» is kept silent: a name told cannot be taken back."""
    for column, value in row.found(columns):
        written = line_of(text_of(value)).lower()
        if written not in _YES and written not in _NO and written not in ("0", "1"):
            remarks.append(Remark("confidential-word", {"value": written}, column))
        return "" if written in _NO or written == "0" else "oui"
    return ""


def _website(row: Row, columns: Sequence[str], remarks: list[Remark], extra: dict[str, Any]) -> str:
    """The first address; one without its beginning is completed."""
    wrong = Remark("")
    for column, value in row.found(columns):
        written = line_of(text_of(value))
        if found := ADDRESS.findall(written):
            return _first_address([_SCHEME.sub(lambda scheme: scheme[0].lower(), one) for one in found], extra)
        bare = [word for word in _BETWEEN_ADDRESSES.split(written) if word]
        if bare and all(map(_BARE_ADDRESS.fullmatch, bare)):
            return _first_address([f"https://{one}" for one in bare], extra)
        if written and not wrong.code and not written.startswith("/"):
            wrong = Remark("bad-address", {"value": written}, column)
            extra["x-site"] = written
    if wrong.code:
        remarks.append(wrong)
    return ""


def _first_address(found: list[str], extra: dict[str, Any]) -> str:
    if len(found) > 1:
        extra["x-autres-sites"] = found[1:]
    return found[0].rstrip(".,;)")


def _municipality(row: Row, columns: Sequence[str], extra: dict[str, Any]) -> str:
    """The name of a municipality; a postal code written before it is kept apart."""
    written = row.line(columns)
    if found := _POSTAL_AND_NAME.fullmatch(written):
        extra.setdefault("x-code-postal", found[1])
        return found[2]
    return written


def _place(row: Row, columns: ActorColumns) -> dict[str, str]:
    """Its street, and where it is; a latitude and a longitude written together are told apart."""
    latitude, longitude = row.line(columns.latitude), row.line(columns.longitude)
    both = next((place for value in row.values(columns.latitude) if (place := position_of(value))), None)
    if both is not None:
        latitude, longitude = both
    said = {"x-adresse": row.line(columns.address), "x-latitude": latitude, "x-longitude": longitude}
    return {key: text for key, text in said.items() if text}


def _is_over(written: str) -> bool:
    """«no», or the negative states by which a map says that a card was refused or withdrawn."""
    text = written.lower()
    return bool(text) and (text in _NO or bool(re.fullmatch(r"-[2-9]\d*(?:\.0)?", text)))
