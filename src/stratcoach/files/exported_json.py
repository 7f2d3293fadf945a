"""A strategy that was exported as JSON, read back."""

from __future__ import annotations

import json

from stratcoach.errors import UserError
from stratcoach.files.codec import loads
from stratcoach.messages import Message
from stratcoach.model.sections import FORMAT_KEY
from stratcoach.model.strategy import Strategy


def read_exported(raw: bytes, name: str) -> Strategy:
    """The strategy in a JSON file. JSON is YAML, so the reader of strategy files checks it.

    Raises:
        UserError: if it isn't one that `export --to json` wrote.
    """
    try:
        shape = json.loads(raw.decode("utf-8-sig"))
        text = json.dumps({FORMAT_KEY: shape["format"], **shape["strategy"]}, ensure_ascii=False)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(Message("import.no_exported_json", path=name), Message("import.export_json")) from error
    document = loads(text, name)
    if document.strategy is None or document.troubles:
        raise UserError(Message("import.no_exported_json", path=name), Message("import.export_json"))
    return document.strategy
