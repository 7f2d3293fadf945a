"""Strategy files that are large on purpose or by a paste, by kind: what `tests.benchmarks.hostile` and the tests of the limits read."""

from __future__ import annotations

from tests.benchmarks import hostile_fields, hostile_graphs, hostile_layout, hostile_lists  # noqa: F401  each adds its kinds
from tests.benchmarks.hostile_kinds import HEAD, KINDS

__all__ = ["HEAD", "KINDS"]
