"""A batch: only what changed is made, nothing is half written, and what a hand wrote is kept."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from shouting import old, task

from cit_toolkit.batch import run
from cit_toolkit.batch.manifest import MANIFEST
from cit_toolkit.batch.run import run_batch
from cit_toolkit.batch.tasks import Outcome, State
from cit_toolkit.problems import CitError


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("a", "b", "c"):
        old(folder / f"{name}.txt", f"texte {name}")
    return folder


def made(sources: Path, settings: str = "", workers: int = 1) -> dict[str, Outcome]:
    tasks = [task(path, settings) for path in sorted(sources.glob("?.txt"))]
    return {outcome.task.source.stem: outcome for outcome in run_batch(tasks, sources.parent / "sorties", workers)}


def anew(outcomes: dict[str, Outcome]) -> list[str]:
    return sorted(name for name, outcome in outcomes.items() if not outcome.unchanged)


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


@pytest.mark.parametrize("workers", [1, 2])
def test_every_document_is_made_then_left_alone(sources: Path, workers: int) -> None:
    first = made(sources, workers=workers)
    assert {name: outcome.state for name, outcome in first.items()} == dict.fromkeys("abc", State.MADE)
    assert listing(sources.parent / "sorties") == ["a.md", "b.md", "c.md", MANIFEST]
    assert (sources.parent / "sorties" / "a.md").read_text() == "TEXTE A" * 2000
    assert anew(made(sources, workers=workers)) == []


def test_a_change_in_a_source_makes_that_document_again(sources: Path) -> None:
    made(sources)
    old(sources / "b.txt", "autre")
    assert anew(made(sources)) == ["b"]
    assert (sources.parent / "sorties" / "b.md").read_text().startswith("AUTRE")


def test_a_new_file_that_its_patterns_find_makes_it_again(sources: Path) -> None:
    made(sources)
    old(sources / "b-1.txt", "de plus")
    assert anew(made(sources)) == ["b"]
    (sources / "b-1.txt").unlink()
    assert anew(made(sources)) == ["b"]


def test_another_option_or_another_program_makes_everything_again(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(sources)
    assert anew(made(sources, settings="en")) == ["a", "b", "c"]
    monkeypatch.setattr(run, "of_program", lambda: "un autre programme")
    assert anew(made(sources, settings="en")) == ["a", "b", "c"]


def test_a_document_that_was_removed_is_made_again(sources: Path) -> None:
    made(sources)
    (sources.parent / "sorties" / "c.md").unlink()
    assert anew(made(sources)) == ["c"]


def test_a_document_changed_by_hand_is_kept_beside_the_new_one(sources: Path) -> None:
    made(sources)
    document = sources.parent / "sorties" / "c.md"
    document.write_text("relu par la directrice", encoding="utf-8")
    outcome = made(sources)["c"]
    ((name, kept),) = outcome.set_aside
    assert name == "c.md" and (document.parent / kept).read_text(encoding="utf-8") == "relu par la directrice"
    assert document.read_text().startswith("TEXTE C")


def test_a_document_that_was_saved_while_it_was_made_is_looked_at_again(sources: Path) -> None:
    (sources / "a.txt").write_text("à peine enregistré", encoding="utf-8")
    later = time.time() + 60
    os.utime(sources / "a.txt", (later, later))
    made(sources)
    assert anew(made(sources)) == ["a"]


def test_one_that_cannot_be_made_stops_no_other_and_is_tried_again(sources: Path) -> None:
    old(sources / "a.txt", "refus")
    old(sources / "b.txt", "attention")
    outcomes = made(sources, workers=2)
    assert {name: outcome.state.value for name, outcome in outcomes.items()} == {
        "a": "refuse", "b": "averti", "c": "fait",
    }  # fmt: skip
    assert outcomes["a"].error is not None and outcomes["a"].error.code == "not-an-action"
    assert outcomes["a"].error.arguments["kind"] == "territoire"
    told = json.loads((sources.parent / "sorties" / MANIFEST).read_text(encoding="utf-8"))["documents"]
    assert [(each["cle"], each["etat"], each["problemes"]) for each in told] == [
        ("a.txt", "refuse", ["not-an-action"]),
        ("b.txt", "averti", ["../sources/b.txt:1:1 unknown-key"]),
        ("c.txt", "fait", []),
    ]
    again = made(sources)
    assert anew(again) == ["a"] and again["b"].state is State.WARNED


def test_a_fault_of_the_program_stops_no_other_document(sources: Path) -> None:
    old(sources / "b.txt", "panne")
    outcomes = made(sources, workers=2)
    error = outcomes["b"].error
    assert error is not None and error.code == "unexpected-failure" and error.exit_code == 4
    report = Path(str(error.arguments["report"]))
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    report.unlink()
    assert outcomes["c"].state is State.MADE


def test_a_full_disk_loses_one_document_and_no_other(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = run.replace_file

    def full_for_b(path: Path, data: bytes) -> None:
        if path.name == "b.md":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(path, data)

    monkeypatch.setattr(run, "replace_file", full_for_b)
    outcomes = made(sources)
    assert outcomes["b"].error is not None and outcomes["b"].error.code == "output-unwritable"
    assert listing(sources.parent / "sorties") == ["a.md", "c.md", MANIFEST]


def test_a_folder_that_cannot_be_used_is_told_at_once(sources: Path) -> None:
    (sources.parent / "sorties").write_text("un fichier", encoding="utf-8")
    with pytest.raises(CitError) as told:
        made(sources)
    assert (told.value.code, told.value.exit_code) == ("output-unwritable", 3)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"documents": 3}', '{"documents": [{"cle": 1}], "secrets": 2}'])
def test_a_manifest_that_cannot_be_read_counts_as_none(sources: Path, content: str) -> None:
    whole = made(sources)
    (sources.parent / "sorties" / MANIFEST).write_text(content, encoding="utf-8")
    assert anew(made(sources)) == sorted(whole)
    assert listing(sources.parent / "sorties") == ["a.md", "b.md", "c.md", MANIFEST]


def test_a_document_whose_source_is_gone_leaves_the_manifest_and_stays_on_the_disk(sources: Path) -> None:
    made(sources)
    (sources / "a.txt").unlink()
    made(sources)
    outputs = sources.parent / "sorties"
    told = json.loads((outputs / MANIFEST).read_text(encoding="utf-8"))["documents"]
    assert [each["cle"] for each in told] == ["b.txt", "c.txt"] and (outputs / "a.md").is_file()


# Runs in processes of their own, killed, interrupted, two at once


@contextmanager
def started(sources: Path, outputs: Path, slow: float, workers: int = 2) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, "-m", "shouting", str(sources), str(outputs), str(slow), str(workers)]
    with subprocess.Popen(
        command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        yield process


def ended(sources: Path, outputs: Path) -> list[str]:
    """What a run that nothing disturbs says, line by line."""
    with started(sources, outputs, 0) as process:
        told = process.communicate(timeout=60)[0].splitlines()
    assert process.returncode == 0
    return told


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for number in range(30):
        old(folder / f"s{number:02}.txt", f"texte {number}")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".lock")}


@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_run_that_is_killed_leaves_nothing_half_made_and_the_next_one_ends_it(
    many: Path, tmp_path: Path, after: int
) -> None:
    whole, broken = tmp_path / "d-une-traite", tmp_path / "en-deux-fois"
    ended(many, whole)
    with started(many, broken, 0.02) as process:
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        os.killpg(process.pid, signal.SIGKILL)
    half = {name: data for name, data in contents(broken).items() if not name.startswith(".")}
    assert len(half) >= after and half.items() <= contents(whole).items()
    assert sum(line.endswith("True") for line in ended(many, broken)) >= after
    assert contents(broken) == contents(whole)


def test_workers_do_not_outlive_the_process_that_gave_them_work(many: Path, tmp_path: Path) -> None:
    with started(many, tmp_path / "sorties", 5) as process:
        deadline = time.monotonic() + 30
        while len(pids := in_session(process.pid) - {process.pid}) < 3 and time.monotonic() < deadline:
            time.sleep(0.1)
        process.kill()
    assert len(pids) >= 3  # two workers, and the clean process they start from
    while in_session(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert in_session(process.pid) == set()


def in_session(leader: int) -> set[int]:
    """The processes that a run started, itself included, still alive."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(leader) and fields[0] != "Z":
            found.add(int(stat.parent.name))
    return found


def test_an_interrupted_run_keeps_what_was_finished(many: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "sorties"
    with started(many, outputs, 0.5) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    documents = json.loads((outputs / MANIFEST).read_text(encoding="utf-8"))["documents"]
    assert 1 <= len(documents) < 30
    named = {each["cle"].replace(".txt", ".md") for each in documents}
    standing = {path.name for path in outputs.glob("s*.md")}
    # One may stand there, whole, in the instant before it is recorded: the next run makes it again.
    assert named <= standing and len(standing - named) <= 1


def test_two_runs_at_once_into_one_folder_end_as_one(many: Path, tmp_path: Path) -> None:
    alone, shared = tmp_path / "seul", tmp_path / "ensemble"
    ended(many, alone)
    with started(many, shared, 0.01) as first, started(many, shared, 0.01) as second:
        for process in (first, second):
            process.communicate(timeout=60)
    assert (first.returncode, second.returncode) == (0, 0)
    assert contents(shared) == contents(alone)
