"""What is said to a question."""

from __future__ import annotations

Answer = str | tuple[str, ...]
"""What a person answered: a text, or a list of texts, handles or values."""
