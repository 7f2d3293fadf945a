"""A strategy that was exported as JSON, read back."""

from __future__ import annotations

import json
import re
from typing import Final

from stratcoach.errors import UserError
from stratcoach.files.codec import loads
from stratcoach.messages import Message
from stratcoach.model.sections import FORMAT_KEY
from stratcoach.model.strategy import Strategy

_READ_OTHERWISE: Final = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML refuses or reads as something else, but not where they are written as escapes."""
_UNREAD: Final = frozenset(("unknown-key", "wrong-type", "missing", "bad-value", "duplicate-key"))
"""Troubles with which something in the file isn't in the strategy."""


def read_exported(raw: bytes, name: str) -> Strategy:
    """The strategy in a JSON file. JSON is YAML, so the reader of strategy files checks it.

    Raises:
        UserError: if it isn't one that `export --to json` wrote.
    """
    try:
        shape = json.loads(raw.decode("utf-8-sig"))
        text = json.dumps({FORMAT_KEY: shape["format"], **shape["strategy"]}, ensure_ascii=False)
        text = _READ_OTHERWISE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(Message("import.no_exported_json", path=name), Message("import.export_json")) from error
    document = loads(text, name)
    if document.strategy is None or any(trouble.kind in _UNREAD for trouble in document.troubles):
        raise UserError(Message("import.no_exported_json", path=name), Message("import.export_json"))
    return document.strategy
