"""Findings for people, and one line each for tools that read lines."""

from __future__ import annotations

from itertools import chain, islice, zip_longest

from stratcoach.lint.finding import by_use
from stratcoach.messages import Message
from stratcoach.reports.phrases import about, asides, closing, last_lines, path_at_the_head, saw
from stratcoach.reports.report import Report
from stratcoach.reports.style import Style
from stratcoach.services.lint_run.located import FileResult, Located, RunSummary

MOST_USEFUL = 5


class Text(Report):
    """All findings in the order of the file or, with `most`, that many of the most useful ones, no rule twice while there are others."""

    def __init__(self, style: Style, most: int | None = None) -> None:
        self.style = style
        self.most = most
        self._found = 0
        self._can_be_waived = False
        self._best: dict[str, list[Located]] = {}

    @property
    def waits_for_all(self) -> bool:
        return bool(self.most)

    def add(self, checked: FileResult) -> str:
        parts = []
        if checked.prose_off and not any(notice.about == "language" for notice in checked.notices):
            skipped = Message("report.file_not_in_english", file=path_at_the_head(checked.file))
            parts.append(self.style.dim(self.style.wrap(str(skipped))))
        self._found += len(checked.findings)
        if self.most is None:
            parts += self._told(checked.findings)
        else:
            for placed in checked.findings:
                best = self._best.setdefault(placed.finding.rule.name, [])
                best.append(placed)
                best.sort(key=_by_use)
                del best[self.most :]
        return "".join(f"{part}\n\n" for part in parts)

    def end(self, tally: RunSummary) -> str:
        parts = []
        if self.most is not None:
            in_turn = chain.from_iterable(sorted(filter(None, turn), key=_by_use) for turn in zip_longest(*self._best.values()))
            shown = sorted(islice(in_turn, self.most), key=_by_use)
            parts += self._told(shown)
            if hidden := self._found - len(shown):
                parts.append(self.style.wrap(str(Message("report.more_with_all", count=hidden))))
        if tally.is_quiet:
            return "".join(f"{part}\n\n" for part in parts)
        if self._can_be_waived:
            parts.append(self.style.dim(self.style.wrap(str(Message("report.how_to_waive")))))
        parts += map(self.style.wrap, asides(tally))
        return "".join(f"{part}\n\n" for part in parts) + closing(tally) + "\n"

    def _told(self, shown: list[Located] | tuple[Located, ...]) -> list[str]:
        self._can_be_waived |= any(placed.finding.rule.section != "file" for placed in shown)
        return [finding_text(placed, self.style) for placed in shown]


class Concise(Report):
    """One line a finding: `path:line:column: severity rule message (item)`."""

    def add(self, checked: FileResult) -> str:
        return "".join(f"{_line(placed)}\n" for placed in checked.findings)

    def end(self, tally: RunSummary) -> str:
        return "".join(f"{line}\n" for line in last_lines(tally))


def _by_use(placed: Located) -> tuple[int, ...]:
    return by_use(placed.finding)


def _where(placed: Located) -> str:
    return f"{path_at_the_head(placed.file)}:{placed.span.line}:{placed.span.column}"


def _line(placed: Located) -> str:
    return f"{_where(placed)}: {placed.finding.severity} {placed.finding.rule.name} {saw(placed.finding)}{about(placed.finding)}"


def finding_text(placed: Located, style: Style) -> str:
    finding = placed.finding
    return "\n".join(
        [
            f"{style.bold(_where(placed))}: {style.warm(finding.severity)} {finding.rule.name}{about(finding)}",
            style.wrap(f"{saw(finding)} {finding.rule.why}", "  "),
            style.wrap(f"→ {finding.question}", "  ", "    "),
        ]
    )
