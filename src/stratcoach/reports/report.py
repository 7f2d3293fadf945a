"""What every report of lint can do: take in one file after the other, and give its text piece by piece."""

from __future__ import annotations

from collections.abc import Sequence

from stratcoach.reports.placed import Checked, Notice, Tally


class Report:
    """A report that grows file by file, so that a thousand files need no more memory than one."""

    def begin(self) -> str:
        """What stands before the first file."""
        return ""

    def ahead(self, notices: Sequence[Notice]) -> str:  # noqa: ARG002  most tell them at the end
        """What is said of notices that are known before the first file, where they have to stand first."""
        return ""

    def add(self, checked: Checked) -> str:
        """What is said of one file; files come sorted by name, their findings by place."""
        raise NotImplementedError

    def end(self, tally: Tally) -> str:
        """What stands behind the last file."""
        raise NotImplementedError
