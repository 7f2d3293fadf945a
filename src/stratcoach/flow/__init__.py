"""The interview without a terminal: what is asked next, what was said, what becomes of it."""
