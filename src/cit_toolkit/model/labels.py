"""Labels of a method: one text, or one per language."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from cit_toolkit.model.base import CitModel
from cit_toolkit.model.field_types import Markdown, Maybe


class Label(CitModel):
    """A text in French, and in English when it was translated."""

    short_form: ClassVar[str | None] = "fr"

    fr: Markdown
    """The French text."""

    en: Annotated[Markdown | None, Maybe] = None
    """The English text; the French one is printed where it is missing."""

    def text(self, language: str) -> str:
        """The text in a language, in French for want of it."""
        return (self.en if language == "en" else None) or self.fr

    @classmethod
    def from_short_form(cls, value: Any) -> dict[str, Any]:
        return {"fr": value}


OptionalLabel = Annotated[Label | None, Field(default=None)]
"""A label that may be left out."""
