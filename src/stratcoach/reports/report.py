"""What every report of lint can do: take in one file after the other, and give its text piece by piece."""

from __future__ import annotations

from stratcoach.reports.placed import Checked, Tally


class Report:
    """A report that grows file by file, so that a thousand files need no more memory than one."""

    def begin(self) -> str:
        """What stands before the first file."""
        return ""

    def add(self, checked: Checked) -> str:
        """What is said of one file; files come sorted by name, their findings by place."""
        raise NotImplementedError

    def end(self, tally: Tally) -> str:
        """What stands behind the last file."""
        raise NotImplementedError
