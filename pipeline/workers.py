"""Doing one thing to many inputs in several processes, with the results in the inputs' order."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")


def in_order(
    work: Callable[[Input], Output], inputs: Sequence[Input], jobs: int, lost: Callable[[Input], Output]
) -> Iterator[Output]:
    """`work` of each input, in their order; `lost` of an input whose process died (of memory, say).

    `work`, the inputs and the results must be picklable, and `work` sees nothing of this process's state.
    """
    pool = _pool(jobs)
    try:
        for one, future in [(one, pool.submit(work, one)) for one in inputs]:
            try:
                yield future.result()
            except BrokenProcessPool:  # one input's process died and took the others' with it: try each by itself
                yield _alone(work, one, lost)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(work: Callable[[Input], Output], one: Input, lost: Callable[[Input], Output]) -> Output:
    with _pool(1) as pool:
        try:
            return pool.submit(work, one).result()
        except BrokenProcessPool:
            return lost(one)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # spawn: a fork of a process that has run DuckDB's threads may hang
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_die_on_interrupt)


def _die_on_interrupt() -> None:
    """Ctrl-C goes to all processes of the terminal: a worker ends without a word, the parent says what is to say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
