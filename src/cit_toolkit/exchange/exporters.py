"""The formats a territory is exported to: adding one adds a module and a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from cit_toolkit.exchange.actor_graph import ActorGraph
from cit_toolkit.exchange.gexf import gexf_files
from cit_toolkit.exchange.gogocarto import gogocarto_files
from cit_toolkit.exchange.graph_tables import csv_files, xlsx_files
from cit_toolkit.exchange.graphml import graphml_files
from cit_toolkit.exchange.kumu import kumu_files


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format."""

    ending: str
    files: Callable[[ActorGraph], dict[str, bytes]]
    """Its files, by what is added to the name: "" when there is one."""
    draws_arrows: bool
    """Whether its readers take links with a direction and links without in one file."""
    is_map: bool = False
    """Whether it puts actors in places, by address and position, and has no links."""


EXPORTERS: dict[str, Exporter] = {
    "graphml": Exporter(".graphml", graphml_files, draws_arrows=False),
    "gexf": Exporter(".gexf", gexf_files, draws_arrows=False),
    "kumu": Exporter(".json", kumu_files, draws_arrows=True),
    "gogocarto": Exporter(".json", gogocarto_files, draws_arrows=True, is_map=True),
    "xlsx": Exporter(".xlsx", xlsx_files, draws_arrows=True),
    "csv": Exporter(".csv", csv_files, draws_arrows=True),
}
"""By the name `cit export` takes."""
