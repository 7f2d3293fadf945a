"""Runs the rules: selection, order, waivers, and the guard around each rule."""
