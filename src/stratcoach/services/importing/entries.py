"""From placed pieces to the entries of a strategy. Nothing is made up: a field has what the document says, or stays empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final, NamedTuple

from stratcoach.flow.prefill_from_sentence import told_in
from stratcoach.language.en.prose import read
from stratcoach.model import relative_dates
from stratcoach.model.dates import parse
from stratcoach.model.entry import Entry, Item
from stratcoach.model.ids import make_id
from stratcoach.model.sections import SECTION, Section
from stratcoach.model.strategy import (
    SOURCES,
    Assumption,
    Boundary,
    Insight,
    Market,
    NorthStar,
    Objective,
    Okr,
    OpenQuestion,
    Positioning,
    Problem,
    Strategy,
    TradeOff,
    UsedInstead,
    User,
    Vision,
)
from stratcoach.services.importing.placing import (
    FIELD_LABELS,
    LEFT_OUT,
    OF_PLACE,
    PARKED,
    Placed,
    field_named,
    place_of_heading,
    place_of_label,
)
from stratcoach.services.importing.sentences import sentences_of, sides_of

_LONGEST: Final = 3
"""So many sentences make one statement; what comes after them is its note."""
_RANKS: Final = frozenset(("primary", "secondary", "tertiary", "main", "other", "core", "first", "second"))
_BRACKETED: Final = re.compile(r"\s*[\(\[](?P<inner>[^()\[\]]{3,200})[\)\]]\s*[.!]?\s*$")
_MONTHS: Final = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_DATED: Final = re.compile(
    rf"\b(?:\d{{1,2}} )?(?:{_MONTHS})\.? (?:\d{{1,2}}, )?20\d\d\b|\bQ[1-4] 20\d\d\b|\b20\d\d-\d\d(?:-\d\d)?\b|\b20\d\d\b",
    re.IGNORECASE,
)
_QUARTER: Final = re.compile(
    r"\b(?:(?P<first>Q[1-4])[ /-]*(?P<year>20\d\d)|(?P<year2>20\d\d)[ /-]*(?P<second>Q[1-4]))\b", re.IGNORECASE
)
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)$")
_SAYING_NOTHING: Final = frozenset(("#", "no", "nr", "id", "statement", "what", "description", "name", "title"))
_KINDS: Final = {
    "interview": "interviews", "observ": "observation", "survey": "survey", "questionnaire": "survey", "analytics": "analytics",
    "log": "analytics", "support": "support", "ticket": "support", "sales": "sales", "experiment": "experiment", "a/b": "experiment",
    "market": "market", "research": "research", "study": "research",
}  # fmt: skip


class ImportedEntry(NamedTuple):
    """An entry made from pieces, the section that it is for, and the pieces; no entry for what went to the top of the file."""

    section: str
    entry: Entry | None
    pieces: tuple[Placed, ...]


class Imported(NamedTuple):
    """What became of all pieces: the draft, its entries by section, what is kept for later, and what was left out."""

    strategy: Strategy
    entries: tuple[ImportedEntry, ...]
    parked: tuple[Placed, ...]
    left_out: tuple[Placed, ...]
    known: tuple[Placed, ...]


def import_into(strategy: Strategy, pieces: Sequence[Placed], today: date) -> Imported:
    """Work pieces into a strategy. What it already says isn't taken again."""
    maker = _Maker(strategy, today)
    known = _Known(strategy, maker.day)
    begins = not (strategy.insights or strategy.vision or strategy.problems or strategy.parking_lot)
    always = (*LEFT_OUT, "product") if begins else LEFT_OUT
    new = [piece for piece in pieces if piece.place in always or not known.has(piece)]
    left_out = tuple(piece for piece in new if piece.place in LEFT_OUT)
    for group in _groups([piece for piece in new if piece.place not in LEFT_OUT]):
        maker.take(group)
    already = tuple(piece for piece in pieces if piece not in new)
    return Imported(maker.strategy, tuple(maker.made), tuple(maker.parked), left_out, already)


def _groups(pieces: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The pieces that make one entry: those of a place and of one heading below the heading of the place, or a list item with its own list."""
    for _, several in groupby(pieces, key=lambda piece: (piece.document, piece.place, piece.block.headings)):
        run: list[Placed] = []
        for piece in several:
            if run and not _belongs(run, piece):
                yield run
                run = []
            run.append(piece)
        if run:
            yield run


def _belongs(run: Sequence[Placed], piece: Placed) -> bool:
    first = run[0].block
    if "person" in (piece.by, run[-1].by):
        return False
    if piece.block is run[-1].block and piece.place not in ("trade_offs", "questions", PARKED):
        return True
    if first.kind == "item" and piece.block.kind == "item" and piece.block.depth > first.depth:
        return True
    if _field_of(piece) and run[0].place not in ("mission", "company_goal", "challenge", PARKED):
        return True
    if piece.place in ("vision", "north_star", "mission", "company_goal", "challenge", "today", "market"):
        return True
    return piece.place in ("users", "okrs", "objectives") and _has_own_heading(piece) and first.kind != "row"


def _has_own_heading(piece: Placed) -> bool:
    """Whether the innermost heading is a name of its own, such as a persona's, below the heading of the place."""
    return len(piece.block.headings) > 1 and not place_of_heading(piece.block.headings[-1])


def _field_of(piece: Placed) -> str:
    return field_named(piece.block.label, piece.place)


# ---- what a strategy already says


class _Known:
    """What a strategy already says, to be asked about pieces of a document."""

    def __init__(self, strategy: Strategy, day: Callable[[str], str]) -> None:
        self._all = "\n".join(f" {_flat(text)} " for text in _texts(strategy))
        self._day = day

    def has(self, piece: Placed) -> bool:
        """Whether the file has every part of a piece, wherever it went: sentences, cells, what is in brackets, the sides of a choice."""
        parts = [part for part in _fragments(piece) if _flat(part)]
        return bool(parts) and all(f" {_flat(part)} " in self._all or self._has_day(part) for part in parts)

    def _has_day(self, part: str) -> bool:
        day = self._day(part)
        return bool(day) and f" {_flat(day)} " in self._all


def _fragments(piece: Placed) -> Iterator[str]:
    if piece.block.kind == "row":
        yield from (cell for _, cell in piece.block.cells)
        return
    for sentence in sentences_of(piece.text):
        if sides := sides_of(sentence, surely=piece.place == "trade_offs"):
            yield from sides
        elif bracketed := _BRACKETED.search(sentence):
            yield from (sentence[: bracketed.start()], bracketed["inner"])
        else:
            yield _without_number(sentence)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Entry):
        for one in value.__dict__.values():
            yield from _texts(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)


def _flat(text: str) -> str:
    return " ".join(token.low for token in read(text.replace('"', "").replace("“", "").replace("”", "")).words)


# ---- entries


class _Maker:
    """Makes entries and keeps what can't be one."""

    def __init__(self, strategy: Strategy, today: date) -> None:
        self.strategy = strategy
        self.today = today
        self.made: list[ImportedEntry] = []
        self.parked: list[Placed] = []
        self._taken = {item.id for section in SECTION.values() for item in _items(strategy, section)}

    def take(self, group: list[Placed]) -> None:
        """Make an entry of the pieces of one group, or park them."""
        place = group[0].place
        make = getattr(self, f"_{place}", None)
        if make is None:
            self._park(group)
        else:
            make(group)

    def _park(self, group: Iterable[Placed]) -> None:
        for piece in group:
            self.parked.append(piece)
            self._append("parking_lot", _parked_text(piece))

    def _append(self, section: str, value: Any) -> None:
        self.strategy = self.strategy.replace(**{section: (*getattr(self.strategy, section), value)})

    def _add(self, name: str, entry: Item, group: Sequence[Placed]) -> Item:
        section = SECTION[name]
        if not entry.id:
            text = str(getattr(entry, section.main))
            entry = entry.replace(id=make_id(text, self._taken, f"{section.singular.replace(' ', '-')}-{len(self.made) + 1}"))
        self._taken.add(entry.id)
        if section.many:
            self._append(name, entry)
        else:
            self.strategy = self.strategy.replace(**{name: entry})
        self.made.append(ImportedEntry(name, entry, tuple(group)))
        return entry

    def _header(self, key: str, group: list[Placed]) -> None:
        text = " ".join(piece.text for piece in group)
        if key == "product" and _flat(self.strategy.product) == _flat(text):
            self.made.append(ImportedEntry("header", None, tuple(group)))
        elif getattr(self.strategy, key):
            self._park(group)
        else:
            self.strategy = self.strategy.replace(**{key: text})
            self.made.append(ImportedEntry("header", Strategy(product="", version="", updated=""), tuple(group)))

    def _product(self, group: list[Placed]) -> None:
        self._header("product", group)

    def _owner(self, group: list[Placed]) -> None:
        self._header("owner", group)

    def _decider(self, group: list[Placed]) -> None:
        self._header("decider", group)

    def _mission(self, group: list[Placed]) -> None:
        self._header("mission", group)

    def _company_goal(self, group: list[Placed]) -> None:
        self._header("company_goal", group)

    def _challenge(self, group: list[Placed]) -> None:
        self._header("challenge", group)

    def _language(self, group: list[Placed]) -> None:
        code = group[0].text.strip()
        if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*", code) and not self.strategy.language:
            self.strategy = self.strategy.replace(language=code)
            self.made.append(ImportedEntry("header", None, tuple(group)))
        else:
            self._park(group)

    def _review_by(self, group: list[Placed]) -> None:
        day = self.day(group[0].text)
        if day and not self.strategy.review_by:
            self.strategy = self.strategy.replace(review_by=day)
            self.made.append(ImportedEntry("header", None, tuple(group)))
        else:
            self._park(group)

    def _vision(self, group: list[Placed]) -> None:
        if self.strategy.vision is not None:
            self._park(group)
            return
        fields, rest = self._fields(
            group, Vision, also={"today": "today", "then": "future", "future": "future", "for": "user", "user": "user"}
        )
        statement, note = _statement(rest)
        if not statement:
            self._park(group)
            return
        self._add("vision", Vision(statement=statement, **_noted(fields, note)), group)

    def _today(self, group: list[Placed]) -> None:
        vision = self.strategy.vision
        if vision is None or vision.today:
            self._park(group)
            return
        self.strategy = self.strategy.replace(vision=vision.replace(today=" ".join(_with_label(piece) for piece in group)))
        self.made.append(ImportedEntry("vision", vision, tuple(group)))

    def _north_star(self, group: list[Placed]) -> None:
        if self.strategy.north_star is not None:
            self._park(group)
            return
        deeper = [piece for piece in group[1:] if piece.block.kind == "item" and not _field_of(piece)]
        fields, rest = self._fields([piece for piece in group if piece not in deeper], NorthStar)
        metric, note = _statement(rest)
        fields = self._aims(metric, fields)
        if (way := _BRACKETED.search(metric)) and "→" in way["inner"]:
            metric = metric[: way.start()]
        if not metric:
            self._park(group)
            return
        inputs = tuple(_with_label(piece) for piece in deeper)
        star = NorthStar(metric=metric, inputs=inputs, **_noted(fields, note))
        self._add("north_star", star, group)

    def _insights(self, group: list[Placed]) -> None:
        fields, rest = self._fields(group, Insight)
        statement, note = _statement(rest)
        bracketed = _BRACKETED.search(statement)
        if bracketed and _is_evidence(bracketed["inner"]) and not fields.get("evidence"):
            fields["evidence"] = bracketed["inner"].strip()
            statement = statement[: bracketed.start()].rstrip(" .") + "."
        told = " ".join((fields.get("evidence", ""), fields.get("source", "")))
        source = fields.pop("source", "")
        kind = source if source in SOURCES else _kind_of(source or told)
        if source and source != kind and not fields.get("evidence"):
            fields["evidence"] = source
        elif source and source != kind:
            note = " ".join(filter(None, (note, source)))
        observed = self._day_in(told)
        insight = Insight(statement=statement, source=kind, observed=observed, **_noted(fields, note))
        self._made_or_parked("insights", insight, statement, group)

    def _assumptions(self, group: list[Placed]) -> None:
        self._plain("assumptions", Assumption, group)

    def _problems(self, group: list[Placed]) -> None:
        self._plain("problems", Problem, group)

    def _boundaries(self, group: list[Placed]) -> None:
        self._plain("boundaries", Boundary, group)

    def _positioning(self, group: list[Placed]) -> None:
        self._plain("positioning", Positioning, group)

    def _plain(self, name: str, holds: type[Item], group: list[Placed]) -> None:
        """An entry with a statement, and whatever else is labelled."""
        fields, rest = self._fields(group, holds)
        statement, note = _statement(rest)
        values = {**_noted(fields, note), "statement": statement}
        self._made_or_parked(name, holds(**values), statement, group)

    def _users(self, group: list[Placed]) -> None:
        fields, rest = self._fields(group, User, also=OF_PLACE["users"])
        if _has_own_heading(group[0]):
            rest = [f"{group[0].heading}: {rest[0]}" if rest else group[0].heading, *rest[1:]]
        segment, note = _statement(rest)
        self._made_or_parked("users", User(segment=segment, **_noted(fields, note)), segment, group)

    def _market(self, group: list[Placed]) -> None:
        if self.strategy.market is not None:
            self._park(group)
            return
        fields, rest = self._fields(group, Market, also=OF_PLACE["market"])
        arena, note = _statement([fields.pop("arena", ""), *rest])
        self._made_or_parked("market", Market(arena=arena, **_noted(fields, note)), arena, group)

    def _alternatives(self, group: list[Placed]) -> None:
        """What people use instead; a list of its own of a market that is already there."""
        market = self.strategy.market
        named = [(piece.block.label, piece.text) if piece.block.label else _named_in(piece.text) for piece in group]
        if market is None or any(not name for name, _ in named):
            self._park(group)
            return
        used = tuple(UsedInstead(name=name, good_at=text) for name, text in named)
        self.strategy = self.strategy.replace(market=market.replace(alternatives=(*market.alternatives, *used)))
        self.made.append(ImportedEntry("market", market, tuple(group)))

    def _objectives(self, group: list[Placed]) -> None:
        first, deeper = (
            group[0],
            [piece for piece in group[1:] if piece.block.depth > group[0].block.depth and not _field_of(piece)],
        )
        own = [piece for piece in group if piece not in deeper]
        fields, rest = self._fields(own, Objective)
        if _has_own_heading(first):
            rest = [first.heading, *rest]
        statement, note = _statement(rest)
        fields = self._aims(" ".join(rest), fields)
        made = self._made_or_parked("objectives", Objective(statement=statement, **_noted(fields, note)), statement, own)
        if deeper and made is not None:
            results = tuple(_with_label(piece) for piece in deeper)
            self._add("okrs", Okr(objective=statement, key_results=results, rests_on=(made.id,)), deeper)
        elif deeper:
            self._park(deeper)

    def _okrs(self, group: list[Placed]) -> None:
        """An objective with its key results: what is deeper, what is called a key result, or what comes after the first of a heading."""
        first = group[0]
        under = _has_own_heading(first)
        objective = first.heading if under else _without_number(first.text or first.block.label)
        results = tuple(_without_number(_with_label(piece)) for piece in (group if under else group[1:]))
        quarter = next((found for text in (*first.block.headings, objective) if (found := _quarter(text))), "")
        objective = _IN_BRACKETS.sub("", objective) if _quarter(objective) else objective
        if not objective:
            self._park(group)
            return
        last = self.strategy.okrs[-1] if self.strategy.okrs else None
        if last and not under and _is_key_result(first) and self.made and self.made[-1].section == "okrs":
            more = last.replace(key_results=(*last.key_results, objective, *results))
            self.strategy = self.strategy.replace(okrs=(*self.strategy.okrs[:-1], more))
            self.made[-1] = ImportedEntry("okrs", more, (*self.made[-1].pieces, *group))
            return
        self._add("okrs", Okr(objective=objective, key_results=results, quarter=quarter), group)

    def _trade_offs(self, group: list[Placed]) -> None:
        for piece in group:
            label, text = piece.block.label, piece.text
            sides = sides_of(label, surely=True) if label else None
            because = text if sides and text != label else ""
            if sides is None:
                first, *rest = sentences_of(text) or [""]
                sides, because = sides_of(first, surely=True), " ".join(rest)
            if sides is None:
                self._park([piece])
            else:
                self._add("trade_offs", TradeOff(choose=sides[0], over=sides[1], because=because), [piece])

    def _questions(self, group: list[Placed]) -> None:
        for piece in group:
            question = OpenQuestion(question=_with_label(piece))
            self._append("questions", question)
            self.made.append(ImportedEntry("questions", question, (piece,)))

    # ---- fields

    def _made_or_parked(self, name: str, entry: Item, statement: str, group: Sequence[Placed]) -> Item | None:
        if statement:
            return self._add(name, entry, group)
        self._park(group)
        return None

    def _fields(
        self, group: Sequence[Placed], holds: type[Entry], also: dict[str, str] | None = None
    ) -> tuple[dict[str, str], list[str]]:
        """What labels and columns say of fields, and the texts of all the rest."""
        fields: dict[str, str] = {}
        rest: list[str] = []
        for piece in group:
            named = {**FIELD_LABELS, **(also or {})}
            if piece.block.kind == "row":
                rest += self._of_row(piece, holds, named, fields)
                continue
            field = named.get(piece.block.label.lower(), "")
            if not self._filled(holds, fields, field, piece.text):
                rest.append(_with_label(piece))
        return fields, rest

    def _of_row(self, piece: Placed, holds: type[Entry], named: dict[str, str], fields: dict[str, str]) -> Iterator[str]:
        for place, (column, cell) in enumerate(piece.block.cells):
            is_main = not place and place_of_label(column) == piece.place
            field = "" if is_main else named.get(column.lower().strip(), "")
            if not self._filled(holds, fields, field, cell):
                speaks = is_main or not column or column.lower() in _SAYING_NOTHING or place_of_label(column) == piece.place
                yield cell if speaks else f"{column}: {cell}"

    def _filled(self, holds: type[Entry], fields: dict[str, str], field: str, text: str) -> bool:
        """Put a text into a field, if the entry has it, it is empty, and takes such a text."""
        key = holds.keys.get(field)
        if key is None or fields.get(field) or not text:
            return False
        if key.kind == "date":
            text = self.day(text)
        elif key.kind == "choice":
            text = text.lower() if text.lower() in key.values or field == "source" else ""
        if text:
            fields[field] = text
        return bool(text)

    def _aims(self, sentence: str, fields: dict[str, str]) -> dict[str, str]:
        """Today's value, the target and the day, as far as the sentence says them and no label does."""
        for field in ("baseline", "target", "by"):
            if not fields.get(field) and (told := told_in(sentence, field, self.today)):
                fields[field] = told
        return fields

    def day(self, text: str) -> str:
        return text.strip() if parse(text.strip()) else relative_dates.read(text.strip(), self.today)

    def _day_in(self, text: str) -> str:
        """The day, month or year that a text names, if it names one."""
        found = _DATED.search(text)
        return self.day(found[0]) if found else ""


def _items(strategy: Strategy, section: Section) -> tuple[Any, ...]:
    if not section.has_ids:
        return ()
    held = getattr(strategy, section.name)
    return tuple(held) if section.many else (held,) if held is not None else ()


def _statement(texts: Sequence[str]) -> tuple[str, str]:
    """The first sentences as the statement, and the rest as a note."""
    sentences = [sentence for text in texts if text for sentence in sentences_of(text)]
    return " ".join(sentences[:_LONGEST]), " ".join(sentences[_LONGEST:])


def _noted(fields: dict[str, str], note: str) -> dict[str, Any]:
    note = " ".join(filter(None, (fields.get("note", ""), note)))
    return {**fields, "note": note} if note else fields


def _with_label(piece: Placed) -> str:
    """The text with the bold words before it, unless they only rank it."""
    label = piece.block.label
    if (
        not label
        or label.lower() in _RANKS
        or label == piece.text
        or not piece.block.text
        or place_of_label(label) == piece.place
    ):
        return piece.text
    return f"{label}: {piece.text}" if piece.text == piece.block.text or piece.block.text.startswith(piece.text) else piece.text


def _parked_text(piece: Placed) -> str:
    heading = piece.heading
    text = _with_label(piece)
    return f"{heading}: {text}" if heading and heading != text else text


def _is_evidence(text: str) -> bool:
    low = text.lower()
    return any(map(str.isdigit, text)) or any(kind in low for kind in _KINDS)


def _kind_of(text: str) -> str:
    low = text.lower()
    return next((kind for word, kind in _KINDS.items() if word in low), "")


def _named_in(text: str) -> tuple[str, str]:
    """“Map apps: the most complete map” in its two halves; the whole as a name where it is short."""
    name, sign, rest = re.sub(r"\s+[–—-]\s+", ": ", text, count=1).partition(":")
    if sign and len(name.split()) <= 6:
        return name.strip(), rest.strip()
    return (text.rstrip("."), "") if len(text.split()) <= 6 else ("", "")


def _quarter(text: str) -> str:
    found = _QUARTER.search(text)
    return f"{found['year'] or found['year2']}-{(found['first'] or found['second']).upper()}" if found else ""


def _without_number(text: str) -> str:
    return re.sub(r"^(?:O|KR|Objective|Key result)\s*\d*(?:\.\d+)?\s*[:.–—-]\s*", "", text, flags=re.IGNORECASE)


def _is_key_result(piece: Placed) -> bool:
    return re.match(r"(?:KR|key result)\s*\d*", piece.block.label or piece.text, re.IGNORECASE) is not None
