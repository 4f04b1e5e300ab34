"""The schedule: which job goes to a worker next, and what follows when a worker dies."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait

from perceptible.sweeps.outcomes import Answer
from perceptible.sweeps.workers import Pool

__all__ = ["LOST", "MOST_LOST", "Schedule"]

Asked = Callable[[], object]

LOST = "lost"
MOST_LOST = 3
SECONDS_BETWEEN_LOOKS = 0.1


class Schedule:
    """Jobs that wait, those suspected of killing their worker, and how often each was lost.

    Parameters
    ----------
    jobs : mapping
        From names to jobs.
    """

    def __init__(self, jobs: Mapping[str, object]) -> None:
        self._jobs = jobs
        self._waiting = deque(jobs)
        self._suspects: deque[str] = deque()
        self.n_lost: Counter[str] = Counter()

    @property
    def has_jobs(self) -> bool:
        """Tell whether anything is left to do."""
        return bool(self._waiting or self._suspects)

    def answers(self, pool: Pool, should_stop: Asked) -> Iterator[tuple[str, Answer]]:
        """Yield answers until all is done, the pool is broken, or somebody asks to stop."""
        under_way: dict[Future[Answer], str] = {}
        is_whole = True
        while not should_stop():
            is_whole = is_whole and self._send(pool, under_way)
            if not under_way:
                return
            done, _ = wait(under_way, timeout=SECONDS_BETWEEN_LOOKS, return_when=FIRST_COMPLETED)
            if not done and not pool.is_alive:
                for name in under_way.values():
                    yield from self._lose(name)
                return
            for future in [future for future in under_way if future in done]:  # in the order they were sent
                name = under_way.pop(future)
                try:
                    answer = future.result()
                except (*pool.lost, *pool.broken) as error:
                    is_whole = is_whole and not isinstance(error, pool.broken)
                    yield from self._lose(name)
                else:
                    yield name, answer

    def _send(self, pool: Pool, under_way: dict[Future[Answer], str]) -> bool:
        """Give each idle worker a job, but suspects one at a time; tell whether the pool still takes any."""
        while self.has_jobs and len(under_way) < self._most(pool, under_way):
            queue = self._suspects or self._waiting
            try:
                future = pool.submit(self._jobs[queue[0]])
            except pool.broken:
                return False
            under_way[future] = queue.popleft()
        return True

    def _most(self, pool: Pool, under_way: Mapping[Future[Answer], str]) -> int:
        """Return how many jobs may be under way: one where it may kill its worker, so that it is known which."""
        has_suspects = self._suspects or any(self.n_lost[name] for name in under_way.values())
        return 1 if has_suspects else pool.n_workers

    def _lose(self, name: str) -> Iterator[tuple[str, Answer]]:
        """Try a job whose worker died again, or give it up."""
        self.n_lost[name] += 1
        if self.n_lost[name] < MOST_LOST:
            self._suspects.append(name)
            return
        msg = (
            f"the worker died {MOST_LOST} times at this job, expected it to finish. Its memory may not suffice: "
            "use fewer workers at a time, then run the same sweep again."
        )
        yield name, Answer(error=msg, kind=LOST, is_final=False)
