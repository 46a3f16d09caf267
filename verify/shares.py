"""Which claim a worker takes next: neighbours stay together, and nobody waits while there is work."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import pairwise


class Shares:
    """Names in order, shared out among workers; every name is given once.

    A worker replays what a claim cites once, and what claims cite in common stands near by in the order of a paper.
    So each has a stretch of that order to itself, every other one from its end, and takes from the far end of the
    longest stretch that is left when its own is done: two workers go through the order from both ends.
    """

    def __init__(self, names: Sequence[str], workers: int) -> None:
        cuts = [len(names) * number // workers for number in range(workers + 1)]
        self._left = [deque(names[low:high]) for low, high in pairwise(cuts)]
        for stretch in self._left[1::2]:
            stretch.reverse()

    def next(self, worker: int) -> str | None:
        """The name that this worker takes; None where all are taken."""
        if self._left[worker]:
            return self._left[worker].popleft()
        longest = max(self._left, key=len)
        return longest.pop() if longest else None
