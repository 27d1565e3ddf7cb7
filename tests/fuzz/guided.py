"""A nightly run that looks for inputs which reach new code: ``python -m tests.fuzz.guided NAME SECONDS``.

Coverage by atheris (libFuzzer), beginning with inputs of ours and with those kept in tests/corpus. Half of the
mutations are libFuzzer's, half those of ``mutate``, which know the formats. What does what none may is kept in
tests/corpus, like that of ``make fuzz``, and ends the run.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

FIRST = 200  # inputs to begin with
HANGS = 5  # seconds, instrumented; ``make fuzz`` measures the second that is allowed
OPTIONS = (f"-timeout={HANGS}", "-max_len=65536", "-rss_limit_mb=2048")


def write_first(target: Target, folder: Path) -> None:
    """What to begin with, as files."""
    from tests.fuzz.targets import CORPUS, seeds

    kept = [path.read_bytes() for path in sorted((CORPUS / target.name).glob("*.*"))]
    for number, data in enumerate([*seeds(target.name), *map(target.make, range(FIRST)), *kept]):
        (folder / str(number)).write_bytes(data)


def main(name: str, seconds: int) -> None:
    """Run one target until the time is over or an input fails; atheris ends the process."""
    import atheris

    room = Path(tempfile.mkdtemp(prefix="readiness-fuzz-"))
    inputs = room / "inputs"
    inputs.mkdir()
    with atheris.instrument_imports(include=["readiness"]):  # so nothing of ours may be imported before
        from tests.fuzz.mutate import spoilt
        from tests.fuzz.run import keep
        from tests.fuzz.targets import TARGETS, seeds

        target = TARGETS[name]
        write_first(target, inputs)
        for path in inputs.iterdir():  # what is imported late is imported now
            target.check(path.read_bytes(), room)

    def one(data: bytes) -> None:
        try:
            target.check(data, room)
        except Exception:
            print("kept:", keep(target, data), flush=True)
            raise

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        return atheris.Mutate(data, most) if rng.random() < 0.5 else spoilt(bytes(data), rng, seeds(name))[:most]

    atheris.Setup(
        [sys.argv[0], str(inputs), f"-max_total_time={seconds}", f"-artifact_prefix={room}/", *OPTIONS],
        one,
        custom_mutator=mutated,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
