"""The sentences the tool says, by code, in the language of the reader."""

import tomllib
from decimal import Decimal
from errno import errorcode
from functools import cache

from cit_toolkit.builtin_data import LANGUAGES as LANGUAGES
from cit_toolkit.builtin_data import LOCALES
from cit_toolkit.problems import CitError, Problem
from cit_toolkit.wording.numbers import format_number


class Catalog:
    """Every sentence of one language. A sentence is a text with {placeholders}, or a table {one, other} by `count`.

    The first word of a key names the file that holds it (`problems.toml`, `cli.toml`…), or else it is in `words.toml`:
    a command only reads what it says.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._folder = LOCALES / language
        self._files = frozenset(path.stem for path in self._folder.glob("*.toml"))
        self._read: dict[str, dict[str, object]] = {}

    @staticmethod
    @cache
    def of(language: str) -> "Catalog":
        """The catalogue of "fr" or "en", one per process."""
        return Catalog(language)

    def has(self, key: str) -> bool:
        """Whether the catalogue holds a sentence (not just a section) under this dotted key."""
        found = self._find(key)
        return isinstance(found, str) or (isinstance(found, dict) and "other" in found)

    def say(self, key: str, /, **arguments: object) -> str:
        """The sentence of a dotted key, filled in. An unknown key is a bug of ours: KeyError."""
        sentence = self._find(key)
        if isinstance(sentence, dict):
            sentence = sentence[self._plural_form(arguments["count"])]
        if not isinstance(sentence, str):
            raise KeyError(key)
        return sentence.format_map({name: self._plain(name, value) for name, value in arguments.items()})

    def section(self, key: str) -> dict[str, str]:
        """All the sentences directly under a section, as they stand."""
        found = self._find(key)
        if not isinstance(found, dict):
            raise KeyError(key)
        return {name: text for name, text in found.items() if isinstance(text, str)}

    def whole_section(self, key: str) -> dict[str, object]:
        """The same, plural forms too, as tables: what the script of a page says by itself."""
        found = self._find(key)
        if not isinstance(found, dict):
            raise KeyError(key)
        return found

    def problem(self, problem: Problem) -> tuple[str, str]:
        """The message of a problem and its help (what to type; may be empty)."""
        return self._message_and_help(problem.code, dict(problem.arguments))

    def error(self, error: CitError) -> tuple[str, str]:
        """The message of a stopped command and its help."""
        return self._message_and_help(error.code, error.arguments)

    def _message_and_help(self, code: str, arguments: dict[str, object]) -> tuple[str, str]:
        variant = arguments.get("variant")
        key = f"problems.{code}"
        if variant and self.has(f"{key}.{variant}"):
            message = self.say(f"{key}.{variant}", **arguments)
        else:
            message = self.say(f"{key}.message", **arguments)
        if arguments.get("suggestion"):
            return message, self.say("problems.did-you-mean", **arguments)
        return message, self.say(f"{key}.help", **arguments) if self.has(f"{key}.help") else ""

    def _find(self, key: str) -> object:
        parts = key.split(".")
        found: object = self._sentences_of(parts[0])
        for part in parts:
            if not isinstance(found, dict) or part not in found:
                return None
            found = found[part]
        return found

    def _sentences_of(self, word: str) -> dict[str, object]:
        name = word if word in self._files else "words"
        if name not in self._read:
            self._read[name] = tomllib.loads((self._folder / f"{name}.toml").read_text(encoding="utf-8"))
        return self._read[name]

    def _plural_form(self, count: object) -> str:
        # French counts 0 and 1 as singular, English only 1 (CLDR plural rules).
        singular = (0, 1) if self.language == "fr" else (1,)
        return "one" if count in singular else "other"

    def _plain(self, name: str, value: object) -> object:
        if isinstance(value, (list, tuple)):
            items = [str(self._plain(name, item)) for item in value]
            # A comma inside one of them would run it into the next.
            return (self.say("lists.separator") if any(", " in item for item in items) else ", ").join(items)
        if isinstance(value, Decimal) or (name in ("count", "total") and type(value) is int):
            return format_number(value, self.language)
        return self._reason(value) if isinstance(value, OSError) else value

    def _reason(self, error: OSError) -> str:
        """Why the machine refused, in our words for the reasons people meet, in its own for the others."""
        key = f"machine.{errorcode.get(error.errno or 0, '')}"
        return self.say(key) if self.has(key) else error.strerror or str(error)
