"""Which files are reports that lint wrote, by how they begin and end: nothing else is ever removed."""

from __future__ import annotations

import re
from typing import Final

AT_THE_HEAD: Final = 1 << 16
AT_THE_TAIL: Final = 1 << 12

_CLEAN_GITLAB: Final = "[\n]\n"
_HEADS: Final = tuple(
    map(
        re.compile,
        (
            r'\{"\$schema": "[^"]*/sarif-2\.1\.0\.json", "version": "2\.1\.0", "runs": \[\{"tool": \{"driver": \{"name": "stratcoach"',
            r'<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="stratcoach">',
            r'\[\n\{"description": ".*", "check_name": "stratcoach/',
        ),
    )
)
_JSON: Final = '{\n  "version": 1,\n  "findings": ['
_JSON_ENDS: Final = re.compile(r'\n  "summary": \{\n    "files": [^}]*\}\n\}\n\Z')
_CLOSING: Final = re.compile(
    r"(?:^|\n)\d+ files?(?: \(\d+ changed[^\n]*\))?"
    r"(?:, no findings\.[^\n]*|: \d+ (?:errors?|warnings?|advice)[^\n]*(?:would fail at|Fails(?: at|:))[^\n]*)\n\Z"
)
"""The line that every report for people ends with."""


def is_report(head: str, tail: str) -> bool:
    """Whether lint wrote a file with this head and tail; a baseline begins like the JSON, but ends in another way."""
    if head.startswith(_JSON):
        return _JSON_ENDS.search(tail) is not None
    return head == _CLEAN_GITLAB or any(one.match(head) for one in _HEADS) or _CLOSING.search(tail) is not None
