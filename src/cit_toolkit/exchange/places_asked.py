"""The places an import is asked for: a record is left out only when it surely lies elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cit_toolkit.exchange.french_areas import french_areas
from cit_toolkit.model.text import fold


@dataclass(frozen=True, slots=True)
class PlacesAsked:
    """Departments by number, municipalities by INSEE code, postal code or name; none of them, everywhere."""

    departments: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()

    def may_be(self, values: Mapping[str, Any]) -> bool:
        """Whether an actor may lie in one of them: what does not say where it is may."""
        insee, postal = str(values.get("x-code-insee", "")), str(values.get("x-code-postal", ""))
        name = fold(str(values.get("commune", "")))
        if self.departments and (insee or postal):
            # A postal code tells the department but in Corsica, which has one beginning for two.
            own = french_areas().department_of(insee or postal)
            if own not in self.departments and not (own == "20" and {"2A", "2B"} & set(self.departments)):
                return False
        if not self.municipalities:
            return True
        asked = {fold(each) for each in self.municipalities}
        told = [each for each in (fold(insee), fold(postal), name) if each]
        return not told or not asked.isdisjoint(told)
