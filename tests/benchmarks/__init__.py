"""Measured by hand, never asserted: ratios against a floor in the same run."""
