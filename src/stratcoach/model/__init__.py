"""The strategy as values: no files, no terminal, no YAML."""
