"""What a spreadsheet shows in a cell whose formula could not be computed."""

_ERRORS = frozenset(
    ("#REF!", "#N/A", "#N/D", "#NAME?", "#NOM?", "#VALUE!", "#VALEUR!", "#DIV/0!", "#NULL!", "#NUL!", "#NUM!",
     "#NOMBRE!", "#SPILL!", "#CALC!", "#ERROR!", "#ERREUR!", "Err:502", "Err:504", "Err:508", "Err:522")
)  # fmt: skip
"""As Excel, LibreOffice and Google Sheets write them, in French, English and French of Canada."""


def shows_error(value: object) -> bool:
    """Whether a cell shows that its formula could not be computed: it says nothing."""
    return isinstance(value, str) and value.strip() in _ERRORS
