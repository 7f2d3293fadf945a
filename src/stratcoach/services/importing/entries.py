"""From placed pieces to the entries of a strategy. Nothing is made up: a field has what the document says, or stays empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from stratcoach.language.en.document_labels import OF_PLACE
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
from stratcoach.services.importing.fields import FieldReader, with_label
from stratcoach.services.importing.grouping import field_of, groups, has_own_heading
from stratcoach.services.importing.known import Known, flat
from stratcoach.services.importing.placing import LEFT_OUT, Placed
from stratcoach.services.importing.sentences import IN_BRACKETS, sentences_of, sides_of, without_number
from stratcoach.services.importing.signs import alternative_in, is_evidence, is_key_result, kind_of, quarter_in

_LONGEST: Final = 3
"""So many sentences make one statement; what comes after them is its note."""
_IN_BRACKETS: Final = re.compile(r"(?:(?<!\s)\s++)?\([^()]*\)$")


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
    known = Known(strategy, maker.day)
    begins = not (strategy.insights or strategy.vision or strategy.problems or strategy.parking_lot)
    always = (*LEFT_OUT, "product") if begins else LEFT_OUT
    new = [piece for piece in pieces if piece.place in always or not known.has(piece)]
    left_out = tuple(piece for piece in new if piece.place in LEFT_OUT)
    for group in groups([piece for piece in new if piece.place not in LEFT_OUT]):
        maker.take(group)
    already = tuple(piece for piece in pieces if piece not in new)
    return Imported(maker.strategy, tuple(maker.made), tuple(maker.parked), left_out, already)


# ---- entries


class _Maker(FieldReader):
    """Makes entries and keeps what can't be one."""

    def __init__(self, strategy: Strategy, today: date) -> None:
        super().__init__(today)
        self.strategy = strategy
        self.made: list[ImportedEntry] = []
        self.parked: list[Placed] = []
        self._taken = {item.id for section in SECTION.values() for item in _items(strategy, section)}

    def take(self, group: list[Placed]) -> None:
        """Make an entry of the pieces of one group, or park them."""
        place = group[0].place
        make = getattr(self, f"_{place}", None)
        (make or self._park)(group)

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
        if key == "product" and flat(self.strategy.product) == flat(text):
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
        fields, rest = self.fields(
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
        self.strategy = self.strategy.replace(vision=vision.replace(today=" ".join(with_label(piece) for piece in group)))
        self.made.append(ImportedEntry("vision", vision, tuple(group)))

    def _north_star(self, group: list[Placed]) -> None:
        if self.strategy.north_star is not None:
            self._park(group)
            return
        deeper = [piece for piece in group[1:] if piece.block.kind == "item" and not field_of(piece)]
        fields, rest = self.fields([piece for piece in group if piece not in deeper], NorthStar)
        metric, note = _statement(rest)
        fields = self.aims(metric, fields)
        if (way := IN_BRACKETS.search(metric)) and "→" in way["inner"]:
            metric = metric[: way.start()]
        if not metric:
            self._park(group)
            return
        inputs = tuple(with_label(piece) for piece in deeper)
        star = NorthStar(metric=metric, inputs=inputs, **_noted(fields, note))
        self._add("north_star", star, group)

    def _insights(self, group: list[Placed]) -> None:
        fields, rest = self.fields(group, Insight)
        statement, note = _statement(rest)
        bracketed = IN_BRACKETS.search(statement)
        if bracketed and is_evidence(bracketed["inner"]) and not fields.get("evidence"):
            fields["evidence"] = bracketed["inner"].strip()
            statement = statement[: bracketed.start()].rstrip(" .") + "."
        told = " ".join((fields.get("evidence", ""), fields.get("source", "")))
        source = fields.pop("source", "")
        kind = source if source in SOURCES else kind_of(source or told)
        if source and source != kind and not fields.get("evidence"):
            fields["evidence"] = source
        elif source and source != kind:
            note = " ".join(filter(None, (note, source)))
        observed = self.day_in(told)
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
        fields, rest = self.fields(group, holds)
        statement, note = _statement(rest)
        values = {**_noted(fields, note), "statement": statement}
        self._made_or_parked(name, holds(**values), statement, group)

    def _users(self, group: list[Placed]) -> None:
        fields, rest = self.fields(group, User, also=OF_PLACE["users"])
        if has_own_heading(group[0]):
            rest = [f"{group[0].heading}: {rest[0]}" if rest else group[0].heading, *rest[1:]]
        segment, note = _statement(rest)
        self._made_or_parked("users", User(segment=segment, **_noted(fields, note)), segment, group)

    def _market(self, group: list[Placed]) -> None:
        market = self.strategy.market or Market()
        if market.arena:
            self._park(group)
            return
        fields, rest = self.fields(group, Market, also=OF_PLACE["market"])
        arena, note = _statement([fields.pop("arena", ""), *rest])
        self._made_or_parked("market", market.replace(arena=arena, **_noted(fields, note)), arena, group)

    def _alternatives(self, group: list[Placed]) -> None:
        """What people use instead, as far as each has a name; where nothing says where the product plays, the market has only those."""
        market = self.strategy.market or Market()
        named = [alternative_in(piece) for piece in group]
        used = tuple(UsedInstead(name=name, good_at=text) for name, text in named if name)
        if used:
            taken = tuple(piece for piece, (name, _) in zip(group, named, strict=True) if name)
            self._add("market", market.replace(alternatives=(*market.alternatives, *used)), taken)
        self._park(piece for piece, (name, _) in zip(group, named, strict=True) if not name)

    def _objectives(self, group: list[Placed]) -> None:
        first, deeper = (
            group[0],
            [piece for piece in group[1:] if piece.block.depth > group[0].block.depth and not field_of(piece)],
        )
        own = [piece for piece in group if piece not in deeper]
        fields, rest = self.fields(own, Objective)
        if has_own_heading(first):
            rest = [first.heading, *rest]
        statement, note = _statement(rest)
        fields = self.aims(" ".join(rest), fields)
        made = self._made_or_parked("objectives", Objective(statement=statement, **_noted(fields, note)), statement, own)
        if deeper and made is not None:
            results = tuple(with_label(piece) for piece in deeper)
            self._add("okrs", Okr(objective=statement, key_results=results, rests_on=(made.id,)), deeper)
        elif deeper:
            self._park(deeper)

    def _okrs(self, group: list[Placed]) -> None:
        """An objective with its key results: what is deeper, what is called a key result, or what comes after the first of a heading."""
        first = group[0]
        under = has_own_heading(first)
        objective = first.heading if under else without_number(first.text or first.block.label)
        results = tuple(without_number(with_label(piece)) for piece in (group if under else group[1:]))
        quarter = next((found for text in (*first.block.headings, objective) if (found := quarter_in(text))), "")
        objective = _IN_BRACKETS.sub("", objective) if quarter_in(objective) else objective
        if not objective:
            self._park(group)
            return
        last = self.strategy.okrs[-1] if self.strategy.okrs else None
        if last and not under and is_key_result(first) and self.made and self.made[-1].section == "okrs":
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
            question = OpenQuestion(question=with_label(piece))
            self._append("questions", question)
            self.made.append(ImportedEntry("questions", question, (piece,)))

    def _made_or_parked(self, name: str, entry: Item, statement: str, group: Sequence[Placed]) -> Item | None:
        if statement:
            return self._add(name, entry, group)
        self._park(group)
        return None


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


def _parked_text(piece: Placed) -> str:
    heading = piece.heading
    text = with_label(piece)
    return f"{heading}: {text}" if heading and heading != text else text
