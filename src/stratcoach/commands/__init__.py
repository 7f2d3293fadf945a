"""One module a verb: load, call the core, hand the result to a report or a prompter."""
