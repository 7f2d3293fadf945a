"""Which topic of the guide is meant by a name, or gives the idea behind a rule."""

from __future__ import annotations

from functools import cache

from stratcoach.files.guide_topics import Topic, topics


@cache
def by_name() -> dict[str, Topic]:
    """The topics by all of their names."""
    return {name: topic for topic in topics() for name in (topic.name, *topic.also)}


def topic_of(rule: str) -> Topic | None:
    """The topic that gives the idea behind a rule: the one that names it, else the one about its section."""
    for wanted in (rule, rule.partition("/")[0]):
        for topic in topics():
            if wanted in topic.about:
                return topic
    return None
