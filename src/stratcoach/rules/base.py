"""What a rule is: one value that lint, the interview, `check`, `explain`, the README and the tests all read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple, Protocol

from stratcoach.language.patterns import PatternRow, Patterns
from stratcoach.messages import NOTHING, Message, message_of
from stratcoach.model.links import Links
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value

Severity = Literal["error", "warning", "advice"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "advice")
"""Most severe first."""


COMPANY: Final = Message("rule.company")
BUSINESS: Final = Message("rule.business")
"""What the organisation is called in a message, and what gets something from its work, unless the strategy is of another kind."""


class Fix(NamedTuple):
    """The one right answer, where there is exactly one: what a field of the entry is to be."""

    field: str
    text: str


class Match(NamedTuple):
    """What a check found: in which field, the words that it saw, and a message: one sentence, without capital and full stop.

    `field` is `""` for the item or section as a whole. `on` is for rules that look at the whole strategy: the section and
    the place of the entry in it, or None for the section itself. `severity` is for a hit whose severity differs from that
    of its rule. `fix` is an edit that is right whatever the person meant. `pattern` is the id of the pattern that
    matched, if it was one. `by_reader` says that no rule matched: the second reader would apply this one.
    """

    field: str
    message: Message
    words: str = ""
    severity: Severity | None = None
    on: tuple[str, int | None] | None = None
    fix: Fix | None = None
    pattern: str = ""
    by_reader: bool = False


class Reader(Protocol):
    """Who reads statements beside the rules."""

    def weaknesses(self, slot: str, text: str, fields: Mapping[str, str]) -> Sequence[tuple[str, float]]:
        """The names of the rules that it would apply to a statement for a slot such as `vision`, each with how probable it is that a
        careful person would, from 0 to 1. `fields` is what was written beside the statement, by its keys.
        """


class Limits(Value):
    """What a team has set for the rules: how many choices are still a focus, how old an insight may get, which words are
    empty to this team (`buzzwords`) or mean something definite there (`allowed`, which wins over `buzzwords`), which
    sections it requires, and who reads beside the rules.
    """

    problems: int = 3
    users: int = 3
    objectives: int = 3
    insight_months: int = 12
    buzzwords: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    require: frozenset[str] = frozenset()
    patterns: tuple[PatternRow, ...] = ()
    reader: Reader | None = None


class MovedGoalpost(NamedTuple):
    """A target made easier or a date made later. `explained` if the item's own reason or note changed, too."""

    section: str
    on: str
    field: str
    before: str
    after: str
    explained: bool


CopyState = Literal["kept", "reformatted", "changed", "missing", "never"]
"""What became of the copy of a release: kept as it was, only its layout changed, its content changed, it is missing, or none was
ever made."""


class PreviousVersion(NamedTuple):
    """What a strategy was before: what people call that state, the `version` it had, the version that the changes since then
    call for, how deep they go and how many there are. `copy` is what became of the copy of that release, and `lost` a message
    about it with a way out, for all but `kept`; `rewritten` names the versions whose entry under `history` was changed after their
    release, each with what changed; `unread` says that a note for the next release can't be read, and why.
    """

    name: str
    version: str
    proposed: str
    level: Literal["NONE", "DETAIL", "CHOICE", "VISION"]
    changes: int
    moved: tuple[MovedGoalpost, ...] = ()
    lost: Message = NOTHING
    copy: CopyState = "kept"
    rewritten: tuple[tuple[str, Message], ...] = ()
    unread: Message = NOTHING

    @property
    def is_known(self) -> bool:
        """Whether a strategy can be compared with it."""
        return self.copy in ("kept", "reformatted")


class Context:
    """What a check may look at besides its item: the whole strategy, its links, the limits, the date, and what it was before.

    In `check` and in the interview the strategy is empty and there is no date: only the item is known. In the interview `answers`
    are those to the questions about it, by the question's id, `asked` is the question that was just answered, by its id and by the field
    that it fills, and `ahead` are the fields that will still be asked for.
    """

    def __init__(
        self,
        strategy: Strategy,
        limits: Limits | None = None,
        as_of: date | None = None,
        earlier: tuple[PreviousVersion, ...] = (),
        *,
        answers: Mapping[str, str | tuple[str, ...]] | None = None,
        ahead: frozenset[str] = frozenset(),
        asked: frozenset[str] = frozenset(),
    ) -> None:
        self.strategy = strategy
        self.answers = answers or {}
        self.ahead = ahead
        self.asked = asked
        self.limits = limits or Limits()
        self.as_of = as_of
        self.earlier = earlier

    @cached_property
    def patterns(self) -> Patterns | None:
        """The team's own patterns, if it has any."""
        return Patterns(self.limits.patterns) if self.limits.patterns else None

    @cached_property
    def links(self) -> Links:
        return Links(self.strategy)


Check = Callable[[Any, Context], Iterator[Match]]


def patterns_alone(_entry: Any, _scene: Context) -> Iterator[Match]:
    """The check of a rule for which only patterns speak, and words where somebody is there to answer."""
    yield from ()


class Rule(Value):
    """One rule. `on` is the section whose entries it looks at, `"entry"` for those of every section, `"strategy"` for the
    whole, `"file"` for the reader's own; `also_on` are further sections.

    Its texts are messages: `why` says in one line why it matters, `question` is what a good coach would ask, and where it `has_fix`,
    `fix` says how to fix it. `good` and `bad` are examples: a sentence for rules about a sentence, a piece of a strategy
    file (more than one line) for the others. `fields` are the fields it reads, the one it points at first; `alike` those that
    it reads one by one in the same way; `requires` names rules
    of the same item whose finding makes this one pointless. `prose` rules read English; they are never errors, though single hits may be;
    `eased` rules are warnings while the strategy is a draft;
    `also` are the severities that single hits may have besides the rule's own; a rule that `compares` says nothing unless it is
    known what the strategy was before. `says` is the message where a pattern of the rule matches (`language/en/patterns/`), `says_of_nobody` the
    one where the text names no people, `says_of` the messages for patterns that are for one field: those of the topic `assumption/no-kill.drop_if`. `asks` are questions that fit better than
    that of the rule, by the id of the message that was found or by the field.
    """

    name: str
    on: str
    severity: Severity
    good: tuple[str, ...]
    bad: tuple[str, ...]
    check: Check | None = None
    fields: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    prose: bool = False
    eased: bool = False
    confidence: Literal["high", "medium", "low"] = "high"
    has_fix: bool = False
    also: tuple[Severity, ...] = ()
    also_on: tuple[str, ...] = ()
    compares: bool = False
    says: Message = NOTHING
    says_of_nobody: Message = NOTHING
    says_of: Mapping[str, Message] = {}
    asks: Mapping[str, Message] = {}
    answers: str = ""

    def looks_at(self, section: str) -> bool:
        """Say whether it looks at the entries of a section."""
        return self.on in (section, "entry") or section in self.also_on

    @property
    def wording(self) -> tuple[str, ...]:
        """The fields whose wording it reads, one by one."""
        return self.alike or self.fields[:1]

    @property
    def why(self) -> Message:
        return self._text("why")

    @property
    def question(self) -> Message:
        return self._text("question")

    @property
    def weakness(self) -> Message:
        """What a statement reads like to which it applies, for rules that the second reader knows, too."""
        return self._text("weakness")

    @property
    def question_aloud(self) -> Message:
        """The question without what is to be typed into the file, for people who don't see it."""
        return self.question.replace(aloud=True)

    @property
    def fix(self) -> Message:
        return self._text("fix") if self.has_fix else NOTHING

    def _text(self, part: str) -> Message:
        """One of its texts: `language/en/messages/rules/SECTION-rules.yaml` has them under the second half of its name."""
        return message_of(f"rules/{self.name.replace('/', '-rules.')}", {"part": part, "organisation": COMPANY, "aloud": False})

    @property
    def section(self) -> str:
        """The first half of the name: what the rule is about, as a person calls it."""
        return self.name.split("/")[0]
