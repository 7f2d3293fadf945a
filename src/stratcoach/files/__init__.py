"""The only room that touches disk, names with a clock in them, git and YAML."""
