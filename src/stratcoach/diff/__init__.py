"""What changed in meaning between two strategies."""
