"""The interview without a terminal: what is asked next, what was answered, what follows from it."""
