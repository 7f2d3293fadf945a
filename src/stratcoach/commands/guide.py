"""`stratcoach guide`: what the method means, with examples from the user's own file."""

from __future__ import annotations

import sys
from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.codec import load
from stratcoach.messages import Message
from stratcoach.model.likeness import like
from stratcoach.model.strategy import Strategy
from stratcoach.reports import topic_page
from stratcoach.reports.style import style_for
from stratcoach.reports.topics import by_name


def run(name: str) -> int:
    style = style_for(sys.stdout)
    if not name:
        print(topic_page.contents(style))
        return 0
    topic = by_name().get(name.strip().lower())
    if topic is None:
        close = like(name.lower(), by_name())
        hint = Message("verb.did_you_mean", name=by_name()[close].name) if close else Message("verb.list_topics")
        raise UserError(Message("verb.no_such_topic", name=name), hint)
    path = disk.nearest(Path())
    print(topic_page.page(topic, _own(path), path.name if path else "", style))
    return 0


def _own(path: Path | None) -> Strategy | None:
    """The nearest strategy, as far as it can be read: a page on the method doesn't fail because of it."""
    if path is None:
        return None
    try:
        return load(disk.read_bytes(path), path.as_posix()).strategy
    except UserError:
        return None
