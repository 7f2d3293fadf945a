"""The workshop for a group, as a pure machine over the same journal: who is there, what was said, the votes, the decisions."""
