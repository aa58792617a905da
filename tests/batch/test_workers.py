"""The pool of workers: everything given comes back once, whatever happens to a process."""

import os
import signal
from collections.abc import Iterator

import pytest

from cit_toolkit.batch.workers import WAITING_PER_WORKER, WorkerDied, each_done


def double(number: int) -> int:
    return 2 * number


def double_or_die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def refuse_three(number: int) -> int:
    if number == 3:
        raise ValueError(number)
    return number


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_everything_given_comes_back_once(workers: int) -> None:
    assert sorted(each_done(double, range(9), workers)) == [(n, 2 * n) for n in range(9)]


def test_one_worker_works_in_this_process() -> None:
    assert [found for _, found in each_done(os.getpgid, [os.getpid()], 1)] == [os.getpgid(0)]
    (here,) = {found for _, found in each_done(pid_for, [0, 1, 2], 1)}
    assert here == os.getpid()


def pid_for(_: int) -> int:
    return os.getpid()


def test_two_workers_stay_warm_and_are_other_processes() -> None:
    pids = {found for _, found in each_done(pid_for, range(20), 2)}
    assert os.getpid() not in pids and 1 <= len(pids) <= 2


def test_a_worker_that_is_killed_takes_only_its_own_task_with_it() -> None:
    found = dict(each_done(double_or_die, range(12), 2))
    assert isinstance(found.pop(3), WorkerDied)
    assert found == {n: 2 * n for n in range(12) if n != 3}


def test_what_is_given_is_only_taken_as_it_is_needed() -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        while taken < 1000:
            taken += 1
            yield taken

    done = each_done(double, numbers(), 2)
    next(done)
    assert taken <= 2 * WAITING_PER_WORKER + 1
    done.close()  # type: ignore[attr-defined]
    assert taken <= 2 * WAITING_PER_WORKER + 1


def test_a_failure_of_the_work_itself_is_not_hidden() -> None:
    with pytest.raises(ValueError, match="3"):
        list(each_done(refuse_three, range(5), 2))
