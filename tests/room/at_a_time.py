"""The program with a clock that stands where a test has set it.

    python -m tests.room.at_a_time CLOCK ARGUMENTS…

`CLOCK` is a file with the second since 1970.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from stratcoach.cli import main


def begin(clock: Path) -> None:
    def now() -> float:
        return float(clock.read_text(encoding="ascii"))

    time.time = now
    sys.argv[:] = ["stratcoach", *sys.argv[2:]]
    main()


if __name__ == "__main__":
    begin(Path(sys.argv[1]))
