"""Runs the rules: selection, order, waivers, and the guard round each rule."""
