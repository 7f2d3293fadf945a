"""Hostile texts in every field through every verb, and checkouts whose settings run programs: nothing may be obeyed, nothing run."""
