"""One record of another tool as an actor: each of its parts read through a mapping, and what is doubtful of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cit_toolkit.exchange.actor_words import ActorWords
from cit_toolkit.exchange.html_markdown import line_of, markdown_of
from cit_toolkit.exchange.official_numbers import OfficialNumber, official_number, place_code, telephone
from cit_toolkit.exchange.remarks import Remark
from cit_toolkit.exchange.rows import Row, says_something, text_of
from cit_toolkit.model.actor_mapping import ActorsMapping
from cit_toolkit.model.text import fold, identifier_of

EMAIL = re.compile(r"[^\s@<>;,]+@[^\s@<>;,]+\.[^\s@<>;,]+")
PHONE = re.compile(r"(?:\+\d{1,3}|0)[\s.\-]?\(?\d\)?(?:[\s.\-]?\d{2}){4}")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_BARE_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s<>\"]*)?", re.IGNORECASE)
_BROKEN_FORMULAS = ("#REF!", "#N/A", "#NAME?", "#NOM?", "#VALUE!", "#VALEUR!", "#DIV/0!", "#NULL!", "#NUL!", "#NUM!")
_POSTAL_AND_NAME = re.compile(r"(\d{5})\s*[-,]?\s+(.+)")
_LEVEL = re.compile(r"([0-3])(?:[.,]0)?(?:\D.*)?")
_YES, _NO = ("oui", "x", "yes", "true", "vrai", "✓", "✔"), ("non", "no", "false", "faux", "")
_UNKNOWN_LEVEL = ("?", "inconnu", "inconnue", "unknown", "nsp", "ne sait pas")


class ActorReader:
    """Reads records through a mapping, in the words of a method."""

    def __init__(self, mapping: ActorsMapping, words: ActorWords, columns: Iterable[str]) -> None:
        """`columns`: all those of the table; a record may lack some."""
        self._mapping = mapping
        self._columns = mapping.columns
        self._words = words
        self._kept = {fold(column): f"x-{identifier_of(name)}" for column, name in mapping.kept.items()}
        self._known = known_columns(mapping)
        self._levels = {name: found for name in columns if (found := words.function_of_column(name))}

    def read(self, row: Row, name: str) -> tuple[dict[str, Any], tuple[Remark, ...]]:
        """The parts of an actor, French key by French key in the order they are written, `id` left to be chosen; and
        what is to be known of them."""
        columns, remarks = self._columns, list(_of_shape(row))
        extra: dict[str, Any] = {}
        values: dict[str, Any] = {
            "nom": name,
            "categorie": self._one("categorie", row, columns.category, remarks, extra),
            "roles": self._several("roles", row, columns.roles, remarks, extra),
            "cercle": self._one("cercle", row, columns.circle, remarks, extra),
            "fonctions": self._functions(row, remarks, extra),
            "influence": _score(row, columns.influence, remarks),
            "interet": _score(row, columns.interest, remarks),
            "siren": self._siren(row, remarks, extra),
            "site": _website(row, columns.website, remarks, extra),
            "territoire": self._one("territoire", row, columns.location, remarks, extra),
            "commune": _municipality(row, columns.municipality, extra),
            "confidentiel": _yes(row, columns.confidential, remarks),
        }
        for key, names in (("x-code-insee", columns.insee_code), ("x-code-postal", columns.postal_code)):
            _number(row, names, place_code, remarks, extra, key)
        for key, names in (
            ("x-adresse", columns.address), ("x-latitude", columns.latitude), ("x-longitude", columns.longitude),
        ):  # fmt: skip
            if said := row.line(names):
                extra[key] = said
        if _is_over(row.line(columns.online)):
            remarks.append(Remark("not-online"))
        values["contact"] = self._contact(row, remarks) | self._rest(row, extra)
        values["note"] = "\n\n".join(dict.fromkeys(markdown_of(text_of(value)) for value in row.values(columns.note)))
        values |= extra
        return {key: value for key, value in values.items() if _is_said(key, value)}, tuple(remarks)

    def is_level(self, column: str) -> bool:
        """Whether a column holds the level of a function."""
        return column in self._levels

    def _several(
        self, part: str, row: Row, columns: Sequence[str], remarks: list[Remark], extra: dict[str, Any]
    ) -> list[str]:
        """What the words of the first column that says something mean, each once; words without a meaning are kept."""
        meant: dict[str, None] = {}
        for column, value in row.found(columns):
            words = row.items(value, self._words.parts[part])
            unknown = [word for word in words if (meaning := self._words.meaning(part, word)) is None]
            for word in words:
                meaning = self._words.meaning(part, word)
                meant |= dict.fromkeys(meaning or ())
            if unknown:
                extra.setdefault(f"x-{part}", words)
            # One word understood is enough to file a record: the others are kept, and not a doubt.
            if meant:
                break
            words = [word for word in unknown if not word.isdigit()]
            remarks += [Remark("actor-word", {"word": word, "part": part}, column) for word in words]
            if len(words) < len(unknown):
                # Told once: a number means nothing, whichever it is.
                remarks.append(Remark("actor-word-number", {"part": part}, column))
        return list(meant)

    def _one(self, part: str, row: Row, columns: Sequence[str], remarks: list[Remark], extra: dict[str, Any]) -> str:
        """The meaning of the first word that has one; others that mean something else are told."""
        meant = self._several(part, row, columns, remarks, extra)
        if len(meant) > 1:
            column = next((column for column, _ in row.found(columns)), "")
            remarks.append(Remark("several-words", {"kept": meant[0], "others": meant[1:], "part": part}, column))
        return meant[0] if meant else ""

    def _functions(self, row: Row, remarks: list[Remark], extra: dict[str, Any]) -> Any:
        """A level for each column named after a function; else the list of those that are named."""
        columns = self._levels
        if not columns:
            return self._several("fonctions", row, self._columns.functions, remarks, extra) or None
        levels: dict[str, Any] = {}
        performed: list[str] = []
        for column, function in columns.items():
            written = line_of(text_of(row.record.values.get(column)))
            if not written or written.lower() in _UNKNOWN_LEVEL:
                levels[function] = "inconnu"
            elif found := _LEVEL.fullmatch(written):
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

    def _rest(self, row: Row, extra: dict[str, Any]) -> dict[str, Any]:
        """Columns kept as they are, under `x-`. Those that hold an e-mail or a telephone are given back: they belong
        with the contact, which is never printed."""
        personal: dict[str, Any] = {}
        for key, (name, value) in row.by_column.items():
            under = self._kept.get(key)
            if under is None and key not in self._known and name not in self._levels:
                under = f"x-{identifier_of(name) or 'colonne'}"
            if under is None:
                continue
            kept = _as_written(value)
            held = personal if _is_personal(kept) else extra
            held.setdefault(under, kept)
        return personal


def known_columns(mapping: ActorsMapping) -> frozenset[str]:
    """The columns a mapping speaks of, folded: the others are kept, and told."""
    parts = [*mapping.columns.all_names(), *(mapping.links.all_names() if mapping.links else ())]
    read = {fold(column) for columns in parts for column in columns}
    return frozenset(read | {fold(column) for column in (*mapping.kept, *mapping.left_out)})


def is_broken(value: Any) -> bool:
    """Whether a cell shows that its formula could not be computed: it says nothing."""
    return isinstance(value, str) and value.strip() in _BROKEN_FORMULAS


def _is_said(key: str, value: Any) -> bool:
    # «We asked: none» is an answer.
    return says_something(value) or (key == "fonctions" and value == {})


def _of_shape(row: Row) -> Iterator[Remark]:
    record = row.record
    if record.repeated:
        yield Remark("repeated-columns", {"names": list(record.repeated)})
    if record.extra_cells:
        yield Remark("extra-cells", {"count": record.extra_cells})
    for name, value in record.values.items():
        if is_broken(value):
            yield Remark("broken-formula", {"value": value.strip()}, name)


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
        if found := _LEVEL.fullmatch(written):
            return int(found[1])
        if written.lower() not in _UNKNOWN_LEVEL:
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
            if len(found) > 1:
                extra["x-autres-sites"] = found[1:]
            return str(found[0]).rstrip(".,;)")
        if _BARE_ADDRESS.fullmatch(written):
            return f"https://{written}"
        if written and not wrong.code and not written.startswith("/"):
            wrong = Remark("bad-address", {"value": written}, column)
            extra["x-site"] = written
    if wrong.code:
        remarks.append(wrong)
    return ""


def _municipality(row: Row, columns: Sequence[str], extra: dict[str, Any]) -> str:
    """The name of a municipality; a postal code written before it is kept apart."""
    written = row.line(columns)
    if found := _POSTAL_AND_NAME.fullmatch(written):
        extra.setdefault("x-code-postal", found[1])
        return found[2]
    return written


def _is_over(written: str) -> bool:
    """«no», or the negative states by which a map says that a card was refused or withdrawn."""
    text = written.lower()
    return bool(text) and (text in _NO or bool(re.fullmatch(r"-[2-9]\d*(?:\.0)?", text)))


def _is_personal(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_is_personal, value.values()))
    if isinstance(value, list):
        return any(map(_is_personal, value))
    return bool(EMAIL.search(str(value)) or PHONE.search(str(value)))


def _as_written(value: Any) -> Any:
    """A value to keep: yes and no in words, texts without HTML, lists and tables as they are."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Mapping):
        return {line_of(str(key)) or "?": _as_written(inner) for key, inner in value.items() if says_something(inner)}
    if isinstance(value, list):
        return [_as_written(inner) for inner in value if says_something(inner)]
    return markdown_of(text_of(value))
