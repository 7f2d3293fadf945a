"""Languages: how a message becomes a text. A language is a folder."""
