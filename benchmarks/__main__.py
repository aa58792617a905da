"""`python -m benchmarks`, from the checkout: every figure in one run, as a table. Exit 1 when a target is missed."""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks import matching, reading, starting
from benchmarks.timing import Measure

EXAMPLE = Path(__file__).parent.parent / "examples" / "vallee-fictive" / "territoires" / "vallee-2025.yaml"


def main() -> int:
    """Measure, and print as it comes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="times each thing is done (default: 15)")
    rounds = parser.parse_args().rounds
    write_header()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        missed = [
            *written(starting.measures(EXAMPLE, folder, rounds)),
            *written(reading.measures(folder, max(3, rounds // 5))),
            *written(matching.measures()),
            *written(_inside(folder, rounds)),
        ]
    return 1 if missed else 0


def _inside(folder: Path, rounds: int) -> Iterable[Measure]:
    from benchmarks import documents  # last: the libraries it loads would weigh on the processes measured above

    return documents.measures(EXAMPLE, folder, rounds)


def write_header() -> None:
    """The head of the table, in Markdown."""
    sys.stdout.write("| what | ms | floor | ms | ratio | target | peak MB |\n|---|--:|---|--:|--:|--:|--:|\n")


def written(measures: Iterable[Measure]) -> list[Measure]:
    """Print measures, and return those that miss their target."""
    missed = []
    for measure in measures:
        target = "" if measure.target is None else f"≤ {measure.target}{'' if measure.met else ' missed'}"
        memory = "" if measure.megabytes is None else f"{measure.megabytes:.0f}"
        sys.stdout.write(
            f"| {measure.name} | {measure.milliseconds:.0f} | {measure.floor} | {measure.floor_milliseconds:.0f} "
            f"| {measure.ratio:.2f} | {target} | {memory} |\n"
        )
        sys.stdout.flush()
        if measure.met is False:
            missed.append(measure)
    return missed


if __name__ == "__main__":
    sys.exit(main())
