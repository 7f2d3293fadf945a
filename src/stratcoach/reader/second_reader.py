"""A small language model that was trained on labelled statements, and names the weaknesses that it sees in one.

The model and what belongs to it are in this folder: `model.onnx`, `tokenizer.json`, and `weaknesses.json` with the rules that it knows
and the probability from which it speaks up. `tests/judgement/train_reader.py` makes them; `docs/explanation/second-reader.md` says from
what. It reads nothing else, sends nothing, and says the same of the same statement on every machine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MOST_TOKENS: Final = 128
"""Pieces of words of a statement that are read; what comes behind them isn't."""
_REMEMBERED: Final = 256
"""Statements whose scores are remembered: an interview looks at the same answer several times."""
FIELDS: Final = ("source", "date", "metric", "baseline", "target", "by")
"""What is read beside the statement itself."""


class Weakness(NamedTuple):
    """A rule that the reader would apply, by its name, and how probable it is that a careful person would apply it, from 0 to 1."""

    rule: str
    probability: float


class KnownWeakness(NamedTuple):
    """A rule that the reader knows: `scale` and `shift` turn what the model says into a probability, `least` is where it speaks up."""

    rule: str
    scale: float
    shift: float
    least: float


def text_for(slot: str, text: str, fields: Mapping[str, str]) -> str:
    """A statement for a slot such as `north_star`, and the fields beside it, as the model reads them."""
    beside = (f"{name}: {fields[name]}" for name in FIELDS if fields.get(name))
    return " | ".join((f"{slot.replace('_', ' ')}: {text}", *beside))


class SecondReader:
    """The model, ready to read. Two of them are never the same: `second_reader` makes one for all."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, known: Sequence[KnownWeakness]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._known = tuple(known)
        self._scores = lru_cache(_REMEMBERED)(self._read)

    def weaknesses(self, slot: str, text: str, fields: Mapping[str, str]) -> list[Weakness]:
        """The weaknesses of a statement that the reader speaks up about, the most probable first."""
        here = f"{slot.replace('_', '-')}/"
        found = [
            Weakness(known.rule, probability)
            for known, score in zip(self._known, self.scores(slot, text, fields), strict=True)
            if known.rule.startswith(here) and (probability := _probability(known, score)) >= known.least
        ]
        return sorted(found, key=lambda one: -one.probability)

    def scores(self, slot: str, text: str, fields: Mapping[str, str]) -> list[float]:
        """What the model gives for each rule that it knows, in their order: the logarithm of the odds, not yet a probability."""
        return self._scores(text_for(slot, text, fields))

    def _read(self, text: str) -> list[float]:
        import numpy as np

        whole = text.encode("utf-8", "replace").decode()  # without half characters
        inputs = {"input_ids": np.array([self._tokenizer.encode(whole).ids], np.int64)}
        return [float(score) for score in self._session.run(None, inputs)[0][0]]


def _probability(known: KnownWeakness, score: float) -> float:
    return 1 / (1 + math.exp(-(known.scale * score + known.shift)))


@cache
def second_reader() -> SecondReader | None:
    """The second reader; None where the extra `reader` isn't installed."""
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError:
        return None
    folder = files("stratcoach.reader")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        folder.joinpath("model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.no_padding()
    return SecondReader(session, tokenizer, known_weaknesses())


def known_weaknesses() -> list[KnownWeakness]:
    """The rules that the shipped model knows, in the order of its output."""
    raw = json.loads(files("stratcoach.reader").joinpath("weaknesses.json").read_text(encoding="utf-8"))
    return [KnownWeakness(**one) for one in raw]
