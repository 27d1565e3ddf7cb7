"""A long run: ``python -m tests.fuzz.run N [SEED]``. Every input that does what none may is kept in tests/corpus."""

from __future__ import annotations

import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import Pool
from pathlib import Path
from types import FrameType

from tests.fuzz.targets import CORPUS, TARGETS, Target

LIMIT = 1.0  # seconds of processor time
SHARES = {"criteria": 0.4, "data": 0.4, "workbook": 0.1, "document": 0.07, "score": 0.03}
BATCH = 500
WORKERS = 2


class HangError(Exception):
    """An input took longer than ``LIMIT``."""


@dataclass
class Tally:
    """What became of the inputs; the failures with their input's name in the corpus."""

    became: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    slowest: float = 0.0
    memory: int = 0  # MB at most

    def add(self, other: Tally) -> None:
        """Take in what another process counted."""
        self.became += other.became
        self.failed += other.failed
        self.slowest, self.memory = max(self.slowest, other.slowest), max(self.memory, other.memory)


def _too_long(_: int, __: FrameType | None) -> None:
    raise HangError


def batch(name: str, numbers: Iterable[int], seed: int = 0, keeping: bool = True) -> Tally:
    """Check the inputs of some numbers in this process."""
    target, tally = TARGETS[name], Tally()
    before = signal.signal(signal.SIGVTALRM, _too_long)
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            data = target.make(number, seed)
            started = time.process_time()
            signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
            try:
                tally.became[f"{name} {target.check(data, Path(folder))}"] += 1
            except Exception as error:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                tally.failed.append(_told(target, data, number, error, keeping))
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            tally.slowest = max(tally.slowest, time.process_time() - started)
    signal.signal(signal.SIGVTALRM, before)
    tally.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return tally


def _batch(job: tuple[str, range, int]) -> Tally:
    return batch(*job)


def keep(target: Target, data: bytes) -> str:
    """Keep an input that failed; its name in the corpus."""
    name = named(target, data)
    (CORPUS / name).parent.mkdir(parents=True, exist_ok=True)
    (CORPUS / name).write_bytes(data)
    return name


def named(target: Target, data: bytes) -> str:
    """What an input is called."""
    return f"{target.name}/{sha256(data).hexdigest()[:12]}.{target.suffix}"


def _told(target: Target, data: bytes, number: int, error: Exception, keeping: bool) -> str:
    name = keep(target, data) if keeping else named(target, data)
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{name} (number {number}): {type(error).__name__}: {str(error)[:200]} at {Path(where.filename).name}:{where.lineno}"


def main(count: int, seed: int = 0) -> int:
    """Run ``count`` inputs of all targets on two processes; 1 where any failed."""
    jobs = [
        (name, range(start, min(start + BATCH, round(count * share))))
        for name, share in SHARES.items()
        for start in range(0, round(count * share), BATCH)
    ]
    jobs.sort(key=lambda job: job[1].start)  # all targets side by side, so that a run cut short has met all
    total, started, last = Tally(), time.monotonic(), 0.0
    with Pool(WORKERS, maxtasksperchild=50) as pool:
        for tally in pool.imap_unordered(_batch, [(name, numbers, seed) for name, numbers in jobs]):
            for line in tally.failed:
                print("FAILED", line, flush=True)
            total.add(tally)
            if time.monotonic() - last > 10:
                last = time.monotonic()
                _print(total, last - started)
    _print(total, time.monotonic() - started)
    return 1 if total.failed else 0


def _print(total: Tally, seconds: float) -> None:
    done = sum(total.became.values()) + len(total.failed)
    became = ", ".join(f"{name} {n}" for name, n in sorted(total.became.items()))
    print(
        f"{done} inputs in {seconds:.0f} s ({done / max(seconds, 0.001):.0f}/s), {len(total.failed)} failed; "
        f"slowest {total.slowest:.2f} s, {total.memory} MB; {became}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
