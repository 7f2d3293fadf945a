"""What every report of lint can do: take one file after another, and return its text piece by piece."""

from __future__ import annotations

from collections.abc import Sequence

from stratcoach.services.lint_run.located import FileResult, Notice, RunSummary


class Report:
    """A report that grows file by file, so that a thousand files need no more memory than one."""

    @property
    def waits_for_all(self) -> bool:
        """Whether its text comes at the end, because it chooses from the findings of all files."""
        return False

    def begin(self) -> str:
        """The text before the first file."""
        return ""

    def ahead(self, notices: Sequence[Notice]) -> str:  # noqa: ARG002  most tell them at the end
        """The text for notices that are known before the first file, if they have to come first."""
        return ""

    def add(self, checked: FileResult) -> str:
        """The text for one file; files come sorted by name, their findings by place."""
        raise NotImplementedError

    def end(self, tally: RunSummary) -> str:
        """The text after the last file."""
        raise NotImplementedError
