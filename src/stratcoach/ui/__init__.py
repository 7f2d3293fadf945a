"""The prompters: a terminal, plain lines, a list of replies."""
