"""Whoever asks: a terminal, plain lines, a list of replies."""
