"""How things are timed: in turns, by the middle of several rounds.

- In process, the clock counts this process's processor time: a piece that lasts longer is interrupted by other programs
  more often, and by the time on the wall its share would look too large. Whole commands are timed by the wall.
- The garbage collector stays on while the clock runs, as it does when phaen is at work: what it costs to make many
  records is part of the time. It collects before each sample, so that none pays for what the one before left behind.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import process_time

Laps = dict[str, float]
"""Seconds by the name of what took them."""


def processor_time(work: Callable[[], object], times: int = 1) -> float:
    """The seconds of processor time that `work` takes, on average of so many times in a row."""
    gc.collect()
    start = process_time()
    for _ in range(times):
        work()
    return (process_time() - start) / times


def in_turns(samples: Mapping[str, Callable[[], Laps]], rounds: int) -> dict[str, Laps]:
    """The medians of each sample's laps over `rounds` rounds in which every sample is taken once.

    One round before these is thrown away: it pays for what is loaded only once.
    """
    taken: dict[str, list[Laps]] = {name: [] for name in samples}
    for turn in range(rounds + 1):
        for name, sample in samples.items():
            laps = sample()
            if turn:
                taken[name].append(laps)
    return {name: {lap: median(one[lap] for one in told) for lap in told[0]} for name, told in taken.items()}
